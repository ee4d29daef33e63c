"""A worker that stops at one of its steps, as by SIGSTOP, and one day goes on where it was."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from standup.chat.contract import Recorder
from standup.chat.interface import Event
from standup.errors import LaneLostError
from standup_matrix import MatrixAdapter
from standup_matrix.homeserver import API, Homeserver
from tests.matrix.bench import MatrixBench

T = TypeVar("T")

REFUSED = "write refused"

_fate: ContextVar["Fate"] = ContextVar("fate")


@dataclass
class Fate:
    """A worker's steps are its requests and its writes; `at` one of them it stops, where
    `is_done` after it was carried out and before the worker knows."""

    at: int = 0
    is_done: bool = False
    is_owner: bool = True
    steps: list[str] = field(default_factory=list)
    under_way: int = 0
    stopped: asyncio.Event = field(default_factory=asyncio.Event)
    awake: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.awake.set()

    async def step(self, name: str, carry_out: Callable[[], Awaitable[T]]) -> T:
        """One step, or none while the worker is stopped."""
        await self.awake.wait()
        self.steps.append(name)
        mine = len(self.steps)
        if mine == self.at and not self.is_done:
            await self._stop()
        self.under_way += (waited_for := not name.endswith("/sync"))
        try:
            result = await carry_out()
        finally:
            self.under_way -= waited_for
        if mine == self.at and self.is_done:
            await self._stop()
        await self.awake.wait()
        return result

    async def _stop(self) -> None:
        self.awake.clear()
        self.stopped.set()
        await self.awake.wait()


class Desk(Recorder):
    """A worker's way to the database, which all of them share."""

    def __init__(self, bench: MatrixBench, fate: Fate, earlier: "Desk | None") -> None:
        super().__init__(earlier.position if earlier else None, bench.memory)
        self.batches = earlier.batches if earlier else []
        self._fate = fate

    async def keep(self, changes: Mapping[str, str | None]) -> None:
        """Keep, while the lane is ours."""
        await self._fate.step("keep", lambda: self._write((), None, changes))

    async def take(
        self,
        events: Sequence[Event],
        cursor: str | None = None,
        keep: Mapping[str, str | None] | None = None,
    ) -> None:
        """Take, while the lane is ours."""
        await self._fate.step("take", lambda: self._write(events, cursor, keep or {}))

    async def _write(
        self, events: Sequence[Event], cursor: str | None, changes: Mapping[str, str | None]
    ) -> None:
        if not self._fate.is_owner:
            self._fate.steps.append(REFUSED)
            raise LaneLostError
        await super().keep(changes)
        if events or cursor is not None:
            self.batches.append(tuple(events))
            self.position = cursor or self.position


class Stopping(Homeserver):
    """A homeserver's client whose requests are steps of the worker that made it."""

    def __init__(self, url: str, user: str) -> None:
        super().__init__(url, user)
        fate, send = _fate.get(), self.nio.send

        async def step(method: str, where: str, *more: Any, **named: Any) -> Any:
            name = re.sub(r"/(%21|@|%40)[^/]*", "/…", where.removeprefix(API).split("?")[0])
            return await fate.step(f"{method} {name}", lambda: send(method, where, *more, **named))

        self.nio.send = step


@dataclass
class Worker:
    """An adapter on a machine of its own, with a fate."""

    adapter: MatrixAdapter
    desk: Desk
    fate: Fate
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    tasks: list[asyncio.Task[Any]] = field(default_factory=list)

    async def is_up(self) -> bool:
        """Whether it got to work before it stopped."""
        self.tasks.append(asyncio.create_task(self.adapter.run(self.desk, self._is_ready)))
        return await self.does(self.ready.wait())

    async def does(self, doing: Coroutine[Any, Any, Any]) -> bool:
        """Whether it does this to the end; otherwise it stopped in the middle of it."""
        task = asyncio.create_task(doing)
        stopped = asyncio.create_task(self.fate.stopped.wait())
        self.tasks.append(task)
        await asyncio.wait({task, stopped, self.tasks[0]}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if self.tasks[0].done() and self.fate.is_owner:
            self.tasks[0].result()
        if not self.fate.stopped.is_set():
            await task
        return not self.fate.stopped.is_set()

    async def settles(self) -> None:
        """Wait until the homeserver is done with what it asked for."""
        while self.fate.under_way:
            await asyncio.sleep(0.01)

    def wake(self) -> None:
        """Let it go on from where it stopped."""
        self.fate.awake.set()

    async def end(self) -> None:
        """End whatever it still does."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    def _is_ready(self, _: str) -> None:
        self.ready.set()


class Crew:
    """Workers on machines of their own, of whom the newest has the lane."""

    def __init__(self, bench: MatrixBench) -> None:
        self.bench = bench
        self.workers: list[Worker] = []

    def hire(self, at: int = 0, *, is_done: bool = False) -> Worker:
        """A worker that takes over, and stops at this step."""
        earlier = self.workers[-1] if self.workers else None
        if earlier is not None:
            earlier.fate.is_owner = False
        fate = Fate(at, is_done)
        _fate.set(fate)
        desk = Desk(self.bench, fate, earlier.desk if earlier else None)
        self.workers.append(Worker(self.bench.adapter(), desk, fate))
        return self.workers[-1]

    async def end(self) -> None:
        """End them all."""
        for worker in self.workers:
            await worker.end()
