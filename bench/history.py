"""A team's past: one day that it really lived, copied to as many days before."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bench.town import OPENING, PLATFORM, QUESTIONS, Morning, answer
from standup.chat.interface import Said
from standup.engine.publisher import Publisher
from standup.store.database import Store, Transaction

_DAY_MS = 86_400_000
_KEPT = 60  # days, after which tidying forgets what was written to people
_AT_ONCE = 50
_TALKS = 64

# What is another's number or key in each copy; {k} is which copy, and {run}, … how many rows of
# that table the lived day has.
_CHANGED = {
    "run": {
        "id": "id + {k}",
        "day": "date(day, '-{k} days')",
        "opened_at": "opened_at - {ago}",
        "closes_at": "closes_at - {ago}",
        "closed_at": "closed_at - {ago}",
    },
    "participant": {"run_id": "run_id + {k}"},
    "tally": {"run_id": "run_id + {k}"},
    "check_in": {
        "id": "id + {k} * {check_in}",
        "run_id": "run_id + {k}",
        "opened_at": "opened_at - {ago}",
        "deadline_at": "deadline_at - {ago}",
        "asked_at": "asked_at - {ago}",
    },
    "answer": {
        "id": "id + {k} * {answer}",
        "check_in_id": "check_in_id + {k} * {check_in}",
        "message": "message || '/{k}'",
        "said_at": "said_at - {ago}",
    },
    "post": {
        "id": "id + {k} * {post}",
        "subject": "CAST(CAST(subject AS INTEGER) + CASE WHEN kind = 'report'"
        " THEN {k} * {check_in} ELSE {k} END AS TEXT)",
        "run_id": "run_id + {k}",
    },
    "outbox": {
        "id": "id + {k} * {outbox}",
        "key": "key || '/{k}'",
        "thread": "thread || '/{k}'",
        "check_in_id": "check_in_id + {k} * {check_in}",
        "created_at": "created_at - {ago}",
        "sent_at": "sent_at - {ago}",
    },
    "inbound": {"id": "id || '/{k}'", "taken_at": "taken_at - {ago}"},
}
_FORGOTTEN = {"inbound": "1 = 0", "outbox": "account IS NULL"}  # what stays of them for good


def again(said: Said, now: datetime) -> Said:
    """What was said, as another message of another day."""
    return replace(said, id=f"{said.id}/{now.date()}")


async def settle(ready: Morning, at: datetime) -> float:
    """Seconds to carry out what is due at an instant."""
    ready.clock.jump(at)
    began = time.perf_counter()
    await ready.bot.scheduler(ready.store).settle()
    return time.perf_counter() - began


async def live(ready: Morning, people: int) -> None:
    """A day on which everybody answers everything, and all of it is posted and sent."""
    await settle(ready, OPENING + timedelta(hours=3))
    waiting = iter(range(people))
    await asyncio.gather(*(_talk(ready, waiting) for _ in range(_TALKS)))
    await settle(ready, OPENING + timedelta(days=2))
    bot = ready.bot
    await Publisher(ready.store, bot.directory, ready.clock, lambda: None).publish()
    await ready.store.write(send)


async def _talk(ready: Morning, waiting: Iterator[int]) -> None:
    inbox = ready.bot.inbox(ready.store, PLATFORM)
    for person in waiting:
        for question in range(QUESTIONS):
            said = answer(person, question, ready.clock.now())
            await ready.store.write(partial(send_to, account=said.account))
            await inbox.take([said])


_SENT = (
    "UPDATE outbox SET state = 'sent', sent_version = version, first_version = version,"
    " first_attempt_at = created_at, sent_at = created_at, message_id = 'm' || id,"
    " sent_place = coalesce(place, '@' || account)"
)


async def send(tx: Transaction) -> None:
    """Let everything that was promised have been sent."""
    await tx.run(_SENT)


async def send_to(tx: Transaction, account: str) -> None:
    """Let what waits for an account have been sent, so that its next words may answer it."""
    its = "adapter = ? AND destination = ? AND state = 'pending'"  # as an index has them
    await tx.run(f"{_SENT} WHERE {its}", PLATFORM, account)


async def copy(store: Store, days: int) -> None:
    """Let there be as many days in all, each the day before the other."""
    counts = await store.read(_counts)
    for first in range(1, days, _AT_ONCE):
        some = range(first, min(first + _AT_ONCE, days))
        await store.write(partial(_copy, days=some, counts=counts))


async def _counts(tx: Transaction) -> dict[str, int]:
    found = {}
    for table in ("check_in", "answer", "post", "outbox"):
        row = await tx.one(f"SELECT max(id) FROM {table}")  # noqa: S608 - names of our own
        found[table] = int(row[0]) if row else 0
    return found


async def _copy(tx: Transaction, days: range, counts: dict[str, int]) -> None:
    for day in days:
        numbers = counts | {"k": day, "ago": day * _DAY_MS}
        for table, changed in _CHANGED.items():
            columns = [
                row[0] for row in await tx.all("SELECT name FROM pragma_table_info(?)", table)
            ]
            values = ", ".join(changed.get(column, column).format(**numbers) for column in columns)
            kept = "1 = 1" if day < _KEPT else _FORGOTTEN.get(table, "1 = 1")
            await tx.run(
                f"INSERT INTO {table} ({', '.join(columns)})"  # noqa: S608 - names of our own
                f" SELECT {values} FROM {table} WHERE {_LIVED[table].format(**numbers)} AND {kept}"
            )
    await tx.run("DELETE FROM touched WHERE run_id > 1")  # what was copied had been counted


# Which rows are those of the day that was lived.
_LIVED = {
    "run": "id = 1",
    "participant": "run_id = 1",
    "tally": "run_id = 1",
    "check_in": "id <= {check_in}",
    "answer": "id <= {answer}",
    "post": "id <= {post}",
    "outbox": "id <= {outbox}",
    "inbound": "id NOT LIKE '%/%'",
}


async def size(tx: Transaction) -> float:
    """Bytes of the database for each answer in it."""
    pages = await tx.one("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    answers = await tx.one("SELECT count(*) FROM answer")
    assert pages is not None
    assert answers is not None
    return float(pages[0] / answers[0])
