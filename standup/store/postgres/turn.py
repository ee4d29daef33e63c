"""Whose turn it is to write among workers that share a database, and what ends one that hangs.

PostgreSQL itself ends a connection that says nothing in the middle of a transaction; but not one
whose client hangs between the two halves of a statement, preparing it and carrying it out. So
whoever waits for long looks who has the turn, and has the server end them if it hears nothing.
"""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import asyncpg

from standup.store.postgres.connect import Session, closed, connect, key_of
from standup.store.postgres.url import Url

log = logging.getLogger(__name__)

HANGING = 4.0
"""Seconds in which a process that writes has to say something, or others need not wait for it."""

_TURN = 0x57A4D0C  # ours among the advisory locks of a database
_OFTEN = 4  # looks in these seconds, after one quarter of them
_END = f"""
    SELECT count(pg_terminate_backend(a.pid))
    FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.locktype = 'advisory' AND l.granted AND l.classid = {_TURN} AND l.objid = $1
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND a.wait_event_type = 'Client' AND a.state_change < now() - make_interval(secs => $2)
"""


class Turn:
    """The turn to write in one schema. It lasts as long as the transaction that took it."""

    def __init__(self, url: Url, schema: str, key: int) -> None:
        self._url = url
        self._schema = schema
        self._key = key
        self.statement = f"SELECT pg_advisory_xact_lock({_TURN}, {key})"

    @classmethod
    async def of(cls, session: Session, url: Url, schema: str) -> "Turn":
        """The one that a connection needs."""
        return cls(url, schema, await key_of(session, schema))

    @contextmanager
    def insisting(self) -> Iterator[None]:
        """While the block waits for the turn, end whoever has it and hangs."""
        loop = asyncio.get_running_loop()
        looking: list[asyncio.Task[None]] = []
        later = loop.call_later(
            HANGING / _OFTEN, lambda: looking.append(loop.create_task(self._look()))
        )
        try:
            yield
        finally:
            later.cancel()
            for task in looking:
                task.cancel()

    async def _look(self) -> None:
        while True:
            with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await self._end_who_hangs()
            await asyncio.sleep(HANGING / _OFTEN)

    async def _end_who_hangs(self) -> None:
        session = await connect(self._url, self._schema, statement=HANGING)
        try:
            if await session.fetchval(_END, self._key % 2**32, HANGING):
                log.warning(
                    "a process that hung while it wrote was cut off from the database",
                    extra={"action": "turn_ended"},
                )
        finally:
            await closed(session)


async def be_considerate(session: Session) -> None:
    """Have the server end this connection where we hang in a write, so that others can write."""
    await session.execute(
        "SELECT set_config('idle_in_transaction_session_timeout', $1, false)",
        f"{HANGING * 1000:.0f}",
    )
