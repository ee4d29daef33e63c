"""What the bot says: where it arrives, what Telegram refuses, and what is not known."""

import asyncio
from typing import Any

import pytest

from standup.chat.contract import Recorder, running
from standup.chat.interface import AuthLost, TryAgain, Unreachable, Unsure
from standup.core.messages.markup import Choice, Message, offering, say
from standup_telegram import TelegramAdapter
from standup_telegram.errors import Refused
from tests.standins.telegram import How
from tests.telegram.bench import HURRY, TelegramBench

Waits = type(HURRY)
LOST = [
    How.BAD_GATEWAY_BEFORE,
    How.BAD_GATEWAY_AFTER,
    How.CUT_BEFORE,
    How.CUT_AFTER,
    How.NO_ANSWER_BEFORE,
    How.NO_ANSWER_AFTER,
    How.SERVER_ERROR,
    How.WRONG_JSON_BEFORE,
    How.WRONG_JSON_AFTER,
]


async def sends(bench: TelegramBench, message: Message, place: str = "") -> None:
    """Send one message from a fresh connection."""
    adapter = bench.adapter()
    async with running(adapter, Recorder()):
        await adapter.send(place or bench.person.account, message, "k1")


async def why(bench: TelegramBench, place: str) -> str:
    with pytest.raises(Unreachable) as caught:
        await sends(bench, say("hello"), place)
    return caught.value.reason


class TestWhoIsThere:
    async def test_before_there_is_a_connection_there_is_nobody_to_ask(
        self, bench: TelegramBench
    ) -> None:
        with pytest.raises(TryAgain):
            await bench.adapter().send(bench.person.account, say("hello"), "k1")

    async def test_who_never_pressed_start_has_not_started(self, bench: TelegramBench) -> None:
        assert await why(bench, bench.person.account) == "not started"

    async def test_an_account_that_is_none_has_not_started(self, bench: TelegramBench) -> None:
        assert await why(bench, bench.nobody) == "not started"

    async def test_who_blocked_the_bot_blocked_it(self, bench: TelegramBench) -> None:
        await bench.ana.start()
        await bench.ana.block()
        assert await why(bench, bench.person.account) == "blocked"

    async def test_who_left_the_platform_is_gone(self, bench: TelegramBench) -> None:
        await bench.ana.start()
        await bench.ana.delete_account()
        assert await why(bench, bench.person.account) == "gone"

    async def test_a_group_that_threw_the_bot_out_was_left(self, bench: TelegramBench) -> None:
        await bench.group.kick_bot()
        assert await why(bench, bench.channel) == "left"

    async def test_a_group_in_which_members_may_not_write_is_closed(
        self, bench: TelegramBench
    ) -> None:
        await bench.group.silence_bot()
        assert await why(bench, bench.channel) == "closed"

    async def test_a_group_that_is_none_is_gone(self, bench: TelegramBench) -> None:
        assert await why(bench, "-1009999999999") == "gone"

    async def test_a_place_that_is_none_is_gone(self, bench: TelegramBench) -> None:
        assert await why(bench, "the kitchen") == "gone"


class TestDoubt:
    @pytest.mark.parametrize("how", LOST)
    async def test_an_answer_that_never_came_leaves_doubt(
        self, bench: TelegramBench, how: How
    ) -> None:
        await bench.ana.start()
        adapter = bench.adapter(waits=Waits(poll=5, answer=0.1, doubt=0.01, farewell=0.2))
        async with running(adapter, Recorder()):
            await bench.at_rest()
            bench.server.fail("sendMessage", how)
            with pytest.raises(Unsure) as caught:
                await adapter.send(bench.person.account, say("hello"), "k1")
            assert 0 < caught.value.after < 1
            await adapter.send(bench.person.account, say("hello again"), "k1")
        done = 1 if how.after else 0
        assert len(bench.ana.from_bot) == done + 1

    async def test_a_connection_that_was_never_made_leaves_none(self, bench: TelegramBench) -> None:
        await bench.ana.start()
        adapter = bench.adapter()
        async with running(adapter, Recorder()):
            await adapter.send(bench.person.account, say("one"), "k1")
            await bench.server.stop()
            await asyncio.sleep(0.05)
            with pytest.raises(TryAgain) as caught:
                await adapter.send(bench.person.account, say("two"), "k2")
            assert caught.value.everywhere
            await bench.server.start()
        assert [message.text for message in bench.ana.from_bot] == ["one"]

    async def test_after_doubt_nothing_is_sent_before_telegram_is_well(
        self, bench: TelegramBench
    ) -> None:
        await bench.ana.start()
        adapter = bench.adapter()
        async with running(adapter, Recorder()):
            await bench.at_rest()
            bench.server.fail("sendMessage", How.BAD_GATEWAY_AFTER)
            with pytest.raises(Unsure):
                await adapter.send(bench.person.account, say("hello"), "k1")
            ill = bench.server.fail("getMe", How.BAD_GATEWAY_BEFORE, times=3)
            waits = []
            for _ in range(3):
                with pytest.raises(TryAgain) as caught:
                    await adapter.send(bench.person.account, say("hello"), "k1")
                waits.append(caught.value.after)
            assert ill.happened == 3
            assert waits == sorted(waits)
            assert waits[-1] > waits[0]
            await adapter.send(bench.person.account, say("hello"), "k1")
        assert len(bench.server.sent("sendMessage")) == 2

    async def test_of_many_that_wait_for_telegram_one_asks(self, bench: TelegramBench) -> None:
        await bench.ana.start()
        adapter = bench.adapter()
        async with running(adapter, Recorder()):
            await bench.at_rest()
            bench.server.fail("sendMessage", How.BAD_GATEWAY_BEFORE)
            with pytest.raises(Unsure):
                await adapter.send(bench.person.account, say("hello"), "k")
            ill = bench.server.fail("getMe", How.BAD_GATEWAY_BEFORE, times=99)
            sending = (adapter.send(bench.person.account, say("x"), f"k{n}") for n in range(20))
            results = await asyncio.gather(*sending, return_exceptions=True)
            assert {type(result) for result in results} == {TryAgain}
            assert ill.happened == 1
            bench.server.stop_failing()

    async def test_what_is_being_sent_when_the_bot_stops_arrives(
        self, bench: TelegramBench
    ) -> None:
        await bench.ana.start()
        adapter = bench.adapter(waits=Waits(poll=5, farewell=1.0))
        async with running(adapter, Recorder()):
            bench.server.latency = 0.1
            sending = asyncio.create_task(adapter.send(bench.person.account, say("bye"), "k1"))
            await bench.ana.sees("bye")
        assert await sending
        with pytest.raises(TryAgain):
            await adapter.send(bench.person.account, say("too late"), "k2")

    async def test_too_many_messages_wait_in_their_chat_alone(self, bench: TelegramBench) -> None:
        await bench.ana.start()
        bo = bench.server.person("Bo")
        await bo.start()
        adapter = bench.adapter()
        async with running(adapter, Recorder()):
            await bench.at_rest()
            bench.server.fail("sendMessage", How.RATE_LIMITED, chat=bench.ana.id, retry_after=7)
            with pytest.raises(TryAgain) as caught:
                await adapter.send(bench.person.account, say("hello"), "k1")
            assert (caught.value.after, caught.value.everywhere) == (7.0, False)
            await adapter.send(str(bo.id), say("hello"), "k2")

    async def test_a_revoked_token_is_told_while_sending(self, bench: TelegramBench) -> None:
        await bench.ana.start()
        adapter = bench.adapter()
        async with running(adapter, Recorder()):
            bench.server.revoke_token()
            with pytest.raises(AuthLost, match="/mybots"):
                await adapter.send(bench.person.account, say("hello"), "k1")

    async def test_what_telegram_refuses_for_our_fault_says_so(self, bench: TelegramBench) -> None:
        await bench.ana.start()
        with pytest.raises(Refused, match="Message is too long"):
            await sends(bench, say("x" * 5000))


class TestEdits:
    @pytest.fixture
    async def adapter(self, bench: TelegramBench) -> Any:
        await bench.ana.start()
        adapter = bench.adapter()
        async with running(adapter, Recorder()):
            yield adapter

    async def test_an_edit_done_already_is_done(
        self, bench: TelegramBench, adapter: TelegramAdapter
    ) -> None:
        place = bench.person.account
        sent = await adapter.send(place, say("one"), "k1")
        for _ in range(2):
            await adapter.edit(place, sent, say("two"), "k1-2")
        assert [message.text for message in bench.ana.from_bot] == ["two"]

    @pytest.mark.parametrize("how", [How.BAD_GATEWAY_AFTER, How.CUT_AFTER, How.WRONG_JSON_AFTER])
    async def test_an_edit_whose_answer_was_lost_is_simply_repeated(
        self, bench: TelegramBench, adapter: TelegramAdapter, how: How
    ) -> None:
        place = bench.person.account
        sent = await adapter.send(place, say("one"), "k1")
        bench.server.fail("editMessageText", how)
        with pytest.raises(TryAgain):
            await adapter.edit(place, sent, say("two"), "k1-2")
        await adapter.edit(place, sent, say("two"), "k1-2")
        assert [message.text for message in bench.ana.from_bot] == ["two"]

    async def test_a_message_that_was_deleted_cannot_be_edited(
        self, bench: TelegramBench, adapter: TelegramAdapter
    ) -> None:
        place = bench.person.account
        sent = await adapter.send(place, say("one"), "k1")
        await bench.ana.delete(bench.ana.from_bot[0].id)
        with pytest.raises(Unreachable, match="not found"):
            await adapter.edit(place, sent, say("two"), "k1-2")
        with pytest.raises(Unreachable):
            await adapter.edit(place, "another platform's id", say("two"), "k1-2")

    async def test_the_trouble_of_one_place_is_that_places(self, forum: TelegramBench) -> None:
        adapter = forum.adapter()
        async with running(adapter, Recorder()):
            for method in ("getChat", "createForumTopic", "editMessageText"):
                forum.server.fail(method, How.WRONG_JSON_BEFORE)
            with pytest.raises(TryAgain) as raised:
                await adapter.send(forum.channel, say("Day"), "k1", title="Day")
            assert not raised.value.everywhere
            assert raised.value.undone
            with pytest.raises(TryAgain) as raised:
                await adapter.send(forum.channel, say("Day"), "k1", title="Day")
            assert not raised.value.everywhere
            sent = await adapter.send(forum.channel, say("Day"), "k1", title="Day")
            with pytest.raises(TryAgain) as raised:
                await adapter.edit(forum.channel, sent, say("Days"), "k1-2")
            assert not raised.value.everywhere

    async def test_buttons_stand_in_their_rows_and_go_with_an_edit(
        self, bench: TelegramBench, adapter: TelegramAdapter
    ) -> None:
        place = bench.person.account
        rows = ((Choice("1", "a"), Choice("2", "b")), (Choice("All", "c"),))
        form = (Choice("Fill in", "d", form=True),)
        sent = await adapter.send(place, say("Done?") + offering(*rows, form), "k1")
        assert bench.ana.from_bot[0].buttons == (("1", "2"), ("All",))
        await adapter.edit(place, sent, say("Done?"), "k1-2")
        assert not bench.ana.from_bot[0].buttons

    async def test_links_are_not_unfolded(
        self, bench: TelegramBench, adapter: TelegramAdapter
    ) -> None:
        place = bench.person.account
        sent = await adapter.send(place, say("https://example.org/a"), "k1")
        await adapter.edit(place, sent, say("https://example.org/b"), "k1-2")
        for method in ("sendMessage", "editMessageText"):
            [request] = bench.server.sent(method)
            assert request.parameters["link_preview_options"] == {"is_disabled": True}

    async def test_blanks_alone_are_shown_as_something(
        self, bench: TelegramBench, adapter: TelegramAdapter
    ) -> None:
        await adapter.send(bench.person.account, say(" \n "), "k1")
        assert bench.ana.from_bot[0].text == "…"
