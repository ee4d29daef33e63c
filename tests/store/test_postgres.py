"""What is PostgreSQL's own: connections that break, schemas, and who may write."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import pytest

from standup.errors import DatabaseError, DatabaseInUseError
from standup.store import facts
from standup.store.database import Operation, Transaction
from standup.store.postgres import PostgresReader, PostgresStore, connect, writer
from standup.store.postgres.sql import dialect, numbered
from standup.store.postgres.url import Url
from tests.patience import PATIENCE
from tests.postgres import Postgres, schema_of
from tests.store.homes import PostgresHome, facts_of
from tests.store.wire import Wire

pytestmark = pytest.mark.server  # which some tests start themselves


@pytest.fixture
def home(postgres: Postgres, tmp_path: Path) -> PostgresHome:
    return PostgresHome(postgres.url(schema_of(tmp_path)))


@pytest.fixture
async def store(home: PostgresHome) -> AsyncIterator[PostgresStore]:
    opened = await PostgresStore.open(home.url)
    yield opened
    await opened.close()


@asynccontextmanager
async def wired(
    postgres: Postgres, home: PostgresHome
) -> AsyncIterator[tuple[PostgresStore, Wire]]:
    """A store at the end of a wire that a test may cut."""
    async with Wire(postgres.port).laid() as wire:
        url = f"{postgres.url(home.schema, wire.port)}&sslmode=disable"
        store = await PostgresStore.open(url)
        try:
            yield store, wire
        finally:
            await store.close()


def count(name: str) -> Operation[int]:
    """An operation that must not be carried out twice."""

    async def add_one(tx: Transaction) -> int:
        told = int(await facts.get(tx, name) or 0) + 1
        await facts.put(tx, name, str(told))
        return told

    return add_one


async def test_operations_given_at_the_same_time_share_a_commit(store: PostgresStore) -> None:
    said: list[str] = []
    store._writer._session.add_query_logger(lambda query: said.append(query.query))
    await asyncio.gather(*(store.write(count(f"n{n}")) for n in range(50)))
    assert len(await facts_of(store)) == 50
    assert said.count("COMMIT") <= 2


async def test_the_writer_waits_for_the_disk_even_where_the_server_need_not(
    postgres: Postgres, home: PostgresHome
) -> None:
    await (await home.open()).close()
    await home.run(f"ALTER DATABASE {postgres.database} SET synchronous_commit = off")
    try:
        store = await home.open()
        shown = await store.write(lambda tx: tx.one("SHOW synchronous_commit"))
        await store.close()
    finally:
        await home.run(f"ALTER DATABASE {postgres.database} RESET synchronous_commit")
    assert shown == ("on",)


# ── connections that break ──


@pytest.mark.parametrize("cut", ["cut_before", "cut_after"])
async def test_a_connection_cut_at_the_commit_loses_and_doubles_nothing(
    postgres: Postgres, home: PostgresHome, cut: str
) -> None:
    async with wired(postgres, home) as (store, wire):
        await store.write(count("a"))
        setattr(wire, cut, b"COMMIT")
        told = await asyncio.gather(*(store.write(count(name)) for name in "aab"))
        assert wire.cuts == 1
        assert told == [2, 3, 1]
        assert await facts_of(store) == {"a": "3", "b": "1"}


@pytest.mark.parametrize("words", [b"BEGIN", b"UPDATE fact", b"SAVEPOINT", b"INSERT INTO worker"])
@pytest.mark.parametrize("cut", ["cut_before", "cut_after"])
async def test_nor_does_one_cut_anywhere_else(
    postgres: Postgres, home: PostgresHome, cut: str, words: bytes
) -> None:
    async def part(tx: Transaction) -> int:
        await tx.run("UPDATE fact SET value = value || '!' WHERE name = 'a'")
        return await tx.attempt(count("b"))

    async with wired(postgres, home) as (store, wire):
        await store.write(count("a"))
        setattr(wire, cut, words)
        await asyncio.gather(store.write(part), store.write(lambda tx: facts.put(tx, "c", "1")))
        setattr(wire, cut, words)
        await asyncio.gather(store.write(part), store.read(lambda tx: facts.get(tx, "a")))
        assert await facts_of(store) == {"a": "1!!", "b": "2", "c": "1"}


async def test_a_dead_wire_that_says_nothing_is_given_up(
    postgres: Postgres, home: PostgresHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "_LONGEST_STATEMENT", 0.5)
    async with wired(postgres, home) as (store, wire):
        wire.hold_after = b"COMMIT"
        assert await store.write(count("a")) == 1
        assert await store.write(count("a")) == 2
        wire.hold_after = b"BEGIN"
        assert await store.read(lambda tx: facts.get(tx, "a")) == "2"


async def test_a_failing_operation_beside_a_broken_commit_is_the_only_one_that_fails(
    postgres: Postgres, home: PostgresHome
) -> None:
    async def bad(tx: Transaction) -> None:
        await facts.put(tx, "bad", "1")
        raise ValueError("no")

    async with wired(postgres, home) as (store, wire):
        wire.cut_after = b"COMMIT"
        told = await asyncio.gather(
            *(store.write(count("a")), store.write(bad), store.write(count("a"))),
            return_exceptions=True,
        )
        assert [told[0], told[2]] == [1, 2]
        assert isinstance(told[1], ValueError)
        assert await facts_of(store) == {"a": "2"}


async def test_a_server_that_is_away_is_waited_for_and_then_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with own_server() as server:
        store = await PostgresStore.open(server.url("own"))
        server.stop()
        patient = asyncio.create_task(store.write(count("a")))
        reading = asyncio.create_task(facts_of(store))
        await asyncio.sleep(0.3)
        server.start()
        assert await patient == 1
        assert set(await reading) <= {"a"}
        server.stop()
        monkeypatch.setattr(writer, "PATIENCE", 0.3)
        monkeypatch.setattr("standup.store.postgres.store.PATIENCE", 0.3)
        with pytest.raises(DatabaseError, match="cannot be written now"):
            await store.write(count("a"))
        with pytest.raises(DatabaseError, match="cannot be read now"):
            await facts_of(store)
        monkeypatch.undo()
        server.start()
        assert await store.write(count("a")) == 2
        server.stop()
        async with asyncio.timeout(PATIENCE):
            await store.close()


async def test_nothing_goes_on_reading_once_the_store_is_closed() -> None:
    with own_server() as server:
        store = await PostgresStore.open(server.url("own"))
        server.stop()
        before = asyncio.all_tasks()
        reading = asyncio.create_task(facts_of(store))
        await asyncio.sleep(0.3)
        reading.cancel()
        async with asyncio.timeout(PATIENCE):
            await store.close()
        assert asyncio.all_tasks() - before <= {reading}


async def test_a_server_that_crashes_under_load_loses_and_doubles_nothing() -> None:
    with own_server() as server:
        store = await PostgresStore.open(server.url("own"))
        told: dict[str, int] = {}
        working = [asyncio.create_task(work(store, f"p{n}", told)) for n in range(20)]
        for crash in range(3):
            await everybody_counted(told, 20, 4 * crash + 3)
            await asyncio.to_thread(server.stop, signal.SIGQUIT)
            await asyncio.to_thread(server.start)
        await everybody_counted(told, 20, 15)
        for task in working:
            task.cancel()
        await asyncio.gather(*working, return_exceptions=True)
        await store.write(count("last"))
        kept = await facts_of(store)
        await store.close()
    assert min(told.values()) > 10
    assert all(told[name] <= int(kept[name]) <= told[name] + 1 for name in told)


async def work(store: PostgresStore, name: str, told: dict[str, int]) -> None:
    """Count on for ever; each number must be the one after the last that was acknowledged."""
    while True:
        number = await store.write(count(name))
        assert number == told.get(name, 0) + 1
        told[name] = number


async def everybody_counted(told: dict[str, int], people: int, far: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while len(told) < people or min(told.values()) < far:
            await asyncio.sleep(0.01)


@contextmanager
def own_server() -> Iterator[Postgres]:
    """A server that a test may stop."""
    server = Postgres()
    try:
        server.start()
        yield server
    finally:
        server.remove()


# ── one bot a schema ──


async def test_a_bot_that_was_killed_leaves_the_database_free(home: PostgresHome) -> None:
    program = (
        "import asyncio\nfrom standup.store.postgres import PostgresStore\n"
        "async def hold():\n"
        f"    await PostgresStore.open({home.url!r})\n"
        "    print('open', flush=True)\n"
        "    await asyncio.sleep(60)\n"
        "asyncio.run(hold())"
    )
    other = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE
    )
    assert other.stdout is not None
    assert await other.stdout.readline() == b"open\n"
    with pytest.raises(DatabaseInUseError, match=f"process {other.pid} on {socket.gethostname()}"):
        await home.open()
    other.kill()
    await other.wait()
    await (await home.open()).close()


async def test_whoever_was_cut_off_while_another_bot_wrote_may_not_write_again(
    home: PostgresHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await PostgresStore.open(home.url)
    await first.write(count("a"))
    monkeypatch.setattr(first._writer, "_mend", never)
    first._writer._session.terminate()
    await asyncio.sleep(0.05)
    second = await PostgresStore.open(home.url)
    monkeypatch.undo()
    with pytest.raises(DatabaseInUseError, match=f"in use by process {os.getpid()}"):
        await first.write(count("a"))
    assert await second.write(count("a")) == 2
    await second.close()
    for _ in range(2):
        with pytest.raises(DatabaseInUseError, match="not as this bot left it"):
            await first.write(count("a"))
    await first.close()


async def never() -> None:
    raise writer._LostError("cut off")


async def test_an_idle_bot_takes_its_lock_again_by_itself(home: PostgresHome) -> None:
    store = await PostgresStore.open(home.url)
    await home.run(f"SELECT pg_terminate_backend({store._writer._backend})")
    async with asyncio.timeout(PATIENCE):
        while not (found := await PostgresStore.holders(home.url)) or store._writer.is_lost:
            await asyncio.sleep(0.01)
    assert [(one.pid, one.is_here) for one in found] == [(os.getpid(), True)]
    await store.close()
    assert await PostgresStore.holders(home.url) == []


async def test_two_teams_in_one_database_see_nothing_of_each_other(postgres: Postgres) -> None:
    one = await PostgresStore.open(postgres.url("team one"))
    other = await PostgresStore.open(postgres.url('team "two"'))
    await one.write(lambda tx: facts.put(tx, "a", "1"))
    await other.write(lambda tx: facts.put(tx, "a", "2"))
    assert [await facts_of(one), await facts_of(other)] == [{"a": "1"}, {"a": "2"}]
    await one.close()
    await other.close()


async def test_a_schema_with_tables_of_others_is_refused_and_left_alone(
    home: PostgresHome,
) -> None:
    schema = connect.quoted(home.schema)
    bare = PostgresHome(home.url.partition("?")[0])
    await bare.run(f"CREATE SCHEMA {schema}")
    await bare.run(f"CREATE TABLE {schema}.customers (id INTEGER)")
    with pytest.raises(DatabaseError, match="holds other tables"):
        await home.open()
    tables = await home.run(
        "SELECT relname FROM pg_class WHERE relnamespace::regnamespace::text = current_schema()"
    )
    assert tables == [("customers",)]


# ── what is said when it cannot be ──


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("?schema", "nosuch?schema"), 'nosuch" does not exist'),
        (("standup@", "nobody@"), 'role "nobody" does not exist'),
        (("@127.0.0.1", "@127.0.0.2"), "cannot be reached"),
        (("127.0.0.1:", "127.0.0.1:x"), "cannot be read"),
        (("postgresql:", "mysql:"), "does not begin with postgresql://"),
    ],
)
async def test_a_database_that_is_not_there_is_named_without_its_password(
    home: PostgresHome, change: tuple[str, str], words: str
) -> None:
    url = home.url.replace(*change).replace("@", ":hidden@")
    for kind in (PostgresStore, PostgresReader):
        with pytest.raises(DatabaseError, match=words) as caught:
            await kind.open(url)
        assert "hidden" not in str(caught.value)


async def test_a_database_in_another_encoding_is_refused(
    postgres: Postgres, home: PostgresHome
) -> None:
    with suppress(Exception):
        await home.run("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    with pytest.raises(DatabaseError, match="ENCODING 'UTF8'"):
        await PostgresStore.open(home.url.replace(f"/{postgres.database}?", "/latin?"))


def test_a_url_is_shown_without_its_password() -> None:
    url = Url.read(
        "postgresql://bot:s3cret%40@db.example.org:5432/standups?schema=a&sslmode=require"
    )
    assert str(url) == "postgresql://bot@db.example.org:5432/standups?schema=a"
    assert url.schema == "a"
    assert "schema" not in url.dsn
    assert "sslmode=require" in url.dsn


def test_question_marks_become_numbers_outside_quotes() -> None:
    assert numbered("SELECT '?' WHERE a = ? AND b IN (?, ?)") == (
        "SELECT '?' WHERE a = $1 AND b IN ($2, $3)"
    )


def test_a_definition_numbers_rows_and_orders_text_by_itself() -> None:
    assert dialect("CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT NOT NULL)") == (
        "CREATE TABLE a (id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,"
        ' b TEXT COLLATE "C" NOT NULL)'
    )
