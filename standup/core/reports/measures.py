"""What people said in a period, counted and measured: figures like those of `figures`."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from statistics import median

from standup.core.kinds.table import Kind, rules
from standup.core.learning_log.entries import kind_of, sorting_question
from standup.core.model import Question, Standup
from standup.core.reports.figures import halves
from standup.core.reports.report import Period, Presence, RunReport

FEWEST = 3
"""Answers in a run below which what was given is shown to nobody but its author."""
COURSE_RUNS = 6


def length(period: Period) -> Fraction | None:
    """The median number of words that one person shared in one run, over those whose words are
    there: what they answered to questions that are answered in words, and their updates."""
    counts = [_words(person) for run in period.runs for person in run.people if person.has_shared]
    known = [count for count in counts if count]
    return Fraction(median(map(Fraction, known))) if known else None


def _words(person: Presence) -> int:
    said = [addition.text for addition in person.additions]
    for check_in in person.shared:
        asked = {q.id for q in check_in.round.questions if rules(q.kind).telling is not None}
        said += [answer.text for answer in check_in.answers if answer.question in asked]
    return sum(len(text.split()) for text in said)


def kinds(period: Period) -> dict[str, int]:
    """How often somebody chose each kind for their day, in the order in which the kinds are
    offered; who chose none is not counted."""
    found = Counter(kind_of(p.shared) for run in period.runs for p in run.people)
    del found[None]
    sorts = (sorting_question(run.standup) for run in reversed(period.runs))
    offered = [option for question in sorts if question for option in question.options]
    order = dict.fromkeys([*offered, *sorted(kind for kind in found if kind)])
    return {kind: found[kind] for kind in order if found[kind]}


@dataclass(frozen=True, slots=True)
class Measure:
    """A question answered with a mood, a step of a scale or a number. Where its scale or unit
    changes it is another one; where only its words change it is not."""

    round: str
    question: str
    kind: Kind
    unit: str
    low: int
    high: int
    ask: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Amount:
    """What was given so many times: the mean, the median, the least and the most."""

    times: int
    mean: Fraction
    median: Fraction
    least: Fraction
    most: Fraction


def measures(period: Period) -> tuple[Measure, ...]:
    """What the runs of a period measure, in the order in which it is asked, and as asked last."""
    found = {m: m for run in period.runs for m in _measures(run.standup)}
    return tuple(found.values())


def _measures(standup: Standup) -> Iterator[Measure]:
    for round_ in standup.rounds:
        for question in round_.questions:
            if measure := _measure(round_.id, question):
                yield measure


def _measure(round_id: str, question: Question) -> Measure | None:
    measuring = rules(question.kind).measuring
    if measuring is None:
        return None
    limits = measuring.limits(question)
    return Measure(round_id, question.id, question.kind, question.unit, *limits, ask=question.ask)


def amount(period: Period, measure: Measure, fewest: int = FEWEST) -> Amount | None:
    """The mean and the median of what people gave for a mood, a scale or a number, over the runs in
    which at least 3 people gave something, so that nobody's own answer can be told from it; a
    person's own report has theirs of every run."""
    given = [values for run in period.runs if len(values := _given(run, measure)) >= fewest]
    values = [value for some in given for value in some]
    if not values:
        return None
    return Amount(
        len(values),
        sum(values, Fraction(0)) / len(values),
        Fraction(median(values)),
        min(values),
        max(values),
    )


def _given(run: RunReport, measure: Measure) -> list[Fraction]:
    check_ins = (c for p in run.people for c in p.shared if c.round_id == measure.round)
    found = []
    for check_in in check_ins:
        for question in check_in.round.questions:
            if question.id == measure.question and _measure(measure.round, question) == measure:
                given = check_in.reading(question).value.measured
                found += [] if given is None else [given]
    return found


def course(period: Period, measure: Measure, fewest: int = FEWEST) -> tuple[Amount, Amount] | None:
    """What was given in the first half and in the last half of the runs in which it is shown,
    where these are at least 6."""
    shown = tuple(
        run for run in period.runs if amount(replace(period, runs=(run,)), measure, fewest)
    )
    if len(shown) < COURSE_RUNS:
        return None
    first, last = halves(replace(period, runs=shown))
    before, after = amount(first, measure, fewest), amount(last, measure, fewest)
    assert before is not None
    assert after is not None
    return before, after
