"""One lost message is not a closed channel: what it was goes, and nothing waits for it."""

import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from standup.chat.interface import Reachable, TryAgain, Unreachable, Went
from standup.core.messages.markup import Message
from tests.platform import CAPABLE, Platform
from tests.team import ROOM, at, instance, learning_day, person, team

TOLD = instance(learning_day(person("ana"), person("bo")))


def actions(caplog: pytest.LogCaptureFixture, action: str) -> list[str]:
    return [one.getMessage() for one in caplog.records if getattr(one, "action", "") == action]


@pytest.mark.parametrize("which", [0, 1], ids=["the first message", "a report"])
async def test_a_deleted_message_holds_up_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, which: int
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:31"))
        plan = await day.say("ana", "JAX")
        day.platform.delete(day.platform.channel(ROOM)[which].id)
        for n in range(5):
            day.platform.edit_own("ana", plan, f"JAX, chapter {n + 1}")
            await day.settled()
        await day.say("bo", "Rust")
        assert "Rust" in day.platform.channel(ROOM)[-1].text
        await day.until(at("20:01"))
        assert "Digest" in day.platform.channel_text(ROOM)
        assert len(actions(caplog, "message_gone")) == 1
        assert actions(caplog, "channel_unreachable") == []
        assert await day.rows("SELECT state FROM outbox WHERE state <> 'sent'") == []


async def test_it_is_not_written_anew(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:31"))
        plan = await day.say("ana", "JAX")
        day.platform.delete(day.platform.channel(ROOM)[1].id)
        day.platform.edit_own("ana", plan, "JAX and grad")
        await day.settled()
        assert "grad" not in day.platform.channel_text(ROOM)
        assert len(day.platform.channel(ROOM)) == 1


class Picky(Platform):
    """One that refuses one report, and takes all others."""

    async def send(
        self,
        place: str,
        message: Message,
        key: str,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> str:
        if "refuse me" in str(message) and place == ROOM:
            raise Unreachable("closed", told="403 no")
        return await super().send(place, message, key, thread=thread, title=title)


async def test_what_is_refused_holds_up_nothing_else(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with team(tmp_path, TOLD, at("9:00"), Picky(capabilities=CAPABLE)) as day:
        await day.until(at("9:31"))
        await day.say("ana", "refuse me")
        await day.say("bo", "Rust")
        assert "Rust" in day.platform.channel(ROOM)[-1].text
        [told] = actions(caplog, "channel_unreachable")
        assert told.startswith(f"channel {ROOM} on chat does not let me in (closed: 403 no)")


async def test_new_words_do_not_forget_what_an_attempt_taught(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.unreachable[ROOM] = "closed"
        await day.until(at("9:30"))
        for name in ("ana", "bo"):
            plan = await day.say(name, "JAX")
            day.platform.edit_own(name, plan, "Rust")
            await day.settled()
        due = await day.rows(
            "SELECT due_at, attempts FROM outbox WHERE place = ? AND title IS NOT NULL", ROOM
        )
        assert due == [(int(at("9:40").timestamp() * 1000), 3)]


async def test_a_channel_that_lets_the_bot_in_is_told_all_at_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.unreachable[ROOM] = "left"
        await day.until(at("9:30"))
        await day.say("ana", "JAX")
        await day.until(at("9:45"))
        day.platform.unreachable.clear()
        day.platform.deliver(Reachable("in", ROOM, day.clock.now()))
        await day.settled()
        assert [shown.text.split("\n")[0] for shown in day.platform.channel(ROOM)] == [
            "Learning Day · Thursday 26 November 2026",
            "Ana · Plan",
        ]
        assert len(actions(caplog, "channel_unreachable")) == 1
        assert len(actions(caplog, "channel_back")) == 1


async def test_nor_does_a_new_process_wait(tmp_path: Path) -> None:
    platform = Platform(capabilities=replace(CAPABLE))
    async with team(tmp_path, TOLD, at("9:00"), platform) as day:
        platform.unreachable[ROOM] = "left"
        await day.until(at("9:31"))
    platform.unreachable.clear()
    async with team(tmp_path, TOLD, at("9:32"), platform) as day:
        await day.settled()
        assert len(day.platform.channel(ROOM)) == 1


async def test_an_edit_that_cannot_be_for_days_ends_no_thread(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:31"))
        day.platform.unreachable[ROOM] = "left"
        await day.until(at("20:01"))
        await day.until(at("9:00") + 3 * (at("23:59") - at("0:00")))
        roots = await day.rows("SELECT state FROM outbox WHERE title IS NOT NULL")
        assert ("dead",) not in roots


async def test_what_is_not_posted_is_not_said_to_be(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.unreachable[ROOM] = "left"
        await day.until(at("9:31"))
        await day.say("ana", "JAX")
        assert "This will be posted in the thread" in day.last("ana")
        await day.say("ana", "I am at the second chapter, which is harder")
        assert "I’ll add it to today’s" in day.last("ana")
        day.platform.unreachable.clear()
        day.platform.deliver(Reachable("in", ROOM, day.clock.now()))
        await day.settled()
        await day.say("bo", "Rust")
        assert "posted in the thread" in day.last("bo")
        assert "JAX" in day.platform.channel_text(ROOM)


async def test_a_platform_that_is_only_busy_is_not_said_to_refuse(tmp_path: Path) -> None:
    class Busy(Platform):
        async def send(
            self,
            place: str,
            message: Message,
            key: str,
            *,
            thread: str | None = None,
            title: str | None = None,
        ) -> str:
            if place == ROOM:
                raise TryAgain(5, everywhere=False)
            return await super().send(place, message, key, thread=thread, title=title)

    async with team(tmp_path, TOLD, at("9:00"), Busy(capabilities=CAPABLE)) as day:
        for minute in range(31, 36):
            await day.until(at(f"9:{minute}"))
        [(attempts,)] = await day.rows("SELECT attempts FROM outbox WHERE place = ?", ROOM)
        assert int(str(attempts)) > 3
        await day.say("ana", "JAX")
        assert "as soon as I can" not in day.last("ana")


async def test_a_change_of_an_old_message_is_not_given_up_for_its_age(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:31"))
        plan = await day.say("ana", "JAX")
        later = at("9:00") + timedelta(days=5)
        await day.until(later)
        day.platform.unreachable[ROOM] = "left"
        day.platform.edit_own("ana", plan, "JAX and grad")
        await day.settled()
        day.platform.unreachable.clear()
        await day.until(later + timedelta(minutes=11))
        await day.until(later + timedelta(minutes=12))
        assert "grad" in day.platform.channel_text(ROOM)


async def test_a_channel_that_puts_the_bot_out_is_known_before_anything_is_said_there(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:30"))
        day.platform.unreachable[ROOM] = "left"
        day.platform.deliver(Went("out", ROOM, "left", day.clock.now()))
        await day.settled()
        [told] = actions(caplog, "channel_unreachable")
        assert told.startswith(f"channel {ROOM} on chat does not let me in any more (left)")
        await day.say("ana", "JAX")
        assert "as soon as I can write there" in day.last("ana")
        assert "cannot be reached" not in caplog.text
        day.platform.unreachable.clear()
        day.platform.deliver(Reachable("in", ROOM, day.clock.now()))
        await day.settled()
        assert "JAX" in day.platform.channel_text(ROOM)
        await day.say("bo", "Rust")
        assert "Thanks, posted in the thread" in day.last("bo")


async def test_what_waits_for_a_channel_that_is_shut_is_tried_now_and_then(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:30"))
        day.platform.unreachable[ROOM] = "closed"
        day.platform.deliver(Went("out", ROOM, "closed", day.clock.now()))
        await day.say("ana", "JAX")
        day.platform.unreachable.clear()  # of which nobody tells
        await day.until(day.clock.now() + timedelta(minutes=11))
        assert "JAX" in day.platform.channel_text(ROOM)
        await day.say("bo", "Rust")
        assert "Thanks, posted in the thread" in day.last("bo")
        assert await day.rows("SELECT reason FROM unreachable WHERE reason <> ''") == []
