"""When rounds ought to open and end, reckoned without the engine's schedule.

It knows the plain cron lines (`30 9 * * mon-fri`); of a line with anything else it says nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from standup.core.model import Round, Standup

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_MONTHS = ("jan feb mar apr may jun jul aug sep oct nov dec").split()  # noqa: SIM905


class UnknownError(ValueError):
    """The cron line is not of the plain kind."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A round that ought to open for the people of a zone."""

    standup: str
    round: str
    zone: str
    day: date
    at: datetime
    deadline: datetime
    latest: datetime


def openings(
    standup: Standup, start: datetime, end: datetime, zones: Iterable[str] | None = None
) -> Iterator[Opening]:
    """Every opening of a standup between two instants, in all its zones or in these. Raises
    UnknownError."""
    for round_ in standup.rounds:
        for zone in standup.zones if zones is None else zones:
            day = start.date() - 2 * _DAY
            while day <= end.date() + _DAY:
                if _counts(standup, round_, day) and has(zone, day):
                    found = _opening(standup, round_, zone, day)
                    if start <= found.at < end:
                        yield found
                day += _DAY


def _opening(standup: Standup, round_: Round, zone: str, day: date) -> Opening:
    begins = _wall(round_)
    at = instant(day, begins, zone)
    deadline = max(instant(day, round_.closes, zone), at + min(round_.closes - begins, _HOUR))
    deadline = min(deadline, _asks_again(standup, zone, day, at) or deadline)
    latest = deadline if round_.grace is None else min(deadline, at + round_.grace)
    return Opening(
        standup=standup.id,
        round=round_.id,
        zone=zone,
        day=day,
        at=at,
        deadline=deadline,
        latest=latest,
    )


def _asks_again(standup: Standup, zone: str, day: date, after: datetime) -> datetime | None:
    """When the standup asks next, within the week in which every round is over."""
    for number in range(9):
        later = day + number * _DAY
        counting = [r for r in standup.rounds if _counts(standup, r, later) and has(zone, later)]
        found = [at for r in counting if (at := instant(later, _wall(r), zone)) > after]
        if found:
            return min(found)
    return None


def _wall(round_: Round) -> timedelta:
    minute, hour = round_.cron.split()[:2]
    return timedelta(hours=int(hour), minutes=int(minute))


@cache
def has(zone: str, day: date) -> bool:
    """Whether clocks of the zone ever showed this date: at some noon, somewhere, it was."""
    return instant(day, 12 * _HOUR, zone).astimezone(ZoneInfo(zone)).date() == day


def instant(day: date, wall: timedelta, zone: str) -> datetime:
    """The first instant at which the zone's clocks show this; jumped over, as much later."""
    local, where = datetime.combine(day, time()) + wall, ZoneInfo(zone)
    offsets = [_offset(local + shift, where) for shift in (-_DAY, _DAY)]
    shown = [(local - offset).replace(tzinfo=UTC) for offset in offsets]
    real = [at for at in shown if at.astimezone(where).replace(tzinfo=None) == local]
    return min(real) if real else shown[0]


def _offset(local: datetime, zone: ZoneInfo) -> timedelta:
    return local.replace(tzinfo=zone).utcoffset() or timedelta(0)


def _counts(standup: Standup, round_: Round, day: date) -> bool:
    rhythm = standup.rhythm
    if day in rhythm.days_off or (rhythm.starting is not None and day < rhythm.starting):
        return False
    weeks = (_monday(day) - _monday(rhythm.starting or date.min)) // timedelta(weeks=1)
    return weeks % rhythm.weeks == 0 and _is_on(round_.cron, day)


def _monday(day: date) -> date:
    return day - day.weekday() * _DAY


def _is_on(cron: str, day: date) -> bool:
    if len(cron.split()) != 5:
        raise UnknownError(cron)
    _, _, of_month, month, of_week = cron.lower().split()
    in_month = day.month in _values(month, 1, 12, _MONTHS, 1)
    by_date = day.day in _values(of_month, 1, 31, (), 0)
    by_week = day.isoweekday() % 7 in {n % 7 for n in _values(of_week, 0, 7, _WEEKDAYS, 0)}
    if "*" in (of_month[0], of_week[0]):
        return in_month and by_date and by_week
    return in_month and (by_date or by_week)


def _values(
    field: str, low: int, high: int, names: "tuple[str, ...] | list[str]", first: int
) -> set[int]:
    found: set[int] = set()
    for part in field.split(","):
        span, _, step = part.partition("/")
        if span == "*":
            ends = [low, high]
        else:
            ends = [_value(end, names, first) for end in span.split("-")]
        if len(ends) > 2 or not (step or "1").isdecimal():
            raise UnknownError(field)
        last = high if step and len(ends) == 1 else ends[-1]
        if last < ends[0]:
            raise UnknownError(field)
        found |= set(range(ends[0], last + 1, int(step or 1)))
    return found


def _value(word: str, names: "tuple[str, ...] | list[str]", first: int) -> int:
    if word in names:
        return names.index(word) + first
    if not word.isdecimal():
        raise UnknownError(word)
    return int(word)
