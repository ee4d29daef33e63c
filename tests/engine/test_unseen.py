"""Words that come while the question has surely not left answer nothing: it is delivered first."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from standup.chat.interface import Said, TryAgain, Unsure
from standup.core.model import Account, Instance, Person
from standup.store import check_ins, outbox
from tests.engine.test_log import TOLD
from tests.platform import CAPABLE, Platform
from tests.team import LONDON, ROOM, THURSDAY, Team, at, daily, instance, learning_day, person, team

ANA = person("ana")
BOTH = Person("bo", "Bo", LONDON, (Account("chat", "bo"), Account("pager", "bo-pager")))


def asked(
    day: Team, account: str, words: str = "One thing per line", on: str = "chat"
) -> list[str]:
    return [text for text in day.platforms[on].direct_texts(account) if words in text]


async def back_with(day: Team, words: str) -> None:
    """Bo, who had shut the bot out when the round opened, writes."""
    await day.until(at("9:40"))
    day.platform.unreachable.clear()
    await day.say("bo", words)


@pytest.mark.parametrize("words", ["hi, I am back", "Learning JAX", "-", "skip", "2"])
async def test_whoever_unblocks_the_bot_with_a_word_is_asked_first_and_once(
    tmp_path: Path, words: str
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.unreachable |= {"bo": "blocked", "@bo": "blocked"}
        await back_with(day, words)
        texts = day.platform.direct_texts("bo")
        assert "What will you learn today?" in texts[0]
        assert len(asked(day, "bo")) == 1
        assert "Bo" not in [shown.text[:2] for shown in day.platform.channel(ROOM)]
        await day.say("bo", "The borrow checker")
        report = [shown.text for shown in day.platform.channel(ROOM) if "Bo" in shown.text][-1]
        assert "The borrow checker" in report
        assert words not in report.split("\n")


async def test_what_they_wrote_waits_for_their_word(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.unreachable |= {"bo": "blocked", "@bo": "blocked"}
        await back_with(day, "Learning JAX")
        assert "before I could ask" in day.last("bo")
        assert "posted anything" in day.last("bo")
        await day.say("bo", "it was my answer")
        assert "Learning JAX" in day.platform.channel_text(ROOM)
        assert len(asked(day, "bo")) == 1


async def test_who_can_be_reached_again_without_a_word_is_asked_once(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.unreachable |= {"bo": "blocked", "@bo": "blocked"}
        await day.until(at("9:40"))
        day.platform.unreachable.clear()
        day.platform.come_back("bo")
        await day.settled()
        await day.say("bo", "JAX")
        assert len(asked(day, "bo")) == 1
        assert "JAX" in day.platform.channel_text(ROOM)


async def later(day: Team, moment: str) -> None:
    """What was written is taken while nothing can leave; then time passes."""
    for platform in day.platforms.values():
        await platform.all_taken()
    day.clock.jump(at(moment))
    await day.settled()


async def test_what_is_said_while_the_platform_takes_nothing_answers_nothing(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:29")) as day:
        day.platform.faults += [TryAgain(600.0, "it is down", everywhere=False, undone=True)] * 2
        await day.until(at("9:30"))
        assert day.platform.shown == []
        day.platform.say("ana", "Moved the parser yesterday")
        await later(day, "9:55")
        assert len(asked(day, "ana")) == 1
        assert "before I could ask" in day.last("ana")
        await day.say("ana", "JAX")
        assert "Moved" not in day.platform.channel_text(ROOM)
        assert "JAX" in day.platform.channel_text(ROOM)


@pytest.mark.parametrize(
    "doubt", [Unsure(600.0), TryAgain(600.0, everywhere=False)], ids=["unsure", "again"]
)
async def test_a_question_whose_sending_is_unsure_counts_as_delivered(
    tmp_path: Path, doubt: Exception
) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:29")) as day:
        day.platform.faults += [doubt, doubt]  # the thread's, and the question's
        await day.until(at("9:30"))
        assert day.platform.shown == []
        day.platform.say("ana", "JAX")
        await later(day, "9:55")
        assert "JAX" in day.platform.channel_text(ROOM)


async def test_who_writes_elsewhere_is_asked_there(tmp_path: Path) -> None:
    bo = replace(BOTH, prefer="chat")
    told = Instance((learning_day(bo),), (bo,), "Ana (ana)", LONDON)
    chat, pager = Platform(), Platform(capabilities=CAPABLE)
    async with team(tmp_path, told, at("9:29"), chat, others={"pager": pager}) as day:
        chat.faults += [TryAgain(3600.0, everywhere=False, undone=True)] * 2
        await day.until(at("9:30"))
        pager.say("bo-pager", "Working on the parser from a train")
        await pager.all_taken()
        await later(day, "9:31")
        assert len(asked(day, "bo-pager", on="pager")) == 1
        pager.say("bo-pager", "JAX")
        await later(day, "12:00")
        assert asked(day, "bo") == []
        assert "JAX" in day.platform.channel_text(ROOM)
        assert "train" not in day.platform.channel_text(ROOM)


async def test_the_second_of_two_quick_answers_is_no_answer_to_what_was_not_asked_yet(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(daily(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        day.platform.faults += [TryAgain(60.0, everywhere=False, undone=True)]
        day.platform.say("ana", "Reviews")
        await day.platform.all_taken()
        day.platform.say("ana", "The demo for the board")
        await later(day, "9:50")
        assert len(asked(day, "ana", "Where are you stuck?")) == 1
        await day.say("ana", "Nowhere much, only in the parser")
        report = day.platform.channel_text("#daily")
        assert "Nowhere much" in report
        assert "demo" not in report


async def test_a_question_that_was_seen_may_be_answered_bit_by_bit(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "JAX\nRust")
        await day.until(at("17:01"))
        day.platform.faults.append(TryAgain(60.0, everywhere=False, undone=True))
        day.platform.say("ana", "1 done, it differentiates anything")
        day.platform.say("ana", "2 not, there was no time")
        await later(day, "17:10")
        report = day.platform.channel_text(ROOM)
        assert "✓ JAX" in report
        assert "○ Rust" in report


async def test_what_was_written_while_nobody_listened_answers_no_later_question(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:45"))
        day.platform.deliver(Said("early", "ana", "Moved the parser yesterday", at("9:10")))
        await day.settled()
        assert "before I could ask" in day.last("ana")
        await day.say("ana", "JAX")
        assert "Moved" not in day.platform.channel_text(ROOM)
        assert "JAX" in day.platform.channel_text(ROOM)


async def test_an_edit_of_what_came_too_early_answers_nothing_either(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.unreachable |= {"bo": "blocked", "@bo": "blocked"}
        await day.until(at("9:40"))
        day.platform.unreachable.clear()
        message = await day.say("bo", "Moved the pasrer yesterday")
        day.platform.edit_own("bo", message, "Moved the parser yesterday")
        await day.settled()
        assert "Moved" not in day.platform.channel_text(ROOM)
        await day.say("bo", "it was my answer")
        assert "yesterday" in day.platform.channel_text(ROOM)


async def test_what_came_before_a_question_that_never_left_is_no_late_answer_to_it(
    tmp_path: Path,
) -> None:
    platform = Platform()
    async with team(tmp_path, instance(daily(ANA, closes=12)), at("9:29"), platform) as day:
        platform.faults += [TryAgain(9000.0, everywhere=False, undone=True)] * 2
        await day.until(at("9:30"))
    tomorrow = THURSDAY + timedelta(days=1)
    async with team(tmp_path, instance(daily(ANA)), at("9:31", tomorrow), platform) as day:
        await day.settled()
        platform.deliver(Said("late", "ana", "Moved the parser yesterday", at("10:00")))
        await day.settled()
        assert await day.rows("SELECT text FROM answer") == []
        assert await day.rows("SELECT text FROM addition") == [("Moved the parser yesterday",)]


async def test_an_edit_that_the_evening_interrupts_is_not_dropped_in_silence(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "JAX")
        await day.until(at("12:00"))
        await day.say("ana", "edit")
        await day.until(at("17:01"))
        assert "change your answer to “What will you learn today?”" in day.last("ana")
        assert "What did you learn?" in "".join(day.platform.direct_texts("ana")[-2:])
        await day.say("ana", "edit")
        await day.say("ana", "Rust")
        assert "1. Rust" in day.platform.channel_text(ROOM)
        assert "What did you learn?" in "".join(day.platform.direct_texts("ana")[-2:])


async def test_what_nobody_was_changing_is_not_said_to_stay(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "JAX")
        await day.until(at("12:00"))
        await day.say("ana", "edit")
        await day.say("ana", "Rust")
        await day.until(at("17:01"))
        assert "change your answer" not in day.last("ana")


async def test_nor_does_what_came_before_a_question_that_was_over_before_it_left(
    tmp_path: Path,
) -> None:
    platform = Platform()
    async with team(tmp_path, instance(daily(ANA, closes=12)), at("9:29"), platform) as day:
        platform.faults += [TryAgain(9000.0, everywhere=False, undone=True)] * 2
        await day.until(at("9:30"))
    async with team(tmp_path, instance(daily(ANA)), at("13:00"), platform) as day:
        await day.store.write(lambda tx: outbox.expire(tx, "chat", day.clock.now()))
        check_in = await day.store.read(lambda tx: check_ins.check_in(tx, 1))
        assert check_in.unseen


async def both_written_while_nobody_listened(day: Team, first: str, second: str) -> None:
    """Two messages of 9:40 and 9:41 are read at 10:00, the second once the first was answered."""
    await day.until(at("10:00"))
    for number, words in enumerate((first, second)):
        day.platform.deliver(Said(f"late{number}", "ana", words, at(f"9:4{number}")))
        await day.settled()


async def test_what_was_written_before_the_second_question_was_seen_does_not_answer_it(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(daily(ANA)), at("9:00")) as day:
        await both_written_while_nobody_listened(day, "Reviews", "The demo for the board")
        assert len(asked(day, "ana", "Where are you stuck?")) == 1
        assert "before I could ask" in day.last("ana")
        assert await day.rows("SELECT text FROM answer") == [("Reviews",)]
        await day.say("ana", "Nowhere much, only in the parser")
        report = day.platform.channel_text("#daily")
        assert "Nowhere much" in report
        assert "demo" not in report


async def test_and_belongs_to_the_first_ones_answer_by_a_word(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA)), at("9:00")) as day:
        await both_written_while_nobody_listened(day, "Reviews", "The demo for the board")
        await day.say("ana", "add")
        assert await day.rows("SELECT question, text FROM answer") == [
            ("done", "Reviews"),
            ("done", "The demo for the board"),
        ]


async def test_or_answers_the_second_if_its_author_says_so(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA)), at("9:00")) as day:
        await both_written_while_nobody_listened(day, "Reviews", "Only in the parser")
        await day.say("ana", "answer")
        assert ("stuck", "Only in the parser") in await day.rows(
            "SELECT question, text FROM answer"
        )


@pytest.mark.parametrize("words", ["skip", "-"])
async def test_nor_is_a_question_skipped_before_it_was_seen(tmp_path: Path, words: str) -> None:
    async with team(tmp_path, instance(daily(ANA)), at("9:00")) as day:
        await both_written_while_nobody_listened(day, "Reviews", words)
        assert await day.rows("SELECT question FROM answer") == [("done",)]
        await day.say("ana", "Nowhere")
        assert "Nowhere" in day.platform.channel_text("#daily")


async def test_what_was_written_late_to_a_question_that_was_seen_answers_it(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(daily(ANA)), at("9:00")) as day:
        await day.until(at("9:35"))
        await day.say("ana", "Reviews")
        await both_written_while_nobody_listened(day, "Nowhere, really", "thanks!")
        assert ("stuck", "Nowhere, really") in await day.rows("SELECT question, text FROM answer")


async def test_an_outcome_told_bit_by_bit_while_nobody_listened_is_heard_whole(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "JAX\nRust")
        await day.until(at("18:00"))
        for number, words in enumerate(("1 done, it differentiates anything", "2 not, no time")):
            day.platform.deliver(Said(f"late{number}", "ana", words, at(f"17:4{number}")))
            await day.settled()
        report = day.platform.channel_text(ROOM)
        assert "✓ JAX" in report
        assert "○ Rust" in report


async def test_what_was_changed_on_purpose_is_changed_though_it_is_read_late(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(daily(ANA)), at("9:00")) as day:
        await day.until(at("9:35"))
        await day.say("ana", "Reviews")
        await both_written_while_nobody_listened(day, "edit", "The demo for the board")
        assert await day.rows("SELECT text FROM answer") == [("The demo for the board",)]


async def test_what_answered_the_standup_before_answers_nothing_of_the_one_behind_it(
    tmp_path: Path,
) -> None:
    both = instance(learning_day(ANA), replace(daily(ANA), id="news"))
    async with team(tmp_path, both, at("9:00")) as day:
        await both_written_while_nobody_listened(day, "JAX", "I wrote about its tracing")
        assert asked(day, "ana", "What did you do?")
        assert await day.rows("SELECT text FROM answer") == [("JAX",)]
        assert await day.rows("SELECT text FROM offer") == [("I wrote about its tracing",)]
        assert await day.rows("SELECT text FROM addition") == []


async def test_what_gave_way_is_answered_by_what_was_written_while_it_was_asked(
    tmp_path: Path,
) -> None:
    noon = replace(daily(ANA, cron="0 12 * * *", closes=13), id="noon", title="Noon")
    both = instance(daily(ANA, closes=11), noon)
    async with team(tmp_path, both, at("9:00")) as day:
        await day.until(at("12:10"))
        assert asked(day, "ana", "Noon")
        day.platform.deliver(Said("late", "ana", "Reviews", at("10:50")))
        await day.settled()
        assert await day.rows("SELECT question, text, check_in_id FROM answer") == [
            ("done", "Reviews", 1)
        ]
        assert await day.rows("SELECT text FROM addition") == []


@pytest.mark.parametrize(("hour", "posted"), [(10, ["short"]), (13, [])])
async def test_what_came_late_goes_into_the_run_that_was_open_when_it_was_written(
    tmp_path: Path, hour: int, posted: list[str]
) -> None:
    short = replace(daily(ANA, cron="40 9 * * *", closes=11), id="short", title="Short")
    later = replace(daily(ANA, cron="0 14 * * *", closes=16), id="later", title="Later")
    three = instance(daily(ANA, closes=10), short, later)
    async with team(tmp_path, three, at("9:00")) as day:
        await day.until(at("14:05"))
        for number, words in enumerate(("Reviews", "-", "by the way, the demo is on Monday")):
            day.platform.deliver(Said(f"late{number}", "ana", words, at(f"{hour}:0{number}")))
            await day.settled()
        added = await day.rows("SELECT r.standup FROM addition a JOIN run r ON r.id = a.run_id")
        assert added == [(one,) for one in posted]
        waits = await day.rows("SELECT text FROM offer")
        assert waits == [("by the way, the demo is on Monday",)] * (not posted)
