"""What is done to the bot and its database, one thing after the other, as a seed has it."""

import asyncio
import shutil
import signal
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from time import monotonic

from tests.chaos.clock import Adjusted
from tests.chaos.process import Process
from tests.postgres import Postgres

_BACK = timedelta(hours=-1)
_REST = (0.3, 4.0)  # seconds between two faults
_STILL = (0.5, 3.0)  # seconds of standing still
_WRONG = (0.3, 1.0)  # seconds with a wrong clock
_NOTICED = 10.0  # seconds in which somebody writes, and the bot sees that its file is gone
_REPLACED = 4  # what the bot then ends with


@dataclass
class Trouble:
    """Strikes at random moments."""

    seed: int
    bot: Process
    clock: Adjusted
    postgres: Postgres | None
    file: Path | None = None  # of the database, on SQLite
    struck: Counter[str] = field(default_factory=Counter)
    lies: list[str] = field(default_factory=list)
    _repair: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def strike(self, seconds: float) -> None:
        """Do one thing after the other, for so long."""
        end = monotonic() + seconds
        chance = Random(self.seed)  # noqa: S311
        kinds: dict[str, Callable[[Random], Awaitable[bool | None]]]
        kinds = {"killed": self._kill, "stood still": self._stand_still, "clock": self._turn_back}
        names = ["killed"] * 4 + ["stood still", "clock"]
        if self.postgres is not None:
            kinds["postgres crashed"] = self._crash
            names += ["postgres crashed"] * 2
        if self.file is not None:
            kinds |= {"file removed": self._remove_file, "file replaced": self._replace_file}
            names += ["file removed", "file replaced"]
        while monotonic() < end:
            await asyncio.sleep(chance.uniform(*_REST))
            name = chance.choice(names)
            if await kinds[name](chance) is not False:
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

    async def _remove_file(self, _: Random) -> bool:
        return await self._lose_file(lambda file, aside: file.rename(aside))

    async def _replace_file(self, _: Random) -> bool:
        """As whoever puts an older backup there."""

        def replace(file: Path, aside: Path) -> None:
            older = shutil.copy(file, file.with_suffix(".older"))
            file.rename(aside)
            Path(older).rename(file)

        return await self._lose_file(replace)

    async def _lose_file(self, lose: Callable[[Path, Path], object]) -> bool:
        """Lose the file, and do what the bot says: whether it noticed before anybody wrote more."""
        assert self.file is not None
        aside = self.file.with_suffix(".aside")
        async with self._repair:
            if not await self._is_at_work():
                return False
            lose(self.file, aside)
            if not await self._comes(lambda: self.bot.code is not None, _NOTICED):
                aside.rename(self.file)
                return False
            if self.bot.code != _REPLACED or "Nothing more is taken" not in self.bot.said:
                self.lies.append(f"without its file the bot ended with {self.bot.code}")
            self.file.with_name(f"{self.file.name}.rescued").rename(self.file)
            return True

    async def _is_at_work(self) -> bool:
        """Start the bot where it has ended; whether it is connected."""
        if self.bot.code is not None:
            self.bot.start()
        return await self._comes(lambda: "Connected: " in self.bot.said, _NOTICED)

    async def _comes(self, what: Callable[[], bool], within: float) -> bool:
        end = monotonic() + within
        while not what() and monotonic() < end:
            await asyncio.sleep(0.01)
        return what()

    async def ahead(self, time: timedelta, seconds: float) -> None:
        """Let the bot's clock be ahead by so much, for so many seconds, until it has noticed."""
        self.clock.skew(time)
        await asyncio.sleep(seconds)
        self.clock.skew(timedelta(0))
        self.struck["clock ahead"] += 1

    async def keep_alive(self) -> None:
        """Start the bot again whenever it has ended, as an operator's supervisor does."""
        while True:
            await asyncio.sleep(0.01)
            async with self._repair:
                if self.bot.code is not None:
                    self.bot.start()
