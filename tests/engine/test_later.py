"""A question comes back later, because somebody said so."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from standup.core.model import Account, Channel, Instance, Question, Round, Standup
from standup.store import personal_data
from tests.platform import CAPABLE, Platform
from tests.team import Team, at, daily, instance, learning_day, person, team

ANA, BO = person("ana"), person("bo")
PRESSING = replace(CAPABLE, choices=True)
DONE, PLANNED = "What did you do?", "What will you learn today?"
SECOND = Standup(
    "second",
    "Second",
    (
        Round(
            "second",
            "Second",
            "0 10 * * *",
            (Question("one", "text", "One more thing?"),),
            timedelta(hours=20),
        ),
    ),
    (ANA,),
    (Channel("chat", "#second"),),
)


def came(day: Team, ask: str, account: str = "ana") -> list[str]:
    """When a question came, by London's clock."""
    place = f"@{account}"
    found = [s for s in day.platform.shown if s.place == place and f"\n{ask}" in f"\n{s.text}"]
    return [f"{s.at:%a %H:%M}" for s in found]


def plan(**changed: object) -> Instance:
    return instance(replace(learning_day(ANA), **changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "comes"),
    [
        ("later", "Thu 10:31"),
        ("/later", "Thu 10:31"),
        ("in 20 minutes", "Thu 09:51"),
        ("In 20 Minutes.", "Thu 09:51"),
        ("in half an hour", "Thu 10:01"),
        ("in an hour and 30 minutes", "Thu 11:01"),
        ("at 14:00", "Thu 14:00"),
        ("at 2pm", "Thu 14:00"),
        ("at noon", "Thu 12:00"),
        ("ask me again at 14:00", "Thu 14:00"),
        ("ask me in an hour", "Thu 10:31"),
        ("remind me in an hour", "Thu 10:31"),
        ("remind me later", "Thu 10:31"),
        ("later at 14:00", "Thu 14:00"),
    ],
)
async def test_the_open_question_comes_back_then(tmp_path: Path, words: str, comes: str) -> None:
    async with team(tmp_path, plan(), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", words)
        assert f"ask you again at {comes[-5:]}" in day.last("ana")
        await day.until(at("16:59"))
        assert came(day, PLANNED) == ["Thu 09:30", comes]
        await day.say("ana", "JAX")
        assert "Thanks, posted" in day.last("ana")


async def test_it_comes_back_once_whenever_the_bot_was_down(tmp_path: Path) -> None:
    for down in ("9:40", "10:05", "13:00"):
        folder = tmp_path / down.replace(":", "")
        folder.mkdir()
        async with team(folder, plan(), at("9:00")) as day:
            await day.until(at("9:31"))
            await day.say("ana", "at 10:00")
        async with team(folder, plan(), at(down)) as day:
            await day.until(at("16:00"))
            assert len(came(day, PLANNED)) == 1
            assert came(day, PLANNED)[0][-5:] == max("10:00", f"{down:0>5}")
        async with team(folder, plan(), at("16:01")) as day:
            await day.until(at("16:50"))
            assert came(day, PLANNED) == []


async def test_what_is_over_when_the_bot_is_back_comes_no_more(tmp_path: Path) -> None:
    async with team(tmp_path, plan(), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "at 14:00")
    async with team(tmp_path, plan(), at("17:30")) as day:
        await day.until(at("19:00"))
        assert came(day, PLANNED) == []
        assert len(came(day, "What did you learn?")) == 1


async def test_an_answer_in_between_leaves_nothing_to_ask(tmp_path: Path) -> None:
    async with team(tmp_path, plan(), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "at 14:00")
        await day.say("ana", "JAX")
        assert "Thanks, posted" in day.last("ana")
        await day.until(at("16:00"))
        assert came(day, PLANNED) == ["Thu 09:30"]


@pytest.mark.parametrize("words", ["skip run", "away today", "skip"])
async def test_what_ends_the_day_ends_that_too(tmp_path: Path, words: str) -> None:
    async with team(tmp_path, plan(), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "at 14:00")
        await day.say("ana", words)
        await day.until(at("16:00"))
        assert came(day, PLANNED) == ["Thu 09:30"]
        assert await day.rows("SELECT * FROM check_in WHERE later_due IS NOT NULL") == []


async def test_who_moves_is_asked_again_at_the_moment_they_were_told(tmp_path: Path) -> None:
    async with team(tmp_path, plan(), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "at 14:00")
        await day.say("ana", "timezone New York")
        await day.until(at("16:00"))
        assert came(day, PLANNED)[:2] == ["Thu 09:30", "Thu 14:00"]


async def test_reminders_in_between_are_held(tmp_path: Path) -> None:
    rounds = tuple(replace(r, reminder=timedelta(minutes=30)) for r in learning_day().rounds)
    async with team(tmp_path, plan(rounds=rounds), at("9:00")) as day:
        await day.until(at("16:00"))
        await day.say("ana", "at 16:45")
        await day.until(at("16:59"))
        assert not any("haven’t answered" in text for text in day.platform.direct_texts("ana"))
        assert came(day, PLANNED) == ["Thu 09:30", "Thu 16:45"]


async def test_a_reminder_after_it_came_back_comes(tmp_path: Path) -> None:
    rounds = tuple(replace(r, reminder=timedelta(minutes=30)) for r in learning_day().rounds)
    async with team(tmp_path, plan(rounds=rounds), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "at 12:00")
        await day.until(at("16:59"))
        assert "haven’t answered" in day.last("ana")


async def test_said_bare_to_an_open_text_question_it_is_asked_about_once(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "later")
        assert f"Is that your answer to “{DONE}”" in day.last("ana")
        await day.say("ana", "later")
        assert "OK, I’ll ask you again at 10:31." in day.last("ana")
        await day.until(at("11:00"))
        assert came(day, DONE) == ["Thu 09:30", "Thu 10:31"]


async def test_and_it_may_have_been_the_answer(tmp_path: Path) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, instance(daily(ANA)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        await day.say("ana", "tomorrow")
        platform.choose("ana", "It’s my answer")
        await day.settled()
        assert await day.rows("SELECT text FROM answer") == [("tomorrow",)]
        await day.until(at("11:59"))
        assert came(day, DONE) == ["Thu 09:30"]


async def test_a_tap_says_when_it_comes_by_the_words_that_were_written(tmp_path: Path) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, instance(daily(ANA)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        await day.say("ana", "at 11:00")
        await day.until(at("9:50"))
        platform.choose("ana", "Ask me later")
        await day.settled()
        await day.until(at("11:59"))
        assert came(day, DONE) == ["Thu 09:30", "Thu 11:00"]
        assert await day.rows("SELECT * FROM answer") == []


async def test_words_that_say_more_are_an_answer(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "in 20 minutes of profiling I found the leak")
        assert "Where are you stuck?" in day.last("ana")


async def test_a_button_puts_it_off_and_pressed_twice_it_counts_once(tmp_path: Path) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, instance(daily(ANA)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        platform.choose("ana", "Later")
        await day.settled()
        assert "OK, I’ll ask you again at 10:31." in day.last("ana")
        await day.until(at("9:50"))
        platform.choose("ana", "Later")
        await day.settled()
        assert "OK, I’ll ask you again at 10:31." in day.last("ana")
        await day.until(at("11:00"))
        assert came(day, DONE) == ["Thu 09:30", "Thu 10:31"]
        platform.choose("ana", "Later")
        await day.settled()
        assert "OK, I’ll ask you again at 11:30." in day.last("ana")


@pytest.mark.parametrize("words", ["at 12:00", "at 14:00", "in 3 hours", "tomorrow", "at 9:00"])
async def test_after_the_close_it_cannot_come_and_what_can_be_is_said(
    tmp_path: Path, words: str
) -> None:
    async with team(tmp_path, instance(daily(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", f"/{words}")
        assert "Daily is only open until 12:00" in day.last("ana")
        await day.until(at("23:00"))
        assert came(day, DONE) == ["Thu 09:30"]


async def test_tomorrow_comes_where_the_day_is_open_so_long(tmp_path: Path) -> None:
    weekly = daily(ANA, cron="30 9 * * thu", closes=36)
    async with team(tmp_path, instance(weekly), at("9:00")) as day:
        await day.until(at("11:00"))
        await day.say("ana", "/tomorrow")
        assert "on Friday 27 November at 09:30" in day.last("ana")
        await day.until(at("23:00") + timedelta(days=1))
        assert came(day, DONE) == ["Thu 09:30", "Fri 09:30"]


async def test_after_its_deadline_it_comes_while_the_run_is_open(tmp_path: Path) -> None:
    rounds = learning_day().rounds
    early = replace(rounds[0], closes=timedelta(hours=12))
    async with team(tmp_path, plan(rounds=(early, rounds[1])), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "at 14:00")
        assert "marked late" in day.last("ana")
        await day.until(at("16:00"))
        assert came(day, PLANNED) == ["Thu 09:30", "Thu 14:00"]


async def test_prolonging_makes_room(tmp_path: Path) -> None:
    told = instance(replace(daily(ANA), owners=("ana",)))
    async with team(tmp_path, told, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "/at 13:00")
        assert "only open until 12:00" in day.last("ana")
        await day.agree("ana", "/extend 2 hours")
        await day.say("ana", "/at 13:00")
        await day.until(at("13:59"))
        assert came(day, DONE) == ["Thu 09:30", "Thu 13:00"]


async def test_undo_asks_it_now(tmp_path: Path) -> None:
    async with team(tmp_path, plan(), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "at 14:00")
        await day.say("ana", "undo")
        assert "OK, back to Learning Day." in day.last("ana")
        await day.until(at("16:00"))
        assert came(day, PLANNED) == ["Thu 09:30", "Thu 09:31"]


async def test_said_again_the_later_word_counts(tmp_path: Path) -> None:
    async with team(tmp_path, plan(), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "at 14:00")
        await day.say("ana", "in 20 minutes")
        await day.until(at("16:00"))
        assert came(day, PLANNED) == ["Thu 09:30", "Thu 09:51"]


async def test_with_nothing_open_it_is_said_so(tmp_path: Path) -> None:
    async with team(tmp_path, plan(), at("9:00")) as day:
        await day.say("ana", "later")
        assert "nothing to ask you later" in day.last("ana")
        await day.until(at("9:31"))
        await day.say("ana", "JAX")
        await day.say("ana", "tomorrow")
        assert "nothing to ask you later" in day.last("ana")
        assert "tomorrow" not in day.platform.channel_text("#learning")


async def test_an_answer_changed_into_such_a_word_is_an_answer_still(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA)), at("9:00")) as day:
        await day.until(at("9:31"))
        message = await day.say("ana", "Finished the parser today")
        day.platform.edit_own("ana", message, "Finished the parser tomorrow")
        await day.settled()
        assert await day.rows("SELECT text FROM answer") == [("Finished the parser tomorrow",)]
        day.platform.edit_own("ana", message, "tomorrow")
        await day.settled()
        assert await day.rows("SELECT later_due FROM check_in WHERE later_due > 0") == []


async def test_another_standup_is_not_silenced_by_it(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA), SECOND), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "at 14:00")
        await day.until(at("10:01"))
        assert came(day, "One more thing?") == ["Thu 10:00"]
        await day.say("ana", "a talk on tracing")
        await day.until(at("16:00"))
        assert came(day, PLANNED) == ["Thu 09:30", "Thu 14:00"]
        await day.say("ana", "JAX")
        learned = await day.rows("SELECT text FROM answer ORDER BY id")
        assert learned == [("a talk on tracing",), ("JAX",)]


async def test_what_waited_behind_it_has_its_turn(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA), SECOND), at("9:00")) as day:
        await day.until(at("10:01"))
        assert came(day, "One more thing?") == []
        await day.say("ana", "at 14:00")
        assert came(day, "One more thing?") == ["Thu 10:01"]
        await day.until(at("14:01"))
        assert "You wanted Learning Day again now" in day.last("ana")
        await day.say("ana", "a talk on tracing")
        assert came(day, PLANNED) == ["Thu 09:30", "Thu 14:01"]


async def test_for_it_alone_nothing_is_asked_again_at_a_deadline(tmp_path: Path) -> None:
    other = daily(ANA, cron="0 11 * * *", closes=12)
    async with team(tmp_path, instance(SECOND, other), at("9:00")) as day:
        await day.until(at("10:01"))
        await day.say("ana", "/at 19:00")
        await day.until(at("18:00"))
        assert came(day, DONE) == ["Thu 11:00"]


async def test_between_two_standups_it_is_asked_what_words_are_for(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA), SECOND), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "at 14:00")
        await day.until(at("10:01"))
        await day.say("ana", "a talk on tracing")
        await day.say("ana", "Now reading the XLA docs")
        assert "Which is it?" in day.last("ana")
        assert "XLA" not in day.platform.channel_text("#second")
        assert "XLA" not in day.platform.channel_text("#learning")


async def test_from_another_account_it_is_the_same_person(tmp_path: Path) -> None:
    there = Platform()
    ana = replace(ANA, accounts=(*ANA.accounts, Account("there", "ana2")))
    told = instance(learning_day(ana))
    async with team(tmp_path, told, at("9:00"), others={"there": there}) as day:
        await day.until(at("9:31"))
        there.say("ana2", "at 14:00")
        await day.settled()
        assert "ask you again at 14:00" in there.direct_texts("ana2")[-1]
        await day.say("ana", "at 15:00")
        await day.until(at("16:30"))
        assert came(day, PLANNED) == ["Thu 09:30", "Thu 15:00"]


async def test_at_a_change_of_clocks_it_comes_at_the_time_that_was_named(tmp_path: Path) -> None:
    autumn = datetime(2026, 10, 25, tzinfo=UTC)  # at 1:00 UTC clocks go back
    night = daily(ANA, cron="0 0 * * *", closes=6)
    async with team(tmp_path, instance(night), at("0:00", autumn) - timedelta(hours=2)) as day:
        await day.until(at("0:00", autumn) - timedelta(minutes=50))
        await day.say("ana", "/at 3:00")
        await day.until(at("5:00", autumn))
        assert came(day, DONE) == ["Sat 23:00", "Sun 03:00"]


async def test_it_does_not_fall_into_quiet_hours_unless_it_was_said(tmp_path: Path) -> None:
    long = daily(ANA, closes=23)
    async with team(tmp_path, instance(long), at("9:00")) as day:
        await day.say("ana", "quiet 10:00-11:15")
        await day.until(at("9:31"))
        await day.say("ana", "/later")
        assert "ask you again at 11:15" in day.last("ana")
        await day.say("ana", "/at 10:30")
        await day.until(at("22:00"))
        assert came(day, DONE) == ["Thu 09:30", "Thu 10:30"]


async def test_status_tells_it_and_the_export_too(tmp_path: Path) -> None:
    async with team(tmp_path, plan(), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "at 14:00")
        await day.say("ana", "status")
        assert "is open, and I’ll ask again: 14:00" in day.last("ana")
        given = await day.store.read(lambda tx: personal_data.export(tx, "ana"))
        assert given["runs"][0]["check_ins"][0]["comes_back_at"] == "2026-11-26T14:00:00+00:00"


async def test_an_owner_reminds_nobody_who_said_later(tmp_path: Path) -> None:
    told = instance(replace(learning_day(ANA, BO), owners=("bo",)))
    async with team(tmp_path, told, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "at 14:00")
        await day.say("bo", "JAX")
        await day.say("bo", "/remind missing")
        assert "Nobody in Learning Day is left to remind" in day.last("bo")
