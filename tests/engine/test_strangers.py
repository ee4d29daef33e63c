"""Strangers are answered once a day, after everybody else, whatever they write and however many."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from standup.core.conversation.effects import Urgency
from standup.core.model import Retention
from standup.engine import strangers
from tests.engine.test_log import TOLD
from tests.platform import CAPABLE, Platform
from tests.team import Team, at, daily, instance, person, team

MANY = 200
SLOW = replace(CAPABLE, per_second=5.0)
WORDS = ("/join", "hello?", "export me", "/join", "help")


def told(day: Team) -> list[str]:
    """Who was told something, in the order in which it left."""
    return [shown.place for shown in day.platform.shown]


async def test_a_stranger_is_answered_once_a_day_whatever_they_write(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        for words in WORDS:
            await day.say("eve", words)
        assert told(day) == ["@eve"]
        assert 'chat: "eve"' in day.last("eve")
        await day.until(at("9:00") + timedelta(days=1))
        for words in WORDS:
            await day.say("eve", words)
        assert told(day).count("@eve") == 2


async def test_what_a_stranger_was_told_is_not_told_in_other_words_that_day(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        for words in ("/join", "export me", "hello?"):
            await day.say("eve", words)
        [shown] = day.platform.shown
        assert "please send this line to" in shown.text
        assert shown.edits == 0


async def test_a_strangers_day_ends_at_midnight_and_each_has_their_own(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("23:50")) as day:
        for who in ("eve", "mallory", "eve"):
            await day.say(who, "hello?")
        assert told(day) == ["@eve", "@mallory"]
        day.clock.jump(at("0:01") + timedelta(days=1))
        await day.say("eve", "hello?")
        assert told(day) == ["@eve", "@mallory", "@eve"]


async def test_nothing_of_a_stranger_is_kept_for_longer_than_other_messages(tmp_path: Path) -> None:
    kept = replace(TOLD, retention=Retention(messages=timedelta(days=20)))
    async with team(tmp_path, kept, at("9:00")) as day:
        await day.say("eve", "hello?")
        await day.say("ana", "help")
        await day.until(at("9:00") + timedelta(days=22))
        assert await day.rows("SELECT key FROM outbox WHERE account = 'eve'") == []


async def test_two_hundred_strangers_delay_nobody_who_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strangers, "_MOST_WAITING", MANY)
    people = [person(f"p{n}") for n in range(10)]
    async with team(tmp_path, instance(daily(*people)), at("9:29"), Platform(SLOW)) as day:
        for _ in range(5):
            for number in range(MANY):
                day.platform.say(f"stranger{number}", "/join")
        await day.platform.all_taken()
        before = len(told(day))
        day.clock.jump(at("9:30"))
        async with asyncio.timeout(60):
            while not {f"@{one.id}" for one in people} <= {*told(day)}:
                await asyncio.sleep(0.01)
        between = [one for one in told(day)[before:] if "stranger" in one]
        assert len(between) <= 2 * SLOW.per_second  # what was under way, and a window's worth


async def test_no_more_strangers_wait_for_an_answer_than_can_be_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strangers, "_MOST_WAITING", 3)
    slowest = replace(CAPABLE, per_second=0.01)
    async with team(tmp_path, TOLD, at("9:00"), Platform(slowest)) as day:
        for number in range(20):
            day.platform.say(f"stranger{number}", "/join")
        await day.platform.all_taken()
        [(kept,)] = await day.rows(
            "SELECT count(*) FROM outbox WHERE urgency = ?", int(Urgency.STRANGER)
        )
        assert 3 <= int(str(kept)) <= 5


async def test_a_wrong_code_is_told_and_once_that_it_is_of_no_use_to_go_on(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        for _ in range(20):
            await day.say("eve", "/link bcdf-ghjk")
        said = day.platform.direct_texts("eve")
        assert len(said) < 10
        assert "minute" in said[-1]
        assert len(set(said[-2:])) == 2
