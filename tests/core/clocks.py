"""How clocks run, found out by asking each zone for nothing but its offset at an instant."""

import zoneinfo
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise

from standup.core.model import Rhythm, Round, Standup
from standup.core.schedule import first_opening, instant, next_day, opening

DAY = timedelta(days=1)
FEW_DAYS = 5 * DAY  # in which no clocks change twice: not even round Ramadan in Morocco
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
ZONES = sorted(zoneinfo.available_timezones())
FIRST, LAST = date(2024, 1, 1), date(2030, 12, 31)


def a_round(cron: str = "30 9 * * *", closes: float = 40, reminder: timedelta = HOUR) -> Round:
    return Round("plan", "Plan", cron, (), timedelta(hours=closes), reminder)


def a_standup(*rounds: Round, rhythm: Rhythm = Rhythm()) -> Standup:  # noqa: B008
    return Standup("learning-day", "Learning Day", rounds, (), (), rhythm=rhythm)


def at(wall: timedelta) -> str:
    hours, minutes = divmod(wall // MINUTE, 60)
    return f"{minutes} {hours} * * *"


@dataclass(frozen=True)
class Clocks:
    """A zone's offsets and since when each holds, in naive UTC."""

    since: tuple[datetime, ...]
    offsets: tuple[timedelta, ...]

    def first_shown(self, local: datetime) -> datetime:
        """When clocks first show this; if never, when they would have without the jump over it."""
        near = bisect_right(self.since, local) - 1
        places = range(max(near - 1, 0), min(near + 2, len(self.since)))
        shown = [moment for place in places if self._holds(place, moment := self._at(place, local))]
        if shown:
            return min(shown)
        before = max(place for place in places if self._at(place, local) >= self.since[place])
        return self._at(before, local)

    def hard_times(self) -> set[tuple[date, timedelta]]:
        """Local dates and wall times that are jumped over or shown twice, three of each kind."""
        found = set()
        for since, (old, new) in zip(self.since[1:], pairwise(self.offsets), strict=True):
            low, high = sorted((since + old, since + new))
            for local in (low, low + (high - low) // 2, high - MINUTE):
                midnight = datetime.combine(local, time())
                found.add((local.date(), (local - midnight) // MINUTE * MINUTE))
        return found

    def _at(self, place: int, local: datetime) -> datetime:
        return local - self.offsets[place]

    def _holds(self, place: int, moment: datetime) -> bool:
        later = self.since[place + 1 :]
        return self.since[place] <= moment and (not later or moment < later[0])


def offset(zone: zoneinfo.ZoneInfo, moment: datetime) -> timedelta:
    found = moment.replace(tzinfo=UTC).astimezone(zone).utcoffset()
    assert found is not None
    return found


@cache
def clocks(name: str, start: date = FIRST - 9 * DAY, end: date = LAST + 9 * DAY) -> Clocks:
    zone = zoneinfo.ZoneInfo(name)
    moment = datetime.combine(start, time())
    since, offsets = [moment], [offset(zone, moment)]
    while moment.date() < end:
        moment += FEW_DAYS
        if (now := offset(zone, moment)) != offsets[-1]:
            since.append(_changed(zone, moment - FEW_DAYS, moment))
            offsets.append(now)
    return Clocks(tuple(since), tuple(offsets))


def _changed(zone: zoneinfo.ZoneInfo, before: datetime, after: datetime) -> datetime:
    old = offset(zone, before)
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        before, after = (middle, after) if offset(zone, middle) == old else (before, middle)
    return after.replace(microsecond=0)


@cache
def kinds() -> dict[Clocks, list[str]]:
    """All zones, gathered by how their clocks run in the years under test."""
    found: dict[Clocks, list[str]] = {}
    for zone in ZONES:
        found.setdefault(clocks(zone), []).append(zone)
    return found


def naive(moment: datetime) -> datetime:
    assert moment.tzinfo is UTC
    return moment.replace(tzinfo=None)


def walk(round_: Round, zone: str, start: date, end: date) -> Iterator[tuple[date, datetime]]:
    """What the scheduler does: the first opening after a moment, then day after day."""
    now = instant(start, timedelta(0), zone) - MINUTE
    first = first_opening(a_standup(round_), round_, zone, now)
    assert first is not None
    assert first.at == opening(round_, zone, first.day)
    day: date | None = first.day
    while day is not None and day <= end:
        yield day, naive(opening(round_, zone, day))
        day = next_day(round_, Rhythm(), day, zone)


def hold_daily(running: Clocks, zone: str, first: date, last: date) -> None:
    """Fail unless a daily run opens once a date, whatever its hour, and where clocks show it."""
    hard = {wall for _, wall in running.hard_times()}
    dates = [first + number * DAY for number in range((last - first).days + 1)]
    for wall in {timedelta(0), 2.5 * HOUR, 23.5 * HOUR} | set(sorted(hard)[1::3]):
        expected = [
            (day, running.first_shown(datetime.combine(day, time()) + wall)) for day in dates
        ]
        found = list(walk(a_round(at(wall)), zone, first, last))
        assert found == expected, (zone, wall)
        assert all(one < other for (_, one), (_, other) in pairwise(found)), (zone, wall)
