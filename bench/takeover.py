"""How soon other workers carry what one that is gone had carried."""

import asyncio
import os
import signal
import time
from itertools import count, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.figure import FULL, Effort, Figure, Result, progress
from standup.store import lanes
from standup.store.database import Reader
from standup.wiring.opening import LEASE
from tests.postgres import Postgres, programs
from tests.workers.fleet import Fleet, fleet, until

_TITLE = "takeover among workers on one PostgreSQL"
_LEFT_OUT = "Left out: there is no PostgreSQL here; `make postgres` installs one."
_MEANING = (
    "Real processes; four platforms and the schedule are five lanes. From the signal until others"
    " carry every lane:\n  the median and the worst of so many tries. Limit: the lease, for which"
    " a silent worker keeps its lanes.\n  Ratio: the worst of them, of the lease."
)
_TRIES = 20
_SCHEMAS = count()
_SIGNALS = {
    "killed (SIGKILL)": signal.SIGKILL,
    "hung (SIGSTOP)": signal.SIGSTOP,
    "told to end (SIGTERM)": signal.SIGTERM,
}


def measure(effort: Effort) -> Result:
    """Takeovers after each signal."""
    if programs() is None:
        return Result(_TITLE, _LEFT_OUT, [])
    server = Postgres(fsync="on", full_page_writes="on", autovacuum="on")
    try:
        server.start()
        tried = islice(_SIGNALS, effort.ways)
        return Result(_TITLE, _MEANING, [_takeovers(server, what, effort) for what in tried])
    finally:
        server.remove()


def _takeovers(server: Postgres, what: str, effort: Effort) -> Figure:
    tries = max(1, min(_TRIES * effort.rounds // FULL.rounds, int(2 * effort.limited)))
    lease = min(LEASE, 2 * effort.limited)
    found = asyncio.run(_each(server, what, tries, lease))
    told = f"{median(found):.1f} s (worst of {tries}: {max(found):.1f})"
    return Figure(f"takeover of a worker that is {what}", told, f"{lease:g} s", max(found) / lease)


async def _each(server: Postgres, what: str, tries: int, lease: float) -> list[float]:
    """Seconds of each try; whoever took over is the next to go."""
    found: list[float] = []
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        url = server.url(f"takeover{next(_SCHEMAS)}")
        async with fleet(Path(folder).resolve(), url, people=4, lease=lease) as day:
            first = day.start()
            for number in range(tries):
                progress(f"takeover, {what}, {number + 1} of {tries}")
                second = day.start()
                await day.carried_by({first, second})
                found.append(await _replaced(day, first, second, _SIGNALS[what]))
                first = second
    return found


async def _replaced(day: Fleet, first: int, second: int, number: signal.Signals) -> float:
    reader = await day.reader()
    try:
        began = time.monotonic()
        os.kill(first, number)
        await until(lambda: _carries_all(reader, second), 0.02)
        return time.monotonic() - began
    finally:
        await reader.close()
        process = day.processes.pop(first)
        process.kill()
        process.wait(30)


async def _carries_all(reader: Reader, pid: int) -> bool:
    return all(one.pid == pid for one in await reader.read(lanes.taken))
