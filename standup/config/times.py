"""Durations, times of day, dates and zones as people write them."""

import re
from datetime import date, timedelta

from standup.config.problems import WrongError, did_you_mean, shown
from standup.core.model import Window
from standup.core.text.pattern import Pattern
from standup.core.zones import zone_names

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_PART = Pattern(
    r"([0-9]{1,5})\s*(minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)(?![a-z])\s*", re.IGNORECASE
)
_SPAN = Pattern(r"([0-9]{1,4})\s*(days?|weeks?|months?|years?)", re.IGNORECASE)
_SPAN_DAYS = {"d": 1, "w": 7, "m": 31, "y": 366}  # rather a day too long than one too short
_WALL = Pattern(r"(?:\+\s*([1-6])\s*days?\s+)?([0-9]{1,2}):([0-5][0-9])", re.IGNORECASE)
_WEEKS = Pattern(r"(?:([0-9]{1,2})\s*)?weeks?", re.IGNORECASE)
_DATE = Pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST, _DAY = timedelta(days=366), timedelta(days=1)

DURATION = "a duration such as `30 minutes`, `2 hours` or `1 day`"
SPAN = "a length of time such as `60 days`, `18 months` or `2 years`"
WALL_TIME = "a time such as `20:00`, or `+1 day 10:00` for the morning after"
TIME_OF_DAY = "a time of day such as `18:00`"
WINDOW = "two times of a day, the earlier one first, such as `08:00-11:00`"
ISO_DATE = "a date as year-month-day, such as `2026-11-26`"
DAYS = f"{ISO_DATE}, or a stretch such as `2026-12-24 to 2027-01-02`"
WEEKS = "`1 week`, `2 weeks` and so on"
ZONE = "a time zone named after a place, such as `Europe/London`, or `UTC`"


def duration(text: str) -> timedelta:
    """`30 minutes`, `1h 30m`, `2 days`; `0` is none at all. Raises WrongError."""
    rest = text.strip()
    if rest == "0":
        return timedelta(0)
    total = timedelta(0)
    while part := _PART.match(rest):
        total += timedelta(**{_UNITS[part[2][0].lower()]: int(part[1])})
        rest = rest[part.end() :]
    if rest or not text.strip():
        hint = f"`{rest} minutes`" if re.fullmatch(r"[0-9]{1,5}", text.strip()) else ""
        raise WrongError(f"`{shown(text)}` is not a duration", DURATION, hint)
    if total > _LONGEST:
        raise WrongError(f"`{shown(text)}` is longer than a year", "a shorter duration")
    return total


def span(text: str) -> timedelta:
    """`60 days`, `8 weeks`, `18 months`, `2 years`, in whole days. Raises WrongError."""
    found = _SPAN.fullmatch(text.strip())
    days = int(found[1]) * _SPAN_DAYS[found[2][0].lower()] if found else 0
    if days == 0:
        number = re.fullmatch(r"[1-9][0-9]{0,3}", text.strip())
        raise WrongError(
            f"`{shown(text)}` is not a length of time",
            SPAN,
            f"`{number[0]} days`" if number else "",
        )
    if days > 100 * _SPAN_DAYS["y"]:
        raise WrongError(f"`{shown(text)}` is longer than a century", "a shorter time, or none")
    return timedelta(days=days)


def wall_time(text: str) -> timedelta:
    """`20:00` or `+1 day 10:00`, as time after midnight of a run's date. Raises WrongError."""
    found = _WALL.fullmatch(text.strip())
    hour, minute = (int(found[2]), int(found[3])) if found else (99, 0)
    if found is None or (hour, minute) > (24, 0):
        raise WrongError(f"`{shown(text)}` is not a time of day", WALL_TIME, _as_time(text))
    return timedelta(days=int(found[1] or 0), hours=hour, minutes=minute)


def time_of_day(text: str) -> timedelta:
    """`18:00`. Raises WrongError."""
    try:
        found = wall_time(text)
    except WrongError as wrong:
        raise WrongError(wrong.what, TIME_OF_DAY, wrong.suggestion) from None
    if found >= _DAY:
        raise WrongError(f"`{shown(text)}` is not a time of one day", TIME_OF_DAY)
    return found


def window(text: str) -> Window:
    """`08:00-11:00`, within a day. Raises WrongError."""
    first, dash, last = text.replace("–", "-").partition("-")
    if not dash:
        raise WrongError(f"`{shown(text)}` is not a stretch of a day", WINDOW)
    ends = wall_time(first), wall_time(last)
    if not ends[0] < ends[1] < _DAY:
        raise WrongError(f"`{shown(text)}` is not a stretch of one day", WINDOW)
    return Window(*ends)


def weeks(text: str) -> int:
    """`1 week`, `2 weeks`: the number. Raises WrongError."""
    found = _WEEKS.fullmatch(text.strip())
    if found and 1 <= int(found[1] or 1) <= 52:
        return int(found[1] or 1)
    number = re.fullmatch(r"[1-9]", text.strip())
    hint = f"`{number[0]} weeks`" if number else ""
    raise WrongError(
        f"`{shown(text)}` is not a number of weeks", f"{WEEKS}; cron gives the days", hint
    )


def iso_date(text: str) -> date:
    """`2026-11-26`. Raises WrongError."""
    try:
        return date.fromisoformat(text.strip() if _DATE.fullmatch(text.strip()) else "")
    except ValueError:
        raise WrongError(f"`{shown(text)}` is not a date", ISO_DATE) from None


def days(text: str) -> tuple[date, ...]:
    """One date, or every date of `2026-12-24 to 2027-01-02`. Raises WrongError."""
    first_text, separator, last_text = text.partition(" to ")
    first = iso_date(first_text)
    last = iso_date(last_text) if separator else first
    if not first <= last <= first + _LONGEST:
        raise WrongError(
            f"`{shown(text)}` is not a stretch of days", "the earlier date first, a year at most"
        )
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def zone(text: str) -> str:
    """The name of a zone of the tz database. Raises WrongError with the nearest one."""
    if text in zone_names():
        return text
    raise WrongError(f"`{shown(text)}` is not a time zone", ZONE, _near_zone(text))


def _near_zone(text: str) -> str:
    place = re.sub(r"[\s._-]+", "_", text.strip().lower())
    if re.fullmatch(r"[a-z]{0,4}|.*[+-][0-9:]+", text.strip().lower()):
        return ""
    city = place.rpartition("/")[2]
    for name in zone_names():
        if place == name.lower() or city == _city(name):
            return f"`{name}`"
    return _alike(place, city)


def _alike(place: str, city: str) -> str:
    """The zone whose city is nearly this one: a continent makes no two of them alike."""
    from standup.core.cities import CITIES  # noqa: PLC0415 - most zones are spelt right

    if zone := CITIES.get(city):
        return f"`{zone}`"
    there = [
        name for name in zone_names() if name.lower().partition("/")[0] == place.partition("/")[0]
    ]
    for names in (there, zone_names()):
        by_city = {_city(name): name for name in names}
        if near := did_you_mean(city, [*by_city, *CITIES], alike=0.75).strip("`"):
            return f"`{by_city.get(near) or CITIES[near]}`"
    return ""


def _city(zone: str) -> str:
    return zone.lower().rpartition("/")[2].replace("-", "_")


def _as_time(text: str) -> str:
    found = re.fullmatch(r"([01]?[0-9]|2[0-4])(?:[.h]?([0-5][0-9]))?", text.strip())
    return f"`{int(found[1]):02}:{found[2] or '00'}`" if found else ""
