"""A reply leaves with the commit of what it answers, and keeps every promise that others keep."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from standup.chat.interface import Message, Said, TryAgain, Unsure
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
        leaving.what_follows_a_failure,
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
        first, second, waits = day.platform.direct_texts("ana")
        assert "What did you do?" in first
        assert "Where are you stuck?" in second
        assert "before I could ask you this" in waits


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


class Slow(Platform):
    """A platform that shows a message to Ana when it may, after `trouble` if there is any."""

    may = asyncio.Event()
    trouble: Exception | None = None

    async def send(
        self,
        place: str,
        message: Message,
        key: str,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> str:
        if place == "@ana":
            await self.may.wait()
            if self.trouble is not None:
                trouble, self.trouble = self.trouble, None
                raise trouble
        return await super().send(place, message, key, thread=thread, title=title)


@pytest.mark.parametrize("trouble", [None, TryAgain(60.0, everywhere=False), Unsure(60.0)])
async def test_a_reply_leaves_behind_the_one_that_is_under_way_and_not_before_it_is_there(
    tmp_path: Path, trouble: Exception | None
) -> None:
    platform = Slow()
    platform.may = asyncio.Event()
    platform.may.set()
    async with team(tmp_path, instance(daily(ANA, BO)), at("9:00"), platform) as day:
        await day.until(at("9:30"))
        platform.may.clear()
        platform.trouble = trouble
        for words in ("Reading", "status"):
            platform.say("ana", words)
            await platform.all_taken()
        sending = "SELECT count(*) FROM outbox WHERE state = 'sending' AND account = 'ana'"
        assert await day.rows(sending) == [(2,)]
        assert len(platform.direct_texts("ana")) == 1
        platform.may.set()
        while trouble is not None and await day.rows(sending) != [(0,)]:
            await asyncio.sleep(0.01)
        day.clock.jump(at("9:35"))
        await day.settled()
        _, second, status = platform.direct_texts("ana")
        assert second.startswith("Where are you stuck?")
        assert "Next" in status
