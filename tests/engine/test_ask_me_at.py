"""People choose at which time of day they are asked, within what their organiser allows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from standup.core.model import Instance, Standup, Window
from tests.team import Team, at, daily, instance, learning_day, person, team

ANA, BO = person("ana"), person("bo")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MORNING = Window(8 * HOUR, 11 * HOUR)


def opens(standup: Standup, *windows: Window | None) -> Standup:
    rounds = zip(standup.rounds, windows, strict=True)
    return replace(standup, rounds=tuple(replace(one, opens=window) for one, window in rounds))


DAILY = opens(daily(ANA, BO), MORNING)


async def asked(day: Team, who: str) -> Sequence[str]:
    """The days on which somebody was asked, and when."""
    rows = await day.rows(
        "SELECT r.day, c.opened_at FROM check_in c JOIN run r ON r.id = c.run_id"
        " WHERE c.person = ? ORDER BY c.opened_at",
        who,
    )
    return [f"{str(when)[-2:]} {_clock(ms)}" for when, ms in rows]


def _clock(ms: object) -> str:
    assert isinstance(ms, int)
    return f"{datetime.fromtimestamp(ms / 1000, at('0:00').tzinfo):%H:%M}"


async def test_somebody_is_asked_at_a_time_of_their_own_and_the_others_as_ever(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(DAILY), at("7:00")) as day:
        await day.say("bo", "ask me at 10:15")
        assert "Done in Daily: I’ll ask you at 10:15, from Thursday 26 November on." in day.last(
            "bo"
        )
        await day.until(at("23:00") + DAY)
        assert await asked(day, "bo") == ["26 10:15", "27 10:15"]
        assert await asked(day, "ana") == ["26 09:30", "27 09:30"]


@pytest.mark.parametrize(
    ("said_at", "words", "today", "then"),
    [
        ("9:00", "9:10", "09:10", "09:10"),  # earlier, and still to come
        ("9:00", "8:30", "09:30", "08:30"),  # over by then: today as ever
        ("9:31", "10:00", "09:30", "10:00"),  # asked already
        ("9:31", "8:30", "09:30", "08:30"),
    ],
)
async def test_nobody_is_asked_twice_or_left_out_on_the_day_on_which_they_choose(
    tmp_path: Path, said_at: str, words: str, today: str, then: str
) -> None:
    async with team(tmp_path, instance(DAILY), at("7:00")) as day:
        await day.until(at(said_at))
        await day.say("bo", f"/ask me at {words}")
        assert "Done in Daily" in day.last("bo")
        await day.until(at("23:00") + DAY)
        assert await asked(day, "bo") == [f"26 {today}", f"27 {then}"]


async def test_however_often_somebody_chooses_in_a_day_they_are_asked_once(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("7:00")) as day:
        for clock, words in (
            ("8:10", "ask me at 8:05"),  # over: today at 9:30
            ("8:20", "ask me at 10:00"),
            ("8:30", "ask me at 8:00"),  # over: today at 10:00
            ("8:40", "ask me as the team"),
            ("8:50", "ask me at 10:00"),
            ("9:35", "/ask me at 9"),  # over again: today at 10:00
        ):
            await day.until(at(clock))
            await day.say("bo", words)
        await day.until(at("23:00") + DAY)
        assert await asked(day, "bo") == ["26 10:00", "27 09:00"]


async def test_as_the_team_again_holds_from_the_next_asking_on(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("7:00")) as day:
        await day.say("bo", "ask me at 10:15")
        await day.until(at("9:45"))
        await day.say("bo", "ask me as the team")
        assert "Done in Daily: I’ll ask you when I ask your team." in day.last("bo")
        await day.until(at("23:00") + DAY)
        assert await asked(day, "bo") == ["26 10:15", "27 09:30"]
        await day.say("bo", "ask me as the team")
        assert "You haven’t set that." in day.last("bo")


async def test_undo_lets_ones_own_time_hold_again_and_leaves_no_day_out(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("7:00")) as day:
        await day.say("bo", "ask me at 10:15")
        await day.until(at("9:45"))
        await day.say("bo", "ask me as the team")
        await day.say("bo", "undo")
        assert "That holds again: “ask me at 10:15”" in day.last("bo")
        await day.until(at("23:00") + DAY)
        assert await asked(day, "bo") == ["26 10:15", "27 10:15"]


async def test_the_time_of_the_team_takes_ones_own_back(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("7:00")) as day:
        await day.say("bo", "ask me at 10:15")
        await day.say("bo", "ask me at 9:30")
        assert "I’ll ask you when I ask your team" in day.last("bo")
        await day.say("bo", "/settings")
        assert "You haven’t set anything" in day.last("bo")


async def test_what_is_outside_the_hours_is_refused_kindly(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("7:00")) as day:
        await day.say("bo", "ask me at 12:00")
        assert "In Daily you can choose a time from 08:00 to 11:00" in day.last("bo")
        await day.until(at("9:31"))
        assert await asked(day, "bo") == ["26 09:30"]


async def test_a_bare_hour_is_that_of_the_window(tmp_path: Path) -> None:
    evening = opens(daily(ANA, BO, cron="0 20 * * *", closes=23), Window(19 * HOUR, 21 * HOUR))
    async with team(tmp_path, instance(evening), at("7:00")) as day:
        await day.say("bo", "ask me at 8")
        assert "nothing changed" in day.last("bo")
        await day.say("bo", "ask me at 9")
        assert "I’ll ask you at 21:00" in day.last("bo")


async def test_without_hours_to_choose_from_it_is_told(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("7:00")) as day:
        await day.say("bo", "ask me at 10:15")
        assert "In Daily everybody is asked at the same time" in day.last("bo")


async def test_what_is_fixed_is_refused(tmp_path: Path) -> None:
    fixed = replace(DAILY, fixed=frozenset({"ask me at"}))
    async with team(tmp_path, instance(fixed), at("7:00")) as day:
        await day.say("bo", "ask me at 10:15")
        assert "same for everybody in Daily" in day.last("bo")


async def test_said_to_an_open_question_it_is_about_that_one(tmp_path: Path) -> None:
    async with team(
        tmp_path, instance(opens(learning_day(ANA, BO), MORNING, None)), at("9:00")
    ) as day:
        await day.until(at("9:31"))
        await day.say("bo", "ask me at 10:15")
        assert "I’ll ask you again at 10:15" in day.last("bo")
        await day.say("bo", "/ask_me_at 10:15")
        assert "Done in Learning Day: I’ll ask you at 10:15" in day.last("bo")


async def test_each_round_has_its_own_hours(tmp_path: Path) -> None:
    told = opens(learning_day(ANA, BO), MORNING, Window(16 * HOUR, 19 * HOUR))
    async with team(tmp_path, instance(told), at("7:00")) as day:
        await day.say("bo", "ask me at 8:30")
        await day.say("bo", "ask me at 6pm")
        await day.say("bo", "ask me at noon")
        assert "from 08:00 to 11:00" in day.last("bo")
        assert "from 16:00 to 19:00" in day.last("bo")
        await day.until(at("20:30"))
        assert await asked(day, "bo") == ["26 08:30", "26 18:00"]
        assert await asked(day, "ana") == ["26 09:30", "26 17:00"]


async def test_of_several_standups_it_is_asked_which(tmp_path: Path) -> None:
    other = replace(opens(learning_day(ANA, BO), MORNING, None))
    async with team(tmp_path, instance(DAILY, other), at("7:00")) as day:
        await day.say("bo", "ask me at 10:15")
        assert "ask me at 10:15 learning-day" in day.last("bo")
        await day.say("bo", "ask me at 10:15 daily")
        await day.until(at("10:20"))
        assert await asked(day, "bo") == ["26 09:30", "26 10:15"]


async def test_one_time_beside_another_standups_hours_needs_no_name(tmp_path: Path) -> None:
    other = opens(learning_day(ANA, BO), None, Window(16 * HOUR, 19 * HOUR))
    async with team(tmp_path, instance(DAILY, other), at("7:00")) as day:
        await day.say("bo", "ask me at 18:00")
        assert "Done in Learning Day" in day.last("bo")


async def test_settings_status_why_and_export_know_it(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("7:00")) as day:
        await day.say("bo", "ask me at 10:15")
        await day.say("bo", "settings")
        assert "In Daily: I’ll ask you at 10:15." in day.last("bo")
        assert "ask me as the team daily" in day.last("bo")
        await day.say("bo", "status")
        assert "10:15" in day.last("bo")
        await day.say("bo", "why")
        assert "You’re asked at 10:15 there, as you wanted (you said so on Thursday" in day.last(
            "bo"
        )


async def test_forgetting_somebody_forgets_their_time(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("7:00")) as day:
        await day.say("bo", "ask me at 10:15")
        await day.say("bo", "forget me")
        await day.say("bo", "forget me now")
        assert await day.rows("SELECT 1 FROM setting") == []
        assert await day.rows("SELECT 1 FROM schedule WHERE times <> ''") == []


async def test_a_time_that_a_changed_file_does_not_allow_does_nothing(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("7:00")) as day:
        await day.say("bo", "ask me at 10:15")
        await day.bot.reload(instance(opens(DAILY, Window(9 * HOUR, 10 * HOUR))))
        await day.settled()
        assert [str(why) for _, why in day.bot.idle] == [
            "it is outside the hours that the files allow"
        ]
        await day.say("bo", "settings")
        assert "But it does nothing now: it’s outside the hours you can choose from there" in (
            day.last("bo")
        )
        await day.until(at("23:00"))
        assert await asked(day, "bo") == ["26 09:30"]


async def test_whoever_loses_their_time_by_a_file_is_asked_all_the_same(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("7:00")) as day:
        await day.say("bo", "ask me at 10:15")
        await day.until(at("9:45"))
        await day.bot.reload(instance(daily(ANA, BO)))
        await day.until(at("23:00") + DAY)
        assert await asked(day, "bo") == ["26 09:45", "27 09:30"]
        assert await asked(day, "ana") == ["26 09:30", "27 09:30"]


async def test_whoever_moves_keeps_their_time_and_is_asked_once_that_day(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("7:00")) as day:
        await day.say("bo", "ask me at 10:15")
        await day.until(at("9:00"))
        await day.say("bo", "timezone Athens")  # 11:00 there: today’s is over
        await day.until(at("23:00") + DAY)
        assert await asked(day, "bo") == ["26 10:15", "27 08:15"]


async def test_it_goes_with_days_and_quiet_hours_of_ones_own(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("7:00")) as day:
        await day.say("bo", "ask me at 8:30")
        await day.say("bo", "my days mon, thu, fri, sat")
        await day.say("bo", "quiet 20:00-9:00")
        await day.until(at("8:45"))
        assert "What did you do?" not in day.last("bo")
        await day.until(at("9:01"))
        assert "What did you do?" in day.last("bo")
        await day.until(at("23:00") + 3 * DAY)
        assert await asked(day, "bo") == ["26 08:30", "27 08:30", "28 08:30"]


async def test_clocks_that_change_neither_skip_nor_double_it(tmp_path: Path) -> None:
    sunday = datetime(2027, 3, 28, tzinfo=at("0:00").tzinfo)  # London’s clocks go forward at 1:00
    told = opens(daily(ANA, BO, cron="30 0 * * *", closes=12), Window(timedelta(0), 3 * HOUR))
    async with team(tmp_path, instance(told), sunday - 5 * HOUR) as day:
        await day.say("bo", "ask me at 1:30")
        await day.until(sunday + 2 * DAY)
        assert await asked(day, "bo") == ["28 01:30", "29 00:30"]


async def test_times_that_the_team_changes_leave_whoever_chose_one_alone(tmp_path: Path) -> None:
    told = replace(opens(daily(ANA, BO, closes=12), MORNING), owners=("ana",))
    async with team(tmp_path, instance(told), at("7:00")) as day:
        await day.say("bo", "ask me at 10:15")
        await day.until(at("9:40"))
        await day.say("ana", "/deadline 10:00")
        await day.until(at("23:00") + DAY)
        assert await asked(day, "bo") == ["26 10:15", "27 09:30"]  # 10:15 would be after it
        assert await asked(day, "ana") == ["26 09:30", "27 09:30"]


async def test_a_question_missed_at_ones_own_time_is_asked_late_and_no_one_elses(
    tmp_path: Path,
) -> None:
    told: Instance = instance(DAILY)
    async with team(tmp_path, told, at("7:00")) as day:
        await day.say("bo", "ask me at 10:15")
        await day.until(at("9:31"))
    async with team(tmp_path, told, at("10:40")) as day:
        await day.settled()
        assert await asked(day, "bo") == ["26 10:40"]
        assert await asked(day, "ana") == ["26 09:30"]
