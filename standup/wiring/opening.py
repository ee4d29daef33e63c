"""Opening the database that a configuration names, of whichever kind it is."""

import os
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from standup.config.database import Url
from standup.engine.clock import Clock
from standup.engine.host import Host, SingleProcess
from standup.engine.workers import Workers
from standup.errors import (
    DatabaseChangedError,
    DatabaseError,
    DatabaseTooNewError,
    DatabaseTooOldError,
    StandupError,
)
from standup.store import lanes, lock
from standup.store.database import Operation, Reader, Store
from standup.store.lock import Holder
from standup.store.sqlite.store import SqliteReader, SqliteStore
from standup.store.upgrades import refuse_another_release

T = TypeVar("T")

LEASE = 4.0
"""Seconds for which a worker that says nothing keeps its lanes."""

if TYPE_CHECKING:
    from standup.store.postgres import PostgresReader, PostgresStore


async def open_store(database: Path | Url) -> Store:
    """The database to write to, made or upgraded if need be. Raises DatabaseError."""
    if isinstance(database, Path):
        return await SqliteStore.open(database)
    return await postgres_store().open(database.reveal())


async def open_host(database: Path | Url, clock: Clock, lease: float = LEASE) -> tuple[Store, Host]:
    """The database to write to, and what decides which lanes run in this process.

    On PostgreSQL, with `pgqueuer` installed, that is one worker among others. Raises DatabaseError.
    """
    if isinstance(database, Path) or find_spec("pgqueuer") is None:
        store = await open_store(database)
        return store, SingleProcess(store, clock)
    worker = lanes.worker_of(socket.gethostname(), os.getpid(), secrets.token_hex(4))
    shared = await postgres_store().open(database.reveal(), worker)
    placing = _postgres("pgqueuer").Placing(*shared.whereabouts, worker, lease)
    return shared, Workers(shared, placing, worker, clock)


async def open_reader(database: Path | Url) -> Reader:
    """The database as another process than the bot's sees it. Raises DatabaseError."""
    if isinstance(database, Path):
        return await SqliteReader.open(database)
    return await postgres_reader().open(database.reveal())


@asynccontextmanager
async def reading(database: Path | Url) -> AsyncIterator[Reader]:
    """The same while the block lasts. Raises DatabaseError.

    What fails on the database of another release fails for that reason, and much does not.
    """
    reader = await open_reader(database)
    try:
        yield reader
    except Exception as error:
        if isinstance(error, DatabaseError) or not isinstance(error, StandupError):
            await _refuse_another_release(reader)
        raise
    finally:
        await reader.close()


async def _refuse_another_release(reader: Reader) -> None:
    try:
        await reader.read(refuse_another_release)
    except (DatabaseChangedError, DatabaseTooNewError, DatabaseTooOldError):
        raise
    except Exception:  # noqa: BLE001 - then what failed before says more
        return


async def look(database: Path | Url, find: Operation[T]) -> T:
    """What one look finds in the database, whoever has it open. Raises DatabaseError."""
    async with reading(database) as reader:
        return await reader.read(find)


async def holders(database: Path | Url) -> list[Holder]:
    """Which processes have the database open. Raises DatabaseError."""
    if isinstance(database, Url):
        return await postgres_store().holders(database.reveal())
    found = lock.holder(database)
    return [] if found is None else [found]


async def write_beside(database: Url, change: Operation[None]) -> None:
    """Change what no bot that has the database open changes. Raises DatabaseError."""
    await postgres_store().write_beside(database.reveal(), change)


async def rewrite(database: Path | Url) -> None:
    """Purge deleted rows from the files; SQLite overwrites them by itself. Raises DatabaseError."""
    if isinstance(database, Url):
        await _postgres("rewriting").rewrite(database.reveal())


async def move_to(source: Reader, url: str, say: Callable[[str], None]) -> int:
    """Copy a SQLite database that nobody writes to into an empty PostgreSQL database.

    Returns how many rows there are. Raises DatabaseError.
    """
    moved: int = await _postgres("moving").move(source, url, say)
    return moved


def postgres_store() -> "type[PostgresStore]":
    """The store, imported only where it is used. Raises DatabaseError where asyncpg is missing."""
    found: type[PostgresStore] = _postgres().PostgresStore
    return found


def postgres_reader() -> "type[PostgresReader]":
    """The same for the reader."""
    found: type[PostgresReader] = _postgres().PostgresReader
    return found


def _postgres(part: str = "") -> Any:
    try:
        return import_module(f"standup.store.postgres.{part}".rstrip("."))
    except ImportError as error:
        raise DatabaseError(
            f"PostgreSQL needs `{error.name}`, which is not installed:"
            ' pip install "open-standup[postgres]"'
        ) from error
