"""What is a direct conversation on Discord: one with the bot and one person, and nothing else."""

import asyncio
from typing import Any

import pytest

from standup.chat.contract import Recorder, running
from standup.chat.interface import Chose, Said, Unreachable
from standup.core.messages.markup import say
from standup_discord.rest import Rest
from tests.discord_adapter.bench import DiscordBench
from tests.discord_adapter.story import comes
from tests.standins.discord import ChannelHandle
from tests.standins.discord.interactions import COMMAND, COMPONENT, begin
from tests.standins.discord.world import Message

COMMANDED = {
    "id": "1",
    "type": 1,
    "name": "standup",
    "options": [{"type": 1, "name": "export", "options": []}],
}
PRESSED = {"custom_id": "c0:17.0.1 done", "component_type": 2, "id": 1}


def texts(inbox: Recorder) -> list[str]:
    return [event.text for event in inbox.said]


def seen_by_all(place: ChannelHandle) -> list[str]:
    return [one.content for one in place.messages if one.from_bot]


async def quiet() -> None:
    await asyncio.sleep(0.3)


class TestGroups:
    @pytest.mark.parametrize("told", [True, False])
    async def test_a_message_in_a_conversation_of_several_is_not_to_us(
        self, bench: DiscordBench, told: bool
    ) -> None:
        inbox, adapter = Recorder(), bench.adapter()
        group = bench.server.group(bench.person.person, bench.server.person("Bo", bench.guild))
        bench.server.platform.tells_channel_type = told
        async with running(adapter, inbox):
            message = await bench.person.person.write_in(group, "not to the bot")
            await bench.person.edit(str(message.id), "not to the bot either")
            await bench.person.delete(str(message.id))
            await quiet()
            assert inbox.events == []
            assert await adapter.direct(bench.person.account) == str(bench.person.person.dm_id)
            await adapter.send(
                await adapter.direct(bench.person.account), say("What will you learn?"), "q"
            )
        assert seen_by_all(group) == []

    @pytest.mark.parametrize(("kind", "data"), [(COMMAND, COMMANDED), (COMPONENT, PRESSED)])
    async def test_what_is_done_in_a_conversation_of_several_is_answered_to_one_alone(
        self, bench: DiscordBench, kind: int, data: dict[str, Any]
    ) -> None:
        inbox, adapter = Recorder(), bench.adapter()
        group = bench.server.group(bench.person.person, bench.server.person("Bo", bench.guild))
        platform = bench.server.platform
        async with running(adapter, inbox):
            world = platform.world
            source = world.keep_message(Message(world.ids.next(), group.channel, world.bot, "?"))
            user = bench.person.person.user
            begin(platform, kind, user, group.channel, data, source=source)
            await comes("what was done", lambda: inbox.events)
            [event] = inbox.events
            assert isinstance(event, Said | Chose)
            assert event.place is not None
            await adapter.send(event.place, say("Everything about you"), "re")
            assert await adapter.direct(bench.person.account) == str(bench.person.person.dm_id)
        shown = [one for one in group.channel.messages.values() if one is not source]
        assert shown
        assert all(one.ephemeral for one in shown)

    async def test_discord_opening_a_conversation_of_several_is_no_conversation(
        self, bench: DiscordBench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        group = bench.server.group(bench.person.person, bench.server.person("Bo", bench.guild))
        call = Rest.call

        async def wrong(self: Rest, method: str, path: str, *args: Any, **more: Any) -> Any:
            if path == "/users/@me/channels":
                return await call(self, "GET", f"/channels/{group.id}")
            return await call(self, method, path, *args, **more)

        monkeypatch.setattr(Rest, "call", wrong)
        adapter = bench.adapter()
        async with running(adapter, Recorder()):
            with pytest.raises(Unreachable):
                await adapter.direct(bench.person.account)


class TestServers:
    @pytest.mark.parametrize("kind", ["channel", "thread", "announcements"])
    async def test_nothing_in_a_server_is_a_direct_conversation(
        self, bench: DiscordBench, kind: str
    ) -> None:
        inbox, adapter = Recorder(), bench.adapter()
        place = bench.text
        async with running(adapter, inbox):
            if kind == "announcements":
                place = bench.guild.text_channel("news")
                place.channel.type = 5
            if kind == "thread":
                await adapter.send(bench.channel, say("Learning Day"), "t", title="Learning Day")
                [place] = bench.text.threads
            await bench.person.person.write_in(place, "to everybody")
            user = bench.person.person.user
            begin(bench.server.platform, COMMAND, user, place.channel, COMMANDED)
            await comes("the command", lambda: inbox.said)
            assert texts(inbox) == ["/export"]
            assert inbox.said[0].place is not None
            assert await adapter.direct(bench.person.account) == str(bench.person.person.dm_id)


class TestUnknownChannels:
    async def test_first_words_are_heard_where_discord_must_be_asked_what_channel_it_is(
        self, bench: DiscordBench
    ) -> None:
        inbox = Recorder()
        bench.server.platform.tells_channel_type = False
        async with running(bench.adapter(), inbox):
            for text in ("one", "two", "three"):
                await bench.person.write(text)
            await comes("the words", lambda: len(inbox.said) == 3)
        assert texts(inbox) == ["one", "two", "three"]

    async def test_asking_about_one_channel_keeps_nobody_elses_words(
        self, bench: DiscordBench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A deletion in a conversation we do not know is such a question."""
        call, asked = Rest.call, asyncio.Event()
        bo = bench.server.person("Bo", bench.guild)
        before = await bo.say("before the bot came")

        async def slow(self: Rest, method: str, path: str, *args: Any, **more: Any) -> Any:
            if (method, path) == ("GET", f"/channels/{bo.dm_id}"):
                asked.set()
                await asyncio.sleep(3600)
            return await call(self, method, path, *args, **more)

        monkeypatch.setattr(Rest, "call", slow)
        inbox = Recorder()
        async with running(bench.adapter(), inbox):
            await bo.delete(before)
            await asyncio.wait_for(asked.wait(), 5)
            await bench.person.write("my answer")
            await comes("the answer", lambda: inbox.said)
