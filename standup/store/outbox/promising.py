"""Messages are promised, said anew under their keys, hastened and withdrawn."""

from datetime import datetime
from typing import Any

from standup.core import keys
from standup.core.messages.markup import to_data
from standup.core.model import Account
from standup.store.database import Transaction
from standup.store.instants import to_ms
from standup.store.outbox.states import UNSEEN, Claimed, Kept, Promise
from standup.store.text import encode

_EVER = 1 << 62
_AGAIN = (
    " ON CONFLICT (key) DO UPDATE SET content = excluded.content,"
    "  first_content = CASE WHEN outbox.message_id IS NULL"
    "   AND (outbox.state = 'sending' OR outbox.doubts > 0)"
    "   THEN COALESCE(outbox.first_content, outbox.content) END,"
    "  version = outbox.version + 1,"
    "  due_at = CASE WHEN outbox.state <> 'sent' AND outbox.attempts > 0 THEN outbox.due_at"
    "   ELSE excluded.due_at END,"
    "  attempts = CASE WHEN outbox.state = 'sent' THEN 0 ELSE outbox.attempts END,"
    "  doubts = CASE WHEN outbox.state = 'sent' THEN 0 ELSE outbox.doubts END,"
    "  state = CASE WHEN outbox.state = 'sent' AND COALESCE(outbox.reason, '') <> 'gone'"
    "   THEN 'pending' ELSE outbox.state END"
    " WHERE outbox.content <> excluded.content"
    " RETURNING id, state, version"
)
_COLUMNS = (
    "key, adapter, account, place, destination, thread, title, check_in_id, content, urgency,"
    " due_at, valid_until, created_at, reason, question"
)
_PROMISE = f"INSERT INTO outbox ({_COLUMNS}, state) VALUES ({', '.join('?' * 16)}) {_AGAIN}"
_IF_FREE = "CASE WHEN free THEN {} ELSE {} END"
_BEGUN = ", ".join(
    _IF_FREE.format(*either)
    for either in (("'sending'", "'pending'"), (1, 0), (1, "NULL"), ("CAST(? AS BIGINT)", "NULL"))
)
_PROMISE_AT_ONCE = (
    "WITH way (free) AS (SELECT"
    " NOT EXISTS (SELECT 1 FROM outbox WHERE adapter = ? AND destination = ?"
    "  AND state = 'pending')"
    " AND NOT EXISTS (SELECT 1 FROM outbox WHERE adapter = ? AND destination = ?"
    "  AND state = 'sending' AND id <> ?))"
    f" INSERT INTO outbox ({_COLUMNS}, state, attempts, first_version, first_attempt_at)"
    f" SELECT {', '.join('?' * 15)}, {_BEGUN} FROM way WHERE 1 = 1{_AGAIN}"
)


async def promise(tx: Transaction, promised: Promise, now: datetime) -> Kept:
    """Promise a message; one promised before under the same key says this from now on."""
    values = _values(promised, now)
    state = await _first_state(tx, promised)
    if promised.after is not None and state == "pending":
        where = (promised.adapter, promised.account or promised.place)
        before = (*where, *where, promised.after)
        row = await tx.one(_PROMISE_AT_ONCE, *before, *values, to_ms(now))
    else:
        row = await tx.one(_PROMISE, *values, state)
    if row is None or row[2] > 1:
        return Kept(is_new=False)
    return Kept(True, _begun(row[0], promised, now) if row[1] == "sending" else None)


def _values(promised: Promise, now: datetime) -> tuple[Any, ...]:
    return (
        promised.key,
        promised.adapter,
        promised.account,
        promised.place,
        promised.account or promised.place,
        promised.thread,
        promised.title,
        promised.check_in,
        encode(to_data(promised.message)),
        promised.urgency,
        to_ms(promised.due_at),
        None if promised.valid_until is None else to_ms(promised.valid_until),
        to_ms(now),
        promised.held,
        promised.question,
    )


def _begun(number: int, promised: Promise, now: datetime) -> Claimed:
    """A new message whose sending began with its promise, as `claim` would tell of it."""
    return Claimed(
        id=number,
        account=promised.account,
        place=promised.place,
        thread_id=None,
        message=promised.message,
        first_message=promised.message,
        version=1,
        first_version=1,
        first_attempt_at=now,
        again=False,
        message_id=None,
        sent_place=None,
        attempts=0,
        created_at=now,
        check_in=promised.check_in,
        title=promised.title,
        doubts=0,
    )


async def _first_state(tx: Transaction, promised: Promise) -> str:
    if promised.thread and await _is_dead(tx, promised.thread):
        return "dead"
    return "held" if promised.held else "pending"


async def _is_dead(tx: Transaction, key: str) -> bool:
    """Whether the thread's first message was given up, and with it what belongs there."""
    return await tx.one("SELECT 1 FROM outbox WHERE key = ? AND state = 'dead'", key) is not None


async def hasten(tx: Transaction, to: Account, now: datetime, by: datetime | None = None) -> None:
    """Send what an account has waiting at once, so that a reply behind it need not wait; given
    `by`, only what is due by then."""
    await tx.run(
        "UPDATE outbox SET urgency = 0, due_at = CASE WHEN due_at > ? THEN ? ELSE due_at END"
        " WHERE adapter = ? AND destination = ? AND state = 'pending' AND attempts = 0"
        " AND due_at <= ? AND +urgency > 0",  # the sign keeps SQLite from an index over all of it
        to_ms(now),
        to_ms(now),
        to.adapter,
        to.id,
        _EVER if by is None else to_ms(by),
    )


# What is being sent is not stopped; should it not arrive, it is not sent again.
_WITHDRAWN = (
    f"UPDATE outbox SET valid_until = 0, {UNSEEN},"
    " state = CASE WHEN state = 'sending' THEN state ELSE 'expired' END"
    " WHERE state IN ('pending', 'held', 'sending') AND message_id IS NULL"
)


async def withdraw_questions(tx: Transaction, check_in: int) -> None:
    """Take back what was to be asked in a check-in and has not left."""
    await tx.run(f"{_WITHDRAWN} AND check_in_id = ?", check_in)


async def withdraw_all(tx: Transaction, check_in: int) -> None:
    """The same with its reminders."""
    await withdraw_questions(tx, check_in)
    await tx.run(f"{_WITHDRAWN} AND key > ? AND key < ?", *keys.reminders(check_in))
