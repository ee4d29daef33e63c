"""One process of the bot, from its start to its death: the real engine on a simulated world."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextvars import ContextVar
from random import Random
from typing import Any

from standup.core.model import Instance
from standup.engine.bot import Bot
from standup.engine.clock import Clock
from standup.errors import DatabaseError
from standup.simulate.adapters import adapter_of
from standup.simulate.chat import Chat
from standup.simulate.disk import Disk
from standup.simulate.wire import Weather, Wire

_LIFE: ContextVar["Life | None"] = ContextVar("life", default=None)
_MANY = 2000


class Life:
    """A running bot. Whatever its tasks begin belongs to it and ends with it."""

    def __init__(
        self,
        instance: Instance,
        chats: Mapping[str, Chat],
        disk: Disk,
        clock: Clock,
        chance: Random,
        weather: Mapping[str, Callable[[], Weather]],
        edge: Callable[["Life"], None],
    ) -> None:
        self._instance = instance
        self._disk = disk
        self._clock = clock
        self._wires = {
            name: Wire(
                chat,
                Random(chance.random()),  # noqa: S311
                weather[name],
                edge=lambda: edge(self),
                now=clock.now,
            )
            for name, chat in chats.items()
        }
        self._tasks: list[asyncio.Task[Any]] = []
        self._bot: Bot | None = None
        self._is_over = False
        self.ended = asyncio.Event()

    def begin(self) -> None:
        """Start the process."""
        before = _LIFE.set(self)
        try:
            self._task = asyncio.get_running_loop().create_task(self._run(), name="bot")
            self._task.add_done_callback(lambda _: self.ended.set())
        finally:
            _LIFE.reset(before)

    async def _run(self) -> None:
        store = self._disk.open()
        adapters = {name: adapter_of(wire) for name, wire in self._wires.items()}
        self._bot = Bot(store, self._instance, adapters, self._clock)
        try:
            await self._bot.run()
        finally:
            if not self._is_over:
                await store.close()
                self._disk.closed()

    def reload(self, instance: Instance) -> None:
        """Be told of a changed configuration."""
        self._instance = instance
        before = _LIFE.set(self)
        try:
            asyncio.get_running_loop().create_task(self._reload(), name="reload")
        finally:
            _LIFE.reset(before)

    async def _reload(self) -> None:
        """Take it; whoever runs the bot says so again where the database was away."""
        while self._bot is not None:
            try:
                await self._bot.reload(self._instance)
            except Exception:  # noqa: BLE001 - a disk was full
                await asyncio.sleep(60.0)
            else:
                return

    def own(self, task: asyncio.Task[Any]) -> None:
        """A task of this process."""
        if len(self._tasks) > _MANY:
            self._tasks = [task for task in self._tasks if not task.done()]
        self._tasks.append(task)

    def kill(self) -> None:
        """Die at once, between two steps: nothing more is written, sent or taken."""
        self._is_over = True
        for wire in self._wires.values():
            wire.cut()
        self._disk.break_off()
        for task in self._tasks:
            task.cancel()
        self.ended.set()

    async def stop(self) -> None:
        """Be told to end, and end in good order."""
        self._task.cancel()
        self.ended.set()
        await self.buried()

    async def buried(self) -> None:
        """Wait until nothing is left of the process."""
        while rest := [task for task in self._tasks if not task.done()]:
            if self._is_over:
                for task in rest:  # the dead have no last words, however often they ask
                    task.cancel()
                await asyncio.sleep(0)
            else:
                await asyncio.wait(rest)
        self._tasks = []
        error = None if self._task.cancelled() else self._task.exception()
        if error is not None and not isinstance(error, DatabaseError):
            raise error  # whoever keeps the bot running starts it again where a disk was full


def make_task(
    loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, Any], **options: Any
) -> asyncio.Task[Any]:
    """The loop's task factory: a task belongs to the process in which it was begun."""
    task = asyncio.Task(work, loop=loop, **options)
    life = _LIFE.get()
    if life is not None:
        life.own(task)
    return task
