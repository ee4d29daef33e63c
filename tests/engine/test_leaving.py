"""A reply leaves with the commit of what it answers, and keeps every promise that others keep."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from standup.chat.interface import Said, TryAgain
from tests.platform import CAPABLE, Platform
from tests.simulate import leaving
from tests.team import at, daily, instance, person, team

ANA, BO = person("ana"), person("bo")


@pytest.mark.parametrize(
    "program",
    [
        leaving.what_it_passes,
        leaving.what_a_death_loses,
        leaving.what_an_end_keeps,
        leaving.what_a_fault_forgets,
    ],
    ids=lambda program: program.__name__,
)
async def test_what_leaves_at_once_is_as_safe_as_what_is_claimed(
    program: leaving.Whole,
) -> None:
    assert await asyncio.to_thread(program) is None


async def test_a_reply_passes_none_that_waits(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:30"))
        day.platform.faults.append(TryAgain(60.0, everywhere=False))
        await day.say("ana", "Reading")
        day.platform.say("ana", "status")
        await day.platform.all_taken()
        day.platform.say("bo", "Writing")
        while len(day.platform.direct_texts("bo")) < 2:
            await asyncio.sleep(0)
        assert len(day.platform.direct_texts("ana")) == 1
        day.clock.jump(at("9:35"))
        await day.settled()
        _, second, status = day.platform.direct_texts("ana")
        assert second.startswith("Where are you stuck?")
        assert "Next" in status


async def test_of_answers_that_come_together_only_the_last_is_replied_to_at_once(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(daily(ANA)), at("9:00")) as day:
        await day.until(at("9:30"))
        now = day.clock.now()
        both = [Said("e1", "ana", "Reading", now), Said("e2", "ana", "Nowhere", now)]
        await day.bot.inboxes["chat"].take(both)
        await day.settled()
        first, done = day.platform.direct_texts("ana")
        assert "What did you do?" in first
        assert "Reading" in done
        assert "Nowhere" in done


async def test_no_more_leave_at_once_than_a_platform_takes(tmp_path: Path) -> None:
    class Watched(Platform):
        most = now_there = 0

        async def direct(self, account: str) -> str:
            self.now_there += 1
            self.most = max(self.most, self.now_there)
            await asyncio.sleep(0)
            self.now_there -= 1
            return await super().direct(account)

    people = [person(f"p{number}") for number in range(12)]
    platform = Watched(replace(CAPABLE, at_once=3))
    async with team(tmp_path, instance(daily(*people)), at("9:00"), platform) as day:
        await day.until(at("9:30"))
        inbox, now = day.bot.inboxes["chat"], day.clock.now()
        said = [Said(f"e/{one.id}", one.id, "Reading", now) for one in people]
        await asyncio.gather(*(inbox.take([one]) for one in said))
        await day.settled()
        assert all(len(day.platform.direct_texts(one.id)) == 2 for one in people)
        assert platform.most <= 3
