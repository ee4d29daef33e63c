"""The curve of a team's metric, and what it says to whoever does not look."""

from collections.abc import Sequence
from datetime import date

from standup.core.asking.measurement import Measurement, Metric
from standup.core.language import spoken
from standup.core.messages import charts
from standup.core.messages.charts import Moment
from standup.core.reports.metrics import holding, series
from standup.core.reports.report import Period
from standup.core.wording.metrics import value_text
from standup.core.wording.times import date_text, dated_text, names_text

FEWEST = 3
"""Days with a value that make a curve; of fewer, the words say all there is."""


def metric_curve(
    period: Period, metric: Metric, marks: Sequence[Moment] = ()
) -> tuple[charts.Metric, str] | None:
    """What was measured of a metric so far, with its target and what was settled meanwhile."""
    known = series(period.measurements, metric)
    holds = holding(known)
    if len(holds) < FEWEST:
        return None
    what = spoken("what was measured last each day")
    days, target = tuple(one.day for one in holds), metric.target
    within = tuple(mark for mark in marks if days[0] <= mark[0] <= days[-1])
    chart = charts.Metric(
        title=metric.ask,
        note=f"{period.standup.title} · {what}",
        days=days,
        values=tuple(float(one.value) for one in holds),
        names=(spoken("measured"), spoken("target"), spoken("settled")),
        earlier=tuple((one.day, float(one.value)) for one in known if one not in holds),
        last=value_text(metric, holds[-1].value),
        target=None if target is None else float(target),
        goal="" if target is None else value_text(metric, target),
        marks=within,
    )
    return chart, _in_words(metric, holds, within)


def _in_words(metric: Metric, holds: Sequence[Measurement], marks: Sequence[Moment]) -> str:
    several = len({one.day.year for one in holds}) > 1
    count, ends = len(holds), _ends(metric, holds, with_year=several)
    words = [metric.ask, spoken("Measured on {count} days: {ends}", count=count, ends=ends)]
    if metric.target is not None:
        words.append(spoken("Target: {target}.", target=value_text(metric, metric.target)))
    if marks:
        named = [_on(label, day, with_year=several) for day, label in marks]
        words.append(spoken("Settled: {what}.", what=names_text(named)))
    return " ".join(words)


def _ends(metric: Metric, holds: Sequence[Measurement], *, with_year: bool) -> str:
    """ "30.1 % on 1 October, 24.8 % on 17 December, best 24.1 % on 3 December."."""
    best = next(m for m in holds if m.value == metric.best(one.value for one in holds))
    first, last, at_best = (
        _on(value_text(metric, one.value), one.day, with_year=with_year)
        for one in (holds[0], holds[-1], best)
    )
    if best.value in {holds[0].value, holds[-1].value}:
        return spoken("{first}, {last}.", first=first, last=last)
    return spoken("{first}, {last}, best {best}.", first=first, last=last, best=at_best)


def _on(what: str, day: date, *, with_year: bool) -> str:
    """ "24.8 % on 17 December"."""
    when = spoken("on {day}", day=dated_text(day) if with_year else date_text(day))
    return f"{what} {when}"
