"""Dates and times as people read them, the same under every locale."""

from collections.abc import Sequence
from datetime import date, datetime

from standup.core.dates.spans import Stretch, stretch_of
from standup.core.zones import zone_info

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_QUARTERS = ("first", "second", "third", "fourth")


def date_text(day: date) -> str:
    """ "26 November"."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def day_text(day: date) -> str:
    """ "Thursday 26 November"."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def weekday_text(number: int) -> str:
    """ "Monday", of 0."""
    return _DAYS[number]


def full_day_text(day: date) -> str:
    """ "Thursday 26 November 2026"."""
    return f"{day_text(day)} {day.year}"


def month_text(day: date) -> str:
    """ "November 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def period_text(first: date, last: date) -> str:
    """ "November 2026", "the third quarter of 2026", or from which day to which."""
    match stretch_of(first, last):
        case Stretch.MONTH:
            return month_text(first)
        case Stretch.QUARTER:
            return f"the {_QUARTERS[first.month // 3]} quarter of {first.year}"
        case Stretch.WEEK:
            return f"the week of {full_day_text(first)}"
        case None:
            return f"{full_day_text(first)} to {full_day_text(last)}"


def clock_text(at: datetime, zone: str) -> str:
    """ "20:00", on the clocks of the zone."""
    return f"{at.astimezone(zone_info(zone)):%H:%M}"


def moment_text(at: datetime, zone: str, today: date) -> str:
    """ "20:00" when it is today, else "Thursday 26 November, 20:00"."""
    local = at.astimezone(zone_info(zone))
    clock = f"{local:%H:%M}"
    return clock if local.date() == today else f"{day_text(local.date())}, {clock}"


def names_text(names: Sequence[str], most: int = 40, count: int | None = None) -> str:
    """ "Ana, Bo and Chi"; beyond `most`, how many more there are of all `count` of them."""
    count = len(names) if count is None else count
    if count > most:
        return f"{', '.join(names[:most])} and {count - most} more"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
