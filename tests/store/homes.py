"""Where a store may live, and what happens to it there behind its back."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from standup.config import database as config
from standup.store import facts
from standup.store.database import Reader, Store
from standup.store.driving import drive
from standup.store.postgres import PostgresReader, PostgresStore
from standup.store.postgres.connect import connect, in_one, quoted, use
from standup.store.postgres.sql import dialect
from standup.store.postgres.url import Url
from standup.store.sqlite.store import SqliteReader, SqliteStore, SqliteTransaction
from standup.store.upgrades import Step, upgrade


class Home(Protocol):
    """One place for one database."""

    @property
    def named(self) -> Path | config.Url:
        """As a configuration names it."""

    async def open(self) -> Store: ...

    async def reader(self) -> Reader: ...

    async def upgrade(self, *steps: Step) -> None:
        """Apply these steps as a release that knows no others would; all of them or nothing."""

    async def run(self, sql: str) -> list[tuple[object, ...]]:
        """Carry out a statement behind the store's back."""


@dataclass
class SqliteHome:
    path: Path

    @property
    def named(self) -> Path:
        return self.path

    async def open(self) -> Store:
        return await SqliteStore.open(self.path)

    async def reader(self) -> Reader:
        return await SqliteReader.open(self.path)

    async def upgrade(self, *steps: Step) -> None:
        connection = sqlite3.connect(self.path, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            drive(upgrade(SqliteTransaction(connection), steps))
            connection.execute("COMMIT")
        finally:
            connection.close()

    async def run(self, sql: str) -> list[tuple[object, ...]]:
        connection = sqlite3.connect(self.path, isolation_level=None)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()


@dataclass
class PostgresHome:
    url: str

    @property
    def named(self) -> config.Url:
        return config.Url(self.url)

    @property
    def schema(self) -> str:
        return str(Url.read(self.url).schema)

    async def open(self) -> Store:
        return await PostgresStore.open(self.url)

    async def reader(self) -> Reader:
        return await PostgresReader.open(self.url)

    async def upgrade(self, *steps: Step) -> None:
        session = await connect(Url.read(self.url))
        try:
            await session.execute(f"CREATE SCHEMA IF NOT EXISTS {quoted(self.schema)}")
            await use(session, self.schema)
            await in_one(session, lambda tx: upgrade(tx, steps, dialect))
        finally:
            await session.close()

    async def run(self, sql: str) -> list[tuple[object, ...]]:
        session = await connect(Url.read(self.url), self.schema)
        try:
            return [tuple(row) for row in await session.fetch(sql)]
        finally:
            await session.close()


async def facts_of(store: Reader) -> dict[str, str]:
    """What was put there, besides what each database makes up for itself."""
    rows = await store.read(lambda tx: tx.all("SELECT name, value FROM fact"))
    return {name: value for name, value in rows if name not in {"prefix", facts.SECRET}}
