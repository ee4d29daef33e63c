"""What is sent again is not said twice."""

from datetime import UTC, datetime, timedelta

from standup.chat.contract.bench import Bench
from standup.chat.contract.recorder import Recorder
from standup.chat.contract.scene import Chat, Scenes, meet, reads, running, send
from standup.core.messages.markup import Bold, say


class Repeating(Scenes):
    """What the engine relies on of keys and of the history."""

    def test_the_same_key_does_not_send_twice(self) -> None:
        """Within the window the platform recognises it, also after a restart."""

        async def story(bench: Bench) -> None:
            inbox, adapter = Recorder(), bench.adapter()
            if adapter.capabilities.key_window <= 0:
                return
            one, two = (f"a-key-of-25-characters-{end}" for end in ("01", "02"))
            async with running(adapter, inbox):
                place = await meet(bench, adapter)
                first = await send(adapter, place, say("once"), one)
                again = await send(adapter, place, say("once"), one)
            adapter = bench.adapter()
            async with running(adapter, inbox):
                later = await send(adapter, place, say("once"), one)
                other = await send(adapter, place, say("once"), two)
            assert first == again == later != other
            assert [seen.id for seen in await reads(bench.person, 2)] == [first, other]

        self._bare(story)

    def test_a_sent_message_is_found_in_the_history(self) -> None:
        """Where it can be read, once the key may be forgotten; what was never sent is not there."""

        async def story(chat: Chat) -> None:
            able = chat.adapter.capabilities
            if not able.reads_history:
                return
            since = datetime.now(UTC) - timedelta(seconds=able.key_window + 60)
            words, never = say("find ", Bold("me")), say("never said")
            sent = await chat.says(words, "key-find")
            await chat.says(say("another"), "key-other")
            assert list(await chat.adapter.find(chat.place, words, "key-find", since)) == [sent]
            assert not await chat.adapter.find(chat.place, never, "key-never", since)

        self._tell(story)

    def test_what_was_sent_before_a_restart_is_found(self) -> None:
        """In a conversation, in a channel and in a thread, each in its own place."""

        async def story(bench: Bench) -> None:
            inbox, adapter = Recorder(), bench.adapter()
            able = adapter.capabilities
            if not able.reads_history:
                return
            since = datetime.now(UTC) - timedelta(seconds=able.key_window + 60)
            words = say("Thank you!")
            async with running(adapter, inbox):
                direct = await meet(bench, adapter)
                root = await send(adapter, bench.channel, say("Day"), "root", title="Day")
                thread = root if able.threads else None
                sent: dict[tuple[str, str | None], str] = {
                    (direct, None): await send(adapter, direct, words, "direct"),
                    (bench.channel, None): await send(adapter, bench.channel, words, "flat"),
                }
                if thread is not None:
                    told = await send(adapter, bench.channel, words, "thread", thread=thread)
                    sent[bench.channel, thread] = told
            keys = ["direct", "flat", "thread"]
            adapter = bench.adapter()
            async with running(adapter, inbox):
                for key, ((place, within), message) in zip(keys, sent.items(), strict=False):
                    found = await adapter.find(place, words, key, since, thread=within)
                    assert list(found) == [message], key
                never = say("never said")
                for place, within in sent:
                    assert not await adapter.find(place, never, "never", since, thread=within)

        self._bare(story)
