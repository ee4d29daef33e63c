"""One worker, which is a process of its own."""

import asyncio
import logging
import signal
import time
from pathlib import Path

from standup.config.database import Url
from standup.engine.bot import Bot
from standup.wiring import opening
from tests.workers.square import LANES, ShiftedClock, Square, SquareAdapter, busy_file, town

SLOW = 0.3  # of a lease for one turn of the loop: an answer of the database takes several


async def work(url: str, square: Path, ahead: float, people: int, lease: float) -> None:
    clock = ShiftedClock(ahead)
    store, host = await opening.open_host(Url(url), clock, lease)
    adapters = {name: SquareAdapter(name, Square(square), clock.now) for name in LANES}
    bot = Bot(store, town(people), adapters, clock, host=host, pause=0.05)
    running = asyncio.create_task(bot.run())
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, running.cancel)
    loop.add_signal_handler(signal.SIGUSR1, keep_busy, busy_file(square), 0.05)
    loop.add_signal_handler(signal.SIGUSR2, keep_turning, busy_file(square), lease * SLOW)
    try:
        await asyncio.gather(running, return_exceptions=True)
    finally:
        await store.close()


def keep_busy(file: Path, pause: float) -> None:
    """Let the loop stand still for as long as the file is there."""
    while file.exists():
        time.sleep(pause)


def keep_turning(file: Path, pause: float) -> None:
    """Let the loop turn as slowly as that for as long as the file is there."""
    if file.exists():
        time.sleep(pause)
        asyncio.get_running_loop().call_soon(keep_turning, file, pause)


def begin(url: str, square: Path, ahead: float, people: int, lease: float) -> None:
    """Work until told to end, and say so in the log."""
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(process)d %(name)s %(levelname)s %(message)s"
    )
    asyncio.run(work(url, square, ahead, people, lease))
