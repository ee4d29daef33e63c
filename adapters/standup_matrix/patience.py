"""Waiting for a homeserver: longer each time, with jitter, and one log line an outage."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from standup.chat.interface import TryAgain
from standup_matrix.errors import SlowDown

T = TypeVar("T")

log = logging.getLogger(__name__)

LONGEST_SECONDS = 60.0


class Patience:
    """How often in a row the homeserver was not there."""

    def __init__(self) -> None:
        self._failures = 0

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
        if self._failures == 0:
            log.warning("Waiting for the homeserver: %s", again, extra={"action": "matrix_away"})
        grown = min(LONGEST_SECONDS, 2.0 ** min(self._failures, 6))
        self._failures += 1
        told = again.after if isinstance(again, SlowDown) else 0.0
        await asyncio.sleep(max(told, grown * random.uniform(0.7, 1.0)))  # noqa: S311

    def _back(self) -> None:
        if self._failures:
            log.info("The homeserver is back", extra={"action": "matrix_back"})
        self._failures = 0
