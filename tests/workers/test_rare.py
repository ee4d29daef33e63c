"""What happens to workers rarely: endings that hang, leases that lapse, unlike configurations."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pgqueuer.domain.types import JobId

from standup.chat.interface import Inbox
from standup.cli.workers import told
from standup.config.database import Url
from standup.core.wording import direct as wording
from standup.engine.bot import Bot
from standup.engine.clock import SystemClock
from standup.engine.host import Carry, Job, Lease
from standup.engine.lane import Lane
from standup.engine.workers import Workers
from standup.errors import DatabaseError
from standup.store import facts, lanes, outbox
from standup.store.database import Operation, Store
from standup.store.outbox import Promise
from standup.store.postgres import PostgresStore
from standup.store.postgres.connect import connect
from standup.store.postgres.heart import now
from standup.store.postgres.pgqueuer import Hold, Placing
from standup.store.postgres.url import Url as Address
from standup.store.sqlite.store import SqliteStore
from standup.wiring.opening import open_host
from tests.patience import PATIENCE
from tests.postgres import Postgres, schema_of
from tests.store.homes import PostgresHome
from tests.workers.square import Square, SquareAdapter, town
from tests.workers.test_host import Lanes, until

FOUR = ("one", "two", "three", "four")


@pytest.fixture
def home(postgres: Postgres, tmp_path: Path) -> PostgresHome:
    return PostgresHome(postgres.url(schema_of(tmp_path)))


@asynccontextmanager
async def at_work(
    home: PostgresHome,
    names: tuple[str, ...] = FOUR,
    lease: float = 1.0,
    carry: Callable[[str, Lease], Coroutine[Any, Any, None]] | None = None,
) -> AsyncIterator[Lanes]:
    """A worker with these lanes."""
    store, host = await open_host(Url(home.url), SystemClock(), lease)
    made = Lanes()
    carries: dict[str, Carry] = {name: partial(carry or made.carry, name) for name in names}
    running = asyncio.create_task(host.run(carries, {}, made.woken.set))
    try:
        yield made
    finally:
        running.cancel()
        await asyncio.wait([running])
        await store.close()


async def test_a_lane_that_only_one_of_two_workers_knows_is_carried_by_it(
    home: PostgresHome,
) -> None:
    known = (*FOUR, "five", "six", "seven")
    async with at_work(home, known) as one:
        await until(lambda: one.carried == set(known))
        async with at_work(home, FOUR[:3]) as other:
            await until(lambda: bool(other.carried))
            await until(lambda: one.carried | other.carried == set(known))


async def test_a_worker_that_seems_to_be_there_and_takes_nothing_leaves_no_lane_alone(
    home: PostgresHome,
) -> None:
    await (await PostgresStore.open(home.url, "first")).close()
    await home.run(
        "INSERT INTO worker VALUES ('ghost', 0,"
        " CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT) + 600000)"
    )
    async with at_work(home) as one:
        await until(lambda: one.carried == set(FOUR))


async def test_a_lane_whose_ending_hangs_goes_to_another(home: PostgresHome) -> None:
    carried: list[str] = []
    ended = asyncio.Event()

    async def carry(name: str, _: Lease) -> None:
        carried.append(name)
        while not ended.is_set():
            with suppress(asyncio.CancelledError):
                await ended.wait()

    async with at_work(home, carry=carry):
        await until(lambda: len(carried) == len(FOUR))
        async with at_work(home) as other:
            await until(lambda: bool(other.carried))
            ended.set()


async def test_a_lane_is_cancelled_until_it_heeds_it(
    home: PostgresHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("standup.engine.workers._CANCELLED_AGAIN", 0.1)
    carried: list[str] = []

    async def carry(name: str, _: Lease) -> None:
        carried.append(name)
        with suppress(asyncio.CancelledError):  # as `asyncio.wait_for` may do in Python 3.11
            await asyncio.Event().wait()
        await asyncio.Event().wait()

    async with at_work(home, carry=carry):
        await until(lambda: len(carried) == len(FOUR))


async def test_a_lane_is_carried_once_in_a_process_though_its_job_was_made_anew(
    home: PostgresHome,
) -> None:
    carried = Lanes()

    async def carry(name: str, lease: Lease) -> None:
        try:
            await carried.carry(name, lease)
        finally:
            carried.now[name] += 1
            await asyncio.sleep(1.0)  # the lane's farewell
            carried.now[name] -= 1

    async with at_work(home, ("one",), lease=3.0, carry=carry):
        await until(lambda: carried.carried == {"one"})
        first = carried.leases["one"]
        await home.run("DELETE FROM pgqueuer")
        await until(lambda: carried.leases["one"] is not first)
    assert carried.most["one"] == 1


async def test_a_worker_that_cannot_take_a_lane_says_so(
    home: PostgresHome, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> int:
        raise DatabaseError("the database cannot be written now")

    monkeypatch.setattr(lanes, "take", full)
    with caplog.at_level(logging.ERROR):
        async with at_work(home, ("one",)):
            await until(lambda: "one cannot be taken: DatabaseError" in caplog.text)


def test_a_lease_that_lapsed_stays_so() -> None:
    placing = Placing.__new__(Placing)
    placing.lease = 1.0
    hold = Hold(placing, JobId(1), "one")
    hold.beaten(now() - 0.97)
    assert not hold.is_sure()
    hold.beaten(now())
    assert not hold.is_sure()


async def test_what_was_not_sent_in_doubt_about_the_lane_is_sent_once_there_is_none(
    tmp_path: Path,
) -> None:
    store, clock = await SqliteStore.open(tmp_path / "standup.db"), SystemClock()
    square = Square(tmp_path / "square.db")
    doubts = iter([False])

    async def nowhere(*_: object) -> None:
        pass

    side = SquareAdapter("north", square, clock.now)
    lease = Lease(store, lambda: next(doubts, True))
    lane = Lane("north", side, lease, clock, nowhere, lambda: None)
    promised = Promise("k", "north", wording.wordless(None), 0, clock.now(), account="p1")
    await store.write(lambda tx: outbox.promise(tx, promised, clock.now()))
    running = asyncio.create_task(lane.run())
    await until(lambda: bool(square.ask("SELECT 1 FROM shown")))
    running.cancel()
    await asyncio.wait([running])
    assert square.ask("SELECT tries FROM shown") == [(1,)]
    await store.close()
    square.close()


async def test_a_connection_that_begins_while_an_earlier_one_ends_is_still_woken(
    tmp_path: Path,
) -> None:
    store, clock = await SqliteStore.open(tmp_path / "standup.db"), SystemClock()
    square = Square(tmp_path / "square.db")

    class Slow(SquareAdapter):
        """Says good-bye at length."""

        async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
            try:
                await super().run(inbox, ready)
            finally:
                await asyncio.sleep(0.3)

    class TwoAtOnce:
        async def run(
            self, lanes: Mapping[str, Carry], _: Mapping[str, Job], __: Callable[[], None]
        ) -> None:
            first = asyncio.create_task(lanes["north"](Lease(store)))
            await asyncio.sleep(0.2)
            first.cancel()
            second = asyncio.create_task(lanes["north"](Lease(store)))
            await asyncio.wait([first])
            assert "north" in bot._outgoing
            assert "north" in bot.inboxes
            second.cancel()
            await asyncio.wait([second])

    adapters = {"north": Slow("north", square, clock.now)}
    bot = Bot(store, town(2), adapters, clock, host=TwoAtOnce())
    await bot.run()
    await store.close()
    square.close()


async def ends_when_told(running: "asyncio.Task[None]") -> bool:
    running.cancel()
    done, _ = await asyncio.wait([running], timeout=10)
    return bool(done)


async def test_a_bot_that_is_told_to_end_ends_though_a_connection_makes_an_error_of_it(
    tmp_path: Path,
) -> None:
    store, clock = await SqliteStore.open(tmp_path / "standup.db"), SystemClock()
    square = Square(tmp_path / "square.db")
    connected = asyncio.Event()

    class Deaf(SquareAdapter):
        """Its library overhears that it was cancelled, and tells of a failure on the way out."""

        async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
            connected.set()
            try:
                await super().run(inbox, ready)
            except asyncio.CancelledError as error:
                raise DatabaseError("could not say good-bye") from error

    bot = Bot(store, town(2), {"north": Deaf("north", square, clock.now)}, clock)
    running = asyncio.create_task(bot.run())
    await connected.wait()
    assert await ends_when_told(running)
    await store.close()
    square.close()


_LOST = 0.3  # seconds until it is noticed that a connection is lost


class DeafStore:
    """After so many calls it answers none, and makes an error of it when that is cancelled."""

    def __init__(self, store: Store, calls: int) -> None:
        self._store = store
        self._calls = calls
        self.is_silent = asyncio.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def read(self, operation: Operation[Any]) -> Any:
        await self._heard()
        return await self._store.read(operation)

    async def write(self, operation: Operation[Any]) -> Any:
        await self._heard()
        return await self._store.write(operation)

    async def _heard(self) -> None:
        self._calls -= 1
        if self._calls < 0:
            self.is_silent.set()
            try:
                await asyncio.wait_for(asyncio.Event().wait(), _LOST)
            except (asyncio.CancelledError, TimeoutError) as error:
                raise DatabaseError("the connection is lost") from error


@pytest.mark.parametrize("calls", range(16))
async def test_a_bot_that_is_told_to_end_ends_though_its_database_makes_an_error_of_it(
    tmp_path: Path, calls: int
) -> None:
    store, clock = await SqliteStore.open(tmp_path / "standup.db"), SystemClock()
    square = Square(tmp_path / "square.db")
    deaf = DeafStore(store, calls)
    adapter = SquareAdapter("north", square, clock.now)
    bot = Bot(deaf, town(2), {"north": adapter}, clock)
    running = asyncio.create_task(bot.run())
    await deaf.is_silent.wait()
    await asyncio.sleep(0)
    assert await ends_when_told(running)
    await store.close()
    square.close()


async def test_a_worker_that_is_told_to_end_ends_though_its_connection_makes_an_error_of_it(
    tmp_path: Path,
) -> None:
    store, clock = await SqliteStore.open(tmp_path / "standup.db"), SystemClock()
    placed = asyncio.Event()

    class Deaf:
        """Its library tells of a lost connection instead of the cancellation."""

        async def run(self, *_: object) -> None:
            placed.set()
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError as error:
                raise ConnectionResetError from error

    class Shared:
        def listen(self, changed: Callable[[], None]) -> None:
            """Nobody else writes here."""

        def __getattr__(self, name: str) -> Any:
            return getattr(store, name)

    host = Workers(Shared(), Deaf(), "one", clock)
    running = asyncio.create_task(host.run({}, {}, lambda: None))
    await placed.wait()
    assert await ends_when_told(running)
    await store.close()


async def test_a_worker_that_was_away_while_the_database_was_upgraded_writes_no_more(
    home: PostgresHome,
) -> None:
    one = await PostgresStore.open(home.url, "one")
    newer = "INSERT INTO schema_upgrade VALUES (99, 'later', 'x', 0)"
    await home.run(newer)
    await home.run(f"SELECT pg_terminate_backend({one._writer._backend})")
    with pytest.raises(DatabaseError, match="another release"):
        await one.write(lambda tx: facts.put(tx, "a", "1"))
    await one.close()


async def test_a_worker_that_was_given_up_for_lost_is_heard_again(home: PostgresHome) -> None:
    one = await PostgresStore.open(home.url, "one")
    other = await PostgresStore.open(home.url, "other")
    heard = asyncio.Event()
    other.listen(heard.set)
    await home.run("UPDATE worker SET seen_at = 5 WHERE name = 'one'")
    third = await PostgresStore.open(home.url, "third")  # which tidies
    await one.write(lambda tx: facts.put(tx, "a", "1"))
    async with asyncio.timeout(PATIENCE):
        await heard.wait()
    for store in (one, other, third):
        await store.close()


async def test_a_worker_that_hangs_where_it_would_make_tables_keeps_nobody_from_work(
    home: PostgresHome,
) -> None:
    async with at_work(home, ("one",)) as first:
        await until(lambda: bool(first.carried))
    session = await connect(Address.read(home.url), home.schema)
    await session.execute("SELECT pg_advisory_lock(hashtext($1))", f"pgqueuer {home.schema}")
    try:
        async with at_work(home, ("one",)) as second:
            await until(lambda: bool(second.carried))
    finally:
        await session.close()


async def test_a_bot_that_has_the_database_alone_is_told_to_carry_everything(
    home: PostgresHome,
) -> None:
    worker = await PostgresStore.open(home.url, "host 7 abcd")
    await worker.write(lambda tx: lanes.take(tx, "chat", "host 7 abcd", datetime.now(UTC)))
    await worker.close()
    alone = await PostgresStore.open(home.url)
    said = await told(Url(home.url))
    await alone.close()
    assert len(said) == 1
    assert said[0].endswith("carries everything")


async def test_many_rows_go_over_in_pieces(home: PostgresHome) -> None:
    store = await PostgresStore.open(home.url, "one")
    rows = [(f"name {n}", "x" * 1000) for n in range(100)]
    insert = "INSERT INTO fact (name, value) VALUES (?, ?)"
    said: list[str] = []
    store._writer._session.add_query_logger(lambda query: said.append(query.query))
    await store.write(lambda tx: tx.many(insert, rows))
    found = await store.read(lambda tx: tx.all("SELECT count(*) FROM fact WHERE name LIKE 'name%'"))
    assert found == [(100,)]
    assert len([query for query in said if query.startswith("INSERT INTO fact")]) > 1
    await store.close()


async def test_what_is_noted_of_handovers_is_forgotten_in_time(home: PostgresHome) -> None:
    for _ in range(2):
        async with at_work(home, ("one",)) as worker:
            await until(lambda: bool(worker.carried))
    noted = "SELECT count(*) FROM pgqueuer_log"
    assert await home.run(noted) != [(0,)]
    await home.run("UPDATE pgqueuer_log SET created = created - interval '8 days'")
    await home.run("UPDATE pgqueuer_schedules SET next_run = now(), last_run = NULL")
    async with at_work(home, ("one",)):
        async with asyncio.timeout(PATIENCE):
            while await home.run(
                "SELECT 1 FROM pgqueuer_log WHERE created < now() - interval '7 d'"
            ):
                await asyncio.sleep(0.1)
