"""What became of an attempt: sent, in doubt, not now, cannot reach, gone, given up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from standup.core.messages.markup import to_data
from standup.store.database import Transaction
from standup.store.instants import to_ms
from standup.store.outbox.looking import FAILED
from standup.store.outbox.states import PASSED, Claimed
from standup.store.text import encode


async def doubt(tx: Transaction, claimed: Claimed, due_at: datetime) -> None:
    """Nobody knows whether it worked: again later, under the same key."""
    await tx.run(
        "UPDATE outbox SET state = 'pending', doubts = doubts + 1, due_at = ?, reason = 'in doubt'"
        " WHERE id = ?",
        to_ms(due_at),
        claimed.id,
    )


async def without_key(tx: Transaction, claimed: Claimed, found: Sequence[str]) -> str | None:
    """The first of these messages at its destination that is not known to be another one."""
    taken = await tx.all(
        "SELECT message_id FROM outbox WHERE adapter = (SELECT adapter FROM outbox WHERE id = ?)"
        f" AND destination = ? AND message_id IN ({', '.join('?' * len(found))})",
        claimed.id,
        claimed.destination,
        *found,
    )
    known = {message_id for (message_id,) in taken}
    return next((one for one in found if one not in known), None)


async def begin_anew(tx: Transaction, claimed: Claimed) -> Claimed:
    """No attempt has arrived, so this is the first one, and may say what it says by now."""
    await tx.run(
        "UPDATE outbox SET first_version = ?, first_content = CASE WHEN version > ? THEN ? END"
        " WHERE id = ?",
        claimed.version,
        claimed.version,
        encode(to_data(claimed.message)),
        claimed.id,
    )
    return replace(
        claimed, first_message=claimed.message, first_version=claimed.version, again=False
    )


async def leave_in_doubt(tx: Transaction, claimed: Claimed, now: datetime) -> None:
    """It may have been shown, once or twice, and is not sent a third time; newer words are.

    Newer than those of the first attempt: which the second had, nobody knows after a death.
    """
    await tx.run(
        "UPDATE outbox SET state = CASE WHEN version > ? THEN 'pending' ELSE 'sent' END,"
        " doubts = CASE WHEN version > ? THEN 0 ELSE doubts END,"
        " first_version = version, sent_version = ?, message_id = '', reason = 'in doubt',"
        " sent_at = ? WHERE id = ?",
        claimed.first_version,
        claimed.first_version,
        claimed.first_version,
        to_ms(now),
        claimed.id,
    )


_SAID = (
    "key, adapter, account, destination, thread, title, check_in_id, question, content, version,"
    " sent_version, reason, urgency, valid_until, attempts, created_at, sent_at"
)


async def say_anew(tx: Transaction, claimed: Claimed, now: datetime) -> None:
    """The message that was to be changed, or the place of the reply, is gone: a new one."""
    await anew(tx, claimed.id, None if claimed.account else claimed.place, now)


async def anew(tx: Transaction, number: int, place: str | None, due_at: datetime) -> int:
    """Promise once more what a message says that is gone; returns the new one's number.

    Its key for the platform is a new one too, lest it be taken for the one that is gone, whose row
    stays under a key of no meaning.
    """
    said = await tx.one(f"SELECT {_SAID} FROM outbox WHERE id = ?", number)
    assert said is not None
    await tx.run(
        "UPDATE outbox SET state = 'expired', key = key || '/gone/' || id, check_in_id = NULL"
        " WHERE id = ?",
        number,
    )
    made = await tx.one(
        f"INSERT INTO outbox ({_SAID}, place, due_at) VALUES ({', '.join('?' * len(said))}, ?, ?)"
        " RETURNING id",
        *said,
        place,
        to_ms(due_at),
    )
    assert made is not None
    return int(made[0])


async def confirm(
    tx: Transaction,
    adapter: str,
    claimed: Claimed,
    message_id: str,
    place: str,
    version: int,
    now: datetime,
) -> tuple[bool, bool, bool]:
    """The platform shows the message as of `version`; if it is to say something newer, an edit.

    Returns whether its account or place is noted as one that cannot be written to, whether it puts
    a question that is not noted as asked yet, and whether it is known to have failed since.
    """
    row = await tx.one(
        "UPDATE outbox SET state = CASE WHEN version > ? THEN 'pending' ELSE 'sent' END,"
        " sent_version = ?, message_id = ?, sent_place = ?, attempts = 0, reason = NULL,"
        " first_content = NULL,"
        " sent_at = COALESCE(sent_at, ?), due_at = ? WHERE id = ?"
        " RETURNING EXISTS (SELECT 1 FROM unreachable WHERE unreachable.adapter = ?"
        "  AND unreachable.account = ? AND unreachable.reason <> ''),"
        " EXISTS (SELECT 1 FROM check_in WHERE check_in.id = ? AND check_in.asked_at IS NULL),"
        " EXISTS (SELECT 1 FROM kept WHERE kept.adapter = ? AND kept.name = ?)",
        version,
        version,
        message_id,
        place,
        to_ms(now),
        to_ms(now),
        claimed.id,
        adapter,  # given, since SQLite looks through them all for what it is to return of the row
        claimed.destination,
        claimed.check_in,
        adapter,
        f"{FAILED}{message_id}",
    )
    return (False, False, False) if row is None else (bool(row[0]), bool(row[1]), bool(row[2]))


async def postpone(
    tx: Transaction,
    claimed: Claimed,
    due_at: datetime,
    reason: str,
    *,
    counts: bool = True,
    undone: bool = False,
    passed: bool = False,
) -> None:
    """Not now: later, under the same key; it counts as an attempt, or as none.

    `undone`: this attempt surely did nothing, so that without another one it has reached nobody.
    `passed`: what follows it need not wait for it.
    """
    is_unseen = undone and not claimed.again
    least = f"CASE WHEN attempts < {PASSED} THEN {PASSED} ELSE attempts END"
    attempts = least if passed else "attempts"
    await tx.run(
        "UPDATE outbox SET state = 'pending', due_at = ?, reason = ?,"
        f" attempts = {attempts} - ?,"
        " first_attempt_at = CASE WHEN ? = 1 THEN NULL ELSE first_attempt_at END,"
        " first_version = CASE WHEN ? = 1 THEN NULL ELSE first_version END WHERE id = ?",
        to_ms(due_at),
        reason,
        int(not counts),
        int(is_unseen),
        int(is_unseen),
        claimed.id,
    )


async def leave_gone(tx: Transaction, claimed: Claimed) -> None:
    """The message that was to be changed is no longer there: it is never changed again."""
    await tx.run(
        "UPDATE outbox SET state = 'sent', reason = 'gone', sent_version = version, attempts = 0"
        " WHERE id = ?",
        claimed.id,
    )


async def leave_as_it_is(tx: Transaction, claimed: Claimed, reason: str) -> None:
    """A message that cannot be changed for days stays as it is, until it is to say more."""
    await tx.run(
        "UPDATE outbox SET state = 'sent', reason = ?, attempts = 0 WHERE id = ?",
        reason,
        claimed.id,
    )


async def hold(tx: Transaction, claimed: Claimed, reason: str) -> None:
    """The person cannot be reached: kept for when they can.

    An earlier attempt may have arrived all the same, so its time is kept as well.
    """
    await tx.run("UPDATE outbox SET state = 'held', reason = ? WHERE id = ?", reason, claimed.id)


async def give_up(tx: Transaction, claimed: Claimed, reason: str) -> None:
    """It will not be sent; nor will what belongs to its thread."""
    await tx.run(
        "UPDATE outbox SET state = 'dead', reason = ?, first_content = NULL WHERE id = ?",
        reason,
        claimed.id,
    )
    await tx.run(
        "UPDATE outbox SET state = 'dead', reason = ?, first_content = NULL"
        " WHERE state = 'pending' AND thread = (SELECT key FROM outbox WHERE id = ?)",
        reason,
        claimed.id,
    )
