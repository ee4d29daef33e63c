"""A standup is made in a chat, like one there is, and put away: what was shared stays."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.team import THURSDAY, Team, at, daily, instance, person, team

FRIDAY, MONDAY = (THURSDAY + timedelta(days=days) for days in (1, 4))
ANA, BO = person("ana"), person("bo")
DAILY = replace(daily(ANA, BO), owners=("ana",))
TEAM = instance(DAILY)


async def yes(day: Team, words: str) -> str:
    """What an owner is shown, and then says yes to."""
    await day.say("ana", words)
    shown = day.last("ana")
    await day.say("ana", "/yes")
    return shown


def asked(day: Team, who: str, title: str) -> list[str]:
    said = (one for one in day.platform.shown if one.place == f"@{who}")
    return [f"{one.at:%a %H:%M}" for one in said if f"{title} · " in one.text]


async def test_one_more_standup_asks_the_same_of_the_same_until_it_is_changed(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, TEAM, at("8:00")) as day:
        shown = await yes(day, "new standup from daily called Retro")
        assert "Retro will ask Ana and Bo what Daily asks, at the same times." in shown
        assert "Done: there is Retro now." in day.last("ana")
        await day.say("ana", "time 11:00 retro")
        await day.until(at("9:31"))
        assert asked(day, "bo", "Daily") == ["Thu 09:30"]
        for words in ("the parser", "-"):
            await day.say("bo", words)
        await day.until(at("11:01"))
        assert asked(day, "bo", "Retro") == ["Thu 11:00"]
        await day.say("bo", "what went well")
        await day.say("ana", "/who retro")
        assert "Bo" in day.last("ana")
        await yes(day, "/remove bo retro")
    async with team(tmp_path, TEAM, at("11:02")) as day:
        await day.until(at("11:01", FRIDAY))
        assert asked(day, "bo", "Retro") == []
        assert "Taking part: Ana." in day.platform.channel_text("#daily")


async def test_it_is_undone_like_all_else(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("8:00")) as day:
        await yes(day, "new standup from daily called Retro")
        await day.say("ana", "undo")
        await day.until(at("9:31"))
        assert asked(day, "bo", "Retro") == []
        assert asked(day, "bo", "Daily") == ["Thu 09:30"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("/new standup from daily", "What will it be called?"),
        ("new standup from daily called Daily", "There is a standup called Daily already."),
        ("/new standup from weekly called Retro", "new standup called Retro"),
    ],
)
async def test_what_is_not_clear_is_asked_about_and_makes_nothing(
    tmp_path: Path, words: str, told: str
) -> None:
    async with team(tmp_path, TEAM, at("8:00")) as day:
        await day.say("ana", words)
        assert told in day.last("ana")
        assert await day.rows("SELECT * FROM setting") == []


async def test_nobody_but_an_owner_makes_one(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("8:00")) as day:
        await day.say("bo", "/new standup from daily called Retro")
        await day.say("bo", "yes")
        assert await day.rows("SELECT * FROM setting") == []


async def test_whoever_is_forgotten_takes_no_part_in_it(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("8:00")) as day:
        await yes(day, "new standup from daily called Retro")
        await day.say("ana", "forget me")
        await day.say("ana", "forget me now")
        [(value,)] = await day.rows("SELECT value FROM setting WHERE kind = 'new standup'")
        assert "ana" not in json.dumps(json.loads(str(value)))


async def test_what_is_archived_asks_nobody_and_comes_back(tmp_path: Path) -> None:
    async with team(tmp_path, TEAM, at("8:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "the parser")
        shown = await yes(day, "archive daily")
        assert "Daily will ask nobody any more from Friday 27 November on." in shown
        await day.until(at("9:31", FRIDAY))
        assert asked(day, "bo", "Daily") == ["Thu 09:30"]
        await day.say("bo", "/status")
        assert "Daily is archived" in day.last("bo")
        await day.say("bo", "/search parser")
        await day.until(at("9:32", FRIDAY))
        assert "the parser" in day.last("bo")
        await day.say("ana", "resume daily")
        assert "asks again" in day.last("ana")
        await day.until(at("9:31", MONDAY))
        assert asked(day, "bo", "Daily")[-1] == "Mon 09:30"
