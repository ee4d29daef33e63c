"""Who was told where their answers go and who reads them there."""

from datetime import datetime
from typing import Any

from standup.store.database import Transaction
from standup.store.instants import from_ms, to_ms
from standup.store.owner import Owner, by_person


async def keep(
    tx: Transaction, person: str, standup: str, readers: str, check_in: int | None, now: datetime
) -> None:
    """Note that a person is told who reads a standup, with the question of a check-in if with one.

    What `conversations.load` finds of it counts once that question has reached their chat.
    """
    await tx.run(
        "INSERT INTO told (person, standup, readers, check_in_id, told_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (person, standup) DO UPDATE SET readers = excluded.readers,"
        "  check_in_id = excluded.check_in_id, told_at = excluded.told_at",
        person,
        standup,
        readers,
        check_in,
        to_ms(now),
    )


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    rows = await tx.all(
        "SELECT standup, readers, told_at FROM told WHERE person = ? ORDER BY told_at, standup",
        person,
    )
    was_told = [
        {"standup": standup or None, "readers": readers or None, "at": from_ms(at).isoformat()}
        for standup, readers, at in rows
    ]
    return {"told_who_reads": was_told}


PERSONAL = Owner({"told": ("person", "standup", "readers")}, by_person("told"), _export)
