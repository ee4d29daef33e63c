"""A database moves to PostgreSQL whole, or not at all."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from standup.core.messages.markup import Message
from standup.errors import DatabaseError, DatabaseInUseError
from standup.store import accounts, facts, outbox, upgrades, writings
from standup.store.database import Asked, Transaction
from standup.store.learning_log.words import mark
from standup.store.outbox import Promise
from standup.store.postgres import PostgresStore
from standup.store.postgres.moving import move
from standup.store.sqlite.store import SqliteStore
from tests.postgres import Postgres, schema_of
from tests.store.homes import PostgresHome, SqliteHome

OURS = mark("standup", "daily")
SIX = Asked((("6",),), (), 0, 9)
NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


@pytest.fixture
def home(postgres: Postgres, tmp_path: Path) -> PostgresHome:
    return PostgresHome(postgres.url(schema_of(tmp_path)))


@pytest.fixture
async def source(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    """A database with a row in most tables, and some gaps in their numbers."""
    store = await SqliteStore.open(tmp_path / "standup.db")
    await store.write(_fill)
    yield store
    await store.close()


async def _fill(tx: Transaction) -> None:
    for number in (3, 7):
        await tx.run(
            "INSERT INTO run (id, standup, day, definition, opened_at, closes_at)"
            " VALUES (?, 'daily', ?, '{}', 1, 9007199254740993)",
            *(number, f"2026-11-2{number}"),
        )
    await tx.run(
        "INSERT INTO participant (run_id, person, name, zone, skipped, figures)"
        " VALUES (7, 'ana', 'Ana \U0001f642 e\u0301', 'Etc/UTC', 0, NULL)"
    )
    await writings.add(tx, 7, "ana", "m1", 'words; "quoted" \\N \t\n\0 end', NOW)
    await accounts.keep_code(tx, "d", "ana", NOW, NOW - NOW.replace(hour=1))
    promised = Promise("k", "chat", Message(()), 1, NOW, account="ana")
    await outbox.promise(tx, promised, NOW)
    await tx.run("UPDATE outbox SET id = 41")
    await tx.words.put(tx, [(number, f"papers {number}", [OURS]) for number in (5, 6)])


async def test_everything_is_there_afterwards_and_new_rows_are_numbered_after_it(
    source: SqliteStore, home: PostgresHome
) -> None:
    said: list[str] = []
    rows = await move(source, home.url, said.append)

    async def all_of(tx: Transaction, table: str) -> list[Any]:
        return await tx.all(f"SELECT * FROM {table} ORDER BY 1, 2")  # noqa: S608

    names = [row[0] for row in await source.read(lambda tx: tx.all(TABLES))]
    assert [line.split()[0] for line in said] == names
    store = await PostgresStore.open(home.url)
    found = 0
    for name in names:
        before = await source.read(lambda tx, name=name: all_of(tx, name))  # type: ignore[misc]
        after = await store.read(lambda tx, name=name: all_of(tx, name))  # type: ignore[misc]
        assert after == [tuple(map(without_nul, row)) for row in before]
        found += len(after)
    assert found == rows > 6
    secret = await store.read(lambda tx: facts.get(tx, facts.SECRET))
    assert secret == await source.read(lambda tx: facts.get(tx, facts.SECRET))

    async def more(tx: Transaction) -> Any:
        await outbox.promise(tx, Promise("l", "chat", Message(()), 1, NOW, account="ana"), NOW)
        return await tx.all("SELECT id FROM outbox ORDER BY id")

    assert await store.write(more) == [(41,), (42,)]
    assert await store.write(lambda tx: writings.add(tx, 7, "ana", "m2", "x", NOW)) == 2
    await store.close()


TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'schema_upgrade'"
    " AND name NOT LIKE 'entry_words%' ORDER BY rowid"
)


def without_nul(value: Any) -> Any:
    """PostgreSQL has no sign of the number 0."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


def silent(_: str) -> None: ...


async def test_the_learning_log_is_searched_there_as_here(
    source: SqliteStore, home: PostgresHome
) -> None:
    await move(source, home.url, silent)
    store = await home.open()
    for asked, found in ((Asked((("paper",),), ((OURS,),), 0, 9), [6, 5]), (SIX, [6])):
        look = partial(find, asked=asked)
        assert await source.read(look) == await store.read(look) == found
    await store.close()


async def find(tx: Transaction, asked: Asked) -> list[int]:
    return await tx.words.find(tx, asked, 9, oldest_first=False)


async def test_an_older_database_is_upgraded_on_the_way(tmp_path: Path, home: PostgresHome) -> None:
    await SqliteHome(tmp_path / "old.db").upgrade(upgrades.steps()[0])
    source = await SqliteStore.open(tmp_path / "old.db")
    assert await move(source, home.url, silent) == 2
    await source.close()
    await (await home.open()).close()


async def test_a_database_that_is_not_empty_is_left_alone(
    source: SqliteStore, home: PostgresHome
) -> None:
    store = await home.open()
    with pytest.raises(DatabaseInUseError):
        await move(source, home.url, silent)
    await store.write(lambda tx: facts.put(tx, "a", "1"))
    await store.close()
    with pytest.raises(DatabaseError, match="is not empty"):
        await move(source, home.url, silent)
    assert await home.run("SELECT value FROM fact WHERE name = 'a'") == [("1",)]


async def test_what_is_not_the_same_on_both_sides_is_not_moved(
    source: SqliteStore, home: PostgresHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = asyncpg.Connection.copy_records_to_table

    async def copy(session: Any, table: str, **how: Any) -> None:
        await real(session, table, **how)
        if table == "outbox":
            await session.execute("UPDATE outbox SET content = content || ' '")

    monkeypatch.setattr(asyncpg.Connection, "copy_records_to_table", copy)
    with pytest.raises(DatabaseError, match="outbox is not the same"):
        await move(source, home.url, silent)
    monkeypatch.undo()
    assert await move(source, home.url, silent) > 6


async def test_a_row_that_postgresql_refuses_stops_all_of_it(
    source: SqliteStore, home: PostgresHome
) -> None:
    await source._writer.execute("PRAGMA foreign_keys = OFF")
    await source.write(lambda tx: tx.run("UPDATE participant SET run_id = 99"))
    with pytest.raises(DatabaseError, match="nothing was moved"):
        await move(source, home.url, silent)
    with pytest.raises(DatabaseError, match="standup run"):
        await home.reader()
