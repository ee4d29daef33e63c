"""Reaching a PostgreSQL database, its schema and its lock."""

import asyncio
import os
import socket
import time
from collections.abc import Awaitable, Callable
from typing import TypeAlias, TypeVar

import asyncpg

from standup.errors import DatabaseAwayError, DatabaseError, DatabaseInUseError
from standup.store.lock import Holder
from standup.store.postgres import pooler
from standup.store.postgres.parameters import Wire
from standup.store.postgres.sql import Connection, PostgresTransaction
from standup.store.postgres.url import Url

_OLDEST = 13
_GOOD_BYE = 2.0  # seconds for a connection to end well
_LONGEST_STATEMENT = 60.0  # seconds until a connection that says nothing counts as lost
_LOCK = 0x57A4D0B  # ours among the advisory locks of a database: who uses it
_NAME = "open-standup"
_LONGEST_NAME = 63  # bytes that PostgreSQL keeps of an application's name
_SETTINGS = {
    "tcp_keepalives_idle": "15",  # so that a machine that vanished lets go of its lock
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}

T = TypeVar("T")
Session: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
Work = Callable[[PostgresTransaction], Awaitable[T]]
_BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"

# Class 08: no connection; 40: a clash; 53: no room; 57: shut down or cancelled; 58: the system;
# 55P03: a lock that somebody else holds.
_PASSING = ("08", "40", "53", "57", "58", "55P03")

# The second is said of a connection whose server has taken its leave, and which is not closed yet.
_BROKEN = (OSError, asyncpg.InternalClientError)


def passes(error: BaseException) -> bool:
    """Whether the database is to blame, not the operation: it may be given again later."""
    if isinstance(error, asyncpg.PostgresError):
        return str(error.sqlstate or "").startswith(_PASSING)
    closed = isinstance(error, asyncpg.InterfaceError) and not isinstance(error, ValueError)
    return closed or isinstance(error, _BROKEN)


def is_lost(connection: Connection, error: BaseException) -> bool:
    """Whether the connection is of no use any more."""
    if isinstance(error, asyncpg.PostgresError) and not connection.is_closed():
        return str(error.sqlstate or "").startswith(("08", "57P"))
    return connection.is_closed() or isinstance(error, _BROKEN)


def what(error: BaseException) -> str:
    """The error in words, without anything people wrote."""
    if isinstance(error, asyncpg.DataError):  # it quotes what was to be written
        return type(error).__name__
    return str(error).partition("\n")[0] or type(error).__name__


async def connect(
    url: Url, schema: str | None = None, statement: float | None = None, *, reads: bool = False
) -> Session:
    """A new connection, in the schema if it is known, which may do no more than read if it `reads`.

    Raises what asyncpg and the system raise.
    """
    place = {"search_path": quoted(schema)} if schema else {}
    if reads:
        place["default_transaction_read_only"] = "on"
    session = await asyncpg.connect(
        url.dsn,
        timeout=url.wire.patience,
        command_timeout=statement or _LONGEST_STATEMENT,
        statement_cache_size=500,
        max_cached_statement_lifetime=0,
        server_settings={"application_name": _application(), **_SETTINGS, **place},
    )
    _notice_silence(session, url.wire)
    return session


async def closed(session: Session) -> None:
    """End a connection, whatever it says."""
    try:
        async with asyncio.timeout(_GOOD_BYE):  # its own limit leaves out what it waits for first
            await session.close(timeout=_GOOD_BYE)
    except Exception:  # noqa: BLE001 - it is of no use any more
        session.terminate()


def _notice_silence(session: Session, how: Wire) -> None:
    transport = session._transport  # type: ignore[attr-defined]  # noqa: SLF001 - no other way
    wire = transport.get_extra_info("socket")
    if wire is not None and wire.family != socket.AF_UNIX:
        how.settle(wire)


async def reach(url: Url) -> Session:
    """A connection to a database that will do. Raises DatabaseError, which says what to mend."""
    try:
        connection = await connect(url)
    except asyncpg.ProtocolViolationError as error:
        if pooler.is_named(error):
            raise DatabaseError(f"{url} {pooler.INSTEAD}") from error
        raise DatabaseAwayError(f"{url} cannot be reached: {what(error)}") from error
    except asyncpg.UndefinedObjectError as error:
        which = "" if "password=" in url.dsn else f": {what(error)}"  # it may be of the password
        raise DatabaseError(
            f"{url} does not know a parameter that its URL has{which}; leave it out"
        ) from error
    except (OSError, asyncpg.PostgresError) as error:
        kind = DatabaseAwayError if passes(error) else DatabaseError
        raise kind(f"{url} cannot be reached: {what(error)}") from error
    except (ValueError, OverflowError, asyncpg.InterfaceError) as error:
        raise DatabaseError(f"the URL {url} cannot be read: {what(error)}") from error
    try:
        await _refuse_a_pooler(connection, url)
        await _check(connection, url)
    except BaseException:
        connection.terminate()
        raise
    return connection


async def _refuse_a_pooler(connection: Session, url: Url) -> None:
    if await pooler.is_between(connection, lambda: connect(url)):
        raise DatabaseError(f"{url} {pooler.INSTEAD}")


async def _check(connection: Session, url: Url) -> None:
    version = connection.get_server_version()
    if version.major < _OLDEST:
        raise DatabaseError(
            f"{url} is PostgreSQL {version.major}; open-standup needs {_OLDEST} or later"
        )
    encoding = await connection.fetchval("SHOW server_encoding")
    if encoding != "UTF8":
        raise DatabaseError(
            f"{url} keeps text as {encoding}: make the database anew with ENCODING 'UTF8'"
        )


async def schema_of(connection: Session, url: Url) -> str | None:
    """The schema that holds, or is to hold, the bot's tables; None where it is not there yet."""
    if url.schema is None:
        found = await connection.fetchval("SELECT current_schema()")
    else:
        found = await connection.fetchval(
            "SELECT nspname FROM pg_namespace WHERE nspname = $1", url.schema
        )
    return None if found is None else str(found)


async def use(connection: Session, schema: str) -> None:
    """Make unqualified names mean this schema."""
    await connection.execute("SELECT set_config('search_path', $1, false)", quoted(schema))


async def in_one(session: Session, work: Work[T], first: str = "") -> T:
    """Carry out the work in a transaction of its own; where it raises, nothing has changed.

    `first` is a statement to begin it with.
    """
    await _begin(session, first)
    try:
        result = await work(PostgresTransaction(session))
        await session.execute("COMMIT")
    except BaseException as error:
        if is_lost(session, error):
            session.terminate()
        elif session.is_in_transaction():
            await session.execute("ROLLBACK")
        raise
    return result


async def _begin(session: Session, first: str) -> None:
    try:
        await session.execute(f"{_BEGIN}; {first}")
    except asyncpg.PostgresError:  # such as one that has become another's copy
        session.terminate()
        raise


async def be_durable(connection: Session) -> None:
    """Make a commit wait for the disk, also where the server is set not to."""
    await connection.execute(
        "SELECT set_config('synchronous_commit', 'on', false)"
        " WHERE current_setting('synchronous_commit') = 'off'"
    )


def quoted(name: str) -> str:
    """A name as SQL wants it, whatever it holds."""
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def _application() -> str:
    return _named(os.getpid(), socket.gethostname())


def _named(pid: int, host: str) -> str:
    return f"{_NAME} {pid} {host}".encode()[:_LONGEST_NAME].decode(errors="ignore")


async def take_lock(
    connection: Session, url: Url, schema: str, patience: float, *, shared: bool = False
) -> None:
    """Take the lock of a schema; a process that just died is given a moment to let go of it.

    Several may hold it if all of them say that they share. It is freed when the connection ends.
    Raises DatabaseInUseError with its holder.
    """
    key = await key_of(connection, schema)
    until = time.monotonic() + patience
    while not await try_lock(connection, key, shared=shared):
        if time.monotonic() > until:
            holder = next(iter(await holders_of(connection, schema)), Holder())
            raise DatabaseInUseError(
                f"{url} is in use by {holder}: stop that one first, since two bots on one"
                " database would ask everybody twice"
                + ("" if shared else '; several share the work with "open-standup[workers]"')
            )
        await asyncio.sleep(0.05)


async def try_lock(connection: Session, key: int, *, shared: bool) -> bool:
    """Take the lock of a schema if it is free for us."""
    how = "pg_try_advisory_lock_shared" if shared else "pg_try_advisory_lock"
    return bool(await connection.fetchval(f"SELECT {how}($1, $2)", _LOCK, key))


async def share_lock(connection: Session, schema: str) -> None:
    """Share the lock that we had alone with others who share it."""
    key = await key_of(connection, schema)
    await try_lock(connection, key, shared=True)
    await connection.fetchval("SELECT pg_advisory_unlock($1, $2)", _LOCK, key)


async def end_old(connection: Session, backend: int, patience: float) -> None:
    """End a connection that we have lost, and that may live on for the server with its lock.

    Raises TimeoutError where it does not end.
    """
    until = time.monotonic() + patience
    while await connection.fetchval(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
        " WHERE pid = $1 AND application_name = current_setting('application_name')",
        backend,
    ):
        if time.monotonic() > until:
            raise TimeoutError("its old connection does not end")
        await asyncio.sleep(0.05)


async def holders_of(connection: Session, schema: str) -> list[Holder]:
    """Who has the lock of a schema."""
    rows = await connection.fetch(
        "SELECT coalesce(a.application_name, '') FROM pg_locks l"
        " LEFT JOIN pg_stat_activity a ON a.pid = l.pid"
        " WHERE l.locktype = 'advisory' AND l.granted AND l.classid = $1 AND l.objid = $2"
        " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        _LOCK,
        await key_of(connection, schema) % 2**32,
    )
    return [_holder(str(row[0])) for row in rows]


def _holder(name: str) -> Holder:
    words = name.split(" ")
    if len(words) != 3 or words[0] != _NAME or not words[1].isdecimal():
        return Holder()
    pid, host = int(words[1]), words[2]
    return Holder(pid, host, is_here=_named(pid, socket.gethostname()) == _named(pid, host))


async def key_of(connection: Session, schema: str) -> int:
    """The schema's number, as the signed one that an advisory lock takes."""
    oid = await connection.fetchval("SELECT oid FROM pg_namespace WHERE nspname = $1", schema)
    assert isinstance(oid, int)
    return oid if oid < 2**31 else oid - 2**32
