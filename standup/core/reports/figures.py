"""The figures of a period: each is one function, and its first sentence is its definition.

Each takes a `Period`: all of it, a part in time (`each_run`, `each_month`), or one person's part
(`of_person`); so a team, a day and a person are measured by the same rule. Counts are exact.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

from standup.core.reading.status import Status
from standup.core.reports.report import NOT_ASKED, SOMEBODY, Period, RunReport, Standing

T = TypeVar("T")

TREND_RUNS, TREND_TIMES, TREND_STEP = 4, 20, Fraction(5, 100)
_KEPT = (Status.DONE, Status.PARTLY)


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many."""

    part: int
    whole: int

    @property
    def share(self) -> Fraction | None:
        """The part as a fraction of the whole; None of nothing."""
        return Fraction(self.part, self.whole) if self.whole else None

    @property
    def percent(self) -> int | None:
        """In whole percent, 0 and 100 only where it is none and all; None of nothing."""
        if not self.whole:
            return None
        near = (200 * self.part + self.whole) // (2 * self.whole)
        return near if self.part in {0, self.whole} else min(99, max(1, near))


def of_person(period: Period, person: str) -> Period:
    """The part of one person, by id: the runs in which they took part, and nobody else in them."""
    runs = (
        replace(r, people=tuple(p for p in r.people if p.person == person)) for r in period.runs
    )
    return replace(period, runs=tuple(run for run in runs if run.people))


def each_run(period: Period, figure: Callable[[Period], T]) -> tuple[tuple[date, T], ...]:
    """A figure for each run by itself, as (its day, the figure), oldest first."""
    return _each(period, figure, lambda day: day)


def each_week(period: Period, figure: Callable[[Period], T]) -> tuple[tuple[date, T], ...]:
    """A figure for each week with a run, as (its Monday, the figure), oldest first."""
    return _each(period, figure, lambda day: day - timedelta(days=day.weekday()))


def each_month(period: Period, figure: Callable[[Period], T]) -> tuple[tuple[date, T], ...]:
    """A figure for each month with a run, as (its first day, the figure), oldest first."""
    return _each(period, figure, lambda day: day.replace(day=1))


def _each(
    period: Period, figure: Callable[[Period], T], key: Callable[[date], date]
) -> tuple[tuple[date, T], ...]:
    parts: dict[date, list[RunReport]] = {}
    for run in period.runs:
        parts.setdefault(key(run.day), []).append(run)
    return tuple((day, figure(replace(period, runs=tuple(runs)))) for day, runs in parts.items())


def halves(period: Period) -> tuple[Period, Period]:
    """The first half of its runs and the last; of an odd number the middle one is in neither."""
    half = len(period.runs) // 2
    last = period.runs[len(period.runs) - half :]
    return replace(period, runs=period.runs[:half]), replace(period, runs=last)


def participation(period: Period) -> Rate:
    """Of the times somebody was asked in a run, how often they shared something, late or in part
    included; who was away, sat it out, had nothing measured, could not be reached, was not asked,
    or has shared nothing yet and still has time, is left out, as is a standup without a schedule,
    which asks nobody."""
    return Rate(period.shared, period.asked)


def on_time(period: Period) -> Rate:
    """Of the times somebody shared something in a run, how often no answer of theirs came after
    its round's deadline."""
    sharers = [person for run in period.runs for person in run.people if person.has_shared]
    return Rate(sum(Standing.LATE not in p.standings for p in sharers), len(sharers))


def not_blamed(period: Period) -> dict[Standing, int]:
    """How often somebody was away, sat a run out, was asked for nothing but the team's figures and
    gave none, could not be reached or was not asked, none of which counts against them."""
    return {standing: period.standings[standing] for standing in NOT_ASKED}


def never_twice(period: Period) -> Rate:
    """Of the times somebody was asked, shared nothing, and was asked again later in the period,
    how often they shared something that next time."""
    times: dict[str, list[bool]] = {}
    for run in period.runs:
        for person in run.people:
            if person.was_asked:
                times.setdefault(person.person, []).append(person.has_shared)
    after = [then for t in times.values() for one, then in pairwise(t) if not one]
    return Rate(sum(after), len(after))


def joined(period: Period) -> tuple[str, ...]:
    """The people, by name, who take part in a run of the period but not in its first; whoever was
    forgotten is not among them."""
    return _others(period, period.runs[:1])


def left(period: Period) -> tuple[str, ...]:
    """The people, by name, who take part in a run of the period but not in its last, nor in the
    standup any more; whoever was forgotten is not among them."""
    still = frozenset(person.id for person in period.standup.participants)
    return _others(period, period.runs[-1:], still)


def _others(
    period: Period, without: tuple[RunReport, ...], still: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    there = {person.person for run in without for person in run.people} | still
    return tuple(n for p, n in period.people if p not in there and n != SOMEBODY)


def outcomes(period: Period) -> Counter[Status | None]:
    """How many planned items came out as done, partly, changed or not, and of how many nothing was
    said although their outcome was asked."""
    return period.outcomes


def follow_through(period: Period) -> Rate:
    """Of the planned items that are said to be done, partly done or not, how many are done or
    partly done; a changed plan is neither kept nor broken, and is left out."""
    counts = outcomes(period)
    kept = sum(counts[status] for status in _KEPT)
    return Rate(kept, kept + counts[Status.NOT])


def finished(period: Period) -> Rate:
    """Of the planned items that are said to be done, partly done or not, how many are done."""
    return Rate(outcomes(period)[Status.DONE], follow_through(period).whole)


class Direction(StrEnum):
    """How a rate went."""

    ROSE = "rose"
    FELL = "fell"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Trend:
    """A rate in the first half of a period's runs, in the last half, and how it went."""

    before: Rate
    after: Rate
    direction: Direction


def trend(period: Period, figure: Callable[[Period], Rate] = participation) -> Trend | None:
    """How a rate of the last half of the runs differs from that of the first half (a middle run is
    in neither): it rose or fell where the two lie at least 5 points and two standard errors of the
    difference apart, else it held; with fewer than 4 runs, or fewer than 20 times in a half,
    nothing is said."""
    if len(period.runs) < TREND_RUNS:
        return None
    before, after = (figure(half) for half in halves(period))
    if min(before.whole, after.whole) < TREND_TIMES:
        return None
    return Trend(before, after, _direction(before, after))


def _direction(before: Rate, after: Rate) -> Direction:
    step = Fraction(after.part, after.whole) - Fraction(before.part, before.whole)
    both = Fraction(before.part + after.part, before.whole + after.whole)
    variance = both * (1 - both) * (Fraction(1, before.whole) + Fraction(1, after.whole))
    if abs(step) < TREND_STEP or step * step < 4 * variance:
        return Direction.HELD
    return Direction.ROSE if step > 0 else Direction.FELL
