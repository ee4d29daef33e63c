"""Learning Day as the three groups live it: answering, changing their minds, reading."""

from dataclasses import replace
from pathlib import Path

from standup.core.model import Question
from tests.team import (
    LEARNED,
    PLAN,
    ROOM,
    Team,
    at,
    daily,
    instance,
    learning_day,
    person,
    team,
)

ANA, BO, CHI = person("ana"), person("bo"), person("chi")


async def planned(day: Team, **plans: str) -> None:
    await day.until(at("9:30"))
    for name, plan in plans.items():
        await day.say(name, plan)


def digest(day: Team) -> str:
    return next(s.text for s in day.platform.channel(ROOM) if s.text.startswith("Digest"))


def root(day: Team) -> str:
    return day.platform.channel(ROOM)[0].text


async def test_a_whole_day_ends_in_a_thread_and_a_truthful_digest(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO, CHI)), at("9:00")) as day:
        await planned(day, ana="the chain rule\nthe Adam paper", bo="JAX")
        assert "posted in the thread" in day.last("ana")
        await day.until(at("12:00"))
        await day.say("ana", "I changed my mind: I implement Adam instead")
        await day.until(at("17:00"))
        assert "1. the chain rule" in day.last("ana")
        await day.say("ana", "1 done 2 changed – implemented it, and it converges")
        await day.until(at("20:01"))
        texts = [shown.text.split("\n")[0] for shown in day.platform.channel(ROOM)]
        assert texts == [
            "Learning Day · Thursday 26 November 2026",
            "Ana · Plan",
            "Bo · Plan",
            "Ana · Update",
            "Ana · Learned",
            "Digest · Learning Day · Thursday 26 November 2026",
        ]
        assert "Thank you, Ana and Bo! Shared: plan 2 of 3, learned 1 of 3." in digest(day)
        assert "✓ 1 done, ↻ 1 changed, · 1 unanswered" in digest(day)
        assert "Not shared yet: Chi." in digest(day)


async def test_everything_after_the_first_message_stands_in_its_thread(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await planned(day, ana="JAX")
        await day.until(at("20:01"))
        first, *others = day.platform.channel(ROOM)
        assert first.thread is None
        assert {shown.thread for shown in others} == {first.id}


async def test_the_first_message_shows_the_live_count_and_is_edited(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await planned(day)
        assert "plan 0 of 2, learned 0 of 2" in root(day)
        await day.say("ana", "JAX")
        assert "plan 1 of 2, learned 0 of 2" in root(day)
        assert day.platform.channel(ROOM)[0].edits > 0


async def test_an_edited_message_changes_the_post_and_the_digest_even_after_the_close(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:30"))
        message = await day.say("ana", "JXA")
        await day.until(at("20:01"))
        day.platform.edit_own("ana", message, "JAX")
        await day.settled()
        assert "JXA" not in day.platform.channel_text(ROOM)
        assert "1. JAX" in digest(day)
        assert await day.rows("SELECT text FROM wording") == [("JXA",)]


async def test_a_message_taken_back_leaves_the_thread_and_the_store(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:30"))
        message = await day.say("ana", "private words")
        day.platform.take_back("ana", message)
        await day.settled()
        assert "private words" not in day.platform.channel_text(ROOM)
        assert "private words" not in str(await day.rows("SELECT text FROM answer"))
        assert "private words" not in str(await day.rows("SELECT content FROM outbox"))


async def test_a_plan_taken_back_leaves_the_evenings_report_too(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:30"))
        message = await day.say("ana", "private words\nmore of them")
        await day.until(at("17:00"))
        await day.say("ana", "1 done 2 not – no time")
        await day.until(at("21:00"))
        day.platform.take_back("ana", message)
        await day.settled()
        for words in ("private words", "more of them"):
            assert words not in day.platform.channel_text(ROOM)
            assert words not in day.last("ana")
            assert words not in str(await day.rows("SELECT shown FROM check_in"))
        assert "(taken back) – done" in digest(day)


async def test_a_late_answer_is_marked_and_corrects_the_digest(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await planned(day, ana="JAX")
        await day.until(at("21:00"))
        assert "learned 0 of 2" in digest(day)
        await day.say("ana", "done – it compiles")
        assert "marked late" in day.last("ana")
        assert "Ana (late)" in digest(day)
        assert "learned 1 of 2" in digest(day)
        assert "learned 1 of 2" in root(day)


async def test_the_one_reminder_goes_to_those_who_have_not_answered(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await planned(day, ana="JAX", bo="Rust")
        await day.until(at("17:00"))
        await day.say("ana", "done – it compiles")
        await day.until(at("19:59"))
        assert sum("Not this time?" in text for text in day.platform.direct_texts("bo")) == 1
        assert not any("Not this time?" in text for text in day.platform.direct_texts("ana"))


async def test_an_away_person_is_not_asked_and_shows_as_away(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.say("bo", "away until 28 nov")
        await planned(day, ana="JAX")
        await day.until(at("20:01"))
        assert len(day.platform.direct_texts("bo")) == 1
        assert "Away: Bo." in digest(day)
        assert "plan 1 of 1" in digest(day)


async def test_a_message_that_arrives_twice_counts_once(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:30"))
        day.platform.say("ana", "JAX", times=3)
        await day.settled()
        assert len(day.platform.channel(ROOM)) == 2
        assert len(day.platform.direct_texts("ana")) == 2


async def test_the_second_of_two_standups_at_once_begins_when_the_first_is_finished(
    tmp_path: Path,
) -> None:
    told = instance(learning_day(ANA), daily(ANA))
    async with team(tmp_path, told, at("9:00")) as day:
        await day.until(at("9:30"))
        assert len(day.platform.direct_texts("ana")) == 1
        first = "Daily" if "Daily" in day.last("ana") else "Learning Day"
        await day.say("ana", "something")
        if first == "Daily":
            await day.say("ana", "-")
        second = "Daily" if first == "Learning Day" else "Learning Day"
        assert f"Next: {second}, open until" in day.last("ana")


async def test_a_stranger_gets_one_polite_answer_that_says_whom_to_ask(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.say("eve", "hello?")
        await day.say("eve", "hello??")
        assert len(day.platform.direct_texts("eve")) == 1
        assert "please send this line to Ana (ana)" in day.last("eve")


async def test_an_answer_longer_than_a_message_is_posted_whole(tmp_path: Path) -> None:
    words = " ".join(f"word{n}" for n in range(15_000))
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await planned(day, ana=words)
        posted = day.platform.channel_text(ROOM)
        assert all(f"word{n}" in posted for n in (0, 7_000, 14_999))
        assert all(len(s.text.encode()) <= 4000 for s in day.platform.shown)


async def test_a_shortened_answer_leaves_no_old_words_standing(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:30"))
        message = await day.say("ana", "secret " * 3000)
        day.platform.edit_own("ana", message, "short")
        await day.settled()
        assert "secret" not in day.platform.channel_text(ROOM)


async def test_a_null_byte_and_control_signs_are_taken_and_not_shown(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await planned(day, ana="J\x00A\x07X")
        assert "1. JAX" in day.platform.channel_text(ROOM)


async def test_a_message_without_words_is_answered_and_is_no_answer(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await planned(day, ana="  \x00 ")
        assert "without any text" in day.last("ana")
        await day.say("ana", "JAX")
        assert "posted" in day.last("ana")


async def test_each_person_is_asked_on_their_own_clock_and_the_digest_waits_for_the_last(
    tmp_path: Path,
) -> None:
    told = instance(learning_day(person("kiri", "Pacific/Auckland"), ANA))
    async with team(tmp_path, told, at("0:00") - (at("12:00") - at("0:00"))) as day:
        await day.until(at("9:29"))
        assert any("What will you learn" in text for text in day.platform.direct_texts("kiri"))
        assert day.platform.direct_texts("ana") == []
        await day.until(at("19:59"))
        assert not any(s.text.startswith("Digest") for s in day.platform.channel(ROOM))
        await day.until(at("20:01"))
        assert "Not shared yet: Ana and Kiri." in digest(day)


async def test_what_came_of_a_plan_is_counted_once_it_can_be_read(tmp_path: Path) -> None:
    learned = replace(LEARNED, questions=(*LEARNED.questions, Question("help", "text", "Help?")))
    standup = replace(learning_day(person("ana"), person("bo")), rounds=(PLAN, learned))
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "JAX")
        await day.until(at("20:01"))
        await day.say("ana", "done – it is fast")
        await day.say("bo", "how to wait")
        await day.say("bo", "-")  # posted late: the digest is composed anew
        assert "How the plans went: · 1 unanswered." in day.platform.channel_text(ROOM)
        await day.say("ana", "-")
        assert "How the plans went: ✓ 1 done." in day.platform.channel_text(ROOM)


async def test_a_day_costs_who_answers_plainly_few_words(tmp_path: Path) -> None:
    """Beside what they wrote themselves, once they have been told what the bot is."""
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.say("ana", "hello")
        told = len(day.platform.direct_texts("ana"))
        for clock, words in (("9:30", "JAX"), ("17:00", "done"), ("17:01", "it traces")):
            await day.until(at(clock))
            await day.say("ana", words)
        said = day.platform.direct_texts("ana")[told:]
        assert len(said) == 5
        assert sum(len(text.split()) for text in said) <= 125
