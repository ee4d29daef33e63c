"""Moving a database from SQLite to PostgreSQL: all of it or nothing, and each table compared."""

import hashlib
import json
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

import asyncpg

from standup.errors import DatabaseError
from standup.store.database import Reader, Row, Transaction
from standup.store.postgres import connect
from standup.store.postgres.schema import enter, prepare
from standup.store.postgres.sql import PostgresTransaction
from standup.store.postgres.url import Url

_AT_ONCE = 5000
_A_DAY = 86_400.0  # seconds; a table is copied in one statement
_OWN = "schema_upgrade"  # each database keeps its own record of its upgrades


@dataclass(frozen=True, slots=True)
class Table:
    """A table and its columns."""

    name: str
    columns: tuple[str, ...]


@dataclass(slots=True)
class _Sum:
    """How many rows there were, and what they said, in whatever order they came."""

    rows: int = 0
    said: int = field(default=0)

    def add(self, row: Iterable[object]) -> None:
        digest = hashlib.sha256(json.dumps(list(row)).encode()).digest()
        self.rows += 1
        self.said = (self.said + int.from_bytes(digest)) % 2**256


async def move(source: Reader, text: str, say: Callable[[str], None]) -> int:
    """Copy all that a SQLite database holds to the empty one of this URL; returns how many rows.

    `source` must not be written to meanwhile. Raises DatabaseError, and then nothing was copied.
    """
    url = Url.read(text)
    session = await connect.reach(url)
    try:
        schema = await enter(session, url)
        await connect.take_lock(session, url, schema, patience=0)
        return await connect.in_one(session, lambda tx: _fill(tx, source, url, schema, say))
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        raise DatabaseError(f"nothing was moved to {url}: {connect.what(error)}") from error
    finally:  # in order, so that whoever tries again finds the lock free
        with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await session.close(timeout=5)


async def _fill(
    tx: PostgresTransaction, source: Reader, url: Url, schema: str, say: Callable[[str], None]
) -> int:
    if await tx.one("SELECT 1 WHERE to_regclass(?) IS NOT NULL", _OWN):
        raise DatabaseError(
            f"{url} is not empty: there is a bot's data already; name another schema, such as"
            " ?schema=NAME, or drop this one's tables first"
        )
    await prepare(tx, url, schema)
    tables = await source.read(_tables)
    for table in reversed(tables):
        await tx.run(f"DELETE FROM {_quoted(table)}")
    rows = sum([await _move(tx, source, table, say) for table in tables])
    await _search_again(tx, source)
    return rows


async def _tables(tx: Transaction) -> list[Table]:
    """The tables in the order in which they were made, so that what is referred to comes first."""
    names = await tx.all(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> ?"
        " AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'entry_words%' ORDER BY rowid",
        _OWN,
    )
    columns = "SELECT name FROM pragma_table_info(?) ORDER BY cid"
    return [Table(name, tuple(row[0] for row in await tx.all(columns, name))) for (name,) in names]


async def _move(
    tx: PostgresTransaction, source: Reader, table: Table, say: Callable[[str], None]
) -> int:
    there, here = _Sum(), _Sum()
    await tx.run(f"DELETE FROM {_quoted(table)}")  # what triggers wrote as the others came
    await tx.connection.copy_records_to_table(
        table.name, records=_rows(source, table, there), columns=table.columns, timeout=_A_DAY
    )
    columns = ", ".join(map(connect.quoted, table.columns))
    async for row in tx.connection.cursor(f"SELECT {columns} FROM {_quoted(table)}"):
        here.add(row)
    if here != there:
        raise DatabaseError(
            f"table {table.name} is not the same on both sides ({there.rows} and {here.rows} rows):"
            " nothing was moved"
        )
    await _go_on_counting(tx, table)
    say(f"{table.name:<12} {here.rows:>9,} rows, the same on both sides")
    return here.rows


async def _rows(source: Reader, table: Table, told: _Sum) -> AsyncIterator[Row]:
    """All rows of a table, noted as they pass."""
    columns = ", ".join(map(connect.quoted, table.columns))
    query = f"SELECT rowid, {columns} FROM {_quoted(table)} WHERE rowid > ? ORDER BY rowid LIMIT ?"
    last = -(2**63)
    while rows := await source.read(lambda tx, last=last: tx.all(query, last, _AT_ONCE)):  # type: ignore[misc]
        last = rows[-1][0]
        for row in rows:
            said = tuple(_kept(value) for value in row[1:])
            told.add(said)
            yield said


async def _search_again(tx: Transaction, source: Reader) -> None:
    """Index the words of the learning log for this database's own search."""
    query = "SELECT rowid, words, marks FROM entry_words WHERE rowid > ? ORDER BY rowid LIMIT ?"
    last = 0
    while rows := await source.read(lambda tx, last=last: tx.all(query, last, _AT_ONCE)):  # type: ignore[misc]
        last = rows[-1][0]
        await tx.words.put(tx, [(entry, words, marks.split()) for entry, words, marks in rows])


def _kept(value: object) -> object:
    """A value as PostgreSQL can keep it: it has no sign of the number 0."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


async def _go_on_counting(tx: PostgresTransaction, table: Table) -> None:
    """Number new rows after those that came along."""
    if await tx.one(
        "SELECT 1 FROM information_schema.columns WHERE table_schema = current_schema()"
        " AND table_name = ? AND column_name = 'id' AND is_identity = 'YES'",
        table.name,
    ):
        await tx.run(
            f"SELECT setval(pg_get_serial_sequence(?, 'id'), max(id)) FROM {_quoted(table)}"
            " HAVING max(id) IS NOT NULL",
            _quoted(table),
        )


def _quoted(table: Table) -> str:
    return connect.quoted(table.name)
