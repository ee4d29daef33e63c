"""What is said in a channel reaches the engine where it replies to us, and nothing else does."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from standup.chat.contract.bench import Bench
from standup.chat.contract.offers import Offers, Speaker, all_of, not_tried
from standup.chat.contract.recorder import Recorder
from standup.chat.contract.scene import (
    PATIENCE_SECONDS,
    QUIET_SECONDS,
    Scenes,
    at_once,
    of_kind,
    running,
    send,
    until,
)
from standup.chat.interface import Adapter, Deleted, Edited, Replied
from standup.core.messages.markup import say

E_ = TypeVar("E_", Replied, Edited, Deleted)


class Room:
    """A running adapter in a channel with somebody, and what it posted there."""

    def __init__(self, bench: Offers, adapter: Adapter, inbox: Recorder) -> None:
        self.adapter = adapter
        self.inbox = inbox
        self.place = bench.channel
        self.person: Speaker = bench.person

    async def posts(self, words: str, thread: str | None = None, title: str | None = None) -> str:
        """Have the bot post something, and know it for its own."""
        key = f"post-{len(self.inbox.posts)}"
        told = (self.adapter, self.place, say(words), key)
        sent = await send(*told, thread=thread, title=title)
        self.inbox.posts.add(sent)
        return sent

    async def reply(self, message: str, text: str) -> str:
        """Have the person reply to a message there."""
        written = await self.person.reply_in(self.place, message, text)
        if written is None:
            raise not_tried("reply_in")
        return written

    async def hears(self, kind: type[E_], count: int = 1) -> Sequence[E_]:
        """The events of one kind, once there are so many."""

        async def look() -> Sequence[E_]:
            found = of_kind(self.inbox, kind)
            return found if len(found) >= count else ()

        return await until(f"{count} events {kind.__name__}", look)


class Replying(Scenes):
    """What the engine relies on of what people say in channels."""

    def test_a_reply_to_us_in_a_channel_arrives(self) -> None:
        """Once, with the message that it replies to by the id that `send` returned, be it in a
        thread or not; without that one's words, and as nothing else."""

        async def story(room: Room) -> None:
            before = datetime.now(UTC)
            root = await room.posts("Learning Day", title="Learning Day")
            thread = root if room.adapter.capabilities.threads else None
            ours = [root, await room.posts("Ana\nseeds", thread), await room.posts("a digest")]
            written = [await room.reply(one, f"why?\n*{n}*") for n, one in enumerate(ours)]
            found = {event.id: event for event in await room.hears(Replied, 3)}
            assert [found[one].answers for one in written] == ours
            assert [found[one].text for one in written] == [f"why?\n*{n}*" for n in range(3)]
            assert {event.account for event in found.values()} == {room.person.account}
            for event in found.values():
                assert event.at.tzinfo is not None
                assert abs(event.at - before) < timedelta(seconds=PATIENCE_SECONDS.get())
            assert room.inbox.said == []

        self._in_a_room(story)

    def test_what_replies_to_nobody_or_to_others_is_none_of_our_business(self) -> None:
        """Nor what replies to a message that the engine does not know for ours."""

        async def story(room: Room) -> None:
            ours = await room.posts("a digest")
            theirs = await room.reply(ours, "mine")
            stray = await send(room.adapter, room.place, say("not known"), "stray")
            await room.person.write_in(room.place, "lunch, anybody?")
            await room.reply(theirs, "said to somebody else")
            await room.reply(stray, "said to what nobody knows")
            last = await room.reply(ours, "the last")
            await room.hears(Replied, 2)
            await asyncio.sleep(QUIET_SECONDS)
            assert [event.id for event in of_kind(room.inbox, Replied)] == [theirs, last]
            assert room.inbox.said == []

        self._in_a_room(story)

    def test_a_reply_in_a_channel_that_is_changed_or_taken_back_says_so(self) -> None:
        """Where that is seen of messages at all; of what else is changed there nothing is said."""

        async def story(room: Room) -> None:
            can, ours = room.adapter.capabilities, await room.posts("a digest")
            written = await room.reply(ours, "befor")
            theirs = await room.reply(written, "said to somebody else")
            await room.hears(Replied)
            if can.sees_edits:
                for message in (theirs, written):
                    await room.person.edit(message, "before")
                [edit] = await room.hears(Edited)
                assert (edit.message, edit.text) == (written, "before")
                assert edit.account == room.person.account
                assert edit.id != written
            if can.sees_deletes:
                for message in (theirs, written):
                    await room.person.delete(message)
                [gone] = await room.hears(Deleted)
                assert (gone.message, gone.account) in {
                    (written, room.person.account),
                    (written, ""),
                }
            await asyncio.sleep(QUIET_SECONDS)
            assert len(of_kind(room.inbox, Edited)) == can.sees_edits
            assert len(of_kind(room.inbox, Deleted)) == can.sees_deletes
            assert len(of_kind(room.inbox, Replied)) == 1

        self._in_a_room(story)

    def test_a_reply_in_a_channel_while_the_bot_was_away_arrives(self) -> None:
        """And nothing else that was said there meanwhile; what is handed over twice has one id."""

        async def scene(bench: Bench) -> None:
            adapter, inbox = bench.adapter(), Recorder()
            inbox.channels.add(bench.channel)
            async with running(adapter, inbox):
                if not adapter.capabilities.hears_replies:
                    return
                room = Room(all_of(bench, "reply_in", "write_in"), adapter, inbox)
                root = await room.posts("Learning Day", title="Learning Day")
                thread = root if adapter.capabilities.threads else None
                ours = [root, await room.posts("Ana\nseeds", thread)]
                before = [await room.reply(one, "before") for one in ours]
                await room.hears(Replied, 2)
            missed = [await room.reply(one, "while away") for one in ours]
            await room.person.write_in(room.place, "lunch, anybody?")
            async with running(bench.adapter(), inbox):
                await until("the replies", lambda: at_once(_replies(inbox) >= {*missed}))
                await asyncio.sleep(QUIET_SECONDS)
            assert _replies(inbox) == {*before, *missed}
            found = {event.id: event for event in of_kind(inbox, Replied)}
            assert [(found[one].answers, found[one].text) for one in missed] == [
                (one, "while away") for one in ours
            ]
            assert inbox.said == []

        self._bare(scene)

    def _in_a_room(self, story: Callable[[Room], Awaitable[None]]) -> None:
        async def scene(bench: Bench) -> None:
            adapter, inbox = bench.adapter(), Recorder()
            inbox.channels.add(bench.channel)
            room = Room(all_of(bench, "reply_in", "write_in"), adapter, inbox)
            async with running(adapter, inbox):
                hears = adapter.capabilities.hears_replies
                await (story(room) if hears else _nothing_is_heard(room))

        self._bare(scene)


async def _nothing_is_heard(room: Room) -> None:
    """Where replies are not heard, they are not heard at all."""
    await room.reply(await room.posts("a digest"), "why?")
    await asyncio.sleep(QUIET_SECONDS)
    assert room.inbox.events == []


def _replies(inbox: Recorder) -> set[str]:
    """The ids of all that was handed over as a reply."""
    return {event.id for event in of_kind(inbox, Replied)}
