"""What touches others is shown before it is done, and done as it was shown or not at all."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from standup.core.commands.table import COMMANDS
from standup.core.model import Instance, Standup
from tests.platform import CAPABLE, Platform
from tests.team import LONDON, Team, at, daily, instance, person, team

ANA, BO, CY, DOT = person("ana"), person("bo"), person("cy"), person("dot")
DAILY = replace(daily(ANA, BO, CY), owners=("ana", "dot"))
TOLD = Instance((DAILY,), (ANA, BO, CY, DOT), "Ana (ana)", LONDON)
SHOWN = {
    "remind missing": ("9:31", "3 people will be reminded: Ana, Bo and Cy."),
    "extend 1 hour": ("9:31", "the last deadline moves from 12:00 to 13:00"),
    "start now": ("9:00", "3 people will be asked daily of Daily now: Ana, Bo and Cy."),
    "pause until 30 november": ("9:00", "That’s for 3 people: Ana, Bo and Cy."),
    "cancel next": ("9:00", "Daily won’t happen on Thursday 26 November."),
    "remove bo": ("9:00", "I won’t ask Bo in Daily any more."),
}


async def done(day: Team) -> list[tuple[object, ...]]:
    return await day.rows("SELECT action, said_by FROM change ORDER BY id")


def test_each_command_that_is_shown_first_is_tried_here() -> None:
    names = {entry.name for entry in COMMANDS if entry.shown_first}
    elsewhere = {"away somebody", "back somebody", "channel", "invite", "poll", "cancel poll"}
    elsewhere |= {"archive", "new standup"}
    tried = {name for name in names for words in SHOWN if words.startswith(name)}
    assert tried | elsewhere == names


@pytest.mark.parametrize("words", SHOWN)
async def test_nothing_is_done_before_a_yes_and_one_yes_does_it_once(
    tmp_path: Path, words: str
) -> None:
    clock, told = SHOWN[words]
    platform = Platform(capabilities=replace(CAPABLE, choices=True))
    async with team(tmp_path, TOLD, at("8:00"), platform) as day:
        await day.until(at(clock))
        before = await day.everything()
        await day.say("dot", f"/{words}")
        assert told in day.last("dot")
        assert "Press the button or say /yes" in day.last("dot")
        assert await done(day) == []
        for table in ("setting", "schedule", "check_in"):
            assert str(await day.rows(f"SELECT * FROM {table}")) in before  # noqa: S608
        await day.say("dot", "yes")
        assert "Done" in day.last("dot")
        await day.say("dot", "/yes")
        assert "nothing to say yes to" in day.last("dot")
        assert [by for _, by in await done(day)] == ["dot"]


async def test_who_answers_meanwhile_is_not_reminded_and_it_is_shown_anew(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("dot", "/remind missing")
        await day.say("bo", "maps")
        await day.say("dot", "/yes")
        assert "That has changed since I showed you" in day.last("dot")
        assert "2 people will be reminded: Ana and Cy." in day.last("dot")
        assert await done(day) == []
        await day.say("dot", "/yes")
        assert "Done: I’m reminding Ana and Cy." in day.last("dot")


async def test_what_is_over_by_then_is_said_and_not_done(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:25"))
        await day.say("dot", "/start now")
        await day.until(at("9:31"))
        await day.say("dot", "/yes")
        assert "Nothing of Daily is left to start today." in day.last("dot")
        await day.until(at("11:55"))
        await day.say("dot", "/extend 1 hour")
        await day.until(at("12:01"))
        await day.say("dot", "/yes")
        assert "No deadline of Daily is still to come." in day.last("dot")
        assert await done(day) == []


async def test_what_another_owner_did_meanwhile_is_not_done_once_more(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("8:00")) as day:
        for who in ("ana", "dot"):
            await day.say(who, "/remove bo")
        await day.say("dot", "/yes")
        await day.say("ana", "/yes")
        assert "Nothing changed" in day.last("ana")
        await day.agree("dot", "/cancel next")
        assert await done(day) == [("remove", "dot"), ("cancel", "dot")]


async def test_of_what_was_cancelled_meanwhile_the_next_is_shown(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("8:00")) as day:
        for who in ("ana", "dot"):
            await day.say(who, "/cancel next")
        await day.say("dot", "/yes")
        await day.say("ana", "/yes")
        assert "That has changed" in day.last("ana")
        assert "won’t happen on Friday 27 November" in day.last("ana")
        assert await done(day) == [("cancel", "dot")]


@pytest.mark.parametrize(
    ("by_now", "told"),
    [
        (replace(DAILY, owners=("ana",)), "for the people who run a standup"),
        (replace(DAILY, fixed=frozenset({"participants"})), "keeps that fixed in its file"),
        (replace(DAILY, participants=(ANA, BO)), "I don’t ask Bo in Daily any more."),
        (replace(DAILY, id="other"), "nothing to say yes to"),
    ],
    ids=["no owner any more", "fixed", "somebody else went", "another standup"],
)
async def test_a_yes_goes_by_the_files_as_they_are_by_then(
    tmp_path: Path, by_now: Standup, told: str
) -> None:
    async with team(tmp_path, TOLD, at("8:00")) as day:
        await day.say("dot", "/remove bo")
        await day.bot.reload(replace(TOLD, standups=(by_now,)))
        await day.say("dot", "/yes")
        assert told in day.last("dot")


async def test_a_button_says_yes_to_what_stands_above_it_alone(tmp_path: Path) -> None:
    platform = Platform(capabilities=replace(CAPABLE, choices=True))
    async with team(tmp_path, instance(DAILY), at("8:00"), platform) as day:
        await day.say("ana", "/remove bo")
        first = day.platform.choice("@ana", "Remove")
        await day.until(at("8:01"))
        await day.say("ana", "/remove cy")
        day.platform.press("ana", first)
        await day.settled()
        assert "nothing to say yes to" in day.last("ana")
        assert await done(day) == []


async def test_midnight_between_what_is_said_and_yes_changes_nothing_of_it(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("23:55")) as day:
        await day.say("dot", "/cancel tomorrow")
        assert "won’t happen on Friday 27 November" in day.last("dot")
        await day.until(at("23:59") + timedelta(minutes=2))
        await day.say("dot", "/yes")
        assert day.last("dot").startswith("Done: Daily doesn’t happen on Friday 27 November.")


async def test_a_yes_is_to_what_was_said_last_or_to_nothing(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("8:00")) as day:
        await day.say("dot", "/remove bo")
        await day.say("dot", "/remind missing")
        assert "Nobody in Daily is left to remind" in day.last("dot")
        await day.say("dot", "/yes")
        assert "nothing to say yes to" in day.last("dot")
        assert await done(day) == []


@pytest.mark.parametrize("between", ["/who", "/help", "/remvoe cy", "the parser is nearly done"])
async def test_a_yes_after_something_else_was_said_asks_what_is_meant(
    tmp_path: Path, between: str
) -> None:
    async with team(tmp_path, TOLD, at("8:00")) as day:
        await day.say("dot", "/remove bo")
        await day.say("dot", between)
        await day.say("dot", "ok")
        assert day.last("dot").startswith("Just to be sure: do you mean this?")
        assert "Bo" in day.last("dot")
        assert await done(day) == []
        await day.say("dot", "yes")
        assert await done(day) == [("remove", "dot")]


async def test_a_yes_after_the_clock_said_something_asks_what_is_meant(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:28")) as day:
        await day.say("ana", "/remove bo")
        await day.until(at("9:31"))
        await day.say("ana", "/yes")
        assert day.last("ana").startswith("Just to be sure: do you mean this?")
        assert await done(day) == []


async def test_a_button_is_to_what_stands_above_it_whatever_was_said_since(tmp_path: Path) -> None:
    platform = Platform(capabilities=replace(CAPABLE, choices=True))
    async with team(tmp_path, instance(DAILY), at("8:00"), platform) as day:
        await day.say("ana", "/remove bo")
        shown = day.platform.choice("@ana", "Remove")
        await day.say("ana", "/who")
        day.platform.press("ana", shown)
        await day.settled()
        assert await done(day) == [("remove", "ana")]
