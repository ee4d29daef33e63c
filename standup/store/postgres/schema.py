"""The schema of a PostgreSQL database that is one bot's own."""

from standup.errors import DatabaseError
from standup.store.database import Transaction
from standup.store.postgres.connect import Session, quoted, schema_of, use
from standup.store.postgres.sql import dialect
from standup.store.postgres.url import Url
from standup.store.upgrades import upgrade


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


async def prepare(tx: Transaction, url: Url, schema: str) -> int:
    """Make or upgrade the tables; returns the mark of the last batch."""
    await tx.run("SELECT pg_advisory_xact_lock(hashtext(?))", f"upgrade {schema}")
    if await tx.one(_OTHERS, schema):
        raise DatabaseError(
            f"{url} holds other tables in its schema {schema}: name one for the bot alone, such as"
            " ?schema=standup"
        )
    await upgrade(tx, dialect=dialect)
    await tx.run("CREATE TABLE IF NOT EXISTS writer (mark BIGINT NOT NULL)")
    await tx.run("INSERT INTO writer SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM writer)")
    row = await tx.one("SELECT mark FROM writer")
    assert row is not None
    return int(row[0])


# Tables that no extension brought, in a schema that is not ours.
_OTHERS = """
    SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND to_regclass('schema_upgrade') IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM pg_depend d
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    LIMIT 1
"""
