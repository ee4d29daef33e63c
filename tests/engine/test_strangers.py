"""Strangers are answered once a day, after everybody else, whatever they write and however many."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from standup.core.conversation.effects import Urgency
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
