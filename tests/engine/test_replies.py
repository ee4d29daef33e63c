"""A reply to one message of the chat says which question it answers, whatever is pending."""

from datetime import timedelta
from pathlib import Path

import pytest

from standup.core.model import Channel, Question, Round, Standup
from tests.team import ROOM, Team, at, daily, instance, learning_day, person, team

ANA, BO = person("ana"), person("bo")
MIXED = instance(
    Standup(
        "mixed",
        "Mixed",
        (
            Round(
                "day",
                "Day",
                "30 9 * * *",
                (
                    Question("mood", "scale", "How are you?"),
                    Question("done", "text", "What did you do?"),
                    Question("hours", "number", "How many hours?"),
                ),
                timedelta(hours=12),
            ),
        ),
        (ANA,),
        (Channel("chat", "#daily"),),
    )
)
DAILY = instance(daily(ANA))


def asked(day: Team, words: str, account: str = "ana") -> str:
    """The id of the latest message to somebody that asks this."""
    shown = [one for one in day.platform.shown if one.place == f"@{account}"]
    asks = [one for one in shown if words in one.text and "Taken as" not in one.text]
    return next(one.id for one in reversed(asks) if "posted in the thread" not in one.text)


def thanked(day: Team) -> str:
    """The id of the message that shows Ana what is posted."""
    return next(one.id for one in reversed(day.platform.shown) if "Thanks, posted" in one.text)


def posted(day: Team, place: str = "#daily") -> str:
    return day.platform.channel_text(place)


async def test_a_reply_to_an_earlier_question_answers_that_one(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "the parser")
        assert "Where are you stuck?" in day.last("ana")
        await day.say("ana", "the lexer", answers=asked(day, "What did you do?"))
        assert "Taken as your answer to “What did you do?”, in place of:" in day.last("ana")
        assert "> the parser" in day.last("ana")
        assert "You haven’t answered “Where are you stuck?” yet." in day.last("ana")
        await day.say("ana", "nowhere")
        assert "the lexer" in posted(day)
        assert "the parser" not in posted(day)
        assert "nowhere" in posted(day)


async def test_a_reply_to_the_pending_question_is_an_answer_like_any_other(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "the parser", answers=asked(day, "What did you do?"))
        assert "Where are you stuck?" in day.last("ana")
        await day.say("ana", "-", answers=asked(day, "Where are you stuck?"))
        assert "the parser" in posted(day)


async def test_more_of_an_answer_is_added_to_it(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "the parser")
        await day.say("ana", "and the lexer", answers=asked(day, "What did you do?"))
        assert "Added to your answer to “What did you do?”" in day.last("ana")
        await day.say("ana", "nowhere")
        assert "the parser" in posted(day)
        assert "and the lexer" in posted(day)


async def test_a_reply_to_what_was_answered_and_posted_changes_the_post(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "the parser")
        await day.say("ana", "nowhere")
        assert "the parser" in posted(day)
        await day.say("ana", "the lexer", answers=asked(day, "What did you do?"))
        assert "the lexer" in posted(day)
        assert "the parser" not in posted(day)
        assert "Taken as your answer to “What did you do?”, in place of:" in day.last("ana")


async def test_a_reply_to_a_question_of_another_standup_answers_it_there(tmp_path: Path) -> None:
    both = instance(daily(ANA), learning_day(ANA))
    async with team(tmp_path, both, at("9:00")) as day:
        await day.until(at("9:30"))
        first = day.platform.direct_texts("ana")[0]
        await day.say("ana", "the parser")
        assert "What did you do?" in first
        await day.say("ana", "nowhere")
        assert "What will you learn today?" in day.last("ana")
        await day.say("ana", "the lexer", answers=asked(day, "What did you do?"))
        assert "the lexer" in posted(day)
        assert "lexer" not in posted(day, ROOM)
        assert "You haven’t answered" not in day.last("ana")
        await day.say("ana", "JAX")
        assert "1. JAX" in posted(day, ROOM)


async def test_what_cannot_be_read_is_asked_about_before_the_pending_question(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, MIXED, at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "4")
        await day.say("ana", "purple monkey", answers=asked(day, "How are you?"))
        assert "What did you do?" not in day.last("ana")
        await day.say("ana", "2")
        assert "What did you do?" in day.last("ana")
        await day.say("ana", "the parser")
        await day.say("ana", "3")
        assert "the parser" in posted(day)
        answers = await day.rows("SELECT text FROM answer ORDER BY id")
        assert ("4",) not in answers


async def test_what_came_of_one_item_is_told_by_a_reply_and_the_others_stay(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "JAX\nRust")
        await day.until(at("17:00"))
        evening = asked(day, "What did you learn?")
        await day.say("ana", "1 done 2 partly – it was hard")
        assert "◐ Rust" in posted(day, ROOM)
        await day.say("ana", "2 done", answers=evening)
        assert "Added to your answer to “What did you learn?”" in day.last("ana")
        assert "✓ JAX" in posted(day, ROOM)
        assert "✓ Rust" in posted(day, ROOM)
        assert "◐ Rust" not in posted(day, ROOM)


async def test_a_dash_replied_to_a_question_leaves_out_its_answer(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "the parser")
        await day.say("ana", "-", answers=asked(day, "What did you do?"))
        assert "in place of:" in day.last("ana")
        await day.say("ana", "in the queue")
        assert "the parser" not in posted(day)
        assert "in the queue" in posted(day)


async def test_a_reply_to_the_reminder_answers_the_question_it_reminds_of(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "JAX")
        await day.until(at("19:40"))
        assert "What did you learn" in "".join(day.platform.direct_texts("ana"))
        await day.say("ana", "1 done", answers=day.platform.shown[-1].id)
        assert "JAX" in posted(day, ROOM)


@pytest.mark.parametrize("words", ["with Bo, mostly", "Looked at the tests again"])
async def test_a_reply_to_what_is_posted_is_no_answer(tmp_path: Path, words: str) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "JAX")
        thanks = thanked(day)
        await day.say("ana", words, answers=thanks)
        assert "You replied to something that was shared" in day.last("ana")
        assert words not in posted(day, ROOM)
        await day.until(at("17:00"))
        await day.say("ana", words, answers=thanks)
        assert "You replied to something that was shared" in day.last("ana")
        assert words not in posted(day, ROOM)
        await day.say("ana", "update")
        assert words in posted(day, ROOM)


async def test_thanks_for_what_was_posted_is_answered_kindly(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "JAX")
        await day.say("ana", "thanks!", answers=thanked(day))
        assert "You’re welcome" in day.last("ana")


async def test_a_command_is_one_whatever_it_replies_to(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "the parser")
        await day.say("ana", "status", answers=asked(day, "What did you do?"))
        assert "the parser" in str(await day.rows("SELECT text FROM answer"))
        assert "in place of" not in day.last("ana")


async def test_a_reply_to_ones_own_answer_is_asked_about(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:30"))
        own = await day.say("ana", "the parser")
        await day.say("ana", "its errors most of all", answers=own)
        assert "You replied to a message of your own" in day.last("ana")
        await day.say("ana", "add")
        assert "Added to your answer to “What did you do?”" in day.last("ana")
        await day.say("ana", "nowhere")
        assert "its errors most of all" in posted(day)


async def test_a_reply_to_what_nobody_knows_is_asked_about(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "the parser", answers="m999")
        assert "I no longer know the message you replied to" in day.last("ana")
        assert await day.rows("SELECT text FROM answer") == []
        await day.say("ana", "answer")
        assert await day.rows("SELECT text FROM answer") == [("the parser",)]


async def test_a_reply_to_a_command_of_ones_own_says_nothing(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:30"))
        own = await day.say("ana", "help")
        await day.say("ana", "the parser", answers=own)
        assert await day.rows("SELECT text FROM answer") == [("the parser",)]


async def test_nobody_elses_question_is_answered_by_a_reply(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "the parser", answers=asked(day, "What did you do?", "bo"))
        assert "I no longer know the message" in day.last("ana")
        assert await day.rows("SELECT text FROM answer") == []


async def test_a_reply_to_a_question_of_yesterday_answers_yesterdays(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:30"))
        old = asked(day, "What did you do?")
        await day.until(at("9:30") + timedelta(days=1))
        new = asked(day, "What did you do?")
        assert old != new
        await day.say("ana", "the parser", answers=old)
        assert "Taken as your answer to “What did you do?”" in day.last("ana")
        [(check_in,)] = await day.rows("SELECT check_in_id FROM answer")
        [(first,)] = await day.rows("SELECT min(id) FROM check_in")
        assert check_in == first
        await day.say("ana", "the lexer", answers=new)
        assert "Where are you stuck?" in day.last("ana")


async def test_what_is_not_for_others_is_not_posted_though_it_replies(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "the parser")
        await day.say("ana", "between us: I hate it here", answers=asked(day, "What did you do?"))
        await day.say("ana", "nowhere")
        assert "hate" not in posted(day)
        assert "the parser" in posted(day)


async def test_a_word_in_reply_to_an_offer_is_about_that_message(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "the chain rule", forwarded=True)
        first = day.platform.shown[-1].id
        await day.say("ana", "automatic gradients", forwarded=True)
        await day.say("ana", "answer", answers=first)
        assert "1. the chain rule" in posted(day, ROOM)
        assert "gradients" not in posted(day, ROOM)


async def test_a_reply_that_comes_twice_counts_once(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "the parser")
        day.platform.say("ana", "the lexer", times=2, answers=asked(day, "What did you do?"))
        await day.settled()
        assert await day.rows("SELECT text FROM answer") == [("the lexer",)]
        assert await day.rows("SELECT text FROM wording") == [("the parser",)]
