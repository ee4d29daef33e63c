"""Dates on which a person is away, read from the ways in which people say them.

One rule for every form: a date that is named is a day away, the last one too. Weeks begin on
Monday; a weekday is the next one after today; a date without a year is its next occurrence.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from standup.core.pattern import Pattern

DAY = timedelta(days=1)

AwayProblem = Literal[
    "not_understood",
    "no_end",
    "no_such_date",
    "ends_before_start",
    "past",
    "needs_year",
    "too_long",
]


@dataclass(frozen=True, slots=True)
class Away:
    """Dates on which a person is not asked, both included."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class AwayUnclear:
    """Meant as `away`, but no dates can be made of it; `reason` is a word for the wording.

    `ends_before_start` may also be a year that was left out.
    """

    reason: AwayProblem


class _Unclear(Exception):  # noqa: N818
    def __init__(self, reason: AwayProblem) -> None:
        self.reason: AwayProblem = reason


@dataclass(frozen=True, slots=True)
class _Weekday:
    number: int

    def after(self, day: date) -> date:
        return day + ((self.number - day.weekday() - 1) % 7 + 1) * DAY


@dataclass(frozen=True, slots=True)
class _Yearly:
    month: int
    day: int

    def since(self, day: date) -> date:
        """The first such date not before `day`; 29 February may be eight years away."""
        years = range(day.year, day.year + 9)
        return next(found for year in years if (found := self._in(year)) and found >= day)

    def until(self, day: date) -> date:
        """The last such date not after `day`."""
        years = range(day.year, day.year - 9, -1)
        return next(found for year in years if (found := self._in(year)) and found <= day)

    def _in(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


_Point = date | _Weekday | _Yearly

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_COUNTS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]

_MONTH = f"(?:{'|'.join([*_MONTHS, *(name[:3] for name in _MONTHS), 'sept'])})"
_WEEKDAY = f"(?:{'|'.join([*_DAYS, *(name[:3] for name in _DAYS), 'tues', 'weds', 'thurs?'])})"
_WEEKDAY_FORM = rf"(?:(?P<week>this|next) )?(?P<weekday>{_WEEKDAY})"
_DATE_FORMS = [
    rf"(?:{_WEEKDAY} )?{form}"
    for form in (
        rf"(?P<day>\d\d?)\.? (?P<month>{_MONTH})(?: (?P<year>\d{{4}}))?",
        rf"(?P<month>{_MONTH}) (?P<day>\d\d?)(?: (?P<year>\d{{4}}))?",
        r"(?P<day>\d\d?)\.(?P<month>\d\d?)(?:\.(?P<year>\d{4}|\d\d)?)?",
        r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)",
    )
]
_POINT_FORMS = [Pattern(form) for form in ("today|tomorrow", _WEEKDAY_FORM, *_DATE_FORMS)]
_POINT = f"(?:{'|'.join(re.sub('[?]P<[a-z]+>', '?:', form.pattern) for form in _POINT_FORMS)})"
_TO = r"(?: (?:to|until|till?|through) | ?- ?)"
_LENGTH = rf"(?P<count>[1-9]\d{{0,3}}|an?|{'|'.join(_COUNTS)}) (?P<unit>day|week)s?"
_SPAN_FORMS = [
    Pattern(form)
    for form in (
        rf"(?:on )?(?P<only>{_POINT})",
        rf"from (?P<endless>{_POINT})",
        rf"(?:to|until|till?|through) (?P<end>{_POINT})",
        rf"(?:from )?(?P<start>{_POINT}){_TO}(?P<end>{_POINT})",
        rf"(?:for )?{_LENGTH}",
        rf"(?:from )?(?P<start>{_POINT}) for {_LENGTH}",
    )
]
_SHARED_MONTH = (
    (Pattern(rf"((?:from )?\d\d?)({_TO}\d\d? ({_MONTH})(?: \d{{4}})?)"), r"\1 \3\2"),
    (Pattern(rf"((?:from )?({_MONTH}) \d\d?)({_TO})(\d\d?(?: \d{{4}})?)"), r"\1\3\2 \4"),
)
_DATE_LIKE = Pattern(rf"\d|\b(?:{_WEEKDAY}|{_MONTH}|until|till?|to|today|tomorrow)\b")
_FEW_WORDS = 6

_YEARLESS = 270 * DAY  # a longer time whose year was not given is rather a slip of the pen
_TOO_LONG = 3 * 366 * DAY


def read(when: str, today: date) -> Away | AwayUnclear | None:
    """The dates that were meant by what follows the word; None when it means none at all."""
    try:
        return _dates(_plain(when), today) or _unread(when)
    except _Unclear as unclear:
        return AwayUnclear(unclear.reason)
    except (ValueError, OverflowError, StopIteration):
        return AwayUnclear("no_such_date")


def _unread(when: str) -> AwayUnclear | None:
    if len(when.split()) <= _FEW_WORDS and _DATE_LIKE.search(when):
        return AwayUnclear("not_understood")
    return None


def _plain(when: str) -> str:
    """The same with plain numbers and hyphens, no `the` or `of`, and a shared month repeated."""
    when = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", when.replace(",", " "))
    when = " ".join(
        re.sub("[–—−]", "-", word) for word in when.split() if word not in {"the", "of"}
    )
    for form, written_out in _SHARED_MONTH:
        if found := form.fullmatch(when):
            return found.expand(written_out)
    return when


def _dates(when: str, today: date) -> Away | None:
    monday = today - today.weekday() * DAY
    if not when:
        return Away(today, today)
    if when == "this week":
        return Away(today, monday + 6 * DAY)
    if when == "next week":
        return Away(monday + 7 * DAY, monday + 13 * DAY)
    found = next((match for form in _SPAN_FORMS if (match := form.fullmatch(when))), None)
    return _checked(*_span(found.groupdict(), today), today) if found else None


def _span(said: dict[str, str | None], today: date) -> tuple[date, date]:
    """First and last date of what one of the forms found; not checked."""
    if said.get("endless"):
        raise _Unclear("no_end")
    if only := said.get("only"):
        day = _coming(_point(only, today), today)
        return day, day
    start = said.get("start")
    first = _point(start, today) if start else today
    if end := said.get("end"):
        return _range(first, _point(end, today), today)
    begins = _coming(first, today)
    return begins, begins + _length(said) - DAY


def _length(said: dict[str, str | None]) -> timedelta:
    count, unit = said["count"] or "", said["unit"]
    words = {"a": 1, "an": 1} | {word: number for number, word in enumerate(_COUNTS, 1)}
    number = words.get(count) or int(count)
    return min(number * (7 if unit == "week" else 1) * DAY, _TOO_LONG + DAY)


def _range(start: _Point, end: _Point, today: date) -> tuple[date, date]:
    """A start without a year may be past: on 25 December, "20 dec to 3 jan" is under way."""
    if isinstance(start, _Yearly):
        last = _coming(end, today)
        first = start.until(last)
    else:
        first = _coming(start, today)
        last = _coming(end, first)
    if last - first > _YEARLESS and isinstance(start, _Yearly):
        raise _Unclear("ends_before_start")
    if last - first > _YEARLESS and isinstance(end, _Yearly):
        raise _Unclear("needs_year")
    return first, last


def _checked(first: date, last: date, today: date) -> Away:
    if last < today:
        raise _Unclear("past")
    if last < first:
        raise _Unclear("ends_before_start")
    if last - first >= _TOO_LONG:
        raise _Unclear("too_long")
    return Away(max(first, today), last)


def _coming(point: _Point, day: date) -> date:
    """The date itself, or the next of its kind."""
    if isinstance(point, _Weekday):
        return point.after(day)
    return point.since(day) if isinstance(point, _Yearly) else point


def _point(said: str, today: date) -> _Point:
    """What one of the point forms matched; ValueError when the calendar has no such date."""
    found = next(match for form in _POINT_FORMS if (match := form.fullmatch(said))).groupdict()
    if weekday := found.get("weekday"):
        return _weekday(weekday, found["week"], today)
    if not found:
        return today if said == "today" else today + DAY
    day, year = int(found["day"] or 0), found["year"]
    month = _month(found["month"] or "")
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    return _Yearly(*date(2000, month, day).timetuple()[1:3])


def _weekday(name: str, week: str | None, today: date) -> _Point:
    number = [day[:3] for day in _DAYS].index(name[:3])
    if week is None:
        return _Weekday(number)
    return today + (number - today.weekday() + (7 if week == "next" else 0)) * DAY


def _month(said: str) -> int:
    return int(said) if said.isdecimal() else [name[:3] for name in _MONTHS].index(said[:3]) + 1
