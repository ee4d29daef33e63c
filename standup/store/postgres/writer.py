"""The one connection that writes, and what becomes of a batch when it is lost.

Each batch that changed anything leaves a mark of its own in its transaction. Where the connection
is lost, a new one takes the lock, which it gets only after the old one's transaction has ended, and
looks at the mark: this batch's, then it was committed; the last one's, then it was not, and is
carried out again; any other, then another bot has written meanwhile, and this one may not any more.
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
from typing import Any

import asyncpg

from standup.errors import DatabaseError, DatabaseInUseError
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
    take_lock,
    what,
)
from standup.store.postgres.schema import enter, prepare
from standup.store.postgres.sql import PostgresTransaction
from standup.store.postgres.url import Url

log = logging.getLogger(__name__)
Outcome = tuple[Any, Exception | None]

PATIENCE = 10.0  # seconds for which a lost database is waited for before an operation fails
_PAUSE = 0.1
_LET_GO = 1.0  # seconds that a bot which just ended may take to let go of its lock
_MARK = "UPDATE writer SET mark = ? WHERE pg_current_xact_id_if_assigned() IS NOT NULL"


class _LostError(Exception):
    """The connection is of no use any more."""


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A batch that was being committed."""

    mark: int
    outcomes: list[Outcome]


class Writer:
    """Writes batches of operations. `lost` is called when the connection ends, at whatever time."""

    def __init__(
        self, url: Url, schema: str, session: Session, mark: int, lost: Callable[[], None]
    ) -> None:
        self._url = url
        self._lost = lost
        self._mark = mark
        self._doubt: _Doubt | None = None
        self._closing = False
        self.schema = schema
        self._use(session)

    @classmethod
    async def open(cls, url: Url, lost: Callable[[], None]) -> "Writer":
        """Take the database, its schema made if need be and upgraded if it is an earlier one.

        Raises DatabaseInUseError, DatabaseTooNewError, DatabaseChangedError or DatabaseError.
        """
        session = await reach(url)
        try:
            await be_durable(session)
            schema = await enter(session, url)
            await take_lock(session, url, schema, _LET_GO)
            mark = await in_one(session, lambda tx: prepare(tx, url, schema))
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
            session.terminate()
            raise DatabaseError(f"{url} cannot be used as a database: {what(error)}") from error
        except BaseException:
            session.terminate()
            raise
        return cls(url, schema, session, mark, lost)

    def _use(self, session: Session) -> None:
        self._session = session
        self._backend = session.get_server_pid()
        session.add_termination_listener(lambda _: self._lost())

    @property
    def is_lost(self) -> bool:
        """Whether the connection, and with it the lock, is gone."""
        return self._session.is_closed()

    async def close(self) -> None:
        """Let go of the database."""
        if not self.is_lost:
            await self._session.close(timeout=5)

    def hurry(self) -> None:
        """We are closing: a database that is away is waited for no longer."""
        self._closing = True

    # ── a batch ────────────────────────────────────────────────────────────────────────────────

    async def commit(self, operations: list[Operation[Any]]) -> list[Outcome]:
        """Carry out the operations in one transaction.

        Where the database is away for a while they wait for it, and as long as nobody knows what
        became of them, for as long as it takes. Raises DatabaseError.
        """
        until = time.monotonic() + PATIENCE
        while True:
            try:
                known = await self._mend() if self.is_lost else None
                return known or await self._carry_out(operations)
            except _LostError as error:
                over = time.monotonic() > until and self._doubt is None
                if over or self._closing:
                    raise DatabaseError(f"the database cannot be written now: {error}") from error
                await asyncio.sleep(_PAUSE)

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
            changed = await tx.run(_MARK, mark) == 1
            self._doubt = _Doubt(mark, outcomes) if changed else None
            return changed

        outcomes: list[Outcome] = []
        try:
            if await in_one(self._session, marked):
                self._mark = mark
        except Exception as error:
            if not is_lost(self._session, error):
                self._doubt = None  # the database said no
            raise
        self._doubt = None
        return outcomes

    # ── after a loss ───────────────────────────────────────────────────────────────────────────

    async def keep(self) -> None:
        """Get a lost connection back while there is nothing to write, so that the lock is ours.

        Raises DatabaseInUseError.
        """
        with suppress(_LostError):
            await self._mend()

    async def _mend(self) -> list[Outcome] | None:
        """A new connection; the outcomes of the batch that was in doubt, if it was committed."""
        try:
            session = await connect(self._url, self.schema)
        except Exception as error:
            raise _LostError(what(error)) from error
        try:
            await be_durable(session)
            await end_old(session, self._backend, _LET_GO)
            await take_lock(session, self._url, self.schema, _LET_GO)
            mark = await session.fetchval("SELECT mark FROM writer")
        except DatabaseInUseError:
            session.terminate()
            raise
        except Exception as error:
            session.terminate()
            raise _LostError(what(error)) from error
        doubt = self._doubt
        if mark not in {self._mark, doubt and doubt.mark}:
            session.terminate()
            raise DatabaseInUseError(
                f"{self._url} is not as this bot left it: another one has written to it, or it was"
                " restored; restart this bot once no other runs on it"
            )
        self._use(session)
        self._mark, self._doubt = mark, None
        log.warning("the database is back", extra={"action": "database_back"})
        return doubt.outcomes if doubt and doubt.mark == mark else None


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
