"""What is done to the bot and its database, one thing after the other, as a seed has it."""

import asyncio
import signal
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from time import monotonic

from tests.chaos.clock import Adjusted
from tests.chaos.process import Process
from tests.postgres import Postgres

_BACK = timedelta(hours=-1)
_REST = (0.3, 4.0)  # seconds between two faults
_STILL = (0.5, 3.0)  # seconds of standing still
_WRONG = (0.3, 1.0)  # seconds with a wrong clock


@dataclass
class Trouble:
    """Strikes at random moments."""

    seed: int
    bot: Process
    clock: Adjusted
    postgres: Postgres | None
    struck: Counter[str] = field(default_factory=Counter)

    async def strike(self, seconds: float) -> None:
        """Do one thing after the other, for so long."""
        end = monotonic() + seconds
        chance = Random(self.seed)  # noqa: S311
        kinds = {"killed": self._kill, "stood still": self._stand_still, "clock": self._turn_back}
        names = ["killed"] * 4 + ["stood still", "clock"]
        if self.postgres is not None:
            kinds["postgres crashed"] = self._crash
            names += ["postgres crashed"] * 2
        while monotonic() < end:
            await asyncio.sleep(chance.uniform(*_REST))
            name = chance.choice(names)
            await kinds[name](chance)
            self.struck[name] += 1

    async def _kill(self, _: Random) -> None:
        self.bot.kill()

    async def _stand_still(self, chance: Random) -> None:
        self.bot.pause()
        try:
            await asyncio.sleep(chance.uniform(*_STILL))
        finally:
            self.bot.resume()

    async def _turn_back(self, chance: Random) -> None:
        self.clock.skew(_BACK)
        try:
            await asyncio.sleep(chance.uniform(*_WRONG))
        finally:
            self.clock.skew(timedelta(0))

    async def _crash(self, _: Random) -> None:
        """As `pg_ctl restart -m immediate` does."""
        assert self.postgres is not None
        self.postgres.stop(signal.SIGQUIT)
        await asyncio.to_thread(self.postgres.start)

    async def keep_alive(self) -> None:
        """Start the bot again whenever it has ended, as an operator's supervisor does."""
        while True:
            await asyncio.sleep(0.01)
            if self.bot.code is not None:
                self.bot.start()
