"""From a direct message's arrival to the next question leaving, with everything running."""

import asyncio
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from bench import raw
from bench.figure import Effort, Figure, Pair, Result, middle, progress
from bench.town import PLATFORM, QUESTIONS, Morning, account, answer, morning

_MOST = 64
_MEANING = (
    "From Inbox.take called to Adapter.send called: the answer's commit, then the claim's, with"
    " lanes,\n  publisher and confirmations running. Limit: one raw durable commit."
)


def measure(effort: Effort) -> Result:
    """Rounds of talking and of raw commits, in turn."""
    counts = [talks for talks in effort.talks if talks <= _MOST]
    found: dict[tuple[int, int], list[Pair]] = {(t, p): [] for t in counts for p in (50, 99)}
    for number in range(effort.rounds):
        progress(f"latency, round {number + 1} of {effort.rounds}")
        for talks in counts:
            people = max(talks, effort.answers // QUESTIONS // (2 if talks > 1 else 8))
            commit = _commit_ms(effort.commits)
            times = quantiles(asyncio.run(_times(talks, people, effort.zones)), n=100)
            for percent in (50, 99):
                found[talks, percent].append(Pair(times[percent - 1] * 1000, commit))
    figures = [_figure(*which, pairs) for which, pairs in found.items()]
    return Result("message in to question out", _MEANING, figures)


def _figure(talks: int, percent: int, pairs: list[Pair]) -> Figure:
    value, bound, ratio = middle(pairs)
    many = f"{talks:,} at once" if talks > 1 else "one at a time"
    return Figure(f"{many}, p{percent}", f"{value:.2f} ms", f"{bound:.2f} ms", ratio)


def _commit_ms(commits: int) -> float:
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        return raw.single(Path(folder), commits).wall * 1000


class Ears:
    """Notices messages to some people as they leave, by account."""

    def __init__(self, people: Iterable[int]) -> None:
        self._heard = {account(person): asyncio.Event() for person in people}

    def listen(self, whom: str) -> None:
        """Notice messages to this account, too."""
        self._heard[whom] = asyncio.Event()

    def hear(self, whom: str) -> None:
        """A message to this account leaves."""
        if whom in self._heard:
            self._heard[whom].set()

    async def next(self, whom: str) -> None:
        """Wait for one."""
        await self._heard[whom].wait()
        self._heard[whom].clear()


async def _times(talks: int, people: int, zones: int) -> list[float]:
    ears = Ears(range(people))
    async with morning(people, zones, ears.hear) as ready:
        running = asyncio.create_task(ready.bot.run())
        try:
            for person in range(people):
                await ears.next(account(person))
            waiting = iter(range(people))
            found = await asyncio.gather(*(talk(ready, ears, waiting) for _ in range(talks)))
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
    return [seconds for times in found for seconds in times]


async def talk(ready: Morning, ears: Ears, waiting: Iterator[int]) -> list[float]:
    """One conversation after another; the seconds until each next question left."""
    inbox = ready.bot.inbox(ready.store, PLATFORM)
    times: list[float] = []
    for person in waiting:
        for question in range(QUESTIONS):
            began = time.perf_counter()
            await inbox.take([answer(person, question, ready.clock.now())])
            await ears.next(account(person))
            times.append(time.perf_counter() - began)
    return times
