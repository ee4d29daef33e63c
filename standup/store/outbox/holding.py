"""What waits until a person can be reached, or a channel lets it in."""

import json
from datetime import datetime

from standup.core.messages.markup import from_data
from standup.core.model import Account
from standup.store.database import Transaction
from standup.store.instants import from_ms, to_ms
from standup.store.outbox.claiming import LET_IN
from standup.store.outbox.states import PASSED, UNSEEN, Promise


async def take_held(tx: Transaction, adapter: str, account: str) -> list[Promise]:
    """What waits for an account out of reach and was surely not shown, in order; there no more.

    The rows stay, under keys of no meaning, so that no id is used twice.
    """
    rows = await tx.all(
        "SELECT id, key, content, urgency, due_at, check_in_id, valid_until FROM outbox"
        " WHERE adapter = ? AND account = ? AND message_id IS NULL AND doubts = 0"
        " AND (state = 'held' OR (state = 'pending' AND destination = ? AND place IS NULL))"
        " ORDER BY id",
        adapter,
        account,
        account,
    )
    await tx.many(
        "UPDATE outbox SET state = 'expired', key = key || '/moved/' || id, check_in_id = NULL"
        " WHERE id = ?",
        [(row[0],) for row in rows],
    )
    return [
        Promise(
            key=key,
            adapter=adapter,
            account=account,
            message=from_data(json.loads(content)),
            urgency=urgency,
            due_at=from_ms(due_at),
            check_in=check_in,
            valid_until=None if valid_until is None else from_ms(valid_until),
        )
        for _, key, content, urgency, due_at, check_in, valid_until in rows
    ]


async def held_questions(tx: Transaction) -> list[tuple[Account, str]]:
    """The accounts for which questions are held, each with the person who is asked."""
    rows = await tx.all(
        "SELECT DISTINCT o.adapter, o.account, c.person FROM outbox o"
        " JOIN check_in c ON c.id = o.check_in_id WHERE o.state = 'held'"
    )
    return [(Account(adapter, account), person) for adapter, account, person in rows]


async def shut(tx: Transaction, adapter: str, place: str, reason: str, due_at: datetime) -> None:
    """A channel lets us in no more: what waits for it is passed by others, and tried later."""
    await tx.run(
        "UPDATE outbox SET reason = ?, due_at = CASE WHEN due_at > ? THEN due_at ELSE ? END,"
        f" attempts = CASE WHEN attempts < {PASSED} THEN {PASSED} ELSE attempts END"
        " WHERE adapter = ? AND destination = ? AND state = 'pending' AND account IS NULL",
        reason,
        to_ms(due_at),
        to_ms(due_at),
        adapter,
        place,
    )


async def open_again(tx: Transaction, adapter: str, place: str, now: datetime) -> None:
    """A channel lets us in: what it refused is due now."""
    at = to_ms(now)
    await tx.run(f"{LET_IN} AND destination = ?", at, adapter, at, place)


async def release(tx: Transaction, adapter: str, account: str, now: datetime) -> None:
    """The person is back: what was held for them is due now, in the order it was said."""
    await tx.run(
        f"UPDATE outbox SET state = 'pending', due_at = ?, attempts = 0, {UNSEEN}"
        " WHERE adapter = ? AND account = ? AND state = 'held'",
        to_ms(now),
        adapter,
        account,
    )
