"""A database that somebody keeps from being written to."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from standup.store.database import Store
from standup.store.postgres import PostgresStore
from standup.store.postgres.connect import connect
from standup.store.sqlite.store import SqliteStore


@asynccontextmanager
async def locked(store: Store) -> AsyncIterator[None]:
    """While the block runs, what is written is refused as something that passes."""
    if isinstance(store, SqliteStore):
        await store._writer.execute("PRAGMA query_only = ON")
        yield
        await store._writer.execute("PRAGMA query_only = OFF")
        return
    assert isinstance(store, PostgresStore)
    writer = store._writer
    await writer._session.execute("SET lock_timeout = '50ms'")
    other = await connect(writer._url, writer.schema)
    async with other.transaction():
        await other.execute("LOCK TABLE inbound IN EXCLUSIVE MODE")
        yield
    await other.close()
    await writer._session.execute("SET lock_timeout = 0")
