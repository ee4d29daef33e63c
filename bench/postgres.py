"""The same answers on a real PostgreSQL, beside what asyncpg does alone."""

import asyncio
import time
from itertools import count
from pathlib import Path

import asyncpg

from bench import raw
from bench.answers import compare
from bench.figure import Effort, Result
from standup.store.database import Store
from standup.store.postgres import PostgresStore
from standup.store.postgres.url import Url
from tests.postgres import Postgres, programs

_TITLE = "durable answers a second on postgresql"
_LEFT_OUT = "Left out: there is no PostgreSQL here; `make postgres` installs one."
_MEANING = (
    "The same on PostgreSQL, which waits for the disk. Limit: asyncpg keeping an answer and a"
    " cursor, in a commit\n  of its own or 1,000 in one, which goes over in two calls."
)
_SCHEMAS = count()


def measure(effort: Effort) -> Result:
    """Rounds of the path and of both limits on one server."""
    if programs() is None:
        return Result(_TITLE, _LEFT_OUT, [])
    server = Postgres(fsync="on", full_page_writes="on", autovacuum="on")
    try:
        server.start()

        async def opened(_: Path) -> Store:
            return await PostgresStore.open(server.url(f"s{next(_SCHEMAS)}"))

        def limits(commits: int) -> tuple[float, float]:
            return asyncio.run(_limits(server, commits))

        return Result(_TITLE, _MEANING, compare(effort, opened, limits))
    finally:
        server.remove()


async def _limits(server: Postgres, commits: int) -> tuple[float, float]:
    connection = await asyncpg.connect(Url.read(server.url("")).dsn)
    try:
        await connection.execute(
            "DROP TABLE IF EXISTS answer, talk;"
            "CREATE TABLE answer (id BIGSERIAL PRIMARY KEY, message TEXT UNIQUE, text TEXT);"
            "CREATE TABLE talk (id INTEGER PRIMARY KEY, position INTEGER);"
        )
        talks = "INSERT INTO talk SELECT n, 0 FROM generate_series(0, $1 - 1) AS n"
        await connection.execute(talks, raw.AT_ONCE)
        single = await _rate(connection, range(commits), 1)
        return single, await _rate(connection, range(commits, commits * 11), raw.AT_ONCE)
    finally:
        await connection.close()


async def _rate(
    connection: "asyncpg.Connection[asyncpg.Record]", numbers: range, at_once: int
) -> float:
    began = time.perf_counter()
    for first in range(0, len(numbers), at_once):
        batch = numbers[first : first + at_once]
        async with connection.transaction():
            await connection.executemany(
                "INSERT INTO answer (message, text) VALUES ($1, $2)",
                [(f"m{number}", f"words {number}") for number in batch],
            )
            await connection.executemany(
                "UPDATE talk SET position = position + 1 WHERE id = $1",
                [(number % raw.AT_ONCE,) for number in batch],
            )
    return len(numbers) / (time.perf_counter() - began)
