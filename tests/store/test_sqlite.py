"""Many operations a commit, each on its own; one process a file; upgrades that do not guess."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from standup.errors import (
    DatabaseChangedError,
    DatabaseError,
    DatabaseInUseError,
    DatabaseTooNewError,
)
from standup.store import facts, outbox, upgrades
from standup.store.database import Transaction
from standup.store.lock import holder
from standup.store.sqlite import SqliteReader, SqliteStore, drive


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    opened = await SqliteStore.open(tmp_path / "standup.db")
    yield opened
    await opened.close()


async def facts_of(store: SqliteStore | SqliteReader) -> dict[str, str]:
    rows = await store.read(lambda tx: tx.all("SELECT name, value FROM fact"))
    return {name: value for name, value in rows if name not in {"prefix", facts.SECRET}}


async def test_what_was_written_is_read_back(store: SqliteStore) -> None:
    await store.write(lambda tx: facts.put(tx, "a", "1"))
    assert await facts_of(store) == {"a": "1"}


async def test_operations_given_at_the_same_time_share_a_commit(store: SqliteStore) -> None:
    commits: list[str] = []
    await store._writer.set_trace_callback(commits.append)
    await asyncio.gather(
        *(store.write(lambda tx, n=n: facts.put(tx, f"n{n}", "x")) for n in range(50))  # type: ignore[misc]
    )
    assert len(await facts_of(store)) == 50
    assert sum(sql == "COMMIT" for sql in commits) <= 2


async def test_an_operation_that_fails_changes_nothing_and_spoils_no_other(
    store: SqliteStore,
) -> None:
    async def bad(tx: Transaction) -> None:
        await facts.put(tx, "bad", "1")
        raise ValueError("no")

    results = await asyncio.gather(
        store.write(lambda tx: facts.put(tx, "good", "1")),
        store.write(bad),
        store.write(lambda tx: facts.put(tx, "better", "1")),
        return_exceptions=True,
    )
    assert isinstance(results[1], ValueError)
    assert await facts_of(store) == {"good": "1", "better": "1"}


async def test_a_cancelled_caller_does_not_undo_what_is_being_committed(
    store: SqliteStore,
) -> None:
    waiting = asyncio.create_task(store.write(lambda tx: facts.put(tx, "a", "1")))
    others = [
        asyncio.create_task(store.write(lambda tx, n=n: facts.put(tx, f"n{n}", "1")))  # type: ignore[misc]
        for n in range(5)
    ]
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, *others, return_exceptions=True)
    assert waiting.cancelled()
    assert len(await facts_of(store)) == 6


async def test_closing_finishes_what_was_given_before(tmp_path: Path) -> None:
    store = await SqliteStore.open(tmp_path / "standup.db")
    given = [
        asyncio.create_task(store.write(lambda tx, n=n: facts.put(tx, f"n{n}", "1")))  # type: ignore[misc]
        for n in range(5)
    ]
    await asyncio.sleep(0)
    await store.close()
    await asyncio.gather(*given)
    with pytest.raises(DatabaseError, match="closed"):
        await store.write(lambda tx: facts.put(tx, "late", "1"))


async def test_a_reader_cannot_write(store: SqliteStore) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await store.read(lambda tx: facts.put(tx, "a", "1"))


async def test_the_writer_is_durable_at_power_loss_and_keeps_references(store: SqliteStore) -> None:
    async def pragmas(tx: Transaction) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        rows = [await tx.one(f"PRAGMA {name}") for name in names]
        return [row and row[0] for row in rows]

    assert await store.write(pragmas) == ["wal", 2, 1]


async def test_another_process_may_read_while_the_bot_writes(
    store: SqliteStore, tmp_path: Path
) -> None:
    reader = await SqliteReader.open(tmp_path / "standup.db")
    await store.write(lambda tx: facts.put(tx, "a", "1"))
    assert await facts_of(reader) == {"a": "1"}
    await reader.close()


async def test_a_database_may_be_read_while_no_bot_runs(tmp_path: Path) -> None:
    store = await SqliteStore.open(tmp_path / "standup.db")
    await store.write(lambda tx: facts.put(tx, "a", "1"))
    await store.close()
    reader = await SqliteReader.open(tmp_path / "standup.db")
    assert await facts_of(reader) == {"a": "1"}
    await reader.close()


async def test_two_bots_cannot_open_one_database(store: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(DatabaseInUseError, match="in use by process"):
        await SqliteStore.open(tmp_path / "standup.db")
    other = "import asyncio, pathlib, sys; from standup.store.sqlite import SqliteStore;"
    other += "asyncio.run(SqliteStore.open(pathlib.Path(sys.argv[1])))"
    path = str(tmp_path / "standup.db")
    ended = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", other, path], capture_output=True, check=False
    )
    assert b"DatabaseInUseError" in ended.stderr


async def test_the_lock_names_its_holder_and_is_free_after_closing(tmp_path: Path) -> None:
    store = await SqliteStore.open(tmp_path / "standup.db")
    assert holder(tmp_path / "standup.db") is not None
    await store.close()
    assert holder(tmp_path / "standup.db") is None
    await (await SqliteStore.open(tmp_path / "standup.db")).close()


async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "standup.db"
    path.write_text("these are my notes, not a database" * 100)
    with pytest.raises(DatabaseError, match="cannot be used as a database"):
        await SqliteStore.open(path)
    assert path.read_text().startswith("these are my notes")
    assert holder(path) is None


async def test_a_missing_database_says_what_makes_it(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="standup run"):
        await SqliteReader.open(tmp_path / "none.db")


async def test_a_database_of_a_later_release_is_refused(tmp_path: Path) -> None:
    await (await SqliteStore.open(tmp_path / "standup.db")).close()
    with sqlite3.connect(tmp_path / "standup.db") as connection:
        connection.execute("INSERT INTO schema_upgrade VALUES (99, 'later', 'x', 0)")
    connection.close()
    with pytest.raises(DatabaseTooNewError, match="schema 99"):
        await SqliteStore.open(tmp_path / "standup.db")


async def test_a_changed_upgrade_is_refused(tmp_path: Path) -> None:
    await (await SqliteStore.open(tmp_path / "standup.db")).close()
    with sqlite3.connect(tmp_path / "standup.db") as connection:
        connection.execute("UPDATE schema_upgrade SET checksum = 'other'")
    connection.close()
    with pytest.raises(DatabaseChangedError, match="0001_init"):
        await SqliteStore.open(tmp_path / "standup.db")


def test_an_upgrade_that_fails_half_way_leaves_the_database_as_it_was() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    upgrades.upgrade(connection)
    bad = upgrades.Step(99, "0099_bad", "CREATE TABLE half (a);\nINSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(sqlite3.OperationalError):
        upgrades.upgrade(connection, (*upgrades.steps(), bad))
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    assert "half" not in tables
    upgrades.upgrade(connection)
    connection.close()


def test_a_later_step_is_applied_once_to_an_older_database() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    upgrades.upgrade(connection)
    more = upgrades.Step(99, "0099_more", "CREATE TABLE more (a);")
    for _ in range(2):
        upgrades.upgrade(connection, (*upgrades.steps(), more))
    versions = [row[0] for row in connection.execute("SELECT version FROM schema_upgrade")]
    assert versions == [1, 2, 99]
    connection.close()


def test_an_operation_may_await_nothing_but_the_database() -> None:
    async def wander() -> None:
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="not the database"):
        drive(wander())


def test_only_the_store_knows_sql() -> None:
    words = ("SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM")
    root = Path(__file__).parents[2]
    for source in (root / "standup").rglob("*.py"):
        if "store" not in source.parts:
            text = source.read_text()
            assert not any(f'"{word}' in text for word in words), source


async def test_what_is_no_longer_true_is_found_without_reading_all_that_was_ever_sent(
    store: SqliteStore,
) -> None:
    asked: list[str] = []
    await store._writer.set_trace_callback(asked.append)
    await store.write(lambda tx: outbox.expire(tx, "chat", datetime(2026, 11, 26, tzinfo=UTC)))
    await store._writer.set_trace_callback(lambda _: None)
    [update] = [sql for sql in asked if sql.startswith("UPDATE")]
    plan = await store.read(lambda tx: tx.all(f"EXPLAIN QUERY PLAN {update}"))
    assert [row[3] for row in plan if "SCAN" in row[3]] == []
