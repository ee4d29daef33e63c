"""What every host keeps to: each lane is carried in one place, and everything ends when it ends."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from standup.config.database import Url
from standup.engine.clock import SystemClock
from standup.engine.host import Carry, Host, Lease
from standup.store import facts
from standup.wiring.opening import open_host
from tests.patience import PATIENCE
from tests.postgres import Postgres, schema_of

LANES = ("one", "two", "three", "four")


class Lanes:
    """What a host may carry, and what it carries now."""

    def __init__(self) -> None:
        self.now: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.leases: dict[str, Lease] = {}
        self.tidied = 0
        self.woken = asyncio.Event()

    def carries(self) -> dict[str, Carry]:
        return {lane: partial(self.carry, lane) for lane in LANES}

    async def tidy(self) -> None:
        self.tidied += 1

    async def carry(self, lane: str, lease: Lease) -> None:
        self.now[lane] += 1
        self.most[lane] = max(self.most[lane], self.now[lane])
        self.leases[lane] = lease
        try:
            await asyncio.Event().wait()
        finally:
            self.now[lane] -= 1

    @property
    def carried(self) -> set[str]:
        return set(+self.now)


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not is_so():
            await asyncio.sleep(0.01)


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Path | Url:
    if request.param == "sqlite":
        return tmp_path / "standup.db"
    server: Postgres = request.getfixturevalue("postgres")
    return Url(server.url(schema_of(tmp_path)))


@asynccontextmanager
async def hosting(database: Path | Url, lease: float = 1.0) -> AsyncIterator[Lanes]:
    """A host that runs while the block does."""
    store, host = await open_host(database, SystemClock(), lease)
    lanes = Lanes()
    made: Host = host
    running = asyncio.create_task(
        made.run(lanes.carries(), {"tidy": lanes.tidy}, lanes.woken.set), name="host"
    )
    try:
        yield lanes
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await store.close()
        assert lanes.carried == set()


async def test_every_lane_is_carried_once_and_none_when_it_is_over(database: Path | Url) -> None:
    async with hosting(database) as lanes:
        await until(lambda: lanes.carried == set(LANES))
        await asyncio.sleep(0.3)
        assert set(lanes.most.values()) == {1}


async def test_what_a_lane_writes_through_its_lease_is_kept(database: Path | Url) -> None:
    async with hosting(database, lease=60.0) as lanes:
        await until(lambda: "one" in lanes.leases)
        lease = lanes.leases["one"]
        await lease.store.write(lambda tx: facts.put(tx, "kept", "1"))
        assert lease.is_held()
        assert await lease.store.read(lambda tx: facts.get(tx, "kept")) == "1"


async def test_a_host_that_begins_after_another_ended_carries_everything(
    database: Path | Url,
) -> None:
    for _ in range(2):
        async with hosting(database) as lanes:
            await until(lambda lanes=lanes: lanes.carried == set(LANES))  # type: ignore[misc]


async def test_workers_share_and_each_lane_is_carried_by_one_of_them(
    postgres: Postgres, tmp_path: Path
) -> None:
    url = Url(postgres.url(schema_of(tmp_path)))
    async with AsyncExitStack() as stack:
        crowd = [await stack.enter_async_context(hosting(url)) for _ in range(3)]
        await until(lambda: sorted(len(one.carried) for one in crowd) == [1, 1, 2])
        assert sum((one.now for one in crowd), Counter()) == Counter(LANES)


async def test_a_worker_is_woken_by_what_another_commits(
    postgres: Postgres, tmp_path: Path
) -> None:
    url = Url(postgres.url(schema_of(tmp_path)))
    async with hosting(url) as one, hosting(url) as other:
        await until(lambda: bool(one.carried) and bool(other.carried))
        await asyncio.sleep(0.1)
        one.woken.clear()
        lease = next(iter(other.leases.values()))
        await lease.store.write(lambda tx: facts.put(tx, "news", "1"))
        async with asyncio.timeout(PATIENCE):
            await one.woken.wait()


async def test_teams_in_one_database_share_nothing_and_do_not_wake_each_other(
    postgres: Postgres, tmp_path: Path
) -> None:
    urls = [Url(postgres.url(schema_of(tmp_path / name))) for name in ("one", "other")]
    async with hosting(urls[0]) as one, hosting(urls[1]) as other:
        await until(lambda: one.carried == other.carried == set(LANES))
        await asyncio.sleep(0.2)
        one.woken.clear()
        lease = other.leases["one"]
        await lease.store.write(lambda tx: facts.put(tx, "secret", "theirs"))
        await asyncio.sleep(0.3)
        assert not one.woken.is_set()
        found = await one.leases["one"].store.read(lambda tx: facts.get(tx, "secret"))
        assert found != "theirs"
        assert one.carried == other.carried == set(LANES)


async def test_daily_jobs_are_done_by_the_host_alone(tmp_path: Path) -> None:
    async with hosting(tmp_path / "standup.db") as lanes:
        await until(lambda: lanes.tidied == 1)
        await asyncio.sleep(timedelta(milliseconds=50).total_seconds())
        assert lanes.tidied == 1
