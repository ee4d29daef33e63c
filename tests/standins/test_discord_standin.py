"""The stand-in for Discord, driven by the real discord.py."""

import asyncio
import io
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from tests.discord_adapter.story import comes
from tests.patience import PATIENCE
from tests.standins.discord import DiscordServer
from tests.standins.discord.control import Control
from tests.standins.discord.library import discord
from tests.standins.discord.spec import published

READY_WAIT = 0.01


class Bot(discord.Client):
    """A client that remembers what it was told."""

    def __init__(self, intents: discord.Intents | None = None) -> None:
        chosen = intents or discord.Intents(guilds=True, dm_messages=True, guild_messages=True)
        super().__init__(intents=chosen, guild_ready_timeout=READY_WAIT)
        self.said: list[str] = []
        self.seen: list[discord.Interaction] = []
        self.woken = asyncio.Event()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Skip the five seconds that discord.py waits before it identifies again."""

    async def on_message(self, message: discord.Message) -> None:
        if message.author != self.user:
            self.said.append(message.content)
            self.woken.set()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self.seen.append(interaction)
        self.woken.set()

    async def hears(self, count: int = 1) -> list[str]:
        async with asyncio.timeout(PATIENCE):
            while len(self.said) < count:
                self.woken.clear()
                await self.woken.wait()
        return self.said


@asynccontextmanager
async def running(server: DiscordServer, bot: Bot | None = None) -> AsyncIterator[Bot]:
    bot = bot or Bot()
    with server.point_discord_py():
        task = asyncio.create_task(bot.start(server.token))
        try:
            async with asyncio.timeout(PATIENCE):
                while not bot.is_ready():
                    if task.done():
                        task.result()
                    await asyncio.sleep(0.005)
            yield bot
        finally:
            await bot.close()
            await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as running_server:
        running_server.rules.ack_seconds = PATIENCE  # nobody here is late but a busy machine
        yield running_server
        assert running_server.own_violations == []


async def test_a_bot_logs_in_and_sees_its_guild(server: DiscordServer) -> None:
    team = server.guild("Team")
    standup = team.text_channel("standup")
    async with running(server) as bot:
        assert bot.user is not None
        assert bot.user.id == server.bot_id
        assert bot.application_id == server.application_id
        assert [guild.name for guild in bot.guilds] == ["Team"]
        assert bot.get_channel(standup.id) is not None
    assert server.violations == []


async def test_direct_messages_go_both_ways(server: DiscordServer) -> None:
    ben = server.person("Ben", server.guild("Team"))
    async with running(server) as bot:
        user = await bot.fetch_user(ben.id)
        await user.send("How are you?")
        seen = await ben.sees("How are you?")
        assert seen.from_bot
        await ben.say("Fine.")
        assert await bot.hears() == ["Fine."]
    assert server.violations == []


async def test_edits_and_deletes_by_a_person_arrive(server: DiscordServer) -> None:
    ben = server.person("Ben", server.guild("Team"))
    told: asyncio.Queue[tuple[str, int]] = asyncio.Queue()

    class Listening(Bot):
        async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
            told.put_nowait((event.message.content, event.message_id))

        async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
            told.put_nowait(("", event.message_id))

    async with running(server, Listening()):
        said = await ben.say("one")
        await ben.edit(said, "two")
        assert await asyncio.wait_for(told.get(), PATIENCE) == ("two", said.id)
        await ben.delete(said.id)
        assert await asyncio.wait_for(told.get(), PATIENCE) == ("", said.id)
    assert server.violations == []


async def test_who_closed_direct_messages_is_refused_when_sending(server: DiscordServer) -> None:
    team = server.guild("Team")
    ben = server.person("Ben", team)
    async with running(server) as bot:
        channel = await (await bot.fetch_user(ben.id)).create_dm()
        ben.close_dms()
        with pytest.raises(discord.Forbidden) as closed:
            await channel.send("hello")
        assert closed.value.code == 50007
        ben.open_dms()
        await channel.send("hello")
        ben.leave(team)
        with pytest.raises(discord.Forbidden) as gone:
            await channel.send("hello")
        assert gone.value.code == 50278
    assert server.invalid_requests == 2
    assert server.violations == []


async def test_too_many_openings_are_refused(server: DiscordServer) -> None:
    team = server.guild("Team")
    ben, eva = server.person("Ben", team), server.person("Eva", team)
    server.rules.dm_openings = 1
    async with running(server) as bot:
        await (await bot.fetch_user(ben.id)).create_dm()
        with pytest.raises(discord.Forbidden) as refused:
            await (await bot.fetch_user(eva.id)).create_dm()
        assert refused.value.code == 40003


async def test_the_same_nonce_makes_one_message(server: DiscordServer) -> None:
    ben = server.person("Ben", server.guild("Team"))
    async with running(server) as bot:
        user = await bot.fetch_user(ben.id)
        first = await user.send("once", nonce="a-key")
        again = await user.send("once", nonce="a-key")
        assert first.id == again.id
        server.forget_nonces()
        assert (await user.send("once", nonce="a-key")).id != first.id
        await first.delete()
        with pytest.raises(discord.HTTPException) as refused:
            await user.send("once", nonce="k" * 26)
        assert refused.value.code == 50035
    assert [each.deleted for each in ben.messages] == [True, False]
    assert len(server.bot_violations) == (published() is not None)


async def test_a_thread_starts_from_a_message_and_wakes_up_again(server: DiscordServer) -> None:
    team = server.guild("Team")
    standup = team.text_channel("standup")
    ben = server.person("Ben", team)
    async with running(server) as bot:
        channel = bot.get_channel(standup.id)
        assert isinstance(channel, discord.TextChannel)
        opener = await channel.send(
            "Standup of today", allowed_mentions=discord.AllowedMentions.none()
        )
        thread = await opener.create_thread(name="today")
        assert thread.id == opener.id
        await thread.send(
            f"{ben.mention} @everyone", allowed_mentions=discord.AllowedMentions.none()
        )
        assert not standup.threads[0].messages[-1].pings
        await thread.send(f"{ben.mention} @everyone")
        loud = standup.threads[0].messages[-1].pings
        assert loud.everyone
        assert loud.users == {ben.id}
        with pytest.raises(discord.HTTPException) as twice:
            await opener.create_thread(name="again")
        assert twice.value.code == 160004
        await thread.edit(archived=True)
        assert [each.archived for each in standup.threads] == [True]
        await thread.send("and awake")
        assert [each.archived for each in standup.threads] == [False]
        standup.threads[0].archive(locked=True)
        with pytest.raises(discord.HTTPException) as locked:
            await thread.send("no")
        assert locked.value.code == 50083
    assert server.violations == []


async def test_an_attachment_keeps_its_description_and_goes_when_it_is_not_listed(
    server: DiscordServer,
) -> None:
    team = server.guild("Team")
    learning = team.text_channel("learning")
    picture = b"\x89PNG\r\n\x1a\n" + bytes(8) + (3).to_bytes(4) + (2).to_bytes(4)
    async with running(server) as bot:
        channel = bot.get_channel(learning.id)
        assert isinstance(channel, discord.TextChannel)
        file = discord.File(io.BytesIO(picture), "p.png", description="three by two")
        sent = await channel.send(file=file)
        [attached] = sent.attachments
        assert (attached.description, attached.width, attached.height) == ("three by two", 3, 2)
        await sent.edit(content="words", attachments=[])
        learning.deny("attach_files")
        with pytest.raises(discord.HTTPException) as denied:
            await channel.send(file=discord.File(io.BytesIO(picture), "p.png"))
        assert denied.value.code == 50013
    [shown] = learning.messages
    assert (shown.content, shown.attachments) == ("words", [])
    assert server.violations == []


async def test_a_forum_post_has_its_first_message(server: DiscordServer) -> None:
    team = server.guild("Team")
    learning = team.forum("learning", "idea")
    async with running(server) as bot:
        forum = bot.get_channel(learning.id)
        assert isinstance(forum, discord.ForumChannel)
        post = await forum.create_thread(
            name="Monday", content="What did you learn?", applied_tags=list(forum.available_tags)
        )
        assert post.thread.id == post.message.id
        await post.thread.send("more", file=discord.File(__file__, "notes.txt"))
        server.rules.active_threads = 1
        with pytest.raises(discord.HTTPException) as full:
            await forum.create_thread(name="Tuesday", content="Again?")
        assert full.value.code == 160006
    assert learning.threads[0].tags == ["idea"]
    assert [each.content for each in learning.threads[0].messages] == [
        "What did you learn?",
        "more",
    ]
    assert learning.threads[0].messages[1].attachments[0]["filename"] == "notes.txt"
    assert server.violations == []


async def test_missing_access_and_permissions_are_refused(server: DiscordServer) -> None:
    standup = server.guild("Team").text_channel("standup")
    async with running(server) as bot:
        channel = bot.get_partial_messageable(standup.id)
        standup.deny("send_messages")
        with pytest.raises(discord.Forbidden) as silent:
            await channel.send("hello")
        assert silent.value.code == 50013
        standup.hide()
        with pytest.raises(discord.Forbidden) as hidden:
            await channel.send("hello")
        assert hidden.value.code == 50001
        standup.delete()
        with pytest.raises(discord.NotFound) as gone:
            await channel.send("hello")
        assert gone.value.code == 10003


class Commanding(Bot):
    """A bot with /standup status, /standup skip, a button, a menu and a modal."""

    def __init__(self) -> None:
        super().__init__()
        self.tree = discord.app_commands.CommandTree(self)
        group = discord.app_commands.Group(name="standup", description="Your standup")

        @group.command(name="status", description="Who answered")
        async def status(interaction: discord.Interaction, member: discord.User) -> None:
            await interaction.response.send_message(f"{member.name}: fine", ephemeral=True)

        @group.command(name="later", description="Slow")
        async def later(interaction: discord.Interaction) -> None:
            await interaction.response.defer(ephemeral=True)
            await interaction.followup.send("thought about it")
            await interaction.followup.send("and more")

        self.tree.add_command(group)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        await super().on_interaction(interaction)
        data: dict[str, Any] = {**(interaction.data or {})}
        chosen = data.get("custom_id")
        if chosen == "answer":
            await interaction.response.send_modal(Question())
        elif chosen == "mood":
            await interaction.response.edit_message(content=f"Mood: {data['values']}", view=None)


class Question(discord.ui.Modal, title="Standup"):
    answer: discord.ui.TextInput["Question"] = discord.ui.TextInput(label="Done", custom_id="done")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Noted: {self.answer.value}")


async def test_slash_commands_answer_for_one_person_only(server: DiscordServer) -> None:
    team = server.guild("Team")
    standup = team.text_channel("standup")
    ben = server.person("Ben", team, locale="de")
    bot = Commanding()
    async with running(server, bot):
        with pytest.raises(LookupError, match="not registered"):
            await ben.slash("standup", "status", where=standup, member=ben)
        await bot.tree.sync()
        assert server.commands.writes == [("overwrite", None)]
        asked = await ben.slash("standup", "status", where=standup, member=ben)
        reply = await asked.replied()
        assert (reply.content, asked.ephemeral) == ("ben: fine", True)
        assert asked.acknowledged_after is not None
        assert standup.messages == []
        assert bot.seen[0].locale is discord.Locale.german
        slow = await ben.slash("standup", "later")
        await server.until(lambda: slow.followups)
        assert slow.reply is not None
        assert slow.reply.content == "thought about it"
        with pytest.raises(LookupError, match="has no 'nonsense'"):
            await ben.slash("standup", "nonsense", where=standup)
    assert server.violations == []


async def test_a_button_opens_a_modal_and_a_menu_edits(server: DiscordServer) -> None:
    ben = server.person("Ben", server.guild("Team"))
    async with running(server, Commanding()) as bot:
        view = discord.ui.View(timeout=None)
        view.add_item(discord.ui.Button(label="Answer", custom_id="answer"))
        options = [discord.SelectOption(label="Good", value="1")]
        view.add_item(discord.ui.Select(custom_id="mood", placeholder="How?", options=options))
        await (await bot.fetch_user(ben.id)).send("Standup", view=view)
        assert ben.messages[0].buttons == ["Answer"]
        pressed = await ben.press("Answer")
        await pressed.opened_modal()
        with pytest.raises(LookupError, match="not"):
            await ben.submit({"Wrong": "x"})
        sent = await ben.submit({"Done": "the thing"})
        assert (await sent.replied()).content == "Noted: the thing"
        chosen = await ben.choose("How?", "Good")
        await chosen.acknowledged()
        assert ben.messages[0].content == "Mood: ['1']"
        assert ben.messages[0].components == []
        with pytest.raises(LookupError, match="no such component"):
            await ben.press("Answer")
    assert server.violations == []


async def test_an_interaction_answered_late_or_twice_is_refused(server: DiscordServer) -> None:
    team = server.guild("Team")
    ben = server.person("Ben", team)
    async with running(server) as bot:
        view = discord.ui.View(timeout=None)
        view.add_item(discord.ui.Button(label="Go", custom_id="go"))
        await (await bot.fetch_user(ben.id)).send("Standup", view=view)
        pressed = await ben.press("Go")
        await server.until(lambda: bot.seen)
        pressed.expire()
        with pytest.raises(discord.NotFound) as late:
            await bot.seen[0].response.defer()
        assert late.value.code == 10062
        await ben.press("Go")
        await server.until(lambda: len(bot.seen) == 2)
        await bot.seen[1].response.defer()
        bot.seen[1].response._response_type = None
        with pytest.raises(discord.HTTPException) as twice:
            await bot.seen[1].response.defer()
        assert twice.value.code == 40060


async def test_a_cut_connection_is_resumed_with_what_it_missed(server: DiscordServer) -> None:
    ben = server.person("Ben", server.guild("Team"))
    async with running(server) as bot:
        server.drop_gateway()
        await ben.say("missed me?")
        assert await bot.hears() == ["missed me?"]
        assert (server.identifies, server.resumes) == (1, 1)
        server.close_gateway(4000)
        await ben.say("and again")
        assert await bot.hears(2) == ["missed me?", "and again"]
        server.ask_reconnect()
        await ben.say("and once more")
        assert await bot.hears(3) == ["missed me?", "and again", "and once more"]
        assert (server.identifies, server.resumes) == (1, 3)


async def test_an_invalid_session_loses_events_which_the_history_has(
    server: DiscordServer,
) -> None:
    ben = server.person("Ben", server.guild("Team"))
    async with running(server) as bot:
        channel = await (await bot.fetch_user(ben.id)).create_dm()
        before = await channel.send("first")
        server.drop_gateway()
        server.expire_session()
        await ben.say("lost")
        await server.until(lambda: server.identifies == 2 and server.connected)
        await ben.say("found")
        assert await bot.hears() == ["found"]
        missed = [each.content async for each in channel.history(after=before)]
        assert missed == ["lost", "found"]
    assert server.violations == []


async def test_a_rate_limit_is_waited_out(server: DiscordServer) -> None:
    ben = server.person("Ben", server.guild("Team"))
    async with running(server) as bot:
        user = await bot.fetch_user(ben.id)
        await user.create_dm()
        server.fail(
            method="POST", path="/channels/*/messages", how="rate_limited", retry_after=0.01
        )
        server.limit(2, 0.05)
        await asyncio.gather(*(user.send(str(number)) for number in range(5)))
    statuses = [each.status for each in server.requests if each.path.endswith("/messages")]
    assert statuses == [429, 200, 200, 200, 200, 200]
    assert len(ben.messages) == 5
    assert server.invalid_requests == 1


async def test_a_limit_from_the_proxy_in_front_is_raised(server: DiscordServer) -> None:
    ben = server.person("Ben", server.guild("Team"))
    async with running(server) as bot:
        user = await bot.fetch_user(ben.id)
        server.fail(path="/users/@me/channels", how="rate_limited", headers=False)
        with pytest.raises(discord.HTTPException) as banned:
            await user.send("hello")
        assert banned.value.status == 429


async def test_an_answer_lost_after_the_work_makes_one_message(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = server.person("Ben", server.guild("Team"))
    async with running(server) as bot:
        user = await bot.fetch_user(ben.id)
        await user.create_dm()
        server.fail(method="POST", path="/channels/*/messages", how="bad_gateway_after")
        really = asyncio.sleep
        monkeypatch.setattr(asyncio, "sleep", lambda _: really(0))
        await user.send("once", nonce="key")
        server.fail(method="POST", path="/channels/*/messages", how="cut_after")
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await user.send("twice", nonce="other")
        await user.send("twice", nonce="other")
    assert [each.content for each in ben.messages] == ["once", "twice"]


@pytest.mark.skipif(published() is None, reason="the published document is not on this machine")
async def test_a_wrong_request_is_refused_and_noted(server: DiscordServer) -> None:
    ben = server.person("Ben", server.guild("Team"))
    async with running(server) as bot:
        user = await bot.fetch_user(ben.id)
        with pytest.raises(discord.HTTPException, match="2000 or fewer"):
            await user.send("x" * 2001)
        with pytest.raises(discord.HTTPException) as empty:
            await user.send("")
        assert empty.value.code == 50006
        with pytest.raises(discord.HTTPException, match=r"content"):
            await bot.http.request(
                discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=ben.dm_id),
                json={"content": {"not": "text"}},
            )
    assert len(server.bot_violations) == 1
    assert "content" in server.bot_violations[0]


async def test_a_wrong_token_and_a_missing_grant_keep_a_bot_out(server: DiscordServer) -> None:
    with server.point_discord_py():
        async with Bot() as bot:
            with pytest.raises(discord.LoginFailure):
                await bot.login("nonsense")
        async with Bot(discord.Intents(guilds=True, message_content=True)) as curious:
            with pytest.raises(discord.PrivilegedIntentsRequired):
                await curious.start(server.token)


async def test_a_revoked_token_ends_the_connection(server: DiscordServer) -> None:
    with server.point_discord_py():
        async with Bot() as bot:
            task = asyncio.create_task(bot.start(server.token))
            await server.until(lambda: server.connected)
            server.revoke_token()
            with pytest.raises(discord.ConnectionClosed) as closed:
                await task
            assert closed.value.code == 4004


async def test_a_malformed_event_ends_the_client(server: DiscordServer) -> None:
    with server.point_discord_py():
        async with Bot() as bot:
            task = asyncio.create_task(bot.start(server.token))
            await server.until(lambda: server.connected)
            server.send_malformed_event()
            with pytest.raises(KeyError):
                await task


async def test_guild_messages_are_empty_without_the_intent(server: DiscordServer) -> None:
    team = server.guild("Team")
    standup = team.text_channel("standup")
    ben = server.person("Ben", team)
    async with running(server) as bot:
        await ben.write_in(standup, "secret")
        await ben.write_in(standup, f"<@{server.bot_id}> for you")
        assert await bot.hears(2) == ["", f"<@{server.bot_id}> for you"]
        channel = bot.get_partial_messageable(standup.id)
        read = [each.content async for each in channel.history(oldest_first=True)]
        assert read == ["", f"<@{server.bot_id}> for you"]
    assert server.violations == []


async def test_a_server_that_comes_back_still_knows_everything(server: DiscordServer) -> None:
    ben = server.person("Ben", server.guild("Team"))
    async with running(server) as bot:
        await (await bot.fetch_user(ben.id)).send("before")
    await server.stop()
    await server.start()
    async with running(server) as bot:
        await (await bot.fetch_user(ben.id)).send("after")
    assert [each.content for each in ben.messages] == ["before", "after"]
    assert server.violations == []


async def test_the_controls_do_over_http_what_tests_do_in_process(server: DiscordServer) -> None:
    server.add_routes(Control(server).routes())
    await server.stop()
    await server.start()
    async with aiohttp.ClientSession(server.url) as http:

        async def do(what: str, **body: object) -> Any:
            async with http.post(f"/_control/{what}", json=body) as answer:
                return answer.status, await answer.json()

        await do("guild", name="Team")
        await do("channel", guild="Team", name="standup")
        assert (await do("person", name="Ben", guilds=["Team"]))[0] == 200
        async with running(server) as bot:
            await do("say", person="Ben", text="hello")
            assert await bot.hears() == ["hello"]
            assert (await do("press", person="Ben", label="None"))[0] == 400
            await do("fail", path="/users/@me/channels", how="unavailable")
            await do("gateway", how="drop")
            await do("say", person="Ben", channel="standup", text="hello all")
            assert len(await bot.hears(2)) == 2
            await _moderated(do, http, bot)
        async with http.get("/_control/messages?person=Ben") as answer:
            assert [each["content"] for each in await answer.json()] == ["hello"]
        async with http.get("/_control/state") as answer:
            assert (await answer.json())["violations"] == []


async def _moderated(do: Any, http: aiohttp.ClientSession, bot: Bot) -> None:
    """A moderator locks a thread of the bot's, opens it again, and deletes what it wrote."""
    _, made = await do("channel", guild="Team", name="moderated")
    channel = await bot.fetch_channel(int(made["id"]))
    assert isinstance(channel, discord.TextChannel)
    first = await channel.send("Thursday")
    thread = await first.create_thread(name="Thursday")
    for on in (True, False):
        assert (await do("lock", channel=str(thread.id), on=on))[0] == 200
        async with http.get("/_control/threads?channel=moderated") as answer:
            assert [each["locked"] for each in await answer.json()] == [on]
    assert (await do("remove", channel="moderated", message=str(first.id)))[0] == 200
    with pytest.raises(discord.NotFound) as raised:
        await first.edit(content="Friday")
    assert raised.value.code == 10008
    assert (await do("remove", channel="moderated", message=str(first.id)))[0] == 400
    assert (await do("lock", channel="moderated"))[0] == 400
    assert (await do("lock"))[0] == 400


async def test_every_look_is_answered_as_the_document_wants(server: DiscordServer) -> None:
    team = server.guild("Team")
    standup, ideas = team.text_channel("standup"), team.forum("ideas", "big", tag_required=True)
    ben = server.person("Ben", team)
    app, head = server.application_id, {"Authorization": f"Bot {server.token}"}
    async with aiohttp.ClientSession(f"{server.url}/api/v10/", headers=head) as http:

        async def ask(method: str, path: str, body: object = None) -> Any:
            async with http.request(method, path, json=body) as answer:
                assert answer.status < 300, await answer.text()
                return await answer.json() if answer.status != 204 else None

        said = await ben.write_in(standup, "hello")
        here = f"channels/{standup.id}"
        there = f"{here}/messages/{said.id}"
        await ask("PUT", f"{there}/reactions/👍/@me")
        thread = await ask("POST", f"{there}/threads", {"name": "today"})
        await ask("POST", f"{here}/threads", {"name": "own", "type": 11})
        secret = await ask("POST", f"{here}/threads", {"name": "secret", "type": 12})
        await ask("PUT", f"channels/{secret['id']}/thread-members/{ben.id}")
        post = {"name": "Idea", "message": {"content": "What if"}}
        tag = next(iter(ideas.channel.tags))
        await ask("POST", f"channels/{ideas.id}/threads", {**post, "applied_tags": [str(tag)]})
        reply = {"content": f"{ben.mention} yes", "message_reference": {"message_id": said.id}}
        embed = {"title": "Plan", "fields": [{"name": "a", "value": "b"}]}
        own = await ask("POST", f"{here}/messages", {**reply, "embeds": [embed]})
        await ask("PATCH", f"{here}/messages/{own['id']}", {"content": "no"})
        await ask("PATCH", f"channels/{thread['id']}", {"archived": True})
        command = {"name": "standup", "description": "Yours", "type": 1}
        made = await ask("POST", f"applications/{app}/commands", command)
        await ask("PUT", f"applications/{app}/guilds/{team.id}/commands", [command])
        await ask("PATCH", f"applications/{app}/commands/{made['id']}", {"description": "Mine"})
        for path in (
            "gateway",
            "gateway/bot",
            "users/@me",
            "users/@me/guilds",
            f"users/{ben.id}",
            "applications/@me",
            "oauth2/applications/@me",
            f"guilds/{team.id}?with_counts=true",
            f"guilds/{team.id}/channels",
            f"guilds/{team.id}/roles",
            f"guilds/{team.id}/members/{ben.id}",
            f"guilds/{team.id}/members/search?query=be",
            f"guilds/{team.id}/threads/active",
            here,
            f"channels/{ideas.id}",
            f"channels/{thread['id']}",
            f"channels/{ben.dm_id}",
            f"{here}/messages?limit=10&around={said.id}",
            there,
            f"{there}/reactions/👍",
            f"{here}/threads/archived/public",
            f"{here}/threads/archived/private",
            f"channels/{secret['id']}/thread-members",
            f"applications/{app}/commands",
            f"applications/{app}/commands/{made['id']}",
            f"applications/{app}/guilds/{team.id}/commands",
        ):
            await ask("GET", path)
        await ask("DELETE", f"{there}/reactions/👍/@me")
        await ask("DELETE", f"{here}/messages/{own['id']}")
        await ask("DELETE", f"applications/{app}/commands/{made['id']}")
        await ask("POST", f"{here}/typing")
    assert server.violations == []


async def test_an_answer_after_the_deadline_is_no_answer(server: DiscordServer) -> None:
    ben = server.person("Ben", server.guild("Team"))
    server.rules.ack_seconds = 0.0
    async with running(server, Commanding()) as bot:
        view = discord.ui.View(timeout=None)
        view.add_item(discord.ui.Button(label="Go", custom_id="go"))
        await (await bot.fetch_user(ben.id)).send("Standup", view=view)
        pressed = await ben.press("Go")
        await server.until(lambda: bot.seen)
        with pytest.raises(discord.NotFound) as late:
            await bot.seen[0].response.defer()
        assert late.value.code == 10062
        assert pressed.failed


async def test_followups_end_with_the_token(server: DiscordServer) -> None:
    ben = server.person("Ben", server.guild("Team"))
    async with running(server) as bot:
        view = discord.ui.View(timeout=None)
        view.add_item(discord.ui.Button(label="Go", custom_id="go"))
        await (await bot.fetch_user(ben.id)).send("Standup", view=view)
        pressed = await ben.press("Go")
        await server.until(lambda: bot.seen)
        await bot.seen[0].response.send_message("Done", ephemeral=True)
        await bot.seen[0].edit_original_response(content="Done, really")
        assert (await pressed.replied()).content == "Done, really"
        assert [each.content for each in ben.messages] == ["Standup", "Done, really"]
        await bot.seen[0].delete_original_response()
        pressed.expire()
        with pytest.raises(discord.HTTPException) as over:
            await bot.seen[0].followup.send("too late")
        assert over.value.code == 50027
    assert server.violations == []


async def test_all_members_come_only_with_the_privileged_intent() -> None:
    async with DiscordServer(granted={"members", "presences"}) as server:
        team = server.guild("Team")
        for number in range(3):
            server.person(f"Person {number}", team)
        wanted = discord.Intents(guilds=True, members=True)
        async with running(server, Bot(wanted)) as bot:
            assert {each.id for each in bot.guilds[0].members} == team.member_ids
            new = server.person("New", team)
            await server.until(lambda: bot.guilds[0].get_member(new.id))
        assert server.violations == []


async def test_events_go_to_the_shard_they_belong_to(server: DiscordServer) -> None:
    ben = server.person("Ben", server.guild("Team"))
    async with running(server, sharded(1)):
        session = next(iter(server.platform.gateway.sessions.values()))
        await ben.say("for shard 0")
        assert session.shard == (1, 2)
        assert "for shard 0" not in str(session.events)


async def test_a_guilds_events_go_to_its_shard_alone(server: DiscordServer) -> None:
    there = server.guild("There", shard=(1, 2))
    first, second = sharded(0), sharded(1)
    async with running(server, first), running(server, second):
        await server.until(lambda: server.shards == [(0, 2), (1, 2)])
        assert [guild.id for guild in second.guilds] == [there.id]
        assert list(first.guilds) == []
        server.drop_gateway(shard=1)
        await server.until(lambda: server.resumes)
        await server.until(lambda: server.shards == [(0, 2), (1, 2)])
    assert (server.identifies, server.resumes) == (2, 1)
    assert server.violations == []


async def test_a_shard_that_cannot_be_and_one_too_few_are_refused(server: DiscordServer) -> None:
    with pytest.raises(discord.ConnectionClosed) as refused:
        async with running(server, sharded(2)):
            pass
    assert refused.value.code == 4010
    server.rules.guilds_a_shard = 1
    for shard in (0, 1, 0):
        server.guild("Team", shard=(shard, 2))
    with pytest.raises(discord.ConnectionClosed) as refused:
        async with running(server, sharded(0)):
            pass
    assert refused.value.code == 4011
    async with running(server, sharded(1)):
        assert server.shards == [(1, 2)]


async def test_a_bucket_lets_one_identify_at_a_time(server: DiscordServer) -> None:
    server.rules.identify_seconds = math.inf
    async with running(server, sharded(0)):
        server.rules.max_concurrency = 2
        async with running(server, sharded(1)):
            assert server.too_early == 0
            server.rules.max_concurrency = 1
            async with asyncio.TaskGroup() as tasks:
                comes_back = tasks.create_task(come_and_go(server, sharded(1)))
                await comes("refused", lambda: server.too_early > 0)
                assert not comes_back.done()
                server.rules.identify_seconds = 0.0
    assert server.identifies == 3


async def come_and_go(server: DiscordServer, bot: Bot) -> None:
    async with running(server, bot):
        pass


def sharded(number: int) -> Bot:
    """A client that is this shard of two."""
    bot = Bot()
    bot.shard_id, bot._connection.shard_count = number, 2
    return bot


async def test_too_many_edits_of_an_old_message_are_refused() -> None:
    clock = [datetime(2026, 3, 2, 9, tzinfo=UTC)]
    async with DiscordServer(now=lambda: clock[0]) as server:
        ben = server.person("Ben", server.guild("Team"))
        server.rules.old_edits, server.rules.old_edit_pause = 1, 0.0
        async with running(server) as bot:
            message = await (await bot.fetch_user(ben.id)).send("one")
            assert message.created_at == clock[0]
            clock[0] += timedelta(hours=2)
            await message.edit(content="two")
            with pytest.raises(discord.HTTPException) as refused:
                await message.edit(content="three")
            assert (refused.value.status, refused.value.code) == (429, 30046)
        assert ben.messages[0].content == "two"
        assert server.violations == []


async def test_no_answer_ends_with_the_client_or_the_server(server: DiscordServer) -> None:
    ben = server.person("Ben", server.guild("Team"))
    async with running(server) as bot:
        user = await bot.fetch_user(ben.id)
        await user.create_dm()
        server.fail(path="/channels/*/messages", how="no_answer_after")
        sending = asyncio.create_task(user.send("hello"))
        await ben.sees("hello")
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)


async def test_who_is_not_acknowledged_comes_back(server: DiscordServer) -> None:
    server.heartbeat_seconds = 0.02
    server.stop_acknowledging()
    bot = Bot()
    bot._connection.heartbeat_timeout = 0.1
    async with running(server, bot):
        await server.until(lambda: server.resumes)
        server.start_acknowledging()
