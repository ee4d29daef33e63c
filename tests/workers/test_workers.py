"""Processes that share one database: what one of them leaves undone, another does."""

import asyncio
import signal
from pathlib import Path

import pytest

from standup.wiring.opening import LEASE
from tests.postgres import Postgres, schema_of
from tests.workers.fleet import Fleet, fleet
from tests.workers.waking import what_it_spoils

pytestmark = pytest.mark.server  # which two tests start themselves


async def its_day_ends_well(day: Fleet) -> None:
    """Everybody answers everything, nobody is asked twice, and every side reads all of it."""
    await day.all_answered()
    await day.all_posted()
    assert await day.answers() == sorted(day.said.values())
    assert day.asked_twice() == []


async def test_workers_share_the_lanes_and_take_over_from_one_that_is_killed_or_hangs(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with fleet(tmp_path, postgres.url(schema_of(tmp_path))) as day:
        first = day.start()
        await day.carried_by({first})
        second, third = day.start(), day.start()
        await day.carried_by({first, second, third})
        talking = asyncio.create_task(day.all_answered())
        day.send(second, signal.SIGKILL)
        await day.carried_by({first, third})
        day.send(first, signal.SIGSTOP)
        await day.carried_by({third})
        day.send(first, signal.SIGCONT)
        await day.carried_by({first, third})
        await talking
        await its_day_ends_well(day)


async def test_workers_that_stand_still_for_three_quarters_of_a_lease_keep_their_lanes(
    postgres: Postgres, tmp_path: Path
) -> None:
    lease = 2 * LEASE  # so that a busy machine is not taken for a worker that hangs
    async with fleet(tmp_path, postgres.url(schema_of(tmp_path)), 4, lease) as day:
        stopped, busy, idle = day.start(), day.start(), day.start()
        before = await day.settled({stopped, busy, idle})
        with day.busy(signal.SIGUSR1, busy):
            day.send(stopped, signal.SIGSTOP)
            await asyncio.sleep(0.75 * lease)
            day.send(stopped, signal.SIGCONT)
        await its_day_ends_well(day)
        assert await day.owners() == before


async def test_a_worker_whose_loop_turns_slowly_all_the_time_keeps_its_lanes(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with fleet(tmp_path, postgres.url(schema_of(tmp_path)), 4, LEASE) as day:
        slow, idle = day.start(), day.start()
        before = await day.settled({slow, idle})
        with day.busy(signal.SIGUSR2, slow):
            await asyncio.sleep(2 * LEASE)
            assert await day.owners() == before
        await its_day_ends_well(day)


async def test_a_worker_whose_loop_hangs_loses_its_lanes_and_spoils_nothing_when_it_goes_on(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with fleet(tmp_path, postgres.url(schema_of(tmp_path))) as day:
        hung, other = day.start(), day.start()
        await day.carried_by({hung, other})
        talking = asyncio.create_task(day.all_answered())
        with day.busy(signal.SIGUSR1, hung):
            await day.carried_by({other})
        await talking
        await its_day_ends_well(day)


async def test_a_worker_that_is_asked_to_end_hands_its_lanes_over(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with fleet(tmp_path, postgres.url(schema_of(tmp_path)), lease=60.0) as day:
        first, second = day.start(), day.start()
        await day.carried_by({first, second})
        day.send(first, signal.SIGTERM)
        await day.carried_by({second})  # long before a lease of a minute is over
        await its_day_ends_well(day)


async def test_workers_outlive_a_database_that_is_restarted(tmp_path: Path) -> None:
    server = Postgres()
    try:
        server.start()
        async with fleet(tmp_path, server.url("fleet")) as day:
            first, second = day.start(), day.start()
            await day.carried_by({first, second})
            talking = asyncio.create_task(day.all_answered())
            for _ in range(2):
                await asyncio.to_thread(server.stop, signal.SIGQUIT)
                await asyncio.to_thread(server.start)
                await asyncio.sleep(0.5)
            await talking
            await its_day_ends_well(day)
    finally:
        server.remove()


def test_a_worker_that_wakes_up_spoils_nothing_of_whoever_took_its_lane() -> None:
    assert what_it_spoils() is None
