"""What remains of somebody's day once its words are gone: figures."""

import json
from typing import Any

from standup.core.reading.status import Status
from standup.core.reports.report import Figures, Standing
from standup.store.database import Transaction
from standup.store.some import EVERYBODY, Some
from standup.store.text import encode

_NOT_SAID = "not_said"


async def keep(tx: Transaction, run: int, person: str, figures: Figures) -> None:
    """Keep the figures of a person's run, which is all that stays of it."""
    kept = {
        "standings": {round_id: s.value for round_id, s in figures.standings.items()},
        "outcomes": {s.value if s else _NOT_SAID: n for s, n in figures.outcomes.items()},
    }
    await tx.run(
        "UPDATE participant SET figures = ? WHERE run_id = ? AND person = ?",
        encode(kept),
        run,
        person,
    )


async def of(tx: Transaction, run: int, some: Some = EVERYBODY) -> dict[str, Figures]:
    """The figures of those people of a run, or of some, of whom nothing else is left."""
    rows = await tx.all(
        "SELECT p.person, p.figures FROM participant p"
        f" WHERE p.run_id = ? AND p.figures IS NOT NULL{some.among('p')}",
        run,
        *some.parameters,
    )
    return {person: _figures(json.loads(text)) for person, text in rows}


def _figures(data: dict[str, dict[str, Any]]) -> Figures:
    standings = {round_id: Standing(s) for round_id, s in data["standings"].items()}
    outcomes = {
        None if status == _NOT_SAID else Status(status): count
        for status, count in data["outcomes"].items()
    }
    return Figures(standings, outcomes)
