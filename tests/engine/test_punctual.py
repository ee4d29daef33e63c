"""A moment that is exactly due is carried out then: neither missed, nor before, nor twice."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from standup.core.model import Accountability, Instance, Standup
from standup.engine.directory import Directory
from standup.engine.scheduler import Scheduler
from standup.store import openings
from standup.store.database import Store
from tests import team as teams
from tests.platform import CAPABLE
from tests.team import LEARNED, LONDON, PLAN, at, instance, learning_day, person

ANA = person("ana")
A_MOMENT = timedelta(milliseconds=1)  # the least that the database tells apart
PUNCTUAL = timedelta(minutes=5)
TOLD = instance(learning_day(ANA))


@dataclass
class Still:
    """A clock that stands at one instant until it is set."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    async def sleep_until(self, at: datetime) -> None:
        raise AssertionError("nothing here sleeps")


@dataclass
class Watch:
    """A scheduler on a real database, called at exact instants."""

    store: Store
    clock: Still
    scheduler: Scheduler

    async def at(self, moment: datetime) -> None:
        self.clock.at = moment
        await self.scheduler.settle()

    async def rows(self, sql: str) -> list[tuple[object, ...]]:
        return await self.store.read(lambda tx: tx.all(sql))

    async def asked(self) -> list[object]:
        return [row[0] for row in await self.rows("SELECT round FROM check_in ORDER BY id")]

    async def missed(self) -> list[object]:
        return [row[0] for row in await self.rows("SELECT round FROM missed ORDER BY round")]


def scheduler(store: Store, told: Instance, clock: Still) -> Scheduler:
    return Scheduler(store, lambda: Directory(told, {"chat": CAPABLE}), clock, lambda: None)


@asynccontextmanager
async def watch(folder: Path, told: Instance, start: datetime) -> AsyncIterator[Watch]:
    store, clock = await teams.open_store(folder), Still(start)
    try:
        found = Watch(store, clock, scheduler(store, told, clock))
        await found.scheduler.adopt()
        yield found
    finally:
        await store.close()


def without_grace(standup: Standup) -> Standup:
    """It is asked when it is due or not at all."""
    return replace(standup, rounds=tuple(replace(r, grace=timedelta(0)) for r in standup.rounds))


async def test_a_round_opens_at_its_moment_and_not_before(tmp_path: Path) -> None:
    async with watch(tmp_path, TOLD, at("9:00")) as day:
        await day.at(at("9:30") - A_MOMENT)
        assert await day.asked() == []
        assert await day.store.read(openings.next_moment) == at("9:30")
        await day.at(at("9:30"))
        await day.at(at("9:30"))
        assert await day.asked() == ["plan"]


@pytest.mark.parametrize("late", [timedelta(0), A_MOMENT, PUNCTUAL], ids=str)
async def test_what_is_to_be_asked_at_once_or_never_is_asked_when_it_is_due(
    tmp_path: Path, late: timedelta
) -> None:
    told = instance(without_grace(learning_day(ANA)))
    async with watch(tmp_path, told, at("9:00")) as day:
        await day.at(at("9:30") + late)
        assert (await day.asked(), await day.missed()) == (["plan"], [])


async def test_what_is_later_than_punctual_and_without_grace_is_missed(tmp_path: Path) -> None:
    told = instance(without_grace(learning_day(ANA)))
    async with watch(tmp_path, told, at("9:00")) as day:
        await day.at(at("9:30") + PUNCTUAL + A_MOMENT)
        assert (await day.asked(), await day.missed()) == ([], ["plan"])


@pytest.mark.parametrize(
    ("late", "is_asked"), [(timedelta(minutes=30) - A_MOMENT, True), (timedelta(minutes=30), False)]
)
async def test_grace_ends_at_its_moment(tmp_path: Path, late: timedelta, is_asked: bool) -> None:
    standup = learning_day(ANA)
    graced = tuple(replace(r, grace=timedelta(minutes=30)) for r in standup.rounds)
    async with watch(tmp_path, instance(replace(standup, rounds=graced)), at("9:00")) as day:
        await day.at(at("9:30") + late)
        assert await day.asked() == (["plan"] if is_asked else [])
        assert await day.missed() == ([] if is_asked else ["plan"])


@pytest.mark.parametrize("restarted", [timedelta(0), A_MOMENT], ids=["exactly then", "just after"])
async def test_a_restart_at_the_moment_of_an_opening_asks_all_the_same(
    tmp_path: Path, restarted: timedelta
) -> None:
    async with watch(tmp_path, TOLD, at("9:00")) as day:
        day.clock.at = at("9:30") + restarted
        again = scheduler(day.store, TOLD, day.clock)
        await again.adopt()
        await again.settle()
        assert await day.asked() == ["plan"]
        [(due,)] = await day.rows("SELECT due_at FROM schedule WHERE round = 'plan'")
        assert due == round((at("9:30") + timedelta(days=7)).timestamp() * 1000)


async def test_a_reload_just_before_an_opening_leaves_it_where_it_is(tmp_path: Path) -> None:
    async with watch(tmp_path, TOLD, at("9:00")) as day:
        day.clock.at = at("9:30") - A_MOMENT
        await day.scheduler.adopt()
        await day.at(at("9:30"))
        assert await day.asked() == ["plan"]


async def test_a_reminder_and_a_deadline_come_at_their_moments(tmp_path: Path) -> None:
    state = "SELECT remind_due IS NULL FROM check_in"
    async with watch(tmp_path, TOLD, at("16:00")) as day:
        await day.at(at("17:00"))
        reminder = at("20:00") - (LEARNED.reminder or timedelta(0))
        await day.at(reminder - A_MOMENT)
        assert await day.store.read(openings.next_moment) == reminder
        assert not any(row[0] for row in await day.rows(state))
        await day.at(reminder)
        assert all(row[0] for row in await day.rows(state))
        ended = "SELECT id FROM run WHERE closed_at IS NOT NULL"
        await day.at(at("20:00") - A_MOMENT)
        assert await day.rows(ended) == []
        await day.at(at("20:00"))
        assert len(await day.rows(ended)) == 1


async def test_a_round_that_opens_when_another_ends_is_asked_after_that_end(tmp_path: Path) -> None:
    """Deadlines come before openings of the same moment."""
    joined = replace(learning_day(ANA), rounds=(PLAN, replace(LEARNED, cron="0 17 * * thu")))
    async with watch(tmp_path, instance(joined), at("9:00")) as day:
        await day.at(at("9:30"))
        await day.at(at("17:00"))
        sql = "SELECT round, state FROM check_in"
        states: dict[object, object] = {}
        states.update((row[0], row[1]) for row in await day.rows(sql))
        assert states["plan"] != states["learned"]


@pytest.mark.parametrize(
    ("back", "posted"),
    [(-A_MOMENT, "2026-12-03"), (timedelta(0), "2026-12-10"), (A_MOMENT, "2026-12-10")],
    ids=["just before", "exactly then", "just after"],
)
async def test_of_reports_over_weeks_that_were_missed_only_the_latest_is_posted(
    tmp_path: Path, back: timedelta, posted: str
) -> None:
    rule = Accountability("0 18 * * thu", LONDON, days=7)
    told = instance(replace(learning_day(ANA), accountability=rule))
    async with watch(tmp_path, told, at("9:00")) as day:
        await day.at(at("18:00") + timedelta(days=14) + back)
        found = await day.rows("SELECT subject FROM post WHERE kind = 'accountability'")
        assert found == [(f"learning-day/{posted}",)]
