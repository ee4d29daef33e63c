"""Everything reaches the place and the person it is meant for."""

import asyncio
import re

from standup.chat.contract.bench import Bench, Seen
from standup.chat.contract.recorder import Recorder
from standup.chat.contract.scene import (
    Scenes,
    at_once,
    edit,
    meet,
    of_kind,
    patiently,
    reads,
    refused,
    running,
    send,
    until,
)
from standup.chat.interface import REASONS, Reachable
from standup.core.messages.markup import say


class Places(Scenes):
    """What the engine relies on of conversations, channels and threads."""

    def test_a_thread_holds_its_replies(self) -> None:
        """In a broadcast channel; what is not in the thread stays out of it."""

        async def story(bench: Bench) -> None:
            adapter = bench.adapter()
            async with running(adapter, Recorder()):
                root = await send(
                    adapter, bench.channel, say("Learning Day"), "root", title="Learning Day"
                )
                thread = root if adapter.capabilities.threads else None
                reply = await send(adapter, bench.channel, say("Ana"), "a", thread=thread)
                aside = await send(adapter, bench.channel, say("digest"), "b")

                async def all_there() -> dict[str, Seen]:
                    seen = {one.id: one for one in await bench.channel_reads()}
                    return seen if {root, reply, aside} <= seen.keys() else {}

                seen = await until("three messages in the channel", all_there)
            assert seen[reply].thread == thread
            assert seen[aside].thread is None

        self._bare(story)

    def test_a_channel_can_be_called_as_the_files_call_it(self) -> None:
        """Where people can say which channel is meant at all."""

        async def story(bench: Bench) -> None:
            adapter = bench.adapter()
            async with running(adapter, Recorder()):
                called = adapter.capabilities.channel
            found = re.fullmatch(called, bench.channel) if called else None
            assert not called or (found is not None and found[1] == bench.channel)

        self._bare(story)

    def test_what_was_sent_before_a_restart_can_be_edited_and_answered_in_its_thread(self) -> None:
        """Its id says enough; nothing else need be remembered."""

        async def story(bench: Bench) -> None:
            inbox, adapter = Recorder(), bench.adapter()
            can = adapter.capabilities
            async with running(adapter, inbox):
                root = await send(
                    adapter, bench.channel, say("none yet"), "root", title="Learning Day"
                )
                thread = root if can.threads else None
                first = await send(adapter, bench.channel, say("An"), "first", thread=thread)
            adapter = bench.adapter()
            async with running(adapter, inbox):
                if can.edits:
                    await edit(adapter, bench.channel, root, say("two have shared"), "edit-1")
                    await patiently(
                        lambda: adapter.edit(
                            bench.channel, first, say("Ana"), "edit-2", thread=thread
                        )
                    )
                second = await send(adapter, bench.channel, say("Bo"), "second", thread=thread)
            words = ("two have shared", "Ana", "Bo") if can.edits else ("none yet", "An", "Bo")
            seen = [(one.id, one.text, one.thread) for one in await bench.channel_reads()]
            wanted = zip((root, first, second), words, (None, thread, thread), strict=True)
            assert set(seen) == set(wanted)
            assert len(seen) == 3

        self._bare(story)

    def test_a_direct_conversation_is_opened_once(self) -> None:
        """Asked again, also after a restart and twice at a time, it is the same place."""

        async def story(bench: Bench) -> None:
            inbox, adapter = Recorder(), bench.adapter()
            async with running(adapter, inbox):
                place = await meet(bench, adapter)
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
                assert await refused(adapter, bench.nobody) in REASONS

        self._bare(story)

    def test_who_has_not_begun_is_not_reachable_and_then_is(self) -> None:
        """Where we may not write first, the platform says so, and tells when we may."""

        async def story(bench: Bench) -> None:
            adapter, inbox = bench.adapter(), Recorder()
            if adapter.capabilities.opens_direct:
                return
            async with running(adapter, inbox):
                assert await refused(adapter, bench.person.account) == "not started"
                await bench.person.accept()
                await until("an event Reachable", lambda: at_once(of_kind(inbox, Reachable)))
                place = await patiently(lambda: adapter.direct(bench.person.account))
                await send(adapter, place, say("now I may"), "second")
            assert [one.text for one in await reads(bench.person, 1)] == ["now I may"]

        self._bare(story)
