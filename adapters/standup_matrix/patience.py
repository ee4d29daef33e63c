"""Waiting for a homeserver: longer each time, with jitter, and a few log lines an outage."""

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from standup.chat.interface import TryAgain
from standup.core.outage import Outage
from standup.core.pause import Pause
from standup_matrix.errors import SlowDown

T = TypeVar("T")

log = logging.getLogger(__name__)

LONGEST_SECONDS = 60.0


class Patience:
    """How often in a row the homeserver was not there."""

    def __init__(self) -> None:
        self._pause = Pause(1.0, LONGEST_SECONDS)
        self._outage = Outage(time.monotonic)

    async def until_done(self, make: Callable[[], Awaitable[T]], tries: int | None = None) -> T:
        """The result of `make`, repeated while the homeserver says try again.

        With `tries`, TryAgain is raised after that many.
        """
        done = 0
        while True:
            try:
                result = await make()
            except TryAgain as again:
                done += 1
                if done == tries:
                    raise
                await self.pause(again)
            else:
                self._back()
                return result

    def worked(self) -> None:
        """The homeserver did what was asked."""
        self._back()

    async def pause(self, again: TryAgain) -> None:
        """Wait as told, and longer with each failure in a row."""
        if self._outage.is_to_be_told():
            log.warning("Waiting for the homeserver: %s", again, extra={"action": "matrix_away"})
        grown = self._pause.next()
        told = again.after if isinstance(again, SlowDown) else 0.0
        await asyncio.sleep(max(told, grown * random.uniform(0.7, 1.0)))  # noqa: S311

    def _back(self) -> None:
        self._pause.begin_anew()
        if lasted := self._outage.end():
            log.info("The homeserver is back after %s", lasted, extra={"action": "matrix_back"})
