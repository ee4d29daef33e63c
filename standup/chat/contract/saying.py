"""What the bot says is read as it was meant."""

from dataclasses import replace

from standup.chat.contract.scene import Chat, Scenes, edit
from standup.chat.contract.wording import AS_TYPED, HEAVY
from standup.core.messages.markup import Bold, Code, Italic, bullets, quote, say


class Saying(Scenes):
    """What the engine relies on of content."""

    def test_what_the_bot_says_is_read_as_typed(self) -> None:
        """In plain words and between markup."""

        async def story(chat: Chat) -> None:
            for text in AS_TYPED:
                await chat.says(say(text))
                await chat.says(say(Bold("Ana: "), text))
            seen = [one.text.replace("\N{NO-BREAK SPACE}", " ") for one in await chat.sees()]
            wanted = [words for text in AS_TYPED for words in (text, f"Ana: {text}")]
            assert [one.strip() for one in seen] == [one.strip() for one in wanted]
            assert not any(one.told for one in await chat.sees())

        self._tell(story)

    def test_every_kind_of_content_is_shown(self) -> None:
        """Bold, italic, code, lists and quotes: no word of them is missing."""

        async def story(chat: Chat) -> None:
            words = say("say ", Bold("bold"), " and ", Italic("italic"), " or ", Code("code"))
            await chat.says(words + bullets(["first", "second"], numbered=True) + quote("quoted"))
            [seen] = await chat.sees()
            for word in ("bold", "italic", "code", "first", "second", "quoted"):
                assert word in seen.text

        self._tell(story)

    def test_a_silent_message_makes_no_sound(self) -> None:
        """And no other message is silent."""

        async def story(chat: Chat) -> None:
            if not chat.adapter.capabilities.silent:
                return
            for words in (say("one"), replace(say("two", Bold("!")), silent=True), say("three")):
                await chat.says(words)
            seen = [(one.text.strip(), one.silent) for one in await chat.sees()]
            assert seen == [("one", False), ("two!", True), ("three", False)]

        self._tell(story)

    def test_a_text_of_the_limit_fits_whatever_it_is(self) -> None:
        """In bytes of UTF-8, as `text_limit` promises."""

        async def story(chat: Chat) -> None:
            limit = chat.adapter.capabilities.text_limit
            for unit in HEAVY:
                text = unit * (limit // len(unit.encode()))
                for span in (text, Bold(text)):
                    sent = await chat.says(say(span))
                    seen = {one.id: one.text for one in await chat.sees()}
                    assert seen[sent].strip() == text.strip(), repr(unit)

        self._tell(story)

    def test_an_edit_by_the_bot_replaces_its_message(self) -> None:
        """The same message, the new words, also of the limit's length."""

        async def story(chat: Chat) -> None:
            if not chat.adapter.capabilities.edits:
                return
            limit = chat.adapter.capabilities.text_limit
            sent = await chat.says(say("one has shared"))
            for number, text in enumerate(["two have shared", "&" * limit, "three"]):
                await edit(chat.adapter, chat.place, sent, say(Bold(text)), f"edit-{number}")
                seen = await chat.sees()
                assert [(one.id, one.text) for one in seen] == [(sent, text)]

        self._tell(story)
