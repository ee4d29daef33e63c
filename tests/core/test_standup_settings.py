"""What is said of a standup's times, laid over what is written, on every day there may be."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from standup.core import schedule
from standup.core.model import Standup
from standup.core.settings.setting import Asks, AsksAt, AsksOn, ClosesAt, OfStandup, TakesPart
from standup.core.settings.standups import as_said, bridge
from standup.core.settings.why import Why
from tests.team import daily, learning_day, person

ANA, BO = person("ana"), person("bo")
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ZONES = ("Pacific/Auckland", "Europe/London", "America/New_York", "Pacific/Kiritimati")

minutes = st.integers(0, 24 * 60 - 1).map(lambda many: timedelta(minutes=many))
said = st.one_of(
    st.builds(AsksAt, st.just("day"), minutes),
    st.builds(AsksOn, st.frozensets(st.integers(0, 6), min_size=1)),
    st.builds(ClosesAt, st.just("day"), minutes.map(lambda time: time + DAY)),
)


def changed(standup: Standup, value: OfStandup) -> Standup:
    found = as_said(standup, value, {"ana": ANA, "bo": BO})
    assert isinstance(found, Standup), found
    return found


def asked_on(standup: Standup, zone: str, start: datetime) -> list[date]:
    found = schedule.openings(standup, zone, start, start + 12 * DAY)
    return [opening.day for opening in found]


pauses = st.integers(0, 30 * 60).map(lambda many: timedelta(minutes=many))
begins = datetime(2026, 11, 25, 0, 0, 30, tzinfo=UTC)  # no round opens at half a minute


@example(
    [
        (AsksAt("day", timedelta(minutes=10)), 30 * HOUR),
        (AsksAt("day", 14 * HOUR), 5 * HOUR + timedelta(minutes=20)),
    ],
    ["Pacific/Auckland", "America/New_York"],
)
@given(
    st.lists(st.tuples(said, pauses), min_size=1, max_size=8),
    st.lists(st.sampled_from(ZONES), min_size=1, max_size=3, unique=True),
)
def test_whenever_times_change_no_day_of_both_is_left_out_and_none_is_asked_twice(
    steps: list[tuple[OfStandup, timedelta]], zones: list[str]
) -> None:
    standup = daily(ANA, cron="30 9 * * *")
    standup = changed(standup, ClosesAt("day", 2 * DAY))
    asked: dict[str, list[date]] = {zone: [] for zone in zones}
    days = frozenset(range(7))  # of all that was said
    now = begins
    for value, later in steps:
        then = now + later
        for zone in zones:
            found = schedule.openings(standup, zone, now, then)
            asked[zone] += [one.day for one in found if now < one.at]
        now = then
        new = changed(standup, value)
        latest = max((day for found in asked.values() for day in found), default=None)
        held = bridge(standup, new, zones, now, latest)
        bare = replace(new, rounds=tuple(replace(one, former=()) for one in new.rounds))
        standup = changed(bare, held) if held else bare
        days &= value.days if isinstance(value, AsksOn) else days
    for zone in zones:
        asked[zone] += [one.day for one in schedule.openings(standup, zone, now, now + 9 * DAY)]
        assert len(asked[zone]) == len(set(asked[zone]))
        first = begins.astimezone(ZoneInfo(zone)).date() + DAY
        since = [first + n * DAY for n in range((now - begins).days + 7)]
        assert {day for day in since if day.weekday() in days} <= set(asked[zone])
        assert len(standup.rounds[0].former) <= 6


def test_a_round_is_as_it_was_up_to_a_day_and_as_it_is_from_then_on() -> None:
    old = daily(ANA)
    new = changed(old, AsksAt("day", 11 * HOUR))
    held = bridge(old, new, ["Europe/London"], NOON, None)
    assert held is not None
    both = changed(new, held)
    begins = NOON - 6 * HOUR
    times = [
        f"{one.at:%d %H:%M}" for one in schedule.openings(both, "UTC", begins, begins + 2 * DAY)
    ]
    assert times == ["26 09:30", "27 11:00"]
    round_ = both.rounds[0]
    assert schedule.deadline(round_, "UTC", NOON.date()) == NOON
    assert round_.on(NOON.date()).cron == "30 9 * * *"
    assert round_.on(NOON.date() + DAY).cron == "0 11 * * *"
    assert schedule.of_day(both, "UTC", NOON.date()).rounds == old.rounds


def test_a_day_that_has_not_begun_needs_no_bridge() -> None:
    old = daily(ANA)
    new = changed(old, AsksAt("day", 11 * HOUR))
    assert bridge(old, new, ["Europe/London"], NOON - 6 * HOUR, None) is None


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (AsksAt("evening", HOUR), Why.NO_ROUND),
        (AsksAt("plan", 18 * HOUR), Why.OUT_OF_ORDER),
        (AsksAt("learned", 9 * HOUR), Why.OUT_OF_ORDER),
        (ClosesAt("plan", 9 * HOUR), Why.OUT_OF_ORDER),
        (Asks("plan", "gone", "Why?"), Why.NO_QUESTION),
        (Asks("evening", "will_learn", "Why?"), Why.NO_QUESTION),
        (TakesPart(("zoe",), takes=True), Why.NOBODY),
    ],
)
def test_what_does_not_fit_is_told_and_changes_nothing(value: OfStandup, why: Why) -> None:
    assert as_said(learning_day(ANA, BO), value, {"ana": ANA, "bo": BO}) is why


def test_days_keep_the_month_and_take_the_place_of_dates() -> None:
    monthly = daily(ANA, cron="30 9 1 1-6 *")
    [round_] = changed(monthly, AsksOn(frozenset({0, 6}))).rounds
    assert round_.cron == "30 9 * 1-6 mon,sun"
