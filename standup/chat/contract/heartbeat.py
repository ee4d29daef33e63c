"""A heartbeat beside every call: an adapter must not keep the event loop from all others."""

import asyncio
import sys
import time
from collections.abc import Callable, Coroutine, Generator, Sequence
from contextlib import suppress
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from standup.chat.interface import Adapter, Capabilities, Inbox, Message

if sys.platform == "linux":
    import resource

T = TypeVar("T")

LONGEST_SECONDS = 0.5
_SCHEDULE = Path("/proc/thread-self/schedstat")  # Linux has it
_CALL: ContextVar["tuple[str, Heartbeat] | None"] = ContextVar("call", default=None)


def kept_waiting() -> float:
    """Seconds in which this thread could have run and got no processor, as on a busy machine."""
    with suppress(OSError, ValueError, IndexError):
        return int(_SCHEDULE.read_text(encoding="ascii").split()[1]) / 1e9
    return 0.0


if sys.platform == "linux":

    def paused() -> float:
        """How often this thread has given up the processor by itself, as to sleep or to read a
        disk."""
        return resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw

else:
    paused = time.perf_counter  # where that is not known the time, which always passes


class Heartbeat:
    """Notes which calls held the loop for long, without the time they got no processor.

    On a machine that lends its processors to others, not even the system knows of all that time:
    what has not `paused` has held the loop for no longer than it has `worked`.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.perf_counter,
        waiting: Callable[[], float] = kept_waiting,
        paused: Callable[[], float] = paused,
        worked: Callable[[], float] = time.thread_time,
    ) -> None:
        self.held: list[str] = []
        self._clock = clock
        self._waiting = waiting
        self._paused = paused
        self._worked = worked

    def watch(self) -> None:
        """Watch the tasks too that calls begin in the loop that is running."""
        loop = asyncio.get_running_loop()

        def begin(loop: asyncio.AbstractEventLoop, work: Any, **more: Any) -> asyncio.Task[Any]:
            call = _CALL.get()
            return asyncio.Task(Steps(*call, work) if call else work, loop=loop, **more)

        loop.set_task_factory(begin)

    def step(self, call: str, go_on: Callable[[], T]) -> T:
        """Carry out what lies between two awaits."""
        token = _CALL.set((call, self))
        began, waited = self._clock(), self._waiting()
        paused, worked = self._paused(), self._worked()
        try:
            return go_on()
        finally:
            held = self._clock() - began - (self._waiting() - waited)
            if self._paused() == paused:
                held = min(held, self._worked() - worked)
            if held > LONGEST_SECONDS:
                self.held.append(
                    f"{call} kept the event loop from everything else for {held:.1f} s"
                )
            _CALL.reset(token)

    def must_be_steady(self) -> None:
        """Raise AssertionError where something held the loop."""
        assert not self.held, self.held[0]


class Steps(Coroutine[Any, Any, T]):
    """A coroutine of which each step is measured."""

    def __init__(self, call: str, heartbeat: Heartbeat, work: Coroutine[Any, Any, T]) -> None:
        self._call = call
        self._heartbeat = heartbeat
        self._work = work

    def send(self, value: Any) -> Any:
        """Go on with a value."""
        return self._heartbeat.step(self._call, lambda: self._work.send(value))

    def throw(self, *error: Any) -> Any:
        """Go on with an error."""
        return self._heartbeat.step(self._call, lambda: self._work.throw(*error))

    def close(self) -> None:
        """Go no further."""
        self._work.close()

    def __await__(self) -> Generator[Any, Any, T]:
        value, error = None, None
        while True:
            try:
                awaited = self.throw(error) if error else self.send(value)
            except StopIteration as done:
                return done.value  # type: ignore[no-any-return]
            try:
                value, error = (yield awaited), None
            except BaseException as thrown:  # noqa: BLE001 - handed on, as `await` does
                error = thrown


class Watched:
    """An adapter with a heartbeat beside each of its calls."""

    def __init__(self, adapter: Adapter, heartbeat: Heartbeat) -> None:
        self._adapter = adapter
        self._heartbeat = heartbeat

    @property
    def capabilities(self) -> Capabilities:
        """The adapter's own."""
        return self._adapter.capabilities

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        """See Adapter."""
        await Steps("run()", self._heartbeat, self._adapter.run(inbox, ready))

    async def direct(self, account: str) -> str:
        """See Adapter."""
        return await self._call("direct()", self._adapter.direct(account))

    async def send(
        self,
        place: str,
        message: Message,
        key: str,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> str:
        """See Adapter."""
        work = self._adapter.send(place, message, key, thread=thread, title=title)
        return await self._call("send()", work)

    async def edit(
        self, place: str, message_id: str, message: Message, key: str, *, thread: str | None = None
    ) -> None:
        """See Adapter."""
        work = self._adapter.edit(place, message_id, message, key, thread=thread)
        await self._call("edit()", work)

    async def find(
        self,
        place: str,
        message: Message,
        key: str,
        since: datetime,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> Sequence[str]:
        """See Adapter."""
        work = self._adapter.find(place, message, key, since, thread=thread, title=title)
        return await self._call("find()", work)

    async def _call(self, call: str, work: Coroutine[Any, Any, T]) -> T:
        try:
            return await Steps(call, self._heartbeat, work)
        finally:
            self._heartbeat.must_be_steady()
