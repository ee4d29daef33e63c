"""The days of about a year, days off or not, on which what a schedule means can be seen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from standup.core import schedule
from standup.core.model import Rhythm, Round, Standup

_BEGIN, _END = date(2026, 12, 27), date(2028, 1, 9)  # whole weeks of a year and some more
_WEEK = timedelta(weeks=1)


def every_week(standup: Standup) -> Standup:
    """The standup in the same beat of weeks, begun before the year and without days off."""
    rhythm = standup.rhythm
    return replace(standup, rhythm=Rhythm(rhythm.weeks, _start(rhythm)))


def days(standup: Standup, round_: Round) -> Iterator[date]:
    """The days of the year on which the round opens."""
    day = schedule.next_day(round_, standup.rhythm, _BEGIN, "UTC")
    while day is not None and day < _END:
        yield day
        day = schedule.next_day(round_, standup.rhythm, day, "UTC")


def _start(rhythm: Rhythm) -> date | None:
    if rhythm.starting is None:
        return None
    beat = rhythm.weeks * _WEEK
    weeks_away = (schedule.monday(rhythm.starting) - schedule.monday(_BEGIN)) // beat
    return schedule.monday(rhythm.starting) - (weeks_away + 1) * beat
