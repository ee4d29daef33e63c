"""A standup posts elsewhere from its next run on, if the bot can write there."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from standup.chat.interface import Unreachable
from standup.core.model import Channel
from tests.platform import CAPABLE, Platform
from tests.team import Team, at, daily, instance, person, team

ANA, BO = person("ana"), person("bo")
DAY = timedelta(days=1)
DAILY = replace(daily(ANA, BO), owners=("ana",))


class Locked(Platform):
    """A platform on which one channel lets nothing in, and says so."""

    def _fail(self, place: str) -> None:
        if place == "#locked":
            raise Unreachable("closed", told="Missing Permissions (50013).")


async def answered(day: Team) -> None:
    for who in ("ana", "bo"):
        for words in ("maps", "-"):
            await day.say(who, words)


async def trail(day: Team) -> list[tuple[object, ...]]:
    return await day.rows("SELECT action, words, undone_by FROM change ORDER BY id")


async def test_a_standup_posts_elsewhere_from_its_next_run_on(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "/channel #new")
        assert "will post in #new instead of #daily" in day.last("ana")
        assert day.platform.channel("#new") == []
        await day.say("ana", "/yes")
        assert "Done: from its next run on, Daily posts in #new." in day.last("ana")
        assert "Ana asked me to post Daily here" in day.platform.channel_text("#new")
        await answered(day)
        assert "maps" in day.platform.channel_text("#daily")  # what is open keeps its thread
        assert "maps" not in day.platform.channel_text("#new")
        before = len(day.platform.channel("#daily"))
        await day.until(at("9:31") + DAY)
        await answered(day)
        assert "maps" in day.platform.channel_text("#new")
        assert "Friday" not in day.platform.channel_text("#daily")
        assert len(day.platform.channel("#daily")) >= before
        assert await trail(day) == [("channel", "channel #new", None)]
        await day.say("ana", "/channel #new")
        assert "posts in #new already" in day.last("ana")


async def test_here_is_the_channel_in_which_it_is_said(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        day.platform.say("ana", "/channel here", place="reply", channel="#where")
        await day.settled()
        assert "will post in #where" in day.last("ana")
        await day.say("ana", "/yes")
        assert "Done" in day.last("ana")
        await day.say("ana", "/channel here")  # which is their direct conversation
        assert "I can’t tell which channel on chat “here” is." in day.last("ana")
        assert "#where" in day.last("ana")
        assert await trail(day) == [("channel", "channel #where", None)]


async def test_a_channel_that_lets_nothing_in_is_told_in_the_platforms_words(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00"), Locked()) as day:
        await day.agree("ana", "/channel #locked")
        told = day.last("ana")
        assert "I can’t write in #locked on chat: Missing Permissions (50013)." in told
        assert "So Daily stays where it was." in told
        assert "let me write there" in told
        assert await trail(day) == [("channel", "channel #locked", None)]
        [(undone,)] = await day.rows("SELECT undone_at IS NOT NULL FROM change")
        assert undone
        await day.until(at("9:31"))
        assert len(day.platform.channel("#daily")) == 1
        await answered(day)
        assert "maps" in day.platform.channel_text("#daily")


async def test_undo_brings_it_back(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        await day.agree("ana", "/channel #new")
        await day.say("ana", "/undo")
        await day.until(at("9:31"))
        assert len(day.platform.channel("#daily")) == 1
        assert len(day.platform.channel("#new")) == 1  # the first word


async def test_it_is_of_one_platform(tmp_path: Path) -> None:
    two = replace(DAILY, channels=(Channel("chat", "#daily"), Channel("other", "#there")))
    others = {"other": Platform(capabilities=CAPABLE)}
    async with team(tmp_path, instance(two), at("8:00"), None, others) as day:
        await day.agree("ana", "/channel other #new")
        await day.until(at("9:31"))
        assert len(day.platforms["chat"].channel("#daily")) == 1
        assert len(day.platforms["other"].channel("#new")) == 2
        assert day.platforms["other"].channel("#there") == []


@pytest.mark.parametrize(
    ("standup", "words", "told"),
    [
        (replace(DAILY, fixed=frozenset({"channel"})), "/channel #new", "keeps that fixed"),
        (replace(DAILY, readers="participants"), "/channel #new", "posts in no channel"),
        (DAILY, "/channel somewhere", "which channel on chat “somewhere” is"),
        (DAILY, "/channel", "You can say channel #daily"),
    ],
)
async def test_what_cannot_be_is_said(
    tmp_path: Path, standup: object, words: str, told: str
) -> None:
    async with team(tmp_path, instance(standup), at("8:00")) as day:  # type: ignore[arg-type]
        await day.say("ana", words)
        assert told in day.last("ana")
        assert await trail(day) == []


async def test_only_owners_say_where(tmp_path: Path) -> None:
    helped = replace(DAILY, helpers=("bo",))
    async with team(tmp_path, instance(helped), at("8:00")) as day:
        await day.say("bo", "/channel #new")
        assert "for the people who run the standup" in day.last("bo")
