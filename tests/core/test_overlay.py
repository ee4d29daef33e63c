"""What people say one after the other holds as if it had all been said at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standup.core.dates.spans import Span
from standup.core.model import (
    Chosen,
    Instance,
    Moved,
    Nudge,
    Own,
    Person,
    Quiet,
    Slot,
    Standup,
    Window,
)
from standup.core.settings.overlay import Idle, News, bare, laid_over
from standup.core.settings.setting import (
    AT_THE_MACHINE,
    AskMeAt,
    Cancelled,
    InQuiet,
    InZone,
    OnDays,
    Paused,
    Remind,
    Scope,
    Setting,
    StillIn,
    TakesPart,
    Value,
)
from standup.core.settings.why import Why
from standup.engine.directory import Directory
from tests.team import LONDON, daily, instance, learning_day, person

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
DAY = date(2026, 11, 26)
PEOPLE = ("ana", "bo", "cy", "dee")
ZONES = ("Asia/Tokyo", "Europe/Athens", LONDON, "Mars/Base")
ANA, BO, CY, DEE = map(person, PEOPLE)
FIXING = replace(daily(ANA, CY), fixed=frozenset({"remind", "quiet", "pause"}))
LEARNING = learning_day(ANA, BO, CY, DEE)
TOLD = instance(
    replace(
        LEARNING,
        rounds=tuple(
            replace(one, opens=Window(timedelta(hours=first), timedelta(hours=first + 3)))
            for one, first in zip(LEARNING.rounds, (8, 15), strict=True)
        ),
    ),
    FIXING,
)

times = st.integers(0, 23).map(lambda hour: timedelta(hours=hour))
days = st.integers(-3, 3).map(lambda n: DAY + timedelta(days=n))
own_values = st.one_of(
    st.builds(InZone, st.sampled_from(ZONES), st.none() | st.builds(Moved, st.just(LONDON), days)),
    st.builds(StillIn, st.sampled_from(ZONES), days),
    st.builds(Remind, st.builds(Nudge, at=times)),
    st.builds(OnDays, st.frozensets(st.integers(0, 6), min_size=1)),
    st.builds(InQuiet, st.builds(Quiet, times, times)),
)
own = st.tuples(
    st.builds(
        Scope,
        st.sampled_from([*PEOPLE, "gone"]),
        st.none() | st.sampled_from(["daily", "learning-day", "gone"]),
    ),
    own_values,
)
moves = st.tuples(
    st.builds(Scope, st.sampled_from(PEOPLE)),
    st.builds(InZone, st.sampled_from(ZONES[:2]), st.builds(Moved, st.just(LONDON), days)),
)
times_of_day = st.none() | st.integers(7, 20).map(lambda hour: timedelta(hours=hour))
chosen = st.builds(
    Chosen,
    st.sampled_from(["plan", "learned", "gone"]),
    times_of_day,
    st.just(()) | st.tuples(st.tuples(days, times_of_day)),
)
asked_at = st.tuples(
    st.builds(Scope, st.sampled_from(PEOPLE), st.sampled_from(["daily", "learning-day"])),
    st.builds(AskMeAt, chosen),
)
steered = st.tuples(
    st.builds(Scope, st.none(), st.sampled_from(["daily", "learning-day", "gone"])),
    st.builds(Paused, days) | days.map(lambda day: Cancelled(day, day)),
)


@dataclass(frozen=True)
class Step:
    """What is done: something said, else as many taken back, or all of somebody forgotten."""

    said: tuple[Scope, Value] | None = None
    ended: int = 0
    forgotten: str | None = None
    later: int = 0


steps = st.lists(
    st.builds(Step, said=st.one_of(own, moves, asked_at, steered), later=st.integers(0, 1))
    | st.builds(Step, ended=st.integers(0, 20), later=st.integers(0, 2))
    | st.builds(Step, forgotten=st.sampled_from(PEOPLE)),
    max_size=12,
)


@given(steps, st.integers(1, 4))
@settings(max_examples=300, deadline=None)
def test_what_is_said_bit_by_bit_holds_as_if_it_were_said_at_once(
    story: list[Step], together: int
) -> None:
    """Whatever is said, taken back, over or forgotten, and however much of it is heard at once."""
    held: dict[int, Setting] = {}
    known, day = Directory(TOLD, {}), DAY
    touched: set[Scope] = set()
    for number, step in enumerate(story):
        day += timedelta(days=step.later)
        touched |= taken(held, number, step)
        if (number + 1) % together:
            continue
        known = known.changed(news(held.values(), touched), number, day)
        touched = set()
        assert_same(known, held, day)


def taken(held: dict[int, Setting], number: int, step: Step) -> set[Scope]:
    """Do it, and return of whom or what something holds otherwise."""
    if step.said is not None:
        scope, value = step.said
        held[number] = Setting(number, scope, value, "words", AT_THE_MACHINE, NOW)
        return {scope}
    gone = [n for n, one in held.items() if one.scope.person == step.forgotten]
    if step.forgotten is None:
        gone = list(held)[step.ended : step.ended + 1]
    return {held.pop(n).scope for n in gone}


def news(held: Iterable[Setting], touched: set[Scope]) -> News:
    said = list(held)
    people = {one.person for one in touched if one.person}
    standups = {one.standup for one in touched if not one.person and one.standup}
    return News(
        {who: [one for one in said if one.scope.person == who] for who in people},
        {
            what: [s for s in said if not s.scope.person and s.scope.standup == what]
            for what in standups
        },
    )


def assert_same(known: Directory, held: dict[int, Setting], day: date) -> None:
    said = list(held.values())
    at_once = laid_over(TOLD, said, day)
    assert known.instance == at_once.instance == plainly(TOLD, at_once.idle, said, day)
    assert known.laid.idle == at_once.idle
    assert known.laid.moving == at_once.moving
    fresh = Directory(at_once.instance, {})
    for standup in fresh.standups:
        assert known.zones(standup) == fresh.zones(standup) == fresh.standups[standup].zones
        assert known.slots(standup) == fresh.slots(standup) == fresh.standups[standup].slots
        for slot in {*map(Slot, ZONES), *fresh.slots(standup)}:
            for later in range(-2, 3):
                there = day + timedelta(days=later)
                assert known.in_slot(standup, slot, there) == fresh.in_slot(standup, slot, there)
    for one in fresh.people.values():
        assert known.people[one.id] == one
        assert known.standups_of(one) == fresh.standups_of(one)
        assert all(known.person_of(account) == one for account in one.accounts)


def plainly(told: Instance, idle: Idle, said: Sequence[Setting], day: date) -> Instance:
    """The same, reckoned anew for everybody and everything, without sharing anything."""
    useless = [setting for setting, why in idle if why is not Why.OUT_OF_ORDER]
    fitting = [one for one in said if one not in useless]
    by_person = defaultdict(list)
    for one in fitting:
        by_person[one.scope.person].append(one)
    people = {
        one.id: plain_person(one, [s for s in told.standups if one in s.participants],
                             by_person[one.id], day)
        for one in told.people
    }  # fmt: skip
    standups = tuple(plain_standup(one, people, by_person[None]) for one in told.standups)
    return replace(told, people=tuple(people.values()), standups=standups)


def plain_person(told: Person, standups: list[Standup], said: list[Setting], day: date) -> Person:
    zone, moved, quiet = told.zone, None, None
    wants: dict[str, Own] = {standup.id: Own() for standup in standups}
    for one in [s for s in said if s.scope.standup is None] + [s for s in said if s.scope.standup]:
        value = one.value
        for standup in standups:
            if one.scope.standup in {None, standup.id} and one.name not in standup.fixed:
                if isinstance(value, Remind):
                    wants[standup.id] = replace(wants[standup.id], nudge=value.nudge)
                if isinstance(value, OnDays):
                    wants[standup.id] = replace(wants[standup.id], days=value.days)
                if isinstance(value, AskMeAt):
                    held = {one.round: one for one in wants[standup.id].times}
                    held[value.chosen.round] = value.chosen
                    times = tuple(held[round_] for round_ in sorted(held))
                    wants[standup.id] = replace(wants[standup.id], times=times)
    for one in said:
        if isinstance(one.value, InZone):
            zone, moved = one.value.zone, one.value.moved
        if isinstance(one.value, StillIn):
            moved = Moved(one.value.zone, one.value.until)
        if isinstance(one.value, InQuiet):
            quiet = one.value.quiet
    if moved is not None and moved.until < day - timedelta(days=1):
        moved = None
    wants = {
        standup: replace(own, times=plain_times(own.times, day)) for standup, own in wants.items()
    }
    own = tuple((standup, own) for standup, own in wants.items() if own != Own())
    return replace(told, zone=zone, moved=moved, quiet=quiet, own=own)


def plain_times(times: Sequence[Chosen], day: date) -> tuple[Chosen, ...]:
    """Those that hold, without what is over everywhere."""
    over = day - timedelta(days=1)
    left = [replace(one, before=tuple(b for b in one.before if b[0] >= over)) for one in times]
    return tuple(one for one in left if one.time is not None or one.before)


def plain_standup(told: Standup, people: dict[str, Person], said: list[Setting]) -> Standup:
    pauses = tuple(
        Span(one.value.first, one.value.last)
        for one in said
        if one.scope.standup == told.id and isinstance(one.value, Paused | Cancelled)
    )
    participants = tuple(people[one.id] for one in told.participants)
    return replace(told, participants=participants, rhythm=replace(told.rhythm, pauses=pauses))


def test_whoever_says_nothing_stays_the_very_same_person() -> None:
    moved = Setting(1, Scope("bo"), InZone("Asia/Tokyo"), "words", AT_THE_MACHINE, NOW)
    laid = bare(TOLD).changed(News.of([moved]))
    before, after = TOLD.people, laid.instance.people
    assert [one is other for one, other in zip(before, after, strict=True)] == [
        one.id != "bo" for one in before
    ]
    daily_before, daily_after = TOLD.standups[1], laid.instance.standups[1]
    assert daily_after is daily_before
    assert laid.changed(News({"bo": []})).instance == TOLD


def said(number: int, scope: Scope, value: Value) -> Setting:
    return Setting(number, scope, value, "words", AT_THE_MACHINE, NOW)


ADDED = said(1, Scope(None, "daily"), TakesPart(("bo",), takes=True))
ON_MONDAYS = said(2, Scope("bo", "daily"), OnDays(frozenset({0})))


def test_what_standups_are_is_laid_beneath_what_people_said_in_whatever_parts_it_is_read() -> None:
    at_once = laid_over(TOLD, [ON_MONDAYS, ADDED])
    in_parts = bare(TOLD).changed(News.of([ADDED])).changed(News.of([ON_MONDAYS]))
    assert in_parts == at_once
    assert [person.id for person in at_once.instance.standups[1].participants] == [
        "ana",
        "cy",
        "bo",
    ]
    assert at_once.instance.people[1].in_standup("daily").days == frozenset({0})
    assert at_once.idle == ()


def test_a_standup_that_changes_beneath_what_people_said_is_not_laid_over_it() -> None:
    laid = bare(TOLD).changed(News.of([ON_MONDAYS]))
    with pytest.raises(ValueError, match="laid anew"):
        laid.changed(News.of([ADDED]))
