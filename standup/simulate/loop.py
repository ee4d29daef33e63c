"""An event loop whose time passes only when nothing is left to do, the same in every replay.

It opens no socket and never blocks: when every callback has run it is at once the time of the next
timer. Between any two callbacks the process may be struck.
"""

import asyncio
import heapq
from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, TypeVar

from standup.engine.clock import LONGEST_SLEEP

T = TypeVar("T")

_BEGINNING = 1000.0  # a time of zero is false where somebody asks whether there is one
_LEAST = 1e-6  # seconds; a jump that rounding swallows would be no jump


class StuckError(RuntimeError):
    """Nothing is left that could ever happen, and somebody still waits."""


class VirtualLoop(asyncio.BaseEventLoop):
    """The loop. A step is one callback; `steps` have been taken so far."""

    _ready: "deque[asyncio.Handle]"
    _scheduled: list[asyncio.TimerHandle]

    def __init__(self) -> None:
        super().__init__()
        self._now = _BEGINNING
        self.steps = 0
        self._strike: Callable[[], None] | None = None
        self._strike_at = 0
        self.set_exception_handler(_refuse)

    def time(self) -> float:
        """Seconds, from an arbitrary beginning."""
        return self._now

    def strike_in(self, steps: int, strike: Callable[[], None]) -> None:
        """Call `strike` once the present step and so many more have been taken."""
        self._strike_at, self._strike = self.steps + steps, strike

    def strike_never(self) -> None:
        """Call off the death that was planned."""
        self._strike = None

    def _run_once(self) -> None:
        if not self._ready:
            self._pass_time()
        while self._scheduled and self._scheduled[0].when() <= self._now:
            timer = heapq.heappop(self._scheduled)
            timer._scheduled = False  # type: ignore[attr-defined]
            if not timer.cancelled():
                self._ready.append(timer)
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if not handle.cancelled():
                handle._run()
                self._take_step()

    def _pass_time(self) -> None:
        while self._scheduled and self._scheduled[0].cancelled():
            heapq.heappop(self._scheduled)._scheduled = False  # type: ignore[attr-defined]
        if not self._scheduled:
            raise StuckError("everybody waits for something that nobody will do")
        self._now = max(self._now + _LEAST, self._scheduled[0].when())

    def _take_step(self) -> None:
        if self._strike is not None and self.steps >= self._strike_at:
            strike, self._strike = self._strike, None
            strike()
        self.steps += 1

    def _process_events(self, event_list: object) -> None:
        """There are none."""

    def _write_to_self(self) -> None:
        """Nobody else could have something for us."""

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """There is none: a thread would run in a time of its own."""


def _refuse(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    raise context.get("exception") or StuckError(context["message"])


class LoopClock:
    """The engine's clock on the loop's time."""

    def __init__(self, loop: asyncio.AbstractEventLoop, start: datetime) -> None:
        self._loop = loop
        self._start = start

    def now(self) -> datetime:
        """See Clock."""
        return self._start + timedelta(seconds=self._loop.time() - _BEGINNING)

    async def sleep_until(self, at: datetime) -> None:
        """See Clock."""
        while (left := (at - self.now()).total_seconds()) > 0:
            await asyncio.sleep(left)


class MachineClock:
    """The clock of the bot's own machine, which may be set; sleepers notice a minute later."""

    def __init__(self, true: LoopClock) -> None:
        self._true = true
        self._ahead = timedelta(0)
        self._noticed = asyncio.Event()

    def now(self) -> datetime:
        """See Clock."""
        return self._true.now() + self._ahead

    def set_by(self, much: timedelta) -> None:
        """Be ahead by so much more."""
        self._ahead += much
        asyncio.get_running_loop().call_later(LONGEST_SLEEP.total_seconds(), self._wake)

    def _wake(self) -> None:
        self._noticed.set()
        self._noticed = asyncio.Event()

    async def sleep_until(self, at: datetime) -> None:
        """See Clock."""
        with suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, (at - self.now()).total_seconds())):
                await self._noticed.wait()


def run(main: Callable[[VirtualLoop], Coroutine[Any, Any, T]]) -> T:
    """Run to the end in no time."""
    loop = VirtualLoop()
    asyncio.set_event_loop(loop)
    try:
        return loop.run_until_complete(main(loop))
    finally:
        loop.run_until_complete(_ended(loop))
        asyncio.set_event_loop(None)
        loop.close()


async def _ended(loop: VirtualLoop) -> None:
    rest = asyncio.all_tasks(loop) - {asyncio.current_task(loop)}
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
