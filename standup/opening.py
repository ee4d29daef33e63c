"""Opening the database that a configuration names, of whichever kind it is."""

import socket
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standup.config.database import Url
from standup.errors import DatabaseError
from standup.store import lock
from standup.store.database import Reader, Store
from standup.store.lock import Holder
from standup.store.sqlite import SqliteReader, SqliteStore

if TYPE_CHECKING:
    from standup.store.postgres import PostgresReader, PostgresStore


async def open_store(database: Path | Url) -> Store:
    """The database to write to, made or upgraded if need be. Raises DatabaseError."""
    if isinstance(database, Path):
        return await SqliteStore.open(database)
    return await postgres_store().open(database.reveal())


async def open_reader(database: Path | Url) -> Reader:
    """The database as another process than the bot's sees it. Raises DatabaseError."""
    if isinstance(database, Path):
        return await SqliteReader.open(database)
    return await postgres_reader().open(database.reveal())


async def holders(database: Path | Url) -> list[Holder]:
    """Which processes have the database open. Raises DatabaseError."""
    if isinstance(database, Url):
        return await postgres_store().holders(database.reveal())
    pid = lock.holder(database)
    return [] if pid is None else [Holder(pid, socket.gethostname(), is_here=True)]


async def move_to(source: Reader, url: str, say: Callable[[str], None]) -> int:
    """Copy a SQLite database that nobody writes to into an empty PostgreSQL database.

    Returns how many rows there are. Raises DatabaseError.
    """
    _postgres()
    moved: int = await import_module("standup.store.postgres.moving").move(source, url, say)
    return moved


def postgres_store() -> "type[PostgresStore]":
    """The store, imported only where it is used. Raises DatabaseError where asyncpg is missing."""
    found: type[PostgresStore] = _postgres().PostgresStore
    return found


def postgres_reader() -> "type[PostgresReader]":
    """The same for the reader."""
    found: type[PostgresReader] = _postgres().PostgresReader
    return found


def _postgres() -> Any:
    try:
        return import_module("standup.store.postgres")
    except ImportError as error:
        raise DatabaseError(
            f"PostgreSQL needs `{error.name}`, which is not installed:"
            ' pip install "open-standup[postgres]"'
        ) from error
