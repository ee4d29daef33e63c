"""What people choose and fill in reaches the engine."""

from standup.chat.contract.scene import Chat, Scenes, edit
from standup.chat.interface import Choice, Chose, Field, Filled, Form
from standup.core.messages.markup import offering, say


class Pressing(Scenes):
    """What the engine relies on of choices and forms."""

    def test_a_choice_that_is_pressed_arrives_with_its_value(self) -> None:
        """From whom, and once for each time it was pressed."""

        async def story(chat: Chat) -> None:
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

        async def story(chat: Chat) -> None:
            can = chat.adapter.capabilities
            if not (can.choices and can.edits):
                return
            sent = await chat.says(say("Which?") + offering((Choice("this", "a"),)))
            newer = say("Which?") + offering((Choice("that", "b"),))
            await edit(chat.adapter, chat.place, sent, newer, "edit-1")
            await chat.person.choose("that")
            assert [event.value for event in await chat.happens(Chose)] == ["b"]
            await edit(chat.adapter, chat.place, sent, say("That, then."), "edit-2")
            for label in ("this", "that"):
                try:
                    await chat.person.choose(label)
                except LookupError:
                    continue
                raise AssertionError(f"{label!r} could still be pressed")

        self._tell(story)

    def test_a_form_is_shown_and_what_was_filled_in_arrives(self) -> None:
        """With every field, the empty ones too, as typed."""

        async def story(chat: Chat) -> None:
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
