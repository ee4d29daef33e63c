"""With several people and channels each is told apart from the others."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from standup.chat.contract.bench import Bench, Seen
from standup.chat.contract.offers import all_of
from standup.chat.contract.recorder import Recorder
from standup.chat.contract.scene import (
    QUIET_SECONDS,
    Chat,
    Scenes,
    at_once,
    meet_person,
    reads,
    running,
    send,
    until,
)
from standup.core.messages.markup import say


class Together(Scenes):
    """What the engine relies on where there is more than one."""

    def test_two_people_are_told_apart(self) -> None:
        """What each wrote is theirs; what each is told reaches them alone, and no channel."""

        async def story(bench: Bench) -> None:
            both = all_of(bench, "another")
            inbox, adapter = Recorder(), bench.adapter()
            people = (both.person, both.another)
            async with running(adapter, inbox):
                places = [await meet_person(person, adapter) for person in people]
                assert len(set(places)) == 2
                for number, (person, place) in enumerate(zip(people, places, strict=True)):
                    await send(adapter, place, say(f"for {person.account}"), f"direct-{number}")
                    await person.write(f"of {person.account}")
                await until("both messages", lambda: at_once(len(inbox.said) >= 2))
                for person in people:
                    shown = [one.text for one in await reads(person, 1)]
                    assert shown == [f"for {person.account}"]
                assert await bench.channel_reads() == []
            assert {event.text: event.account for event in inbox.said} == {
                f"of {person.account}": person.account for person in people
            }

        self._bare(story)

    def test_a_direct_message_is_in_no_channel(self) -> None:
        """And what is said in a channel is in no direct conversation."""

        async def story(chat: Chat) -> None:
            direct = await chat.says(say("for you alone"))
            shown = await send(chat.adapter, chat.bench.channel, say("for all"), "for-all")
            seen = await _all_of(chat.bench.channel_reads, 1)
            assert [one.id for one in seen] == [shown]
            assert [one.id for one in await chat.sees()] == [direct]

        self._tell(story)

    def test_two_channels_are_two_places(self) -> None:
        """Each has what was sent there, and its threads."""

        async def story(bench: Bench) -> None:
            other = all_of(bench, "another_channel").another_channel
            adapter = bench.adapter()
            async with running(adapter, Recorder()):
                for number, place in enumerate((bench.channel, other.place)):
                    day, key = say(f"day of {place}"), f"day-{number}"
                    root = await send(adapter, place, day, key, title="Day")
                    thread = root if adapter.capabilities.threads else None
                    await send(adapter, place, say(f"in {place}"), f"in-{number}", thread=thread)
                here = await _all_of(bench.channel_reads, 2)
                there = await _all_of(other.reads, 2)
            assert [one.text for one in here] == [f"day of {bench.channel}", f"in {bench.channel}"]
            assert [one.text for one in there] == [f"day of {other.place}", f"in {other.place}"]

        self._bare(story)

    def test_what_is_sent_at_once_is_told_apart(self) -> None:
        """As many as `at_once`: each answer of the platform belongs to one message."""

        async def story(chat: Chat) -> None:
            at_once = min(chat.adapter.capabilities.at_once, 4)
            if at_once < 2:
                return
            places = [chat.place, chat.bench.channel] * 2
            keys = [f"at-once-{number}" for number in range(at_once)]
            sends = [
                send(chat.adapter, place, say(key), key)
                for place, key in zip(places, keys, strict=False)
            ]
            sent = dict(zip(await asyncio.gather(*sends), keys, strict=True))
            there = await _all_of(chat.bench.channel_reads, at_once // 2)
            here = await reads(chat.person, at_once - at_once // 2)
            assert {one.id: one.text for one in (*here, *there)} == sent

        self._tell(story)

    def test_what_people_say_in_a_channel_is_no_answer(self) -> None:
        """They talk to each other there."""

        async def story(chat: Chat) -> None:
            speaker = all_of(chat.bench, "write_in").person
            await send(chat.adapter, chat.bench.channel, say("Learning Day"), "day")
            await speaker.write_in(chat.bench.channel, "lunch, anybody?")
            written = await speaker.write("an answer")
            await chat.hears(1)
            await asyncio.sleep(QUIET_SECONDS)
            assert [event.id for event in chat.inbox.said] == [written]

        self._tell(story)


async def _all_of(reads: Callable[[], Awaitable[Sequence[Seen]]], count: int) -> Sequence[Seen]:
    """What a channel holds, once there are so many messages."""

    async def look() -> Sequence[Seen]:
        seen = await reads()
        return seen if len(seen) >= count else ()

    return await until(f"{count} messages in a channel", look)
