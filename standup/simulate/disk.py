"""A real database file under the real store, its work done in the loop instead of in a thread.

How long a commit takes is drawn; before and after it the process may die. A journal that only this
database has, kept by triggers, tells in which order the store took what it took.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeVar, cast

import aiosqlite

from standup.errors import DatabaseError
from standup.store import simulated
from standup.store.lock import Lock
from standup.store.sqlite.store import SqliteStore, upgrade_here

T = TypeVar("T")

_QUICK = 0.002  # seconds a commit takes at most, on a good day
_SLOW = 0.5
_SELDOM = 0.1

_FACTS = {"prefix": 4, "secret": 32}


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a database says that cannot be written, and whether a process can still open it."""

    words: str
    code: int
    opens: bool = False

    def error(self) -> sqlite3.OperationalError:
        """As SQLite raises it."""
        error = sqlite3.OperationalError(self.words)
        error.sqlite_errorcode = self.code
        return error


FULL = Refusal("database or disk is full", sqlite3.SQLITE_FULL, opens=True)
READ_ONLY = Refusal("attempt to write a readonly database", sqlite3.SQLITE_READONLY)
LOCKED = Refusal("database is locked", sqlite3.SQLITE_BUSY)


class Disk:
    """The database file of one simulation, which outlives every process that opens it."""

    def __init__(
        self, path: Path, chance: Random, now: Callable[[], datetime], step: Callable[[], int]
    ) -> None:
        self.commits: list[int] = []  # the steps in each of which something was committed
        self._path = path
        self._step = step
        self._chance = chance
        self._now = now
        self._files: list[sqlite3.Connection] = []  # to write and to read, by whichever process
        self._open: list[Connection] = []
        self._lock: Lock | None = None
        self._refusal = FULL
        self._refuses_until = 0.0
        self.refused: list[tuple[datetime, datetime]] = []

    def open(self) -> SqliteStore:
        """The store, opened by a process that has just begun. Raises DatabaseError."""
        refusal = self.refusal
        if refusal is not None and not refusal.opens:
            raise DatabaseError(f"it cannot be used as a database: {refusal.words}")
        self._lock = Lock.take(self._path)
        writer, reader = self._files = self._files or self._opened()
        upgrade_here(writer)
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

    def refuse(self, refusal: Refusal, seconds: float) -> None:
        """Refuse every write for so long."""
        self._refusal = refusal
        self._refuses_until = asyncio.get_running_loop().time() + seconds
        self.refused.append((self._now(), self._now() + timedelta(seconds=seconds)))

    @property
    def refusal(self) -> Refusal | None:
        """Why nothing can be written, if so."""
        refuses = asyncio.get_running_loop().time() < self._refuses_until
        return self._refusal if refuses else None

    @contextmanager
    def from_outside(self) -> Iterator[sqlite3.Connection]:
        """A look at it, whoever else has it open."""
        connection = self._connect()
        try:
            yield connection
        finally:
            connection.close()

    def committed(self) -> None:
        """Remember the step of a commit: it begins and ends within one."""
        self.commits.append(self._step())

    def latency(self) -> float:
        """How long the next commit takes."""
        slow = self._chance.random() < _SELDOM
        return self._chance.uniform(0.0, _SLOW if slow else _QUICK)

    def close(self) -> None:
        """Nobody opens it any more."""
        for file in self._files:
            file.close()

    def _opened(self) -> list[sqlite3.Connection]:
        """The file, opened once for all processes: each would plan every statement anew."""
        if is_new := not self._path.exists():
            simulated.lay(self._path)
        writer = self._connect()
        simulated.tell_time(writer, self._now)
        if is_new:
            self._prepare(writer)
        reader = self._connect()
        writer.execute("PRAGMA foreign_keys = ON")
        reader.execute("PRAGMA query_only = ON")
        return [writer, reader]

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None, cached_statements=256)
        for pragma in ("journal_mode = WAL", "synchronous = OFF", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Make what a new database makes up for itself follow from the seed."""
        for name, size in _FACTS.items():
            simulated.make_up(connection, name, self._chance.randbytes(size).hex())
        simulated.watch(connection)


class Connection:
    """As much of an aiosqlite connection as the store uses."""

    def __init__(self, disk: Disk, connection: sqlite3.Connection, *, writes: bool) -> None:
        self._disk = disk
        self._conn = connection
        self._writes = writes
        self._is_broken = self._is_closed = False

    async def _execute(self, work: Callable[..., T], *arguments: Any) -> T:
        await self._wait()
        if self._is_closed:
            raise sqlite3.ProgrammingError("Cannot operate on a closed database.")
        refusal = self._disk.refusal
        if self._writes and refusal is not None:
            raise refusal.error()
        before = self._conn.total_changes
        result = work(*arguments)
        if self._conn.total_changes != before:
            self._disk.committed()
        await self._wait()
        return result

    async def _wait(self) -> None:
        if not self._is_broken:
            await asyncio.sleep(self._disk.latency())
        if self._is_broken:
            raise asyncio.CancelledError

    async def close(self) -> None:
        """Be done with the file."""
        self._is_closed = True

    def break_off(self) -> None:
        """Nothing more comes of it."""
        self._is_broken = True
        self._conn.rollback()
