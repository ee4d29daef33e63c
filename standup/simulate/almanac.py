"""When rounds ought to open and end, reckoned without the engine's schedule.

It knows the plain cron lines (`30 9 * * mon-fri`); of a line with anything else it says nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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


@dataclass(frozen=True, slots=True)
class Plan:
    """A standup as those who run it have it by now.

    `people` are the ids of those who take part, `spans` the days on which it asks nobody, `timings`
    how its rounds are from which day on, `words` how questions are put by their round and id, and
    `watching` who is told at each close who is missing.
    """

    standup: Standup
    people: tuple[str, ...]
    spans: tuple[tuple[date, date], ...] = ()
    timings: tuple[tuple[date, tuple[Round, ...]], ...] = ()
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)
    watching: frozenset[str] = frozenset()

    @classmethod
    def of(cls, standup: Standup) -> "Plan":
        """A standup as it is configured."""
        people = tuple(person.id for person in standup.participants)
        spans = tuple((span.first, span.last) for span in standup.rhythm.pauses)
        timings = tuple(_former(standup))
        return cls(standup, people, spans, timings, watching=frozenset(standup.watched_by))

    def rounds(self, day: date) -> Sequence[Round]:
        """Its rounds as they are on a day."""
        begun = [rounds for first, rounds in self.timings if first <= day]
        return begun[-1] if begun else self.standup.rounds

    def is_held(self, day: date) -> bool:
        """Whether it is neither paused nor cancelled on a day."""
        return not any(first <= day <= last for first, last in self.spans)

    def asks(self, round_id: str, day: date) -> bool:
        """Whether a round is asked on a day, or may be begun on it."""
        return any(
            counts(self, day) if one.cron is None else _counts(self, one, day)
            for one in self.rounds(day)
            if one.id == round_id
        )

    def next_asking(self, zone: str, after: datetime) -> datetime | None:
        """When it asks next in a zone."""
        return _asks_again(self, zone, after.date() - _DAY, after)


def _former(standup: Standup) -> Iterator[tuple[date, tuple[Round, ...]]]:
    """How its rounds were before they were changed, and how they are from which day on."""
    ends = sorted({former.until for one in standup.rounds for former in one.former})
    firsts = (date.min, *(end + _DAY for end in ends))
    for first, last in zip(firsts, (*ends, date.max), strict=True):
        if ends:
            yield first, tuple(_as_on(one, last) for one in standup.rounds)


def _as_on(round_: Round, day: date) -> Round:
    was = next((one for one in round_.former if day <= one.until), None)
    if was is None:
        return replace(round_, former=())
    return replace(round_, cron=was.cron, closes=was.closes, reminder=was.reminder, former=())


def openings(
    standup: Standup, start: datetime, end: datetime, zones: Iterable[str] | None = None
) -> Iterator[Opening]:
    """Every opening of a standup between two instants, in all its zones or in these. Raises
    UnknownError."""
    yield from planned(Plan.of(standup), start, end, standup.zones if zones is None else zones)


def planned(plan: Plan, start: datetime, end: datetime, zones: Iterable[str]) -> Iterator[Opening]:
    """Every opening in these zones between two instants. Raises UnknownError."""
    for zone in zones:
        day = start.date() - 2 * _DAY
        while day <= end.date() + _DAY:
            for round_ in plan.rounds(day):
                if _counts(plan, round_, day) and has(zone, day):
                    found = opening(plan, round_, zone, day)
                    if start <= found.at < end:
                        yield found
            day += _DAY


def opening(plan: Plan, round_: Round, zone: str, day: date) -> Opening:
    """A round of a day in a zone."""
    begins = wall(round_)
    at = instant(day, begins, zone)
    deadline = max(instant(day, round_.closes, zone), at + min(round_.closes - begins, _HOUR))
    deadline = min(deadline, _asks_again(plan, zone, day, at) or deadline)
    latest = deadline if round_.grace is None else min(deadline, at + round_.grace)
    return Opening(
        standup=plan.standup.id,
        round=round_.id,
        zone=zone,
        day=day,
        at=at,
        deadline=deadline,
        latest=latest,
    )


def _asks_again(plan: Plan, zone: str, day: date, after: datetime) -> datetime | None:
    """When the standup asks next, within the week in which every round is over."""
    for number in range(9):
        later = day + number * _DAY
        counting = [r for r in plan.rounds(later) if _counts(plan, r, later) and has(zone, later)]
        found = [at for r in counting if (at := instant(later, wall(r), zone)) > after]
        if found:
            return min(found)
    return None


def wall(round_: Round) -> timedelta:
    """The time of day at which a round is asked, from midnight, as of one that is never asked."""
    if round_.cron is None:
        return timedelta(0)
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


def _counts(plan: Plan, round_: Round, day: date) -> bool:
    return round_.cron is not None and counts(plan, day) and _is_on(round_.cron, day)


def counts(plan: Plan, day: date) -> bool:
    """Whether a day is one of those on which a standup may be held."""
    rhythm = plan.standup.rhythm
    if (
        not plan.is_held(day)
        or day in rhythm.days_off
        or (rhythm.starting is not None and day < rhythm.starting)
    ):
        return False
    weeks = (_monday(day) - _monday(rhythm.starting or date.min)) // timedelta(weeks=1)
    return weeks % rhythm.weeks == 0


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
