"""Events that could not be handled: how often, and those that were put aside."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from standup.store.database import Transaction
from standup.store.instants import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Aside:
    """An event that was put aside, as the data it was kept as."""

    adapter: str
    event: str
    at: datetime
    content: dict[str, Any]

    @property
    def handle(self) -> str:
        """A short name for it."""
        return hashlib.sha256(f"{self.adapter}:{self.event}".encode()).hexdigest()[:10]


async def count(tx: Transaction, adapter: str, event: str, reason: str, now: datetime) -> int:
    """Note that an event could not be handled; how often in a row it was for this reason."""
    row = await tx.one(
        "INSERT INTO stumble (adapter, event, reason, times, at) VALUES (?, ?, ?, 1, ?)"
        " ON CONFLICT (adapter, event) DO UPDATE SET at = excluded.at, reason = excluded.reason,"
        " times = CASE WHEN stumble.reason = excluded.reason THEN stumble.times + 1 ELSE 1 END"
        " RETURNING times",
        adapter,
        event,
        reason,
        to_ms(now),
    )
    assert row is not None
    return int(row[0])


async def drop_old(tx: Transaction, before: datetime) -> None:
    """Delete what was counted before an instant."""
    await tx.run("DELETE FROM stumble WHERE at < ?", to_ms(before))


async def put_aside(tx: Transaction, adapter: str, event: str, content: str, now: datetime) -> None:
    """Keep an event whole that could not be handled, so that nothing is lost."""
    await tx.run("DELETE FROM stumble WHERE adapter = ? AND event = ?", adapter, event)
    await tx.run(
        "INSERT INTO inbound (adapter, id, taken_at, failed) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (adapter, id) DO UPDATE SET failed = excluded.failed",
        adapter,
        event,
        to_ms(now),
        content,
    )


async def aside(tx: Transaction) -> list[Aside]:
    """What was put aside, the oldest first."""
    rows = await tx.all(
        "SELECT adapter, id, taken_at, failed FROM inbound WHERE failed IS NOT NULL"
        " ORDER BY taken_at, id"
    )
    return [Aside(name, event, from_ms(at), json.loads(said)) for name, event, at, said in rows]


async def take_up(tx: Transaction, one: Aside) -> None:
    """Delete an event that was put aside, so that it can be taken in again."""
    await tx.run("DELETE FROM inbound WHERE adapter = ? AND id = ?", one.adapter, one.event)


async def drop(tx: Transaction, one: Aside) -> None:
    """Delete what an event said; that it was taken stays known."""
    await tx.run(
        "UPDATE inbound SET failed = NULL WHERE adapter = ? AND id = ?", one.adapter, one.event
    )
