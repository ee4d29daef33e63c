"""What people write reaches the engine: once, whole, in order."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from standup.chat.contract.bench import Bench
from standup.chat.contract.offers import all_of, not_tried
from standup.chat.contract.recorder import Recorder
from standup.chat.contract.scene import (
    PATIENCE_SECONDS,
    QUIET_SECONDS,
    Chat,
    Scenes,
    at_once,
    meet,
    of_kind,
    reads,
    running,
    send,
    until,
    words_of,
)
from standup.chat.contract.wording import AS_TYPED
from standup.chat.interface import (
    Besides,
    Choice,
    Chose,
    Deleted,
    Edited,
    Reachable,
    Said,
    Unreadable,
    Went,
    Zoned,
)
from standup.core.messages.markup import offering, say

_SENT = [kind for kind in Besides if kind is not Besides.SEALED]  # what people send on purpose


class Hearing(Scenes):
    """What the engine relies on of what is handed over."""

    def test_a_direct_message_arrives_once_with_its_id(self) -> None:
        """As typed, from its account, at about the time it was sent."""

        async def story(chat: Chat) -> None:
            before = datetime.now(UTC)
            written = [await chat.person.write(text) for text in ("first", "second", "first")]
            said = await chat.hears(3)
            assert [event.id for event in said] == written
            assert [event.text for event in said] == ["first", "second", "first"]
            assert {event.account for event in said} == {chat.person.account}
            for event in said:
                assert event.at.tzinfo is not None
                assert abs(event.at - before) < timedelta(seconds=PATIENCE_SECONDS.get())

        self._tell(story)

    def test_what_was_not_taken_comes_again_with_the_same_id(self) -> None:
        """Nothing is confirmed to the platform before `take` has returned."""

        async def story(bench: Bench) -> None:
            inbox = Recorder()
            adapter = bench.adapter()
            async with running(adapter, inbox):
                await meet(bench, adapter)
            inbox.failing = True
            with suppress(OSError):
                async with running(bench.adapter(), inbox):
                    written = await bench.person.write("an answer")
                    await until("the message is handed over", lambda: at_once(inbox.refused))
            assert inbox.said == []
            inbox.failing = False
            async with running(bench.adapter(), inbox):
                await until("the message comes again", lambda: at_once(inbox.said))
            assert [event.id for event in inbox.said] == [written]
            assert {event.id for event in inbox.refused if isinstance(event, Said)} == {written}

        self._bare(story)

    def test_what_was_written_while_the_bot_was_away_arrives(self) -> None:
        """In order, and with the ids it was written under."""

        async def story(bench: Bench) -> None:
            inbox = Recorder()
            adapter = bench.adapter()
            async with running(adapter, inbox):
                await meet(bench, adapter)
                await bench.person.write("before")
                await until("the first message", lambda: at_once(inbox.said))
            written = [await bench.person.write(f"away {n}") for n in range(3)]
            async with running(bench.adapter(), inbox):
                await until("the messages", lambda: at_once(len(inbox.said) >= 4))
            assert [event.id for event in inbox.said][1:] == written
            assert [event.text for event in inbox.said][1:] == ["away 0", "away 1", "away 2"]

        self._bare(story)

    def test_what_an_adapter_kept_lets_another_object_of_it_go_on(self) -> None:
        """As the same bot in the same conversation, in both directions."""

        async def story(bench: Bench) -> None:
            first, adapter = Recorder(), bench.adapter()
            async with running(adapter, first):
                place = await meet(bench, adapter)
                asked = await send(adapter, place, say("asked by the first"), "first")
                await bench.person.write("to the first")
                await until("the first message", lambda: at_once(first.said))
            written = await bench.person.write("to whoever comes")
            second, adapter = Recorder(first.position, first.memory), bench.adapter()
            async with running(adapter, second):
                await until("the second message", lambda: at_once(words_of(second, written)))
                assert words_of(second, written) == ["to whoever comes"]
                thanked = await send(adapter, place, say("thanked by the second"), "second")
                written = await bench.person.write("to the second")
                await until("the third message", lambda: at_once(words_of(second, written)))
                assert words_of(second, written) == ["to the second"]
            seen = await reads(bench.person, 2)
            assert [(one.id, one.text) for one in seen] == [
                (asked, "asked by the first"),
                (thanked, "thanked by the second"),
            ]

        self._bare(story)

    def test_what_a_person_types_arrives_as_typed(self) -> None:
        """Whatever it looks like to a parser of markup."""

        async def story(chat: Chat) -> None:
            for text in AS_TYPED:
                await chat.person.write(text)
            said = await chat.hears(len(AS_TYPED))
            assert [event.text.strip() for event in said] == [text.strip() for text in AS_TYPED]

        self._tell(story)

    def test_a_long_message_arrives_whole(self) -> None:
        """To its last line."""

        async def story(chat: Chat) -> None:
            text = "\n".join(f"line {number} – größer, länger" for number in range(50))
            await chat.person.write(text)
            [event] = await chat.hears(1)
            assert event.text == text

        self._tell(story)

    def test_what_holds_no_words_arrives_once_without_any(self) -> None:
        """No file's name, no place, no question of a poll; but as what it is."""

        async def story(chat: Chat) -> None:
            sent = {id_: kind for kind in _SENT if (id_ := await chat.person.attach(kind))}
            said = await chat.hears(len(sent))
            assert {event.id: event.besides for event in said} == sent
            assert {event.text for event in said} <= {""}
            assert not any(event.forwarded for event in said)

        self._tell(story)

    def test_a_caption_arrives_as_words(self) -> None:
        """As typed, and with what it stands under."""

        async def story(chat: Chat) -> None:
            words = "my *whiteboard*\nof today"
            sent = {id_: kind for kind in _SENT if (id_ := await chat.person.attach(kind, words))}
            said = await chat.hears(len(sent))
            assert {event.id: event.besides for event in said} == sent
            assert {event.text for event in said} <= {words}

        self._tell(story)

    def test_what_is_forwarded_says_so(self) -> None:
        """With the words that somebody else wrote."""

        async def story(chat: Chat) -> None:
            sent = await chat.person.forward("see you at nine")
            own = await chat.person.write("my own words")
            said = {event.id: event for event in await chat.hears(2 if sent else 1)}
            assert not said[own].forwarded
            if sent is not None:
                assert (said[sent].text, said[sent].forwarded) == ("see you at nine", True)

        self._tell(story)

    def test_a_reply_says_what_it_replies_to(self) -> None:
        """The message, be it the newest or not, by the id that `send` returned; and holds none of
        its words. What replies to nothing says so."""

        async def story(chat: Chat) -> None:
            person = all_of(chat.bench, "reply").person
            asked = [await chat.says(say(words)) for words in ("What? *now*", "And then?")]
            written = [await person.reply(one, "this\nand that") for one in reversed(asked)]
            if None in written:
                raise not_tried("reply")
            own = await person.write("something else")
            said = {event.id: event for event in await chat.hears(3)}
            assert [said[one or ""].answers for one in written] == asked[::-1]
            assert {said[one or ""].text for one in written} == {"this\nand that"}
            assert said[own].answers is None

        self._tell(story)

    def test_a_reply_to_ones_own_message_says_so(self) -> None:
        """By the id under which that one was handed over."""

        async def story(chat: Chat) -> None:
            person = all_of(chat.bench, "reply").person
            own = await person.write("the plan")
            await chat.hears(1)
            more = await person.reply(own, "and more")
            if more is None:
                raise not_tried("reply")
            said = {event.id: event for event in await chat.hears(2)}
            assert (said[more].answers, said[more].text) == (own, "and more")

        self._tell(story)

    def test_what_somebodys_client_speaks_is_said_where_the_platform_tells_it(self) -> None:
        """With what they do, as the platform writes it; nothing where it is not told."""

        async def story(chat: Chat) -> None:
            person, can = chat.person, chat.adapter.capabilities
            for number, language in enumerate(("de", "pt-BR", "es-419"), 1):
                is_told = hasattr(person, "speak") and await person.speak(language)
                written = await person.write(f"in {language}")
                said = {event.id: event for event in await chat.hears(number)}
                found = {said[written].language}
                if can.choices:
                    await chat.says(say("Well?") + offering((Choice(language, "17.0.1"),)))
                    await person.choose(language)
                    found.add((await chat.happens(Chose, number))[-1].language)
                assert found <= {"", language}
                assert (language in found) == is_told

        self._tell(story)

    def test_the_zone_of_somebodys_profile_is_said_where_profiles_say_one(self) -> None:
        """Once they have written, if not before; never where the platform has none."""

        async def story(chat: Chat) -> None:
            person, can = chat.person, chat.adapter.capabilities
            is_told = hasattr(person, "dwell") and await person.dwell("Asia/Kathmandu")
            await person.write("hello from the hills")
            await chat.hears(1)
            assert can.tells_zone or not is_told
            found = await chat.happens(Zoned) if is_told else of_kind(chat.inbox, Zoned)
            said = [(event.account, event.zone) for event in found]
            assert said == ([(person.account, "Asia/Kathmandu")] if is_told else [])

        self._tell(story)

    def test_an_edit_by_the_person_arrives(self) -> None:
        """With the id of the message changed and its new words."""

        async def story(chat: Chat) -> None:
            if not chat.adapter.capabilities.sees_edits:
                return
            written = await chat.person.write("befor")
            await chat.hears(1)
            await chat.person.edit(written, "before")
            [edit] = await chat.happens(Edited)
            assert (edit.message, edit.text) == (written, "before")
            assert edit.account == chat.person.account
            assert edit.id != written
            assert len(chat.inbox.said) == 1

        self._tell(story)

    def test_a_deletion_by_the_person_arrives(self) -> None:
        """With the id of the message deleted."""

        async def story(chat: Chat) -> None:
            if not chat.adapter.capabilities.sees_deletes:
                return
            written = await chat.person.write("never mind")
            await chat.hears(1)
            await chat.person.delete(written)
            [deleted] = await chat.happens(Deleted)
            assert (deleted.message, deleted.account) == (written, chat.person.account)

        self._tell(story)

    def test_two_edits_of_a_message_are_two_events(self) -> None:
        """An edit has an id of its own: one whose id is known already changes nothing."""

        async def story(chat: Chat) -> None:
            if not chat.adapter.capabilities.sees_edits:
                return
            written = await chat.person.write("one")
            await chat.hears(1)
            for number, text in enumerate(("two", "three"), 1):
                await chat.person.edit(written, text)
                edits = await chat.happens(Edited, number)
            assert [(edit.message, edit.text) for edit in edits] == [
                (written, "two"),
                (written, "three"),
            ]
            assert len({edit.id for edit in edits} | {written}) == 3

        self._tell(story)

    def test_what_clients_show_of_an_edit_or_a_deletion_is_no_message(self) -> None:
        """Such as "* before", or "took a message back", for clients that know no better."""

        async def story(chat: Chat) -> None:
            written = [await chat.person.write(text) for text in ("befor", "never mind")]
            await chat.hears(2)
            if chat.adapter.capabilities.sees_edits:
                await chat.person.edit(written[0], "before")
                await chat.happens(Edited)
            try:
                await chat.person.delete(written[1])
            except (AssertionError, NotImplementedError):
                raise not_tried("delete") from None
            written.append(await chat.person.write("the last"))
            await chat.hears(3)
            await asyncio.sleep(QUIET_SECONDS)
            assert [event.id for event in chat.inbox.said] == written

        self._tell(story)

    def test_events_speak_of_people_not_of_the_bot(self) -> None:
        """What the bot says itself is no event, nor is what happens in a broadcast channel."""

        async def story(chat: Chat) -> None:
            await chat.says(say("a question"))
            await send(chat.adapter, chat.bench.channel, say("a report"), "report")
            await chat.person.write("an answer")
            await chat.hears(1)
            await asyncio.sleep(QUIET_SECONDS)
            assert [event.text for event in chat.inbox.said] == ["an answer"]
            for event in chat.inbox.events:
                assert isinstance(event, Said | Unreadable | Reachable | Went)
                assert event.account == chat.person.account

        self._tell(story)
