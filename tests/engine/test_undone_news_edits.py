"""An edit that is taken back of what was said of an item: what was said before it holds again."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from standup.chat.interface import Edited
from standup.core.model import Retention
from standup.store import personal_data
from tests.engine.test_items import HYPOTHESIS, owner, planned, room, week
from tests.engine.test_replying import ASKED, TWO, logbook, replies, told
from tests.team import Team, at, instance, learning_day, person, team

SECRET = "hunter2"
KEPT = "SELECT * FROM item_wording"


async def edit(day: Team, who: str, message: str, text: str, name: str) -> None:
    day.platform.deliver(Edited(name, who, message, text, day.clock.now()))
    await day.settled()


async def take_back(day: Team, who: str, what: str) -> None:
    day.platform.take_back(who, what)
    await day.settled()


@pytest.mark.parametrize("by", ["bo", "a moderator"])
async def test_the_words_of_a_reply_are_those_before_it(tmp_path: Path, by: str) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        message = await replies(day, "bo", ASKED)
        await edit(day, "bo", message, f"#1 {SECRET}?", "edit1")
        assert SECRET in told(day, "ana")
        await take_back(day, by, "edit1")
        await day.until(at("9:45"))
        assert await logbook(day) == [("bo", ASKED)]
        assert SECRET not in told(day, "ana")
        assert ASKED in told(day, "ana")
        assert await day.rows(KEPT) == []


async def test_an_adapter_is_told_that_an_edit_of_a_reply_is_kept(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        message = await replies(day, "bo", ASKED)
        await edit(day, "bo", message, SECRET, "edit1")
        inbox = day.platform.inbox
        assert inbox is not None
        assert set(await inbox.replies(["edit1", message, "edit2"])) == {"edit1", message}


async def test_of_several_edits_the_others_stay(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        message = await replies(day, "bo", "five seeds")
        for name, words in (("edit1", SECRET), ("edit2", "six seeds"), ("edit3", "seven seeds")):
            await edit(day, "bo", message, words, name)
        await take_back(day, "bo", "edit1")
        assert await logbook(day) == [("bo", "seven seeds")]
        assert SECRET not in str(await day.rows(KEPT))
        for name, words in (("edit3", "six seeds"), ("edit2", "five seeds")):
            await take_back(day, "bo", name)
            assert await logbook(day) == [("bo", words)]
        assert await day.rows(KEPT) == []


async def test_a_reply_that_named_another_item_is_about_the_first_again(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day, words="the loss differs by seed\nwarmup matters")
        message = await replies(day, "bo", "#1 for how long?")
        await edit(day, "bo", message, "#2 for how long?", "edit1")
        await take_back(day, "bo", "edit1")
        await day.until(at("9:45"))
        assert await logbook(day) == [("bo", "#1 for how long?")]
        assert await logbook(day, 2) == []
        assert "Bo took back what they said of #2" in told(day, "ana")


@pytest.mark.parametrize("later", [None, "#1 is it so?"])
async def test_a_reply_that_said_nothing_of_an_item_for_a_while_does_again(
    tmp_path: Path, later: str | None
) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        head = day.platform.channel("#daily")[0].id
        message = day.platform.reply_in("bo", head, "#1 is it open?")
        await day.settled()
        await edit(day, "bo", message, "nice week!", "edit1")
        assert await logbook(day) == []
        if later is not None:
            await edit(day, "bo", message, later, "edit2")
            await take_back(day, "bo", "edit2")
            assert await logbook(day) == []
        await take_back(day, "bo", "edit1")
        assert await logbook(day) == [("bo", "#1 is it open?")]


@pytest.mark.parametrize("first", ["edit1", "message"])
async def test_a_reply_that_is_taken_back_with_its_edit_leaves_nothing(
    tmp_path: Path, first: str
) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        message = await replies(day, "bo", ASKED)
        await edit(day, "bo", message, SECRET, "edit1")
        for what in ["edit1", message] if first == "edit1" else [message, "edit1"]:
            await take_back(day, "bo", what)
        assert await logbook(day) == []
        assert await day.rows(KEPT) == []


async def test_what_undo_took_back_does_not_come_back(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        message = await replies(day, "bo", ASKED)
        await edit(day, "bo", message, SECRET, "edit1")
        await day.say("bo", "undo")
        await take_back(day, "bo", "edit1")
        assert await logbook(day) == []
        assert await day.rows(KEPT) == []


async def test_a_note_is_what_it_was_before(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        message = await day.say("bo", "#1 note two seeds suffice")
        await day.until(at("9:40"))
        await edit(day, "bo", message, f"#1 note {SECRET}", "edit1")
        await day.until(at("9:45"))
        assert SECRET in room(day)
        await take_back(day, "bo", "edit1")
        await day.until(at("9:50"))
        assert await logbook(day) == [("bo", "two seeds suffice")]
        assert "two seeds suffice" in room(day)
        assert SECRET not in "".join(shown.text for shown in day.platform.shown)
        assert SECRET not in str(await day.rows("SELECT text FROM item_news"))
        assert await day.rows(KEPT) == []


async def test_what_was_kept_is_what_it_was_before(tmp_path: Path) -> None:
    standup = replace(learning_day(person("ana"), person("bo")), lives=(HYPOTHESIS,))
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        message = await day.say("ana", "keep as hypothesis: warmup matters")
        await edit(day, "ana", message, f"keep as hypothesis: {SECRET}", "edit1")
        assert await day.rows("SELECT words FROM item") == [(SECRET,)]
        await take_back(day, "ana", "edit1")
        assert await day.rows("SELECT words FROM item") == [("warmup matters",)]
        await edit(day, "ana", message, f"keep as hypothesis: {SECRET}", "edit2")
        for what in (message, "edit2"):
            await take_back(day, "ana", what)
        assert await day.rows("SELECT words FROM item") == [("",)]
        assert await day.rows(KEPT) == []


async def test_a_reply_to_what_was_told_needs_not_name_the_item_when_it_is_changed(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        await replies(day, "bo", ASKED)
        asked = day.platform.channel("@ana")[-1].id
        message = await day.say("ana", "yes, five of them", answers=asked)
        for name, words in (("edit1", "yes, six of them"), ("edit2", "refuted – by six seeds")):
            await edit(day, "ana", message, words, name)
        assert await logbook(day) == [("bo", ASKED), ("ana", "by six seeds")]
        await take_back(day, "ana", "edit2")
        assert await logbook(day) == [("bo", ASKED), ("ana", "yes, six of them")]
        await day.say("bo", "#1")
        assert "· open ·" in day.last("bo")


async def test_an_item_stands_where_it_stood_before(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        message = await day.say("ana", "#1 for bo")
        assert await owner(day) == "bo"
        await edit(day, "ana", message, f"#1 refuted – {SECRET}", "edit1")
        assert await owner(day) == "ana"
        await take_back(day, "ana", "edit1")
        await day.until(at("9:50"))
        assert await owner(day) == "bo"
        await day.say("bo", "#1")
        assert "· open ·" in day.last("bo")
        assert SECRET not in "".join(shown.text for shown in day.platform.shown)


async def test_nobody_undoes_the_edit_of_anothers_note(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        message = await day.say("bo", "#1 note two seeds suffice")
        await edit(day, "bo", message, "#1 note three seeds suffice", "edit1")
        await take_back(day, "ana", "edit1")
        assert await logbook(day) == [("bo", "three seeds suffice")]


async def test_what_was_said_before_an_edit_is_exported(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        message = await replies(day, "bo", ASKED)
        await edit(day, "bo", message, "never mind", "edit1")
        kept = await day.store.read(lambda tx: personal_data.export(tx, "bo"))
        assert [one["text"] for one in kept["said_of_items"]] == ["never mind"]
        assert [one["text"] for one in kept["earlier_of_items"]] == [ASKED]
        await day.say("bo", "export me")
        assert f"2026-11-26 09:35, before you changed it: {ASKED}" in day.last("bo")


async def test_it_is_kept_no_longer_than_other_words(tmp_path: Path) -> None:
    short = replace(TWO, retention=Retention(answers=timedelta(days=14)))
    async with team(tmp_path, short, at("9:00")) as day:
        await planned(day)
        message = await replies(day, "bo", ASKED)
        await edit(day, "bo", message, "never mind", "edit1")
        await day.until(week(4))
        assert await day.rows(KEPT) == []


async def test_whoever_is_forgotten_is_forgotten_with_it(tmp_path: Path) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        message = await day.say("ana", "#1 for bo")
        await edit(day, "ana", message, "#1 note never mind", "edit1")
        await day.say("bo", "forget me")
        await day.say("bo", "forget me now")
        await take_back(day, "ana", "edit1")
        assert await owner(day) == "ana"


@pytest.mark.parametrize("how", ["deleted", "undo", "another word"])
async def test_whoever_was_told_of_a_note_is_told_no_more_of_it(tmp_path: Path, how: str) -> None:
    async with team(tmp_path, TWO, at("9:00")) as day:
        await planned(day)
        message = await day.say("bo", f"#1 note {SECRET}")
        await day.until(at("9:40"))
        assert SECRET in told(day, "ana")
        if how == "deleted":
            await take_back(day, "bo", message)
        elif how == "undo":
            await day.say("bo", "undo")
        else:
            await edit(day, "bo", message, "#1 refuted – by two seeds", "edit1")
        await day.until(at("9:45"))
        assert SECRET not in told(day, "ana")
