"""One of a bot's workers, which is a process of its own."""

import asyncio
import logging
from pathlib import Path

from standup.app import create_adapters
from standup.config import load
from standup.engine.bot import Bot
from standup.wiring.opening import open_host
from standup_discord import shards
from tests.workers.square import ShiftedClock

AGAIN_SECONDS = 0.6  # where the stand-in lets one identify every half second
LEASE_SECONDS = 3.0


async def work(folder: Path, ahead: float) -> None:
    """Carry what is this worker's share until killed."""
    shards.AGAIN_SECONDS = AGAIN_SECONDS
    clock, loaded = ShiftedClock(ahead), load(folder)
    store, host = await open_host(loaded.database, clock, LEASE_SECONDS)
    adapters = create_adapters(loaded, clock)
    await Bot(store, loaded.instance, adapters, clock, host=host, pause=0.05).run()


def begin(folder: Path, ahead: float) -> None:
    """Work, and say so in the log."""
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(process)d %(name)s %(levelname)s %(message)s"
    )
    asyncio.run(work(folder, ahead))
