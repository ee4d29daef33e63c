"""What every adapter keeps to, ours and a third party's: the public contract, as tests.

Give your platform, or a stand-in for it, a `Bench`, and subclass `AdapterContract`:

    class TestContract(AdapterContract):
        def bench(self) -> AbstractAsyncContextManager[Bench]:
            return my_bench()

pytest then runs one test a sentence. Each opens a bench of its own and runs its own event loop, so
no plugin is needed. What a capability says is absent is not asked for.
"""

import asyncio
import zlib
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Collection,
    Coroutine,
    Mapping,
    Sequence,
)
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar

from standup.chat.interface import (
    REASONS,
    Adapter,
    Besides,
    Choice,
    Chose,
    Deleted,
    Edited,
    Event,
    Field,
    Filled,
    Form,
    Reachable,
    Said,
    TryAgain,
    Unreachable,
    Went,
)
from standup.core.charts import Kinds
from standup.core.markup import (
    Bold,
    Code,
    Image,
    Italic,
    Message,
    Picture,
    bullets,
    offering,
    quote,
    say,
)

__all__ = ["AdapterContract", "Bench", "Person", "Recorder", "Seen"]

T = TypeVar("T")

PATIENCE_SECONDS = 60.0
PROMPT_SECONDS = 10.0
QUIET_SECONDS = 1.0

AS_TYPED = [
    "plain words",
    "*stars* _lines_ `ticks` ~waves~ # hash",
    "<b>not bold</b> <script>alert(1)</script> &amp; &lt; &",
    "@room @everyone @here <@1>",
    "https://example.org/a?b=1&c=2 [a](b)",
    "👩🏽‍🚀 🇪🇺 ☕",
    "مرحبا بالعالم, שלום עולם",
    "one\ntwo\n\nfour",
    "  indented\n    more",
    "quotes \" and ' and \\ backslash",
    "1. one\n- two\n> three\n||four||",
]
HEAVY = ["a", "&", "<", '"', "\\", "é", "😀", "语", "a\n"]


# ── what you provide ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as a reader sees it, edits applied; `thread` is the message whose thread it is in.

    `text` has the line breaks and none of the markup, and the words of a picture, be they shown or
    read aloud; `picture` is its file as the reader gets it.
    """

    id: str
    text: str
    thread: str | None = None
    picture: bytes | None = None


class Person(Protocol):
    """Somebody with an account, at their own client; a subclass inherits what it cannot do."""

    account: str

    async def accept(self) -> None:
        """Do what lets the bot and this person write to each other: accept, press start.

        Called after `direct` where the adapter opens conversations, and before it elsewhere; a
        second time changes nothing.
        """

    async def write(self, text: str) -> str:
        """Write to the bot and return the message's id, as the adapter will report it."""

    async def edit(self, message: str, text: str) -> None:
        """Change a message of theirs. Only where `sees_edits`."""
        raise AssertionError("asked for what no capability promises")

    async def delete(self, message: str) -> None:
        """Take a message of theirs back. Only where `sees_deletes`."""
        raise AssertionError("asked for what no capability promises")

    async def attach(self, kind: Besides, caption: str = "") -> str | None:
        """Send something of this kind, with a caption where it can have one, and return the
        message's id; None where clients of this platform send no such thing, or with no caption."""
        return None

    async def forward(self, text: str) -> str | None:
        """Forward to the bot what somebody else wrote, and return the message's id; None where
        clients of this platform do not say of a message that it was forwarded."""
        return None

    async def choose(self, label: str) -> None:
        """Press the choice of this label under the bot's newest message that has it.

        Only where `choices`; raises LookupError when no message has it.
        """
        raise AssertionError("asked for what no capability promises")

    async def fill(self, label: str, answers: Mapping[str, str]) -> None:
        """Press a choice that asks for a form, and send the form with these answers by field id.

        Only where `forms`.
        """
        raise AssertionError("asked for what no capability promises")

    async def reads(self) -> Sequence[Seen]:
        """The bot's messages in the direct conversation, oldest first."""


class Bench(Protocol):
    """A platform with a bot's account, a person, and a broadcast channel the bot may write in."""

    @property
    def person(self) -> Person:
        """Somebody to talk to."""

    @property
    def channel(self) -> str:
        """The place of the broadcast channel."""

    @property
    def nobody(self) -> str:
        """An account, well formed, that does not exist."""

    def adapter(self) -> Adapter:
        """The bot's adapter made anew, as after a restart: over the same folder each time, or a
        new one where everything that must be found again is in the inbox's memory."""

    async def channel_reads(self) -> Sequence[Seen]:
        """The bot's messages in the broadcast channel and its threads, oldest first."""


# ── what stands in for the engine ──────────────────────────────────────────────────────────────


class Recorder:
    """An inbox that keeps what it takes; `failing` lets it refuse, as a full disk would.

    Given a `memory`, it remembers what an earlier one kept there.
    """

    def __init__(
        self,
        position: str | None = None,
        memory: dict[str, str] | None = None,
        connection: int = 0,
    ) -> None:
        self.position = position
        self.memory = {} if memory is None else memory
        self.connection = connection
        self.batches: list[Sequence[Event]] = []
        self.refused: list[Event] = []
        self.failing = False
        self.shows: Form | Message = say("nothing to fill in")
        self.asked_for: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.strangers: set[str] = set()
        self.taking_part: set[str] = set()
        self.channels: set[str] = set()

    async def form(self, account: str, value: str) -> Form | Message:
        """The form of `shows`."""
        await asyncio.sleep(0)
        self.asked_for.append((account, value))
        return self.shows

    async def open_places(self) -> Sequence[str]:
        """The places of `open`."""
        await asyncio.sleep(0)
        return tuple(self.open)

    async def participants(self) -> Collection[str]:
        """Those of `taking_part`."""
        await asyncio.sleep(0)
        return sorted(self.taking_part)

    async def known(self, accounts: Collection[str]) -> Collection[str]:
        """All but those of `strangers`."""
        await asyncio.sleep(0)
        return set(accounts) - self.strangers

    async def is_channel(self, place: str) -> bool:
        """Whether it is one of `channels`."""
        await asyncio.sleep(0)
        return place in self.channels

    async def kept(self, beginning: str = "") -> Mapping[str, str]:
        """What was kept under such names."""
        await asyncio.sleep(0)
        return {name: value for name, value in self.memory.items() if name.startswith(beginning)}

    async def keep(self, changes: Mapping[str, str | None]) -> None:
        """Keep values, or let them go."""
        await asyncio.sleep(0)
        for name, value in changes.items():
            if value is None:
                self.memory.pop(name, None)
            else:
                self.memory[name] = value

    async def take(
        self,
        events: Sequence[Event],
        cursor: str | None = None,
        keep: Mapping[str, str | None] | None = None,
    ) -> None:
        """Take a batch, or refuse it."""
        await asyncio.sleep(0)
        if self.failing and any(isinstance(event, Said) for event in events):
            self.refused += events
            raise OSError("the disk is full")
        await self.keep(keep or {})
        self.batches.append(tuple(events))
        self.position = cursor if cursor is not None else self.position

    async def cursor(self) -> str | None:
        """The position of the last batch."""
        return self.position

    @property
    def events(self) -> list[Event]:
        """Everything taken, each id once."""
        return list({event.id: event for batch in self.batches for event in batch}.values())

    @property
    def said(self) -> list[Said]:
        """The messages taken, each id once."""
        return [event for event in self.events if isinstance(event, Said)]


@asynccontextmanager
async def running(adapter: Adapter, inbox: Recorder) -> AsyncIterator[None]:
    """The adapter while it runs; ends it as the engine would."""
    connected = asyncio.Event()
    task = asyncio.create_task(adapter.run(inbox, lambda _: connected.set()))
    waiting = asyncio.create_task(connected.wait())
    try:
        await asyncio.wait(
            {task, waiting}, timeout=PATIENCE_SECONDS, return_when=asyncio.FIRST_COMPLETED
        )
        if task.done():
            await task
        assert connected.is_set(), "the adapter did not get ready"
        yield
    finally:
        waiting.cancel()
        task.cancel()
        _, late = await asyncio.wait({task}, timeout=PROMPT_SECONDS)
        assert not late, f"run() was not cancelled within {PROMPT_SECONDS:g} s"
    if not task.cancelled() and (error := task.exception()):
        raise error


async def until(what: str, look: Callable[[], Awaitable[T]]) -> T:
    """What `look` gives as soon as it is something."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while asyncio.get_running_loop().time() < deadline:
        if found := await look():
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(f"waited {PATIENCE_SECONDS:g} s in vain: {what}")


# ── the contract ───────────────────────────────────────────────────────────────────────────────


class AdapterContract:
    """What the engine relies on. Subclass it and implement `bench`."""

    def bench(self) -> AbstractAsyncContextManager[Bench]:
        """A fresh bench for one test."""
        raise NotImplementedError

    def test_a_direct_message_arrives_once_with_its_id(self) -> None:
        """As typed, from its account, at about the time it was sent."""

        async def story(chat: "_Chat") -> None:
            before = datetime.now(UTC)
            written = [await chat.person.write(text) for text in ("first", "second", "first")]
            said = await chat.hears(3)
            assert [event.id for event in said] == written
            assert [event.text for event in said] == ["first", "second", "first"]
            assert {event.account for event in said} == {chat.person.account}
            for event in said:
                assert event.at.tzinfo is not None
                assert abs(event.at - before) < timedelta(seconds=PATIENCE_SECONDS)

        self._tell(story)

    def test_what_was_not_taken_comes_again_with_the_same_id(self) -> None:
        """Nothing is confirmed to the platform before `take` has returned."""

        async def story(bench: Bench) -> None:
            inbox = Recorder()
            adapter = bench.adapter()
            async with running(adapter, inbox):
                await _meet(bench, adapter)
            inbox.failing = True
            with suppress(OSError):
                async with running(bench.adapter(), inbox):
                    written = await bench.person.write("an answer")
                    await until("the message is handed over", lambda: _true(inbox.refused))
            assert inbox.said == []
            inbox.failing = False
            async with running(bench.adapter(), inbox):
                await until("the message comes again", lambda: _true(inbox.said))
            assert [event.id for event in inbox.said] == [written]
            assert {event.id for event in inbox.refused if isinstance(event, Said)} == {written}

        self._bare(story)

    def test_what_was_written_while_the_bot_was_away_arrives(self) -> None:
        """In order, and with the ids it was written under."""

        async def story(bench: Bench) -> None:
            inbox = Recorder()
            adapter = bench.adapter()
            async with running(adapter, inbox):
                await _meet(bench, adapter)
                await bench.person.write("before")
                await until("the first message", lambda: _true(inbox.said))
            written = [await bench.person.write(f"away {n}") for n in range(3)]
            async with running(bench.adapter(), inbox):
                await until("the messages", lambda: _true(len(inbox.said) >= 4))
            assert [event.id for event in inbox.said][1:] == written
            assert [event.text for event in inbox.said][1:] == ["away 0", "away 1", "away 2"]

        self._bare(story)

    def test_what_an_adapter_kept_lets_another_object_of_it_go_on(self) -> None:
        """As the same bot in the same conversation, in both directions."""

        async def story(bench: Bench) -> None:
            first, adapter = Recorder(), bench.adapter()
            async with running(adapter, first):
                place = await _meet(bench, adapter)
                asked = await _send(adapter, place, say("asked by the first"), "first")
                await bench.person.write("to the first")
                await until("the first message", lambda: _true(first.said))
            written = await bench.person.write("to whoever comes")
            second, adapter = Recorder(first.position, first.memory), bench.adapter()
            async with running(adapter, second):
                await until("the second message", lambda: _true(_texts(second, written)))
                assert _texts(second, written) == ["to whoever comes"]
                thanked = await _send(adapter, place, say("thanked by the second"), "second")
                written = await bench.person.write("to the second")
                await until("the third message", lambda: _true(_texts(second, written)))
                assert _texts(second, written) == ["to the second"]
            seen = await _reads(bench.person, 2)
            assert [(one.id, one.text) for one in seen] == [
                (asked, "asked by the first"),
                (thanked, "thanked by the second"),
            ]

        self._bare(story)

    def test_what_a_person_types_arrives_as_typed(self) -> None:
        """Whatever it looks like to a parser of markup."""

        async def story(chat: "_Chat") -> None:
            for text in AS_TYPED:
                await chat.person.write(text)
            said = await chat.hears(len(AS_TYPED))
            assert [event.text.strip() for event in said] == [text.strip() for text in AS_TYPED]

        self._tell(story)

    def test_what_holds_no_words_arrives_once_without_any(self) -> None:
        """No file's name, no place, no question of a poll; but as what it is."""

        async def story(chat: "_Chat") -> None:
            sent = {id_: kind for kind in Besides if (id_ := await chat.person.attach(kind))}
            said = await chat.hears(len(sent))
            assert {event.id: event.besides for event in said} == sent
            assert {event.text for event in said} <= {""}
            assert not any(event.forwarded for event in said)

        self._tell(story)

    def test_a_caption_arrives_as_words(self) -> None:
        """As typed, and with what it stands under."""

        async def story(chat: "_Chat") -> None:
            words = "my *whiteboard*\nof today"
            sent = {id_: kind for kind in Besides if (id_ := await chat.person.attach(kind, words))}
            said = await chat.hears(len(sent))
            assert {event.id: event.besides for event in said} == sent
            assert {event.text for event in said} <= {words}

        self._tell(story)

    def test_what_is_forwarded_says_so(self) -> None:
        """With the words that somebody else wrote."""

        async def story(chat: "_Chat") -> None:
            sent = await chat.person.forward("see you at nine")
            own = await chat.person.write("my own words")
            said = {event.id: event for event in await chat.hears(2 if sent else 1)}
            assert not said[own].forwarded
            if sent is not None:
                assert (said[sent].text, said[sent].forwarded) == ("see you at nine", True)

        self._tell(story)

    def test_what_the_bot_says_is_read_as_typed(self) -> None:
        """In plain words and between markup."""

        async def story(chat: "_Chat") -> None:
            for text in AS_TYPED:
                await chat.says(say(text))
                await chat.says(say(Bold("Ana: "), text))
            seen = [one.text.replace("\N{NO-BREAK SPACE}", " ") for one in await chat.sees()]
            wanted = [words for text in AS_TYPED for words in (text, f"Ana: {text}")]
            assert [one.strip() for one in seen] == [one.strip() for one in wanted]

        self._tell(story)

    def test_every_kind_of_content_is_shown(self) -> None:
        """Bold, italic, code, lists and quotes: no word of them is missing."""

        async def story(chat: "_Chat") -> None:
            words = say("say ", Bold("bold"), " and ", Italic("italic"), " or ", Code("code"))
            await chat.says(words + bullets(["first", "second"], numbered=True) + quote("quoted"))
            [seen] = await chat.sees()
            for word in ("bold", "italic", "code", "first", "second", "quoted"):
                assert word in seen.text

        self._tell(story)

    def test_a_picture_arrives_with_its_words(self) -> None:
        """To be looked at where images can be shown; where they cannot, its words say the same."""

        async def story(chat: "_Chat") -> None:
            await chat.says(_picture(1, "More <b>and</b> *more* @everyone. " + "…" * 280))
            await chat.says(Message((Picture(_CHART, "One, two, three."),)))
            seen, undrawn = await chat.sees()
            assert "More <b>and</b> *more* @everyone. ……" in seen.text.replace(
                "\N{NO-BREAK SPACE}", " "
            )
            assert "One, two, three." in undrawn.text
            assert undrawn.picture is None
            assert (seen.picture is not None) == chat.adapter.capabilities.images

        self._tell(story)

    def test_a_picture_that_is_sent_again_is_shown_once(self) -> None:
        """As far as the platform recognises keys; in a thread it stays in the thread."""

        async def story(bench: Bench) -> None:
            adapter = bench.adapter()
            if not adapter.capabilities.images:
                return
            async with running(adapter, Recorder()):
                root = await _send(adapter, bench.channel, say("Day"), "root", title="Day")
                thread = root if adapter.capabilities.threads else None
                picture = _picture(1, "One.")
                sent = await _send(adapter, bench.channel, picture, "picture", thread=thread)
                if adapter.capabilities.key_window > 0:
                    again = await _send(adapter, bench.channel, picture, "picture", thread=thread)
                    assert again == sent
                seen = await until("the picture", lambda: _seen_there(bench, sent))
            assert [(one.text, one.thread) for one in seen] == [("One.", thread)]

        self._bare(story)

    def test_an_edit_replaces_a_picture_and_its_words(self) -> None:
        """By another picture."""

        async def story(chat: "_Chat") -> None:
            can = chat.adapter.capabilities
            if not (can.images and can.edits):
                return
            sent = await chat.says(_picture(1, "Before."))
            [before] = await chat.sees()
            await _edit(chat.adapter, chat.place, sent, _picture(2, "After."), "edit-1")
            [after] = await chat.sees()
            assert (after.id, after.text) == (sent, "After.")
            assert after.picture not in {None, before.picture}

        self._tell(story)

    def test_a_text_of_the_limit_fits_whatever_it_is(self) -> None:
        """In bytes of UTF-8, as `text_limit` promises."""

        async def story(chat: "_Chat") -> None:
            limit = chat.adapter.capabilities.text_limit
            for unit in HEAVY:
                text = unit * (limit // len(unit.encode()))
                for span in (text, Bold(text)):
                    sent = await chat.says(say(span))
                    seen = {one.id: one.text for one in await chat.sees()}
                    assert seen[sent].strip() == text.strip(), repr(unit)

        self._tell(story)

    def test_the_same_key_does_not_send_twice(self) -> None:
        """Within the window the platform recognises it, also after a restart."""

        async def story(bench: Bench) -> None:
            inbox, adapter = Recorder(), bench.adapter()
            if adapter.capabilities.key_window <= 0:
                return
            async with running(adapter, inbox):
                place = await _meet(bench, adapter)
                first = await _send(adapter, place, say("once"), "key-1")
                again = await _send(adapter, place, say("once"), "key-1")
            adapter = bench.adapter()
            async with running(adapter, inbox):
                later = await _send(adapter, place, say("once"), "key-1")
                other = await _send(adapter, place, say("once"), "key-2")
            assert first == again == later != other
            assert [one.id for one in await _reads(bench.person, 2)] == [first, other]

        self._bare(story)

    def test_a_sent_message_is_found_in_the_history(self) -> None:
        """Where it can be read, once the key may be forgotten; what was never sent is not there."""

        async def story(chat: "_Chat") -> None:
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

    def test_an_edit_by_the_person_arrives(self) -> None:
        """With the id of the message changed and its new words."""

        async def story(chat: "_Chat") -> None:
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

        async def story(chat: "_Chat") -> None:
            if not chat.adapter.capabilities.sees_deletes:
                return
            written = await chat.person.write("never mind")
            await chat.hears(1)
            await chat.person.delete(written)
            [deleted] = await chat.happens(Deleted)
            assert (deleted.message, deleted.account) == (written, chat.person.account)

        self._tell(story)

    def test_a_choice_that_is_pressed_arrives_with_its_value(self) -> None:
        """From whom, and once for each time it was pressed."""

        async def story(chat: "_Chat") -> None:
            if not chat.adapter.capabilities.choices:
                return
            value = "17.0." + "x" * 55
            rows = (
                Choice("1 done", "17.0.1 done"),
                Choice("the longest label a choice may have 38", value),
            )
            await chat.says(
                say("What came of it?") + offering(rows, (Choice("✓ all", "17.0.all done"),))
            )
            for label in ("1 done", rows[1].label, "✓ all", "1 done"):
                await chat.person.choose(label)
            chosen = await chat.happens(Chose, 4)
            assert [event.value for event in chosen] == [
                "17.0.1 done",
                value,
                "17.0.all done",
                "17.0.1 done",
            ]
            assert {event.account for event in chosen} == {chat.person.account}

        self._tell(story)

    def test_choices_go_with_an_edit_that_has_none(self) -> None:
        """And others come with one that has others."""

        async def story(chat: "_Chat") -> None:
            can = chat.adapter.capabilities
            if not (can.choices and can.edits):
                return
            sent = await chat.says(say("Which?") + offering((Choice("this", "a"),)))
            newer = say("Which?") + offering((Choice("that", "b"),))
            await _edit(chat.adapter, chat.place, sent, newer, "edit-1")
            await chat.person.choose("that")
            assert [event.value for event in await chat.happens(Chose)] == ["b"]
            await _edit(chat.adapter, chat.place, sent, say("That, then."), "edit-2")
            for label in ("this", "that"):
                try:
                    await chat.person.choose(label)
                except LookupError:
                    continue
                raise AssertionError(f"{label!r} could still be pressed")

        self._tell(story)

    def test_a_form_is_shown_and_what_was_filled_in_arrives(self) -> None:
        """With every field, the empty ones too, as typed."""

        async def story(chat: "_Chat") -> None:
            if not chat.adapter.capabilities.forms:
                return
            fields = (
                Field("done", "What did you do?", "What did you do?", required=True),
                Field("stuck", "Where are you stuck?", "Where are you stuck?"),
                Field("mood", "How is it?", "How is it?", options=("good", "so so")),
            )
            chat.inbox.shows = Form("form-17", "Daily", fields)
            await chat.says(say("A form") + offering((Choice("Fill in", "17", form=True),)))
            said = {"done": "*one*\ntwo", "stuck": "", "mood": "so so"}
            await chat.person.fill("Fill in", said)
            [filled] = await chat.happens(Filled)
            assert chat.inbox.asked_for == [(chat.person.account, "17")]
            assert (filled.account, filled.form) == (chat.person.account, "form-17")
            assert dict(filled.answers) == said

        self._tell(story)

    def test_who_has_not_begun_is_not_reachable_and_then_is(self) -> None:
        """Where we may not write first, the platform says so, and tells when we may."""

        async def story(bench: Bench) -> None:
            adapter, inbox = bench.adapter(), Recorder()
            if adapter.capabilities.opens_direct:
                return
            async with running(adapter, inbox):
                assert await _refused(adapter, bench.person.account) == "not started"
                await bench.person.accept()
                await until("an event Reachable", lambda: _true(_of(inbox, Reachable)))
                place = await _patiently(lambda: adapter.direct(bench.person.account))
                await _send(adapter, place, say("now I may"), "second")
            assert [one.text for one in await _reads(bench.person, 1)] == ["now I may"]

        self._bare(story)

    def test_an_edit_by_the_bot_replaces_its_message(self) -> None:
        """The same message, the new words, also of the limit's length."""

        async def story(chat: "_Chat") -> None:
            if not chat.adapter.capabilities.edits:
                return
            limit = chat.adapter.capabilities.text_limit
            sent = await chat.says(say("one has shared"))
            for number, text in enumerate(["two have shared", "&" * limit, "three"]):
                await _edit(chat.adapter, chat.place, sent, say(Bold(text)), f"edit-{number}")
                seen = await chat.sees()
                assert [(one.id, one.text) for one in seen] == [(sent, text)]

        self._tell(story)

    def test_a_thread_holds_its_replies(self) -> None:
        """In a broadcast channel; what is not in the thread stays out of it."""

        async def story(bench: Bench) -> None:
            adapter = bench.adapter()
            async with running(adapter, Recorder()):
                root = await _send(
                    adapter, bench.channel, say("Learning Day"), "root", title="Learning Day"
                )
                thread = root if adapter.capabilities.threads else None
                reply = await _send(adapter, bench.channel, say("Ana"), "a", thread=thread)
                aside = await _send(adapter, bench.channel, say("digest"), "b")

                async def all_there() -> dict[str, Seen]:
                    seen = {one.id: one for one in await bench.channel_reads()}
                    return seen if {root, reply, aside} <= seen.keys() else {}

                seen = await until("three messages in the channel", all_there)
            assert seen[reply].thread == thread
            assert seen[aside].thread is None

        self._bare(story)

    def test_a_direct_conversation_is_opened_once(self) -> None:
        """Asked again, also after a restart and twice at a time, it is the same place."""

        async def story(bench: Bench) -> None:
            inbox, adapter = Recorder(), bench.adapter()
            async with running(adapter, inbox):
                place = await _meet(bench, adapter)
                account = bench.person.account
                places = await asyncio.gather(adapter.direct(account), adapter.direct(account))
            adapter = bench.adapter()
            async with running(adapter, inbox):
                assert {place, *places, await adapter.direct(account)} == {place}

        self._bare(story)

    def test_an_account_that_does_not_exist_is_unreachable(self) -> None:
        """Asked for, or written to."""

        async def story(bench: Bench) -> None:
            adapter = bench.adapter()
            async with running(adapter, Recorder()):
                assert await _refused(adapter, bench.nobody) in REASONS

        self._bare(story)

    def test_run_is_cancelled_promptly_and_runs_again(self) -> None:
        """On the same adapter too; `ready` is told each time, in words."""

        async def story(bench: Bench) -> None:
            inbox, adapter = Recorder(), bench.adapter()
            async with running(adapter, inbox):
                place = await _meet(bench, adapter)
            async with running(adapter, inbox):
                await _send(adapter, place, say("again"), "again")
                await bench.person.write("hello again")
                await until("a message", lambda: _true(inbox.said))

        self._bare(story)

    def test_events_speak_of_people_not_of_the_bot(self) -> None:
        """What the bot says itself is no event, nor is what happens in a broadcast channel."""

        async def story(chat: "_Chat") -> None:
            await chat.says(say("a question"))
            await _send(chat.adapter, chat.bench.channel, say("a report"), "report")
            await chat.person.write("an answer")
            await chat.hears(1)
            await asyncio.sleep(QUIET_SECONDS)
            assert [event.text for event in chat.inbox.said] == ["an answer"]
            for event in chat.inbox.events:
                assert isinstance(event, Said | Reachable | Went)
                assert event.account == chat.person.account

        self._tell(story)

    def test_capabilities_are_honest(self) -> None:
        """They are what the engine plans with, so they make sense together."""

        async def story(bench: Bench) -> None:
            able = bench.adapter().capabilities
            assert able.text_limit >= 500
            assert able.per_second > 0
            assert able.at_once >= 1
            assert able.key_window >= 0
            assert able.place_per_second > 0
            assert able.place_burst >= 1
            assert able.channel_per_minute > 0
            assert able.opens_direct or able.invitation, "how does a person begin?"
            assert able.opens_direct or "{code}" in able.invitation
            assert able.choices or not able.forms

        self._bare(story)

    def _bare(self, story: Callable[[Bench], Coroutine[None, None, None]]) -> None:
        async def scene() -> None:
            async with self.bench() as bench:
                await story(bench)

        asyncio.run(scene())

    def _tell(self, story: "Callable[[_Chat], Coroutine[None, None, None]]") -> None:
        async def scene(bench: Bench) -> None:
            adapter, inbox = bench.adapter(), Recorder()
            async with running(adapter, inbox):
                await story(_Chat(bench, adapter, inbox, await _meet(bench, adapter)))

        self._bare(scene)


E_ = TypeVar("E_", Said, Chose, Filled, Edited, Deleted, Reachable)


def _texts(inbox: Recorder, message: str) -> list[str]:
    return [event.text for event in inbox.said if event.id == message]


def _of(inbox: Recorder, kind: type[E_]) -> list[E_]:
    return [event for event in inbox.events if isinstance(event, kind)]


@dataclass(slots=True)
class _Chat:
    """A running adapter and a person in one direct conversation."""

    bench: Bench
    adapter: Adapter
    inbox: Recorder
    place: str
    sent: int = 0

    @property
    def person(self) -> Person:
        return self.bench.person

    async def says(self, message: Message, key: str = "") -> str:
        self.sent += 1
        return await _send(self.adapter, self.place, message, key or f"key-{self.sent}")

    async def sees(self) -> Sequence[Seen]:
        return await _reads(self.person, self.sent)

    async def hears(self, count: int) -> list[Said]:
        await until(f"{count} messages", lambda: _true(len(self.inbox.said) >= count))
        return self.inbox.said

    async def happens(self, kind: type[E_], count: int = 1) -> list[E_]:
        async def look() -> list[E_]:
            found = _of(self.inbox, kind)
            return found if len(found) >= count else []

        return await until(f"{count} events {kind.__name__}", look)


async def _meet(bench: Bench, adapter: Adapter) -> str:
    """The place of the direct conversation, open to both sides."""
    if not adapter.capabilities.opens_direct:
        await bench.person.accept()
    place = await _patiently(lambda: adapter.direct(bench.person.account))
    await bench.person.accept()
    return place


async def _send(
    adapter: Adapter,
    place: str,
    message: Message,
    key: str,
    *,
    thread: str | None = None,
    title: str | None = None,
) -> str:
    return await _patiently(lambda: adapter.send(place, message, key, thread=thread, title=title))


async def _refused(adapter: Adapter, account: str) -> str:
    """Why this account cannot be written to; an empty reason when it was."""
    try:
        place = await _patiently(lambda: adapter.direct(account))
        await _send(adapter, place, say("anybody there?"), "refused")
    except Unreachable as error:
        return error.reason
    return ""


async def _edit(adapter: Adapter, place: str, message: str, words: Message, key: str) -> None:
    await _patiently(lambda: adapter.edit(place, message, words, key))


async def _reads(person: Person, count: int) -> Sequence[Seen]:
    async def look() -> Sequence[Seen]:
        seen = await person.reads()
        return seen if len(seen) >= count else ()

    return await until(f"{count} messages at the person", look)


async def _patiently(make: Callable[[], Coroutine[None, None, T]]) -> T:
    """What the engine does with TryAgain."""
    for _ in range(40):
        try:
            return await make()
        except TryAgain as again:
            await asyncio.sleep(min(again.after, 1.0))
    raise AssertionError("TryAgain forty times in a row")


async def _seen_there(bench: Bench, message: str) -> list[Seen]:
    return [seen for seen in await bench.channel_reads() if seen.id == message]


_CHART = Kinds("Kinds", "", ("one",), (1,))


def _picture(side: int, alt: str) -> Message:
    """A picture of one colour, in so many dozens of pixels."""
    side *= 12
    rows = b"".join(b"\0" + b"\x20\x60\xc0" * side for _ in range(side))
    header = side.to_bytes(4) * 2 + bytes((8, 2, 0, 0, 0))
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)
        for kind, data in parts
    )
    return Message((Picture(_CHART, alt, Image(png, side, side)),))


async def _true(value: T) -> T:
    return value
