"""A team's metrics in sentences: where one stands, where it came from, where it is to go."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from standup.core.asking.check_in import CheckIn
from standup.core.asking.measurement import Measurement, Metric, metric_of
from standup.core.language import sentence
from standup.core.messages.markup import Message, phrase
from standup.core.reports.metrics import Course
from standup.core.reports.report import SOMEBODY
from standup.core.wording.times import date_text, dated_text, decimal_text, weekday_text

_WEEK = 7  # days within which the day of the week says which day it was


def value_text(metric: Metric, value: Fraction) -> str:
    """ "24.8 %": all of its digits."""
    return f"{number_text(value)} {metric.unit}".strip()


def number_text(value: Fraction) -> str:
    """ "24.8"."""
    return decimal_text(f"{Decimal(value.numerator) / Decimal(value.denominator):f}")


def asked(check_in: CheckIn) -> Message:
    """What whoever is asked for a metric may want to know: what was measured last, and the target.

    `standup/store/metrics.py` takes the name out again of whoever is forgotten.
    """
    metric = metric_of(check_in.round_id, check_in.question)
    if metric is None:
        return Message(())
    latest = check_in.latest.get(metric.question)
    if latest is None:
        return _target(metric)
    told = sentence("__Last: {value} ({who}).__")
    if metric.target is not None:
        told = sentence("__Last: {value} ({who}); target {target}.__")
    return phrase(
        told,
        value=value_text(metric, latest.value),
        who=_who(latest, check_in.day),
        target=value_text(metric, metric.target or latest.value),
    )


def _target(metric: Metric) -> Message:
    if metric.target is None:
        return Message(())
    return phrase("__Target: {target}.__", target=value_text(metric, metric.target))


def _who(latest: Measurement, today: date) -> str:
    """ "Bo, Thursday"; of whoever was forgotten, the day alone."""
    day = dated_text(latest.day)
    if 0 <= (today - latest.day).days < _WEEK:
        day = weekday_text(latest.day.weekday())
    elif today.year == latest.day.year:
        day = date_text(latest.day)
    return day if latest.name == SOMEBODY else f"{latest.name}, {day}"


def told(course: Course) -> Message:
    """ "What is the error? **30.1 → 24.8 %**, target 20 %."; nothing where nobody measured it."""
    metric, last = course.metric, course.last
    if last is None:
        return Message(())
    found = sentence("__{ask}__ **{course}**.")
    if metric.reaches(last.value):
        found = sentence("__{ask}__ **{course}**: the target of {target} is reached.")
    elif metric.target is not None:
        found = sentence("__{ask}__ **{course}**, target {target}.")
    return phrase(
        found,
        ask=metric.ask,
        course=_from_to(course, last),
        target=value_text(metric, metric.target or last.value),
    )


def _from_to(course: Course, last: Measurement) -> str:
    """ "30.1 → 24.8 %", or what holds, where it is all there is."""
    text, first = value_text(course.metric, last.value), course.first
    if first is None or first == last:
        return text
    return f"{number_text(first.value)} → {text}"


def held(course: Course) -> Message:
    """The same over weeks: where nobody measured it, what was measured before."""
    metric, before = course.metric, course.before
    if course.given or before is None:
        return told(course)
    found = sentence("__{ask}__ **{value}**, as of {day}.")
    if metric.target is not None:
        found = sentence("__{ask}__ **{value}**, as of {day}; target {target}.")
    return phrase(
        found,
        ask=metric.ask,
        value=value_text(metric, before.value),
        day=date_text(before.day),
        target=value_text(metric, metric.target or before.value),
    )
