"""What is due is begun, in the order of each destination, or given back."""

import json
from datetime import datetime
from functools import cache

from standup.core.conversation.effects import Urgency
from standup.core.messages.markup import from_data
from standup.store.database import Row, Transaction
from standup.store.instants import from_ms, to_ms
from standup.store.outbox.states import PASSED, UNSEEN, Claimed

_DUE_OF_ONE = """
    SELECT o.id, o.account, o.place, root.message_id AS thread_id, o.content, o.version,
           o.first_version, o.first_attempt_at, o.message_id, o.sent_place, o.attempts,
           o.created_at, o.check_in_id, o.title, o.doubts, o.first_content, o.urgency, o.due_at
    FROM outbox o LEFT JOIN outbox root ON root.key = o.thread
    WHERE o.adapter = ? AND o.state = 'pending' AND o.urgency = {urgency} AND o.due_at <= ?
      AND (o.thread IS NULL OR root.message_id IS NOT NULL)
      AND NOT EXISTS (
        SELECT 1 FROM outbox earlier
        WHERE earlier.adapter = o.adapter AND earlier.destination = o.destination
          AND earlier.id < o.id AND earlier.state = 'pending' AND earlier.attempts < {passed}
          AND (earlier.urgency = 0 OR earlier.due_at <= ? OR earlier.attempts > 0))
      AND o.destination NOT IN ({busy})
    ORDER BY o.due_at, o.id LIMIT ?
"""

# What is due of each urgency, in their order: what is not due yet is never come by.
_DUE = " UNION ALL ".join(
    f"SELECT * FROM ({_DUE_OF_ONE.replace('{urgency}', str(one.value))}) AS of_{one.value}"
    for one in Urgency
).replace("{passed}", str(PASSED))


# The same with a word on whether something is over and in the way; that alone where nothing is due.
_LOOK = f"""
    SELECT EXISTS (
        SELECT 1 FROM outbox WHERE adapter = ? AND state IN ('pending', 'held')
        AND valid_until <= ? AND message_id IS NULL), due.*
    FROM (SELECT 1 AS one) always LEFT JOIN ({_DUE}) due ON 1 = 1
    ORDER BY due.urgency, due.due_at, due.id LIMIT ?
"""


async def claim(
    tx: Transaction, adapter: str, now: datetime, most: int, busy: frozenset[str]
) -> list[Claimed]:
    """Begin sending up to `most` due messages, none to a busy destination and one to each.

    Each destination shows things in the order in which they were said; only what failed three
    times, or was refused, is passed, and what waits for a time that is still to come. The first
    attempt's time is set once, and is on disk before the platform hears of it.
    """
    rows = await _look(tx, adapter, now, most, busy)
    if rows[0][0]:
        await expire(tx, adapter, now)
        rows = await _look(tx, adapter, now, most, busy)
    chosen: dict[str, Claimed] = {}
    for _, *row in rows if rows[0][1] is not None else ():
        if len(chosen) == most:
            break
        destination = row[1] or row[2] or ""
        if destination not in chosen:
            chosen[destination] = _claimed(tuple(row), now)
    await tx.many(
        "UPDATE outbox SET state = 'sending', attempts = attempts + 1,"
        " first_attempt_at = COALESCE(first_attempt_at, ?),"
        " first_content = CASE WHEN doubts > 0 THEN first_content END,"
        " first_version = COALESCE(first_version, version) WHERE id = ?",
        [(to_ms(now), claimed.id) for claimed in chosen.values()],
    )
    return list(chosen.values())


async def _look(
    tx: Transaction, adapter: str, now: datetime, most: int, busy: frozenset[str]
) -> list[Row]:
    at, enough = to_ms(now), most * 8 + 32
    spared = (*sorted(busy), *("",) * (_room_for(len(busy)) - len(busy)))
    one_urgency = (adapter, at, at, *spared, enough)
    look = _look_sparing(len(spared))
    return await tx.all(look, adapter, at, *one_urgency * len(Urgency), enough)


def _room_for(many: int) -> int:
    """For how many the statement is that spares so many: of few lengths, so that each is kept."""
    return 1 << (many - 1).bit_length() if many else 0


@cache
def _look_sparing(many: int) -> str:
    return _LOOK.format(busy=", ".join("?" * many) or "''")


def _claimed(row: Row, now: datetime) -> Claimed:
    message, doubts, first = from_data(json.loads(row[4])), row[14], row[15]
    return Claimed(
        id=row[0],
        account=row[1],
        place=row[2],
        thread_id=row[3],
        message=message,
        first_message=from_data(json.loads(first)) if first and doubts else message,
        version=row[5],
        first_version=row[5] if row[6] is None else row[6],
        first_attempt_at=now if row[7] is None else from_ms(row[7]),
        again=row[7] is not None,
        message_id=row[8],
        sent_place=row[9],
        attempts=row[10],
        created_at=from_ms(row[11]),
        check_in=row[12],
        title=row[13],
        doubts=doubts,
    )


async def give_back(tx: Transaction, claimed: list[Claimed]) -> None:
    """They were claimed, and not even a try was made; what was never written is no other's."""
    await tx.many(
        "UPDATE outbox SET state = 'pending', attempts = attempts - 1, first_attempt_at = ?,"
        " first_version = ? WHERE id = ? AND destination = ? AND created_at = ?"
        " AND state = 'sending'",
        [
            (
                *((to_ms(one.first_attempt_at), one.first_version) if one.again else (None, None)),
                *(one.id, one.destination, to_ms(one.created_at)),
            )
            for one in claimed
        ],
    )


async def expire(tx: Transaction, adapter: str, now: datetime) -> None:
    """Give up messages that are no longer true and that no platform has confirmed."""
    await tx.run(
        f"UPDATE outbox SET state = 'expired', {UNSEEN}"
        " WHERE adapter = ? AND state IN ('pending', 'held')"
        " AND valid_until <= ? AND message_id IS NULL",
        adapter,
        to_ms(now),
    )


# What channels refused is due now.
LET_IN = (
    "UPDATE outbox SET due_at = ? WHERE adapter = ? AND state = 'pending' AND account IS NULL"
    " AND attempts > 0 AND due_at > ?"
)


async def recover(tx: Transaction, adapter: str, now: datetime) -> None:
    """After a death: what was being sent is in doubt, and to be sent again under the same key.

    A channel that did not let us in may do so by now.
    """
    await tx.run(
        "UPDATE outbox SET state = 'pending', doubts = doubts + 1"
        " WHERE adapter = ? AND state = 'sending'",
        adapter,
    )
    await tx.run(LET_IN, to_ms(now), adapter, to_ms(now))


# Of each urgency the index knows the first; over all of them it would be read as a whole.
_NEXT_DUE = f"""
    SELECT min(due_at) FROM (SELECT (
        SELECT min(o.due_at) FROM outbox o
        WHERE o.adapter = asked.adapter AND o.state = 'pending' AND o.urgency = known.urgency
          AND o.due_at > asked.due_at) AS due_at
      FROM (SELECT CAST(? AS TEXT) AS adapter, CAST(? AS BIGINT) AS due_at) AS asked,
        ({" UNION ALL ".join(f"SELECT {one.value} AS urgency" for one in Urgency)}) AS known) AS due
"""


async def next_due(tx: Transaction, adapter: str, now: datetime) -> datetime | None:
    """When the next message of an adapter falls due that is not due yet."""
    row = await tx.one(_NEXT_DUE, adapter, to_ms(now))
    return from_ms(row[0]) if row and row[0] is not None else None
