"""Several reminders, where the organiser lets people have them."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from standup.core.model import Standup
from tests.team import Team, at, daily, instance, learning_day, person, team

ANA, BO = person("ana"), person("bo")
NUDGE = "You haven’t answered"


def often(most: int = 2) -> Standup:
    """A daily standup of two, open from 9:30 to 12:00, of which the team is not reminded."""
    return replace(daily(ANA, BO), most_reminders=most)


async def nudged(day: Team, *clocks: str) -> list[int]:
    """How often Bo has been reminded by each of these times."""
    found = []
    for clock in clocks:
        await day.until(at(clock))
        found.append(sum(NUDGE in text for text in day.platform.direct_texts("bo")))
    return found


async def test_somebody_is_reminded_as_often_as_they_want(tmp_path: Path) -> None:
    async with team(tmp_path, instance(often()), at("9:00")) as day:
        await day.say("bo", "remind me 60 and 10 minutes before")
        told = "I’ll remind you 1 hour before the deadline and 10 minutes before the deadline"
        assert told in day.last("bo")
        assert await nudged(day, "10:59", "11:01", "11:49", "11:51", "12:30") == [0, 1, 1, 2, 2]
        held = await day.rows("SELECT count(*) FROM setting WHERE ended_at IS NULL")
        assert held == [(1,)]


async def test_times_of_day_work_alike_and_an_answer_ends_them(tmp_path: Path) -> None:
    async with team(tmp_path, instance(often()), at("9:00")) as day:
        await day.say("bo", "remind me at 10:00 and 11:00")
        assert await nudged(day, "10:01") == [1]
        await day.say("bo", "The parser.")
        await day.say("bo", "-")
        assert await nudged(day, "11:30") == [1]


async def test_who_may_have_one_alone_is_told_so(tmp_path: Path) -> None:
    async with team(tmp_path, instance(often(1)), at("9:00")) as day:
        await day.say("bo", "remind me at 10:00 and 11:00")
        assert "In Daily I only remind people once a question" in day.last("bo")
        assert await day.rows("SELECT * FROM setting") == []


async def test_where_one_standup_allows_fewer_they_are_told_which(tmp_path: Path) -> None:
    both = instance(often(), learning_day(ANA, BO))
    async with team(tmp_path, both, at("9:00")) as day:
        await day.say("bo", "remind me at 10:00 and 11:00")
        assert "In Learning Day only the first of these hold" in day.last("bo")


async def test_fewer_in_the_files_by_now_are_fewer(tmp_path: Path) -> None:
    async with team(tmp_path, instance(often()), at("9:00")) as day:
        await day.say("bo", "remind me at 10:00 and 11:00")
        await day.bot.reload(instance(often(1)))
        assert await nudged(day, "10:01", "11:30") == [1, 1]


async def test_reminders_one_right_after_the_other_are_refused(tmp_path: Path) -> None:
    async with team(tmp_path, instance(often()), at("9:00")) as day:
        await day.say("bo", "remind me 12 and 10 minutes before")
        assert "too close together" in day.last("bo")
        await day.say("bo", "remind me at 11:48 and 10 minutes before")
        assert await nudged(day, "11:49", "11:59") == [1, 1]


async def test_what_quiet_hours_held_back_comes_once(tmp_path: Path) -> None:
    async with team(tmp_path, instance(often(5)), at("9:00")) as day:
        await day.say("bo", "quiet 9:45-11:30")
        await day.say("bo", "remind me at 10:00, 10:30, 11:32 and 11:50")
        assert await nudged(day, "11:29", "11:31", "11:33", "11:51") == [0, 1, 1, 2]


async def test_fewer_reminders_leaves_the_last_and_then_none(tmp_path: Path) -> None:
    async with team(tmp_path, instance(often()), at("9:00")) as day:
        await day.say("bo", "remind me 60 and 10 minutes before")
        await day.say("bo", "fewer reminders")
        assert "I’ll remind you 10 minutes before the deadline" in day.last("bo")
        await day.say("bo", "fewer reminders")
        assert "I won’t remind you" in day.last("bo")
        assert await nudged(day, "12:30") == [0]


async def test_a_day_is_reminded_of_by_its_own_times_again(tmp_path: Path) -> None:
    async with team(tmp_path, instance(often()), at("9:00")) as day:
        await day.say("bo", "remind me 60 and 10 minutes before")
        assert await nudged(day, "12:30") == [2]
        await day.until(at("12:30") + timedelta(days=1))
        assert sum(NUDGE in text for text in day.platform.direct_texts("bo")) == 4
