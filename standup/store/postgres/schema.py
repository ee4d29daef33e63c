"""The schema of a PostgreSQL database that is one bot's own."""

from standup.errors import DatabaseError, DatabaseInUseError
from standup.store.database import Transaction
from standup.store.postgres.connect import Session, quoted, schema_of, use
from standup.store.postgres.sql import dialect
from standup.store.postgres.url import Url
from standup.store.upgrades import steps, upgrade


async def enter(session: Session, url: Url) -> str:
    """Enter the bot's schema, made if it is named and not there yet."""
    schema = await schema_of(session, url)
    if schema is None and url.schema:
        await session.execute(f"CREATE SCHEMA IF NOT EXISTS {quoted(url.schema)}")
        schema = url.schema
    if schema is None:
        raise DatabaseError(
            f"{url} has no schema that is used by itself: name one, ?schema=standup"
        )
    await use(session, schema)
    return schema


async def prepare(tx: Transaction, url: Url, schema: str) -> None:
    """Make or upgrade the tables; nobody else may be using them."""
    await tx.run("SELECT pg_advisory_xact_lock(hashtext(?))", f"upgrade {schema}")
    if await tx.one(_OTHERS, schema):
        raise DatabaseError(
            f"{url} holds other tables in its schema {schema}: name one for the bot alone, such as"
            " ?schema=standup"
        )
    await upgrade(tx, dialect=dialect)
    await tx.run(_WORKERS)


async def check(tx: Transaction, url: Url) -> None:
    """See that others who use the tables have upgraded them to what this release knows."""
    applied = await tx.one("SELECT max(version) FROM schema_upgrade")
    if applied is None or applied[0] != steps()[-1].version:
        raise DatabaseInUseError(
            f"{url} is in use by workers of another release: stop them, start one of this release,"
            " which upgrades the database, and then the others"
        )


async def sign_in(tx: Transaction, worker: str) -> int:
    """Note a worker, the only one if it has no name; returns the mark of its last batch."""
    await tx.run(
        f"INSERT INTO worker (name, mark, seen_at) VALUES (?, 0, {NOW}) ON CONFLICT DO NOTHING",
        worker,
    )
    await tx.run(_FORGET, _GONE)
    if not worker:
        await tx.run("DELETE FROM lane")  # who has the database alone carries everything
    row = await tx.one("SELECT mark FROM worker WHERE name = ?", worker)
    assert row is not None
    return int(row[0])


_GONE = 86_400_000  # milliseconds since a worker was seen, after which it will not come back
NOW = "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)"
"""The server's clock, in milliseconds, which is the same for all workers."""

_FORGET = f"DELETE FROM worker WHERE name <> '' AND seen_at BETWEEN 1 AND {NOW} - ?"

# Who writes, the mark of their last batch, and when they were last heard of, in milliseconds.
_WORKERS = """
    CREATE TABLE IF NOT EXISTS worker (
        name TEXT COLLATE "C" PRIMARY KEY,
        mark BIGINT NOT NULL,
        seen_at BIGINT NOT NULL
    )
"""

# Tables that no extension brought, in a schema that is not ours.
_OTHERS = """
    SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND to_regclass('schema_upgrade') IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM pg_depend d
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    LIMIT 1
"""
