"""Buttons, forms and commands, also for people who take no direct messages."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from standup.chat.contract import Recorder, running
from standup.chat.interface import (
    Choice,
    Chose,
    Field,
    Filled,
    Form,
    MenuEntry,
    Message,
    Said,
    TryAgain,
    Unreachable,
)
from standup.core.commands import Unknown, parse
from standup.core.commands.menu import MENU
from standup.core.messages.markup import offering, say
from standup_discord import DiscordAdapter, interactions
from tests.discord_adapter.bench import DiscordBench
from tests.discord_adapter.story import comes

FORM = Form(
    "17",
    "Learning Day",
    (
        Field("will_learn", "What will you learn?", "What will you learn today?", "the chain rule"),
        Field("mood", "How are you?", "How are you today?", "fine", options=("fine", "so so")),
    ),
)
ROOT = say("Learning Day") + offering((Choice("Answer", "17", form=True), Choice("Skip", "skip")))


@pytest.fixture
def inbox() -> Recorder:
    return Recorder()


@pytest.fixture
async def live(bench: DiscordBench, inbox: Recorder) -> AsyncIterator[DiscordAdapter]:
    adapter = bench.adapter(MENU)
    async with running(adapter, inbox):
        await bench.server.until(lambda: bench.server.commands.of(None))
        yield adapter


async def event(inbox: Recorder, number: int = 0) -> Chose | Filled | Said:
    await comes("an event", lambda: len(inbox.events) > number)
    found = inbox.events[number]
    assert isinstance(found, Chose | Filled | Said)
    return found


class TestClosedDirectMessages:
    async def test_somebody_answers_by_form_in_the_channel_and_only_they_see_it(
        self, bench: DiscordBench, live: DiscordAdapter, inbox: Recorder
    ) -> None:
        ana = bench.person.person
        ana.close_dms()
        inbox.shows = FORM
        await live.send(bench.channel, ROOT, "root")
        modal = await (await ana.press("Answer", on=bench.text)).opened_modal()
        assert modal["title"] == "Learning Day"
        sent = await ana.submit({"will_learn": "the *Adam* paper", "mood": "so so"})
        filled = await event(inbox)
        assert isinstance(filled, Filled)
        assert filled.answers == {"will_learn": "the *Adam* paper", "mood": "so so"}
        assert filled.place is not None
        first = await live.send(filled.place, say("Thank you."), "k1")
        more = await live.send(filled.place, ROOT, "k2")
        await live.edit(filled.place, more, say("See you in the evening."), "e")
        now = datetime.now(UTC)
        assert await live.find(filled.place, say("Thank you."), "k1", now) == [first]
        assert await live.find(filled.place, ROOT, "k2", now) == []
        reply = await sent.replied()
        assert (reply.content, sent.ephemeral) == ("Thank you.", True)
        [follow_up] = sent.followups
        assert (follow_up.content, follow_up.ephemeral) == ("See you in the evening.", True)
        assert follow_up.buttons == []

    async def test_what_is_said_to_a_press_in_the_channel_is_for_that_person_alone(
        self, bench: DiscordBench, live: DiscordAdapter, inbox: Recorder
    ) -> None:
        await live.send(bench.channel, ROOT, "root")
        pressed = await bench.person.person.press("Skip", on=bench.text)
        chose = await event(inbox)
        assert isinstance(chose, Chose)
        assert chose.place is not None
        await live.send(chose.place, say("Skipped."), "k")
        [said] = pressed.followups
        assert (said.content, said.ephemeral) == ("Skipped.", True)
        assert bench.text.messages[0].content == "Learning Day"

    async def test_an_interaction_expires_and_then_the_place_is_gone(
        self, bench: DiscordBench, live: DiscordAdapter, inbox: Recorder
    ) -> None:
        await live.send(bench.channel, ROOT, "root")
        pressed = await bench.person.person.press("Skip", on=bench.text)
        place = (await event(inbox)).place
        assert place is not None
        pressed.expire()
        for where in (place, "reply:123"):
            with pytest.raises(Unreachable) as raised:
                await live.send(where, say("Skipped."), "k")
            assert raised.value.reason == "gone"

    async def test_an_answer_waits_until_the_press_is_acknowledged(
        self, bench: DiscordBench, live: DiscordAdapter, inbox: Recorder
    ) -> None:
        await live.send(bench.channel, ROOT, "root")
        bench.server.latency = 0.2
        await bench.person.person.press("Skip", on=bench.text)
        place = (await event(inbox)).place
        assert place is not None
        await live.send(place, say("Skipped."), "k")

    async def test_an_answer_to_a_press_that_could_not_be_acknowledged_has_no_place(
        self, bench: DiscordBench, live: DiscordAdapter, inbox: Recorder
    ) -> None:
        await live.send(bench.channel, ROOT, "root")
        bench.server.fail(path="/interactions/*/*/callback", how="unavailable", times=2)
        await bench.person.person.press("Skip", on=bench.text)
        place = (await event(inbox)).place
        assert place is not None
        with pytest.raises(Unreachable):
            await live.send(place, say("Skipped."), "k")


class TestForms:
    async def test_a_form_shows_what_was_said_before(
        self, bench: DiscordBench, live: DiscordAdapter, inbox: Recorder
    ) -> None:
        place = await live.direct(bench.person.account)
        inbox.shows = FORM
        await live.send(place, ROOT, "k")
        modal = await (await bench.person.person.press("Answer")).opened_modal()
        text, select = (row["component"] for row in modal["components"])
        assert (text["type"], text["value"], text["required"]) == (4, "the chain rule", False)
        assert [one["label"] for one in select["options"] if one["default"]] == ["fine"]
        assert modal["components"][0]["description"] == "What will you learn today?"

    async def test_a_form_filled_in_in_the_direct_conversation_is_answered_there(
        self, bench: DiscordBench, live: DiscordAdapter, inbox: Recorder
    ) -> None:
        place = await live.direct(bench.person.account)
        inbox.shows = FORM
        await live.send(place, ROOT, "k")
        await bench.person.fill("Answer", {"will_learn": "", "mood": "so so"})
        assert (await event(inbox)).place is None

    async def test_where_there_is_no_form_its_words_are_shown_to_that_person(
        self, bench: DiscordBench, live: DiscordAdapter, inbox: Recorder
    ) -> None:
        inbox.shows = say("This round is *over*.")
        await live.send(bench.channel, ROOT, "root")
        pressed = await bench.person.person.press("Answer", on=bench.text)
        reply = await pressed.replied()
        assert (reply.content, reply.ephemeral) == (r"This round is \*over\*.", True)

    @pytest.mark.parametrize("fault", ["slow", "broken"])
    async def test_a_form_that_cannot_be_made_is_excused_in_time(
        self,
        bench: DiscordBench,
        live: DiscordAdapter,
        inbox: Recorder,
        monkeypatch: pytest.MonkeyPatch,
        fault: str,
    ) -> None:
        async def form(*_: str) -> Form | Message:
            if fault == "broken":
                raise OSError("the disk is full")
            await asyncio.sleep(60)
            return FORM

        monkeypatch.setattr(inbox, "form", form)
        monkeypatch.setattr(interactions, "FORM_SECONDS", 0.1)
        await live.send(bench.channel, ROOT, "root")
        pressed = await bench.person.person.press("Answer", on=bench.text)
        assert "press again" in (await pressed.replied()).content


class TestCommands:
    async def test_a_command_in_a_server_is_answered_to_one_person(
        self, bench: DiscordBench, live: DiscordAdapter, inbox: Recorder
    ) -> None:
        used = await bench.person.person.slash(
            "standup", "away", where=bench.text, what="until friday"
        )
        said = await event(inbox)
        assert isinstance(said, Said)
        assert (said.text, said.id, said.account) == (
            "/away until friday",
            str(used.id),
            bench.person.account,
        )
        assert said.place is not None
        await live.send(said.place, say("Until Friday, then."), "k")
        reply = await used.replied()
        assert (reply.content, reply.ephemeral) == ("Until Friday, then.", True)

    async def test_a_command_in_the_direct_conversation_is_answered_for_good(
        self, bench: DiscordBench, live: DiscordAdapter, inbox: Recorder
    ) -> None:
        used = await bench.person.person.slash("standup", "status")
        said = await event(inbox)
        assert isinstance(said, Said)
        assert said.text == "/status"
        assert said.place is not None
        await live.send(said.place, say("Nothing is open."), "k")
        assert not (await used.replied()).ephemeral

    async def test_nobody_is_left_thinking_where_nothing_is_said(
        self,
        bench: DiscordBench,
        live: DiscordAdapter,
        inbox: Recorder,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(interactions, "THINKING_SECONDS", 0.05)
        used = await bench.person.person.slash("standup", "status", where=bench.text)
        assert (await used.replied()).content == "✓"
        place = (await event(inbox)).place
        assert place is not None
        await live.send(place, say("Late, but here."), "k")
        assert [one.content for one in used.followups] == ["Late, but here."]

    async def test_the_commands_are_told_once_and_again_when_they_change(
        self, bench: DiscordBench, live: DiscordAdapter
    ) -> None:
        commands = bench.server.commands
        for menu, writes in ((MENU, 1), (MENU, 1), (MENU[:3], 2), (MENU[:3], 2)):
            adapter = bench.adapter(menu)
            async with running(adapter, Recorder()):
                await bench.server.until(lambda: len(commands.writes) == writes)  # noqa: B023 - at once
                await asyncio.sleep(0.1)
        assert commands.writes == [("create", None), ("create", None)]
        [mine] = commands.of(None)
        assert [one["name"] for one in mine["options"]] == ["status", "why", "report"]
        assert mine["options"][0]["description_localizations"]["es-ES"].startswith("Qué")

    async def test_a_server_of_its_own_has_them_at_once(self, bench: DiscordBench) -> None:
        adapter = bench.adapter((MenuEntry("status", {"en": "x"}),), guild=str(bench.guild.id))
        async with running(adapter, Recorder()):
            await bench.server.until(lambda: bench.server.commands.of(bench.guild.id))
        [alone] = bench.server.commands.of(None)
        assert alone["contexts"] == [1]  # conversations with the bot

    async def test_a_server_of_its_own_keeps_them_in_direct_messages(
        self, bench: DiscordBench, inbox: Recorder
    ) -> None:
        async with running(bench.adapter(MENU, guild=str(bench.guild.id)), inbox):
            await bench.server.until(lambda: bench.server.commands.of(bench.guild.id))
            await bench.person.person.slash("standup", "status")
            await bench.person.person.slash("standup", "status", where=bench.text)
            await event(inbox, 1)
        assert [said.text for said in inbox.said] == ["/status", "/status"]

    async def test_every_command_is_offered_and_comes_as_one(
        self, bench: DiscordBench, live: DiscordAdapter, inbox: Recorder
    ) -> None:
        for number, entry in enumerate(MENU):
            path = (entry.name,) if entry.group is None else (entry.group.name, entry.name)
            await bench.person.person.slash("standup", *path, where=bench.text)
            said = await event(inbox, number)
            assert isinstance(said, Said)
            assert said.text == f"/{entry.name}"
            assert not isinstance(parse(said.text, date(2026, 11, 26)), Unknown | None)

    async def test_what_is_given_to_a_command_in_a_group_comes_with_it(
        self, bench: DiscordBench, live: DiscordAdapter, inbox: Recorder
    ) -> None:
        ana = bench.person.person
        await ana.slash("standup", "organise", "pause", where=bench.text, what="until 5 january")
        said = await event(inbox)
        assert isinstance(said, Said)
        assert said.text == "/pause until 5 january"

    async def test_commands_that_cannot_be_told_stop_nothing(
        self, bench: DiscordBench, inbox: Recorder
    ) -> None:
        adapter = bench.adapter(MENU, guild="111111111111111111")
        async with running(adapter, inbox):
            await bench.person.write("hello")
            await comes("a message", lambda: inbox.said)


async def test_replies_wait_for_nobody_for_long(
    bench: DiscordBench, live: DiscordAdapter, inbox: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("standup_discord.replies.ACK_PATIENCE", 0.05)
    await live.send(bench.channel, ROOT, "root")
    bench.server.fail(path="/interactions/*/*/callback", how="no_answer")
    await bench.person.person.press("Skip", on=bench.text)
    place = (await event(inbox)).place
    assert place is not None
    with pytest.raises(TryAgain):
        await live.send(place, say("Skipped."), "k")
