"""Where time comes from: the one place that asks the machine, and the one that waits."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Protocol

LONGEST_SLEEP = timedelta(minutes=1)  # a clock set by hand or a woken laptop is noticed by then


class Clock(Protocol):
    """The time, and a way to wait for one."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""

    async def sleep_until(self, at: datetime) -> None:
        """Wait until the instant; it may return early, so look again."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """See Clock."""
        return datetime.now(UTC)

    async def sleep_until(self, at: datetime) -> None:
        """See Clock."""
        await asyncio.sleep(max(0.0, min(at - self.now(), LONGEST_SLEEP).total_seconds()))


class JumpClock:
    """A clock with a day of its own: it runs as others do, and jumps when told.

    The rehearsal of a day and the tests run the engine on it. `seconds` says how others run.
    """

    def __init__(self, start: datetime, seconds: Callable[[], float] = monotonic) -> None:
        self._base = start
        self._seconds = seconds
        self._since = seconds()
        self._jumped = asyncio.Event()

    def now(self) -> datetime:
        """See Clock."""
        return self._base + timedelta(seconds=self._seconds() - self._since)

    def jump(self, to: datetime) -> None:
        """Be at this instant, unless it is past already."""
        self._base, self._since = max(to, self.now()), self._seconds()
        self._jumped.set()
        self._jumped = asyncio.Event()

    async def sleep_until(self, at: datetime) -> None:
        """See Clock."""
        while (left := (at - self.now()).total_seconds()) > 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self._jumped.wait()


async def wait(clock: Clock, at: datetime | None, wake: asyncio.Event) -> None:
    """Wait until `at` (None: for ever) or until woken; clears the event."""
    if at is None or wake.is_set():
        await wake.wait()
    else:
        sleeping = asyncio.create_task(clock.sleep_until(at))
        sleeping.add_done_callback(lambda _: wake.set())
        try:
            await wake.wait()
        finally:
            if not sleeping.done():
                sleeping.cancel()
                await asyncio.wait([sleeping])
    wake.clear()
