"""Reports as plain data, for JSON: the same facts as the digest and the accountability report."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from standup.core.asking.check_in import CheckIn
from standup.core.asking.measurement import Measurement
from standup.core.learning_log.entries import Entry
from standup.core.model import Standup
from standup.core.reading.status import Status
from standup.core.reports import figures, measures, metrics
from standup.core.reports.figures import Rate, Trend
from standup.core.reports.learned import Learned, learned
from standup.core.reports.measures import Amount, Measure
from standup.core.reports.metrics import Course, holding
from standup.core.reports.report import Period, Presence, RunReport
from standup.core.summaries.summary import Summary

VERSION = 1
"""Of every schema: within it members may be added, none goes away and none means something else."""


def versioned(what: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data with the name of the schema that it follows, which is in `docs/schema/`."""
    return {"schema": schema(what), **data}


def schema(what: str) -> str:
    """The name of a schema and its version."""
    return f"open-standup/{what}/{VERSION}"


def entry_data(entry: Entry) -> dict[str, Any]:
    """One entry of the learning log."""
    return {
        "id": entry.id,
        "standup": entry.standup.id,
        "title": entry.standup.title,
        "day": entry.day.isoformat(),
        "is": "report" if entry.check_in else "update",
        "round": entry.round or None,
        "person": entry.person,
        "name": entry.name,
        "at": entry.at.isoformat(),
        "kind": entry.kind,
        "tags": list(entry.tags),
        "links": list(entry.links),
        "text": entry.words,
        "answers": _check_in(entry.check_in)["answers"] if entry.check_in else [],
    }


def run_data(run: RunReport) -> dict[str, Any]:
    """One run."""
    return {
        "standup": run.standup.id,
        "title": run.standup.title,
        "day": run.day.isoformat(),
        "closed": run.closed,
        "rounds": [
            {"id": count.round.id, "shared": count.shared, "of": count.of} for count in run.counts
        ],
        "outcomes": outcome_counts(run.outcomes),
        "missed": [{"round": round_id, "zone": zone} for round_id, zone in run.missed],
        "people": [_presence(person) for person in run.people],
    }


def period_data(period: Period) -> dict[str, Any]:
    """A period, run by run, with its figures."""
    return {
        "standup": period.standup.id,
        "title": period.standup.title,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "asked": period.asked,
        "shared": period.shared,
        "unprompted": period.unprompted,
        "standings": {standing.value: n for standing, n in sorted(period.standings.items())},
        "outcomes": outcome_counts(period.outcomes),
        "settled": [
            {"number": one.number, "life": one.life, "state": one.state, "on": one.day.isoformat()}
            for one in period.settled
        ],
        "figures": figures_data(period),
        "learned": [_learned(one) for one in learned(period)],
        "not_held": [day.isoformat() for day in period.unheld],
        "runs": [run_data(run) for run in period.runs],
    }


def figures_data(period: Period, fewest: int = measures.FEWEST) -> dict[str, Any]:
    """The figures of a period; what each means stands in docs/figures.md."""
    words = measures.length(period)
    return {
        "participation": _rate(figures.participation(period)),
        "on_time": _rate(figures.on_time(period)),
        "never_twice": _rate(figures.never_twice(period)),
        "not_blamed": {s.value: n for s, n in figures.not_blamed(period).items()},
        "joined": list(figures.joined(period)),
        "left": list(figures.left(period)),
        "follow_through": _rate(figures.follow_through(period)),
        "finished": _rate(figures.finished(period)),
        "trend": {
            "participation": _trend(figures.trend(period)),
            "follow_through": _trend(figures.trend(period, figures.follow_through)),
        },
        "kinds": measures.kinds(period),
        "words": None if words is None else float(words),
        "measures": [_measured(period, m, fewest) for m in measures.measures(period)],
        "metrics": [_metric(course) for course in metrics.metric(period)],
    }


def _rate(rate: Rate) -> dict[str, Any]:
    return {"part": rate.part, "whole": rate.whole}


def _trend(found: Trend | None) -> dict[str, Any] | None:
    if found is None:
        return None
    before, after = _rate(found.before), _rate(found.after)
    return {"direction": found.direction.value, "before": before, "after": after}


def _measured(period: Period, measure: Measure, fewest: int) -> dict[str, Any]:
    course = measures.course(period, measure, fewest)
    each = figures.each_run(period, lambda part: measures.amount(part, measure, fewest))
    return {
        "round": measure.round,
        "question": measure.question,
        "kind": measure.kind,
        "ask": measure.ask,
        "unit": measure.unit,
        **_amount(measures.amount(period, measure, fewest)),
        "course": None if course is None else [_amount(half) for half in course],
        "runs": [{"day": day.isoformat(), **_amount(amount)} for day, amount in each],
    }


def _metric(course: Course) -> dict[str, Any]:
    metric, holds = course.metric, holding(course.given)
    return {
        "round": metric.round,
        "question": metric.question,
        "ask": metric.ask,
        "unit": metric.unit,
        "better": metric.better,
        "target": None if metric.target is None else float(metric.target),
        "before": _value(course.first),
        "after": _value(course.last),
        "values": [{**_value_of(one), "holds": one in holds} for one in course.given],
    }


def _value(one: Measurement | None) -> dict[str, Any] | None:
    return None if one is None else _value_of(one)


def _value_of(one: Measurement) -> dict[str, Any]:
    return {"day": one.day.isoformat(), "value": float(one.value)}


def _amount(amount: Amount | None) -> dict[str, Any]:
    """What is shown; nothing but how it is called where too few gave something."""
    if amount is None:
        return {"times": None, "mean": None, "median": None}
    mean, median = float(amount.mean), float(amount.median)
    return {"times": amount.times, "mean": mean, "median": median}


def _learned(one: Learned) -> dict[str, Any]:
    return {
        "day": one.day.isoformat(),
        "person": one.person,
        "name": one.name,
        "kind": one.kind,
        "words": one.gist,
        "links": list(one.links),
    }


def outcome_counts(counts: Counter[Status | None]) -> dict[str, int]:
    """How many items came out how."""
    named: tuple[Status | None, ...] = (*Status, None)
    return {status.value if status else "not_said": counts[status] for status in named}


def _presence(person: Presence) -> dict[str, Any]:
    return {
        "person": person.person,
        "name": person.name,
        "standing": person.standing.value,
        "outcomes": outcome_counts(person.outcomes),
        "rounds": [
            {"standing": standing.value, **(_check_in(check_in) if check_in else {})}
            for check_in, standing in zip(person.check_ins, person.standings, strict=True)
        ],
        "updates": [
            {"text": addition.text, "at": addition.at.isoformat()} for addition in person.additions
        ],
    }


def _check_in(check_in: CheckIn) -> dict[str, Any]:
    answered = [q for q in check_in.round.questions if check_in.texts(q)]
    return {
        "round": check_in.round_id,
        "late": check_in.is_late,
        "answers": [
            {
                "question": q.id,
                "kind": q.kind,
                "ask": q.ask,
                **check_in.reading(q).value.data(),
            }
            for q in answered
        ],
    }


def summary_data(
    standup: Standup, period: str, summary: Summary, left_out: int, links: Mapping[int, str]
) -> dict[str, Any]:
    """What a run or a month amounts to; no `model`: in people's own sentences.

    `links` are where reports stand on the site, by their ids.
    """
    return {
        "standup": standup.id,
        "period": period,
        "model": summary.model,
        "left_out": left_out,
        "statements": [
            {
                "about": statement.about or None,
                "text": statement.text,
                "reports": [_source(entry, links.get(entry.id)) for entry in statement.sources],
            }
            for statement in summary.statements
        ],
    }


def _source(entry: Entry, link: str | None) -> dict[str, Any]:
    return {
        "entry": entry.id,
        "day": entry.day.isoformat(),
        "person": entry.person,
        "name": entry.name,
        "round": entry.round or None,
        "url": link,
    }
