"""The one connection that writes, and what becomes of a batch when it is lost.

Each batch that changed anything leaves a mark of its own in its transaction. Where the connection
is lost, a new one takes the lock, which it gets only after the old one's transaction has ended, and
looks at the mark: this batch's, then it was committed; the last one's, then it was not, and is
carried out again; any other, then another bot has written meanwhile, and this one may not any more.
Workers that share a database have a mark each, and write in turns: a batch waits at its beginning
until no other is under way, so that within one nothing changes but by itself.
So an operation that was reported as failed has changed nothing, and none is carried out twice. Only
a bot that is stopped meanwhile, or another's, does not learn what became of its last batch.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

import asyncpg

from standup.core.outage import Outage
from standup.core.pause import Pause
from standup.errors import DatabaseAwayError, DatabaseError, DatabaseInUseError
from standup.store.database import Operation, Transaction
from standup.store.postgres.connect import (
    Session,
    Work,
    be_durable,
    connect,
    end_old,
    in_one,
    is_lost,
    reach,
    share_lock,
    take_lock,
    what,
)
from standup.store.postgres.schema import check, enter, prepare, sign_in
from standup.store.postgres.sql import PostgresTransaction
from standup.store.postgres.tries import LOOK, PATIENCE, Tries
from standup.store.postgres.turn import Turn, be_considerate
from standup.store.postgres.url import Url

log = logging.getLogger(__name__)
T = TypeVar("T")
Outcome = tuple[Any, Exception | None]

_PAUSE = 0.1  # seconds
_LET_GO = 1.0  # seconds that a bot which just ended may take to let go of its lock
_MARK = """
    WITH marked AS (
        INSERT INTO worker (name, mark, seen_at)
        SELECT ?, CAST(? AS BIGINT), 0 WHERE pg_current_xact_id_if_assigned() IS NOT NULL
        ON CONFLICT (name) DO UPDATE SET mark = excluded.mark
        RETURNING 1)
    SELECT CASE WHEN ? THEN pg_notify(?, '') END FROM marked
"""
_CHANNEL = "SELECT 'standup_' || oid FROM pg_namespace WHERE nspname = $1"


class _LostError(Exception):
    """The connection is of no use any more."""


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A batch that was being committed."""

    mark: int
    outcomes: list[Outcome]


class Writer:
    """Writes batches of operations. `lost` is called when the connection ends, at whatever time.

    A `worker` shares the database with others; without a name it has it for itself. `changed` is
    called whenever another one may have changed something.
    """

    def __init__(
        self, url: Url, worker: str, lost: Callable[[], None], changed: Callable[[], None]
    ) -> None:
        self._url = url
        self._worker = worker
        self._lost = lost
        self._changed = changed
        self._doubt: _Doubt | None = None
        self._closing = False
        self._mark = 0
        self._channel = self.schema = ""
        self._turn: Turn
        self._session: Session
        self._backend = 0
        self._outage = Outage(time.monotonic)
        self._tries = Tries()

    @classmethod
    async def open(
        cls,
        url: Url,
        lost: Callable[[], None],
        worker: str = "",
        changed: Callable[[], None] = lambda: None,
    ) -> "Writer":
        """Take the database, its schema made if need be and upgraded if it is an earlier one.

        Raises DatabaseInUseError, DatabaseTooNewError, DatabaseChangedError or DatabaseError.
        """
        writer = cls(url, worker, lost, changed)
        session = await reach(url)
        try:
            await writer._enter(session)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
            session.terminate()
            raise DatabaseError(f"{url} cannot be used as a database: {what(error)}") from error
        except BaseException:
            session.terminate()
            raise
        return writer

    async def _enter(self, session: Session) -> None:
        self.schema = schema = await enter(session, self._url)
        if not await self._upgrade(session):
            await take_lock(session, self._url, schema, PATIENCE, shared=True)
            await in_one(session, lambda tx: check(tx, self._url))
        self._turn = await Turn.of(session, self._url, schema)
        self._channel = await session.fetchval(_CHANNEL, schema)
        await self._settle(session)
        self._mark = await self._in_turn(session, lambda tx: sign_in(tx, self._worker))
        self._use(session)

    async def _upgrade(self, session: Session) -> bool:
        """Upgrade the tables while nobody else uses them; False where a worker finds others do."""
        patience = 0.0 if self._worker else _LET_GO
        try:
            await take_lock(session, self._url, self.schema, patience)
        except DatabaseInUseError:
            if self._worker:
                return False
            raise
        await in_one(session, lambda tx: prepare(tx, self._url, self.schema))
        if self._worker:
            await share_lock(session, self.schema)
        return True

    async def _in_turn(self, session: Session, work: Work[T]) -> T:
        """Carry out the work once no other worker's is under way."""
        with self._turn.insisting():
            return await in_one(session, work, self._turn.statement)

    async def _settle(self, session: Session) -> None:
        """Prepare a new connection."""
        await be_durable(session)
        if self._worker:
            await be_considerate(session)
            await session.add_listener(self._channel, self._hear)

    def _hear(self, _: object, backend: int, *__: object) -> None:
        if backend != self._backend:
            self._changed()

    def _use(self, session: Session) -> None:
        self._session = session
        self._backend = session.get_server_pid()
        session.add_termination_listener(lambda _: self._cut_off())

    def _cut_off(self) -> None:
        if not self._closing and self._outage.is_to_be_told():
            lost = {"action": "database_lost"}
            log.warning("the connection to the database was lost", extra=lost)
        self._lost()

    @property
    def is_lost(self) -> bool:
        """Whether the connection, and with it the lock, is gone."""
        return self._session.is_closed()

    async def close(self) -> None:
        """Close the database."""
        if self.is_lost:
            return
        if self._worker:
            with suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
                await self._session.execute("DELETE FROM worker WHERE name = $1", self._worker)
        await self._session.close(timeout=5)

    def hurry(self) -> None:
        """We are closing: a database that is away is waited for no longer."""
        self._closing = True

    async def commit(self, operations: list[Operation[Any]]) -> list[Outcome]:
        """Carry out the operations in one transaction.

        Where the database is away for a while they wait for it, and as long as nobody knows what
        became of them, for as long as it takes. Raises DatabaseError.
        """
        until, pause = time.monotonic() + PATIENCE, Pause(_PAUSE, LOOK)
        while True:
            try:
                known = await self._mend() if self.is_lost else None
                return known or await self._carry_out(operations)
            except _LostError as error:
                over = time.monotonic() > until and self._doubt is None
                if over or self._closing:
                    now = f"the database cannot be written now: {error}"
                    raise DatabaseAwayError(now) from error
                await asyncio.sleep(pause.next())

    async def _carry_out(self, operations: list[Operation[Any]]) -> list[Outcome]:
        """They are first tried as one; only when one raises is each carried out apart."""
        try:
            return await self._marked(lambda tx: _together(tx, operations))
        except Exception as error:  # noqa: BLE001 - whose it was shows when each is apart
            self._check(error)
            if len(operations) == 1:
                return [(None, error)]
        try:
            return await self._marked(lambda tx: _apart(tx, operations))
        except Exception as error:
            self._check(error)
            raise

    def _check(self, error: Exception) -> None:
        if is_lost(self._session, error):
            self._session.terminate()
            raise _LostError(what(error)) from error

    async def _marked(self, work: Work[list[Outcome]]) -> list[Outcome]:
        mark = secrets.randbits(62)

        async def marked(tx: PostgresTransaction) -> bool:
            outcomes.extend(await work(tx))
            marked = (self._worker, mark, bool(self._worker), self._channel)
            changed = await tx.one(_MARK, *marked) is not None
            self._doubt = _Doubt(mark, outcomes) if changed else None
            return changed

        outcomes: list[Outcome] = []
        try:
            if await self._in_turn(self._session, marked):
                self._mark = mark
        except Exception as error:
            if not is_lost(self._session, error):
                self._doubt = None  # the database said no
            raise
        self._doubt = None
        return outcomes

    async def keep(self) -> None:
        """Get a lost connection back while there is nothing to write, so that the lock is ours.

        Raises DatabaseInUseError.
        """
        with suppress(_LostError):
            await self._mend()

    async def _mend(self) -> list[Outcome] | None:
        if not self._tries.is_time:
            raise _LostError(self._tries.why)
        try:
            return await self._mended()
        except _LostError as error:
            self._tries.failed(str(error))
            if self._outage.is_to_be_told():
                log.warning(
                    "the database has been away for %s: %s",
                    self._outage.lasted,
                    error,
                    extra={"action": "database_away"},
                )
            raise

    async def _mended(self) -> list[Outcome] | None:
        """A new connection; the outcomes of the batch that was in doubt, if it was committed."""
        try:
            session = await connect(self._url, self.schema)
        except Exception as error:
            raise _LostError(what(error)) from error
        try:
            await end_old(session, self._backend, _LET_GO)
            shared = bool(self._worker)
            await take_lock(session, self._url, self.schema, _LET_GO, shared=shared)
            await self._settle(session)
            if self._worker:
                await in_one(session, lambda tx: check(tx, self._url))
            mark = await self._in_turn(session, self._last_mark)
        except DatabaseInUseError:
            session.terminate()
            raise
        except Exception as error:
            session.terminate()
            raise _LostError(what(error)) from error
        doubt = self._doubt
        if mark is None or mark not in {self._mark, doubt and doubt.mark}:
            session.terminate()
            raise DatabaseInUseError(
                f"{self._url} is not as this bot left it: another one has written to it, or it was"
                " restored; restart this bot once no other runs on it"
            )
        self._use(session)
        self._mark, self._doubt = mark, None
        self._tries.worked()
        if lasted := self._outage.end():
            back = {"action": "database_back"}
            log.warning("the database is back after %s", lasted, extra=back)
        self._changed()  # nobody told us meanwhile
        return doubt.outcomes if doubt and doubt.mark == mark else None

    async def _last_mark(self, tx: Transaction) -> int | None:
        row = await tx.one("SELECT mark FROM worker WHERE name = ?", self._worker)
        return None if row is None else int(row[0])


async def _together(tx: Transaction, operations: list[Operation[Any]]) -> list[Outcome]:
    return [(await operation(tx), None) for operation in operations]


async def _apart(tx: PostgresTransaction, operations: list[Operation[Any]]) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for operation in operations:
        try:
            outcomes.append((await tx.attempt(operation), None))
        except Exception as error:
            if is_lost(tx.connection, error):
                raise
            outcomes.append((None, error))
    return outcomes
