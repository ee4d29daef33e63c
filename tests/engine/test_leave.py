"""Leaving a standup and coming back, as people say it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.team import ROOM, at, daily, instance, learning_day, person, team

ANA, BO = person("ana"), person("bo")
BOTH = instance(learning_day(ANA, BO), daily(ANA, BO))
WEEK = timedelta(days=7)


async def test_who_leaves_is_asked_no_more_and_counts_no_more(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "JAX")
        await day.say("bo", "leave")
        assert "you’ve left Learning Day" in day.last("bo")
        heard = len(day.platform.direct_texts("bo"))
        await day.until(at("23:00"))
        assert "1. JAX" in day.platform.channel_text(ROOM)
        assert "Shared: plan 1 of 2, learned 0 of 1." in day.platform.channel_text(ROOM)
        await day.until(at("23:00") + WEEK)
        assert len(day.platform.direct_texts("bo")) == heard
        assert day.platform.channel_text(ROOM).count("Shared: plan 0 of 1") == 1


async def test_join_brings_back_whoever_left_and_undo_takes_either_back(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.say("bo", "leave")
        await day.say("bo", "leave")
        assert "you aren’t in a standup" in day.last("bo")
        await day.say("bo", "/join")
        assert "Learning Day again" in day.last("bo")
        await day.say("bo", "undo")
        await day.until(at("9:31"))
        asked = [text for text in day.platform.direct_texts("bo") if "will you learn" in text]
        assert len(asked) == 0
        await day.say("bo", "/join")
        await day.until(at("9:31") + WEEK)
        asked = [text for text in day.platform.direct_texts("bo") if "will you learn" in text]
        assert len(asked) == 1


async def test_whoever_takes_leaving_back_is_asked(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.say("bo", "leave")
        await day.say("bo", "undo")
        assert "Taken back: “leave”" in day.last("bo")
        await day.until(at("9:31"))
        assert "will you learn" in day.last("bo")


async def test_join_brings_back_whoever_is_away_as_well(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.say("bo", "leave")
        await day.say("bo", "away today")
        await day.say("bo", "/join")
        told = day.platform.direct_texts("bo")[-2:]
        assert "cleared your away dates" in told[0]
        assert "Learning Day again" in told[1]
        await day.until(at("9:31"))
        assert "will you learn" in day.last("bo")
        await day.say("bo", "away today")
        await day.say("bo", "/join")
        assert len(await day.rows("SELECT * FROM setting WHERE ended_at IS NULL")) == 1


async def test_nobody_comes_back_into_what_the_files_keep_by_now(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.say("bo", "leave")
        kept = replace(learning_day(ANA), fixed=frozenset({"participants"}))
        await day.bot.reload(replace(instance(kept), people=(ANA, BO)))
        await day.say("bo", "/join")
        assert "Please ask" in day.last("bo")
        assert "Welcome back" not in day.last("bo")


async def test_what_is_open_of_another_standup_goes_on(tmp_path: Path) -> None:
    async with team(tmp_path, BOTH, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "/leave")
        assert "For which standup?" in day.last("bo")
        await day.say("bo", "/leave learning-day")
        told = "\n".join(day.platform.direct_texts("bo"))
        assert "you’ve left Learning Day" in told
        assert "What did you do?" in told
        await day.say("bo", "/leave daily")
        await day.until(at("23:00"))
        assert "will you learn" not in day.last("bo")


async def test_said_bare_to_an_open_question_it_is_asked_about(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "leave")
        assert "Then say /leave" in day.last("bo")
        assert await day.rows("SELECT text FROM answer") == []
        assert await day.rows("SELECT kind FROM setting") == []


async def test_nobody_leaves_what_the_files_keep_or_what_would_ask_nobody(tmp_path: Path) -> None:
    kept = replace(learning_day(ANA, BO), fixed=frozenset({"participants"}))
    async with team(tmp_path, instance(kept, daily(ANA)), at("9:00")) as day:
        await day.say("bo", "leave")
        assert "you’ve left" not in day.last("bo")
        assert await day.rows("SELECT kind FROM setting") == []
        await day.say("ana", "leave daily")
        assert "the only one in Daily" in day.last("ana")
        await day.until(at("9:31"))
        assert "will you learn" in day.last("bo")


async def test_whom_an_owner_removed_does_not_come_back_by_a_word(tmp_path: Path) -> None:
    owned = replace(learning_day(ANA, BO), owners=("ana",))
    async with team(tmp_path, instance(owned), at("9:00")) as day:
        await day.agree("ana", "remove bo")
        await day.say("bo", "/join")
        assert "Please ask" in day.last("bo")
        await day.say("ana", "leave")
        assert "the only one" in day.last("ana")


async def test_owners_see_who_left_and_still_run_what_they_left(tmp_path: Path) -> None:
    owned = replace(learning_day(ANA, BO), owners=("ana",))
    async with team(tmp_path, instance(owned), at("9:00")) as day:
        await day.say("ana", "leave")
        assert "You still run it" in day.last("ana")
        await day.say("ana", "changes")
        assert "“leave”" in day.last("ana")
        await day.agree("ana", "pause")
        assert "Done" in day.last("ana")
