"""What an hour costs in which nothing is due, with a town's whole configuration."""

import asyncio
import time
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import raw
from bench.figure import Effort, Figure, Pair, Result, middle, progress
from bench.town import MONDAY, PLATFORM, Silent, town
from standup.core.model import Instance
from standup.engine.bot import Bot
from standup.engine.clock import LONGEST_SLEEP
from standup.store.sqlite.store import SqliteStore

_HOUR = timedelta(hours=1)
_WAKINGS = _HOUR // LONGEST_SLEEP
_HOURS = 10
_MEANING = (
    f"The scheduler wakes {_WAKINGS} times an hour, looks, and finds nothing; a clock without"
    " waiting lets the\n  hours pass. Limits: as many wakings of a bare event loop; as many single"
    " raw commits."
)


class _Passing:
    """A clock on which whoever waits has waited already; a minute at most, like the real one."""

    def __init__(self, start: datetime, end: datetime) -> None:
        self._now = start
        self._end = end
        self.over = asyncio.Event()

    def now(self) -> datetime:
        """See Clock."""
        return self._now

    async def sleep_until(self, at: datetime) -> None:
        """See Clock."""
        if self._now >= self._end:
            self.over.set()
            await asyncio.Event().wait()
        await asyncio.sleep(0)
        self._now = min(max(at, self._now), self._now + LONGEST_SLEEP)


def measure(effort: Effort) -> Result:
    """Rounds of idle hours and of their limits, in turn."""
    told = town(effort.people, effort.zones)
    wakings: list[Pair] = []
    commits: list[Pair] = []
    for number in range(effort.rounds):
        progress(f"idle, round {number + 1} of {effort.rounds}")
        bare = asyncio.run(_bare())
        with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
            commit = raw.single(Path(folder), effort.commits).cpu * _WAKINGS * 1000
            spent = asyncio.run(hour(told, Path(folder)))
        wakings.append(Pair(spent, bare))
        commits.append(Pair(spent, commit))
    size = f"{effort.people:,} people in {effort.zones} zones"
    figures = [
        _figure(f"an idle hour, {size}, against bare wakings", wakings),
        _figure(f"the same, against {_WAKINGS} raw commits", commits),
    ]
    return Result("processor time when idle", _MEANING, figures)


def _figure(name: str, pairs: list[Pair]) -> Figure:
    value, bound, ratio = middle(pairs)
    return Figure(name, f"{value:.1f} ms", f"{bound:.1f} ms", ratio)


async def _bare() -> float:
    """Milliseconds of processor time for an hour's wakings of an event loop that does nothing."""
    worked = time.process_time()
    for _ in range(_WAKINGS * _HOURS):
        await asyncio.sleep(0.000001)
    return (time.process_time() - worked) / _HOURS * 1000


async def hour(told: Instance, folder: Path) -> float:
    """Milliseconds of processor time for an idle hour of the bot."""
    store = await SqliteStore.open(folder / "standup.db")
    try:
        clock = _Passing(MONDAY, MONDAY + _HOURS * _HOUR)
        bot = Bot(store, told, {PLATFORM: Silent()}, clock)
        running = asyncio.create_task(bot.run())
        await bot.started.wait()
        worked = time.process_time()
        await clock.over.wait()
        spent = time.process_time() - worked
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    finally:
        await store.close()
    return spent / _HOURS * 1000
