"""PostgreSQL: one writing connection, one writer, many operations a commit, and a few readers."""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

import asyncpg

from standup.core.outage import Outage
from standup.core.pause import Pause
from standup.errors import DatabaseAwayError, DatabaseError, DatabaseInUseError
from standup.store.database import Operation
from standup.store.lock import Holder
from standup.store.postgres import connect
from standup.store.postgres.afar import Afar
from standup.store.postgres.snapshots import Snapshots
from standup.store.postgres.tries import LOOK, PATIENCE, Tries
from standup.store.postgres.url import Url
from standup.store.postgres.writer import Outcome, Writer

log = logging.getLogger(__name__)
logging.getLogger("asyncpg.pool").setLevel(logging.ERROR)  # of one that is away, we tell
T = TypeVar("T")

MOST_AT_ONCE = 200
_MOST_READERS = 4
_PAUSE = 0.2
_BEFORE_AGAIN = (1.0, 30.0)  # seconds before an idle connection is got back, the longest at last

_Waiting = tuple[Operation[Any], "asyncio.Future[Any]"]
_Pool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"


class PostgresReader:
    """A look at the database, from the bot's process or from another."""

    def __init__(self, url: Url, pool: _Pool) -> None:
        self.url = url
        self._pool = pool
        self._looks = set[asyncio.Task[Any]]()
        self._snapshots = Snapshots()
        self._tries = Tries()

    @classmethod
    async def open(cls, text: str) -> "PostgresReader":
        """Open an existing database for reading. Raises DatabaseError when there is none."""
        url = Url.read(text)
        schema = await _existing(url)
        return cls(url, await _pool(url, schema, most=1))

    async def read(self, operation: Operation[T]) -> T:
        """See Store. A database that is away is waited for a while.

        Whoever is cancelled leaves at once and hears of nothing else; the look ends by itself. A
        connection whose query is cancelled halfway may be lost, and its error would be told
        instead of the cancellation.
        """
        look = asyncio.create_task(self._look(operation))
        self._looks.add(look)
        look.add_done_callback(self._looks.discard)
        try:
            return await asyncio.shield(look)
        except asyncio.CancelledError:
            look.add_done_callback(_heed)
            raise

    async def _look(self, operation: Operation[T]) -> T:
        until, pause = time.monotonic() + PATIENCE, Pause(_PAUSE, LOOK)
        while True:
            if self._tries.is_time:
                try:
                    return await self._tried(operation)
                except Exception as error:
                    if not connect.passes(error):
                        raise
                    self._tries.failed(connect.what(error))
            if time.monotonic() > until:
                raise DatabaseAwayError(f"{self.url} cannot be read now: {self._tries.why}")
            await asyncio.sleep(pause.next())

    async def _tried(self, operation: Operation[T]) -> T:
        async with self._pool.acquire(timeout=PATIENCE) as connection:
            found = await self._snapshots.look(connection, operation)
        self._tries.worked()
        return found

    async def close(self) -> None:
        """Close the database."""
        try:
            await asyncio.wait_for(self._pool.close(), timeout=5)
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
            self._pool.terminate()
        for look in (left := tuple(self._looks)):
            look.cancel()  # whoever asked for it has left, and the pool is closed
        await asyncio.gather(*left, return_exceptions=True)


class PostgresStore:
    """The store in one schema of a PostgreSQL database."""

    def __init__(self) -> None:
        self._changed: Callable[[], None] = lambda: None
        self._waiting: list[_Waiting] = []
        self._wake = asyncio.Event()
        self._closing = False
        self._before_again = Pause(*_BEFORE_AGAIN)
        self._unread = Outage(time.monotonic)
        self._failure: asyncio.Future[Exception] = asyncio.get_running_loop().create_future()
        self._writer: Writer
        self._reader: PostgresReader
        self._task: asyncio.Task[None]

    @classmethod
    async def open(cls, text: str, worker: str = "") -> "PostgresStore":
        """Open the database of this URL, its tables made if need be or upgraded.

        A `worker` shares it with others that have names of their own; without one it is ours
        alone. Raises DatabaseInUseError, DatabaseTooNewError, DatabaseChangedError or
        DatabaseError.
        """
        url, store = Url.read(text), cls()
        store._writer = await Writer.open(url, store._cut_off, worker, store._hear)
        try:
            pool = await _pool(url, store._writer.schema, most=_MOST_READERS)
        except BaseException:
            await store._writer.close()
            raise
        store._reader = PostgresReader(url, pool)
        store._task = asyncio.create_task(store._write_batches(), name="store writer")
        return store

    @staticmethod
    async def holders(text: str) -> list[Holder]:
        """Which processes have the database of this URL open. Raises DatabaseError."""
        url = Url.read(text)
        session = await connect.reach(url)
        try:
            schema = await connect.schema_of(session, url)
            return [] if schema is None else await connect.holders_of(session, schema)
        finally:
            await session.close()

    @staticmethod
    async def write_beside(text: str, change: Operation[None]) -> None:
        """Change something of which those who have it open know. Raises DatabaseError."""
        url = Url.read(text)
        session = await connect.reach(url)
        try:
            schema = await connect.schema_of(session, url)
            if schema is not None:
                await connect.use(session, schema)
                await connect.in_one(session, change)
        except (asyncpg.PostgresError, OSError) as error:
            raise DatabaseError(f"{url} cannot be written: {connect.what(error)}") from error
        finally:
            await session.close()

    @property
    def whereabouts(self) -> tuple[Url, str]:
        """Where the database is, and the schema in it."""
        return self._reader.url, self._writer.schema

    def listen(self, changed: Callable[[], None]) -> None:
        """From now on `changed` is called when another worker has changed something."""
        self._changed = changed

    def _hear(self) -> None:
        self._changed()

    async def write(self, operation: Operation[T]) -> T:
        """See Store. A database that is away is waited for a while."""
        if self._closing:
            raise DatabaseError("the database is closed")
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((operation, done))
        self._wake.set()
        return await done

    async def read(self, operation: Operation[T]) -> T:
        """See Store. That it cannot be read is told where not all of it is away, which is told."""
        try:
            found = await self._reader.read(operation)
        except DatabaseAwayError as error:
            if not self._writer.is_lost and self._unread.is_to_be_told():
                log.warning("%s", error, extra={"action": "database_away"})
            raise
        if lasted := self._unread.end():
            back = {"action": "database_back"}
            log.warning("the database can be read again, after %s", lasted, extra=back)
        return found

    async def study(self, operation: Operation[T]) -> T:
        """See Store."""
        work = Afar(operation)
        try:
            return await self._reader.read(work)
        except asyncio.CancelledError:
            work.leave()
            raise

    async def clear(self) -> None:
        """See Store. What PostgreSQL keeps of deleted rows it clears by itself, in its own time."""

    async def failure(self) -> Exception:
        """See Store. It is another bot that has taken the database over."""
        return await asyncio.shield(self._failure)

    async def close(self) -> None:
        """See Store."""
        self._closing = True
        self._writer.hurry()
        self._wake.set()
        await self._task
        await self._reader.close()
        await self._writer.close()

    def _cut_off(self) -> None:
        if not self._closing:
            self._wake.set()

    async def _write_batches(self) -> None:
        while self._waiting or not self._closing:
            await self._wake.wait()
            batch, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
            if not self._waiting:
                self._wake.clear()
            if batch:
                _tell(batch, await self._commit_batch([operation for operation, _ in batch]))
            elif self._writer.is_lost and not self._closing:
                await self._keep()

    async def _keep(self) -> None:
        try:
            await self._writer.keep()
        except DatabaseInUseError as error:
            self._fail(error)
        if self._writer.is_lost:
            asyncio.get_running_loop().call_later(self._before_again.next(), self._wake.set)
        else:
            self._before_again.begin_anew()

    def _fail(self, error: Exception) -> None:
        if not self._failure.done():
            self._failure.set_result(error)

    async def _commit_batch(self, operations: list[Operation[Any]]) -> list[Outcome]:
        try:
            return await self._writer.commit(operations)
        except Exception as error:  # noqa: BLE001 - handed to whoever waits
            if isinstance(error, DatabaseInUseError):
                self._fail(error)
            return [(None, error)] * len(operations)


def _tell(batch: list[_Waiting], outcomes: list[Outcome]) -> None:
    for (_, done), (result, error) in zip(batch, outcomes, strict=True):
        if done.done():  # its caller was cancelled; the work stands
            continue
        if error is None:
            done.set_result(result)
        elif connect.passes(error):
            now = f"the database cannot be written now: {connect.what(error)}"
            done.set_exception(DatabaseAwayError(now))
        else:
            done.set_exception(error)


def _heed(look: "asyncio.Task[Any]") -> None:
    """Nobody waits for what a look found any more, nor for why it failed."""
    if not look.cancelled():
        look.exception()


async def _existing(url: Url) -> str:
    """The schema of a database that is in use. Raises DatabaseError when it is not there."""
    session = await connect.reach(url)
    try:
        schema = await connect.schema_of(session, url)
        if schema is not None:
            await connect.use(session, schema)
        if schema is None or not await session.fetchval("SELECT to_regclass('schema_upgrade')"):
            raise DatabaseError(f"there is no database at {url} yet: `standup run` makes one")
        return schema
    finally:
        await session.close()


async def _pool(url: Url, schema: str, most: int) -> _Pool:
    async def another(*_: Any, **__: Any) -> connect.Session:
        return await connect.connect(url, schema, reads=True)

    return await asyncpg.create_pool(
        connect=another,
        reset=_nothing,
        min_size=1,
        max_size=most,
        max_inactive_connection_lifetime=0,
    )


async def _nothing(_: object) -> None:
    """What a read leaves behind on its connection."""
