"""A day on one's own adapters, played by the engine that runs in production on a clock that jumps.

For authors of adapters, and whoever wants to see a configuration at work:

    async with rehearsal(Path("config"), start) as day:
        await day.until(half_past_nine)
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from standup.app import create_adapters
from standup.config import load
from standup.engine.bot import Bot
from standup.engine.clock import JumpClock
from standup.store import idle, openings
from standup.store.database import Store
from standup.wiring.opening import open_store

_PATIENCE = 60.0  # seconds for anything to come
_FIRST_LOOK, _LONGEST_LOOK = 0.002, 0.05  # seconds between two looks


class Rehearsal:
    """A bot that runs, and the clock it goes by."""

    def __init__(self, store: Store, clock: JumpClock) -> None:
        self._store = store
        self._clock = clock

    async def until(self, moment: datetime) -> None:
        """Let time pass, stopping at every moment at which something is to happen."""
        await self.settled()
        while (due := await self._store.read(openings.next_moment)) is not None and due <= moment:
            self._clock.jump(due)
            await self.settled()
        self._clock.jump(moment)
        await self.settled()

    async def settled(self) -> None:
        """Wait until nothing is due that is not done. Raises TimeoutError."""
        await self._until_it_holds(self._is_settled)

    async def sees(self, what: Callable[[], object]) -> None:
        """Wait until something holds on the platform, and until what follows from it is done."""

        async def look() -> bool:
            return bool(what())

        await self._until_it_holds(look)
        await self.settled()

    async def _is_settled(self) -> bool:
        return not await self._store.read(lambda tx: idle.busy(tx, self._clock.now()))

    async def _until_it_holds(self, look: Callable[[], Awaitable[bool]]) -> None:
        pause = _FIRST_LOOK
        async with asyncio.timeout(_PATIENCE):
            while not await look():
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_LOOK)


@asynccontextmanager
async def rehearsal(folder: Path, start: datetime) -> AsyncIterator[Rehearsal]:
    """Run the bot of a configuration folder from `start` on, while the block lasts, with the
    database that it names. Raises StandupError."""
    loaded = load(folder)
    clock = JumpClock(start)
    loaded.data.mkdir(parents=True, exist_ok=True)
    store = await open_store(loaded.database)
    bot = Bot(store, loaded.instance, create_adapters(loaded, clock), clock)
    running = asyncio.create_task(bot.run())
    try:
        await bot.started.wait()
        yield Rehearsal(store, clock)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await store.close()
