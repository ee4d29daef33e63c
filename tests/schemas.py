"""PostgreSQL schemas that were made once and are emptied between two tests.

Making one takes 240 statements and a tenth of a second of processor time, emptying one a single
statement. Tests of how a database is made and upgraded make their own.
"""

import asyncio
import secrets
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import asyncpg

from standup.store import upgrades
from standup.store.postgres import PostgresStore
from standup.store.postgres.connect import Session, connect, holders_of
from standup.store.postgres.url import Url
from tests.postgres import Postgres

_MOST_USES = 100  # of a schema: what was deleted stays in its tables, and nothing clears them
_KEPT = {"schema_upgrade", "fact", "worker"}  # the bot that comes next is the only worker again
_RELATIONS = """
    SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
    WHERE nspname = $1 AND relkind = $2 ORDER BY relname
"""


@dataclass
class Schema:
    """One of them, the statement that empties it, and the names of the facts of a new one."""

    name: str
    emptied: str
    facts: tuple[str, ...] = ()
    uses: int = 0


class Schemas:
    """Those of one process of the tests."""

    def __init__(self, server: Postgres) -> None:
        self._server = server
        self._ready = deque[Schema]()
        self._made = 0
        self._runner = asyncio.Runner(loop_factory=asyncio.SelectorEventLoop)
        self._session = self._runner.run(self._connected())

    def close(self) -> None:
        """Let go of the server."""
        with suppress(asyncpg.PostgresError, OSError):
            self._runner.run(self._session.close())
        self._runner.close()

    @contextmanager
    def lent(self) -> Iterator[str]:
        """A schema as a database has it that nobody has used; outside of any event loop, or in a
        thread beside it."""
        schema = self._runner.run(self._empty())
        yield schema.name
        if schema.uses < _MOST_USES:
            self._ready.append(schema)
        else:
            self._runner.run(self._drop(schema))

    async def _connected(self) -> Session:
        session = await connect(Url.read(self._server.nearby("public")))
        await session.execute("SET session_replication_role = replica")  # no trigger acts
        await session.execute("SET lock_timeout = '2s'")
        return session

    async def _empty(self) -> Schema:
        while self._ready:
            schema = self._ready.popleft()
            if await self._is_emptied(schema):
                return schema
        return await self._new()

    async def _is_emptied(self, schema: Schema) -> bool:
        """Whether it is; a test that fails may leave one in use, which is then left alone."""
        if await holders_of(self._session, schema.name):
            return False
        with suppress(asyncpg.LockNotAvailableError, asyncpg.DeadlockDetectedError):
            async with self._session.transaction():
                await self._session.fetch(schema.emptied)
                await self._session.execute(
                    f'DELETE FROM "{schema.name}".fact WHERE name <> ALL ($1)',  # noqa: S608
                    schema.facts,
                )
                for name, size in upgrades._RANDOM.values():
                    await self._session.execute(
                        f'UPDATE "{schema.name}".fact SET value = $1 WHERE name = $2',  # noqa: S608
                        *(secrets.token_hex(size), name),
                    )
            schema.uses += 1
            return True
        return False

    async def _new(self) -> Schema:
        self._made += 1
        name = f"made_{self._made}"
        await (await PostgresStore.open(self._server.nearby(name))).close()
        tables = [table for table in await self._named(name, b"r") if table not in _KEPT]
        for table in tables:
            found = await self._session.fetch(f'SELECT FROM "{name}".{table}')
            assert not found, f"{table} is not empty in a new database"
        deleted = [f'd_{n} AS (DELETE FROM "{name}".{table})' for n, table in enumerate(tables)]  # noqa: S608
        again = [f"setval('\"{name}\".{one}', 1, false)" for one in await self._named(name, b"S")]
        facts = await self._session.fetch(f'SELECT name FROM "{name}".fact')  # noqa: S608
        emptied = f"WITH {', '.join(deleted)} SELECT {', '.join(again)}"
        return Schema(name, emptied, tuple(str(row[0]) for row in facts), uses=1)

    async def _named(self, schema: str, kind: bytes) -> list[str]:
        return [str(row[0]) for row in await self._session.fetch(_RELATIONS, schema, kind)]

    async def _drop(self, schema: Schema) -> None:
        if not await holders_of(self._session, schema.name):
            await self._session.execute(f'DROP SCHEMA "{schema.name}" CASCADE')
