"""A worker that hung, whose lane another has taken meanwhile, and that wakes up."""

import asyncio
import contextlib

from standup.engine.clock import SystemClock
from standup.engine.directory import Directory
from standup.engine.inbox import Inbox
from standup.errors import LaneLostError
from standup.store import lanes
from standup.store.fenced import FencedStore
from standup.store.postgres import PostgresStore
from tests.postgres import Postgres
from tests.team import at, instance, learning_day, person


def what_it_spoils() -> str | None:
    """What the one that woke up changed that is another's by now; None where it could not."""
    server = Postgres()
    try:
        server.start()
        return asyncio.run(_woken(server.url("waking")))
    finally:
        server.remove()


async def _woken(url: str) -> str | None:
    hung = await PostgresStore.open(url, "hung")
    other = await PostgresStore.open(url, "other")
    try:
        old = await _inbox(hung, "hung")
        await old.take((), "5")
        new = await _inbox(other, "other")
        await new.take((), "9", {"key": "new"})
        with contextlib.suppress(LaneLostError):
            await old.take((), "6", {"key": "old"})
        position, kept = await new.cursor(), await new.kept()
        if (position, dict(kept)) == ("9", {"key": "new"}):
            return None
        return f"the position moved back from 9 to {position}, and the key is the {kept['key']} one"
    finally:
        await hung.close()
        await other.close()


async def _inbox(store: PostgresStore, worker: str) -> Inbox:
    epoch = await store.write(lambda tx: lanes.take(tx, "chat", worker, at("9:00")))
    fenced = FencedStore(store, "chat", epoch, lambda: None)
    directory = Directory(instance(learning_day(person("ana"))), {})
    return Inbox("chat", fenced, lambda: directory, SystemClock(), lambda: None)
