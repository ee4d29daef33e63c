"""`undo` after a skipped question, a run that was sat out, or leaving: it is asked as it was."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from standup.core.model import Question
from tests.team import ROOM, Team, at, daily, instance, learning_day, person, team

ANA, BO = person("ana"), person("bo")
DAILY, BOTH = instance(daily(ANA, BO)), instance(learning_day(ANA, BO), daily(ANA, BO))
DONE, STUCK, PLAN = "What did you do?", "Where are you stuck?", "What will you learn today?"
DAY = timedelta(days=1)


async def answers(day: Team) -> list[object]:
    return [row[0] for row in await day.rows("SELECT text FROM answer ORDER BY id")]


def since(day: Team, count: int) -> str:
    return "\n".join(day.platform.direct_texts("bo")[count:])


@pytest.mark.parametrize("words", ["/skip", "-"])
async def test_a_skipped_question_is_asked_again_and_then_answered(
    tmp_path: Path, words: str
) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", words)
        assert STUCK in day.last("bo")
        await day.say("bo", "/undo")
        assert day.last("bo").startswith("OK, back to Daily.")
        assert DONE in day.last("bo")
        assert await answers(day) == []
        for said in ("a parser", "nowhere"):
            await day.say("bo", said)
        assert await answers(day) == ["a parser", "nowhere"]
        assert "a parser" in day.platform.channel_text("#daily")


async def test_so_is_the_last_one_though_what_was_said_is_posted(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:31"))
        for said in ("a parser", "/skip", "/undo"):
            await day.say("bo", said)
        assert STUCK in day.last("bo")
        assert "a parser" in day.platform.channel_text("#daily")
        await day.say("bo", "in a grammar")
        assert await answers(day) == ["a parser", "in a grammar"]
        assert day.platform.channel_text("#daily").count("a parser") == 1
        assert "in a grammar" in day.platform.channel_text("#daily")


async def test_what_was_left_unclear_and_then_skipped_is_asked_about_again(tmp_path: Path) -> None:
    asked = Question("mood", "scale", "How was it?")
    standup = daily(ANA, BO)
    standup = replace(standup, rounds=(replace(standup.rounds[0], questions=(asked,)),))
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "a seven or so, perhaps an eight")
        unclear = day.last("bo")
        await day.say("bo", "/skip")
        await day.say("bo", "/undo")
        assert unclear in day.last("bo")


async def test_so_is_one_that_was_skipped_in_a_reply_to_it(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:31"))
        question = [one for one in day.platform.shown if one.place == "@bo"][-1]
        await day.say("bo", "a parser")
        await day.say("bo", "skip", answers=question.id)
        await day.say("bo", "/undo")
        assert DONE in day.last("bo")


async def test_the_answer_after_it_goes_first_and_the_question_comes_then(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "/skip")
        await day.until(at("9:32"))
        await day.say("bo", "in a grammar")
        await day.say("bo", "/undo")
        assert "in a grammar" in day.last("bo")
        await day.say("bo", "/undo")
        assert DONE in day.last("bo")


async def test_a_run_that_was_sat_out_goes_on_with_what_was_said(tmp_path: Path) -> None:
    async with team(tmp_path, BOTH, at("9:00")) as day:
        await day.until(at("9:31"))
        assert DONE in day.last("bo")
        await day.say("bo", "/skip run")
        assert PLAN in day.last("bo")
        await day.say("bo", "/undo")
        assert day.last("bo").startswith("OK, back to Daily.")
        assert DONE in day.last("bo")
        for said in ("a parser", "nowhere"):
            await day.say("bo", said)
        assert "a parser" in day.platform.channel_text("#daily")
        assert PLAN in day.last("bo")  # which waited for its turn
        await day.say("bo", "JAX")
        assert "1. JAX" in day.platform.channel_text(ROOM)


async def test_its_answers_stay_and_the_next_question_is_asked(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:31"))
        for said in ("a parser", "/skip run", "/undo"):
            await day.say("bo", said)
        assert STUCK in day.last("bo")
        assert await answers(day) == ["a parser"]
        assert await day.rows("SELECT state FROM check_in WHERE person = 'bo'") == [("asking",)]
        await day.until(at("23:00"))
        assert "Sitting this one out" not in day.platform.channel_text("#daily")


async def test_a_run_that_was_sat_out_between_its_rounds_asks_the_next(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "JAX")
        await day.until(at("16:55"))
        for said in ("skip run", "undo"):
            await day.say("bo", said)
        assert day.last("bo") == "OK, back to Learning Day."
        await day.until(at("17:01"))
        assert "What did you learn?" in day.last("bo")


async def test_a_round_that_opened_meanwhile_is_asked(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "JAX")
        await day.until(at("16:55"))
        await day.say("bo", "skip run")
        await day.until(at("17:01"))
        await day.say("bo", "undo")
        assert "What did you learn?" in day.last("bo")


async def test_a_reminder_comes_as_if_nothing_had_been_skipped(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.until(at("17:01"))
        for said in ("skip run", "undo"):
            await day.say("bo", said)
        await day.until(at("19:31"))
        assert "You haven’t answered" in day.last("bo")


async def test_what_is_over_by_then_stays_and_is_said_to(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("21:25"))
        await day.say("bo", "skip run")
        await day.until(at("21:31"))
        await day.say("bo", "undo")
        assert "I can’t take that back." in day.last("bo")
        assert await day.rows("SELECT state FROM check_in WHERE person = 'bo'") == [("skipped",)]


async def test_whoever_takes_leaving_back_is_asked_what_was_open(tmp_path: Path) -> None:
    async with team(tmp_path, BOTH, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "a parser")
        assert STUCK in day.last("bo")
        count = len(day.platform.direct_texts("bo"))
        await day.say("bo", "/leave daily")
        await day.say("bo", "/undo")
        assert "Taken back: “leave”" in since(day, count)
        assert PLAN in since(day, count)
        assert STUCK in day.last("bo")
        await day.say("bo", "nowhere")
        assert await answers(day) == ["a parser", "nowhere"]
        assert PLAN in day.last("bo")
        await day.until(at("9:31") + DAY)
        assert DONE in day.last("bo")


async def test_what_waits_behind_another_goes_on_waiting(tmp_path: Path) -> None:
    async with team(tmp_path, BOTH, at("9:00")) as day:
        await day.until(at("9:31"))
        count = len(day.platform.direct_texts("bo"))
        for said in ("/leave learning-day", "/undo"):
            await day.say("bo", said)
        assert PLAN not in since(day, count)
        for said in ("a parser", "nowhere"):
            await day.say("bo", said)
        assert PLAN in day.last("bo")


async def test_whoever_joins_again_goes_on_in_what_is_open(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "/leave")
        await day.until(at("11:00"))
        await day.say("bo", "/join")
        assert DONE in day.last("bo")


async def test_a_run_that_was_sat_out_before_leaving_stays_so(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "/skip run")
        await day.until(at("9:32"))
        count = len(day.platform.direct_texts("bo"))
        for said in ("/leave", "/undo"):
            await day.say("bo", said)
        assert DONE not in since(day, count)
        await day.say("bo", "/undo")
        assert DONE in day.last("bo")


@pytest.mark.parametrize("words", ["/back", "/edit", "/edit 1"])
async def test_an_answer_that_was_to_be_changed_stands(tmp_path: Path, words: str) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:31"))
        for said in ("a parser", words, "/undo"):
            await day.say("bo", said)
        assert day.last("bo").startswith("OK, your answer stays as it was.")
        assert STUCK in day.last("bo")
        await day.say("bo", "nowhere")
        assert await answers(day) == ["a parser", "nowhere"]


async def test_so_does_one_of_which_all_was_said(tmp_path: Path) -> None:
    async with team(tmp_path, BOTH, at("9:00")) as day:
        await day.until(at("9:31"))
        for said in ("JAX", "a parser", "nowhere", "/edit 1", "/undo"):
            await day.say("bo", said)
        assert day.last("bo") == "OK, your answer stays as it was."
        assert await answers(day) == ["JAX", "a parser", "nowhere"]
        assert await day.rows("SELECT state FROM check_in WHERE person = 'bo'") == 2 * [("done",)]


async def test_undo_goes_back_step_by_step_and_stops_at_what_stays(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:31"))
        for minute, said in enumerate(("a parser", "/prefer chat", "/skip", "/undo", "/undo"), 31):
            await day.until(at(f"9:{minute}"))
            await day.say("bo", said)
        assert "I can’t take that back." in day.last("bo")
        assert await answers(day) == ["a parser"]
