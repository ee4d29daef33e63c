"""Messages that were promised and what became of each: the outbox's states and their changes.

promised ──▶ pending ──claim──▶ sending ──confirmed──▶ sent ──said anew──▶ pending (an edit)
   │            │                  ├── not now ───────▶ pending, later, same key
   │            │                  ├── cannot reach ──▶ held until the person is back
   │            └─ no longer true ─┴────────────────▶ expired; given up ─▶ dead
   └─ at once ─▶ sending: a reply that nothing precedes but what its lane is sending there

However its sending began, that is on disk before the platform hears of it, with the time of the
first attempt; what a death leaves *sending* is in doubt, and sent again under the same key. What
follows one that could not be sent, or whose lane ended, is given back: *pending*, as if untried.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from standup.core import keys
from standup.core.conversation.effects import Urgency
from standup.core.markup import Message, from_data, to_data
from standup.core.model import Account, Channel
from standup.store.database import Row, Transaction
from standup.store.instants import from_ms, to_ms
from standup.store.text import beginning_with, encode


@dataclass(frozen=True, slots=True)
class Promise:
    """A message to be sent: to an account directly, or to a place, in the thread of `thread`.

    With both, it goes to the place while that will do, and else to the account. `thread` is the key
    of the message whose thread it belongs to; a `title` says that it opens one.
    """

    key: str
    adapter: str
    message: Message
    urgency: int
    due_at: datetime
    account: str | None = None
    place: str | None = None
    thread: str | None = None
    title: str | None = None
    check_in: int | None = None
    question: str | None = None  # of the check-in: what it asks
    valid_until: datetime | None = None
    held: str | None = None  # why it cannot leave yet
    after: int | None = None  # its sending begins with the commit, unless any but this one precedes


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message whose sending was begun.

    `message_id` is set when it is an edit of a sent one, and empty where nobody knows what became
    of that one. `first_version` is the version of the first attempt that may have reached the
    platform, `first_attempt_at` its time and `first_message` what it said; they are this attempt's
    own when there was none before. `doubts` counts the attempts that may or may not have worked.
    """

    id: int
    account: str | None
    place: str | None
    thread_id: str | None
    message: Message
    first_message: Message
    version: int
    first_version: int
    first_attempt_at: datetime
    again: bool
    message_id: str | None
    sent_place: str | None
    attempts: int
    created_at: datetime
    check_in: int | None
    title: str | None
    doubts: int

    @property
    def destination(self) -> str:
        """Where it goes; messages to one destination keep their order."""
        return self.account or self.place or ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a promise: whether nothing was promised under its key before, and the message
    whose sending began with it."""

    is_new: bool
    begun: Claimed | None = None


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


async def hasten(tx: Transaction, to: Account, now: datetime) -> None:
    """Send what an account has waiting at once, so that a reply behind it need not wait."""
    await tx.run(
        "UPDATE outbox SET urgency = 0, due_at = CASE WHEN due_at > ? THEN ? ELSE due_at END"
        " WHERE adapter = ? AND destination = ? AND state = 'pending' AND attempts = 0"
        " AND +urgency > 0",  # the sign keeps SQLite from an index over all that waits
        to_ms(now),
        to_ms(now),
        to.adapter,
        to.id,
    )


# What was held has reached nobody, unless an attempt before is in doubt, or was left so.
_UNSEEN = (
    "first_attempt_at = CASE WHEN state <> 'held' OR doubts > 0 OR message_id IS NOT NULL"
    " THEN first_attempt_at END"
)

# What is being sent is not stopped; should it not arrive, it is not sent again.
_WITHDRAWN = (
    f"UPDATE outbox SET valid_until = 0, {_UNSEEN},"
    " state = CASE WHEN state = 'sending' THEN state ELSE 'expired' END"
    " WHERE state IN ('pending', 'held', 'sending') AND message_id IS NULL"
)


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
        *(message_id, to.adapter, to.id),
    )
    return Spoken(*row) if row else None


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
        *(channel.adapter, channel.place, _PASSED, *sorted(reasons)),
        *(channel.adapter, channel.place),
    )
    return row is not None


async def waiting(tx: Transaction, adapter: str, urgency: int, most: int) -> int:
    """How many messages of this urgency wait to leave; no more than `most` are counted."""
    row = await tx.one(
        "SELECT count(*) FROM (SELECT 1 FROM outbox"
        " WHERE adapter = ? AND urgency = ? AND state = 'pending' LIMIT ?) AS waiting",
        *(adapter, urgency, most),
    )
    return int(row[0]) if row else 0


_PASSED = 3  # attempts after which a message is passed by what follows it
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
          AND earlier.id < o.id AND earlier.state = 'pending' AND earlier.attempts < {passed})
      AND o.destination NOT IN ({busy})
    ORDER BY o.due_at, o.id LIMIT ?
"""

# What is due of each urgency, in their order: what is not due yet is never come by.
_DUE = " UNION ALL ".join(
    f"SELECT * FROM ({_DUE_OF_ONE.replace('{urgency}', str(one.value))}) AS of_{one.value}"
    for one in Urgency
).replace("{passed}", str(_PASSED))


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
    times, or was refused, is passed. The first attempt's time is set once, and is on disk before
    the platform hears of it.
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
    look = _LOOK.format(busy=", ".join("?" * len(busy)) or "''")
    at, enough = to_ms(now), most * 8 + 32
    one_urgency = (adapter, at, *sorted(busy), enough)
    return await tx.all(look, adapter, at, *one_urgency * len(Urgency), enough)


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
        f"UPDATE outbox SET state = 'expired', {_UNSEEN}"
        " WHERE adapter = ? AND state IN ('pending', 'held')"
        " AND valid_until <= ? AND message_id IS NULL",
        adapter,
        to_ms(now),
    )


# What channels refused is due now.
_LET_IN = (
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
    await tx.run(_LET_IN, *(to_ms(now), adapter, to_ms(now)))


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
        *(claimed.id, claimed.destination, *found),
    )
    known = {message_id for (message_id,) in taken}
    return next((one for one in found if one not in known), None)


async def begin_anew(tx: Transaction, claimed: Claimed) -> Claimed:
    """No attempt has arrived, so this is the first one, and may say what it says by now."""
    await tx.run(
        "UPDATE outbox SET first_version = ?, first_content = CASE WHEN version > ? THEN ? END"
        " WHERE id = ?",
        *(claimed.version, claimed.version, encode(to_data(claimed.message)), claimed.id),
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
        *(*said, place, to_ms(due_at)),
    )
    assert made is not None
    return int(made[0])


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


async def withdraw_questions(tx: Transaction, check_in: int) -> None:
    """Take back what was to be asked in a check-in and has not left."""
    await tx.run(f"{_WITHDRAWN} AND check_in_id = ?", check_in)


async def withdraw_all(tx: Transaction, check_in: int) -> None:
    """The same with its reminder."""
    reminder = keys.reminder(check_in)
    await tx.run(f"{_WITHDRAWN} AND (check_in_id = ? OR key = ?)", check_in, reminder)


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
        *(adapter, f"{FAILED}{message_id}"),
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
    least = f"CASE WHEN attempts < {_PASSED} THEN {_PASSED} ELSE attempts END"
    attempts = least if passed else "attempts"
    await tx.run(
        "UPDATE outbox SET state = 'pending', due_at = ?, reason = ?,"
        f" attempts = {attempts} - ?,"
        " first_attempt_at = CASE WHEN ? = 1 THEN NULL ELSE first_attempt_at END,"
        " first_version = CASE WHEN ? = 1 THEN NULL ELSE first_version END WHERE id = ?",
        *(to_ms(due_at), reason, int(not counts), int(is_unseen), int(is_unseen), claimed.id),
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
        *(reason, claimed.id),
    )


async def shut(tx: Transaction, adapter: str, place: str, reason: str, due_at: datetime) -> None:
    """A channel lets us in no more: what waits for it is passed by others, and tried later."""
    await tx.run(
        f"UPDATE outbox SET reason = ?, due_at = CASE WHEN due_at > ? THEN due_at ELSE ? END,"
        f" attempts = CASE WHEN attempts < {_PASSED} THEN {_PASSED} ELSE attempts END"
        " WHERE adapter = ? AND destination = ? AND state = 'pending' AND account IS NULL",
        *(reason, to_ms(due_at), to_ms(due_at), adapter, place),
    )


async def open_again(tx: Transaction, adapter: str, place: str, now: datetime) -> None:
    """A channel lets us in: what it refused is due now."""
    at = to_ms(now)
    await tx.run(f"{_LET_IN} AND destination = ?", *(at, adapter, at, place))


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


async def release(tx: Transaction, adapter: str, account: str, now: datetime) -> None:
    """The person is back: what was held for them is due now, in the order it was said."""
    await tx.run(
        f"UPDATE outbox SET state = 'pending', due_at = ?, attempts = 0, {_UNSEEN}"
        " WHERE adapter = ? AND account = ? AND state = 'held'",
        to_ms(now),
        adapter,
        account,
    )


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


async def drop_old(tx: Transaction, before: datetime) -> None:
    """Delete direct messages that were sent long ago: their words are in the chat.

    The newest stays, whatever it is, since keys are made of ids and no key is to be used twice.
    """
    await tx.run(
        "DELETE FROM outbox WHERE account IS NOT NULL AND created_at < ?"
        " AND state IN ('sent', 'expired', 'dead') AND +id < (SELECT max(id) FROM outbox)",
        to_ms(before),
    )


async def drop_soon(tx: Transaction, beginning: str, before: datetime) -> None:
    """The same for messages whose keys begin so: what they hold is not kept that long."""
    await tx.run(
        "DELETE FROM outbox WHERE key BETWEEN ? AND ? AND created_at < ?"
        " AND state IN ('sent', 'expired', 'dead') AND +id < (SELECT max(id) FROM outbox)",
        *beginning_with(beginning),
        to_ms(before),
    )


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
