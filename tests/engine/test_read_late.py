"""What was written on another day than it is read goes by the calendar of its author's day."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from standup.chat.interface import Said
from tests.engine.test_items import planned, research
from tests.team import Team, at, daily, instance, person, team

ANA, BO = person("ana"), person("bo")
STANDUP = replace(daily(ANA, BO), owners=("ana",))
NIGHT = timedelta(hours=10)


async def hear(day: Team, who: str, *said: str) -> None:
    """They wrote this the evening before, while nobody listened."""
    for number, words in enumerate(said):
        written = day.clock.now() - NIGHT
        day.platform.deliver(Said(f"late-{who}-{number}", who, words, written))
        await day.settled()


@pytest.mark.parametrize(
    ("words", "until"), [("away tomorrow", "2026-11-26"), ("I'm off tomorrow", "2026-11-26")]
)
async def test_tomorrow_is_the_day_after_it_was_written(
    tmp_path: Path, words: str, until: str
) -> None:
    async with team(tmp_path, instance(STANDUP), at("8:00")) as day:
        await hear(day, "bo", words)
        assert await day.rows("SELECT first_day, last_day FROM away") == [("2026-11-26", until)]
        await day.until(at("12:01"))
        assert not [text for text in day.platform.direct_texts("bo") if "What did you do?" in text]


async def test_who_was_away_on_a_day_that_is_over_is_told_so(tmp_path: Path) -> None:
    async with team(tmp_path, instance(STANDUP), at("8:00")) as day:
        await hear(day, "bo", "away today")
        assert "already over" in day.last("bo")
        assert await day.rows("SELECT * FROM away") == []


async def test_what_is_shown_first_is_done_as_it_was_shown(tmp_path: Path) -> None:
    async with team(tmp_path, instance(STANDUP), at("8:00")) as day:
        await hear(day, "ana", "/pause tomorrow")
        assert day.last("ana").startswith("Daily will ask nobody on Thursday 26 November.")
        await day.say("ana", "/yes")
        assert day.last("ana").startswith("Done:")
        await day.until(at("12:01"))
        assert await day.rows("SELECT * FROM check_in") == []


async def test_a_due_day_is_that_of_its_author(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await planned(day)
        await day.until(at("8:00") + timedelta(days=1))
        await hear(day, "ana", "#1 due tomorrow")
        assert "27 November" in day.last("ana")


async def test_a_time_is_told_with_its_day_where_whoever_reads_it_has_another_date(
    tmp_path: Path,
) -> None:
    ana = replace(ANA, zone="America/New_York")
    standup = replace(daily(ana), owners=("ana",), zone="America/New_York")
    async with team(tmp_path, instance(standup), at("3:00")) as day:  # the evening before, there
        await day.say("ana", "start now")
        assert "Thursday 26 November, 09:30" in day.last("ana")
