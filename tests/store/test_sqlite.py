"""What is SQLite's own: one file, its lock, and one hop to its thread for many operations."""

import asyncio
import itertools
import os
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from standup.errors import DatabaseAwayError, DatabaseError
from standup.store import facts, outbox
from standup.store.database import Transaction
from standup.store.driving import drive
from standup.store.lock import holder
from standup.store.sqlite.store import SqliteReader, SqliteStore
from tests.patience import PATIENCE
from tests.store.homes import facts_of

_ROOT = "SELECT rootpage FROM sqlite_master WHERE name = 'outbox'"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    opened = await SqliteStore.open(tmp_path / "standup.db")
    yield opened
    await opened.close()


async def test_operations_given_at_the_same_time_share_a_commit(store: SqliteStore) -> None:
    commits: list[str] = []
    await store._writer.set_trace_callback(commits.append)
    await asyncio.gather(
        *(store.write(lambda tx, n=n: facts.put(tx, f"n{n}", "x")) for n in range(50))  # type: ignore[misc]
    )
    assert len(await facts_of(store)) == 50
    assert sum(sql == "COMMIT" for sql in commits) <= 2


async def test_the_writer_is_durable_at_power_loss_and_keeps_references(store: SqliteStore) -> None:
    async def pragmas(tx: Transaction) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        rows = [await tx.one(f"PRAGMA {name}") for name in names]
        return [row and row[0] for row in rows]

    assert await store.write(pragmas) == ["wal", 2, 1]


async def test_the_lock_names_its_holder_and_is_free_after_closing(tmp_path: Path) -> None:
    store = await SqliteStore.open(tmp_path / "standup.db")
    assert holder(tmp_path / "standup.db") is not None
    await store.close()
    assert holder(tmp_path / "standup.db") is None


async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "standup.db"
    path.write_text("these are my notes, not a database" * 100)
    with pytest.raises(DatabaseError, match="cannot be used as a database"):
        await SqliteStore.open(path)
    assert path.read_text().startswith("these are my notes")
    assert holder(path) is None


@pytest.mark.parametrize(
    ("make", "words"),
    [(Path.mkdir, "is a folder: name a file in it"), (os.mkfifo, "is a pipe or a device")],
)
async def test_what_is_no_file_is_no_database(
    tmp_path: Path, make: Callable[[Path], None], words: str
) -> None:
    make(path := tmp_path / "standup.db")
    with pytest.raises(DatabaseError, match=words):
        await SqliteStore.open(path)
    with pytest.raises(DatabaseError, match=words):
        await SqliteReader.open(path)


async def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "wiki.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE article (title TEXT)")
    content = path.read_bytes()
    with pytest.raises(DatabaseError, match="another program, with tables such as article"):
        await SqliteStore.open(path)
    assert path.read_bytes() == content
    assert holder(path) is None


async def test_a_database_that_is_damaged_meanwhile_is_told_with_what_to_do(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = await SqliteStore.open(path := tmp_path / "standup.db")
    await store.close()
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute(_ROOT).fetchone()
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    store = await SqliteStore.open(path)
    with pytest.raises(DatabaseAwayError):
        await store.write(lambda tx: tx.all("SELECT * FROM outbox"))
    assert "it is damaged: stop the bot, and put a backup in its place" in caplog.text
    await store.close()


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


class Disk:
    """Opening a file takes until it is told to go on, from the so manieth on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, first: int) -> None:
        self.reached, self.goes_on = threading.Event(), threading.Event()
        opened = itertools.count()

        def slow(*arguments: Any, **options: Any) -> sqlite3.Connection:
            if next(opened) == first:
                self.reached.set()
                self.goes_on.wait(PATIENCE)
            return sqlite3.Connection(*arguments, **options)

        monkeypatch.setattr(sqlite3, "connect", slow)


@pytest.mark.parametrize("first", [1, 2, 3], ids=["writer", "reader", "student"])
def test_an_opening_that_is_given_up_lets_go_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: int
) -> None:
    disk, path = Disk(monkeypatch, first), tmp_path / "standup.db"

    async def give_up() -> None:
        opening = asyncio.create_task(SqliteStore.open(path))
        await asyncio.to_thread(disk.reached.wait, PATIENCE)
        opening.cancel()
        asyncio.get_running_loop().call_later(0.05, disk.goes_on.set)
        with pytest.raises(asyncio.CancelledError):
            await opening

    before = set(threading.enumerate())
    asyncio.run(give_up())
    disk.goes_on.set()
    for thread in set(threading.enumerate()) - before:
        thread.join(PATIENCE)
    asyncio.run(opened_and_closed(path))


async def opened_and_closed(path: Path) -> None:
    store = await SqliteStore.open(path)
    await store.close()
