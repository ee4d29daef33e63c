"""What people write reaches the inbox, whatever happens to the connection."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import pytest

from standup.chat.contract import Recorder, running
from standup.chat.interface import (
    AuthLost,
    Choice,
    Deleted,
    Edited,
    Event,
    Reachable,
    Unreachable,
)
from standup.chat.secret import Secret
from standup.core.messages.markup import offering, say
from standup_discord import catch_up, gateway
from standup_discord.errors import MalformedError
from standup_discord.gateway import GatewayLostError
from standup_discord.rest import Rest
from tests.discord_adapter.bench import DiscordBench
from tests.discord_adapter.story import comes, ends, supervised
from tests.patience import PATIENCE


class Slow(Recorder):
    """An inbox that takes nothing until it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.free = asyncio.Event()

    async def take(
        self,
        events: Sequence[Event],
        cursor: str | None = None,
        keep: Mapping[str, str | None] | None = None,
    ) -> None:
        if events:
            await self.free.wait()
        await super().take(events, cursor, keep)


def texts(inbox: Recorder) -> list[str]:
    return [event.text for event in inbox.said]


class TestConnection:
    async def test_a_cut_connection_is_resumed_and_nothing_is_missed(
        self, bench: DiscordBench
    ) -> None:
        inbox, adapter = Recorder(), bench.adapter()
        async with running(adapter, inbox):
            bench.server.drop_gateway()
            await bench.person.write("while it was cut")
            await comes("the message", lambda: inbox.said)
        assert (bench.server.identifies, bench.server.resumes) == (1, 1)

    async def test_a_lost_session_is_made_up_for_from_the_history(
        self, bench: DiscordBench
    ) -> None:
        inbox, adapter = Recorder(), bench.adapter()
        async with running(adapter, inbox):
            await bench.person.write("before")
            await comes("the first message", lambda: inbox.said)
            bench.server.expire_session()
            bench.server.drop_gateway()
            missed = [await bench.person.write(f"missed {n}") for n in range(3)]
            await comes("what was missed", lambda: len(inbox.said) == 4)
            await bench.person.write("after")
            await comes("what came later", lambda: len(inbox.said) == 5)
        assert texts(inbox) == ["before", "missed 0", "missed 1", "missed 2", "after"]
        assert [event.id for event in inbox.said][1:4] == missed
        assert bench.server.identifies == 2

    async def test_a_malformed_event_ends_the_run_and_the_next_one_goes_on(
        self, bench: DiscordBench
    ) -> None:
        inbox, adapter = Recorder(), bench.adapter()
        with pytest.raises(MalformedError, match="MESSAGE_CREATE"):
            await ends(adapter, inbox, bench.server.send_malformed_event)
        async with running(adapter, inbox):
            await bench.person.write("hello")
            await comes("a message", lambda: "hello" in texts(inbox))

    async def test_an_event_nobody_needs_may_be_malformed(self, bench: DiscordBench) -> None:
        inbox, adapter = Recorder(), bench.adapter()
        async with running(adapter, inbox):
            for session in bench.server.platform.gateway.sessions.values():
                session.dispatch("GUILD_CREATE", {"odd": True})
                session.dispatch("CHANNEL_UPDATE", {})
            await bench.person.write("hello")
            await comes("a message", lambda: inbox.said)

    async def test_a_refused_first_connection_is_an_ordinary_error(
        self, bench: DiscordBench
    ) -> None:
        inbox, adapter = Recorder(), bench.adapter()
        bench.server.refuse_gateway(2)
        async with supervised(adapter, inbox) as ended:
            await bench.person.write("hello")
            await comes("a message", lambda: inbox.said)
        assert [type(error) for error in ended] == [GatewayLostError, GatewayLostError]
        assert "cannot be reached" in str(ended[0])

    async def test_a_gateway_that_closes_again_and_again_is_not_hammered(
        self, bench: DiscordBench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def close(connection: Any, _: Any) -> None:
            connection.close(4000)

        inbox, adapter = Recorder(), bench.adapter()
        monkeypatch.setattr(bench.server.platform.gateway, "_resume", close)
        with pytest.raises(GatewayLostError, match="again and again"):
            await ends(adapter, inbox, bench.server.drop_gateway)
        assert len(bench.server.platform.gateway.connections) == 0

    async def test_an_outage_is_an_ordinary_error_and_the_next_run_connects(
        self, bench: DiscordBench
    ) -> None:
        inbox, adapter = Recorder(), bench.adapter()
        async with supervised(adapter, inbox) as ended:
            await bench.person.write("before")
            await comes("the first message", lambda: inbox.said)
            await bench.server.stop()
            await comes("the end", lambda: ended)
            await bench.person.write("during")
            await bench.server.start()
            await comes("the message", lambda: len(inbox.said) == 2)
        assert texts(inbox) == ["before", "during"]

    async def test_a_login_without_an_answer_is_tried_again(
        self, bench: DiscordBench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(gateway, "LOGIN_SECONDS", 0.2)
        bench.server.fail(method="GET", path="/users/@me", how="no_answer")
        inbox, adapter = Recorder(), bench.adapter()
        async with supervised(adapter, inbox) as ended:
            await bench.person.write("hello")
            await comes("a message", lambda: inbox.said)
        assert [type(error) for error in ended] == [GatewayLostError]

    async def test_a_revoked_token_says_what_to_do(self, bench: DiscordBench) -> None:
        with pytest.raises(AuthLost, match=r"Developer Portal.*Reset Token"):
            await ends(bench.adapter(), Recorder(), bench.server.revoke_token)

    async def test_a_wrong_token_says_what_to_do(self, bench: DiscordBench) -> None:
        bench.token_file.write_text("another")
        with pytest.raises(AuthLost, match="Reset Token"):
            await bench.adapter().run(Recorder(), lambda _: None)
        missing = Secret(file=bench.folder / "nothing")
        with pytest.raises(AuthLost, match="is not there"):
            await bench.adapter(token=missing).run(Recorder(), lambda _: None)

    async def test_a_refused_intent_says_what_to_do(self, bench: DiscordBench) -> None:
        with pytest.raises(AuthLost, match="intent"):
            await ends(bench.adapter(), Recorder(), lambda: bench.server.close_gateway(4014))

    async def test_no_privileged_intent_is_asked_for(self, bench: DiscordBench) -> None:
        async with running(bench.adapter(), Recorder()):
            [session] = bench.server.platform.gateway.sessions.values()
        assert session.intents == (1 << 0) | (1 << 9) | (1 << 12)

    async def test_cancelling_does_not_wait_for_a_silent_gateway(
        self, bench: DiscordBench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def close(socket: Any, **_: Any) -> bool:
            try:
                await asyncio.sleep(600)  # as aiohttp waits for the other side's good-bye
            finally:
                socket._response.close()
            return True

        async with running(bench.adapter(), Recorder()):
            monkeypatch.setattr("aiohttp.ClientWebSocketResponse.close", close)

    async def test_cancelling_ends_a_library_that_overhears_it(
        self, bench: DiscordBench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        connecting = asyncio.Event()

        async def connect(_: Any, *, reconnect: bool) -> None:
            connecting.set()
            with suppress(asyncio.CancelledError):  # as wait_for may in Python 3.11
                await asyncio.Event().wait()
            await asyncio.Event().wait()

        monkeypatch.setattr(gateway.Gateway, "connect", connect)
        running = asyncio.create_task(bench.adapter().run(Recorder(), lambda _: None))
        await connecting.wait()
        running.cancel()
        _, left = await asyncio.wait([running], timeout=PATIENCE)
        running.cancel()
        assert not left

    async def test_a_bot_in_no_server_is_told_its_invitation(self, bench: DiscordBench) -> None:
        words: list[str] = []

        def ready(told: str) -> None:
            words.append(told)
            bench.server.revoke_token()

        for leave in (False, True):
            if leave:
                bench.guild.remove_bot()
            with pytest.raises(AuthLost):
                await bench.adapter().run(Recorder(), ready)
            bench.server.restore_token()
        assert words[0] == "standup on Discord, servers: 1"
        assert f"client_id={bench.server.application_id}&scope=bot+app" in words[1]

    async def test_the_last_connection_of_a_day_is_not_used_up(
        self, bench: DiscordBench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def call(*_: Any, **__: Any) -> Any:
            return {"url": bench.server.gateway_url, "session_start_limit": {"remaining": 0}}

        monkeypatch.setattr(Rest, "call", call)
        with pytest.raises(GatewayLostError, match="again today"):
            await bench.adapter().run(Recorder(), lambda _: None)
        assert bench.server.identifies == 0


class TestCatchingUp:
    async def test_an_edit_made_while_away_arrives(self, bench: DiscordBench) -> None:
        inbox = Recorder()
        async with running(bench.adapter(), inbox):
            plan = await bench.person.write("the chain rule")
            await comes("the plan", lambda: inbox.said)
        await bench.person.edit(plan, "the chain rule, by heart")
        async with running(bench.adapter(), inbox):
            await comes("the edit", lambda: len(inbox.events) == 2)
        edit = inbox.events[1]
        assert isinstance(edit, Edited)
        assert (edit.message, edit.text) == (plan, "the chain rule, by heart")

    async def test_open_conversations_are_read_back_even_where_the_folder_was_lost(
        self, bench: DiscordBench
    ) -> None:
        inbox = Recorder()
        async with running(bench.adapter(), inbox):
            pass
        await bench.person.write("is anybody there?")
        gone = "111111111111111111"
        inbox.open = [gone, "reply:5", str(bench.person.person.dm_id)]
        async with running(bench.adapter(), inbox):
            await comes("the message", lambda: inbox.said)
            await bench.person.write("live")
            await comes("a live message", lambda: len(inbox.said) == 2)

    async def test_live_messages_wait_for_the_past_of_their_conversation(
        self, bench: DiscordBench
    ) -> None:
        inbox = Recorder()
        async with running(bench.adapter(), inbox):
            await bench.person.write("first")
            await comes("the first message", lambda: inbox.said)
        await bench.person.write("past")
        before = inbox.position
        bench.server.fail(method="GET", path="/channels/*/messages", how="unavailable", times=1)
        async with running(bench.adapter(), inbox):
            await bench.person.write("live")
            other = bench.server.person("Bo", bench.guild)
            await other.say("not held up")
            await comes("the other's message", lambda: "not held up" in texts(inbox))
            assert inbox.position == before, "what is not read back must not be passed over"
            await comes("both", lambda: len(inbox.said) == 4)
            await bench.person.write("later")
            await comes("the position", lambda: inbox.position != before)
        assert texts(inbox) == ["first", "not held up", "past", "live", "later"]

    async def test_whoever_writes_now_is_read_back_first(
        self, bench: DiscordBench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(catch_up, "AT_ONCE", 1)
        inbox = Recorder()
        people = [bench.server.person(f"P{n}", bench.guild) for n in range(40)]
        async with running(bench.adapter(), inbox):
            pass
        inbox.open = [str(one.dm_id) for one in people]
        await people[-1].say("past")
        bench.server.latency = 0.05
        async with running(bench.adapter(), inbox):
            await people[-1].say("live")
            await comes("both", lambda: len(inbox.said) == 2)
            read = [one for one in bench.server.requests if one.path.endswith("/messages")]
            assert len(read) < 10
        assert texts(inbox) == ["past", "live"]

    async def test_what_cannot_be_read_back_now_is_read_back_later(
        self, bench: DiscordBench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(catch_up, "LONGEST_PAUSE", 0.01)
        inbox = Recorder()
        async with running(bench.adapter(), inbox):
            await bench.person.write("before")
            await comes("the first message", lambda: inbox.said)
        await bench.person.write("while away")
        position = inbox.position
        history = "/channels/*/messages"
        bench.server.fail(method="GET", path=history, how="unavailable", times=20)
        async with running(bench.adapter(), inbox):
            await bench.person.write("live")
            await comes("what is live", lambda: "live" in texts(inbox))
            assert inbox.position == position
            await comes("what was said before", lambda: "while away" in texts(inbox))
            await bench.person.write("later")
            await comes("the position", lambda: inbox.position != position)

    async def test_a_hundred_missed_messages_arrive_in_order(self, bench: DiscordBench) -> None:
        inbox = Recorder()
        async with running(bench.adapter(), inbox):
            await bench.person.write("0")
            await comes("the first message", lambda: inbox.said)
        for number in range(1, 231):
            await bench.person.write(str(number))
        async with running(bench.adapter(), inbox):
            await comes("all", lambda: len(inbox.said) == 231)
        assert texts(inbox) == [str(number) for number in range(231)]

    async def test_a_message_deleted_while_away_is_told_to_be(self, bench: DiscordBench) -> None:
        inbox = Recorder()
        async with running(bench.adapter(), inbox):
            kept = await bench.person.write("the chain rule")
            gone = await bench.person.write("my password is hunter2")
            await comes("both", lambda: len(inbox.said) == 2)
        await bench.person.delete(gone)
        await bench.person.write("still here")
        async with running(bench.adapter(), inbox):
            await comes("the deletion", lambda: gone in deletions(inbox))
            await comes("the message", lambda: len(inbox.said) == 3)
        async with running(bench.adapter(), inbox):
            await bench.person.delete(kept)
            await comes("the other", lambda: kept in deletions(inbox))
        assert deletions(inbox) == [gone, kept]

    async def test_so_is_one_deleted_while_the_session_was_lost(self, bench: DiscordBench) -> None:
        inbox = Recorder()
        async with running(bench.adapter(), inbox):
            gone = await bench.person.write("my password is hunter2")
            await comes("it", lambda: inbox.said)
            bench.server.expire_session()
            bench.server.drop_gateway()
            await bench.person.delete(gone)
            await comes("the deletion", lambda: deletions(inbox) == [gone])

    async def test_what_a_page_of_the_history_lacks_is_not_gone_for_that(
        self, bench: DiscordBench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        inbox = Recorder()
        async with running(bench.adapter(), inbox):
            await bench.person.write("the chain rule")
            await bench.person.write("and grad")
            await comes("both", lambda: len(inbox.said) == 2)
        call = Rest.call

        async def lacking(self: Rest, method: str, path: str, *rest: Any, **more: Any) -> Any:
            found = await call(self, method, path, *rest, **more)
            return [] if path.endswith("/messages") and method == "GET" else found

        monkeypatch.setattr(Rest, "call", lacking)
        async with running(bench.adapter(), inbox):
            await bench.person.write("live")
            await comes("what is live", lambda: "live" in texts(inbox))
        assert deletions(inbox) == []

    async def test_a_participants_first_words_while_away_are_found(
        self, bench: DiscordBench
    ) -> None:
        inbox = Recorder()
        bo = bench.server.person("Bo", bench.guild)
        inbox.taking_part = {bench.person.account, str(bo.id), "333333333333333333"}
        async with running(bench.adapter(), inbox):
            pass
        await bench.person.write("hello, are you there?")
        async with running(bench.adapter(), inbox):
            await comes("the words", lambda: texts(inbox) == ["hello, are you there?"])
            await bo.say("so am I")
            await comes("the other's", lambda: len(inbox.said) == 2)

    async def test_nor_are_they_lost_where_the_bot_ends_before_it_has_read_them(
        self, bench: DiscordBench
    ) -> None:
        inbox, opening = Recorder(), "/users/@me/channels"
        inbox.taking_part = {bench.person.account}
        async with running(bench.adapter(), inbox):
            pass
        await bench.person.write("hello, are you there?")
        bench.server.fail(method="POST", path=opening, how="unavailable")
        other = bench.server.person("Bo", bench.guild)
        async with running(bench.adapter(), inbox):
            await other.say("the position moves")
            await comes("the other's", lambda: len(inbox.said) == 1)
        async with running(bench.adapter(), inbox):
            await comes("the words", lambda: "hello, are you there?" in texts(inbox))


class TestTheWayBack:
    @pytest.mark.parametrize("how", ["a bar was lifted", "it was invited again", "was unlocked"])
    async def test_a_channel_that_lets_the_bot_in_is_told_at_once(
        self, bench: DiscordBench, how: str
    ) -> None:
        inbox, adapter = Recorder(), bench.adapter()
        async with running(adapter, inbox):
            root = await adapter.send(bench.channel, say("Learning Day"), "k", title="Day")
            report = await adapter.send(bench.channel, say("JAX"), "k2", thread=root)
            [thread] = bench.text.threads
            refused: Coroutine[Any, Any, object]
            refused = adapter.send(bench.channel, say("hello"), "k3")
            undo = partial(bench.text.allow, "send_messages")
            if how == "a bar was lifted":
                bench.text.deny("send_messages")
            elif how == "it was invited again":
                bench.guild.remove_bot()
                undo = partial(bench.guild.add_bot)
            else:
                refused.close()
                refused = adapter.edit(bench.channel, report, say("Rust"), "e", thread=root)
                thread.archive(locked=True)
                undo = partial(thread.unlock)
            with pytest.raises(Unreachable):
                await refused
            assert inbox.events == []
            undo()
            await comes("the news", lambda: inbox.events)
        [back] = inbox.events
        assert isinstance(back, Reachable)
        assert back.account == bench.channel


def deletions(inbox: Recorder) -> list[str]:
    return [one.message for one in inbox.events if isinstance(one, Deleted)]


class TestAcknowledging:
    async def test_a_press_is_acknowledged_while_the_inbox_is_slow(
        self, bench: DiscordBench
    ) -> None:

        inbox, adapter = Slow(), bench.adapter()
        async with running(adapter, inbox):
            place = await adapter.direct(bench.person.account)
            await adapter.send(place, say("Which?") + offering((Choice("this", "a"),)), "k")
            await bench.person.write("somebody writes, and the disk is slow")
            pressed = await bench.person.person.press("this")
            await pressed.acknowledged()
            assert inbox.events == []
            inbox.free.set()
            await comes("both", lambda: len(inbox.events) == 2)
        assert pressed.acknowledged_after is not None
        assert pressed.acknowledged_after < 1.0
