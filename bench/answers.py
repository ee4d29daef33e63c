"""Durable answers a second through the whole inbound path, beside what sqlite3 does alone."""

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import history, raw
from bench.figure import Effort, Figure, Pair, Result, middle, progress
from bench.town import PLATFORM, Morning, Opened, answer, morning, sqlite

_MEANING = (
    "Each answer: taken once, understood, kept, its reply promised, on disk. Limit: sqlite3 keeping"
    " an answer\n  and a cursor, in a commit of its own or 1,000 in one. More than 1 against single"
    " commits is the aim at 1,000."
)


Limits = Callable[[int], tuple[float, float]]
"""What so many commits allow: answers a second in single ones, and grouped."""


def measure(effort: Effort) -> Result:
    """On SQLite, beside sqlite3."""
    return Result("durable answers a second", _MEANING, compare(effort, sqlite, _limits))


def compare(effort: Effort, opened: Opened, limits: Limits) -> list[Figure]:
    """Rounds of the path and of both limits, in turn."""
    singles: dict[int, list[Pair]] = {talks: [] for talks in effort.talks}
    groups: dict[int, list[Pair]] = {talks: [] for talks in effort.talks}
    for number in range(effort.rounds):
        progress(f"answers, round {number + 1} of {effort.rounds}")
        for talks in effort.talks:
            single, grouped = limits(effort.commits)
            people = max(talks, _people(talks, effort))
            rate = asyncio.run(_rate(talks, people, effort.zones, opened))
            singles[talks].append(Pair(rate, single))
            groups[talks].append(Pair(rate, grouped))
    return [
        _figure(talks, words, pairs[talks])
        for pairs, words in ((singles, "single commits"), (groups, "grouped by 1,000"))
        for talks in effort.talks
    ]


def _figure(talks: int, limit: str, pairs: list[Pair]) -> Figure:
    value, bound, ratio = middle(pairs)
    many = f"{talks:,} at once" if talks > 1 else "one at a time"
    return Figure(f"{many}, against {limit}", f"{value:,.0f}/s", f"{bound:,.0f}/s", ratio)


def _people(talks: int, effort: Effort) -> int:
    """Fewer answers where each waits for a commit of its own."""
    return effort.answers // (1 if talks > 1 else 4)


def _limits(commits: int) -> tuple[float, float]:
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        path = Path(folder)
        return raw.single(path, commits).per_second, raw.grouped(path, commits).per_second


async def _rate(talks: int, people: int, zones: int, opened: Opened) -> float:
    async with morning(people, zones, opened=opened) as ready:
        await ready.store.write(history.send)
        waiting = iter(range(people))
        began = time.perf_counter()
        await asyncio.gather(*(_talk(ready, waiting) for _ in range(talks)))
        rate = people / (time.perf_counter() - began)
        kept = await ready.store.read(lambda tx: tx.one("SELECT count(*) FROM answer"))
    if kept != (people,):
        raise RuntimeError(f"{people} answers were given, {kept} were kept")
    return rate


async def _talk(ready: Morning, waiting: Iterator[int]) -> None:
    """One answer after another, each given once the one before is on disk."""
    inbox = ready.bot.inbox(ready.store, PLATFORM)
    for person in waiting:
        await inbox.take([answer(person, 0, ready.clock.now())])
