"""Which days a report covers: so many before it, or the last full week, month or quarter."""

from datetime import date, timedelta
from enum import StrEnum

_DAY = timedelta(days=1)


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
