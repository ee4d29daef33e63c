"""Waiting for something to become true, woken by whatever changed it."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Changes:
    """One bell that everybody waiting hears; each then asks its own question again."""

    def __init__(self) -> None:
        self._bell = asyncio.Event()

    def ring(self) -> None:
        """Something changed."""
        self._bell.set()
        self._bell = asyncio.Event()

    async def until(self, question: Callable[[], T | None], within: float | None) -> T:
        """The first answer that is not None; TimeoutError after so many seconds, if any."""
        async with asyncio.timeout(within):
            while (answer := question()) is None:
                await self._bell.wait()
        return answer
