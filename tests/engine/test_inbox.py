"""What an adapter may ask its inbox, and what it lets it keep."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from standup.chat.interface import Said
from standup.core.model import Account
from standup.core.settings.setting import Scope, Source, TakesPart
from standup.store import settings
from standup.store.database import Transaction
from tests.engine.test_accounts import ANA, BO, pages, pair
from tests.platform import CAPABLE, Platform
from tests.team import ROOM, at, daily, instance, learning_day, person, team

TOLD = instance(learning_day(person("ana"), person("bo")))
DAY = timedelta(days=1)


async def test_what_an_adapter_keeps_is_found_by_how_it_begins_and_by_nobody_else(
    tmp_path: Path,
) -> None:
    async with pair(tmp_path, ANA) as day:
        chat, pager = day.bot.inboxes["chat"], day.bot.inboxes["pager"]
        await chat.keep({"room/a": "1", "room/b": "2", "key": "3"})
        await chat.keep({"room/a": None, "room/b": "4"})
        assert await chat.kept("room/") == {"room/b": "4"}
        assert await chat.kept() == {"room/b": "4", "key": "3"}
        assert await pager.kept() == {}
        await chat.take((), keep={"key": None, "room/c": "5"})
        assert await chat.kept() == {"room/b": "4", "room/c": "5"}


async def test_each_connection_has_its_own_position(tmp_path: Path) -> None:
    async with pair(tmp_path, ANA) as day:
        chat, pager = day.bot.inboxes["chat"], day.bot.inboxes["pager"]
        second = day.bot.inbox(day.store, "chat", 1)
        assert await chat.cursor() is None
        await chat.take((), "5")
        await second.take((), "7")
        await chat.take(())
        found = [await one.cursor() for one in (chat, second, pager)]
        assert found == ["5", "7", None]


async def test_for_two_weeks_after_we_wrote_a_conversation_is_listened_to(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.say("ana", "help")
        inbox = day.bot.inboxes["chat"]
        assert await inbox.open_places() == ("@ana",)
        day.clock.jump(at("8:59") + 14 * DAY)
        await day.settled()
        assert "@ana" in await inbox.open_places()
        day.clock.jump(at("9:01") + 40 * DAY)
        assert await inbox.open_places() == ()


async def test_accounts_of_the_configuration_and_channels_are_known(tmp_path: Path) -> None:
    async with pair(tmp_path, ANA, BO) as day:
        chat, pager = day.bot.inboxes["chat"], day.bot.inboxes["pager"]
        assert await chat.known(["ana", "bo", "eve"]) == {"ana", "bo"}
        assert await pager.known(["ana", "bo", "ana-pager"]) == {"ana-pager"}
        assert not await chat.known([])
        assert (await chat.is_channel(ROOM), await pager.is_channel(ROOM)) == (True, False)
        assert (await chat.is_channel("#pages"), await pager.is_channel("#pages")) == (False, True)


@pytest.mark.parametrize("back_at", ["chat", "pager"])
async def test_whoever_is_back_anywhere_is_told_there_what_was_held_elsewhere(
    tmp_path: Path, back_at: str
) -> None:
    accounts = {one.adapter: one.id for one in ANA.accounts}
    async with pair(tmp_path, ANA, BO) as day:
        for adapter, account in accounts.items():
            day.platforms[adapter].unreachable[account] = "blocked"
            day.platforms[adapter].unreachable[f"@{account}"] = "blocked"
        await day.until(at("9:31"))
        assert "Not reachable" in day.platform.channel(ROOM)[0].text
        platform = day.platforms[back_at]
        platform.unreachable.clear()
        platform.come_back(accounts[back_at])
        await day.settled()
        told = [t for t in platform.direct_texts(accounts[back_at]) if "What will you learn" in t]
        assert len(told) == 1
        assert "Not reachable" not in day.platform.channel(ROOM)[0].text
        assert pages(day, "bo") == []


async def test_a_dash_in_a_form_says_nothing(tmp_path: Path) -> None:
    platform = Platform(replace(CAPABLE, choices=True, forms=True))
    async with team(tmp_path, instance(daily(person("ana"))), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        form = await platform.form("ana", "@ana", "Fill in a form")
        platform.fill("ana", form, done="a parser", stuck=" - ")  # type: ignore[arg-type]
        await day.settled()
        assert await day.rows("SELECT text FROM answer ORDER BY id") == [("a parser",), ("",)]


async def test_an_account_that_nobody_has_is_no_reason_to_fail(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.come_back("eve")
        await day.settled()
        assert await day.rows("SELECT * FROM stumble") == []
        assert not await day.bot.inboxes["chat"].known([Account("chat", "eve").id])


async def test_what_comes_behind_something_that_came_before_is_taken_by_what_holds(
    tmp_path: Path,
) -> None:
    told = replace(learning_day(person("ana"), person("bo")), owners=("ana",))
    async with team(tmp_path, instance(told), at("8:00")) as day:
        chat, now = day.bot.inboxes["chat"], day.clock.now()
        await chat.take((first := Said("1", "ana", "thanks!", now),))

        async def leave(tx: Transaction) -> None:  # another process hears it
            scope, source = Scope(standup=told.id), Source("bo", "other")
            await settings.keep(tx, scope, TakesPart(("bo",), takes=False), "leave", source, now)

        await day.store.write(leave)
        await chat.take((first, Said("2", "ana", "/remove bo", now)))
        await day.settled()
        assert "that’s how it is in Learning Day already" in day.last("ana")
