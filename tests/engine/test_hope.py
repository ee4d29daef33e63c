"""For how long a message is tried: two days of hope, and then the next may go."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from standup.chat.interface import Reachable, TryAgain, Went
from standup.store import outbox
from tests.platform import CAPABLE, Platform
from tests.team import ROOM, Team, at, instance, learning_day, person, team

TOLD = instance(learning_day(person("ana"), person("bo")))
HOPE = timedelta(days=2)
A_LITTLE = timedelta(minutes=15)  # more than the pause between two tries
HOUR = timedelta(hours=1)


class Odd(Platform):
    """A platform on which nothing works for one person, and nobody knows why."""

    odd = "@ana"

    def _fail(self, place: str) -> None:
        if place == self.odd:
            raise RuntimeError("odd")
        super()._fail(place)


async def became(day: Team, where: str) -> list[tuple[object, ...]]:
    return await day.rows(f"SELECT state, reason FROM outbox WHERE {where} ORDER BY id")  # noqa: S608


@pytest.mark.parametrize("late", [-A_LITTLE, A_LITTLE], ids=["within two days", "after them"])
async def test_a_channel_that_shut_us_out_is_tried_for_two_days(
    tmp_path: Path, late: timedelta
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.unreachable[ROOM] = "gone"
        await day.until(at("9:30"))
        await day.say("ana", "JAX")
        await day.until(at("9:30") + HOPE + late)
        kept = await became(day, f"place = '{ROOM}' AND title IS NOT NULL")
        assert kept == [("pending" if late < timedelta(0) else "dead", "gone")]
        del day.platform.unreachable[ROOM]
        await day.until(at("9:30") + HOPE + late + timedelta(minutes=11))
        await day.until(at("9:30") + HOPE + late + timedelta(minutes=12))
        assert bool(day.platform.channel(ROOM)) == (late < timedelta(0))


async def test_what_belongs_to_a_thread_that_was_given_up_is_given_up_with_it(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.unreachable[ROOM] = "gone"
        await day.until(at("9:30"))
        await day.say("ana", "JAX")
        await day.until(at("9:30") + HOPE + A_LITTLE)
        assert {state for state, _ in await became(day, f"place = '{ROOM}'")} == {"dead"}


async def test_what_fails_for_no_known_reason_is_tried_for_two_days(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00"), Odd(CAPABLE)) as day:
        await day.say("ana", "help")
        for hour in range(1, 48):
            day.clock.jump(at("9:00") + hour * HOUR)
            await day.settled()
        assert await became(day, "key LIKE 're/%'") == [("pending", "RuntimeError")]
        for hour in range(49, 52):
            day.clock.jump(at("9:00") + hour * HOUR)
            await day.settled()
        assert await became(day, "key LIKE 're/%'") == [("dead", "RuntimeError")]


async def test_what_was_hardly_tried_is_not_given_up_however_old(tmp_path: Path) -> None:
    platform = Odd(CAPABLE)
    async with team(tmp_path, TOLD, at("9:00"), platform) as day:
        await day.say("ana", "help")
        day.clock.jump(at("9:00") + 2 * HOPE)
        await day.settled()
        assert await became(day, "key LIKE 're/%'") == [("pending", "RuntimeError")]
        platform.odd = ""
        day.clock.jump(at("9:00") + 2 * HOPE + HOUR)
        await day.settled()
        assert len(day.platform.direct_texts("ana")) == 1


async def tries(day: Team) -> list[tuple[object, ...]]:
    return await day.rows("SELECT state, attempts FROM outbox WHERE key LIKE 're/%'")


async def test_what_an_old_message_was_hardly_refused_for_is_not_given_up_either(
    tmp_path: Path,
) -> None:
    platform = Platform()
    async with team(tmp_path, TOLD, at("9:00"), platform) as day:
        platform.unreachable[ROOM] = "left"
        await day.until(at("9:31"))
    async with team(tmp_path, TOLD, at("9:31") + 2 * HOPE, platform) as day:
        await day.until(at("9:31") + 2 * HOPE + HOUR)
        del platform.unreachable[ROOM]
        await day.until(at("9:31") + 2 * HOPE + HOUR + A_LITTLE)
        assert platform.channel(ROOM)


@pytest.mark.parametrize("everywhere", [False, True])
async def test_where_nothing_can_be_sent_no_message_has_failed_before_ten_minutes(
    tmp_path: Path, everywhere: bool
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.faults.append(TryAgain(300.0, everywhere=everywhere))
        await day.say("ana", "help")
        assert await tries(day) == [("pending", int(not everywhere))]
        day.platform.faults.append(TryAgain(300.0, everywhere=everywhere))
        day.clock.jump(at("9:11"))
        await day.settled()
        assert await tries(day) == [("pending", 1 if everywhere else 2)]


async def test_what_could_not_be_noted_is_noted_a_little_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    postpone, failed = outbox.postpone, asyncio.Event()

    async def broken_once(*what: Any, **more: Any) -> None:
        if not failed.is_set():
            failed.set()
            raise RuntimeError("broken")
        await postpone(*what, **more)

    monkeypatch.setattr(outbox, "postpone", broken_once)
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.faults.append(TryAgain(1.0))
        day.platform.say("ana", "help")
        await failed.wait()
        for minute in (1, 2):
            await day.platform.all_taken()
            day.clock.jump(at(f"9:0{minute}"))
            await day.settled()
        assert await tries(day) == [("sent", 0)]


async def test_of_whoever_went_it_is_known_who_and_why_before_anything_was_tried(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        assert day.platform.inbox is not None
        await day.platform.inbox.take([Went("w1", "ana", "blocked", day.clock.now())])
        assert await day.rows("SELECT account, reason FROM unreachable") == [("ana", "blocked")]
        day.platform.unreachable["ana"] = "blocked"
        await day.until(at("9:30"))
        assert not day.platform.direct_texts("ana")
        del day.platform.unreachable["ana"]
        await day.platform.inbox.take([Reachable("w2", "ana", day.clock.now())])
        await day.settled()
        assert "learn" in day.last("ana")
