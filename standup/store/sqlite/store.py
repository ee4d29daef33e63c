"""SQLite through aiosqlite: one writing connection, one writer, many operations a commit.

A batch runs in one hop to the connection's thread (aiosqlite's `_execute`, pinned and held by a
test), so that 1,000 conversations at once share a disk flush and a single one waits for nobody.
"""

import asyncio
import logging
import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from standup.errors import DatabaseAwayError, DatabaseError, DatabaseReplacedError
from standup.store.database import Operation, Row, Words
from standup.store.driving import drive
from standup.store.lock import Lock, refuse_no_file
from standup.store.sqlite.disk_faults import Watch, remedy, unopened, unread, unwritten
from standup.store.sqlite.opened import Opened
from standup.store.sqlite.words import Fts5
from standup.store.upgrades import HISTORY, upgrade

T = TypeVar("T")

logging.getLogger("aiosqlite").setLevel(logging.INFO)  # its DEBUG prints parameters

MOST_AT_ONCE = 1000
_OLDEST = (3, 35, 0)
_CAN_SEARCH = "SELECT 1 FROM pragma_compile_options WHERE compile_options = 'ENABLE_FTS5'"
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
_WRITER = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA cache_size = -16384",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten
    "PRAGMA temp_store = MEMORY",  # what a savepoint may restore would else go to a file
)
_READER = ("PRAGMA query_only = ON", "PRAGMA busy_timeout = 5000")


class SqliteTransaction:
    """A transaction on the connection's own thread, where nothing has to wait."""

    words: Words = Fts5()

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._execute = connection.execute
        self._executemany = connection.executemany

    async def run(self, sql: str, *parameters: Any) -> int:
        """See Transaction."""
        return self._execute(sql, parameters).rowcount

    async def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """See Transaction."""
        self._executemany(sql, rows)

    async def one(self, sql: str, *parameters: Any) -> Row | None:
        """See Transaction."""
        rows: list[Row] = self._execute(sql, parameters).fetchall()
        return rows[0] if rows else None

    async def all(self, sql: str, *parameters: Any) -> list[Row]:
        """See Transaction."""
        return self._execute(sql, parameters).fetchall()

    async def attempt(self, operation: Operation[T]) -> T:
        """See Transaction."""
        self._execute("SAVEPOINT part")
        try:
            result = await operation(self)
        except BaseException:
            if self._connection.in_transaction:  # else the database itself gave all of it up
                self._execute("ROLLBACK TO part")
                self._execute("RELEASE part")
            raise
        self._execute("RELEASE part")
        return result


_Waiting = tuple[Operation[Any], "asyncio.Future[Any]"]
_Outcome = tuple[Any, Exception | None]


class SqliteStore:
    """The store in one SQLite file."""

    def __init__(
        self,
        writer: aiosqlite.Connection,
        reader: aiosqlite.Connection,
        lock: Lock,
        student: aiosqlite.Connection | None = None,
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._student = student or reader
        self._lock = lock
        self._watch = Watch(lock.database)
        self._opened = Opened(lock.database)
        self._failure: asyncio.Future[Exception] = asyncio.get_running_loop().create_future()
        self._waiting: list[_Waiting] = []
        self._wake = asyncio.Event()
        self._closing = False
        self._task = asyncio.create_task(self._write_batches(), name="store writer")

    @classmethod
    async def open(cls, path: Path) -> "SqliteStore":
        """Open the file, made if need be, upgraded if it is of an earlier release.

        Raises DatabaseInUseError, DatabaseTooNewError, DatabaseChangedError or DatabaseError.
        """
        _check_version()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = Lock.take(path)
            try:
                path.touch(mode=0o600)  # what people wrote is nobody else's to read
            except OSError:
                lock.release()
                raise
        except OSError as error:
            raise DatabaseError(
                f"{path} cannot be written: {error.strerror}. See that the bot's user may write it"
                " and its folder, and that there is room"
            ) from error
        try:
            writer = await _connect(str(path), ())
            opened = [writer]
            try:
                await _hop(writer, lambda connection: _refuse_foreign(path, connection))
                await _set(writer, _WRITER)
                await _hop(writer, upgrade_here)
                opened.append(await _connect(str(path), _READER))
                opened.append(await _connect(str(path), _READER))
            except BaseException:
                for connection in opened:
                    await connection.close()
                raise
        except sqlite3.Error as error:
            lock.release()
            why = unopened(path, error)
            raise DatabaseError(f"{path} cannot be used as a database: {why}") from error
        except BaseException:
            lock.release()
            raise
        _, reader, student = opened
        return cls(writer, reader, lock, student)

    async def write(self, operation: Operation[T]) -> T:
        """See Store."""
        if self._closing:
            raise DatabaseError("the database is closed")
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((operation, done))
        self._wake.set()
        return await done

    async def read(self, operation: Operation[T]) -> T:
        """See Store."""
        try:
            return await _hop(self._reader, lambda connection: _snapshot(connection, operation))
        except sqlite3.DatabaseError as error:
            if not remedy(error):
                raise
            self._watch.look([error])
            raise DatabaseAwayError(f"the database cannot be read now: {error}") from error

    async def study(self, operation: Operation[T]) -> T:
        """See Store. What is given up is interrupted, so that the next need not wait for it; where
        the next has begun by then it is that which is, and is done once more."""
        while True:
            try:
                return await _hop(self._student, lambda one: _snapshot(one, operation))
            except asyncio.CancelledError:
                if self._student is not self._reader:
                    await self._student.interrupt()
                raise
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                    raise

    async def clear(self) -> None:
        """See Store."""
        await _hop(self._writer, lambda c: c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())

    async def failure(self) -> Exception:
        """See Store. A locked or full file is so for a while only; a replaced one is not."""
        return await asyncio.shield(self._failure)

    async def close(self) -> None:
        """See Store."""
        self._closing = True
        self._wake.set()
        await self._task
        with self._opened.sparing():
            if self._student is not self._reader:
                await self._student.close()
            await self._reader.close()
            await self._writer.close()
        self._lock.release()

    async def _write_batches(self) -> None:
        while self._waiting or not self._closing:
            await self._wake.wait()
            batch, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
            if not self._waiting:
                self._wake.clear()
            if batch:
                outcomes = await self._commit_batch([operation for operation, _ in batch])
                self._watch.look(error for _, error in outcomes)
                _tell(batch, outcomes)

    async def _commit_batch(self, operations: list[Operation[Any]]) -> list[_Outcome]:
        if self._failure.done():
            return [(None, self._failure.result())] * len(operations)
        try:
            return await _hop(self._writer, lambda connection: self._kept(connection, operations))
        except Exception as error:  # noqa: BLE001 - handed to whoever waits
            if isinstance(error, DatabaseReplacedError) and not self._failure.done():
                self._failure.set_result(error)
            return [(None, error)] * len(operations)

    def _kept(
        self, connection: sqlite3.Connection, operations: list[Operation[Any]]
    ) -> list[_Outcome]:
        """Commit; what went to files that are no longer there was not kept, and is not told of."""
        try:
            return _commit(connection, operations)
        finally:
            if self._opened.has_changed():
                raise self._opened.rescue(connection)


async def _hop(connection: aiosqlite.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    """Do all of a piece of work at once in the connection's thread."""
    result: T = await connection._execute(work, connection._conn)  # type: ignore[no-untyped-call]
    return result


def _tell(batch: list[_Waiting], outcomes: list[_Outcome]) -> None:
    for (_, done), (result, error) in zip(batch, outcomes, strict=True):
        if done.done():  # its caller was cancelled; the work stands
            continue
        if error is not None and remedy(error):
            done.set_exception(DatabaseAwayError(f"the database cannot be written now: {error}"))
        elif error is None:
            done.set_result(result)
        else:
            done.set_exception(error)


def _commit(connection: sqlite3.Connection, operations: list[Operation[Any]]) -> list[_Outcome]:
    """Carry out the operations in one transaction, on the connection's thread.

    They are first tried as one, since a savepoint around each costs a fifth of its time. Only when
    one raises is the whole undone and repeated with each of them apart.
    """
    transaction = SqliteTransaction(connection)
    try:
        return _in_one(connection, lambda: [(drive(do(transaction)), None) for do in operations])
    except Exception as error:  # noqa: BLE001 - whose it was shows when each is apart
        if len(operations) == 1:
            return [(None, error)]
    return _in_one(connection, lambda: [_apart(connection, transaction, do) for do in operations])


def _in_one(connection: sqlite3.Connection, work: Callable[[], T]) -> T:
    connection.execute("BEGIN IMMEDIATE")
    try:
        outcome = work()
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return outcome


def upgrade_here(connection: sqlite3.Connection) -> None:
    """Bring the database of a connection to the newest schema, on the connection's thread."""
    _in_one(connection, lambda: drive(upgrade(SqliteTransaction(connection))))


def _apart(
    connection: sqlite3.Connection, transaction: SqliteTransaction, operation: Operation[Any]
) -> _Outcome:
    connection.execute("SAVEPOINT operation")
    try:
        result = drive(operation(transaction))
    except Exception as error:
        if not connection.in_transaction:  # the database itself gave up: the batch is void
            raise
        connection.execute("ROLLBACK TO operation")
        connection.execute("RELEASE operation")
        return None, error
    connection.execute("RELEASE operation")
    return result, None


def _snapshot(connection: sqlite3.Connection, operation: Operation[T]) -> T:
    connection.execute("BEGIN")
    try:
        return drive(operation(SqliteTransaction(connection)))
    finally:
        connection.execute("COMMIT")


async def _connect(
    target: str, pragmas: tuple[str, ...], *, uri: bool = False
) -> aiosqlite.Connection:
    connection = aiosqlite.connect(target, isolation_level=None, cached_statements=256, uri=uri)
    try:
        await _reached(connection)
        await _set(connection, pragmas)
    except BaseException:
        await connection.close()
        raise
    return connection


async def _set(connection: aiosqlite.Connection, pragmas: tuple[str, ...]) -> None:
    await _hop(connection, lambda c: [c.execute(pragma).fetchall() for pragma in pragmas])


def _refuse_foreign(path: Path, connection: sqlite3.Connection) -> None:
    """Leave another program's database as it is. Raises DatabaseError."""
    tables = [name for (name,) in connection.execute(_TABLES)]
    if tables and HISTORY not in tables:
        raise DatabaseError(
            f"{path} is the database of another program, with tables such as {tables[0]}: name a"
            " file of its own under `database`"
        )


async def _reached(connection: aiosqlite.Connection) -> None:
    """Wait for a connection; one that is given up meanwhile is there all the same, to be closed."""

    async def reach() -> None:
        await connection

    reaching = asyncio.create_task(reach(), name="connecting")
    try:
        await asyncio.shield(reaching)
    except asyncio.CancelledError:
        await asyncio.wait([reaching])
        raise


class SqliteReader:
    """A look at the file from another process than the one that writes it."""

    def __init__(self, connection: aiosqlite.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    async def open(cls, path: Path) -> "SqliteReader":
        """Open an existing file for reading. Raises DatabaseError when there is none."""
        refuse_no_file(path)
        if not path.is_file():
            raise DatabaseError(f"there is no database at {path} yet: `standup run` makes one")
        try:
            connection = await _connect(f"{path.absolute().as_uri()}?mode=ro", _READER, uri=True)
        except sqlite3.Error as error:
            why = unread(path, error)
            raise DatabaseError(f"{path} cannot be read as a database: {why}") from error
        return cls(connection, path)

    async def read(self, operation: Operation[T]) -> T:
        """See Store. Raises DatabaseError where the file is damaged or no database."""
        try:
            return await _hop(self._connection, lambda connection: _snapshot(connection, operation))
        except sqlite3.DatabaseError as error:
            raise self._unread(error) from error

    def _unread(self, error: sqlite3.Error) -> DatabaseError:
        return DatabaseError(
            f"{self._path} cannot be read as a database: {unread(self._path, error)}"
        )

    async def backup(self, target: Path) -> None:
        """Copy the database, as of one moment, to a new file that only its owner may read.

        Raises OSError where that cannot be written, and DatabaseError where this cannot be read.
        """
        target.touch(mode=0o600, exist_ok=False)
        try:
            copy = await _connect(str(target), ())
            try:
                await self._connection.backup(copy)
            finally:
                await copy.close()
        except sqlite3.Error as error:
            if number := unwritten(error):
                raise OSError(number, os.strerror(number)) from error
            raise self._unread(error) from error

    async def close(self) -> None:
        """Close the file."""
        await self._connection.close()


def _check_version() -> None:
    if sqlite3.sqlite_version_info < _OLDEST:
        oldest = ".".join(map(str, _OLDEST))
        raise DatabaseError(
            f"this Python brings SQLite {sqlite3.sqlite_version}; open-standup needs {oldest} or"
            " later: use a newer Python build"
        )
    with closing(sqlite3.connect(":memory:")) as connection:
        if not connection.execute(_CAN_SEARCH).fetchone():
            raise DatabaseError(
                "this Python brings a SQLite without full-text search (FTS5), which open-standup"
                " needs: use another Python build, such as one of python.org or your system's"
            )
