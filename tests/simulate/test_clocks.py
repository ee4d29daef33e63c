"""Whatever clocks do, each round opens once, at its hour or where the hour would have been.

`make clocks` lives through every change of clocks from 2024 to 2030; here they are some of them.
"""

from datetime import date, timedelta

import pytest

from standup.core import schedule
from standup.simulate import almanac
from standup.simulate.simulation import live
from tests.core.clocks import DAY, HOUR, ZONES, clocks, kinds
from tests.length import some
from tests.simulate.clocks import Change, broken, changes, plot

LEAST, EACH = 400, 40  # changes there are at least, and from one that is lived through to the next
NIGHT = (0 * HOUR, 2 * HOUR, 2.5 * HOUR, 23.5 * HOUR)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/London", date(2026, 3, 29), 23),
        ("Europe/London", date(2026, 10, 25), 25),
        ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Antarctica/Troll", date(2026, 3, 29), 22),
        ("Africa/Cairo", date(2026, 4, 24), 23),
        ("Africa/Casablanca", date(2026, 2, 15), 25),
        ("Asia/Beirut", date(2026, 3, 29), 23),
        ("America/Nuuk", date(2026, 3, 28), 23),
        ("America/Santiago", date(2026, 9, 6), 23),
        ("Pacific/Chatham", date(2026, 9, 27), 23),
    ],
)
def test_a_day_of_any_length_has_each_round_once(zone: str, day: date, hours: float) -> None:
    midnights = [almanac.instant(one, timedelta(), zone) for one in (day, day + DAY)]
    assert midnights[1] - midnights[0] == hours * HOUR
    assert broken(Change(zone, day, NIGHT)) == []


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Apia", date(2011, 12, 30)),
        ("Pacific/Fakaofo", date(2011, 12, 30)),
        ("Pacific/Kwajalein", date(1993, 8, 21)),
        ("Pacific/Kiritimati", date(1994, 12, 31)),
    ],
)
def test_a_day_that_never_was_has_none(zone: str, day: date) -> None:
    change = Change(zone, day, NIGHT)
    with live(plot(change)) as story:
        days = {row[2] for row in story.kept.runs}
    assert {(day - DAY).isoformat(), (day + DAY).isoformat()} <= days
    assert day.isoformat() not in days
    assert broken(change) == []


@pytest.mark.parametrize(
    "number", some(range(LEAST // EACH))
)  # of those found once they are wanted
def test_every_change_of_clocks_keeps_every_promise(number: int) -> None:
    for change in list(changes())[number * EACH :: LEAST]:
        assert broken(change) == [], change


def test_all_zones_have_a_sort_of_clocks() -> None:
    assert sum(len(zones) for zones in kinds().values()) == len(ZONES)
    assert len(list(changes())) >= LEAST


def test_the_almanac_and_the_schedule_place_every_touched_hour_alike() -> None:
    for zone in ZONES:
        for day, wall in clocks(zone).hard_times():
            assert almanac.instant(day, wall, zone) == schedule.instant(day, wall, zone), zone
