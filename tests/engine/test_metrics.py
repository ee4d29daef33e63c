"""A team's metric lived: measured, asked, told, corrected, forgotten."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from standup.core.documents.report_json import period_data, run_data, versioned
from standup.core.model import Accountability, Instance, Question, Retention, Round
from standup.core.reports.report import Standing
from standup.store import records, runs
from standup.store.database import Transaction
from tests.cli.test_log import fits
from tests.team import LONDON, Team, at, daily, instance, person, team

ANA, BO, CHI = person("ana"), person("bo"), person("chi")
WEEK = timedelta(days=7)
REPORTED = at("10:01") + WEEK + timedelta(days=1)
ROOM = "#daily"
ERROR = Question(
    "error", "metric", "What is the error?", optional=True, unit="%", better="lower", target="20"
)
ROUND = Round("week", "Week", "30 9 * * thu", (ERROR,), timedelta(hours=12), timedelta(hours=1))
RULE = Accountability("0 10 * * fri", LONDON, days=7)


def told(**changes: object) -> Instance:
    standup = replace(daily(ANA, BO, CHI), rounds=(ROUND,), accountability=RULE)
    return replace(instance(standup), **changes)  # type: ignore[arg-type]


@asynccontextmanager
async def two_weeks(folder: Path, told: Instance = told()) -> AsyncIterator[tuple[Team, str]]:  # noqa: B008
    """Bo measures in the first week; in the second Ana does, after Chi."""
    async with team(folder, told, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "30.1 – numbats")
        await day.until(at("9:31") + WEEK)
        await day.say("chi", "26")
        await day.until(at("9:40") + WEEK)
        message = await day.say("ana", "24.8 % – new augmentation")
        await day.until(at("12:10") + WEEK)
        yield day, message


def channel(day: Team) -> str:
    return day.platform.channel_text(ROOM)


def last(day: Team, what: str) -> str:
    """What is told of the metric last in a channel, by a digest or a report."""
    found = [line for line in channel(day).splitlines() if what in line]
    return found[-1] if found else ""


async def test_whoever_is_asked_sees_the_latest_value_and_the_thread_what_came_of_it(
    tmp_path: Path,
) -> None:
    async with two_weeks(tmp_path) as (day, _):
        asked = "\n".join(day.platform.direct_texts("ana"))
        assert "Target: 20 %." in asked
        assert "Last: 30.1 % (Bo, 26 November); target 20 %." in asked
        assert last(day, "→") == "What is the error? 30.1 → 24.8 %, target 20 %."
        assert "Not shared yet" not in channel(day)
        assert channel(day).count("Shared: 2 of 2.") == 2  # the head's and the digest's
        await day.until(REPORTED)
        assert channel(day).count("30.1 → 24.8 %") == 2  # the digest's and the report's


async def test_its_json_follows_the_schemas(tmp_path: Path) -> None:
    async with two_weeks(tmp_path) as (day, _):
        first, last = at("0:00").date(), day.clock.now().date()
        period = await day.store.read(
            lambda tx: records.period(tx, told().standups[0], first, last, day.clock.now())
        )
    data = period_data(period)
    assert len(data["figures"]["metrics"][0]["values"]) == 3
    fits(versioned("accountability", data), "accountability")
    fits(versioned("report", run_data(period.runs[-1])), "report")


async def test_a_correction_changes_what_is_told_of_it_and_of_later_days(tmp_path: Path) -> None:
    async with two_weeks(tmp_path) as (day, message):
        await day.until(REPORTED)
        day.platform.edit_own("ana", message, "23.9 – a slip")
        await day.settled()
        assert channel(day).count("30.1 → 23.9 %") == 2
        day.platform.take_back("ana", message)
        await day.settled()
        assert channel(day).count("30.1 → 26 %") == 2


async def test_an_earlier_day_corrected_changes_what_later_ones_compare_with(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.until(at("9:31"))
        message = await day.say("bo", "30.1")
        await day.until(at("9:31") + WEEK)
        await day.say("ana", "24.8")
        await day.until(at("12:10") + WEEK)
        day.platform.edit_own("bo", message, "31")
        await day.settled()
        assert last(day, "→") == "What is the error? 31 → 24.8 %, target 20 %."


async def test_nobody_is_reminded_or_missed_who_measured_nothing(tmp_path: Path) -> None:
    async with two_weeks(tmp_path) as (day, _):
        assert len(day.platform.direct_texts("chi")) < 6
        assert not any("There’s still time" in one for one in day.platform.direct_texts("ana"))

        async def stands(tx: Transaction) -> dict[str, Standing]:
            run = await runs.of_day(tx, "daily", at("9:00").date())
            assert run is not None
            found = await records.run_report(tx, run, day.clock.now())
            return {one.person: one.standing for one in found.people}

        assert await day.store.read(stands) == {
            "ana": Standing.UNMEASURED,
            "bo": Standing.SHARED,
            "chi": Standing.UNMEASURED,
        }


async def test_of_whoever_measured_nothing_nobody_says_that_they_sat_it_out(tmp_path: Path) -> None:
    async with two_weeks(tmp_path) as (day, _):
        await day.until(REPORTED)
        told = channel(day)
        assert "Sitting this one out" not in told
        assert "sat it out" not in told
        assert "Bo: had nothing measured" in told
        assert "Not counted: 1 with nothing measured." in told
        await day.say("bo", "my report")
        assert "Not counted: you had nothing measured on 1." in day.last("bo")


async def test_whoever_leaves_a_metric_out_on_purpose_sits_it_out(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "30.1")
        await day.say("ana", "-")
        await day.until(at("12:10"))
        assert "Sitting this one out: Ana." in channel(day)


async def test_what_is_undone_or_left_out_is_no_value(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "30.1")
        assert len(await day.rows("SELECT value FROM metric")) == 1
        await day.say("bo", "undo")
        assert await day.rows("SELECT value FROM metric") == []
        await day.say("ana", "-")
        await day.until(at("12:10"))
        assert "%" not in channel(day)


async def test_an_owner_reminds_nobody_of_it_either(tmp_path: Path) -> None:
    steered = told()
    standup = replace(steered.standups[0], owners=("ana",))
    async with team(tmp_path, replace(steered, standups=(standup,)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "/remind missing")
        assert "Nobody in Daily is left to remind." in day.last("ana")


async def test_a_value_that_is_not_understood_is_asked_about_once(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "better than before")
        assert "Which number is it?" in day.last("bo")
        await day.say("bo", "no idea")
        assert "Which number is it?" not in day.last("bo")
        assert await day.rows("SELECT * FROM metric") == []


async def test_the_value_of_whoever_is_forgotten_stays_without_name_and_words(
    tmp_path: Path,
) -> None:
    async with two_weeks(tmp_path) as (day, _):
        for words in ("forget me", "forget me now"):
            await day.say("bo", words)
        assert last(day, "→") == "What is the error? 30.1 → 24.8 %, target 20 %."
        kept = await day.everything()
        assert "numbats" not in kept
        assert "(Bo, " not in kept
        assert "Last: 30.1 % (26 November); target 20 %." in kept
        await day.until(REPORTED)
        assert channel(day).count("30.1 → 24.8 %") == 2
        await day.until(at("9:31") + 2 * WEEK)
        assert "(Ana, 3 December)" in day.last("chi")


async def test_the_values_outlive_the_words(tmp_path: Path) -> None:
    kept = told(retention=Retention(timedelta(days=3), timedelta(days=3)))
    async with two_weeks(tmp_path, kept) as (day, _):
        await day.until(at("9:31") + 2 * WEEK)
        everything = await day.everything()
        assert "new augmentation" not in everything
        assert "Last: 24.8 % (Ana, 3 December); target 20 %." in day.last("bo")
        first = at("0:00").date()
        period = await day.store.read(
            lambda tx: records.period(
                tx, kept.standups[0], first, first + 2 * WEEK, day.clock.now()
            )
        )
        assert [one.value for one in period.measurements] != []


async def test_what_stood_among_participants_alone_never_reaches_a_channel(tmp_path: Path) -> None:
    alone = told()
    standup = replace(alone.standups[0], readers="participants")
    async with team(tmp_path, replace(alone, standups=(standup,)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "30.1")
        await day.until(at("18:01"))
        assert any("30.1 %" in one for one in day.platform.direct_texts("chi"))
        await day.bot.reload(alone)
        await day.until(at("9:31") + WEEK)
        await day.say("ana", "24.8")
        await day.until(REPORTED)
        assert "24.8 %, target 20 %" in channel(day)
        assert "30.1" not in channel(day)


async def test_where_nobody_measured_the_digest_blames_nobody_for_not_sharing(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.until(at("12:10"))
        assert "Nothing has been measured yet. Late is fine: tell me." in channel(day)
        assert "Nobody has shared" not in channel(day)
        await day.say("bo", "30.1")
        await day.until(at("12:20"))
        assert "Thank you, Bo!" in channel(day)
