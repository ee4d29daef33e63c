"""A team's metrics over a period: figures like those of `figures`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from standup.core.asking.measurement import Measurement, Metric, metrics
from standup.core.messages.charts import Moment
from standup.core.reports.report import Period


@dataclass(frozen=True, slots=True)
class Course:
    """How a metric went in a period: what held `before` it, and each value that was given in it, of
    which the last one of a day holds."""

    metric: Metric
    before: Measurement | None
    given: tuple[Measurement, ...]

    @property
    def first(self) -> Measurement | None:
        """What is compared with: what held before the period, or else the first value in it."""
        return self.before or next(iter(holding(self.given)), None)

    @property
    def last(self) -> Measurement | None:
        """What holds at the end of the period, where a value was given in it."""
        return self.given[-1] if self.given else None


def metric(period: Period) -> tuple[Course, ...]:
    """Of each metric of the team, the value that held before the period (else the first in it) and
    the one that holds at its end, of those given in one run the one said last; the values are the
    team's, and stay when whoever measured them is forgotten."""
    known = metrics(run.standup for run in period.runs)
    courses = (_course(period, one) for one in known)
    return tuple(course for course in courses if course.before or course.given)


def _course(period: Period, metric: Metric) -> Course:
    known = series(period.measurements, metric)
    before = [one for one in known if one.day < period.first]
    given = tuple(one for one in known if period.first <= one.day <= period.last)
    return Course(metric, before[-1] if before else None, given)


def settled(period: Period) -> tuple[Moment, ...]:
    """When items were settled, which the curves have a mark for."""
    found: dict[date, list[str]] = {}
    for one in period.settled:
        found.setdefault(one.day, []).append(f"#{one.number}")
    return tuple((day, ", ".join(numbers)) for day, numbers in found.items())


def series(measurements: Iterable[Measurement], metric: Metric) -> tuple[Measurement, ...]:
    """All that was measured of a metric, in order."""
    return tuple(sorted((m for m in measurements if m.metric == metric), key=_order))


def holding(known: Iterable[Measurement]) -> tuple[Measurement, ...]:
    """Of the values of each day the one that was said last."""
    return tuple({one.day: one for one in sorted(known, key=_order)}.values())


def _order(one: Measurement) -> tuple[date, datetime]:
    return one.day, one.at
