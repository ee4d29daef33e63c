"""One worker as a process of its own: `python -m tests.workers.worker URL SQUARE AHEAD PEOPLE`."""

import asyncio
import logging
import signal
import sys
from pathlib import Path

from standup import opening
from standup.config.database import Url
from standup.engine.bot import Bot
from tests.workers.square import LANES, ShiftedClock, Square, SquareAdapter, town


async def work(url: str, square: Path, ahead: float, people: int, lease: float) -> None:
    clock = ShiftedClock(ahead)
    store, host = await opening.open_host(Url(url), clock, lease)
    adapters = {name: SquareAdapter(name, Square(square), clock.now) for name in LANES}
    bot = Bot(store, town(people), adapters, clock, host=host, pause=0.05)
    running = asyncio.create_task(bot.run())
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, running.cancel)
    try:
        await asyncio.gather(running, return_exceptions=True)
    finally:
        await store.close()


if __name__ == "__main__":
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(process)d %(name)s %(levelname)s %(message)s"
    )
    asyncio.run(
        work(
            sys.argv[1],
            Path(sys.argv[2]),
            float(sys.argv[3]),
            int(sys.argv[4]),
            float(sys.argv[5]),
        )
    )
