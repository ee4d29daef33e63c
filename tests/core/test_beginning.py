"""What somebody may begin to answer by themselves, at any moment."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from standup.core import schedule
from standup.core.asking.beginning import early, late, looks_back, unscheduled
from standup.core.asking.check_in import CheckIn, State
from standup.core.model import Rhythm, Slot, Standup, Window
from tests.team import LONDON, daily, learning_day, person

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
ANA = person("ana")
THURSDAY = datetime(2026, 11, 26, tzinfo=UTC)


def lets(standup: Standup, **given: timedelta | Window) -> Standup:
    rounds = tuple(replace(one, **given) for one in standup.rounds)  # type: ignore[arg-type]
    return replace(standup, rounds=rounds)


@pytest.mark.parametrize(
    ("early_at", "now", "days"),
    [
        (18, 17.9, []), (18, 18, [27]), (18, 23.9, [27]), (18, 24 + 9.4, [27]), (18, 24 + 9.5, []),
        (8, 7.9, []), (8, 8, [26]), (8, 9.5, []),
        (9.5, 10, [27]),  # the very time of asking is that of the day before
    ],
)  # fmt: skip
def test_a_round_is_begun_from_the_last_such_time_before_it_is_asked(
    early_at: float, now: float, days: list[int]
) -> None:
    told = lets(daily(ANA), early=early_at * HOUR)
    found = list(early(told, Slot(LONDON), THURSDAY + now * HOUR))
    assert [one.day.day for one in found] == days


def test_whoever_chose_a_time_begins_early_until_that_time() -> None:
    told = lets(daily(ANA), early=8 * HOUR, opens=Window(8 * HOUR, 11 * HOUR))
    slot = Slot(LONDON, (("day", 11 * HOUR),))
    assert [one.day.day for one in early(told, slot, THURSDAY + 10 * HOUR)] == [26]
    assert not list(early(told, Slot(LONDON), THURSDAY + 10 * HOUR))


@pytest.mark.parametrize(("now", "is_open"), [(11.9, False), (12, True), (59.9, True), (60, False)])
def test_a_day_is_begun_late_from_its_end_on_and_so_long(now: float, is_open: bool) -> None:
    told = lets(daily(ANA), late=2 * DAY)
    found = list(late(told, Slot(LONDON), THURSDAY.date(), {}, THURSDAY + now * HOUR))
    assert bool(found) is is_open


@pytest.mark.parametrize(
    ("state", "is_open"),
    [
        (State.CLOSED, True), (State.AWAY, True), (State.ASKING, False), (State.WAITING, False),
        (State.DONE, False), (State.SKIPPED, False),
    ],
)  # fmt: skip
def test_what_was_begun_is_not_begun_again(state: State, is_open: bool) -> None:
    told = lets(daily(ANA), late=2 * DAY)
    there = CheckIn(
        id=1,
        run=1,
        day=THURSDAY.date(),
        standup=told,
        round_id="day",
        zone=LONDON,
        state=state,
        opened_at=THURSDAY + 9 * HOUR,
        deadline=THURSDAY + 12 * HOUR,
    )
    found = list(late(told, Slot(LONDON), there.day, {"day": there}, THURSDAY + 20 * HOUR))
    assert bool(found) is is_open


def test_no_round_is_begun_where_nobody_says_so_or_on_a_day_that_is_none_of_its() -> None:
    told = learning_day(ANA)
    assert not list(early(told, Slot(LONDON), THURSDAY + 9 * HOUR))
    assert looks_back(told) == timedelta(0)
    told = lets(told, late=2 * DAY)
    friday = THURSDAY.date() + DAY
    assert not list(late(told, Slot(LONDON), friday, {}, THURSDAY + 48 * HOUR))
    assert looks_back(told) == 2 * DAY + 20 * HOUR


@pytest.mark.parametrize(
    ("closes", "now", "days"),
    [
        (24, 0, [26]), (24, 23.9, [26]), (24, 24, [27]),
        (18, 17.9, [26]), (18, 18, []), (18, 24, [27]),
        (34, 9.9, [26, 25]), (34, 10, [26]),
    ],
)  # fmt: skip
def test_without_a_schedule_a_day_is_begun_from_midnight_until_it_closes(
    closes: float, now: float, days: list[int]
) -> None:
    told = without_schedule(closes)
    found = list(unscheduled(told, THURSDAY + now * HOUR))
    assert [one.day.day for one in found] == days
    assert all(one.deadline > THURSDAY + now * HOUR for one in found)
    assert not list(early(told, Slot(LONDON), THURSDAY + now * HOUR))


def test_its_day_is_as_long_as_the_clocks_make_it() -> None:
    told = without_schedule(24)
    for day, hours in (
        (datetime(2026, 3, 29, 12, tzinfo=UTC), 23),
        (datetime(2026, 10, 25, 12, tzinfo=UTC), 25),
    ):
        [one] = unscheduled(told, day)
        first = schedule.opening(one.round, LONDON, one.day)
        assert one.deadline - first == hours * HOUR


def test_what_has_a_schedule_is_not_begun_without_it() -> None:
    assert not list(unscheduled(replace(daily(ANA), zone=LONDON), THURSDAY + 10 * HOUR))


def test_a_day_off_is_not_begun() -> None:
    rhythm = Rhythm(days_off=frozenset({THURSDAY.date()}))
    assert not list(unscheduled(replace(without_schedule(24), rhythm=rhythm), THURSDAY + 9 * HOUR))


def without_schedule(closes: float) -> Standup:
    told = replace(daily(ANA), zone=LONDON)
    return replace(told, rounds=(replace(told.rounds[0], cron=None, closes=closes * HOUR),))
