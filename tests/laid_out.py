"""The head of a thread from a look at everybody: what the counts that are kept must come to."""

from standup.core.reports.head import MOST_NAMES, Head, Names
from standup.core.reports.report import Hindrance, RunReport, Standing


def laid_out(report: RunReport) -> Head:
    """The head as a look at everybody tells it."""
    hindered = [p for p in report.people if p.hindrance and not report.closed]
    counted: dict[Hindrance, int] = {}
    for person in hindered:
        assert person.hindrance
        counted[person.hindrance] = counted.get(person.hindrance, 0) + 1
    return Head(
        standup=report.standup,
        day=report.day,
        closed=report.closed,
        people=Names.of([person.name for person in report.people]),
        counts=report.counts,
        away=Names.of([person.name for person in report.having(Standing.AWAY)]),
        hindered=tuple((p.name, p.hindrance.reason) for p in hindered[:MOST_NAMES] if p.hindrance),
        hindrances=counted,
        missed=report.missed,
    )
