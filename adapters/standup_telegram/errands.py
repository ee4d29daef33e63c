"""Small requests that nobody waits for, ended with the connection they belong to."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self

log = logging.getLogger(__name__)

_AT_ONCE = 4


class Errands:
    """A few at a time; what fails is logged and forgotten."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def begin(self, what: str, work: Callable[[], Awaitable[None]]) -> None:
        """Do this, some time soon."""
        task = asyncio.create_task(self._carry_out(what, work), name=what)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _carry_out(self, what: str, work: Callable[[], Awaitable[None]]) -> None:
        try:
            async with self._turns:
                await work()
        except Exception as error:  # noqa: BLE001 - nothing depends on it
            log.warning("%s failed: %s", what, error, extra={"action": "telegram_errand"})
