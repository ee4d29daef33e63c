"""Cron lines as Vixie's cron reads them: the days of five fields, and the one time of the day.

A field that begins with `*` restricts nothing; where both day fields restrict, a day of either
counts. `thu#2` (the second Thursday) and `L4` (the last) are weekdays, and ranges may wrap.
croniter finds the dates, of lines so plain that it reads them as cron does.
"""

import re
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import chain

from croniter import croniter

from standup.core.text.pattern import Pattern

DAY = timedelta(days=1)
HORIZON = 10  # years; 29 February may be eight years away
WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_ITEM = Pattern(r"(?:(\*)|(\w+)(?:-(\w+))?)(?:/([0-9]{1,2}))?", re.ASCII)
_NTH = Pattern(r"(\w+(?:-\w+)?)#([1-5])", re.ASCII)
_LAST = Pattern(r"l([0-7])")


class CronError(ValueError):
    """A cron line we do not take; the text says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Dates:
    """A day-of-month field: numbers, and whether the last day is one of them."""

    numbers: frozenset[int]
    last: bool
    restricts: bool

    @property
    def plain(self) -> str:
        """The field as croniter reads it."""
        return ",".join([*map(str, sorted(self.numbers)), *(["l"] if self.last else [])])


@dataclass(frozen=True, slots=True)
class Weekdays:
    """A weekday field, Sunday being 0: every such day, the nth of its month, or its last."""

    every: frozenset[int]
    nth: frozenset[tuple[int, int]]
    last: frozenset[int]
    restricts: bool

    @property
    def plain(self) -> tuple[str, ...]:
        """One or two fields as croniter reads them, which mixes no day with an nth one."""
        every = ",".join(map(str, sorted(self.every)))
        of_month = [f"{weekday}#{nth}" for weekday, nth in sorted(self.nth)]
        of_month += [f"l{weekday}" for weekday in sorted(self.last)]
        return tuple(field for field in (every, ",".join(of_month)) if field)


@dataclass(frozen=True, slots=True)
class Cron:
    """A line that was read: the wall time from midnight, and the days."""

    wall: timedelta
    dates: Dates
    months: frozenset[int]
    weekdays: Weekdays

    @property
    def is_either(self) -> bool:
        """Whether both day fields restrict, so that a day of either counts."""
        return self.dates.restricts and self.weekdays.restricts

    @property
    def plain(self) -> tuple[tuple[str, str], ...]:
        """Pairs of day fields, each of which says with both what days they have in common."""
        if self.is_either:
            return (self.dates.plain, "*"), *(("*", field) for field in self.weekdays.plain)
        return tuple((self.dates.plain, field) for field in self.weekdays.plain)

    def day_after(self, after: date) -> date | None:
        """The first date later than this one on which it fires; None when ten years have none."""
        months = ",".join(map(str, sorted(self.months)))
        found = [_next(f"0 0 {on} {months} {weekday}", after) for on, weekday in self.plain]
        return min((day for day in found if day is not None), default=None)


def _next(line: str, after: date) -> date | None:
    begin = datetime.combine(after, time(23, 59, 59))
    try:
        found: datetime = copy(_iterator(line)).get_next(datetime, start_time=begin)
    except (ValueError, ArithmeticError):
        return None
    return found.date()


@lru_cache(maxsize=256)
def _iterator(line: str) -> croniter:
    """What to copy: reading the line takes nine tenths of finding a day."""
    return croniter(line, day_or=False, max_years_between_matches=HORIZON)


@lru_cache(maxsize=1024)
def read(line: str) -> Cron:
    """A cron line, read. Raises CronError."""
    words = line.lower().split()
    if len(words) != 5:
        raise CronError(f"it has {len(words)} fields, not five: minute hour day month weekday")
    wall = timedelta(hours=_once(words[1], "hour", 23), minutes=_once(words[0], "minute", 59))
    found = Cron(wall, _dates(words[2]), _months(words[3]), _weekdays(words[4]))
    if found.day_after(date(2000, 1, 1)) is None:
        raise CronError(_why_never(found))
    return found


def at_time(line: str, time: timedelta) -> str:
    """A line of the same days that fires at this time of day."""
    hours, minutes = divmod(time // timedelta(minutes=1), 60)
    return " ".join([str(minutes), str(hours), *line.split()[2:]])


def _once(word: str, what: str, highest: int) -> int:
    if re.fullmatch(r"[0-9*,/?-]{1,60}", word) and not word.isdigit():
        raise CronError("it fires more than once a day: give one minute and one hour")
    return _number(word, what, 0, highest)


def _why_never(cron: Cron) -> str:
    longest = max((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[m - 1] for m in cron.months)
    if min(cron.dates.numbers, default=1) > longest:
        return "it never fires: no month has such a day"
    return "it fires less than once in ten years"


def _any(field: str) -> str:
    return "*" if field == "?" else field


def _restricts(field: str) -> bool:
    return not _any(field).startswith("*")


def _dates(field: str) -> Dates:
    items = _any(field).split(",")
    numbers = chain.from_iterable(_dates_of(item) for item in items if item != "l")
    return Dates(frozenset(numbers), "l" in items, _restricts(field))


def _dates_of(item: str) -> list[int]:
    values, step = _values(item, "day of the month", (), 1, 31)
    if step > 1 and values[-1] < values[0]:
        raise CronError(
            f"`{item}` counts over the end of a month, and months differ in length: name each day"
        )
    return values[::step]


def _months(field: str) -> frozenset[int]:
    found: set[int] = set()
    for item in field.split(","):
        values, step = _values(item, "month", MONTHS, 1, 12)
        found.update(values[::step])
    return frozenset(found)


def _weekdays(field: str) -> Weekdays:
    every: set[int] = set()
    nth: set[tuple[int, int]] = set()
    last: set[int] = set()
    for item in _any(field).split(","):
        if found := _LAST.fullmatch(item):
            last.add(int(found[1]) % 7)
        elif found := _NTH.fullmatch(item):
            nth.update((weekday, int(found[2])) for weekday in _every(found[1]))
        else:
            every.update(_every(item))
    return Weekdays(frozenset(every), frozenset(nth), frozenset(last), _restricts(field))


def _every(item: str) -> list[int]:
    values, step = _values(item, "weekday", WEEKDAYS, 0, 7)
    return [value % 7 for value in values[::step]]


def _values(
    item: str, what: str, names: tuple[str, ...], lowest: int, highest: int
) -> tuple[list[int], int]:
    """What an item names before its step, in order, and the step; weekdays wrap at Saturday."""
    found = _ITEM.fullmatch(item)
    if found is None or (found[4] is not None and int(found[4]) == 0):
        raise CronError(f"`{item}` is not acceptable as a {what}")
    step, end = int(found[4] or 1), 6 if lowest == 0 else highest
    if found[1]:
        return list(range(lowest, end + 1)), step
    first = _number(found[2], what, lowest, highest, names)
    last = _number(found[3], what, lowest, highest, names) if found[3] else first
    if found[4] and not found[3]:
        last = max(first, end)
    if last >= first:
        return list(range(first, last + 1)), step
    return [*range(first, end + 1), *range(lowest, last + 1)], step


def _number(word: str, what: str, lowest: int, highest: int, names: tuple[str, ...] = ()) -> int:
    if word in names:
        return names.index(word) + lowest
    if not re.fullmatch("[0-9]{1,2}", word):
        raise CronError(f"`{word}` is not acceptable as a {what}")
    if not lowest <= int(word) <= highest:
        raise CronError(f"`{word}` is out of range for a {what}: {lowest} to {highest}")
    return int(word)
