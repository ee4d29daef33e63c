"""Replies that leave with the commit of what they answer: what could go wrong, on a real file.

Each program says what went wrong, or None.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any, TypeVar

from standup.chat.interface import TryAgain
from standup.core.messages.markup import Message
from standup.engine.clock import SystemClock
from standup.engine.host import Lease
from standup.engine.lane import Lane
from standup.engine.leaving import Leaving
from standup.errors import DatabaseError
from standup.store import outbox
from standup.store.database import Operation, Store, Transaction
from standup.store.outbox import Claimed, Kept, Promise
from standup.store.sqlite.store import SqliteStore
from tests.platform import Platform
from tests.team import at

NOW = at("9:30")
T = TypeVar("T")
Program = Callable[[Path], Coroutine[Any, Any, str | None]]
Whole = Callable[[], str | None]


def found(program: Program) -> str | None:
    """What a program says in a folder of its own."""
    with TemporaryDirectory() as folder:
        return asyncio.run(program(Path(folder)))


def what_it_passes() -> str | None:
    """A reply that leaves while another message to the same person waits, or is under way."""
    return found(_passing)


def what_a_death_loses() -> str | None:
    """A reply that began to leave and is not in doubt after a death, or forgot since when."""
    return found(_dying)


def what_an_end_keeps() -> str | None:
    """A reply that was to leave as whoever took its answer ended, and that nobody sends."""
    return found(_ending)


def what_a_fault_forgets() -> str | None:
    """A reply that left, and is not known to have, since the disk was full for a moment."""
    return found(_failing)


def what_follows_a_failure() -> str | None:
    """A reply behind one that could not be sent, and that passes it."""
    return found(_following)


def _reply(key: str, account: str = "ana", after: int | None = 0) -> Promise:
    return Promise(key, "chat", Message(()), 0, NOW, account=account, after=after)


async def _passing(folder: Path) -> str | None:
    store = await SqliteStore.open(folder / "standup.db")

    async def said(reply: Promise) -> Kept:
        return await store.write(lambda tx: outbox.promise(tx, reply, NOW))

    try:
        await said(_reply("waits", after=None))
        if (await said(_reply("passes"))).begun is not None:
            return "it leaves before what waits"
        leaves = await said(_reply("leaves", "bo"))
        passes = await said(_reply("passes that", "bo"))
    finally:
        await store.close()
    if leaves.begun is None:
        return "it does not leave though nothing waits"
    return None if passes.begun is None else "it leaves before what is under way"


async def _dying(folder: Path) -> str | None:
    store = await SqliteStore.open(folder / "standup.db")
    promised = _reply("only")
    await store.write(lambda tx: outbox.promise(tx, promised, NOW))
    await store.close()
    store = await SqliteStore.open(folder / "standup.db")

    async def again(tx: Transaction) -> list[Claimed]:
        await outbox.recover(tx, "chat", NOW)
        return await outbox.claim(tx, "chat", NOW + timedelta(hours=1), 1, frozenset())

    try:
        claimed = await store.write(again)
    finally:
        await store.close()
    if not claimed:
        return "it is sent no more"
    known = claimed[0].again and claimed[0].doubts == 1 and claimed[0].first_attempt_at == NOW
    return None if known else "nobody knows that it was on its way"


class _Gated:
    """A store that does as told before each transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.before: list[Callable[[], Awaitable[object]]] = []
        self.read = store.read
        self.study = store.study

    async def write(self, operation: Operation[T]) -> T:
        if self.before:
            await self.before.pop(0)()
        return await self._store.write(operation)

    async def clear(self) -> None:
        await self._store.clear()

    async def failure(self) -> Exception:
        return await self._store.failure()

    async def close(self) -> None:
        await self._store.close()


@asynccontextmanager
async def _lane(folder: Path, platform: Platform) -> AsyncIterator[tuple[_Gated, Lane]]:
    store = _Gated(await SqliteStore.open(folder / "standup.db"))
    lane = Lane("chat", platform, Lease(store), SystemClock(), _nowhere, lambda: None)
    running = asyncio.create_task(lane.run())
    try:
        while not lane._is_open:
            await asyncio.sleep(0)
        yield store, lane
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await store.close()


async def _nowhere(*_: object) -> None:
    """There is no other account."""


async def _answer(tx: Transaction, at_once: Mapping[str, int]) -> Leaving:
    kept = await outbox.promise(tx, _reply("only", after=at_once.get("ana")), NOW)
    return Leaving(begun=[kept.begun] if kept.begun else [])


async def _state(store: Store) -> str | None:
    row = await store.read(lambda tx: tx.one("SELECT state FROM outbox"))
    return None if row is None else str(row[0])


async def _comes_to(store: Store, wanted: str) -> str | None:
    for _ in range(200):
        if (state := await _state(store)) == wanted:
            return None
        await asyncio.sleep(0.01)
    return f"it is still {state}"


async def _ending(folder: Path) -> str | None:
    go_on = Event()

    async def wait(_: Transaction) -> None:
        go_on.wait()

    async with _lane(folder, Platform()) as (store, lane):
        waiting = asyncio.create_task(store.write(wait))
        await asyncio.sleep(0)
        carrying = asyncio.create_task(lane.carry(["ana"], _answer))
        await asyncio.sleep(0)
        carrying.cancel()
        await asyncio.sleep(0)
        go_on.set()
        await asyncio.gather(waiting, carrying, return_exceptions=True)
        return await _comes_to(store, "sent")


async def _failing(folder: Path) -> str | None:
    class Filling(Platform):
        """A platform that shows a message in the moment in which the disk is full."""

        async def send(self, *what: Any, **more: Any) -> str:
            store.before.append(fail)
            return await super().send(*what, **more)

    async def fail() -> None:
        raise DatabaseError("the disk is full")

    async with _lane(folder, Filling()) as (store, lane):
        await lane.carry(["ana"], _answer)
        return await _comes_to(store, "sent")


async def _following(folder: Path) -> str | None:
    class Busy(Platform):
        """A platform that wants to be asked again about the first message, once it may say so."""

        async def send(self, *what: Any, **more: Any) -> str:
            if not may.is_set():
                await may.wait()
                raise TryAgain(60.0, everywhere=False)
            return await super().send(*what, **more)

    async def again(tx: Transaction, at_once: Mapping[str, int]) -> Leaving:
        kept = await outbox.promise(tx, _reply("second", after=at_once.get("ana")), NOW)
        return Leaving(begun=[kept.begun] if kept.begun else [])

    may = asyncio.Event()
    async with _lane(folder, Busy()) as (store, lane):
        await lane.carry(["ana"], _answer)
        behind = await lane.carry(["ana"], again)
        may.set()
        if not behind.begun:
            return "it does not leave behind the one that is under way"
        for _ in range(200):
            rows = await store.read(lambda tx: tx.all("SELECT state FROM outbox ORDER BY id"))
            if ("sending",) not in rows:
                return None if rows == [("pending",)] * 2 else "the second passes the first"
            await asyncio.sleep(0.01)
        return "it is still under way"
