"""pgqueuer as we use it: one job for each lane, held by the worker that carries it.

pgqueuer beats the heart of a job that is held, and gives it to another worker when the heart stops.
It does not ask whose heart it is, though: a worker that hung would, awake again, beat for and end
the job that another holds by now. So what is written of jobs is written of those that are ours, and
the others are told. Only speed depends on that: who may write is decided by the epoch of the lane,
see `standup.store.fenced`.
"""

import asyncio
import logging
import uuid
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.adapters.persistence.qb import (
    QueryBuilderEnvironment,
    QueryQueueBuilder,
    QuerySchedulerBuilder,
)
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.core.qm import QueueManager
from pgqueuer.core.sm import SchedulerManager
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job, TracebackRecord
from pgqueuer.domain.settings import DBSettings, Durability
from pgqueuer.domain.types import JOB_STATUS, Channel, JobId, QueueManagerId

from standup.core.pause import Pause
from standup.errors import LaneLostError
from standup.store.database import Transaction
from standup.store.postgres.connect import Session, closed, connect, passes
from standup.store.postgres.heart import Heart, beat, now
from standup.store.postgres.schema import NOW
from standup.store.postgres.url import Url

_AT_ONCE = 1  # jobs taken together, so that workers that start together share
_MARGIN = 0.95  # of a lease, after which its holder counts on it no longer
_LET_GO = timedelta(0)
_OFTEN = 1.0  # seconds between two looks at the other workers
_MODEST = 4  # such looks, after a lane was given back
_NOT_WANTED = 300.0  # seconds until a lane is offered again
_SEEN = 0.9  # of a lease, for which a worker that says nothing counts for a share
_LOOK = 0.25  # seconds between two looks for a lane that is free
_AGAIN = (1.0, 30.0)  # seconds before a database that is away is asked again, the longest at last
_FAREWELL = 0.5  # seconds to say that we are gone
_HERE = f"SELECT name FROM worker WHERE name = $1 OR name <> '' AND seen_at > {NOW} - $2::bigint"
_GONE = "UPDATE worker SET seen_at = 1 WHERE name = $1"
_JOBS = (
    "SELECT entrypoint, queue_manager_id,"
    " status = 'queued' AND execute_after < now() - make_interval(secs => $1) AS is_left"
    " FROM pgqueuer WHERE status IN ('queued', 'picked')"
)

logging.getLogger("pgqueuer").setLevel(logging.CRITICAL)  # what goes wrong we say ourselves


class Hold:
    """A lane that we hold, as far as we know."""

    def __init__(self, placing: "Placing", job: JobId, lane: str) -> None:
        self._placing = placing
        self._job = job
        self.lane = lane
        self.over = asyncio.Event()
        self._beaten_at = now()

    def is_sure(self) -> bool:
        """Whether no other worker can have been given the lane by now."""
        if now() - self._beaten_at >= self._placing.lease * _MARGIN:
            self.over.set()  # for good: what was refused in doubt must not go on as if nothing was
        return not self.over.is_set()

    def beaten(self, at: float) -> None:
        """The database heard that our loop turned at this time; called on any thread."""
        self._beaten_at = at

    async def confirm(self, tx: Transaction) -> None:
        """See in a transaction that the lane is ours. Raises LaneLostError."""
        mine = "SELECT 1 FROM pgqueuer WHERE id = ? AND queue_manager_id = ?"
        if await tx.one(mine, self._job, self._placing.id) is None:
            raise LaneLostError(f"{self.lane} is another worker's by now")


@dataclass
class _Ours(Queries):
    """pgqueuer's queries, of which those that end or renew a hold are of our own jobs alone."""

    me: QueueManagerId = field(kw_only=True)

    async def update_heartbeat(self, job_ids: list[JobId]) -> None:
        """Nothing: pgqueuer's heart beats on the loop, and too seldom; see `heart`."""

    async def log_jobs(
        self, job_status: list[tuple[Job, JOB_STATUS, TracebackRecord | None]]
    ) -> None:
        ours = await self._ours([job.id for job, _, _ in job_status])
        await super().log_jobs([one for one in job_status if one[0].id in ours])

    async def retry_job(
        self, job: Job, delay: timedelta, traceback_record: TracebackRecord | None
    ) -> None:
        if await self._ours([job.id]):
            await super().retry_job(job, delay, traceback_record)

    async def _ours(self, jobs: list[JobId]) -> set[int]:
        rows = await self.driver.fetch(
            "SELECT id FROM pgqueuer WHERE id = ANY($1) AND queue_manager_id = $2", jobs, self.me
        )
        return {_number(row["id"]) for row in rows}

    async def forget_history(self) -> None:
        """Forget what pgqueuer notes of jobs that ended."""
        for table in ("pgqueuer_log", "pgqueuer_statistics"):
            await self.driver.execute(f"DELETE FROM {table} WHERE created < now() - interval '7 d'")

    async def let_go(self) -> None:
        """Give back what an earlier connection of ours held."""
        await self.driver.execute(
            "UPDATE pgqueuer SET status = 'queued', queue_manager_id = NULL, execute_after = now()"
            " WHERE queue_manager_id = $1",
            self.me,
        )


@dataclass
class _Sharing(QueueManager):
    """pgqueuer's manager of jobs, which takes no more than our share."""

    share: Callable[[], Awaitable[int]] = field(kw_only=True)

    async def fetch_jobs(
        self, batch_size: int, _: int | None, heartbeat_timeout: timedelta
    ) -> AsyncGenerator[Job, None]:
        async for job in super().fetch_jobs(batch_size, await self.share(), heartbeat_timeout):
            yield job

    async def _effective_dequeue_timeout(self, dequeue_timeout: timedelta) -> timedelta:
        """Always as it was said: asking what is due sooner costs more than to look that often."""
        return dequeue_timeout


class Placing:
    """One worker's part in placing lanes, on a connection of its own.

    `lease` is for how many seconds a lane stays with a worker that says nothing.
    """

    def __init__(self, url: Url, schema: str, worker: str, lease: float) -> None:
        self._url = url
        self._schema = schema
        self._worker = worker
        self.lease = lease
        self._tick = min(_OFTEN, lease / 4)
        self.id = QueueManagerId(uuid.uuid5(uuid.NAMESPACE_OID, worker))
        self._holds: dict[int, Hold] = {}
        self._ending = False
        self._share = 1
        self._modest_until = 0.0
        self._seen: dict[uuid.UUID, int] = {}
        self._looked_at = 0.0
        self._settled_until = 0.0
        self._given_back = ""
        self._left = 0

    async def run(
        self,
        lanes: Collection[str],
        carry: Callable[[Hold], Awaitable[None]],
        jobs: Mapping[str, Callable[[], Awaitable[Any]]],
        seen: Callable[[], None] = lambda: None,
    ) -> None:
        """Hold our share of the lanes and carry each, until cancelled or until the connection ends.

        `seen` is called when the other workers are in sight. When this returns or raises, nothing
        is carried, and nothing is held that could be let go.
        """
        session = await self._reached()
        try:
            await self._managed(session, lanes, carry, jobs, seen)
        finally:
            await closed(session)

    async def _reached(self) -> Session:
        """A connection; one to a database that is away is waited for, of which the store tells."""
        pause = Pause(*_AGAIN)
        while True:
            try:
                return await connect(self._url, self._schema, statement=self.lease)
            except Exception as error:
                if not passes(error):
                    raise
            await asyncio.sleep(pause.next())

    async def _managed(
        self,
        session: Session,
        lanes: Collection[str],
        carry: Callable[[Hold], Awaitable[None]],
        jobs: Mapping[str, Callable[[], Awaitable[Any]]],
        seen: Callable[[], None],
    ) -> None:
        names = _names(self._schema)
        queries = _Ours(
            AsyncpgDriver(session),
            QueryBuilderEnvironment(names),
            QueryQueueBuilder(names),
            QuerySchedulerBuilder(names),
            me=self.id,
        )
        await _install(session, queries, self._schema)
        await queries.let_go()
        self._ending = False
        seen()

        async def share() -> int:
            await self._look(queries, lanes)
            return self._room()

        manager = _Sharing(queries, names.channel, share=share)
        manager.queue_manager_id = self.id
        for lane in lanes:
            manager.entrypoint(lane)(self._holding(lane, queries, carry))
        clock = SchedulerManager(queries)
        clock.shutdown = manager.shutdown
        for name, job in {**jobs, "history": queries.forget_history}.items():
            clock.schedule(name, "17 3 * * *")(_daily(job))
        lease = timedelta(seconds=self.lease)
        often = min(lease / 16, timedelta(seconds=_LOOK))
        me = (self._worker, self.id)
        heart = Heart(self._url, self._schema, me, self.lease, lambda: dict(self._holds))
        working = [
            asyncio.create_task(
                manager.run(often, _AT_ONCE, heartbeat_timeout=lease), name="lanes"
            ),
            asyncio.create_task(heart.run(), name="heart"),
            asyncio.create_task(clock.run(), name="daily jobs"),
            asyncio.create_task(self._share_evenly(), name="shares"),
            asyncio.create_task(self._watch(), name="leases"),
        ]
        try:
            await asyncio.wait(working, return_when=asyncio.FIRST_COMPLETED)
            for task in working:
                if task.done():
                    await task
        finally:
            self._ending = True
            await self._leave(queries, working[1])
            manager.shutdown.set()
            self._end_all()
            with suppress(TimeoutError):
                async with asyncio.timeout(self.lease):
                    await asyncio.wait(working[:1])
            for task in working:
                task.cancel()
            await asyncio.gather(*working, return_exceptions=True)

    def _holding(
        self, lane: str, queries: _Ours, carry: Callable[[Hold], Awaitable[None]]
    ) -> Callable[[Job], Awaitable[None]]:
        async def hold(job: Job) -> None:
            mine = self._holds[job.id] = Hold(self, job.id, lane)
            if self._ending:
                mine.over.set()
            try:
                at = now()
                if await beat(queries.driver.fetch, [job.id], self.id, at):
                    mine.beaten(at)
                else:
                    mine.over.set()
                if mine.is_sure():
                    await carry(mine)
            finally:
                del self._holds[job.id]
            raise RetryRequested(_LET_GO)  # the lane is free for whoever is first

        return hold

    async def _watch(self) -> None:
        """End what we cannot be sure of."""
        while True:
            await asyncio.sleep(self.lease / 10)
            for hold in self._holds.values():
                if not hold.is_sure():
                    hold.over.set()

    def _end_all(self) -> None:
        for hold in self._holds.values():
            hold.over.set()

    async def _leave(self, queries: _Ours, heart: "asyncio.Task[None]") -> None:
        """Leave at once: others take our lanes as if we had never been here."""
        heart.cancel()
        with suppress(Exception):  # who cannot be told finds out
            async with asyncio.timeout(_FAREWELL):
                await asyncio.wait([heart])
                await queries.driver.execute(_GONE, self._worker)

    async def _share_evenly(self) -> None:
        while True:
            await asyncio.sleep(self._tick)
            self._even_out()

    async def _look(self, queries: _Ours, lanes: Collection[str]) -> None:
        """See who is here, and that there is a job for every lane."""
        looked_at, seen_for = now(), int(self.lease * _SEEN * 1000)
        rows = await queries.driver.fetch(_HERE, self._worker, seen_for)
        seen = {uuid.uuid5(uuid.NAMESPACE_OID, str(row["name"])) for row in rows}
        jobs = await queries.driver.fetch(_JOBS, (_MODEST + 4) * self._tick)
        self._left = sum(bool(job["is_left"]) and job["entrypoint"] in lanes for job in jobs)
        self._share = -(-len(lanes) // max(1, len(seen)))
        if seen != self._seen.keys():
            # A newcomer may first take what is free, and may want what nobody did.
            self._settled_until, self._given_back = now() + 2 * self._tick, ""
        held = Counter(job["queue_manager_id"] for job in jobs)
        self._seen, self._looked_at = {one: held[one] for one in seen}, looked_at
        for lane in set(lanes) - {job["entrypoint"] for job in jobs}:
            await queries.enqueue(lane, None, dedupe_key=lane, on_conflict="skip")

    def _room(self) -> int:
        """How many lanes we may hold; no more than now, while others may take what we gave."""
        if self._left:
            return max(self._share, len(self._holds) + self._left)
        return min(self._share, len(self._holds)) if now() < self._modest_until else self._share

    def _even_out(self) -> None:
        """Give one lane back where another worker has two fewer than we.

        Whoever stood still has to look again first: the others have taken lanes since.
        """
        mine = [hold for hold in self._holds.values() if not hold.over.is_set()]
        is_old = now() - self._looked_at > _OFTEN
        if is_old or now() < self._settled_until:
            return
        others = [count for one, count in self._seen.items() if one != self.id]
        if not others or len(mine) - min(others) < 2:
            return
        lane = mine[-1].lane
        if lane == self._given_back:  # nobody else wanted it
            self._settled_until, self._given_back = now() + _NOT_WANTED, ""
            return
        self._given_back = lane
        self._modest_until = now() + _MODEST * self._tick
        mine[-1].over.set()


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value


def _daily(job: Callable[[], Awaitable[Any]]) -> Callable[[object], Awaitable[None]]:
    async def do(_: object) -> None:
        await job()

    return do


def _names(schema: str) -> DBSettings:
    """What pgqueuer's tables are called, whatever the environment says; a channel a schema."""
    return DBSettings(
        prefix="",
        durability=Durability.durable,
        widen_id=True,
        db_schema=None,
        channel=Channel(f"standup_lanes_{uuid.uuid5(uuid.NAMESPACE_OID, schema).hex[:16]}"),
        function="fn_pgqueuer_changed",
        statistics_table="pgqueuer_statistics",
        queue_status_type="pgqueuer_status",
        queue_table="pgqueuer",
        queue_table_log="pgqueuer_log",
        trigger="tg_pgqueuer_changed",
        schedules_table="pgqueuer_schedules",
    )


async def _install(session: Session, queries: Queries, schema: str) -> None:
    """Make or upgrade pgqueuer's tables where they need it, one worker after the other."""
    if not (await queries.plan_upgrade()).statements:
        return
    what = f"pgqueuer {schema}"
    await session.execute("SELECT pg_advisory_lock(hashtext($1))", what)
    try:
        if await queries.schema_is_installed():
            await queries.upgrade()
        else:
            async with session.transaction():
                await queries.install(create_schema=False)
    finally:
        await session.execute("SELECT pg_advisory_unlock(hashtext($1))", what)
