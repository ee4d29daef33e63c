"""What happened while the bot was away reaches it: all of it, and in order."""

from standup.chat.contract.bench import Bench
from standup.chat.contract.recorder import Recorder
from standup.chat.contract.scene import Scenes, at_once, meet, of_kind, running, until
from standup.chat.interface import Deleted, Edited, Said

MORE_THAN_A_PAGE = 120
"""No platform gives so many messages at once."""


class Returning(Scenes):
    """What the engine relies on of an adapter that comes back."""

    def test_more_than_a_page_of_messages_arrives_in_order(self) -> None:
        """However many were written while the bot was away."""

        async def story(bench: Bench) -> None:
            inbox = await _met_before(bench)
            texts = [f"away {number}" for number in range(MORE_THAN_A_PAGE)]
            written = [await bench.person.write(text) for text in texts]
            async with running(bench.adapter(), inbox):
                await until("all messages", lambda: at_once(len(inbox.said) > MORE_THAN_A_PAGE))
            assert [(event.id, event.text) for event in inbox.said][1:] == [
                *zip(written, texts, strict=True)
            ]

        self._bare(story)

    def test_what_was_edited_while_the_bot_was_away_arrives(self) -> None:
        """Of what was taken before, and after a message that was not: its newest words hold."""

        async def story(bench: Bench) -> None:
            if not bench.adapter().capabilities.sees_edits:
                return
            inbox = await _met_before(bench)
            [taken] = [event.id for event in inbox.said]
            new = await bench.person.write("a slip")
            for message in (taken, new):
                await bench.person.edit(message, "the first change")
                await bench.person.edit(message, "the last change")
            async with running(bench.adapter(), inbox):
                await until("the last changes", lambda: at_once(_changed(inbox, taken, new)))
            first = _about(inbox, new)[0]
            assert isinstance(first, Said), "an edit was handed over before its message"

        self._bare(story)

    def test_what_was_taken_back_while_the_bot_was_away_is_gone(self) -> None:
        """Of what was taken before."""

        async def story(bench: Bench) -> None:
            if not bench.adapter().capabilities.sees_deletes:
                return
            inbox = await _met_before(bench)
            [taken] = [event.id for event in inbox.said]
            await bench.person.delete(taken)
            last = await bench.person.write("the last")
            async with running(bench.adapter(), inbox):
                await until("the deletion", lambda: at_once(of_kind(inbox, Deleted)))
                await until("the last message", lambda: at_once(_about(inbox, last)))
            assert [event.message for event in of_kind(inbox, Deleted)] == [taken]
            assert [event.id for event in inbox.said] == [taken, last]

        self._bare(story)


async def _met_before(bench: Bench) -> Recorder:
    """The inbox of a bot that took one message and went away."""
    inbox, adapter = Recorder(), bench.adapter()
    async with running(adapter, inbox):
        place = await meet(bench, adapter)
        inbox.open.append(place)
        await bench.person.write("before")
        await until("the first message", lambda: at_once(inbox.said))
    return inbox


def _about(inbox: Recorder, message: str) -> list[Said | Edited]:
    """What was handed over of a message, in that order."""
    told = [event for event in inbox.events if isinstance(event, Said | Edited)]
    return [one for one in told if message == (one.id if isinstance(one, Said) else one.message)]


def _changed(inbox: Recorder, *messages: str) -> bool:
    told = [_about(inbox, message) for message in messages]
    return all(events and events[-1].text == "the last change" for events in told)
