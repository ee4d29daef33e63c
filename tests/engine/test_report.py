"""People answer by themselves: early, late, and what they put off."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from standup.core.model import Account, Person, Standup
from tests.engine.test_choices import PRESSING
from tests.platform import Platform
from tests.team import LONDON, Team, at, daily, instance, learning_day, person, team

ANA, BO = person("ana"), person("bo")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def lets(
    standup: Standup, early: timedelta | None = None, late: timedelta | None = None
) -> Standup:
    rounds = tuple(replace(one, early=early, late=late) for one in standup.rounds)
    return replace(standup, rounds=rounds)


EARLY = lets(daily(ANA, BO), early=18 * HOUR)
LATE = lets(daily(ANA, BO), late=2 * DAY)


async def check_ins(day: Team, who: str) -> list[tuple[object, ...]]:
    return await day.rows(
        "SELECT r.day, c.state FROM check_in c JOIN run r ON r.id = c.run_id"
        " WHERE c.person = ? ORDER BY c.id",
        who,
    )


async def test_tomorrows_question_is_answered_the_evening_before(tmp_path: Path) -> None:
    async with team(tmp_path, instance(EARLY), at("17:00")) as day:
        await day.say("bo", "report")
        assert "What did you do?" not in day.last("bo")
        await day.until(at("18:00"))
        await day.say("bo", "report")
        assert "Friday 27 November" in day.last("bo")
        assert "What did you do?" in day.last("bo")
        await day.say("bo", "Everything")
        await day.say("bo", "-")
        assert "Thanks, posted in the thread" in day.last("bo")
        before = len(day.platform.direct_texts("bo"))
        await day.until(at("11:00") + DAY)
        assert len(day.platform.direct_texts("bo")) == before  # not asked again
        assert "What did you do?" in day.last("ana")
        assert await check_ins(day, "bo") == [("2026-11-27", "done")]
        await day.until(at("12:01") + DAY)
        assert "late" not in day.platform.channel_text("#daily")


async def test_early_is_the_last_such_time_before_it_is_asked(tmp_path: Path) -> None:
    async with team(
        tmp_path, instance(lets(daily(ANA, BO), early=8 * HOUR)), at("23:00") - DAY
    ) as day:
        await day.say("bo", "report")
        assert "What did you do?" not in day.last("bo")
        await day.until(at("8:00"))
        await day.say("bo", "report")
        assert "What did you do?" in day.last("bo")


async def test_a_day_that_is_over_is_begun_late(tmp_path: Path) -> None:
    async with team(tmp_path, instance(LATE), at("9:00")) as day:
        await day.until(at("10:00") + DAY)  # the next question closed the first
        assert await check_ins(day, "bo") == [("2026-11-26", "closed"), ("2026-11-27", "asking")]
        await day.say("bo", "/report")
        assert "Thursday 26 November" in day.last("bo")
        assert "marked late" in day.last("bo")
        await day.say("bo", "Everything")
        await day.say("bo", "-")
        assert "marked late" in day.platform.direct_texts("bo")[-2]
        assert "What did you do?" in day.last("bo")  # today’s question is taken up again
        await day.say("bo", "Today’s")
        await day.say("bo", "-")
        assert [state for _, state in await check_ins(day, "bo")] == ["done", "done"]
        assert "Bo (late)" in day.platform.channel_text("#daily")


async def test_nobody_begins_later_than_is_allowed(tmp_path: Path) -> None:
    async with team(tmp_path, instance(LATE), at("9:00")) as day:
        await day.until(at("12:01") + 2 * DAY)  # 26th: over for two days; 27th: for one
        await day.say("bo", "report yesterday")
        assert "Friday 27 November" in day.last("bo")
        await day.say("bo", "report 26 nov")
        assert "nothing of that for you to answer" in day.last("bo")


async def test_what_is_begun_late_and_left_blames_nobody(tmp_path: Path) -> None:
    told = instance(replace(LATE, rounds=(replace(LATE.rounds[0], grace=timedelta(0)),)))
    async with team(tmp_path, told, at("9:00")) as day:
        await day.say("bo", "timezone Lisbon")
        await day.say("bo", "timezone Athens")
        await day.say("bo", "/away today")
        await day.until(at("13:00"))
        await day.say("bo", "back")
        assert await check_ins(day, "bo") == [("2026-11-26", "away")]
        await day.say("bo", "report")
        assert "What did you do?" in day.last("bo")
        await day.say("ana", "/team report")
        assert "Not shared yet: Ana." in day.last("ana")


async def test_what_was_begun_in_time_is_taken_as_ever(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "Everything")
        await day.until(at("13:00"))
        await day.say("bo", "-")
        assert "posted in the thread" in day.last("bo")


async def test_several_are_offered_to_press(tmp_path: Path) -> None:
    both = lets(daily(ANA, BO), early=18 * HOUR, late=2 * DAY)
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, instance(both), at("9:00"), platform) as day:
        await day.until(at("18:01") + DAY)
        await day.say("bo", "/report")
        assert "What do you want to answer now?" in day.last("bo")
        platform.choose("bo", "28 November: Daily, daily, early")
        await day.settled()
        assert "Saturday 28 November" in day.last("bo")
        assert "What did you do?" in day.last("bo")


async def test_several_are_named_where_nothing_can_be_pressed(tmp_path: Path) -> None:
    both = lets(daily(ANA, BO), early=18 * HOUR, late=2 * DAY)
    async with team(tmp_path, instance(both), at("9:00")) as day:
        await day.until(at("18:01") + DAY)
        await day.say("bo", "/report")
        assert "report 2026-11-26 daily" in day.last("bo")
        await day.say("bo", "report 2026-11-26 daily")
        assert "Thursday 26 November" in day.last("bo")
        assert "What did you do?" in day.last("bo")


async def test_a_choice_that_came_too_late_is_told(tmp_path: Path) -> None:
    both = lets(daily(ANA, BO), early=18 * HOUR, late=2 * DAY)
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, instance(both), at("9:00"), platform) as day:
        await day.until(at("18:01") + DAY)
        await day.say("bo", "/report")
        choice = platform.choice("@bo", "26 November: Daily, daily, late")
        await day.until(at("12:01") + 2 * DAY)
        platform.press("bo", choice)
        await day.settled()
        assert "What did you do?" not in day.last("bo")


async def test_what_was_put_off_is_answered_at_once(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "/later at 11:00")
        await day.say("bo", "/report")
        assert "OK, back to Daily" in day.last("bo")
        assert "What did you do?" in day.last("bo")


async def test_with_nothing_to_answer_it_is_what_the_team_shared(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "Everything")
        await day.say("ana", "-")
        await day.say("bo", "/report")
        assert "Digest · Daily" in day.last("bo")
        await day.say("bo", "/team report")
        assert "Digest · Daily" in day.last("bo")


async def test_said_to_an_open_question_it_may_be_the_answer(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "report")
        assert "report" in day.last("bo")
        assert await day.rows("SELECT 1 FROM answer") == []


async def test_two_who_begin_at_once_make_one_run(tmp_path: Path) -> None:
    two = Person("bo", "Bo", LONDON, (Account("chat", "bo"), Account("chat", "bo2")))
    told = instance(lets(daily(ANA, two), early=18 * HOUR))
    async with team(tmp_path, told, at("18:30")) as day:
        for who in ("ana", "bo", "bo2"):
            day.platform.say(who, "/report")
        await day.settled()
        assert await day.rows("SELECT day FROM run") == [("2026-11-27",)]
        assert len(await day.rows("SELECT 1 FROM check_in")) == 2


async def test_asked_for_in_a_group_it_comes_in_private(tmp_path: Path) -> None:
    async with team(tmp_path, instance(EARLY), at("18:30")) as day:
        day.platform.say("bo", "/report", place="#elsewhere")
        await day.settled()
        assert "What did you do?" in day.last("bo")
        assert "What did you do?" not in day.platform.channel_text("#elsewhere")


async def test_quiet_hours_hold_back_nothing_that_is_asked_for(tmp_path: Path) -> None:
    async with team(tmp_path, instance(EARLY), at("9:00") - DAY) as day:
        await day.say("bo", "quiet 17:00-8:00")
        await day.until(at("18:30") - DAY)
        await day.say("bo", "/report")
        assert "What did you do?" in day.last("bo")


@pytest.mark.parametrize("words", ["report the bug to Ana", "report on trees"])
async def test_a_sentence_that_begins_so_is_none(tmp_path: Path, words: str) -> None:
    async with team(tmp_path, instance(EARLY), at("18:30")) as day:
        await day.say("bo", words)
        assert "What did you do?" not in day.last("bo")


async def test_who_runs_it_sees_todays_run_though_tomorrows_is_begun(tmp_path: Path) -> None:
    told = replace(EARLY, owners=("ana",))
    told = replace(told, rounds=(replace(told.rounds[0], closes=20 * HOUR),))
    async with team(tmp_path, instance(told), at("9:00")) as day:
        await day.until(at("18:30"))
        await day.say("bo", "/report 27 nov")
        await day.say("ana", "/who")
        assert "Thursday 26 November" in day.last("ana")


async def test_the_plan_of_a_late_day_stands_beside_its_question(tmp_path: Path) -> None:
    told = instance(lets(learning_day(ANA, BO), late=2 * DAY))
    async with team(tmp_path, told, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "read the JAX tutorial")
        await day.until(at("10:00") + 9 * DAY)  # nothing is begun any more
        await day.say("bo", "/report 26 nov")
        assert "nothing of that" in day.last("bo")
