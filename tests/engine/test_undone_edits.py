"""An edit that is taken back: what was said before it holds again, and its words are nowhere."""

from pathlib import Path

import pytest

from standup.chat.interface import Edited
from tests.platform import Platform
from tests.team import ROOM, Team, at, instance, learning_day, person, team

ANA = person("ana")
SECRET = "hunter2"


async def edit(day: Team, message: str, text: str, name: str) -> None:
    day.platform.deliver(Edited(name, "ana", message, text, day.clock.now()))
    await day.settled()


async def take_back(day: Team, what: str) -> None:
    day.platform.take_back("ana", what)
    await day.settled()


async def test_the_wording_before_it_holds_again(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        plan = await day.say("ana", "JAX")
        await edit(day, plan, f"JAX {SECRET}", "edit1")
        assert SECRET in day.platform.channel_text(ROOM)
        await take_back(day, "edit1")
        assert "JAX" in day.platform.channel_text(ROOM)
        assert SECRET not in "".join(shown.text for shown in day.platform.shown)
        assert SECRET not in str(await day.rows("SELECT * FROM answer"))
        assert await day.rows("SELECT * FROM wording") == []


async def test_of_several_edits_the_others_stay(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        plan = await day.say("ana", "JAX")
        await edit(day, plan, f"JAX {SECRET}", "edit1")
        await edit(day, plan, "JAX and grad", "edit2")
        await take_back(day, "edit1")
        assert await day.rows("SELECT text FROM answer") == [("JAX and grad",)]
        assert await day.rows("SELECT text, edit FROM wording") == [("JAX", "edit2")]
        await take_back(day, "edit2")
        assert "grad" not in day.platform.channel_text(ROOM)
        assert await day.rows("SELECT text FROM answer") == [("JAX",)]
        assert await day.rows("SELECT text FROM wording") == []


async def test_what_the_evening_showed_of_it_goes_too(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        plan = await day.say("ana", "JAX\nRust")
        await edit(day, plan, f"JAX\n{SECRET}", "edit1")
        await day.until(at("17:01"))
        assert SECRET in day.last("ana")
        await take_back(day, "edit1")
        await day.say("ana", "1 done 2 not, no time")
        assert SECRET not in day.platform.channel_text(ROOM)
        assert "✓ JAX" in day.platform.channel_text(ROOM)


async def test_an_update_is_mended_alike(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "JAX")
        await day.until(at("12:00"))
        update = await day.say("ana", "I am at the second chapter, which is harder")
        await edit(day, update, f"I am at the second chapter {SECRET}", "edit1")
        await take_back(day, "edit1")
        assert "which is harder" in day.platform.channel_text(ROOM)
        assert SECRET not in day.platform.channel_text(ROOM)


@pytest.mark.parametrize("first", ["edit1", "message"])
async def test_a_message_that_is_taken_back_with_its_edit_leaves_nothing(
    tmp_path: Path, first: str
) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), Platform()) as day:
        await day.until(at("9:31"))
        plan = await day.say("ana", "JAX")
        await edit(day, plan, f"JAX {SECRET}", "edit1")
        both = ["edit1", plan] if first == "edit1" else [plan, "edit1"]
        for what in both:
            await take_back(day, what)
        assert "JAX" not in day.platform.channel_text(ROOM)
        assert SECRET not in str(await day.rows("SELECT text FROM answer"))
        assert SECRET not in str(await day.rows("SELECT text FROM wording"))


async def test_nobody_undoes_the_edit_of_another(tmp_path: Path) -> None:
    both = instance(learning_day(ANA, person("bo")))
    async with team(tmp_path, both, at("9:00")) as day:
        await day.until(at("9:31"))
        plan = await day.say("ana", "JAX")
        await edit(day, plan, "JAX and grad", "edit1")
        day.platform.take_back("bo", "edit1")
        await day.settled()
        assert await day.rows("SELECT text FROM answer") == [("JAX and grad",)]
