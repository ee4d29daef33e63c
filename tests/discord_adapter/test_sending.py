"""What the bot says arrives once, where it belongs, and what refuses it is told apart."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from standup.chat.contract import Recorder, running
from standup.chat.interface import AuthLost, TryAgain, Unreachable, Unsure
from standup.core.messages.markup import Choice as Button
from standup.core.messages.markup import Message, offering, say
from standup_discord import DiscordAdapter, rest
from standup_discord.errors import Refused
from tests.discord_adapter.bench import DiscordBench
from tests.discord_adapter.reader import read
from tests.discord_adapter.story import comes

MESSAGES = "/channels/*/messages"


@pytest.fixture
async def live(bench: DiscordBench) -> AsyncIterator[DiscordAdapter]:
    adapter = bench.adapter()
    async with running(adapter, Recorder()):
        yield adapter


@pytest.fixture
async def ana(bench: DiscordBench, live: DiscordAdapter) -> str:
    return await live.direct(bench.person.account)


def told(bench: DiscordBench) -> list[str]:
    return [read(one.content) for one in bench.person.person.messages if one.from_bot]


def long_ago(bench: DiscordBench) -> datetime:
    """When what was sent first is of no known nonce any more."""
    return datetime.now(UTC) - timedelta(seconds=bench.adapter().capabilities.key_window + 1)


async def refusal(adapter: DiscordAdapter, place: str, key: str = "k") -> Exception:
    with pytest.raises((TryAgain, Unreachable, Unsure, AuthLost, Refused)) as raised:
        await adapter.send(place, say("hello"), key)
    return raised.value


class TestOnce:
    @pytest.mark.parametrize("how", ["cut_after", "bad_gateway_after", "wrong_json_after"])
    async def test_a_message_whose_answer_was_lost_is_repeated_and_seen_once(
        self, bench: DiscordBench, live: DiscordAdapter, ana: str, how: Any
    ) -> None:
        bench.server.fail(method="POST", path=MESSAGES, how=how)
        assert isinstance(await refusal(live, ana), Unsure)
        sent = await live.send(ana, say("hello"), "k")
        assert told(bench) == ["hello"]
        assert sent == str(bench.person.person.messages[-1].id)

    async def test_silence_is_doubt(
        self,
        bench: DiscordBench,
        live: DiscordAdapter,
        ana: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(rest, "TIMEOUT", aiohttp.ClientTimeout(total=0.2))
        bench.server.fail(method="POST", path=MESSAGES, how="no_answer_after")
        assert isinstance(await refusal(live, ana), Unsure)

    async def test_what_never_left_may_be_tried_again(
        self, bench: DiscordBench, live: DiscordAdapter, ana: str
    ) -> None:
        bench.server.listen_no_more()
        await live._alive().rest._session.connector.close()  # type: ignore[union-attr]
        live._alive().rest._session._connector = aiohttp.TCPConnector()
        error = await refusal(live, ana)
        assert isinstance(error, TryAgain)
        assert error.everywhere

    async def test_a_message_is_found_again_when_its_nonce_is_forgotten(
        self, bench: DiscordBench
    ) -> None:
        since = long_ago(bench)
        adapter = bench.adapter()
        async with running(adapter, Recorder()):
            place = await adapter.direct(bench.person.account)
            twin = await adapter.send(place, say("Saved."), "twin")
            bench.server.fail(method="POST", path=MESSAGES, how="cut_after")
            with pytest.raises(Unsure):
                await adapter.send(place, say("Saved."), "lost")
            bench.server.fail(method="POST", path=MESSAGES, how="cut")
            with pytest.raises(Unsure):
                await adapter.send(place, say("Never seen."), "never")
        bench.server.forget_nonces()
        adapter = bench.adapter()
        async with running(adapter, Recorder()):
            lost = str(bench.person.person.messages[-1].id)
            assert await adapter.find(place, say("Saved."), "lost", since) == [twin, lost]
            assert await adapter.find(place, say("Never seen."), "never", since) == []

    async def test_while_its_nonce_is_known_a_message_is_not_looked_for(
        self, bench: DiscordBench, live: DiscordAdapter, ana: str
    ) -> None:
        await live.send(ana, say("Saved."), "k")
        before = len(bench.server.requests)
        assert await live.find(ana, say("Saved."), "k", datetime.now(UTC)) == []
        assert len(bench.server.requests) == before
        slow = datetime.now(UTC) + timedelta(minutes=1)  # the clock was set back since
        assert len(await live.find(ana, say("Saved."), "k", slow)) == 1


class TestPace:
    async def test_a_full_bucket_is_left_alone_and_others_go_on(
        self, bench: DiscordBench, live: DiscordAdapter, ana: str
    ) -> None:
        await live.send(bench.channel, say("warm"), "warm")
        bench.server.limit(3, 30)
        for number in range(3):
            await live.send(ana, say("hello"), f"k{number}")
        began = asyncio.get_running_loop().time()
        error = await refusal(live, ana)
        assert isinstance(error, TryAgain)
        assert 20 < error.after <= 30
        assert not error.everywhere
        await live.send(bench.channel, say("hello"), "elsewhere")
        assert asyncio.get_running_loop().time() - began < 1
        assert bench.server.invalid_requests == 0

    @pytest.mark.parametrize("everywhere", [False, True])
    async def test_being_asked_to_slow_down_says_for_how_long_and_where(
        self, bench: DiscordBench, live: DiscordAdapter, ana: str, *, everywhere: bool
    ) -> None:
        bench.server.fail(
            method="POST", path=MESSAGES, how="rate_limited", retry_after=7, everywhere=everywhere
        )
        error = await refusal(live, ana)
        assert isinstance(error, TryAgain)
        assert (error.after, error.everywhere) == (7, everywhere)
        if everywhere:
            before = len(bench.server.requests)
            assert isinstance(await refusal(live, bench.channel), TryAgain)
            assert len(bench.server.requests) == before, "nothing is asked meanwhile"

    async def test_the_wall_before_discord_is_left_alone(
        self, bench: DiscordBench, live: DiscordAdapter, ana: str
    ) -> None:
        bench.server.fail(method="POST", path=MESSAGES, how="rate_limited", headers=False)
        error = await refusal(live, ana)
        assert isinstance(error, TryAgain)
        assert error.after >= 60
        assert error.everywhere

    async def test_first_contacts_are_made_one_by_one(self, bench: DiscordBench) -> None:
        people = [str(bench.server.person(f"P{n}", bench.guild).id) for n in range(4)]
        known = bench.server.person("Known", bench.guild)
        await known.say("I wrote before")
        adapter = bench.adapter(first_contacts_per_minute=6)
        async with running(adapter, Recorder()):
            first = await adapter.direct(people[0])
            waits = []
            for account in (*people[1:], people[1]):
                with pytest.raises(TryAgain) as later:
                    await adapter.direct(account)
                assert not later.value.everywhere
                waits.append(round(later.value.after))
            assert waits == [10, 20, 30, 10]
            assert await adapter.direct(people[0]) == first

    async def test_whoever_is_known_waits_for_nobody(self, bench: DiscordBench) -> None:
        async with running(bench.adapter(), Recorder()) as _:
            pass
        adapter, inbox = bench.adapter(first_contacts_per_minute=1), Recorder()
        async with running(adapter, inbox):
            await bench.person.write("I begin")
            await comes("the message", lambda: inbox.said)
            await adapter.direct(str(bench.server.person("Bo", bench.guild).id))
            assert await adapter.direct(bench.person.account)

    async def test_opening_too_fast_pauses_all_first_contacts(self, bench: DiscordBench) -> None:
        bench.server.rules.dm_openings = 1
        people = [str(bench.server.person(f"P{n}", bench.guild).id) for n in range(3)]
        adapter = bench.adapter()
        async with running(adapter, Recorder()):
            await adapter.direct(people[0])
            await asyncio.sleep(0.02)
            for account in people[1:]:
                with pytest.raises(TryAgain) as later:
                    await adapter.direct(account)
                assert later.value.after > 500
                assert not later.value.everywhere
        opened = [one for one in bench.server.requests if one.path == "/users/@me/channels"]
        assert len(opened) == 2


class TestRefusals:
    async def test_closed_direct_messages_are_closed(
        self, bench: DiscordBench, live: DiscordAdapter, ana: str
    ) -> None:
        bench.person.person.close_dms()
        error = await refusal(live, ana)
        assert isinstance(error, Unreachable)
        assert error.reason == "closed"

    async def test_whoever_shares_no_server_has_left(
        self, bench: DiscordBench, live: DiscordAdapter, ana: str
    ) -> None:
        bench.person.person.leave(bench.guild)
        error = await refusal(live, ana)
        assert isinstance(error, Unreachable)
        assert error.reason == "left"

    async def test_a_channel_that_is_gone_or_shut_says_which(
        self, bench: DiscordBench, live: DiscordAdapter
    ) -> None:
        bench.text.deny("send_messages")
        error = await refusal(live, bench.channel)
        assert isinstance(error, Unreachable)
        assert error.reason == "left"
        bench.text.delete()
        error = await refusal(live, bench.channel)
        assert isinstance(error, Unreachable)
        assert error.reason == "gone"

    async def test_a_conversation_that_another_bot_had_is_opened_anew(
        self, bench: DiscordBench
    ) -> None:
        kept = {f"conversation/{bench.person.account}": "111111111111111111 2026-11-26"}
        adapter, inbox = bench.adapter(), Recorder(memory=kept)
        async with running(adapter, inbox):
            place = await adapter.direct(bench.person.account)
            assert isinstance(await refusal(adapter, place), TryAgain)
            place = await adapter.direct(bench.person.account)
            await adapter.send(place, say("hello"), "k")
        assert told(bench) == ["hello"]
        [(name, value)] = inbox.memory.items()
        assert name == f"conversation/{bench.person.account}"
        assert value.startswith(f"{place} ")

    async def test_a_revoked_token_is_told_when_sending(
        self, bench: DiscordBench, live: DiscordAdapter, ana: str
    ) -> None:
        bench.server.platform.token = None
        assert isinstance(await refusal(live, ana), AuthLost)
        bench.server.restore_token()

    async def test_nothing_is_sent_before_there_is_a_connection(self, bench: DiscordBench) -> None:
        assert isinstance(await refusal(bench.adapter(), bench.channel), TryAgain)

    async def test_an_account_is_asked_for_and_refused_once(
        self, bench: DiscordBench, live: DiscordAdapter
    ) -> None:
        with pytest.raises(Unreachable) as raised:
            await live.direct(bench.nobody)
        assert raised.value.reason == "gone"


class TestThreads:
    async def post(self, adapter: DiscordAdapter, place: str, thread: str, key: str = "a") -> str:
        return await adapter.send(place, say("Ana's report"), key, thread=thread)

    async def test_a_titled_message_opens_a_thread_of_that_name(
        self, bench: DiscordBench, live: DiscordAdapter
    ) -> None:
        title = "Learning Day,  26 November\n" + "x" * 100
        root = await live.send(bench.channel, say("Learning Day"), "root", title=title)
        again = await live.send(bench.channel, say("Learning Day"), "root", title=title)
        report = await self.post(live, bench.channel, root)
        [thread] = bench.text.threads
        assert root == again == str(thread.id)
        assert thread.name == ("Learning Day, 26 November " + "x" * 100)[:100]
        await live.edit(bench.channel, root, say("one has shared"), "e1")
        await live.edit(bench.channel, report, say("changed"), "e2", thread=root)
        assert [one.text for one in bench.text.messages if one.from_bot] == ["one has shared"]
        assert thread.messages[-1].content == "changed"

    async def test_a_thread_that_was_made_before_the_crash_is_used(
        self, bench: DiscordBench, live: DiscordAdapter
    ) -> None:
        bench.server.fail(method="POST", path="/channels/*/messages/*/threads", how="cut_after")
        with pytest.raises(Unsure):
            await live.send(bench.channel, say("Learning Day"), "root", title="Learning Day")
        root = await live.send(bench.channel, say("Learning Day"), "root", title="Learning Day")
        assert [str(thread.id) for thread in bench.text.threads] == [root]

    async def test_a_root_whose_thread_has_to_wait_is_in_doubt(
        self, bench: DiscordBench, live: DiscordAdapter
    ) -> None:
        path = "/channels/*/messages/*/threads"
        bench.server.fail(method="POST", path=path, how="rate_limited", retry_after=0.05)
        with pytest.raises(Unsure):
            await live.send(bench.channel, say("Learning Day"), "root", title="Learning Day")
        await asyncio.sleep(0.1)
        root = await live.send(bench.channel, say("Learning Day"), "root", title="Learning Day")
        assert [str(thread.id) for thread in bench.text.threads] == [root]

    async def test_a_lost_root_and_report_are_found_with_and_without_their_thread(
        self, bench: DiscordBench, live: DiscordAdapter
    ) -> None:
        since, words, place = long_ago(bench), say("Learning Day"), bench.channel
        root = await live.send(place, words, "root", title="Learning Day")
        report = await self.post(live, place, root)
        assert await live.find(place, words, "root", since, title="Learning Day") == [root]
        assert await live.find(place, say("Ana's report"), "a", since, thread=root) == [report]
        bench.text.deny("create_public_threads")
        answered = await live.send(place, words, "root2", title="Learning Day")
        reply = await self.post(live, place, answered, "b")
        both = await live.find(place, words, "root2", since, title="Learning Day")
        assert both == [root, answered]
        assert await live.find(place, say("Ana's report"), "b", since, thread=answered) == [reply]
        bare = answered.removeprefix("reply:")
        assert await live.find(place, say("Ana's report"), "b", since, thread=bare) == [reply]

    async def test_a_thread_that_fell_asleep_is_woken(
        self, bench: DiscordBench, live: DiscordAdapter
    ) -> None:
        root = await live.send(bench.channel, say("Learning Day"), "root", title="Learning Day")
        report = await self.post(live, bench.channel, root)
        [thread] = bench.text.threads
        thread.archive()
        await live.edit(bench.channel, report, say("changed"), "e", thread=root)
        assert not thread.archived
        thread.archive()
        await self.post(live, bench.channel, root, "b")
        assert not thread.archived

    @pytest.mark.parametrize("is_archived", [True, False])
    async def test_what_belongs_into_a_locked_thread_stands_in_its_channel(
        self, bench: DiscordBench, live: DiscordAdapter, is_archived: bool
    ) -> None:
        since = long_ago(bench)
        root = await live.send(bench.channel, say("Learning Day"), "root", title="Learning Day")
        before = await self.post(live, bench.channel, root, "a")
        thread = bench.text.threads[0]
        thread.archive(locked=True) if is_archived else thread.lock()
        report = await self.post(live, bench.channel, root, "b")
        await live.edit(bench.channel, report, say("changed"), "e", thread=root)
        answer = bench.text.messages[-1]
        assert (answer.content, str(answer.reply_to)) == ("changed", root)
        found = await live.find(bench.channel, say("changed"), "b", since, thread=root)
        assert found == [report]
        if is_archived:
            with pytest.raises(Unreachable) as raised:
                await live.edit(bench.channel, before, say("changed too"), "e2", thread=root)
            assert raised.value.reason == "closed"
            assert raised.value.told == "Discord answered 400 (50083) Thread is archived"
            thread.unlock()
        await live.edit(bench.channel, before, say("changed too"), "e2", thread=root)
        assert [one.content for one in thread.messages if one.from_bot][-1] == "changed too"

    async def test_a_thread_is_unlocked_where_the_bot_may(
        self, bench: DiscordBench, live: DiscordAdapter
    ) -> None:
        bench.guild.grant("manage_threads")
        root = await live.send(bench.channel, say("Learning Day"), "root", title="Learning Day")
        before = await self.post(live, bench.channel, root, "a")
        thread = bench.text.threads[0]
        thread.archive(locked=True)
        await live.edit(bench.channel, before, say("changed"), "e", thread=root)
        assert not thread.archived
        thread.archive(locked=True)
        await self.post(live, bench.channel, root, "b")
        assert len(bench.text.messages) == 1

    async def test_a_message_that_was_deleted_is_gone_and_its_channel_is_not(
        self, bench: DiscordBench, live: DiscordAdapter
    ) -> None:
        root = await live.send(bench.channel, say("Learning Day"), "root", title="Learning Day")
        bench.text.delete_message(int(root))
        with pytest.raises(Unreachable) as raised:
            await live.edit(bench.channel, root, say("one has shared"), "e1")
        assert raised.value.reason == "gone"
        assert raised.value.told == "Discord answered 404 (10008) Unknown Message"
        await self.post(live, bench.channel, root)
        [thread] = bench.text.threads
        assert [one.content for one in thread.messages if one.from_bot][-1] == "Ana's report"

    @pytest.mark.parametrize("why", ["too many", "not allowed"])
    async def test_where_no_thread_can_be_opened_reports_are_replies(
        self, bench: DiscordBench, live: DiscordAdapter, why: str
    ) -> None:
        if why == "too many":
            bench.server.rules.active_threads = 0
        else:
            bench.text.deny("create_public_threads")
        root = await live.send(bench.channel, say("Learning Day"), "root", title="Learning Day")
        report = await self.post(live, bench.channel, root)
        await live.edit(bench.channel, root, say("one has shared"), "e1")
        await live.edit(bench.channel, report, say("changed"), "e2", thread=root)
        first, reply = bench.text.messages
        assert (first.content, reply.content) == ("one has shared", "changed")
        assert reply.reply_to == first.id

    async def test_a_thread_that_never_came_to_be_is_answered_in_the_channel(
        self, bench: DiscordBench, live: DiscordAdapter
    ) -> None:
        root = await live.send(bench.channel, say("Learning Day"), "root")
        report = await self.post(live, bench.channel, root)
        await live.edit(bench.channel, report, say("changed"), "e", thread=root)
        first, reply = bench.text.messages
        assert (reply.content, reply.reply_to) == ("changed", first.id)

    async def test_in_a_forum_a_titled_message_is_a_post(
        self, bench: DiscordBench, live: DiscordAdapter
    ) -> None:
        forum = bench.guild.forum("standups", "learning", tag_required=True)
        place = str(forum.id)
        root = await live.send(place, say("Learning Day"), "root", title="26 November")
        report = await self.post(live, place, root)
        await live.edit(place, root, say("one has shared"), "e1")
        await live.edit(place, report, say("changed"), "e2", thread=root)
        [post] = forum.threads
        assert (post.name, post.tags) == ("26 November", ["learning"])
        assert [one.content for one in post.messages] == ["one has shared", "changed"]

    async def test_a_forum_post_whose_answer_was_lost_is_not_made_twice(
        self, bench: DiscordBench
    ) -> None:
        forum = bench.guild.forum("standups")
        place, words, since = str(forum.id), say("Learning Day"), datetime.now(UTC)
        adapter = bench.adapter()
        async with running(adapter, Recorder()):
            await adapter.send(place, say("Another day"), "another", title="Learning Day")
            other = await adapter.send(place, words, "last week", title="Learning Day")
            bench.server.fail(method="POST", path="/channels/*/threads", how="cut_after")
            with pytest.raises(Unsure):
                await adapter.send(place, words, "root", title="Learning Day")
        adapter = bench.adapter()
        async with running(adapter, Recorder()):
            found = await adapter.find(place, words, "root", since, title="Learning Day")
            assert found == [other, f"forum:{forum.threads[2].id}"]
            await self.post(adapter, place, found[1])
        assert len(forum.threads[2].messages) == 2

    async def test_a_forum_post_that_was_never_made_is_not_found_but_made(
        self, bench: DiscordBench, live: DiscordAdapter
    ) -> None:
        forum = bench.guild.forum("standups")
        place, words, since = str(forum.id), say("Learning Day"), datetime.now(UTC)
        bench.server.fail(method="POST", path="/channels/*/threads", how="cut")
        with pytest.raises(Unsure):
            await live.send(place, words, "root", title="Learning Day")
        assert await live.find(place, words, "root", since, title="Learning Day") == []
        await live.send(place, words, "root", title="Learning Day")
        assert len(forum.threads) == 1


async def test_nobody_is_pinged_and_no_link_is_previewed(
    bench: DiscordBench, live: DiscordAdapter
) -> None:
    person = bench.person.person
    text = f"@everyone @here {person.mention} <@&{bench.guild.role('team').id}> https://a.b/c_d"
    await live.send(bench.channel, say(text), "k")
    await live.send(bench.channel, say(text), "t", title="@everyone")
    for message in bench.text.messages:
        assert not message.pings
        assert read(message.content) == text
        assert message.message.flags & (1 << 2)


async def test_buttons_outlive_a_restart(bench: DiscordBench) -> None:
    adapter = bench.adapter()
    async with running(adapter, Recorder()):
        place = await adapter.direct(bench.person.account)
        await adapter.send(place, _choice(), "k")
    inbox = Recorder()
    async with running(bench.adapter(), inbox):
        await bench.person.choose("this")
        await bench.person.choose("the same")
        await comes("both presses", lambda: len(inbox.events) == 2)


def _choice() -> Message:
    return say("Which?") + offering((Button("this", "a"), Button("the same", "a")))


async def test_no_answer_and_no_token_is_logged(
    bench: DiscordBench, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    inbox, adapter = Recorder(), bench.adapter()
    async with running(adapter, inbox):
        place = await adapter.direct(bench.person.account)
        await adapter.send(place, say("a secret question") + _choice(), "k")
        await bench.person.write("a secret answer")
        await bench.person.choose("this")
        await comes("both", lambda: len(inbox.events) == 2)
        with pytest.raises(Unreachable):
            await adapter.send("111111111111111111", say("a secret question"), "gone")
    [interaction] = bench.server.platform.interactions
    for hidden in (bench.server.token, "secret", interaction):
        assert hidden not in caplog.text


async def test_the_pace_is_below_what_discord_allows(bench: DiscordBench) -> None:
    able = bench.adapter().capabilities
    assert able.per_second < 50
    assert able.place_per_second <= 1
    assert able.channel_per_minute <= 60
    assert timedelta(seconds=able.key_window) < bench.server.rules.nonce_window


async def test_what_waits_for_its_turn_when_the_connection_ends_is_tried_again(
    bench: DiscordBench,
) -> None:
    adapter = bench.adapter()
    async with running(adapter, Recorder()):
        ana = await adapter.direct(bench.person.account)
        waiting = [
            asyncio.create_task(adapter.send(ana, say(f"{number}"), f"w{number}"))
            for number in range(30)
        ]
        await bench.server.until(lambda: told(bench))
    found = await asyncio.gather(*waiting, return_exceptions=True)
    assert {type(one) for one in found} <= {str, TryAgain, Unsure}
    assert isinstance(found[-1], TryAgain)
