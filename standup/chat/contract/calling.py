"""Whoever is called in a message is told, once, and nobody else ever is."""

from collections.abc import Callable, Coroutine, Sequence

from standup.chat.contract.bench import Bench, Seen
from standup.chat.contract.scene import Chat, Scenes, edit, send, until
from standup.chat.contract.wording import TO_ALL
from standup.core.messages.markup import Bold, Mention, Message, Text, bullets, quoted, say


class Calling(Scenes):
    """What the engine relies on where somebody is called by name."""

    def test_whoever_is_called_is_told(self) -> None:
        """In whatever kind of content; a room is not told, nor whoever else is named."""

        async def story(chat: Chat) -> None:
            bench, adapter = chat.bench, chat.adapter
            there = Mention("@ana", bench.person.account)
            by = {
                "plain": say("thanks ", there, "! ", TO_ALL),
                "listed": bullets([(Bold("#12 "), Text("with "), there), TO_ALL]),
                "quoted": Message((quoted((Text(f"{TO_ALL}\nfor "), there, Text("'s part"))),)),
            }
            for number, (kind, words) in enumerate(by.items()):
                await send(adapter, bench.channel, say(Bold(kind)) + words, f"call-{number}")
                seen = await _last(bench, number + 1)
                assert kind in seen.text
                assert seen.told == (bench.person.account,)

        self._calling(story)

    def test_whoever_is_called_twice_is_told_once(self) -> None:
        """In one message; what is between both is there."""

        async def story(chat: Chat) -> None:
            bench, adapter = chat.bench, chat.adapter
            there = Mention("@ana", bench.person.account)
            await send(adapter, bench.channel, say(there, " and again ", there), "twice")
            seen = await _last(bench, 1)
            assert "and again" in seen.text
            assert seen.told == (bench.person.account,)

        self._calling(story)

    def test_an_edit_tells_nobody(self) -> None:
        """Whoever was told before, and whoever is called only now."""

        async def story(chat: Chat) -> None:
            bench, adapter = chat.bench, chat.adapter
            if not adapter.capabilities.edits:
                return
            there, account = Mention("@ana", bench.person.account), bench.person.account
            first = await send(adapter, bench.channel, say("thanks ", there), "first")
            second = await send(adapter, bench.channel, say("thanks"), "second")
            for number, message in enumerate((first, second)):
                words = say(f"thank you {number} ", there)
                await edit(adapter, bench.channel, message, words, f"edit-{number}")
            await until("both edits", lambda: _have_all(bench, "thank you 0", "thank you 1"))
            told = {one.id: one.told for one in await bench.channel_reads()}
            assert told == {first: (account,), second: ()}

        self._calling(story)

    def test_a_call_of_nobody_is_words(self) -> None:
        """The message is there, and tells nobody."""

        async def story(chat: Chat) -> None:
            bench, adapter = chat.bench, chat.adapter
            for number, account in enumerate((bench.nobody, "", "everyone", "@room", "1>@here<@")):
                words = say("thanks ", Mention("to them", account), f", {number} times")
                await send(adapter, bench.channel, words, f"nobody-{number}")
                seen = await _last(bench, number + 1)
                assert f", {number} times" in seen.text
                assert seen.told in {(), (bench.nobody,)}  # some tell whoever may be there one day

        self._calling(story)

    def test_words_alone_tell_nobody(self) -> None:
        """Whatever they look like."""

        async def story(chat: Chat) -> None:
            bench, adapter = chat.bench, chat.adapter
            account = bench.person.account
            tricks = (TO_ALL, f"@{account}", account, f"<@{account}>", f"<@!{account}>")
            for number, words in enumerate(tricks):
                await send(adapter, bench.channel, say(words, "!"), f"words-{number}")
                assert (await _last(bench, number + 1)).told == ()

        self._calling(story)

    def _calling(self, story: Callable[[Chat], Coroutine[None, None, None]]) -> None:
        async def where_it_can(chat: Chat) -> None:
            if chat.adapter.capabilities.mentions:
                await story(chat)

        self._tell(where_it_can)


async def _last(bench: Bench, count: int) -> Seen:
    """The newest message of the channel, once there are so many."""

    async def look() -> Sequence[Seen]:
        seen = await bench.channel_reads()
        return seen[-1:] if len(seen) >= count else ()

    [last] = await until(f"{count} messages in a channel", look)
    return last


async def _have_all(bench: Bench, *words: str) -> bool:
    text = "\n".join([one.text for one in await bench.channel_reads()])
    return all(word in text for word in words)
