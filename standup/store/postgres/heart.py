"""What tells the other workers that we live, on a thread and a connection of its own.

A loop that is busy with somebody's work delays no beat. Yet a loop that stands still must lose its
lanes: so a beat does not say when it was sent, but when the loop was last seen to turn.
"""

import asyncio
import threading
import time
import uuid
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from standup.store.postgres.connect import Session, closed, connect
from standup.store.postgres.schema import NOW
from standup.store.postgres.url import Url

_OFTEN = 10  # beats in a lease
_TURNS = 4  # looks at the loop between two beats
_PRESENT = f"UPDATE worker SET seen_at = {NOW} - $2::bigint WHERE name = $1"
_BEAT = (
    "UPDATE pgqueuer SET heartbeat = greatest(heartbeat, now() - make_interval(secs => $3))"
    " WHERE id = ANY($1) AND queue_manager_id = $2 RETURNING id"
)


Fetch = Callable[..., Awaitable[Sequence[Any]]]


class Beating(Protocol):
    """A hold for which the heart beats."""

    over: asyncio.Event

    def beaten(self, at: float) -> None:
        """The database heard that the loop turned at this time."""


class Heart:
    """The beats of one worker for what it holds.

    `holds` is asked on the heart's thread, so it has to give what nobody else changes.
    """

    def __init__(
        self,
        url: Url,
        schema: str,
        worker: tuple[str, uuid.UUID],
        lease: float,
        holds: Callable[[], Mapping[int, Beating]],
    ) -> None:
        self._url = url
        self._schema = schema
        self._worker, self._me = worker
        self._lease = lease
        self._holds = holds
        self._turned = now()
        self._ended = threading.Event()

    async def run(self) -> None:
        """Beat until cancelled. Raises what a connection raises."""
        loop = asyncio.get_running_loop()
        self._turn(loop)
        with_thread = ThreadPoolExecutor(1, "heart")
        beating = loop.run_in_executor(with_thread, self._beat, loop)
        try:
            await asyncio.wait([beating])
        finally:
            self._ended.set()
            self._next_turn.cancel()
            with_thread.shutdown(wait=False)
            await asyncio.wait([beating], timeout=self._lease)
        beating.result()

    def _turn(self, loop: asyncio.AbstractEventLoop) -> None:
        self._turned = now()
        self._next_turn = loop.call_later(self._lease / _OFTEN / _TURNS, self._turn, loop)

    def _beat(self, loop: asyncio.AbstractEventLoop) -> None:
        with asyncio.Runner() as own:
            session = own.run(connect(self._url, self._schema, statement=self._lease))
            try:
                # A crash of the server ends every hold anyway: no beat has to wait for the disk.
                own.run(session.execute("SET synchronous_commit = off"))
                while not self._ended.wait(self._lease / _OFTEN):
                    for lost in own.run(self._beaten(session)):
                        loop.call_soon_threadsafe(lost.over.set)
            finally:
                own.run(closed(session))

    async def _beaten(self, session: Session) -> list[Beating]:
        """Beat once; which holds turned out to be another worker's."""
        holds = {job: hold for job, hold in self._holds().items() if not hold.over.is_set()}
        at = self._turned
        await session.execute(_PRESENT, self._worker, int((now() - at) * 1000))
        if not holds:
            return []
        ours = await beat(session.fetch, holds, self._me, at)
        for job in holds.keys() & ours:
            holds[job].beaten(at)
        return [hold for job, hold in holds.items() if job not in ours]


async def beat(fetch: Fetch, jobs: Collection[int], me: uuid.UUID, at: float) -> set[int]:
    """Tell the database that the loop turned at this time; which of the jobs are ours."""
    rows = await fetch(_BEAT, list(jobs), me, now() - at)
    return {row["id"] for row in rows}


def now() -> float:
    """Seconds on a clock that goes on while the process or the machine sleeps, where there is one.

    A lease that lapsed meanwhile must show.
    """
    clock = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return time.clock_gettime(clock)
