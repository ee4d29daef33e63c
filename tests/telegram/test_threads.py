"""Threads in groups: topics where there are any, chains of replies elsewhere."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from standup.chat.contract import Recorder, running
from standup.chat.interface import TryAgain, Unreachable, Unsure
from standup.core.messages.markup import say
from standup_telegram import TelegramAdapter
from tests.standins.telegram import Group, How
from tests.telegram.bench import TelegramBench, telegram_bench


@pytest.fixture
async def adapter(forum: TelegramBench) -> AsyncIterator[TelegramAdapter]:
    made = forum.adapter()
    async with running(made, Recorder()):
        yield made


async def opens(adapter: TelegramAdapter, place: str, key: str = "root") -> str:
    """Open a thread, as patiently as the engine."""
    for _ in range(9):
        try:
            return await adapter.send(place, say("Learning Day"), key, title="Learning Day, 26 Nov")
        except (TryAgain, Unsure) as error:
            await asyncio.sleep(error.after)
    raise AssertionError("in vain")


def names(group: Group) -> list[str]:
    return [topic.name for topic in group.topics.values()]


def told(group: Group) -> list[tuple[str, int | None, int | None]]:
    """Each message of ours with its topic and the message it replies to."""
    ours = [message for message in group.messages if message.from_bot and message.text]
    return [(message.text, message.thread, message.reply_to) for message in ours]


class TestTopics:
    async def test_a_thread_is_a_topic_with_its_name(
        self, forum: TelegramBench, adapter: TelegramAdapter
    ) -> None:
        root = await opens(adapter, forum.channel)
        await adapter.send(forum.channel, say("Ana"), "k2", thread=root)
        await adapter.send(forum.channel, say("aside"), "k3")
        [topic] = forum.group.topics
        assert names(forum.group) == ["Learning Day, 26 Nov"]
        wanted = [("Learning Day", topic, None), ("Ana", topic, None), ("aside", None, None)]
        assert told(forum.group) == wanted

    async def test_what_stands_in_a_topic_can_be_edited(
        self, forum: TelegramBench, adapter: TelegramAdapter
    ) -> None:
        root = await opens(adapter, forum.channel)
        reply = await adapter.send(forum.channel, say("Ana"), "k2", thread=root)
        await adapter.edit(forum.channel, root, say("Learning Day: 1 of 2"), "e1")
        await adapter.edit(forum.channel, reply, say("Ana: more"), "e2", thread=root)
        assert [text for text, _, _ in told(forum.group)] == ["Learning Day: 1 of 2", "Ana: more"]

    async def test_a_long_name_is_cut_and_an_empty_one_opens_nothing(
        self, forum: TelegramBench, adapter: TelegramAdapter
    ) -> None:
        await adapter.send(forum.channel, say("a"), "k1", title="long\n " * 99)
        await adapter.send(forum.channel, say("b"), "k2", title=" \n ")
        [name] = names(forum.group)
        assert len(name) <= 128
        assert name.startswith("long long")

    @pytest.mark.parametrize("how", [How.BAD_GATEWAY_AFTER, How.CUT_AFTER, How.WRONG_JSON_AFTER])
    async def test_lost_answers_open_two_topics_at_most(
        self, forum: TelegramBench, adapter: TelegramAdapter, how: How
    ) -> None:
        forum.server.fail("createForumTopic", how, times=9)
        root = await opens(adapter, forum.channel)
        await adapter.send(forum.channel, say("Ana"), "k2", thread=root)
        assert len(names(forum.group)) == 2
        (_, _, _), (_, topic, reply) = told(forum.group)
        assert topic is None
        assert root.endswith(f".{reply}")

    async def test_a_restart_between_topic_and_message_opens_no_second(
        self, forum: TelegramBench
    ) -> None:
        forum.server.fail("sendMessage", How.BAD_GATEWAY_BEFORE)
        first, inbox = forum.adapter(), Recorder()
        async with running(first, inbox):
            with pytest.raises(Unsure):
                await first.send(forum.channel, say("Learning Day"), "root", title="Learning Day")
        again = forum.adapter()
        async with running(again, inbox):
            await opens(again, forum.channel)
        [topic] = forum.group.topics
        assert told(forum.group) == [("Learning Day", topic, None)]

    async def test_what_was_opened_long_ago_is_kept_no_longer(self, forum: TelegramBench) -> None:
        long_ago, inbox, adapter = "1 7 2026-01-01", Recorder(), forum.adapter()
        inbox.memory = {f"topic/{forum.channel} old": long_ago}
        async with running(adapter, inbox):
            await opens(adapter, forum.channel)
        assert list(inbox.memory) == [f"topic/{forum.channel} root"]

    async def test_what_certainly_did_nothing_counts_as_no_try(
        self, forum: TelegramBench, adapter: TelegramAdapter
    ) -> None:
        for _ in range(3):
            forum.server.fail("createForumTopic", How.RATE_LIMITED)
            with pytest.raises(TryAgain):
                await adapter.send(forum.channel, say("Learning Day"), "root", title="Day")
        await opens(adapter, forum.channel)
        assert len(names(forum.group)) == 1

    async def test_a_topic_that_was_deleted_lets_nothing_get_lost(
        self, forum: TelegramBench, adapter: TelegramAdapter
    ) -> None:
        root = await opens(adapter, forum.channel)
        [topic] = forum.group.topics
        await forum.group.delete_topic(topic)
        await adapter.send(forum.channel, say("Ana"), "k2", thread=root)
        assert told(forum.group) == [("Ana", None, None)]

    async def test_without_the_right_to_open_topics_threads_are_replies(
        self, forum: TelegramBench, adapter: TelegramAdapter, caplog: pytest.LogCaptureFixture
    ) -> None:
        await forum.group.demote_bot()
        for number in range(2):
            root = await opens(adapter, forum.channel, f"root{number}")
            await adapter.send(forum.channel, say("Ana"), f"k{number}", thread=root)
        first, _, second, _ = (m for m in forum.group.messages if m.from_bot and m.text)
        wanted = [None, first.id, None, second.id]
        assert [reply for _, _, reply in told(forum.group)] == wanted
        assert caplog.text.count("make the bot an administrator that may manage topics") == 1

    async def test_a_fixed_topic_holds_everything_as_replies(
        self, forum: TelegramBench, adapter: TelegramAdapter
    ) -> None:
        topic = await forum.group.open_topic("Standups")
        place = f"{forum.channel}/{topic}"
        root = await opens(adapter, place)
        await adapter.send(place, say("Ana"), "k2", thread=root)
        first, second = told(forum.group)
        assert names(forum.group) == ["Standups"]
        assert first == ("Learning Day", topic, None)
        assert second[1] == topic
        assert root.endswith(f".{second[2]}")

    async def test_a_fixed_topic_that_was_deleted_is_gone(
        self, forum: TelegramBench, adapter: TelegramAdapter
    ) -> None:
        with pytest.raises(Unreachable) as caught:
            await opens(adapter, f"{forum.channel}/999")
        assert caught.value.reason == "gone"

    async def test_the_general_topic_is_written_to_by_naming_none(
        self, forum: TelegramBench, adapter: TelegramAdapter
    ) -> None:
        await opens(adapter, f"{forum.channel}/1")
        assert told(forum.group) == [("Learning Day", None, None)]

    async def test_a_closed_topic_is_closed(
        self, forum: TelegramBench, adapter: TelegramAdapter
    ) -> None:
        topic = await forum.group.open_topic("Standups")
        await forum.group.close_topic(topic)
        await forum.group.demote_bot()
        with pytest.raises(Unreachable) as caught:
            await adapter.send(f"{forum.channel}/{topic}", say("Ana"), "k1")
        assert caught.value.reason == "closed"


class TestReplies:
    async def test_a_thread_is_a_chain_of_replies(self, bench: TelegramBench) -> None:
        adapter = bench.adapter()
        async with running(adapter, Recorder()):
            root = await opens(adapter, bench.channel)
            await adapter.send(bench.channel, say("Ana"), "k2", thread=root)
        assert bench.server.sent("createForumTopic") == []
        assert told(bench.group)[1] == ("Ana", None, bench.group.messages[0].id)

    async def test_a_first_message_that_was_deleted_holds_nobody_up(
        self, bench: TelegramBench
    ) -> None:
        adapter = bench.adapter()
        async with running(adapter, Recorder()):
            root = await opens(adapter, bench.channel)
            await bench.ana.delete(bench.group.messages[0].id, group=bench.group)
            await adapter.send(bench.channel, say("Ana"), "k2", thread=root)
        assert told(bench.group) == [("Ana", None, None)]

    async def test_a_public_name_is_a_place(self, bench: TelegramBench) -> None:
        group = bench.server.group("Open", username="open_learning")
        adapter = bench.adapter()
        async with running(adapter, Recorder()):
            root = await opens(adapter, "@open_learning")
            await adapter.send("@open_learning", say("Ana"), "k2", thread=root)
            await adapter.edit("@open_learning", root, say("1 of 2"), "e1")
        assert told(group) == [("1 of 2", None, None), ("Ana", None, group.messages[0].id)]

    async def test_a_name_in_a_group_notifies_nobody(self, bench: TelegramBench) -> None:
        adapter = bench.adapter()
        await bench.ana.start()
        async with running(adapter, Recorder()):
            await adapter.send(bench.channel, say("thanks @bo_smith, see @ana"), "k1")
            await adapter.send(bench.person.account, say("thanks @bo_smith"), "k2")
        [there], [here] = bench.group.messages, bench.ana.from_bot
        assert there.text == "thanks @bo_smith, see @ana"
        assert there.parts("mention") == []
        assert there.parts("code") == ["@bo_smith", "@ana"]
        assert here.parts("code") == []


class TestMigration:
    @pytest.fixture
    async def small(self, tmp_path: Path) -> AsyncIterator[TelegramBench]:
        async with telegram_bench(tmp_path) as made:
            made.group = made.server.group("Small", kind="group")
            made.channel = str(made.group.id)
            yield made

    async def test_a_group_that_got_another_id_is_followed_for_ever(
        self, small: TelegramBench
    ) -> None:
        first, inbox = small.adapter(), Recorder()
        async with running(first, inbox):
            root = await opens(first, small.channel)
            await small.group.migrate()
            await first.send(small.channel, say("Ana"), "k2", thread=root)
        again = small.adapter()
        async with running(again, inbox):
            asked = len(small.server.sent("sendMessage"))
            newer = await again.send(small.channel, say("Bo"), "k3")
            assert len(small.server.sent("sendMessage")) == asked + 1
            await again.edit(small.channel, newer, say("Bo: more"), "e1")
        assert told(small.group) == [("Ana", None, None), ("Bo: more", None, None)]

    async def test_it_is_followed_from_an_edit_too_and_told(
        self, small: TelegramBench, caplog: pytest.LogCaptureFixture
    ) -> None:
        adapter, inbox = small.adapter(), Recorder()
        old = small.channel
        async with running(adapter, inbox):
            root = await opens(adapter, old)
            new = await small.group.migrate()
            with pytest.raises(Unreachable) as raised:
                await adapter.edit(old, root, say("one has shared"), "e1")
            assert raised.value.reason == "gone"
            await adapter.send(old, say("Ana"), "k2", thread=root)
        assert told(small.group) == [("Ana", None, None)]
        assert inbox.memory[f"moved/{old}"] == str(new)
        assert f'write {{telegram: "{new}"}}' in caplog.text

    async def test_no_message_of_the_new_group_is_taken_for_one_of_the_old(
        self, small: TelegramBench
    ) -> None:
        adapter = small.adapter()
        async with running(adapter, Recorder()):
            roots = [await opens(adapter, small.channel, f"k{number}") for number in range(5)]
            await small.group.migrate()
            await adapter.send(small.channel, say("new"), "k9")
            for root in roots:
                with pytest.raises(Unreachable):
                    await adapter.edit(small.channel, root, say("old"), "e")
                await adapter.send(small.channel, say("reply"), f"r{root}", thread=root)
        assert "old" not in [text for text, _, _ in told(small.group)]
        assert {reply for _, _, reply in told(small.group)} == {None}

    async def test_a_group_that_becomes_a_forum_gets_topics(self, small: TelegramBench) -> None:
        adapter = small.adapter()
        async with running(adapter, Recorder()):
            await small.group.migrate(forum=True)
            await small.group.add_bot(admin=True)
            await opens(adapter, small.channel)
        assert names(small.group) == ["Learning Day, 26 Nov"]
