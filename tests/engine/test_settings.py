"""A person sets their own zone, days, reminders and quiet hours, and takes that back."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from standup.chat.interface import Inbox, Said
from standup.core.model import Instance
from standup.core.settings.setting import AsksAt, Paused, Scope, Setting, Source, TakesPart, Value
from standup.engine import at_the_machine
from standup.engine.bot import Bot
from standup.store import changes, settings
from standup.store.database import Transaction
from tests.platform import CAPABLE, Platform
from tests.team import LONDON, ROOM, Team, at, daily, instance, learning_day, person, team

ANA, BO = person("ana"), person("bo")
NEW_YORK, AUCKLAND = "America/New_York", "Pacific/Auckland"
FRIDAY, SATURDAY = timedelta(days=1), timedelta(days=2)


def asked(day: Team, account: str) -> list[str]:
    """When each question of the daily was asked of somebody, by day and London's clock."""
    found = [s for s in day.platform.shown if s.place == f"@{account}" and "What did you" in s.text]
    return [f"{s.at:%a %H:%M}" for s in found]


def silent(day: Team, account: str) -> list[str]:
    """When somebody got what made no sound."""
    found = [s for s in day.platform.shown if s.place == f"@{account}" and s.message.silent]
    return [f"{s.at:%a %H:%M}" for s in found]


async def answered(day: Team, account: str) -> None:
    await day.say(account, "skip run")


async def test_somebody_is_asked_by_the_clocks_of_the_city_they_name(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("8:00")) as day:
        await day.say("bo", "timezone New York")
        assert "America/New_York time, where it’s 03:00 now" in day.last("bo")
        await day.until(at("23:00"))
        assert asked(day, "bo") == ["Thu 14:30"]
        assert asked(day, "ana") == ["Thu 09:30"]
        await day.say("bo", "timezone as the team")
        await day.until(at("23:00") + FRIDAY)
        assert asked(day, "bo") == ["Thu 14:30", "Fri 09:30"]


@pytest.mark.parametrize("clock", ["8:00", "9:29", "9:31", "13:00", "20:00", "23:59"])
@pytest.mark.parametrize("city", ["New York", "Auckland", "Honolulu", "Tokyo", "Kiritimati"])
async def test_who_moves_is_asked_each_day_once(tmp_path: Path, clock: str, city: str) -> None:
    async with team(tmp_path, instance(daily(ANA, BO, closes=23)), at("7:00")) as day:
        await day.until(at(clock))
        await day.say("bo", f"timezone {city}")
        await day.until(at("23:59") + 3 * FRIDAY)
        days = await day.rows(
            "SELECT r.day FROM check_in c JOIN run r ON r.id = c.run_id WHERE c.person = 'bo'"
            " ORDER BY r.day"
        )
        assert days[:3] == [("2026-11-26",), ("2026-11-27",), ("2026-11-28",)]
        assert len(set(days)) == len(days)
        there = "SELECT person FROM participant p JOIN run r ON r.id = p.run_id WHERE day = ?"
        assert len(await day.rows(there, "2026-11-26")) == 2
        missed = await day.rows("SELECT * FROM missed")
        assert missed == []


async def test_an_abbreviation_of_several_zones_is_asked_about(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("8:00")) as day:
        await day.say("bo", "timezone IST")
        assert "Which one is yours?" in day.last("bo")
        assert "timezone Asia/Kolkata" in day.last("bo")
        assert await day.rows("SELECT * FROM setting") == []


async def test_reminders_come_as_each_wants_them(tmp_path: Path) -> None:
    rounds = tuple(replace(r, reminder=timedelta(hours=1)) for r in daily().rounds)
    told = instance(replace(daily(ANA, BO, person("cy")), rounds=rounds))
    async with team(tmp_path, told, at("8:00")) as day:
        await day.say("bo", "remind me 30 minutes before")
        await day.say("cy", "no reminders")
        await day.until(at("23:00"))
        await day.say("bo", "remind me at 10:15")
        await day.until(at("23:00") + FRIDAY)
        came = {
            who: [
                f"{s.at:%a %H:%M}"
                for s in day.platform.shown
                if s.place == f"@{who}" and "You haven’t answered" in s.text
            ]
            for who in ("ana", "bo", "cy")
        }
        assert came["ana"] == ["Thu 11:00", "Fri 11:00"]
        assert came["bo"] == ["Thu 11:30", "Fri 10:15"]
        assert came["cy"] == []


async def test_who_wants_no_reminders_once_they_were_asked_gets_none(tmp_path: Path) -> None:
    rounds = tuple(replace(r, reminder=timedelta(hours=1)) for r in daily().rounds)
    told = instance(replace(daily(ANA, BO), rounds=rounds))
    async with team(tmp_path, told, at("8:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "no reminders")
        await day.until(at("23:00"))
        assert "You haven’t answered" in "".join(day.platform.direct_texts("ana"))
        assert "You haven’t answered" not in "".join(day.platform.direct_texts("bo"))


async def test_a_day_that_is_not_theirs_is_not_missed(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("8:00")) as day:
        await day.say("bo", "my days mon-thu")
        await day.until(at("23:00") + FRIDAY)
        assert asked(day, "bo") == ["Thu 09:30"]
        assert asked(day, "ana") == ["Thu 09:30", "Fri 09:30"]
        roster = "SELECT person FROM participant p JOIN run r ON r.id = p.run_id WHERE day = ?"
        assert await day.rows(roster, "2026-11-27") == [("ana",)]
        assert "Bo" not in day.platform.channel_text("#daily").rpartition("Friday")[2]


async def test_a_day_that_is_nobodys_is_no_run(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(BO)), at("8:00")) as day:
        await day.say("bo", "my days fri")
        await day.until(at("23:00"))
        assert await day.rows("SELECT * FROM run") == []


async def test_a_day_that_becomes_theirs_keeps_the_run_open_where_they_live_now(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("8:00")) as day:
        await day.say("bo", "my days mon-wed")
        await day.until(at("10:00"))
        await day.say("bo", "timezone New York")
        await day.say("bo", "my days mon-fri")
        await day.until(at("22:01"))  # when the others' deadline has passed
        assert "What did you learn?" in day.last("bo")


async def test_in_quiet_hours_a_question_waits_until_they_are_over(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("8:00")) as day:
        await day.say("bo", "quiet 20:00-10:45")
        await day.until(at("10:44"))
        assert asked(day, "bo") == []
        await day.until(at("10:45"))
        assert asked(day, "bo") == ["Thu 10:45"]
        assert silent(day, "bo") == []


async def test_what_waits_for_the_end_of_the_quiet_waits_whatever_is_planned_anew(
    tmp_path: Path,
) -> None:
    told = instance(daily(ANA, BO, closes=23))
    async with team(tmp_path, told, at("8:00")) as day:
        await day.say("bo", "quiet 9:00-18:00")
        await day.until(at("9:31"))
        await day.say("ana", "timezone Athens")
        await day.until(at("9:40"))
        assert asked(day, "bo") == []
    async with team(tmp_path, told, at("10:00")) as day:
        await day.until(at("17:59"))
        assert asked(day, "bo") == []
        await day.until(at("18:00"))
        assert asked(day, "bo") == ["Thu 18:00"]


async def test_a_question_that_would_be_too_late_after_the_quiet_comes_silently_at_its_time(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("8:00")) as day:
        await day.say("bo", "quiet 9:00-18:00")
        await day.until(at("11:00"))
        assert asked(day, "bo") == silent(day, "bo") == ["Thu 09:30"]
        assert asked(day, "ana") == ["Thu 09:30"]
        assert silent(day, "ana") == []
        await day.say("bo", "the parser")
        [_, *replies] = [s for s in day.platform.shown if s.place == "@bo" and s.at >= at("9:30")]
        assert replies
        assert not any(one.message.silent for one in replies)


async def test_a_silent_question_does_not_wait_behind_what_waits_for_the_end_of_the_quiet(
    tmp_path: Path,
) -> None:
    early = replace(daily(ANA, BO, closes=23), id="early", title="Early")
    async with team(tmp_path, instance(early, daily(ANA, BO)), at("8:00")) as day:
        await day.say("bo", "quiet 9:00-18:00")
        await day.until(at("11:00"))
        assert asked(day, "bo") == silent(day, "bo") == ["Thu 09:30"]
        await day.until(at("18:00"))
        assert asked(day, "bo") == ["Thu 09:30", "Thu 18:00"]


@pytest.mark.parametrize(("again", "expected"), [("9:00", ["Thu 09:00"]), ("13:00", [])])
async def test_what_was_set_before_the_bot_went_down_is_planned_from_then_on(
    tmp_path: Path, again: str, expected: list[str]
) -> None:
    bo = replace(BO, zone="Europe/Athens")
    told = replace(instance(daily(ANA)), people=(ANA, bo))
    async with team(tmp_path, told, at("7:00")) as day:
        await day.until(at("7:10"))
        store = day.store
        takes_part = (Scope(standup="daily"), TakesPart(("bo",), takes=True), "add bo")
        await store.write(
            lambda tx: settings.keep(tx, *takes_part, Source("ana", "chat"), at("7:20"))
        )
    async with team(tmp_path, told, at(again)) as day:
        await day.until(at(again) + timedelta(minutes=1))
        assert asked(day, "bo") == expected
        missed = await day.rows("SELECT zone FROM missed WHERE zone = 'Europe/Athens'")
        assert len(missed) == (not expected)


DAY, OF_DAILY = at("0:00").date(), Scope(standup="daily")


async def up_again(folder: Path, told: Instance, again: str, expected: list[str]) -> None:
    """Once the bot is up again Ana is asked at these times, or was missed."""
    async with team(folder, told, at(again)) as day:
        await day.until(at(again) + timedelta(minutes=1))
        assert asked(day, "ana") == expected
        assert len(await day.rows("SELECT day FROM missed")) == (not expected)


def kept(value: Value, clock: str) -> Callable[[Transaction], Awaitable[int]]:
    """What is said of the standup by another process, which does not plan for it."""
    source = Source("ana", "chat")
    return lambda tx: settings.keep(tx, OF_DAILY, value, "so", source, at(clock))


@pytest.mark.parametrize(("again", "expected"), [("9:50", ["Thu 09:50"]), ("14:00", [])])
async def test_a_pause_that_was_taken_back_before_the_bot_went_down_is_planned_from_then_on(
    tmp_path: Path, again: str, expected: list[str]
) -> None:
    told = instance(daily(ANA))
    async with team(tmp_path, told, at("7:00")) as day:
        pause = await day.store.write(kept(Paused(DAY, DAY), "7:00"))
    async with team(tmp_path, told, at("7:10")) as day:
        await day.until(at("7:15"))
        await day.store.write(lambda tx: settings.undo(tx, pause, at("7:20")))
    await up_again(tmp_path, told, again, expected)


async def test_what_passed_in_a_pause_is_not_asked_though_neither_was_planned_for(
    tmp_path: Path,
) -> None:
    told = instance(daily(ANA))
    async with team(tmp_path, told, at("7:00")) as day:
        await day.until(at("7:10"))
        pause = await day.store.write(kept(Paused(DAY, DAY), "7:20"))
        await day.store.write(lambda tx: settings.undo(tx, pause, at("9:40")))
    async with team(tmp_path, told, at("9:50")) as day:
        await day.until(at("9:51"))
        assert asked(day, "ana") == []
        assert await day.rows("SELECT day FROM missed") == []


@pytest.mark.parametrize(("again", "expected"), [("8:30", ["Thu 08:30"]), ("14:00", [])])
async def test_an_earlier_time_that_was_set_before_the_bot_went_down_is_planned_from_then_on(
    tmp_path: Path, again: str, expected: list[str]
) -> None:
    told = instance(daily(ANA))
    round_ = told.standups[0].rounds[0].id
    async with team(tmp_path, told, at("7:00")) as day:
        await day.until(at("7:10"))
        await day.store.write(kept(AsksAt(round_, timedelta(hours=8)), "7:20"))
    await up_again(tmp_path, told, again, expected)


async def test_a_day_that_becomes_theirs_again_is_asked_though_others_were_asked_before(
    tmp_path: Path,
) -> None:
    told, platform = instance(daily(ANA, replace(BO, zone="Europe/Athens"))), Platform()
    async with team(tmp_path, told, at("7:00"), platform) as day:
        await day.until(at("7:31"))
        await day.say("ana", "my days mon-wed")
    async with team(tmp_path, told, at("8:00"), platform) as day:
        await day.say("ana", "my days mon-thu")
        await day.until(at("9:31"))
        assert asked(day, "ana") == ["Thu 09:30"]


async def test_whoever_was_out_of_reach_is_asked_silently_where_they_are_found(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("8:00")) as day:
        await day.say("bo", "quiet 9:00-18:00")
        day.platform.unreachable["bo"] = "left"
        await day.until(at("10:00"))
        assert asked(day, "bo") == []
        del day.platform.unreachable["bo"]
        day.platform.come_back("bo")
        await day.until(at("10:30"))
        assert asked(day, "bo") == silent(day, "bo") != []


async def test_a_platform_without_silence_asks_at_the_time_all_the_same(tmp_path: Path) -> None:
    loud = Platform(capabilities=replace(CAPABLE, silent=False))
    async with team(tmp_path, instance(daily(ANA, BO)), at("8:00"), loud) as day:
        await day.say("bo", "quiet 9:00-18:00")
        await day.until(at("11:00"))
        assert asked(day, "bo") == ["Thu 09:30"]
        assert silent(day, "bo") == []


async def test_a_night_round_whose_whole_window_is_quiet_comes_silently_past_midnight(
    tmp_path: Path,
) -> None:
    night = daily(ANA, BO, cron="30 23 * * *", closes=26)
    async with team(tmp_path, instance(night), at("8:00")) as day:
        await day.say("bo", "quiet 22:00-2:00")
        await day.say("ana", "quiet 22:00-1:30")
        for clock in ("1:29", "1:30", "3:00"):
            await day.until(at(clock) + FRIDAY)
        assert asked(day, "bo") == silent(day, "bo") == ["Thu 23:30"]
        assert asked(day, "ana") == ["Fri 01:30"]
        assert silent(day, "ana") == []


async def test_a_question_waits_for_the_second_end_of_quiet_hours_when_clocks_go_back(
    tmp_path: Path,
) -> None:
    autumn = datetime(2026, 10, 25, tzinfo=UTC)  # at 1:00 UTC London's clocks go back
    night = daily(ANA, BO, cron="15 1 * * *", closes=5)
    async with team(tmp_path, instance(night), autumn - timedelta(hours=3)) as day:
        await day.say("bo", "quiet 22:00-1:30")
        for minutes in (30, 89, 90, 180):
            await day.until(autumn + timedelta(minutes=minutes))
        assert asked(day, "ana") == ["Sun 00:15"]
        assert asked(day, "bo") == ["Sun 01:30"]


async def test_no_reminder_comes_in_quiet_hours(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("16:00")) as day:
        await day.say("bo", "quiet 19:00-8:00")
        await day.until(at("23:59"))
        late = [s for s in day.platform.shown if s.place == "@bo" and s.at >= at("19:00")]
        assert late == []
        assert [s for s in day.platform.shown if s.place == "@ana" and s.at >= at("19:00")]


async def test_who_writes_in_quiet_hours_is_answered(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("8:00")) as day:
        await day.say("bo", "quiet 8:00-11:00")
        await day.until(at("9:40"))
        await day.say("bo", "help")
        assert "I ask a few questions" in "".join(day.platform.direct_texts("bo"))


async def test_who_writes_in_quiet_hours_is_answered_and_asked_when_they_are_over(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(daily(ANA, BO, closes=23)), at("8:00")) as day:
        await day.say("bo", "quiet 9:00-10:45")
        await day.until(at("10:00"))
        await day.say("bo", "help")
        assert "skip" in day.last("bo")
        assert asked(day, "bo") == []
        await day.until(at("10:45"))
        assert asked(day, "bo") == ["Thu 10:45"]
        await day.say("bo", "the parser")
        assert "Where are you stuck?" in day.last("bo")


async def test_once_it_is_quiet_no_more_what_waited_comes_with_the_next_reply(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(daily(ANA, BO, closes=23)), at("8:00")) as day:
        await day.say("bo", "quiet 9:00-18:00")
        await day.until(at("10:00"))
        await day.say("bo", "quiet off")
        await day.say("bo", "help")
        assert asked(day, "bo") == ["Thu 10:00"]


async def test_settings_tells_what_was_said_and_how_to_take_it_back(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("8:00")) as day:
        await day.say("bo", "/settings")
        assert "You haven’t set anything" in day.last("bo")
        for words in ("timezone Athens", "no reminders learning-day", "my days thu", "quiet 1-2"):
            await day.say("bo", words)
        await day.say("bo", "/quiet 20:00-8:00")
        await day.say("bo", "/settings")
        told = day.last("bo")
        assert "I go by Europe/Athens time" in told
        assert "remind me as the team learning-day takes it back" in told
        for back in told.split("; ")[1:]:
            await day.say("bo", back.partition(" takes it back")[0])
        await day.say("bo", "/settings")
        assert "You haven’t set anything" in day.last("bo")


async def test_undo_takes_back_what_was_set_and_what_held_before_holds_again(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("8:00")) as day:
        await day.say("bo", "timezone Athens")
        await day.say("bo", "timezone Tokyo")
        await day.say("bo", "undo")
        assert "Taken back: “timezone Tokyo”" in day.last("bo")
        assert day.bot.directory().people["bo"].zone == "Europe/Athens"
        await day.say("bo", "undo")
        assert day.bot.directory().people["bo"].zone == LONDON
        await day.say("bo", "undo")
        assert "anything I could take back" in day.last("bo")


async def in_one_batch(day: Team, *words: str) -> None:
    """All of it is read at once."""
    inbox = day.platform.inbox
    assert inbox is not None
    await inbox.take([Said(f"b{n}", "bo", text, at("9:40")) for n, text in enumerate(words)])
    await day.settled()


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize(
    ("words", "taken_back"),
    [
        (("by the way, tests", "quiet 20:00-8:00"), "quiet"),
        (("quiet 20:00-8:00", "by the way, tests"), "update"),
        (("by the way, tests", "quiet 20:00-8:00", "timezone Athens"), "timezone"),
        (("quiet 20:00-8:00", "by the way, tests", "timezone Athens"), "timezone"),
    ],
)
async def test_undo_takes_back_what_was_said_last_also_of_what_is_read_at_one_instant(
    tmp_path: Path, words: tuple[str, ...], taken_back: str, *, together: bool
) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "the parser")
        await day.until(at("9:45"))
        if together:
            await in_one_batch(day, *words, "undo")
        else:
            for one in (*words, "undo"):
                await day.say("bo", one)
        bo = day.bot.directory().people["bo"]
        left = {"quiet": bo.quiet is not None, "timezone": bo.zone != LONDON}
        left["update"] = "by the way, tests" in day.platform.channel_text(ROOM)
        said = {"quiet": "quiet 20:00-8:00" in words, "timezone": "timezone Athens" in words}
        assert left == {**said, "update": True} | {taken_back: False}


async def test_who_goes_by_the_teams_zone_again_follows_the_files_for_good(tmp_path: Path) -> None:
    told = instance(daily(ANA, BO, closes=23))
    async with team(tmp_path, told, at("8:00")) as day:
        await day.say("bo", "timezone New York")
        await day.until(at("13:00"))
        await day.say("bo", "timezone as the team")
        await day.until(at("14:31"))
        assert asked(day, "bo") == ["Thu 14:30"]
        await day.say("bo", "/settings")
        assert "You haven’t set anything" in day.last("bo")
        assert "as the team" not in day.last("bo")
    bo = replace(BO, zone="Asia/Tokyo")
    async with team(tmp_path, instance(daily(ANA, bo, closes=23)), at("20:00")) as day:
        assert day.bot.directory().people["bo"].zone == "Asia/Tokyo"
        await day.until(at("23:00") + FRIDAY)
        assert asked(day, "bo")[-1] == "Fri 00:30"


async def test_undo_of_a_zone_keeps_the_day_and_holds_nobody_there(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA, BO, closes=23)), at("9:40")) as day:
        await day.say("bo", "timezone New York")
        await day.until(at("9:45"))
        await day.say("bo", "undo")
        await day.say("bo", "undo")
        assert "anything I could take back" in day.last("bo")
        await day.until(at("23:00"))
        assert len(await day.rows("SELECT * FROM check_in WHERE person = 'bo'")) == 1
        await day.say("bo", "/settings")
        assert "You haven’t set anything" in day.last("bo")


@pytest.mark.parametrize(
    ("words", "back"),
    [
        ("my days mon-thu", "my days as the team"),
        ("timezone Athens", "timezone as the team"),
        ("remind me 30 minutes before", "reminders as the team"),
        ("quiet 20:00-8:00", "quiet off"),
        ("/tell me who is missing", "/do not tell me who is missing"),
    ],
)
async def test_undo_lets_hold_again_what_somebody_wanted_no_more(
    tmp_path: Path, words: str, back: str
) -> None:
    told = instance(replace(learning_day(ANA, BO), owners=("bo",)))
    async with team(tmp_path, told, at("8:00")) as day:
        await day.say("bo", words)
        held = [one.words for one in await day.store.read(settings.everything)]
        await day.until(at("9:31"))
        await day.say("bo", "the parser")
        await day.say("bo", back)
        assert await day.store.read(settings.everything) == []
        await day.say("bo", "undo")
        assert "holds again" in day.last("bo")
        assert [one.words for one in await day.store.read(settings.everything)] == held
        await day.say("bo", "undo")
        assert "Taken back" in day.last("bo")
        assert "the parser" in day.last("bo")


@pytest.mark.parametrize(
    ("words", "undo"),
    [
        ("skip", "undo"),
        ("-", "undo"),
        ("skip run", "undo"),
        ("language deutsch", "rückgängig"),
    ],
)
async def test_undo_takes_no_answer_back_past_what_was_said_since(
    tmp_path: Path, words: str, undo: str
) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "the parser")
        await day.say("bo", words)
        await day.say("bo", undo)
        assert not day.last("bo").startswith("Taken back")
        assert ("the parser",) in await day.rows("SELECT text FROM answer")


async def test_undo_takes_up_a_day_that_was_sat_out_by_the_word_that_was_offered(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "the parser")
        await day.say("bo", "skip for today")
        assert "skip run" in day.last("bo")
        await day.say("bo", "skip run")
        assert "sitting out" in day.last("bo")
        await day.say("bo", "undo")
        assert day.last("bo").startswith("OK, back to Daily.")
        assert ("the parser",) in await day.rows("SELECT text FROM answer")


async def test_undo_takes_nothing_back_where_what_was_done_last_stays(tmp_path: Path) -> None:
    told = instance(replace(daily(ANA, BO), owners=("bo",)))
    async with team(tmp_path, told, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "the parser")
        await day.say("bo", "nothing")
        await day.agree("bo", "/extend 1 hour")
        await day.say("bo", "undo")
        assert "The last thing you did was “extend 1 hour”" in day.last("bo")
        assert ("the parser",) in await day.rows("SELECT text FROM answer")
        await day.until(at("9:43"))
        await day.say("bo", "by the way, tests")
        await day.say("bo", "undo")
        assert "by the way, tests" in day.last("bo")


async def test_after_a_while_undo_leaves_a_setting_alone(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("8:00")) as day:
        await day.say("bo", "timezone Athens")
        await day.until(at("8:11"))
        await day.say("bo", "undo")
        assert day.bot.directory().people["bo"].zone == "Europe/Athens"


async def test_what_is_fixed_is_refused_with_the_reason(tmp_path: Path) -> None:
    fixed = replace(learning_day(ANA, BO), fixed=frozenset({"timezone", "remind"}))
    async with team(tmp_path, instance(fixed), at("8:00")) as day:
        for words in ("timezone Athens", "no reminders"):
            await day.say("bo", words)
            assert "the same for everybody in Learning Day" in day.last("bo")
        assert await day.rows("SELECT * FROM setting") == []


async def test_a_setting_outlives_the_bot(tmp_path: Path) -> None:
    told = instance(daily(ANA, BO))
    async with team(tmp_path, told, at("8:00")) as day:
        await day.say("bo", "timezone New York")
    async with team(tmp_path, told, at("9:00")) as day:
        await day.until(at("23:00"))
        assert asked(day, "bo") == ["Thu 14:30"]


async def test_a_setting_outlives_a_reload_and_does_nothing_where_it_fits_no_more(
    tmp_path: Path,
) -> None:
    told = instance(learning_day(ANA, BO), daily(ANA, BO))
    async with team(tmp_path, told, at("8:00")) as day:
        await day.say("bo", "timezone New York")
        await day.say("bo", "no reminders learning-day")
        await day.bot.reload(instance(daily(ANA, BO)))
        assert day.bot.directory().people["bo"].zone == NEW_YORK
        assert [why.value for _, why in day.bot.idle] == ["there is no such standup"]
        await day.say("bo", "/settings")
        assert "it does nothing now: there’s no such standup" in day.last("bo")
        await day.bot.reload(told)
        assert day.bot.idle == ()


async def test_another_process_sees_what_it_did_not_hear(tmp_path: Path) -> None:
    """Two bots on one database: the one that keeps the schedule learns it before it acts."""
    told: Instance = instance(daily(ANA, BO))
    async with team(tmp_path, told, at("8:00")) as day:
        other = Bot(day.store, told, {"chat": Platform()}, day.clock, pause=0.0)
        inbox = other.inbox(day.store, "chat")
        await inbox.take([Said("e1", "bo", "timezone New York", day.clock.now())])
        assert other.directory().people["bo"].zone == NEW_YORK
        await day.until(at("9:45"))
        assert day.bot.directory().people["bo"].zone == NEW_YORK
        assert asked(day, "bo") == []
        await day.until(at("15:00"))
        assert asked(day, "bo") == ["Thu 14:30"]
        assert await day.store.read(settings.version) == day.bot.directory().version


class Learning(Platform):
    """A platform that tells what it can do once it is connected."""

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        self.capabilities = replace(self.capabilities, edits=False)
        await super().run(inbox, ready)


async def test_what_a_platform_turns_out_to_do_leaves_what_was_said_as_it_is(
    tmp_path: Path,
) -> None:
    told = instance(daily(ANA, BO))
    async with team(tmp_path, told, at("8:00")) as day:
        await day.say("bo", "timezone New York")
    async with team(tmp_path, told, at("8:30"), Learning(_count=100)) as day:
        assert not day.bot.directory().capabilities["chat"].edits
        assert day.bot.directory().people["bo"].zone == NEW_YORK
        await day.say("bo", "timezone as the team")
        assert day.bot.directory().people["bo"].zone == LONDON


async def test_a_change_reads_what_changed_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Settings of others, which hold, are not even looked at."""
    async with team(tmp_path, instance(daily(ANA, BO)), at("8:00")) as day:
        await day.say("ana", "quiet 20:00-8:00")
        read: list[str] = []
        of_person = settings.of_person

        async def watched(tx: Transaction, who: str) -> list[Setting]:
            read.append(who)
            return await of_person(tx, who)

        monkeypatch.setattr(settings, "of_person", watched)
        monkeypatch.delattr(settings, "in_parts")
        await day.say("bo", "my days mon")
        assert set(read) == {"bo"}
        assert day.bot.directory().people["bo"].in_standup("daily").days == frozenset({0})
        assert day.bot.directory().people["ana"].quiet is not None


async def test_whoever_is_forgotten_is_as_they_are_written_everywhere(tmp_path: Path) -> None:
    told = instance(daily(ANA, BO))
    async with team(tmp_path, told, at("8:00")) as day:
        other = Bot(day.store, told, {"chat": Platform()}, day.clock, pause=0.0)
        await day.say("bo", "timezone New York")
        await day.say("ana", "quiet 20:00-8:00")
        await other.renew()
        assert other.directory().people["bo"].zone == NEW_YORK
        await day.say("bo", "forget me")
        await day.say("bo", "forget me now")
        await other.renew()
        for bot in (day.bot, other):
            assert bot.directory().people["bo"].zone == LONDON
            assert bot.directory().people["ana"].quiet is not None


async def test_what_was_tidied_away_is_not_missed(tmp_path: Path) -> None:
    """Whoever knows a state from before reads everything, since what changed is gone."""
    told = instance(daily(ANA, BO))
    async with team(tmp_path, told, at("8:00")) as day:
        other = Bot(day.store, told, {"chat": Platform()}, day.clock, pause=0.0)
        await day.say("bo", "timezone New York")
        await other.renew()
        await day.say("bo", "timezone as the team")
        await day.store.write(lambda tx: settings.drop_old(tx, day.clock.now() + FRIDAY))
        await other.renew()
        assert other.directory().people["bo"].zone == LONDON


async def test_what_is_taken_back_at_the_machine_leaves_a_line_and_no_day_out(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("7:00")) as day:
        await day.say("bo", "timezone Honolulu")
        await day.until(at("10:00"))  # past the opening as written, before that in Honolulu
        told = partial(at_the_machine.said, directory=day.bot.directory(), now=day.clock.now())
        assert "Taken back" in await day.store.write(partial(told, words="undo 1"))
        await day.bot.renew()
        await day.until(at("23:59"))
        assert len(asked(day, "bo")) == 1
        [line] = await day.store.read(lambda tx: changes.latest(tx, ["daily"], 9))
        assert (line.action, line.words, line.source.person) == ("undo", "undo 1", None)
        assert line.effect.endswith("timezone")
        assert "bo" not in line.effect.split()
