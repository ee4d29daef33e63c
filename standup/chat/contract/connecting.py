"""An adapter begins, ends and begins again, and knows what it can do."""

from standup.chat.contract.bench import Bench
from standup.chat.contract.recorder import Recorder
from standup.chat.contract.scene import Scenes, at_once, meet, running, send, until
from standup.core.messages.markup import say


class Connecting(Scenes):
    """What the engine relies on of `run`, and of what it plans with."""

    def test_run_is_cancelled_promptly_and_runs_again(self) -> None:
        """On the same adapter too; `ready` is told each time, in words."""

        async def story(bench: Bench) -> None:
            inbox, adapter = Recorder(), bench.adapter()
            async with running(adapter, inbox):
                place = await meet(bench, adapter)
            async with running(adapter, inbox):
                await send(adapter, place, say("again"), "again")
                await bench.person.write("hello again")
                await until("a message", lambda: at_once(inbox.said))

        self._bare(story)

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
