"""A look at PostgreSQL is as of one moment, and takes no transaction where it is one statement."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from standup.store import facts
from standup.store.database import Transaction
from standup.store.postgres import PostgresStore
from tests.postgres import Postgres, schema_of


@asynccontextmanager
async def opened(
    server: Postgres, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[PostgresStore, list[str]]]:
    """A store, and what is said to its server without parameters from now on."""
    said: list[str] = []
    execute = asyncpg.Connection.execute
    store = await PostgresStore.open(server.nearby(schema_of(folder)))

    async def heard(session: Any, query: str, *args: Any, **options: Any) -> str:
        said.append(query)
        return await execute(session, query, *args, **options)

    try:
        with monkeypatch.context() as patch:
            patch.setattr(asyncpg.Connection, "execute", heard)
            yield store, said
    finally:
        await store.close()


async def test_a_single_statement_is_looked_up_without_a_transaction(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(postgres, tmp_path, monkeypatch) as (store, said):
        assert await store.read(lambda tx: facts.get(tx, "prefix"))
        assert said == []


async def test_several_statements_are_of_one_moment_the_first_time_as_well(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = 0

    async def twice(tx: Transaction) -> tuple[str | None, str | None]:
        nonlocal tried
        tried += 1
        before = await facts.get(tx, "one")
        await asyncio.sleep(0)
        if writing := writes.pop() if writes else None:
            await writing
        return before, await facts.get(tx, "one")

    async with opened(postgres, tmp_path, monkeypatch) as (store, said):
        await store.write(lambda tx: facts.put(tx, "one", "1"))
        said.clear()
        writes = [store.write(lambda tx: facts.put(tx, "one", "2"))]
        assert await store.read(twice) == ("2", "2")
        writes = [store.write(lambda tx: facts.put(tx, "one", "3"))]
        assert await store.read(twice) == ("2", "2")
        assert tried == 3  # the second look is known to be of several statements
        assert len([query for query in said if "READ ONLY" in query]) == 2


async def test_a_look_changes_nothing_with_its_only_statement_either(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(postgres, tmp_path, monkeypatch) as (store, _):
        with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
            await store.read(lambda tx: tx.one("UPDATE fact SET value = '' RETURNING 1"))
