"""Which days a report covers: so many before it, or the last full week, month or quarter."""

from datetime import date, timedelta
from enum import StrEnum

from standup.core.pattern import Pattern

_DAY = timedelta(days=1)
_USUAL = timedelta(days=91)
_LONGEST = timedelta(days=366)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_NAMED = Pattern(r"(this|last) (week|month|quarter)")
_MONTH = Pattern(rf"(?:in )?({'|'.join(_MONTHS)})(?: (\d{{4}}))?")
_ISO = r"(\d{4}-\d\d-\d\d)"
_DATES = Pattern(rf"(?:(?:since|from) )?{_ISO}(?: (?:to|until) {_ISO})?")


class Stretch(StrEnum):
    """A stretch of the calendar that has a name of its own."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


def around(stretch: Stretch, day: date) -> tuple[date, date]:
    """The first and the last day of the week, month or quarter in which a day lies."""
    if stretch is Stretch.WEEK:
        monday = day - day.weekday() * _DAY
        return monday, monday + 6 * _DAY
    months = 1 if stretch is Stretch.MONTH else 3
    first = day.replace(day=1, month=day.month - (day.month - 1) % months)
    after = first.month + months
    following = first.replace(year=first.year + after // 13, month=(after - 1) % 12 + 1)
    return first, following - _DAY


def last_full(stretch: Stretch, before: date) -> tuple[date, date]:
    """The last week, month or quarter that was over before a day."""
    first, _ = around(stretch, before)
    return around(stretch, first - _DAY)


def stretch_of(first: date, last: date) -> Stretch | None:
    """The week, month or quarter that two days begin and end; None where they do not."""
    return next((stretch for stretch in Stretch if around(stretch, first) == (first, last)), None)


def read(said: str, today: date) -> tuple[date, date] | None:
    """The days that a person means, none after today and a year at most; None: it is not clear.

    `last month`, `this quarter`, `november`, `since 2026-09-01`, `2026-09-01 to 2026-10-31`; and
    nothing: the last three months.
    """
    found = _meant(said, today) if said else (today - _USUAL + _DAY, today)
    if found is None or found[0] > min(found[1], today):
        return None
    last = min(found[1], today)
    return max(found[0], last - _LONGEST + _DAY), last


def _meant(said: str, today: date) -> tuple[date, date] | None:
    if named := _NAMED.fullmatch(said):
        find = around if named[1] == "this" else last_full
        return find(Stretch(named[2]), today)
    if month := _MONTH.fullmatch(said):
        return _month(_MONTHS.index(month[1]) + 1, month[2], today)
    dates = _DATES.fullmatch(said)
    try:
        return dates and (date.fromisoformat(dates[1]), date.fromisoformat(dates[2] or str(today)))
    except ValueError:
        return None


def _month(month: int, year: str | None, today: date) -> tuple[date, date] | None:
    """A month of that year, or the last one of that name that has begun."""
    began = int(year) if year else today.year - (month > today.month)
    return around(Stretch.MONTH, date(began, month, 1)) if 1 < began < 9999 else None
