"""How long somebody has left a standup without a word."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from standup.core.asking.silence import Silence
from standup.store.database import Row, Transaction
from standup.store.instants import from_ms, to_ms
from standup.store.owner import Owner, by_person


async def keep(tx: Transaction, person: str, standup: str, silence: Silence) -> None:
    """Keep how long it is by now."""
    await tx.run(
        "INSERT INTO silence (person, standup, runs, asked_after, heard_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (person, standup) DO UPDATE SET runs = excluded.runs,"
        "  asked_after = excluded.asked_after, heard_at = excluded.heard_at",
        person,
        standup,
        silence.runs,
        silence.asked_after,
        None if silence.heard is None else to_ms(silence.heard),
    )


async def end(tx: Transaction, person: str, standup: str) -> None:
    """They have said a word."""
    await tx.run("DELETE FROM silence WHERE person = ? AND standup = ?", person, standup)


def read(rows: Iterable[Row]) -> Mapping[str, Silence]:
    """The silences of a person by standup, of the rows that `conversations` reads with all else."""
    return {row[2]: Silence(row[0], row[7], _heard(row[1])) for row in sorted(rows, key=_standup)}


def _heard(at: int | None) -> datetime | None:
    """An instant, where there is one."""
    return None if at is None else from_ms(at)


def _standup(row: Row) -> str:
    return str(row[2])


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    rows = await tx.all(
        "SELECT standup, runs, asked_after, heard_at FROM silence WHERE person = ?"
        " ORDER BY standup",
        person,
    )
    return {
        "silences": [
            {
                "standup": standup,
                "runs": runs,
                "asked_after": asked,
                "heard": None if at is None else from_ms(at).isoformat(),
            }
            for standup, runs, asked, at in rows
        ]
    }


PERSONAL = Owner({"silence": ("person",)}, by_person("silence"), _export)
