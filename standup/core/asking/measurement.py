"""What somebody measured of a team's metric."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from standup.core.kinds.kind import Better
from standup.core.kinds.table import is_of_team
from standup.core.model import Question, Standup


@dataclass(frozen=True, slots=True)
class Metric:
    """One value for the team, of the question that asks for it. Where its unit changes it is
    another one; where its words, its direction or its target change it is not."""

    round: str
    question: str
    unit: str
    ask: str = field(default="", compare=False)
    better: Better = field(default="lower", compare=False)
    target: Fraction | None = field(default=None, compare=False)

    def reaches(self, value: Fraction) -> bool:
        """Whether a value is as good as the target."""
        if self.target is None:
            return False
        return value <= self.target if self.better == "lower" else value >= self.target

    def best(self, values: Iterable[Fraction]) -> Fraction:
        """The best of some values."""
        return min(values) if self.better == "lower" else max(values)


@dataclass(frozen=True, slots=True)
class Measurement:
    """A value of a metric: for which day, when it was said and by whom (the name as of then), and
    whether it stood in a channel."""

    metric: Metric
    day: date
    at: datetime
    value: Fraction
    name: str
    is_posted: bool = True


def metric_of(round_id: str, question: Question) -> Metric | None:
    """What a question measures of the team, if it does."""
    if not is_of_team(question.kind):
        return None
    return Metric(
        round_id,
        question.id,
        question.unit,
        ask=question.ask,
        better=question.better or "lower",
        target=Fraction(question.target) if question.target else None,
    )


def metrics(standups: Iterable[Standup]) -> tuple[Metric, ...]:
    """What some standups measure, each once, in the order in which it is asked, and as the last of
    them asks it."""
    found = {metric: metric for standup in standups for metric in _metrics(standup)}
    return tuple(found.values())


def _metrics(standup: Standup) -> Iterator[Metric]:
    for round_ in standup.rounds:
        for question in round_.questions:
            if metric := metric_of(round_.id, question):
                yield metric


def posted(measurements: Iterable[Measurement]) -> tuple[Measurement, ...]:
    """Those that stood in a channel."""
    return tuple(one for one in measurements if one.is_posted)
