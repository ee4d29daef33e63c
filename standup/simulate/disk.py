"""A real database file under the real store, its work done in the loop instead of in a thread.

How long a commit takes is drawn; before and after it the process may die. A journal that only this
database has, kept by triggers, tells in which order the store took what it took.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeVar, cast

import aiosqlite

from standup.store.instants import to_ms
from standup.store.lock import Lock
from standup.store.sqlite import SqliteStore
from standup.store.upgrades import upgrade

T = TypeVar("T")

_QUICK = 0.002  # seconds a commit takes at most, on a good day
_SLOW = 0.5
_SELDOM = 0.02

_JOURNAL = """
CREATE TABLE simulated (
  id INTEGER PRIMARY KEY, what TEXT NOT NULL, number INTEGER, adapter TEXT, event TEXT, at BIGINT);
CREATE TRIGGER simulated_inbound AFTER INSERT ON inbound BEGIN
  INSERT INTO simulated (what, adapter, event, at)
  VALUES ('took', NEW.adapter, NEW.id, NEW.taken_at); END;
CREATE TRIGGER simulated_check_in AFTER INSERT ON check_in BEGIN
  INSERT INTO simulated (what, number, at) VALUES ('asked', NEW.id, NEW.opened_at); END;
CREATE TRIGGER simulated_deadline AFTER UPDATE OF deadline_due ON check_in
  WHEN OLD.deadline_due IS NOT NULL AND NEW.deadline_due IS NULL BEGIN
  INSERT INTO simulated (what, number, at) VALUES ('deadline', NEW.id, simulated_now()); END;
CREATE TRIGGER simulated_run AFTER INSERT ON run BEGIN
  INSERT INTO simulated (what, number, at) VALUES ('opened', NEW.id, NEW.opened_at); END;
CREATE TRIGGER simulated_closed AFTER UPDATE OF closed_at ON run BEGIN
  INSERT INTO simulated (what, number, at) VALUES ('closed', NEW.id, NEW.closed_at); END;
CREATE TRIGGER simulated_schedule AFTER INSERT ON schedule BEGIN
  INSERT INTO simulated (what, at) VALUES ('scheduled', simulated_now()); END;
"""
_FACTS = {"prefix": 4, "secret": 32}


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the journal: what the store took or settled, in its own order."""

    what: str
    number: int | None
    adapter: str | None
    event: str | None
    at: int


class Disk:
    """The database file of one simulation, which outlives every process that opens it."""

    def __init__(self, path: Path, chance: Random, now: Callable[[], datetime]) -> None:
        self._path = path
        self._chance = chance
        self._now = now
        self._open: list[Connection] = []
        self._lock: Lock | None = None
        self._full_until = 0.0
        self.full: list[tuple[datetime, datetime]] = []

    def open(self) -> SqliteStore:
        """The store, opened by a process that has just begun."""
        self._lock = Lock.take(self._path)
        is_new = not self._path.exists()
        writer = self._connect()
        writer.create_function("simulated_now", 0, lambda: to_ms(self._now()))
        upgrade(writer)
        if is_new:
            self._prepare(writer)
        reader = self._connect()
        writer.execute("PRAGMA foreign_keys = ON")
        reader.execute("PRAGMA query_only = ON")
        self._open = [Connection(self, writer, writes=True), Connection(self, reader, writes=False)]
        ours, theirs = (cast("aiosqlite.Connection", one) for one in self._open)
        return SqliteStore(ours, theirs, self._lock)

    def break_off(self) -> None:
        """The process that had it open is dead: what was not committed never was."""
        for connection in self._open:
            connection.break_off()
        if self._lock is not None:
            self._lock.release()
        self._open, self._lock = [], None

    def closed(self) -> None:
        """The process that had it open closed it and is gone."""
        self._open, self._lock = [], None

    def fill(self, seconds: float) -> None:
        """Let nothing be written for so long."""
        self._full_until = asyncio.get_running_loop().time() + seconds
        self.full.append((self._now(), self._now() + timedelta(seconds=seconds)))

    @property
    def is_full(self) -> bool:
        """Whether nothing can be written."""
        return asyncio.get_running_loop().time() < self._full_until

    def rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Look at it from outside."""
        connection = self._connect()
        try:
            return connection.execute(sql, parameters).fetchall()
        finally:
            connection.close()

    def journal(self) -> list[Noted]:
        """Everything that was taken and settled, in order."""
        told = "SELECT what, number, adapter, event, at FROM simulated ORDER BY id"
        return [Noted(*row) for row in self.rows(told)]

    def latency(self) -> float:
        """How long the next commit takes."""
        slow = self._chance.random() < _SELDOM
        return self._chance.uniform(0.0, _SLOW if slow else _QUICK)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None, cached_statements=256)
        for pragma in ("journal_mode = WAL", "synchronous = OFF", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Make what a new database makes up for itself follow from the seed."""
        for name, size in _FACTS.items():
            made_up = self._chance.randbytes(size).hex()
            connection.execute("UPDATE fact SET value = ? WHERE name = ?", (made_up, name))
        connection.executescript(_JOURNAL)


class Connection:
    """As much of an aiosqlite connection as the store uses."""

    def __init__(self, disk: Disk, connection: sqlite3.Connection, *, writes: bool) -> None:
        self._disk = disk
        self._conn = connection
        self._writes = writes
        self._is_broken = False

    async def _execute(self, work: Callable[..., T], *arguments: Any) -> T:
        await self._wait()
        if self._writes and self._disk.is_full:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        result = work(*arguments)
        await self._wait()
        return result

    async def _wait(self) -> None:
        if not self._is_broken:
            await asyncio.sleep(self._disk.latency())
        if self._is_broken:
            raise asyncio.CancelledError

    async def close(self) -> None:
        """Let go of the file."""
        self._conn.close()

    def break_off(self) -> None:
        """Nothing more comes of it."""
        self._is_broken = True
        self._conn.close()
