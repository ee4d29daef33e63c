"""What nobody knows the end of is shown once all the same, wherever the bot goes on."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.day import Day, standup
from tests.discord_adapter.story import comes
from tests.discord_adapter.test_learning_day import Town, running, town
from tests.standins.discord import ChannelHandle
from tests.standins.discord.faults import How
from tests.team import at

__all__ = ["town"]

pytestmark = pytest.mark.parametrize("town", [(1, 1)], indirect=True)
POSTS, MESSAGES = "/channels/*/threads", "/channels/*/messages"


def in_a_forum(town: Town) -> ChannelHandle:
    """Let the standup have its threads as posts of a forum."""
    forum = town.guild.forum("standups")
    (town.folder / "standups" / "learning-day.yaml").write_text(standup(discord=forum.id))
    return forum


async def pass_by(day: Day, holds: Callable[[], object]) -> None:
    """Let seconds pass until this holds."""
    for _ in range(60):
        day.clock.jump(day.clock.now() + timedelta(seconds=3))
        await day.settled()
        if holds():
            return
        await asyncio.sleep(0.03)
    raise AssertionError("in vain")


@pytest.mark.parametrize("how", ["cut_after", "bad_gateway_after", "cut"])
async def test_a_forum_post_in_doubt_is_made_once(town: Town, how: How) -> None:
    forum = in_a_forum(town)
    town.server.fail(method="POST", path=POSTS, how=how)
    async with running(town) as day:
        day.clock.jump(at("9:30"))
        await day.until("9:30")
        await pass_by(day, lambda: forum.threads)
        await town.ana.say("the chain rule")
        await pass_by(day, lambda: len(forum.threads[0].messages) == 2)
    assert len(forum.threads) == 1


async def test_a_forum_post_whose_maker_died_is_made_once(town: Town) -> None:
    forum = in_a_forum(town)
    town.server.fail(method="POST", path=POSTS, how="no_answer_after")
    async with running(town) as day:
        day.clock.jump(at("9:30"))
        await comes("the post", lambda: forum.threads)
    async with running(town) as day:
        await day.until("9:31")
        await town.ana.say("the chain rule")
        await pass_by(day, lambda: len(forum.threads[0].messages) == 2)
    assert len(forum.threads) == 1


async def test_a_report_in_doubt_that_was_changed_long_after_follows_and_stands_alone(
    town: Town,
) -> None:
    async with running(town) as day:
        await day.until("9:30")
        town.server.fail(method="POST", path=MESSAGES, how="no_answer_after", times=9)
        plan = await town.ana.say("the chain rule")
        await comes("the report", lambda: reports(town))
    town.server.stop_failing()
    await town.ana.edit(plan, "the chain rule, by heart")
    town.clock.jump(at("11:00"))
    async with running(town) as day:
        await pass_by(day, lambda: "by heart" in "".join(reports(town)))
        assert len(reports(town)) == 1
        [(kept,)] = await day.store.read(
            lambda tx: tx.all("SELECT count(*) FROM outbox WHERE first_content IS NOT NULL")
        )
        assert kept == 0


def reports(town: Town) -> list[str]:
    return [
        one.content
        for thread in town.channel.threads
        for one in thread.messages
        if one.from_bot and "chain rule" in one.content
    ]
