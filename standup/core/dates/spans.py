"""Days that follow one another, and the calendar's own stretches of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days that follow one another, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Bounds:
    """From a day on, up to a day, or both."""

    first: date | None
    last: date | None


class Stretch(StrEnum):
    """A stretch of the calendar that has a name of its own."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


def around(stretch: Stretch, day: date) -> tuple[date, date]:
    """The first and the last day of the week, month or quarter in which a day lies."""
    if stretch is Stretch.WEEK:
        monday = day - day.weekday() * DAY
        return monday, monday + 6 * DAY
    span = months(day, 1 if stretch is Stretch.MONTH else 3)
    return span.first, span.last


def last_full(stretch: Stretch, before: date) -> tuple[date, date]:
    """The last week, month or quarter that was over before a day."""
    first, _ = around(stretch, before)
    return around(stretch, first - DAY)


def stretch_of(first: date, last: date) -> Stretch | None:
    """The week, month or quarter that two days begin and end; None where they do not."""
    return next((stretch for stretch in Stretch if around(stretch, first) == (first, last)), None)


def months(day: date, length: int) -> Span:
    """The month, quarter (3), half (6) or year (12) in which a day lies."""
    first = day.replace(day=1, month=day.month - (day.month - 1) % length)
    after = first.month + length
    following = first.replace(year=first.year + after // 13, month=(after - 1) % 12 + 1)
    return Span(first, following - DAY)


def later(day: date, number: int) -> date:
    """The same day so many months later (earlier below 0), or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, months(first, 1).last.day))
