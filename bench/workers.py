"""Workers that share a database: how fast they are together, and how soon one is replaced."""

import asyncio
import signal
import time
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.figure import Effort, Figure, Result, progress
from standup.opening import LEASE
from tests.postgres import Postgres, programs
from tests.workers.fleet import Fleet, fleet, until

_TITLE = "workers on one PostgreSQL"
_LEFT_OUT = "Left out: there is no PostgreSQL here; `make postgres` installs one."
_MEANING = (
    "Real processes; four platforms and the schedule are five lanes. Takeover: from the signal"
    " until others carry\n  every lane. Limit: the lease, for which a silent worker keeps them."
    " Questions: to everybody at once, on\n  all four platforms. Limit: what one worker does."
)
_SCHEMAS = count()
_SIGNALS = {
    "killed (SIGKILL)": signal.SIGKILL,
    "hung (SIGSTOP)": signal.SIGSTOP,
    "told to end (SIGTERM)": signal.SIGTERM,
}


def measure(effort: Effort) -> Result:
    """Takeovers after each signal, and a wave with one, two and three workers."""
    if programs() is None:
        return Result(_TITLE, _LEFT_OUT, [])
    server = Postgres(fsync="on", full_page_writes="on", autovacuum="on")
    try:
        server.start()
        figures = [_takeover(server, what, effort) for what in _SIGNALS]
        return Result(_TITLE, _MEANING, figures + _waves(server, effort))
    finally:
        server.remove()


def _takeover(server: Postgres, what: str, effort: Effort) -> Figure:
    found: list[float] = []
    lease = min(LEASE, 2 * effort.limited)
    for number in range(effort.rounds):
        progress(f"takeover, {what}, round {number + 1} of {effort.rounds}")
        found.append(asyncio.run(_replaced(server, _SIGNALS[what], lease)))
    seconds = median(found)
    words = f"{seconds:.1f} s (at most {max(found):.1f})"
    return Figure(f"takeover of a worker that is {what}", words, f"{lease:.0f} s", seconds / lease)


async def _replaced(server: Postgres, number: signal.Signals, lease: float) -> float:
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        url = server.url(f"w{next(_SCHEMAS)}")
        async with fleet(Path(folder).resolve(), url, people=4, lease=lease) as day:
            first, second = day.start(), day.start()
            await day.carried_by({first, second})
            began = time.monotonic()
            day.send(first, number)
            await day.carried_by({second})
            return time.monotonic() - began


def _waves(server: Postgres, effort: Effort) -> list[Figure]:
    rates: dict[int, list[float]] = {n: [] for n in (1, 2, 3)[: len(effort.crowds)]}
    for number in range(effort.rounds):
        for workers, found in rates.items():
            progress(f"{workers} at work, round {number + 1} of {effort.rounds}")
            found.append(asyncio.run(_wave(server, workers, effort)))
    one = median(rates[1])
    return [
        Figure(
            f"questions a second, {workers} at work",
            f"{median(found):,.0f}",
            f"{one:,.0f}",
            median(found) / one,
        )
        for workers, found in rates.items()
    ]


async def _wave(server: Postgres, workers: int, effort: Effort) -> float:
    """How many questions a second, once everybody is at work."""
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        url, people = server.url(f"w{next(_SCHEMAS)}"), 2 * effort.asked
        wait = min(20.0, 5 + 5 * effort.limited)  # until all are at work
        async with fleet(Path(folder).resolve(), url, people=people, wait=wait) as day:
            await day.carried_by({day.start() for _ in range(workers)})
            await until(lambda: _shown(day, 1), 0.01)
            seconds = await until(lambda: _shown(day, people), 0.05)
            return people / max(seconds, 0.001)


async def _shown(day: Fleet, many: int) -> bool:
    await asyncio.sleep(0)
    found = day.square.ask("SELECT count(*) FROM shown WHERE place LIKE '@%'")
    return int(found[0][0]) >= many
