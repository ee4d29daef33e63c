"""What another configuration changes for people."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from standup.cli.difference_words import line
from standup.core.differences import differences
from standup.core.model import Account, Channel, Former, Instance, Question, Round, Standup
from standup.core.settings.overlay import laid_over
from standup.core.settings.setting import (
    AT_THE_MACHINE,
    OnDays,
    Scope,
    Setting,
)
from tests.team import daily, instance, learning_day, person

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
ANA, BO, CY = person("ana"), person("bo"), person("cy")
OLD = instance(learning_day(ANA, BO, CY), daily(ANA, CY))
HOUR = timedelta(hours=1)
CHRISTMAS = date(2026, 12, 24)

Edit = Callable[[Standup], Standup]


def said(new: Instance, *settings: Setting, old: Instance = OLD) -> list[str]:
    """What changes, in words."""
    before, after = laid_over(old, settings), laid_over(new, settings)
    return [line(one) for one in differences(before, after, [("daily", NOW.date())], NOW)]


def edited(edit: Edit) -> Instance:
    """The configuration with its daily changed."""
    first, every_day = OLD.standups
    return replace(OLD, standups=(first, edit(every_day)))


def in_its_round(**changes: object) -> Edit:
    return lambda one: replace(
        one,
        rounds=(replace(one.rounds[0], **changes),),  # type: ignore[arg-type]
    )


def test_where_nothing_changes_nothing_is_said() -> None:
    assert said(OLD) == []
    assert said(instance(daily(ANA, CY), learning_day(ANA, BO, CY))) == []


@pytest.mark.parametrize("cron", ["30 9 * * 1-5", "30 9 * * mon,tue,wed,thu,fri"])
def test_a_line_that_means_the_same_changes_nothing(cron: str) -> None:
    old = edited(in_its_round(cron="30 9 * * mon-fri"))
    assert said(edited(in_its_round(cron=cron)), old=old) == []


GOES_ON = "the run of daily of Thursday 26 November 2026 goes on as it began"


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (
            in_its_round(cron="0 10 * * mon-thu"),
            "Daily, Daily: asked Monday to Thursday at 10:00, next on Thursday 26 November 2026",
        ),
        (
            lambda one: replace(one, rhythm=replace(one.rhythm, days_off=frozenset({CHRISTMAS}))),
            "Daily, Daily: not asked on Thursday 24 December 2026",
        ),
        (
            in_its_round(cron=None),
            "Daily, Daily: not asked any more, begun by whoever says `report daily`",
        ),
        (in_its_round(closes=15 * HOUR), "can be answered until 15:00 (so far"),
        (in_its_round(reminder=HOUR), "is reminded of before its deadline by 1 hour (so far"),
        (in_its_round(grace=HOUR), "may still be asked late by 1 hour (so far its deadline)"),
        (
            in_its_round(questions=(Question("did", "text", "And?"),)),
            "Daily, Daily: asked too: “And?”",
        ),
        (lambda one: replace(one, participants=(ANA, BO)), "Bo: asked in Daily"),
        (lambda one: replace(one, participants=(ANA,)), "Cy: asked no more in Daily"),
        (lambda one: replace(one, channels=(Channel("chat", "#new"),)), "channels: #new (chat)"),
        (lambda one: replace(one, readers="participants"), "readers: participants (so far channel"),
        (lambda one: replace(one, owners=("ana",)), "owners: ana (so far nothing)"),
        (lambda one: replace(one, fixed=frozenset({"time"})), "fixed: time (so far nothing)"),
        (lambda one: replace(one, title="Every day"), "title: Every day (so far Daily)"),
        (lambda one: replace(one, zone="Asia/Tokyo"), "Asia/Tokyo (so far each person’s own)"),
    ],
)  # fmt: skip
def test_a_change_is_told_as_what_it_is_for_people(edit: Edit, told: str) -> None:
    found = said(edited(edit))
    assert any(told in one for one in found), found
    assert found[-1] == GOES_ON


WRITTEN = [one.name for one in fields(Round) if one.name not in {"id", "former"}]


@pytest.mark.parametrize("name", WRITTEN)
def test_no_field_of_a_round_changes_unnoticed(name: str) -> None:
    round_ = OLD.standups[1].rounds[0]
    other: dict[type, object] = {str: "45 7 * * tue", timedelta: 3 * HOUR, type(None): HOUR}
    value = other.get(type(getattr(round_, name)), ())
    if name == "former":
        value = (Former(date(2026, 11, 26), "45 7 * * tue", 3 * HOUR, HOUR),)
    assert said(edited(in_its_round(**{name: value})))


def test_standups_begin_and_end() -> None:
    begun = said(OLD, old=instance(learning_day(ANA, BO, CY)))
    assert begun[0].startswith("Daily begins, with Ana and Cy: Daily: Monday to Sunday at 09:30")
    ended = said(instance(learning_day(ANA, BO, CY)))
    assert ended == ["Daily ends: Ana and Cy are not asked any more", GOES_ON]


def test_people_move_and_are_reached_elsewhere() -> None:
    there = replace(BO, zone="Asia/Tokyo", accounts=(Account("mail", "bo"),))
    new = instance(learning_day(ANA, there, CY), daily(ANA, CY))
    assert said(new) == [
        "Bo: by the clocks of Asia/Tokyo (so far Europe/London)",
        "Bo: on mail (so far chat)",
    ]


def test_a_setting_that_does_not_fit_any_more_falls_away_and_comes_back() -> None:
    days = OnDays(frozenset({0}))
    held = Setting(7, Scope("cy", "daily"), days, "my days mon", AT_THE_MACHINE, NOW)
    without = edited(lambda one: replace(one, participants=(ANA,)))
    away = "setting 7 falls away (“my days mon”): they take no part in it"
    assert said(without, held)[-1] == away
    again = "setting 7 holds again (“my days mon”): I’ll only ask you on Monday"
    assert said(OLD, held, old=without)[-1] == again


def test_what_is_of_all_is_told_too() -> None:
    assert said(replace(OLD, organiser="Bo")) == ["organiser: Bo (so far Ana (ana))"]
