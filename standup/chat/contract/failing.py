"""What fails is told in the words that the engine knows."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from standup.chat.contract.bench import Bench, Person
from standup.chat.contract.offers import Offers, all_of, not_tried
from standup.chat.contract.recorder import Recorder
from standup.chat.contract.scene import (
    PATIENCE_SECONDS,
    Scenes,
    at_once,
    kept_running,
    meet,
    meet_person,
    patiently,
    reads,
    running,
    send,
    until,
)
from standup.chat.interface import (
    REASONS,
    Adapter,
    AuthLost,
    Message,
    TryAgain,
    Unreachable,
    Unsure,
)
from standup.core.messages.markup import say


class Failing(Scenes):
    """What the engine relies on when something is lost, refused or not there yet."""

    def test_before_it_is_connected_an_adapter_does_it_or_says_try_again(self) -> None:
        """The engine may ask before `run` is ready, and after it has ended."""

        async def story(bench: Bench) -> None:
            adapter = bench.adapter()
            await _asked_too_early(adapter, bench, "before")
            async with running(adapter, Recorder()):
                sent = await send(adapter, bench.channel, say("one has shared"), "root")
            await _asked_too_early(adapter, bench, "after")
            if adapter.capabilities.edits:
                with suppress(TryAgain):
                    await adapter.edit(bench.channel, sent, say("two have shared"), "edit")

        self._bare(story)

    def test_a_line_that_is_cut_is_noticed_and_comes_back(self) -> None:
        """What is asked meanwhile is not now; what was written meanwhile arrives, once."""

        async def story(bench: Bench) -> None:
            line = all_of(bench, "cut")
            inbox, adapter = Recorder(), bench.adapter()
            async with kept_running(adapter, inbox):
                place = await meet(bench, adapter)
                inbox.open.append(place)
                said = await send(adapter, place, say("one has shared"), "earlier")
                written = [await bench.person.write("before")]
                await until("the first message", lambda: at_once(inbox.said))
                async with line.cut():
                    was_unsure = await _asked_in_vain(adapter, place)
                    await _edited_in_vain(adapter, place, said)
                    written.append(await bench.person.write("meanwhile"))
                written.append(await bench.person.write("afterwards"))
                await until("what was written", lambda: at_once(len(inbox.said) >= 3))
                assert [event.id for event in inbox.said] == written
                if not was_unsure:
                    await _surely(adapter, place, say("asked meanwhile"), "meanwhile")
                    seen = [one.text for one in await reads(bench.person, 2)]
                    assert seen == ["one has shared", "asked meanwhile"]

        self._bare(story)

    def test_a_wrong_secret_is_auth_lost(self) -> None:
        """In words that say what a person must do."""

        async def story(bench: Bench) -> None:
            adapter = all_of(bench, "wrong_secret").wrong_secret()
            run = adapter.run(Recorder(), lambda _: None)
            with pytest.raises(AuthLost) as lost:
                await asyncio.wait_for(run, PATIENCE_SECONDS.get())
            assert str(lost.value)

        self._bare(story)

    def test_a_channel_that_refuses_the_bot_is_unreachable(self) -> None:
        """And no other place is: people can still be written to."""

        async def story(bench: Bench) -> None:
            adapter, inbox = bench.adapter(), Recorder()
            async with running(adapter, inbox):
                place = await meet(bench, adapter)
                await send(adapter, bench.channel, say("while it may"), "before")
                await _refuse(all_of(bench, "refuse"), bench.channel)
                assert await _why_unreachable(adapter, bench.channel) in REASONS
                await send(adapter, place, say("to somebody else"), "after")

        self._bare(story)

    def test_a_person_who_refuses_the_bot_is_unreachable(self) -> None:
        """And nobody else is."""

        async def story(bench: Bench) -> None:
            adapter, inbox = bench.adapter(), Recorder()
            async with running(adapter, inbox):
                place = await meet(bench, adapter)
                await send(adapter, place, say("while it may"), "before")
                await _refuse(all_of(bench, "refuse"), place)
                assert await _why_unreachable(adapter, place) in REASONS
                await send(adapter, bench.channel, say("to others"), "after")
                other: Person | None = getattr(bench, "another", None)
                if other is not None:
                    there = await meet_person(other, adapter)
                    await send(adapter, there, say("to somebody else"), "other")

        self._bare(story)


async def _asked_too_early(adapter: Adapter, bench: Bench, key: str) -> None:
    """Whatever is asked is done, or answered by TryAgain."""
    early, since = say("too early"), datetime.now(UTC)
    with suppress(TryAgain, Unsure):
        await adapter.send(bench.channel, early, f"early-{key}")
    with suppress(TryAgain, Unreachable):
        await adapter.direct(bench.person.account)
    with suppress(TryAgain):
        await adapter.find(bench.channel, early, f"early-{key}", since)


async def _asked_in_vain(adapter: Adapter, place: str) -> bool:
    """Whether what is asked while the line is cut may have been done all the same."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS.get()):
            await adapter.send(place, say("asked meanwhile"), "meanwhile")
    except TryAgain:
        return False
    except Unsure:
        return adapter.capabilities.key_window <= 0
    except TimeoutError:
        raise AssertionError("send() waits for ever while the line is cut") from None
    raise AssertionError("send() says it was done while the line was cut")


async def _edited_in_vain(adapter: Adapter, place: str, message: str) -> None:
    """What an edit while the line is cut is answered with: done twice it is done once."""
    if adapter.capabilities.edits:
        try:
            with pytest.raises(TryAgain):
                async with asyncio.timeout(PATIENCE_SECONDS.get()):
                    await adapter.edit(place, message, say("one has shared"), "edited")
        except TimeoutError:
            raise AssertionError("edit() waits for ever while the line is cut") from None


async def _surely(adapter: Adapter, place: str, message: Message, key: str) -> None:
    """Send until it is known to have been done."""

    async def once() -> str:
        try:
            return await adapter.send(place, message, key)
        except Unsure as unsure:
            raise TryAgain(unsure.after) from None

    await patiently(once)


async def _refuse(bench: Offers, place: str) -> None:
    try:
        await bench.refuse(place)
    except NotImplementedError:
        raise not_tried("refuse") from None


async def _why_unreachable(adapter: Adapter, place: str) -> str:
    """The reason that is given as soon as the adapter may know; TryAgain for ever fails."""
    numbers = iter(range(1000))

    async def look() -> str:
        try:
            await send(adapter, place, say("anybody there?"), f"refused-{next(numbers)}")
        except Unreachable as error:
            return error.reason
        return ""

    return await until("Unreachable", look)
