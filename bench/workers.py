"""Workers that share a database: how fast they are together."""

import asyncio
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.figure import Effort, Figure, Result, progress
from tests.postgres import Postgres, programs
from tests.workers.fleet import Fleet, fleet, until

_TITLE = "workers on one PostgreSQL"
_LEFT_OUT = "Left out: there is no PostgreSQL here; `make postgres` installs one."
_MEANING = (
    "Real processes; questions to everybody at once, on all four platforms. Limit: what one worker"
    " does."
)
_SCHEMAS = count()


def measure(effort: Effort) -> Result:
    """A wave with one, two and three workers."""
    if programs() is None:
        return Result(_TITLE, _LEFT_OUT, [])
    server = Postgres(fsync="on", full_page_writes="on", autovacuum="on")
    try:
        server.start()
        return Result(_TITLE, _MEANING, _waves(server, effort))
    finally:
        server.remove()


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
