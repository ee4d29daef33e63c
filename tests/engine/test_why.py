"""`why` tells each rule that decided whether somebody was asked, as the schedule has it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from standup.core.commands import Why
from standup.core.messages.markup import plain
from standup.core.model import Instance, Rhythm
from standup.engine.commands.why import reasons
from tests.platform import Platform
from tests.team import Team, at, daily, instance, learning_day, person, team

ANA, BO = person("ana"), person("bo")
DAY = timedelta(days=1)
LINES = {
    ("daily", "rounds", "day", "cron"): "config/standups/daily.yaml:9",
    ("daily", "every"): "config/standups/daily.yaml:4",
    ("daily", "starting"): "config/standups/daily.yaml:5",
    ("daily", "days_off", "2026-11-27"): "config/standups/daily.yaml:7",
}


def told(**changed: object) -> Instance:
    standup = replace(daily(ANA, BO, cron="30 9 * * mon-fri"), owners=("bo",), **changed)  # type: ignore[arg-type]
    return replace(instance(standup), lines=LINES)


async def why(day: Team, words: str = "why", account: str = "ana") -> str:
    await day.say(account, words)
    return day.last(account)


async def test_who_was_asked_is_told_when_and_by_which_rules(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        assert "Thursday 26 November: I’ll ask you." in await why(day)
        await day.until(at("9:31"))
        said = await why(day, "/why")
        assert "Daily, Daily, Thursday 26 November: I asked you." in said.replace("daily", "Daily")
        assert "It’s due that day at 09:30 (config/standups/daily.yaml:9)." in said
        assert "I go by Europe/London time." in said
        assert "I asked you on chat: 09:30." in said
        assert "You haven’t answered yet." in said
        await day.until(at("9:41"))
        await day.say("ana", "the parser")
        assert "You answered: 09:41." in await why(day, "/why")


async def test_a_day_that_is_none_of_its_days_is_told_with_the_line(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        said = await why(day, "why saturday")
        assert "I won’t ask you." in said
        assert (
            "Saturday 28 November 2026 isn’t one of its days (config/standups/daily.yaml:9)" in said
        )


@pytest.mark.parametrize(
    ("rhythm", "reason"),
    [
        (
            Rhythm(days_off=frozenset({date(2026, 11, 27)})),
            "That’s a day off (config/standups/daily.yaml:7)",
        ),
        (
            Rhythm(starting=date(2026, 12, 7)),
            "starts on Monday 7 December 2026 (config/standups/daily.yaml:5)",
        ),
        (
            Rhythm(2, date(2026, 11, 16)),
            "every 2 weeks, and not in that one (config/standups/daily.yaml:4)",
        ),
    ],
)
async def test_what_leaves_a_day_out_is_named(tmp_path: Path, rhythm: Rhythm, reason: str) -> None:
    async with team(tmp_path, told(rhythm=rhythm), at("9:00")) as day:
        said = await why(day, "why tomorrow")
        assert "Friday 27 November: I won’t ask you." in said
        assert reason in said
        await day.until(at("23:00") + DAY)
        said = await why(day, "why 27 nov")
        assert "I didn’t ask you." in said
        assert reason in said


async def test_who_paused_it_is_told_also_when_it_goes_on_by_now(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("8:00")) as day:
        await day.agree("bo", "/pause until tomorrow")
        reason = "It’s paused on that day (Bo said so on Thursday 26 November)."
        assert reason in await why(day)
        assert "you said so on Thursday 26 November" in await why(day, account="bo")
        await day.until(at("12:00"))
        await day.say("bo", "/resume")
        said = await why(day)
        assert "I didn’t ask you." in said
        assert reason in said
        assert "I’ll ask you." in await why(day, "why tomorrow")


async def test_a_cancelled_day_is_told(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("8:00")) as day:
        await day.agree("bo", "/cancel next")
        assert "It was cancelled for that day (Bo said so" in await why(day)


async def test_a_day_after_it_was_archived_is_told_as_such(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("8:00")) as day:
        await day.agree("bo", "/archive")
        reason = "It’s archived (Bo said so on Thursday 26 November)."
        assert reason in await why(day, "why tomorrow")
        assert reason not in await why(day, "why yesterday")


async def test_own_days_and_zone_are_told_with_when_they_were_said(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("8:00")) as day:
        await day.say("ana", "my days mon and fri")
        await day.say("ana", "timezone Athens")
        said = await why(day)
        assert "I won’t ask you." in said
        assert "I still go by Europe/London time, so that no day is lost (you" in said
        assert "Your days there are Monday and Friday (you said so on Thursday" in said
        await day.until(at("8:00") + DAY)
        said = await why(day, "/why")
        assert "I asked you on chat: 09:30." in said
        assert "I go by Europe/Athens time (you said so on Thursday 26 November)" in said


async def test_what_was_changed_since_does_not_change_what_was_decided(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("8:00")) as day:
        await day.say("ana", "my days mon and fri")
        await day.until(at("12:30"))
        await day.say("ana", "my days as the team")
        said = await why(day)
        assert "I didn’t ask you." in said
        assert "Your days there are Monday and Friday" in said


async def test_away_skipped_and_quiet_are_told(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("8:00")) as day:
        await day.say("ana", "away tomorrow")
        assert "Away on Friday 27 November" in await why(day, "why tomorrow")
        await day.say("ana", "quiet 9:00-10:15")
        await day.until(at("9:45"))
        said = await why(day, "/why")
        assert "I haven’t asked you yet." in said
        assert "your quiet hours, 09:00 to 10:15 (you said so" in said
        await day.until(at("11:00"))
        await day.say("ana", "skip run")
        assert "You sat that day out." in await why(day)
        await day.until(at("11:00") + DAY)
        said = await why(day)
        assert "I didn’t ask you." in said
        assert "Away on Friday 27 November" in said


async def test_what_was_missed_is_told(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.until(at("9:01"))
    async with team(tmp_path, told(), at("13:00")) as day:
        said = await why(day)
        assert "I didn’t ask you." in said
        assert "I wasn’t running then, so nobody was asked." in said


async def test_who_was_not_reached_is_told(tmp_path: Path) -> None:
    platform = Platform()
    async with team(tmp_path, told(), at("9:00"), platform) as day:
        platform.unreachable["@ana"] = "blocked"
        await day.until(at("9:31"))
        del platform.unreachable["@ana"]
        given = await day.store.read(
            lambda tx: reasons(tx, day.bot.directory(), ANA, Why(), day.clock.now())
        )
        assert "I haven’t asked you yet." in plain(given)
        assert "I couldn’t reach you so far." in plain(given)


async def test_each_round_is_told_and_one_standup_may_be_named(tmp_path: Path) -> None:
    both = instance(learning_day(ANA), daily(ANA))
    async with team(tmp_path, both, at("8:00")) as day:
        said = await why(day)
        assert said.count("I’ll ask you.") == 3
        assert (await why(day, "why daily")).count("I’ll ask you.") == 1
        assert (await why(day, "why tomorrow in learning day")).count("I won’t ask you.") == 2


async def test_a_day_of_which_there_are_two_is_the_nearer_and_the_other_named(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        said = await why(day, "why monday")
        assert "Monday 23 November" in said
        assert "If you meant Monday 30 November 2026, say why 2026-11-30." in said
        assert "Monday 30 November: I’ll ask you." in await why(day, "why 2026-11-30")


async def test_what_is_no_day_is_no_command(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        assert "which day" in await why(day, "/why bananas")
        await day.until(at("9:31"))
        assert "stuck" in await why(day, "why residuals help")


async def test_said_bare_to_an_open_question_it_is_asked_about(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.until(at("9:31"))
        assert "Which is it?" in await why(day, "why")
        assert await day.rows("SELECT * FROM answer") == []


async def test_in_a_channel_it_comes_to_the_person_alone(tmp_path: Path) -> None:
    platform = Platform()
    async with team(tmp_path, told(), at("9:00"), platform) as day:
        platform.say("ana", "/why", place="#daily")
        await day.settled()
        assert "due that day" in day.last("ana")
        assert "due that day" not in platform.channel_text("#daily")
