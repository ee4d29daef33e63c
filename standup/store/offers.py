"""What people wrote that was kept back until they say that it was meant."""

from datetime import datetime

from standup.core.offer import Offer
from standup.store.database import Row, Transaction
from standup.store.instants import from_ms, to_ms

_FIELDS = "id, message, text, run_id, check_in_id, question, said_at, taken_at"


async def keep(
    tx: Transaction,
    person: str,
    offer: Offer,
) -> int:
    """Keep words back and return the offer's id; those of a changed message take its place."""
    row = await tx.one(
        "INSERT INTO offer (person, message, text, run_id, check_in_id, question, said_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (message) DO UPDATE SET text = excluded.text,"
        " run_id = excluded.run_id, check_in_id = excluded.check_in_id,"
        " question = excluded.question RETURNING id",
        *(person, offer.message, offer.text, offer.run, offer.check_in, offer.question),
        to_ms(offer.at),
    )
    assert row is not None
    return int(row[0])


async def get(tx: Transaction, offer: int, person: str) -> Offer | None:
    """An offer to this person."""
    row = await tx.one(f"SELECT {_FIELDS} FROM offer WHERE id = ? AND person = ?", offer, person)
    return _offer(row) if row else None


async def of_message(tx: Transaction, message: str, person: str) -> Offer | None:
    """The offer of a person's message."""
    row = await tx.one(
        f"SELECT {_FIELDS} FROM offer WHERE message = ? AND person = ?", message, person
    )
    return _offer(row) if row else None


async def latest(tx: Transaction, person: str, since: datetime) -> Offer | None:
    """The last thing that was kept back since an instant, taken or not."""
    row = await tx.one(
        f"SELECT {_FIELDS} FROM offer WHERE person = ? AND said_at >= ? ORDER BY id DESC LIMIT 1",
        *(person, to_ms(since)),
    )
    return _offer(row) if row else None


async def export(tx: Transaction, person: str) -> list[str]:
    """All that is kept back of a person."""
    rows = await tx.all(
        "SELECT text FROM offer WHERE person = ? AND taken_at IS NULL ORDER BY id", person
    )
    return [row[0] for row in rows]


async def take(tx: Transaction, offer: int, now: datetime) -> None:
    """It was meant, and counts once."""
    await tx.run("UPDATE offer SET text = '', taken_at = ? WHERE id = ?", to_ms(now), offer)


async def drop(tx: Transaction, message: str, person: str) -> None:
    """A message that was kept back is taken back by its author, or says something else."""
    await tx.run("DELETE FROM offer WHERE message = ? AND person = ?", message, person)


async def forget(tx: Transaction, before: datetime) -> None:
    """Let go of what was kept back before an instant."""
    await tx.run("DELETE FROM offer WHERE said_at < ?", to_ms(before))


def _offer(row: Row) -> Offer:
    number, message, text, run, check_in, question, at, taken = row
    return Offer(number, message, text, run, check_in, question, from_ms(at), taken is not None)
