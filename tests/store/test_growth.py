"""What a large team and a long history must not make slow, in steps of SQLite, not in seconds."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from standup.core.model import Person, Round, Standup
from standup.store import asking, definition, posts, runs, tally
from standup.store.database import Operation, Transaction
from standup.store.instants import from_ms
from standup.store.runs import Run
from standup.store.sqlite.store import SqliteStore

SMALL, LARGE = 50, 500
ROUND = Round("plan", "Plan", "0 9 * * *", (), timedelta(hours=1))
STANDUP = Standup("daily", "Daily", (ROUND,), (), ())
FINEST = 10  # instructions of SQLite's machine between two countings


@pytest.fixture
async def stores(tmp_path: Path) -> AsyncIterator[dict[int, SqliteStore]]:
    """A store with a run of so many people, each with a report, for each size."""
    opened = {size: await SqliteStore.open(tmp_path / f"{size}.db") for size in (SMALL, LARGE)}
    for size, store in opened.items():
        await store.write(partial(fill, people=size))
    yield opened
    for store in opened.values():
        await store.close()


async def fill(tx: Transaction, people: int) -> None:
    run = "INSERT INTO run (id, standup, day, definition, opened_at, closes_at)"
    await tx.run(f"{run} VALUES (1, 'daily', '2026-11-26', ?, 0, 0)", definition.dump(STANDUP))
    everybody = [(f"p{number}",) for number in range(people)]
    await tx.many(
        "INSERT INTO participant (run_id, person, name, zone) VALUES (1, ?, '', 'UTC')", everybody
    )
    await tx.many(
        "INSERT INTO check_in (run_id, round, person, zone, state, opened_at, deadline_at)"
        " VALUES (1, 'plan', ?, 'UTC', 'done', 0, 0)",
        everybody,
    )
    await tx.many("INSERT INTO post (kind, subject, run_id) VALUES ('report', ?, 1)", everybody)
    await tx.run(f"{run} VALUES (2, 'daily', '2026-11-27', '{{}}', 0, 0)")


async def growth(stores: dict[int, SqliteStore], operation: Operation[object]) -> float:
    """How many times the steps that an operation takes with few people it takes with many."""
    small, large = [await steps(stores[size], operation) for size in (SMALL, LARGE)]
    return large / small


async def steps(store: SqliteStore, operation: Operation[object]) -> int:
    count = 1

    def step() -> None:
        nonlocal count
        count += 1

    await store._writer.set_progress_handler(step, FINEST)
    await store.write(operation)
    return count


async def test_closing_a_run_takes_no_longer_than_it_is_large(
    stores: dict[int, SqliteStore],
) -> None:
    assert await growth(stores, lambda tx: runs.close(tx, 1, from_ms(1))) < 2 * LARGE / SMALL


async def test_asking_a_few_takes_as_long_however_many_were_asked(
    stores: dict[int, SqliteStore],
) -> None:
    few = [Person(f"p{number}", "", "UTC") for number in range(5)]
    assert await growth(stores, lambda tx: asking.asked_already(tx, 1, "plan", few)) < 2


async def test_a_large_zone_is_asked_of_as_well(stores: dict[int, SqliteStore]) -> None:
    many = [Person(f"p{number}", "", "UTC") for number in range(LARGE + 1)]
    asked = await stores[LARGE].read(lambda tx: asking.asked_already(tx, 1, "plan", many))
    assert asked == {f"p{number}" for number in range(LARGE)}


async def test_a_head_takes_as_long_however_many_take_part(stores: dict[int, SqliteStore]) -> None:
    run = Run(1, date(2026, 11, 26), STANDUP, from_ms(0), from_ms(0), None)

    async def head(tx: Transaction) -> None:
        await runs.leave_out(tx, 1, "p7")
        await tally.touch_due(tx, 1, from_ms(1))
        while not await tally.settle(tx, run, from_ms(1)):
            pass
        assert (await tally.head(tx, run)).people.count in stores

    for store in stores.values():
        await store.write(head)
    assert await growth(stores, head) < 1.2


async def test_what_was_posted_of_a_run_is_found_whatever_was_posted_of_others(
    stores: dict[int, SqliteStore],
) -> None:
    assert await growth(stores, lambda tx: posts.of_run(tx, 2)) < 2
