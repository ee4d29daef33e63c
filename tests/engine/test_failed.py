"""What a platform took and did not show after all is not taken for shown."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from standup.chat.interface import Failed, Message, Reachable
from tests.platform import Platform
from tests.team import ROOM, Team, at, instance, learning_day, person, team

ANA, BO = person("ana"), person("bo")
TOLD = instance(learning_day(ANA, BO))


def fail(day: Team, words: str, place: str, reason: str = "", times: int = 1) -> str:
    """Let the platform tell that it did not show the newest message with these words."""
    platform = day.platform
    found = next(
        one for one in reversed(platform.shown) if one.place == place and words in one.text
    )
    platform.shown.remove(found)
    event = Failed(f"failed-{found.id}", place.removeprefix("@"), found.id, reason, day.clock.now())
    platform.deliver(*[event] * times)
    return found.id


def directly(day: Team, account: str, words: str) -> int:
    return sum(words in text for text in day.platform.direct_texts(account))


@pytest.mark.parametrize("times", [1, 2])
async def test_what_was_lost_once_is_sent_again_once(tmp_path: Path, times: int) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:30"))
        lost = fail(day, "What will you learn", "@ana", times=times)
        await day.settled()
        assert directly(day, "ana", "What will you learn") == 0
        await day.until(at("9:35"))
        await day.until(at("9:40"))
        assert directly(day, "ana", "What will you learn") == 1
        assert lost not in {one.id for one in day.platform.shown}
        await day.say("ana", "JAX")
        assert "1. JAX" in day.platform.channel_text(ROOM)


async def test_who_cannot_be_reached_is_asked_when_they_can(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:30"))
        fail(day, "What will you learn", "@ana", "blocked")
        await day.settled()
        await day.until(at("10:00"))
        assert directly(day, "ana", "What will you learn") == 0
        assert "Ana (has blocked me)" in day.platform.channel_text(ROOM)
        day.platform.deliver(Reachable("back", "ana", day.clock.now()))
        await day.settled()
        assert directly(day, "ana", "What will you learn") == 1
        assert "has blocked me" not in day.platform.channel_text(ROOM)


async def test_what_somebody_writes_meanwhile_answers_no_question_they_did_not_see(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:30"))
        fail(day, "What will you learn", "@ana", "blocked")
        await day.settled()
        await day.say("ana", "hi, I am back, what did I miss")
        assert await day.rows("SELECT text FROM answer") == []
        assert directly(day, "ana", "What will you learn") == 1


async def test_a_post_that_its_channel_refused_later_stands_there_once_it_may(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "JAX")
        fail(day, "JAX", ROOM, "left")
        await day.say("bo", "Rust")
        assert "JAX" not in day.platform.channel_text(ROOM)
        assert "Rust" in day.platform.channel_text(ROOM)
        await day.until(day.clock.now() + timedelta(minutes=11))
        assert "JAX" in day.platform.channel_text(ROOM)


async def test_what_fails_before_its_id_is_noted_is_sent_again(tmp_path: Path) -> None:
    class Hasty(Platform):
        """Tells of a failure before it tells the id."""

        async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
            sent = await super().send(place, message, key, **more)
            if place == "@ana" and self.inbox and not failed:
                failed.append(sent)
                self.shown = [one for one in self.shown if one.id != sent]
                await self.inbox.take([Failed("f1", "ana", sent, "", self.now())])
            return sent

    failed: list[str] = []
    async with team(tmp_path, TOLD, at("9:00"), Hasty()) as day:
        await day.until(at("9:30"))
        assert failed
        assert directly(day, "ana", "What will you learn") == 0
        await day.until(at("9:35"))
        await day.until(at("9:40"))
        assert directly(day, "ana", "What will you learn") == 1
        assert await day.rows("SELECT name FROM kept") == []


async def test_what_fails_for_days_is_given_up(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.say("ana", "help")
        times = 0
        for _ in range(60):
            if directly(day, "ana", "status"):
                fail(day, "status", "@ana")
                times += 1
                await day.settled()
            await day.until(day.clock.now() + timedelta(hours=2))
        assert 3 < times < 16
        states = await day.rows("SELECT state FROM outbox WHERE key LIKE 're/%' ORDER BY id")
        assert states[-1] == ("dead",)


async def test_a_message_that_is_none_of_ours_says_nothing(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.deliver(Failed("f1", "ana", "m999", "gone", day.clock.now()))
        await day.until(at("9:30"))
        assert directly(day, "ana", "What will you learn") == 1
        assert await day.rows("SELECT name FROM kept") == []
