"""What people looked for last in the learning log, and how far they have read."""

from datetime import datetime
from typing import Any

from standup.store.database import Transaction
from standup.store.instants import to_ms
from standup.store.owner import Owner, by_person


async def keep(tx: Transaction, person: str, words: str, beyond: int, now: datetime) -> None:
    """Note what a person looked for, and the last entry that they were shown."""
    await tx.run(
        "INSERT INTO search (person, words, beyond, at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (person) DO UPDATE"
        " SET words = excluded.words, beyond = excluded.beyond, at = excluded.at",
        person,
        words,
        beyond,
        to_ms(now),
    )


async def last(tx: Transaction, person: str) -> tuple[str, int] | None:
    """What a person looked for last, and the last entry that they were shown."""
    row = await tx.one("SELECT words, beyond FROM search WHERE person = ?", person)
    return (row[0], row[1]) if row else None


async def drop_old(tx: Transaction, before: datetime) -> None:
    """Delete what was looked for before an instant."""
    await tx.run("DELETE FROM search WHERE at < ?", to_ms(before))


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    found = await last(tx, person)
    return {"looked_for": found[0] if found else None}


PERSONAL = Owner({"search": ("person", "words")}, by_person("search"), _export)
