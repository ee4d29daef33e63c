"""Days as they are typed at a command: in digits, or in words, of which today is this machine's."""

from argparse import ArgumentTypeError
from datetime import date

from standup.core.dates import reader
from standup.core.dates.away import Away
from standup.core.dates.spans import Stretch, stretch_of
from standup.engine.clock import SystemClock


def past_day(text: str) -> date:
    """One day."""
    first, last = _period(text)
    if first != last:
        raise ArgumentTypeError(f"{text!r} is more than one day")
    return first


def first_day(text: str) -> date:
    """A day, or the first one of a week, a month, …"""
    return _period(text)[0]


def last_day(text: str) -> date:
    """A day, or the last one of a week, a month, …"""
    return _period(text)[1]


def month(text: str) -> str:
    """A whole month: "2026-11"."""
    first = _in_digits(f"{text}-01")
    if first is None:
        first, last = _period(text)
        if stretch_of(first, last) is not Stretch.MONTH:
            raise ArgumentTypeError(f"{text!r} is not a month like 2026-11")
    return f"{first:%Y-%m}"


def coming_day(text: str) -> date:
    """A day to come; in digits any day."""
    if day := _in_digits(text):
        return day
    found = reader.away(text, _today()) if text else None
    if isinstance(found, Away) and found.first == found.last:
        return found.first
    raise _not_a_date(text)


def _period(text: str) -> tuple[date, date]:
    if day := _in_digits(text):
        return day, day
    found = reader.period(text, _today())
    if found is None:
        raise _not_a_date(text)
    return found.first, found.last


def _in_digits(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _not_a_date(text: str) -> ArgumentTypeError:
    return ArgumentTypeError(f"{text!r} is not a date like 2026-11-26")


def _today() -> date:
    return SystemClock().now().astimezone().date()
