"""What people do, and what the engine is told of it."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from standup.chat.contract import Recorder, running, until
from standup.chat.interface import (
    Chose,
    Edited,
    Event,
    Reachable,
    Said,
    TryAgain,
    Unreachable,
    Went,
)
from standup.core.messages.markup import Choice, offering, say
from standup_telegram import events
from standup_telegram.errors import Told
from standup_telegram.events import Me
from standup_telegram.health import Health, Patience, Waits
from tests.standins.telegram import How
from tests.standins.telegram.updates import Update
from tests.telegram.bench import HURRY, SECRET_WORDS, TelegramBench


async def happened(what: str, look: Callable[[], Any]) -> Any:
    async def awaited() -> Any:
        return look()

    return await until(what, awaited)


async def heard(inbox: Recorder, count: int = 1) -> list[str]:
    await happened(f"{count} messages", lambda: len(inbox.said) >= count)
    return [event.text for event in inbox.said]


def inject(bench: TelegramBench, *payloads: tuple[str, Any]) -> None:
    """Updates such as Telegram never documented."""
    bench.is_strange = True
    updates = bench.server.world.updates
    for kind, payload in payloads:
        updates._waiting.append(Update(next(updates._ids), kind, payload, datetime.now(UTC)))
    bench.server.world.changes.ring()


class Hanging(Recorder):
    """Takes, and never comes back: the process is killed in that moment."""

    async def take(
        self,
        events: Sequence[Event],
        cursor: str | None = None,
        keep: Mapping[str, str | None] | None = None,
    ) -> None:
        await super().take(events, cursor, keep)
        if any(isinstance(event, Said) for event in events):
            await asyncio.Event().wait()


class TestPeople:
    async def test_start_says_that_somebody_is_there_and_asks_for_what_there_is(
        self, bench: TelegramBench
    ) -> None:
        inbox = Recorder()
        async with running(bench.adapter(), inbox):
            await bench.ana.start()
            assert await heard(inbox) == ["/start"]
        came, said = inbox.events
        assert isinstance(came, Reachable)
        assert isinstance(said, Said)
        assert came.account == said.account == str(bench.ana.id)
        assert came.id != said.id

    async def test_a_group_that_lets_the_bot_in_again_is_told(self, bench: TelegramBench) -> None:
        inbox, adapter = Recorder(), bench.adapter()
        async with running(adapter, inbox):
            await adapter.send(bench.channel, say("hello"), "k1")
            await bench.group.kick_bot()
            with pytest.raises(Unreachable) as raised:
                await adapter.send(bench.channel, say("hello"), "k2")
            assert raised.value.told.startswith("Telegram answered 403: ")
            assert inbox.events == []
            await bench.group.add_bot()
            await happened("the news", lambda: inbox.events)
            await adapter.send(bench.channel, say("hello"), "k2")
        [back] = inbox.events
        assert isinstance(back, Reachable)
        assert back.account == bench.channel

    async def test_a_channel_that_puts_the_bot_out_is_told_and_so_is_its_return(
        self, bench: TelegramBench
    ) -> None:
        inbox, adapter = Recorder(), bench.adapter()
        inbox.channels.add(bench.channel)
        async with running(adapter, inbox):
            await bench.group.kick_bot()
            await happened("the news", lambda: inbox.events)
            await bench.group.add_bot()
            await happened("the return", lambda: len(inbox.events) > 1)
        out, back = inbox.events
        assert isinstance(out, Went)
        assert isinstance(back, Reachable)
        assert (out.account, out.reason, back.account) == (bench.channel, "left", bench.channel)

    async def test_somebody_who_was_chosen_by_name_is_named_with_a_sign(
        self, bench: TelegramBench
    ) -> None:
        inbox, ana, bo = Recorder(), bench.ana, bench.bo
        async with running(bench.adapter(), inbox):
            await ana.start()
            await ana.call("👋 ask Bo or @Chi", Bo=bo, **{"@Chi": bo})
            assert (await heard(inbox, 2))[1] == "👋 ask @Bo or @Chi"

    async def test_the_address_behind_a_linked_word_stands_behind_it(
        self, bench: TelegramBench
    ) -> None:
        inbox, ana = Recorder(), bench.ana
        async with running(bench.adapter(), inbox):
            await ana.start()
            await ana.link(
                "🎉 the docs and the talk", docs="https://x.org/a", talk="https://y.org/"
            )
            await ana.link("x.org and the docs ", **{"x.org": "https://x.org/"})
            said = await heard(inbox, 3)
        assert said[1:] == [
            "🎉 the docs (https://x.org/a) and the talk (https://y.org/)",
            "x.org and the docs",
        ]

    async def test_the_code_behind_a_link_comes_as_the_command_that_takes_it(
        self, bench: TelegramBench
    ) -> None:
        inbox, adapter = Recorder(), bench.adapter()
        link = adapter.capabilities.invitation.format(code="Ab-3_x")
        assert link == "https://t.me/standup_bot?start=Ab-3_x"
        async with running(adapter, inbox):
            await bench.ana.start(link.partition("?start=")[2])
            assert await heard(inbox) == ["link Ab-3_x"]

    async def test_our_name_behind_a_command_is_left_out(self, bench: TelegramBench) -> None:
        inbox = Recorder()
        async with running(bench.adapter(), inbox):
            for text in ("/status@Standup_Bot", "/away@standup_bot until friday", "/help"):
                await bench.ana.say(text)
            await bench.ana.say("mail me@standup_bot or /x@other_bot")
            assert await heard(inbox, 4) == [
                "/status",
                "/away until friday",
                "/help",
                "mail me@standup_bot or /x@other_bot",
            ]

    @pytest.mark.parametrize(
        ("other", "answers"),
        [
            ({"from": {"id": 424242}, "text": "What?"}, "{ana}.9"),
            ({"from": {"id": 424242}, "caption": "A chart"}, "{ana}.9"),
            ({"from": {"id": 424242}, "forum_topic_created": {"name": "Day"}}, None),
            ({"from": {"id": "?"}}, None),
            ({}, None),
            (None, None),
            ("odd", None),
        ],
    )
    async def test_a_reply_says_what_it_answers_and_is_never_lost_for_it(
        self, bench: TelegramBench, other: Any, answers: str | None
    ) -> None:
        ana = int(bench.person.account)
        if isinstance(other, dict):
            other = {"message_id": 9, "date": 1, "chat": {"id": ana, "type": "private"}} | other
        update = {
            "update_id": 1,
            "message": {
                "message_id": 10,
                "date": 1_795_000_000,
                "chat": {"id": ana, "type": "private"},
                "from": {"id": ana, "is_bot": False},
                "text": "JAX",
                "reply_to_message": other,
            },
        }
        [said] = events.read(update, Me(424242, "standup_bot"), datetime.now(UTC)).events
        assert isinstance(said, Said)
        assert (said.text, said.answers) == ("JAX", answers and answers.format(ana=ana))

    async def test_blocking_and_unblocking_is_told(self, bench: TelegramBench) -> None:
        inbox = Recorder()
        async with running(bench.adapter(), inbox):
            await bench.ana.start()
            await bench.ana.block()
            await bench.ana.unblock()
            await happened("both", lambda: len(inbox.events) >= 4)
        went, came = inbox.events[2:]
        assert isinstance(went, Went)
        assert went.reason == "blocked"
        assert isinstance(came, Reachable)

    async def test_who_was_out_of_reach_is_reachable_with_their_next_words(
        self, bench: TelegramBench
    ) -> None:
        inbox, adapter = Recorder(), bench.adapter()
        async with running(adapter, inbox):
            await bench.ana.start()
            await heard(inbox)
            bench.ana.chat.blocked = True  # and the update about it is lost
            with pytest.raises(Unreachable):
                await adapter.send(str(bench.ana.id), say("hello?"), "k1")
            bench.ana.chat.blocked = False
            await bench.ana.say("here I am")
            await bench.ana.say("still here")
            await heard(inbox, 3)
        kinds = [type(event).__name__ for event in inbox.events]
        assert kinds == ["Reachable", "Said", "Reachable", "Said", "Said"]

    async def test_a_caption_counts_and_a_picture_without_one_says_nothing(
        self, bench: TelegramBench
    ) -> None:
        inbox = Recorder()
        async with running(bench.adapter(), inbox):
            await bench.ana.send_photo("my whiteboard")
            await bench.ana.send_photo()
            await bench.ana.send_sticker()
            assert await heard(inbox, 3) == ["my whiteboard", "", ""]

    async def test_what_is_said_in_a_group_is_nobodys_answer(self, bench: TelegramBench) -> None:
        inbox = Recorder()
        async with running(bench.adapter(), inbox):
            await bench.ana.write_in(bench.group, "/status")
            await bench.ana.write_in(bench.group, "hey @standup_bot")
            await bench.group.kick_bot()
            await bench.ana.say("an answer")
            assert await heard(inbox) == ["an answer"]
        assert {event.account for event in inbox.events} == {str(bench.ana.id)}

    async def test_two_edits_of_one_message_are_two_events(self, bench: TelegramBench) -> None:
        inbox = Recorder()
        async with running(bench.adapter(), inbox):
            message = await bench.ana.say("on")
            await bench.ana.edit(message, "one")
            await bench.ana.edit(message, "one two")
            await happened("both edits", lambda: len(inbox.events) >= 4)
        edits = [event for event in inbox.events if isinstance(event, Edited)]
        assert [edit.text for edit in edits] == ["one", "one two"]
        assert len({edit.id for edit in edits}) == 2
        assert {edit.message for edit in edits} == {inbox.said[0].id}


class TestPresses:
    async def press(self, bench: TelegramBench, inbox: Recorder, times: int = 1) -> None:
        adapter = bench.adapter()
        async with running(adapter, inbox):
            await bench.ana.start()
            await heard(inbox)
            await adapter.send(str(bench.ana.id), say("Done?") + offering((YES,)), "k1")
            for _ in range(times):
                bench.ana.press_only("Yes")
            await happened("the presses", lambda: len(chosen(inbox)) >= times)

    async def test_a_pressed_button_loses_its_clock(self, bench: TelegramBench) -> None:
        inbox, adapter = Recorder(), bench.adapter()
        async with running(adapter, inbox):
            await bench.ana.start()
            await adapter.send(str(bench.ana.id), say("Done?") + offering((YES,)), "k1")
            assert await bench.ana.press("Yes") is None
        assert [event.value for event in chosen(inbox)] == ["17 yes"]

    async def test_an_answer_to_a_press_that_fails_stops_nothing(
        self, bench: TelegramBench
    ) -> None:
        fault = bench.server.fail("answerCallbackQuery", How.SERVER_ERROR, times=1)
        await self.press(bench, inbox := Recorder(), times=2)
        assert len(chosen(inbox)) == 2
        assert fault.happened == 1

    async def test_a_slow_answer_to_a_press_keeps_nobody_waiting(
        self, bench: TelegramBench
    ) -> None:
        fault = bench.server.fail("answerCallbackQuery", How.NO_ANSWER_BEFORE, times=9)
        inbox, adapter = Recorder(), bench.adapter()
        async with running(adapter, inbox):
            await bench.ana.start()
            await adapter.send(str(bench.ana.id), say("Done?") + offering((YES,)), "k1")
            for _ in range(9):
                bench.ana.press_only("Yes")
            bo = bench.server.person("Bo")
            await bo.say("my answer")
            assert (await heard(inbox, 2))[-1] == "my answer"
            await adapter.send(str(bo.id), say("thanks"), "k2")
        assert fault.happened <= 4


YES = Choice("Yes", "17 yes")


def chosen(inbox: Recorder) -> list[Chose]:
    return [event for event in inbox.events if isinstance(event, Chose)]


class TestDelivery:
    async def test_what_was_taken_before_a_kill_comes_once(self, bench: TelegramBench) -> None:
        killed = Hanging()
        async with running(bench.adapter(), killed):
            await bench.ana.say("an answer")
            await heard(killed)
        assert len(bench.server.world.updates) == 1, "Telegram was told before it was due"
        inbox = Recorder(killed.position)
        async with running(bench.adapter(), inbox):
            await bench.ana.say("another")
            assert await heard(inbox) == ["another"]

    async def test_what_comes_twice_has_the_same_ids(self, bench: TelegramBench) -> None:
        inbox = Recorder()
        async with running(bench.adapter(), inbox):
            await bench.ana.start("code")
            message = await bench.ana.say("helo")
            await bench.ana.edit(message, "hello")
            await bench.ana.block()
            await happened("all", lambda: len(inbox.events) == 5)
            first = {event.id for event in inbox.events}
            bench.server.deliver_again(4)
            await happened("all again", lambda: sum(map(len, inbox.batches)) >= 9)
        assert {event.id for event in inbox.events} - first <= {f"{inbox.said[1].id}.heard"}

    async def test_numbers_that_begin_anew_lower_are_followed(self, bench: TelegramBench) -> None:
        inbox = Recorder("900000000")  # in the future: Telegram's server answers from the first
        updates = bench.server.world.updates
        confirm = updates.confirm_before

        def sane(offset: int) -> None:
            confirm(offset if offset < 900_000_000 else 0)

        updates.confirm_before = sane  # type: ignore[method-assign]
        async with running(bench.adapter(), inbox):
            await bench.ana.say("after a quiet week")
            await heard(inbox)
        assert inbox.position == "100000002"

    async def test_two_bots_do_not_share_the_ids_of_their_chats(self, bench: TelegramBench) -> None:
        inbox = Recorder()
        async with running(bench.adapter(), inbox):
            await bench.ana.say("hello")
            await heard(inbox)
        assert inbox.said[0].id.startswith(f"{bench.server.world.bot.id}.")

    async def test_an_update_that_cannot_be_read_is_skipped_and_named(
        self, bench: TelegramBench, caplog: pytest.LogCaptureFixture
    ) -> None:
        inbox = Recorder()
        message = {"message_id": 1, "date": 1, "text": SECRET_WORDS}
        chat = {"id": 5, "type": "private"}
        inject(
            bench,
            ("message", "no message"),
            ("message", message | {"chat": chat}),
            ("message", message | {"chat": chat, "from": {"id": "5"}}),
            ("message", message | {"chat": chat, "from": {"id": 5}, "date": 10**30}),
            ("callback_query", {"id": "1"}),
            ("my_chat_member", {"chat": {"type": "private"}}),
            ("edited_message", None),
            ("something_new", {"text": SECRET_WORDS}),
        )
        async with running(bench.adapter(), inbox):
            await bench.ana.say("an answer")
            assert await heard(inbox) == ["an answer"]
            await happened("all are confirmed", lambda: not len(bench.server.world.updates))
        assert {type(event) for event in inbox.events} == {Said, Reachable}
        skipped = [one.getMessage() for one in caplog.records if "Skipped" in one.getMessage()]
        assert skipped[1] == "Skipped update 100000002 (message), which I cannot read: KeyError"
        assert len(skipped) == 7

    async def test_only_what_we_need_is_asked_for(self, bench: TelegramBench) -> None:
        async with running(bench.adapter(), Recorder()):
            await bench.server.until(lambda: bench.server.world.updates.allowed != [])
        wanted = ["message", "edited_message", "callback_query", "my_chat_member"]
        assert bench.server.world.updates.allowed == wanted

    async def test_an_album_is_one_message(self, bench: TelegramBench) -> None:
        inbox = Recorder()
        photo = {
            "date": 1_700_000_000,
            "chat": {"id": bench.ana.id, "type": "private"},
            "from": {"id": bench.ana.id, "is_bot": False},
            "photo": [],
        }
        async with running(bench.adapter(), inbox):
            inject(
                bench,
                ("message", photo | {"message_id": 11, "media_group_id": "a", "caption": "three"}),
                ("message", photo | {"message_id": 12, "media_group_id": "a"}),
            )
            await heard(inbox)
            inject(
                bench,
                ("message", photo | {"message_id": 13, "media_group_id": "a"}),
                ("message", photo | {"message_id": 14, "media_group_id": "b"}),
                ("message", photo | {"message_id": 15, "media_group_id": "b"}),
                ("message", photo | {"message_id": 16, "media_group_id": "b", "caption": "late"}),
                ("message", photo | {"message_id": 17, "media_group_id": "c"}),
                ("message", photo | {"message_id": 18, "media_group_id": "c"}),
            )
            assert await heard(inbox, 3) == ["three", "late", ""]


class TestWaiting:
    async def test_another_process_with_our_token_is_named_and_waited_for(
        self, bench: TelegramBench, caplog: pytest.LogCaptureFixture
    ) -> None:
        ours, theirs = Recorder(), Recorder()
        async with running(bench.adapter(), ours):
            async with running(bench.adapter(waits=HURRY), theirs):
                await happened("the conflict", lambda: "another process polls" in caplog.text)
            await bench.ana.say("an answer")
            assert await heard(ours) == ["an answer"]
        [told] = {one.getMessage() for one in caplog.records if "another" in one.getMessage()}
        assert "stop the other one, or give each bot a token of its own" in told

    @pytest.mark.parametrize("how", sorted({*How} - {How.RATE_LIMITED}))
    async def test_whatever_fails_while_asking_nothing_is_lost(
        self, bench: TelegramBench, how: How
    ) -> None:
        inbox = Recorder()
        fault = bench.server.fail("getUpdates", how, times=2)
        hurry = HURRY if "no_answer" not in how else Waits(poll=0, answer=0.05, first=0.01)
        async with running(bench.adapter(waits=hurry), inbox):
            for number in range(3):
                await bench.ana.say(f"answer {number}")
            assert await heard(inbox, 3) == ["answer 0", "answer 1", "answer 2"]
        assert fault.happened == 2

    async def test_as_long_is_waited_as_telegram_asks_and_longer_with_each_failure(self) -> None:
        slept: list[float] = []

        async def sleep(seconds: float) -> None:
            slept.append(seconds)

        answers = [Told(40.0, "wait"), *(TryAgain(1.0) for _ in range(8))]

        async def ask() -> str:
            if answers:
                raise answers.pop(0)
            return "done"

        waits = Waits()
        health = Health(waits)
        assert await Patience(health, waits, sleep).until_done(ask) == "done"
        told, *grown = slept
        assert told == 40.0
        assert grown[0] < 2.1
        assert 5.0 < grown[2] < grown[4] < grown[7] <= 60.0
        assert health.failures == 0

    async def test_an_outage_is_told_once_and_so_is_its_end(
        self, bench: TelegramBench, caplog: pytest.LogCaptureFixture
    ) -> None:
        inbox = Recorder()
        async with running(bench.adapter(), inbox):
            await bench.server.stop()
            await happened("some tries", lambda: "Waiting for Telegram" in caplog.text)
            await asyncio.sleep(0.05)
            await bench.server.start()
            await bench.ana.say("an answer")
            await heard(inbox)
        away = [one for one in caplog.records if one.name == "standup_telegram.health"]
        levels = [one.levelno for one in away]
        assert levels == [logging.WARNING, logging.INFO], [one.getMessage() for one in away]

    async def test_an_answer_that_holds_no_updates_is_asked_for_again(
        self, bench: TelegramBench
    ) -> None:
        inbox, answers = Recorder(), [{}, [5], [{"no": "number"}]]
        bench.is_strange = True
        taken = bench.server.delivery.get_updates

        async def odd(given: Any) -> Any:
            return answers.pop() if answers else await taken(given)

        bench.server.delivery.get_updates = odd  # type: ignore[method-assign]
        async with running(bench.adapter(), inbox):
            await bench.ana.say("an answer")
            assert await heard(inbox) == ["an answer"]
