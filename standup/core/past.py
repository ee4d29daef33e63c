"""Days that are over, read from the ways in which people name them: "november", "2026-10".

What has no year is the last such day, week or month that has begun.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from standup.core.pattern import Pattern

_DAY = timedelta(days=1)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {name[:short]: n for n, name in enumerate(_MONTHS, 1) for short in (3, 99)}
_NUMBERS["sept"] = 9
_MONTH = rf"(?P<month>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_FORMS = tuple(
    Pattern(form)
    for form in (
        r"(?P<year>\d{4})-(?P<number>\d\d?)-(?P<day>\d\d?)",
        r"(?P<year>\d{4})-(?P<number>\d\d?)",
        r"(?P<year>(?:19|20)\d\d)",
        rf"(?P<day>\d\d?)(?:st|nd|rd|th|\.)? {_MONTH}(?: (?P<year>\d{{4}}))?",
        rf"{_MONTH} (?P<day>\d\d?)(?:st|nd|rd|th)?(?: (?P<year>\d{{4}}))?",
        rf"{_MONTH}(?: (?P<year>\d{{4}}))?",
    )
)
LONGEST = 3
"""How many words name a period at most."""


@dataclass(frozen=True, slots=True)
class Days:
    """Days that follow one another, both ends included."""

    first: date
    last: date


def read(text: str, today: date) -> Days | None:
    """The days that a text names, or None where it names none."""
    said = " ".join(text.replace(",", " ").casefold().split())
    known = _NAMED.get(said)
    if known is not None:
        return known(today)
    if said.removeprefix("last ") in _WEEKDAYS:
        number = _WEEKDAYS.index(said.removeprefix("last "))
        day = today - ((today.weekday() - number - 1) % 7 + 1) * _DAY
        return Days(day, day)
    for form in _FORMS:
        if found := form.fullmatch(said):
            return _dated(found.groupdict(), today)
    return None


def _dated(found: dict[str, str | None], today: date) -> Days | None:
    name = found.get("month")
    month = _NUMBERS[name] if name else int(found.get("number") or 0)
    day = int(found.get("day") or 0)
    if found.get("year"):
        return _in(int(found["year"] or 0), month, day)
    years = range(today.year, today.year - 9, -1)
    begun = (_in(year, month, day) for year in years)
    return next((days for days in begun if days and days.first <= today), None)


def _in(year: int, month: int, day: int) -> Days | None:
    try:
        first = date(year, month or 1, day or 1)
        if day:
            return Days(first, first)
        after = date(year + (month in {0, 12}), month % 12 + 1 if month else 1, 1)
    except ValueError:
        return None
    return Days(first, after - _DAY)


def _week(day: date) -> Days:
    monday = day - day.weekday() * _DAY
    return Days(monday, monday + 6 * _DAY)


def _month(day: date) -> Days:
    found = _in(day.year, day.month, 0)
    assert found is not None
    return found


_NAMED: dict[str, Callable[[date], Days]] = {
    "today": lambda today: Days(today, today),
    "yesterday": lambda today: Days(today - _DAY, today - _DAY),
    "this week": _week,
    "last week": lambda today: _week(today - 7 * _DAY),
    "this month": _month,
    "last month": lambda today: _month(today.replace(day=1) - _DAY),
    "this year": lambda today: Days(date(today.year, 1, 1), date(today.year, 12, 31)),
    "last year": lambda today: Days(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
}
