"""The store in a PostgreSQL database, through asyncpg."""

from standup.store.postgres.store import PostgresReader, PostgresStore

__all__ = ["PostgresReader", "PostgresStore"]
