"""What is promised of the store: whole operations, one bot a database, honest upgrades."""

import asyncio
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from standup.core.messages.markup import Message
from standup.errors import (
    DatabaseChangedError,
    DatabaseError,
    DatabaseInUseError,
    DatabaseTooNewError,
    DatabaseTooOldError,
)
from standup.store import (
    accounts,
    facts,
    inbound,
    outbox,
    personal_data,
    upgrades,
)
from standup.store.database import Store, Transaction
from standup.store.outbox import Promise
from standup.wiring.opening import look
from tests.store.homes import Home, facts_of

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


async def test_what_was_written_is_read_back(store: Store) -> None:
    await store.write(lambda tx: facts.put(tx, "a", "1"))
    assert await facts_of(store) == {"a": "1"}


async def test_any_words_come_back_as_they_were(store: Store) -> None:
    words = "'; DROP TABLE fact; -- ?$1 %s \\ \u00e9\u0301 \U0001f642 \u202e " + "x" * 70_000
    await store.write(lambda tx: facts.put(tx, "words", words))
    assert (await facts_of(store))["words"] == words


async def test_an_operation_that_fails_changes_nothing_and_spoils_no_other(store: Store) -> None:
    results = await asyncio.gather(
        store.write(lambda tx: facts.put(tx, "good", "1")),
        store.write(bad),
        store.write(lambda tx: facts.put(tx, "better", "1")),
        return_exceptions=True,
    )
    assert isinstance(results[1], ValueError)
    assert await facts_of(store) == {"good": "1", "better": "1"}


async def bad(tx: Transaction) -> None:
    await facts.put(tx, "bad", "1")
    raise ValueError("no")


async def test_nor_does_one_that_the_database_refuses(store: Store) -> None:
    results = await asyncio.gather(
        store.write(lambda tx: facts.put(tx, "good", "1")),
        store.write(lambda tx: tx.run("INSERT INTO fact (name, value) VALUES ('prefix', 'x')")),
        store.write(
            lambda tx: tx.run("INSERT INTO answer (check_in_id, question) VALUES (1, 'q')")
        ),
        store.write(lambda tx: facts.put(tx, "better", "1")),
        return_exceptions=True,
    )
    assert [isinstance(result, Exception) for result in results] == [False, True, True, False]
    assert not any(isinstance(result, DatabaseError) for result in results)
    assert await facts_of(store) == {"good": "1", "better": "1"}


async def test_a_part_that_fails_leaves_no_trace_in_the_whole(store: Store) -> None:
    async def whole(tx: Transaction) -> str:
        await facts.put(tx, "before", "1")
        for part in (bad, outer):
            with pytest.raises(ValueError, match="no"):
                await tx.attempt(part)
        await facts.put(tx, "after", "1")
        return await tx.attempt(good)

    async def outer(tx: Transaction) -> None:
        await tx.attempt(good)
        await tx.attempt(bad)

    async def good(tx: Transaction) -> str:
        await facts.put(tx, "part", "1")
        return "done"

    assert await store.write(whole) == "done"
    assert await facts_of(store) == {"before": "1", "after": "1", "part": "1"}


async def test_a_refused_part_does_not_stop_the_whole(store: Store) -> None:
    async def whole(tx: Transaction) -> None:
        for _ in range(2):
            try:
                await tx.attempt(lambda tx: tx.run("INSERT INTO fact VALUES ('a', '1')"))
            except Exception as error:  # noqa: BLE001 - each database has its own
                await facts.put(tx, "refused", type(error).__name__[:1])

    await store.write(whole)
    assert set(await facts_of(store)) == {"a", "refused"}


async def test_a_cancelled_caller_does_not_undo_what_is_being_committed(store: Store) -> None:
    waiting = asyncio.create_task(store.write(lambda tx: facts.put(tx, "a", "1")))
    others = [
        asyncio.create_task(store.write(lambda tx, n=n: facts.put(tx, f"n{n}", "1")))  # type: ignore[misc]
        for n in range(5)
    ]
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, *others, return_exceptions=True)
    assert waiting.cancelled()
    assert len(await facts_of(store)) == 6


async def test_closing_finishes_what_was_given_before(home: Home) -> None:
    store = await home.open()
    given = [
        asyncio.create_task(store.write(lambda tx, n=n: facts.put(tx, f"n{n}", "1")))  # type: ignore[misc]
        for n in range(5)
    ]
    await asyncio.sleep(0)
    await store.close()
    await asyncio.gather(*given)
    with pytest.raises(DatabaseError, match="closed"):
        await store.write(lambda tx: facts.put(tx, "late", "1"))


async def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(Exception, match=r"read-?only"):
        await store.read(lambda tx: facts.put(tx, "a", "1"))
    assert await facts_of(store) == {}


async def test_a_read_sees_one_moment(store: Store) -> None:
    await store.write(lambda tx: facts.put(tx, "n", "0"))
    read = asyncio.create_task(store.read(twice))
    for n in range(20):
        await store.write(lambda tx, n=n: facts.put(tx, "n", str(n)))  # type: ignore[misc]
    first, second = await read
    assert first == second


async def twice(tx: Transaction) -> list[str | None]:
    first = await facts.get(tx, "n")
    for _ in range(100):
        await tx.one("SELECT count(*) FROM fact")
    return [first, await facts.get(tx, "n")]


async def test_a_cancelled_read_hurts_no_other(store: Store) -> None:
    reads = [asyncio.create_task(store.read(twice)) for _ in range(8)]
    await asyncio.sleep(0.005)
    for read in reads[::2]:
        read.cancel()
    await asyncio.gather(*reads, return_exceptions=True)
    assert await asyncio.gather(*(facts_of(store) for _ in range(8))) == [{}] * 8


async def test_whoever_is_cancelled_while_reading_hears_of_nothing_else(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """Else what is to end would take it for a failure of the database, and go on."""

    async def ended(number: int) -> BaseException | None:
        look = store.study if number % 2 else store.read
        reading = asyncio.create_task(look(few))
        await asyncio.sleep(number % 40 / 4000)
        is_cancelled = reading.cancel()
        await asyncio.wait([reading])
        assert reading.cancelled() == is_cancelled
        return None if is_cancelled else reading.exception()

    for first in range(0, 160, 8):
        assert not any(await asyncio.gather(*(ended(first + n) for n in range(8))))
    assert await facts_of(store) == {}
    assert not caplog.records


async def few(tx: Transaction) -> None:
    for _ in range(4):
        await tx.all("SELECT name FROM fact WHERE name > ?", "a")


# ── other processes ──


async def test_another_process_may_read_while_the_bot_writes(store: Store, home: Home) -> None:
    reader = await home.reader()
    await store.write(lambda tx: facts.put(tx, "a", "1"))
    assert await facts_of(reader) == {"a": "1"}
    await reader.close()


async def test_a_database_may_be_read_while_no_bot_runs(home: Home) -> None:
    store = await home.open()
    await store.write(lambda tx: facts.put(tx, "a", "1"))
    await store.close()
    reader = await home.reader()
    assert await facts_of(reader) == {"a": "1"}
    await reader.close()


async def test_two_bots_cannot_open_one_database(store: Store, home: Home) -> None:
    with pytest.raises(DatabaseInUseError, match=f"in use by process {os.getpid()}"):
        await home.open()
    other = (
        "import asyncio; from pathlib import Path, PosixPath;"
        f"from {type(home).__module__} import {type(home).__name__};"
        f"asyncio.run({home!r}.open())"
    )
    ended = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", other], capture_output=True, check=False
    )
    assert b"DatabaseInUseError" in ended.stderr


async def test_a_database_is_free_after_closing(home: Home) -> None:
    for _ in range(3):
        await (await home.open()).close()


async def test_a_missing_database_says_what_makes_it(home: Home) -> None:
    with pytest.raises(DatabaseError, match="standup run"):
        await home.reader()


# ── upgrades ──


async def test_a_database_of_a_later_release_is_refused(home: Home) -> None:
    await (await home.open()).close()
    await home.run("INSERT INTO schema_upgrade VALUES (99, 'later', 'x', 0)")
    with pytest.raises(DatabaseTooNewError, match="schema 99"):
        await home.open()


async def test_what_cannot_be_read_of_an_earlier_release_says_what_upgrades_it(home: Home) -> None:
    await home.upgrade(*upgrades.steps()[:20])
    with pytest.raises(DatabaseTooOldError, match="standup run"):
        await look(home.named, lambda tx: tx.all("SELECT number FROM item"))
    assert await look(home.named, lambda tx: tx.all("SELECT name FROM fact WHERE name = ''")) == []


async def test_a_changed_upgrade_is_refused(home: Home) -> None:
    await (await home.open()).close()
    await home.run("UPDATE schema_upgrade SET checksum = 'other'")
    with pytest.raises(DatabaseChangedError, match="0001_init"):
        await home.open()


async def test_a_database_of_the_first_step_is_upgraded_with_all_it_holds(home: Home) -> None:
    await home.upgrade(upgrades.steps()[0])
    await home.run("INSERT INTO fact VALUES ('kept', '1')")
    await home.run(
        "INSERT INTO outbox (key, adapter, destination, content, urgency, due_at, created_at)"
        " VALUES ('k', 'chat', '@ana', '[]', 1, 2, 3)"
    )
    store = await home.open()
    assert await facts_of(store) == {"kept": "1"}
    old = "SELECT key, title, doubts, state, version FROM outbox"
    assert await store.read(lambda tx: tx.all(old)) == [("k", None, 0, "pending", 1)]
    assert await store.read(lambda tx: facts.get(tx, facts.SECRET)) is not None
    versions = "SELECT version FROM schema_upgrade ORDER BY version"
    applied = [(step.version,) for step in upgrades.steps()]
    assert await store.read(lambda tx: tx.all(versions)) == applied
    await store.close()


async def test_whoever_was_asked_before_is_not_told_once_more_what_the_bot_is(home: Home) -> None:
    await home.upgrade(*(step for step in upgrades.steps() if step.version < 17))
    await home.run(
        "INSERT INTO run (standup, day, definition, opened_at, closes_at)"
        " VALUES ('daily', '2026-11-26', '{}', 1, 2)"
    )
    await home.run(
        "INSERT INTO check_in (run_id, round, person, zone, state, opened_at, deadline_at,"
        " asked_at) VALUES (1, 'day', 'ana', 'UTC', 'closed', 1, 2, 7),"
        " (1, 'day', 'bo', 'UTC', 'closed', 1, 2, NULL)"
    )
    store = await home.open()
    assert await store.read(lambda tx: tx.all("SELECT person, standup, told_at FROM told")) == [
        ("ana", "", 7)
    ]
    await store.close()


async def test_an_upgrade_that_fails_half_way_leaves_the_database_as_it_was(home: Home) -> None:
    await (await home.open()).close()
    half = "CREATE TABLE half (a TEXT);\nINSERT INTO nowhere VALUES (1);\n"
    with pytest.raises(Exception, match="nowhere"):
        await home.upgrade(*upgrades.steps(), upgrades.Step(99, "0099_bad", half))
    with pytest.raises(Exception, match="half"):
        await home.run("SELECT * FROM half")
    await (await home.open()).close()


async def test_a_later_step_is_applied_once_to_an_older_database(home: Home) -> None:
    await (await home.open()).close()
    more = upgrades.Step(99, "0099_more", "CREATE TABLE more (a TEXT);")
    for _ in range(2):
        await home.upgrade(*upgrades.steps(), more)
    versions = await home.run("SELECT version FROM schema_upgrade ORDER BY version")
    assert versions == [(step.version,) for step in (*upgrades.steps(), more)]


# ── what the two databases do differently by themselves ──


async def test_names_are_ordered_by_their_signs_wherever_the_database_was_made(
    store: Store,
) -> None:
    people = ["Zoe", "ana", "Émile", "\U0001f642", "Ana", "a b", "a-b"]

    async def keep(tx: Transaction) -> list[str]:
        for person in people:
            await tx.run(
                "INSERT INTO away (person, first_day, last_day) VALUES (?, '1', '2')", person
            )
        return await personal_data.people(tx)

    assert await store.write(keep) == sorted(people, key=str.encode)


async def test_what_is_said_anew_and_what_was_moved_get_numbers_that_nothing_had(
    store: Store,
) -> None:
    async def several(tx: Transaction) -> list[Any]:
        await outbox.promise(tx, direct("first", "bo"), NOW)
        await outbox.promise(tx, direct("held", "ana", held="blocked"), NOW)
        (claimed,) = await outbox.claim(tx, "chat", NOW, 5, frozenset())
        await outbox.say_anew(tx, claimed, NOW)
        for taken in await outbox.take_held(tx, "chat", "ana"):
            await outbox.promise(tx, taken, NOW)
        await outbox.promise(tx, direct("last", "ana"), NOW)
        return await tx.all("SELECT key, id, state FROM outbox ORDER BY id")

    rows = await store.write(several)
    assert [row[0].partition("/")[0] for row in rows] == ["first", "held", "first", "held", "last"]
    assert [row[2] for row in rows] == ["expired", "expired", "pending", "pending", "pending"]


def direct(key: str, account: str, held: str | None = None) -> Promise:
    return Promise(key, "chat", Message(()), 1, NOW, account=account, held=held)


async def test_rows_touched_are_counted_alike(store: Store) -> None:
    async def count(tx: Transaction) -> list[int | bool]:
        return [
            await inbound.note(tx, "chat", "e1", "ana", NOW) is not None,
            await inbound.note(tx, "chat", "e1", "ana", NOW) is not None,
            await tx.run("UPDATE inbound SET failed = 'x' WHERE adapter = ?", "chat"),
            await tx.run("DELETE FROM inbound WHERE adapter = ?", "pager"),
        ]

    assert await store.write(count) == [True, False, 1, 0]


async def test_processes_that_are_no_more_leave_nothing_of_their_configuration(
    store: Store,
) -> None:
    for name in (facts.CONFIG, facts.config_of("one"), facts.config_of("another")):
        await store.write(lambda tx, name=name: facts.put(tx, name, "digest"))  # type: ignore[misc]
    await store.write(facts.drop_processes)
    left = await store.read(lambda tx: tx.all("SELECT name FROM fact WHERE value = 'digest'"))
    assert left == [(facts.CONFIG,)]


async def test_a_code_is_good_for_one_of_two_at_the_same_time(store: Store) -> None:
    await store.write(lambda tx: accounts.keep_code(tx, "d", "ana", NOW, timedelta(minutes=10)))
    used = await asyncio.gather(
        *(store.write(lambda tx: accounts.use_code(tx, "d", NOW)) for _ in range(2))
    )
    assert sorted(map(str, used)) == ["None", "ana"]
