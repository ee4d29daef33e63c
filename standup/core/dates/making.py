"""What is made of the parts of a phrase."""

from dataclasses import replace
from typing import Any

from standup.core.dates.things import (
    HALF,
    MONTH,
    WEEK,
    YEAR,
    Around,
    Calendar,
    Chosen,
    DayIn,
    Edge,
    Exact,
    Length,
    Monthly,
    Offset,
    Part,
    PartIn,
    PartOf,
    Phrase,
    Recurring,
    Rest,
    Run,
    Thing,
    Yearly,
)

_DAY = 1
_MOST_LISTED = 7
_LAST_HOUR = 12
_Date = Exact | Yearly


def dated(day: int, month: int, year: int | None = None) -> _Date:
    """ "24 december", of one year or of each."""
    return Exact(year, month, day) if year else Yearly(month, day)


def month_first(month: int, day: int, year: int | None = None) -> _Date:
    """ "december 24"."""
    return dated(day, month, year)


def with_weekday(weekday: int, day: Exact | Yearly | Monthly) -> Thing:
    """ "fri 4 december"."""
    return replace(day, weekday=weekday)


def shared(days: tuple[int, int | None], date: _Date) -> _Date:
    """The day that shares a month and a year with a date."""
    return replace(date, day=days[0], weekday=days[1])


def after(date: _Date, days: tuple[int, int | None], year: int | None = None) -> _Date:
    """The same where the month stood before both."""
    if year:
        return Exact(year, date.month, days[0], days[1])
    return shared(days, date)


def weekday_and_figure(weekday: int, day: int) -> Thing | None:
    """ "monday 23"; "friday 4" may be an hour."""
    return Monthly(day, weekday) if day > _LAST_HOUR else None


def in_year(part: Part | PartOf, year: int) -> Thing | None:
    """ "october 2025"."""
    return PartOf(year, part.unit, part.number) if isinstance(part, Part) else None


def calendar(which: int, unit: int) -> Calendar | None:
    """ "next week"; "next day" is none."""
    return None if unit == _DAY else Calendar(unit, which)


def in_calendar(part: Part | PartOf, of: Calendar) -> Thing | None:
    """ "october last year"."""
    if not isinstance(part, Part) or of.unit != YEAR:
        return None
    return PartIn(part.unit, part.number, of)


def half_of_unit(number: int, unit: int) -> Thing | None:
    """ "the first half of the year"."""
    return in_calendar(Part(HALF, number), Calendar(unit, 0))


def half_of_year(number: int, unit: int, year: int) -> Thing | None:
    """ "the first half of the year 2025"."""
    return PartOf(year, HALF, number) if unit == YEAR else None


def offset(of: int | Thing) -> Thing:
    """ "today", beside what is a thing already."""
    return Offset(of) if isinstance(of, int) else of


def day_in(weekday: int, week: Calendar | PartOf | Part | Around) -> Thing | None:
    """ "monday next week"."""
    is_week = isinstance(week, Around) or week.unit == WEEK
    return DayIn(weekday, week) if is_week else None


def unit_of(unit: int, month: Part | PartOf) -> Thing | None:
    """ "the month of october"."""
    return month if unit == MONTH == month.unit else None


def year(unit: int, year: int) -> Thing | None:
    """ "the year 2025"."""
    return PartOf(year, YEAR) if unit == YEAR else None


def whole_unit(unit: int) -> Thing:
    """ "all week", "all day"."""
    return Offset(0) if unit == _DAY else Calendar(unit, 0)


def all_day(unit: int, day: Thing) -> Thing | None:
    """ "all day tomorrow"."""
    return day if unit == _DAY else None


def rest_of(unit: int) -> Thing:
    """ "the rest of the week"."""
    return Offset(0) if unit == _DAY else Rest(Calendar(unit, 0))


def edge(unit: int, *, is_end: bool) -> Thing:
    """ "the end of the month"."""
    return Edge(Offset(0) if unit == _DAY else Calendar(unit, 0), is_end)


def join(*things: Any) -> tuple[Thing, ...] | None:
    """ "today and tomorrow", and more."""
    first, rest = things[0], things[1]
    joined = (first, *rest) if isinstance(rest, tuple) else (first, rest)
    return joined if len(joined) <= _MOST_LISTED else None


def alike(first: Thing, rest: Any) -> tuple[Thing, ...] | None:
    """Joined by a comma alone, which may also stand before a second name of one day."""
    joined = join(first, rest)
    return joined if joined and type(joined[0]) is type(joined[1]) else None


def which_too(first: Calendar, which: int) -> tuple[Thing, ...]:
    """ "this week and next"."""
    return first, Calendar(first.unit, which)


def which_both(which: int, other: int, unit: int) -> tuple[Thing, ...] | None:
    """ "this and next week"."""
    return None if unit == _DAY else (Calendar(unit, which), Calendar(unit, other))


def list_of_days(days: tuple[int, int | None], rest: Any) -> tuple[Thing, ...]:
    """ "24, 25 and 26 december"."""
    following = rest if isinstance(rest, tuple) else (rest,)
    return (shared(days, following[0]), *following)


def choose(which: int, of: Recurring) -> Thing | None:
    """ "next friday"."""
    return Chosen(which, of) if -1 <= which <= 1 else None


def choose_behind(of: Recurring, which: int) -> Thing | None:
    """ "el lunes que viene"."""
    return choose(which, of)


def length(number: int, unit: int) -> tuple[int, int]:
    """ "three weeks"."""
    return number, unit


def next_length(which: int, number: int, unit: int) -> tuple[int, int] | None:
    """ "for the next three weeks"."""
    return (number, unit) if which == 1 else None


def next_days(which: int, number: int, unit: int) -> Phrase | None:
    """ "the next three days"; weeks may be those of the calendar."""
    return Length(number, unit) if which == 1 and unit == _DAY else None


def from_for(first: Thing, length: tuple[int, int]) -> Phrase:
    """ "from monday for a week"."""
    return Length(*length, first)


def for_from(length: tuple[int, int], first: Thing) -> Phrase:
    """ "for a week from monday"."""
    return Length(*length, first)


def run(ends: tuple[Thing, Thing]) -> Phrase:
    """ "monday to friday"."""
    return Run(*ends)


def ends(first: Thing, last: Thing) -> tuple[Thing, Thing]:
    """Both ends."""
    return first, last


def week_ends(week: Calendar, first: int, last: int) -> tuple[Thing, Thing] | None:
    """ "next week monday to wednesday"."""
    return (DayIn(first, week), DayIn(last, week)) if week.unit == WEEK else None


def half_of_calendar(number: int, of: Calendar) -> Thing | None:
    """ "the first half of last year"."""
    return in_calendar(Part(HALF, number), of)
