"""What is asked of the outbox without changing it."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from standup.core.messages.markup import Message, from_data
from standup.core.model import Account, Channel
from standup.store.database import Row, Transaction
from standup.store.instants import to_ms
from standup.store.outbox.states import PASSED


async def key_of(tx: Transaction, message: int) -> str:
    """The key of a message; empty where there is none of this number."""
    row = await tx.one("SELECT key FROM outbox WHERE id = ?", message)
    return row[0] if row else ""


async def addressee(tx: Transaction, key: str) -> Account | None:
    """To whom the message of this key was promised, if it was."""
    row = await tx.one(
        "SELECT adapter, account FROM outbox WHERE key = ? AND account IS NOT NULL", key
    )
    return Account(*row) if row else None


FAILED = "standup/failed/"
"""What is kept of a message begins so that failed before we knew which one it was."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A direct message of ours: its key, and the question of a check-in that it asks, if any."""

    key: str
    check_in: int | None
    question: str | None


async def spoken(tx: Transaction, to: Account, message_id: str) -> Spoken | None:
    """What we said to an account in the message of this id, if it is one of ours."""
    row = await tx.one(
        "SELECT key, check_in_id, question FROM outbox"
        " WHERE message_id = ? AND adapter = ? AND account = ? ORDER BY id DESC LIMIT 1",
        message_id,
        to.adapter,
        to.id,
    )
    return Spoken(*row) if row else None


@dataclass(frozen=True, slots=True)
class Standing:
    """A message of ours in a channel: its number and key, where it stands and what it says now."""

    id: int
    key: str
    channel: Channel
    message: Message


_STANDING = "SELECT id, key, adapter, place, content FROM outbox WHERE account IS NULL"


async def standing(tx: Transaction, adapter: str, message_id: str) -> Standing | None:
    """The message of this id, if we wrote it in a channel."""
    where = "AND message_id = ? AND adapter = ? ORDER BY id DESC LIMIT 1"
    return _standing(await tx.one(f"{_STANDING} {where}", message_id, adapter))


async def standing_as(tx: Transaction, number: int) -> Standing | None:
    """The same of the message of a number."""
    return _standing(await tx.one(f"{_STANDING} AND id = ?", number))


def _standing(row: Row | None) -> Standing | None:
    if row is None:
        return None
    number, key, adapter, place, content = row
    return Standing(number, key, Channel(adapter, place), from_data(json.loads(content)))


async def ours_in_channels(tx: Transaction, adapter: str, messages: Collection[str]) -> set[str]:
    """Those of these messages that we wrote in channels."""
    marks = ", ".join("?" * len(messages)) or "NULL"
    rows = await tx.all(
        f"SELECT message_id FROM outbox WHERE message_id IN ({marks}) AND adapter = ?"
        " AND account IS NULL",
        *messages,
        adapter,
    )
    return {row[0] for row in rows}


async def exists(tx: Transaction, *names: str) -> bool:
    """Whether a message was promised under one of these keys."""
    marks = ", ".join("?" * len(names))
    return await tx.one(f"SELECT 1 FROM outbox WHERE key IN ({marks}) LIMIT 1", *names) is not None


async def is_refused(tx: Transaction, channel: Channel, reasons: Collection[str]) -> bool:
    """Whether a channel lets nothing in just now: something waits, for one of these reasons, or it
    is known to be shut."""
    marks = ", ".join("?" * len(reasons))
    row = await tx.one(
        "SELECT 1 FROM outbox WHERE adapter = ? AND destination = ? AND state = 'pending'"
        f" AND account IS NULL AND attempts >= ? AND reason IN ({marks})"
        " UNION ALL SELECT 1 FROM unreachable WHERE adapter = ? AND account = ? AND reason <> ''"
        " LIMIT 1",
        channel.adapter,
        channel.place,
        PASSED,
        *sorted(reasons),
        channel.adapter,
        channel.place,
    )
    return row is not None


async def waiting(tx: Transaction, adapter: str, urgency: int, most: int) -> int:
    """How many messages of this urgency wait to leave; no more than `most` are counted."""
    row = await tx.one(
        "SELECT count(*) FROM (SELECT 1 FROM outbox"
        " WHERE adapter = ? AND urgency = ? AND state = 'pending' LIMIT ?) AS waiting",
        adapter,
        urgency,
        most,
    )
    return int(row[0]) if row else 0


async def prefix(tx: Transaction) -> str:
    """What sets this database's keys apart from those of any other."""
    row = await tx.one("SELECT value FROM fact WHERE name = 'prefix'")
    assert row is not None
    return str(row[0])


async def direct_places(tx: Transaction, adapter: str, since: datetime) -> tuple[str, ...]:
    """The direct conversations in which we wrote since an instant."""
    rows = await tx.all(
        "SELECT DISTINCT sent_place FROM outbox WHERE adapter = ? AND account IS NOT NULL"
        " AND place IS NULL AND sent_place IS NOT NULL AND sent_at >= ? ORDER BY sent_place",
        adapter,
        to_ms(since),
    )
    return tuple(row[0] for row in rows)
