"""Messages that wait until their author says what they were."""

import json
from datetime import datetime
from typing import Any

from standup.core.asking.offers import Offer, from_data, to_data
from standup.store.database import Row, Transaction
from standup.store.instants import from_ms, to_ms
from standup.store.owner import Owner, by_person
from standup.store.text import encode

MOST = 20
"""The latest of a person's that are looked at whenever they write; all others by their token."""

FIELDS = "message, text, said_at, ways"


async def hold(tx: Transaction, person: str, offer: Offer) -> None:
    """Keep a message that waits, or what it says now."""
    await tx.run(
        "INSERT INTO offer (key, person, run_id, message, text, said_at, ways)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (message) DO UPDATE SET text = excluded.text",
        offer.token,
        person,
        offer.ways[0].run,
        offer.message,
        offer.text,
        to_ms(offer.at),
        encode(to_data(offer.ways)),
    )


async def let_go(tx: Transaction, person: str, offer: Offer) -> None:
    """It waits no more."""
    await tx.run("DELETE FROM offer WHERE message = ? AND person = ?", offer.message, person)


async def find(tx: Transaction, person: str, token: str) -> Offer | None:
    """A message of this person that waits, by its token."""
    row = await tx.one(f"SELECT {FIELDS} FROM offer WHERE key = ? AND person = ?", token, person)
    return read(row) if row else None


async def of_message(tx: Transaction, person: str, message: str) -> Offer | None:
    """The message of this person, if it waits."""
    row = await tx.one(
        f"SELECT {FIELDS} FROM offer WHERE message = ? AND person = ?", message, person
    )
    return read(row) if row else None


async def drop_old(tx: Transaction, before: datetime) -> None:
    """Delete what has waited since before an instant."""
    await tx.run("DELETE FROM offer WHERE said_at < ?", to_ms(before))


async def export(tx: Transaction, run: int, person: str) -> list[dict[str, Any]]:
    """What waits of a person's run, for JSON."""
    rows = await tx.all(
        "SELECT message, text, said_at FROM offer WHERE run_id = ? AND person = ? ORDER BY id",
        run,
        person,
    )
    return [
        {"message": message, "text": text, "said_at": from_ms(at).isoformat()}
        for message, text, at in rows
    ]


def read(row: Row) -> Offer:
    """The offer of a row of these fields."""
    message, text, said_at, ways = row
    return Offer(message, text, from_ms(said_at), from_data(json.loads(ways)))


# The days of a person show what waits in each: see `days.py`.
PERSONAL = Owner({"offer": ("key", "person", "message", "text", "ways")}, by_person("offer"))
