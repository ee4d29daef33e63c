"""The way in: what somebody typed, as the days that they mean.

The grammar and the words of three languages are fetched when somebody first names a day.
"""

# ruff: noqa: PLC0415 - most days nobody names one, and a start is sooner without

from collections.abc import Sequence
from datetime import date

from standup.core.dates.away import Away, AwayUnclear
from standup.core.dates.spans import Bounds, Span


def away(when: str, today: date) -> Away | AwayUnclear | None:
    """Days to come, of what follows "away"; None where it means none at all."""
    from standup.core.dates import ahead

    return ahead.read(when, today)


def period(said: str, today: date) -> Span | None:
    """Days gone by, or a period that holds today, whole; None where it is not clear which."""
    from standup.core.dates import back

    return back.read(said, today)


def day(said: str, today: date) -> date | None:
    """The one day gone by that a text names."""
    found = period(said, today)
    return found.first if found and found.first == found.last else None


def reported(said: str, today: date) -> Span | None:
    """The days of a report: none after today and a year at most; of nothing said, three months."""
    from standup.core.dates import back

    return back.reported(said, today)


def narrowed(words: Sequence[str], today: date) -> tuple[int, Bounds]:
    """How many of the words, from the first on, narrow a search to days, and to which."""
    from standup.core.dates import back

    return back.narrowed(words, today)
