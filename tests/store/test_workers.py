"""Several writers of one PostgreSQL database, and the epochs of lanes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest

from standup.errors import DatabaseInUseError, LaneLostError
from standup.store import facts, lanes
from standup.store.database import Transaction
from standup.store.fenced import FencedStore
from standup.store.postgres import PostgresStore, turn
from tests.patience import PATIENCE
from tests.postgres import Postgres, schema_of
from tests.store.homes import PostgresHome
from tests.team import at

pytestmark = pytest.mark.server


@pytest.fixture
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> PostgresHome:
    server: Postgres = request.getfixturevalue("postgres")
    return PostgresHome(server.url(schema_of(tmp_path_factory.mktemp("workers"))))


@asynccontextmanager
async def two(home: PostgresHome) -> AsyncIterator[tuple[PostgresStore, PostgresStore]]:
    """Two workers' stores on one database."""
    one = await PostgresStore.open(home.url, "one")
    other = await PostgresStore.open(home.url, "other")
    try:
        yield one, other
    finally:
        await one.close()
        await other.close()


async def add(tx: Transaction) -> None:
    """Read, then write what follows from it, as everything here does."""
    before = int(await facts.get(tx, "count") or 0)
    await asyncio.sleep(0)
    await facts.put(tx, "count", str(before + 1))


async def test_workers_write_in_turns_so_that_none_decides_on_what_is_no_longer_true(
    home: PostgresHome,
) -> None:
    async with two(home) as (one, other):
        await asyncio.gather(*(store.write(add) for store in (one, other) for _ in range(150)))
        assert await one.read(lambda tx: facts.get(tx, "count")) == "300"


async def test_a_worker_that_loses_its_connection_does_nothing_twice_while_others_write(
    home: PostgresHome,
) -> None:
    async with two(home) as (one, other):

        async def cut() -> None:
            for _ in range(5):
                await asyncio.sleep(0.02)
                await home.run(f"SELECT pg_terminate_backend({one._writer._backend})")

        async def many(store: PostgresStore) -> None:
            for _ in range(60):
                await store.write(add)

        await asyncio.gather(cut(), many(one), many(other))
        assert await one.read(lambda tx: facts.get(tx, "count")) == "120"


async def test_who_has_the_database_alone_and_who_shares_it_exclude_each_other(
    home: PostgresHome,
) -> None:
    shared = await PostgresStore.open(home.url, "one")
    with pytest.raises(DatabaseInUseError, match="in use by process"):
        await PostgresStore.open(home.url)
    await shared.close()
    alone = await PostgresStore.open(home.url)
    with pytest.raises(DatabaseInUseError, match="in use by process"):
        await PostgresStore.open(home.url, "one")
    await alone.close()


async def test_a_worker_of_another_release_says_what_to_do(home: PostgresHome) -> None:
    one = await PostgresStore.open(home.url, "one")
    await home.run("DELETE FROM schema_upgrade WHERE version > 1")
    with pytest.raises(DatabaseInUseError, match="workers of another release: stop them"):
        await PostgresStore.open(home.url, "other")
    await one.close()


async def test_an_old_epoch_writes_nothing_and_learns_that_it_is_old(home: PostgresHome) -> None:
    async with two(home) as (one, other):
        told: list[str] = []
        first = await one.write(lambda tx: lanes.take(tx, "chat", "one", at("9:00")))
        old = FencedStore(one, "chat", first, lambda: told.append("old"))
        await old.write(lambda tx: facts.put(tx, "position", "old"))
        second = await other.write(lambda tx: lanes.take(tx, "chat", "other", at("9:01")))
        new = FencedStore(other, "chat", second, lambda: told.append("new"))
        await new.write(lambda tx: facts.put(tx, "position", "new"))
        for _ in range(2):
            with pytest.raises(LaneLostError):
                await old.write(lambda tx: facts.put(tx, "position", "old"))
        assert await one.read(lambda tx: facts.get(tx, "position")) == "new"
        assert told == ["old", "old"]
        assert [(t.lane, t.worker, t.epoch) for t in await one.read(lanes.taken)] == [
            ("chat", "other", 2)
        ]


async def test_an_old_epoch_spoils_nothing_that_is_written_at_the_same_time(
    home: PostgresHome,
) -> None:
    async with two(home) as (one, _):
        await one.write(lambda tx: lanes.take(tx, "chat", "one", at("9:00")))
        await one.write(lambda tx: lanes.take(tx, "chat", "one", at("9:01")))
        old = FencedStore(one, "chat", 1, lambda: None)
        new = FencedStore(one, "chat", 2, lambda: None)
        results = await asyncio.gather(
            *(store.write(add) for store in (old, new) * 10), return_exceptions=True
        )
        assert [isinstance(result, LaneLostError) for result in results] == [True, False] * 10
        assert await one.read(lambda tx: facts.get(tx, "count")) == "10"


async def test_a_worker_hears_what_others_commit_and_not_what_it_commits_itself(
    home: PostgresHome,
) -> None:
    async with two(home) as (one, other):
        heard = asyncio.Event()
        one.listen(heard.set)
        await one.write(lambda tx: facts.put(tx, "a", "1"))
        await other.write(lambda tx: facts.get(tx, "a"))  # changes nothing
        await asyncio.sleep(0.1)
        assert not heard.is_set()
        await other.write(lambda tx: facts.put(tx, "a", "2"))
        async with asyncio.timeout(PATIENCE):
            await heard.wait()


async def test_nor_does_one_that_hangs_between_preparing_a_statement_and_carrying_it_out(
    home: PostgresHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "HANGING", 0.3)
    async with two(home) as (one, other):
        hung = await asyncpg.connect(home.url.partition("?")[0])
        cut_off = asyncio.Event()
        hung.add_termination_listener(lambda _: cut_off.set())
        await hung.execute("BEGIN")
        await hung.execute(one._writer._turn.statement)
        await hung.prepare("SELECT 'half of a statement'")
        async with asyncio.timeout(PATIENCE):
            await other.write(add)
            await cut_off.wait()


async def test_whoever_works_for_long_while_it_is_their_turn_is_not_cut_off(
    home: PostgresHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "HANGING", 0.1)
    async with two(home) as (one, other):
        begun = asyncio.Event()

        tries: list[int] = []

        async def long(tx: Transaction) -> None:
            tries.append(1)
            begun.set()
            await tx.one("SELECT pg_sleep(1)")
            await add(tx)

        slow = asyncio.create_task(one.write(long))
        await begun.wait()
        async with asyncio.timeout(PATIENCE):
            await other.write(add)
            await slow
        assert tries == [1]
        assert await one.read(lambda tx: facts.get(tx, "count")) == "2"


async def test_a_worker_that_hangs_while_writing_does_not_keep_others_from_it(
    home: PostgresHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "HANGING", 0.3)
    async with two(home) as (one, other):
        hung = asyncio.Event()

        async def hang(tx: Transaction) -> None:
            await add(tx)
            if not hung.is_set():
                hung.set()
                await asyncio.sleep(1.0)
                await facts.get(tx, "count")

        slow = asyncio.create_task(one.write(hang))
        await hung.wait()
        async with asyncio.timeout(PATIENCE):
            await other.write(add)
            await slow  # its connection was ended, so it was carried out again
        assert await one.read(lambda tx: facts.get(tx, "count")) == "2"
