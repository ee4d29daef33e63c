"""The time zone that a platform's profile says: below what people and files say, above the rest."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from standup.chat.interface import Zoned
from standup.core.model import Instance, Person
from tests.team import LONDON, Team, at, daily, instance, person, team

DAY = timedelta(days=1)
TOLD = "as your profile on chat says"
BO = replace(person("bo"), zone_is_usual=True)


def told(*people: Person, **changes: frozenset[str]) -> Instance:
    return instance(replace(daily(person("ana"), *(people or (BO,))), **changes))  # type: ignore[arg-type]


async def says(day: Team, zone: str, who: str = "bo") -> None:
    """Have somebody's profile say a zone from now on."""
    now = day.clock.now()
    day.platform.deliver(Zoned(f"zone.{who}.{now.isoformat()}", who, zone, now))
    await day.settled()


async def asked(day: Team, who: str = "bo") -> list[str]:
    """When somebody was asked, in UTC."""
    questions = (one for one in day.platform.shown if one.place == f"@{who}")
    return [f"{one.at:%a %H:%M}" for one in questions if "(1 of 2)" in one.text]


async def test_who_has_said_no_zone_is_asked_by_their_profile_and_told_so_once(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, told(), at("6:00")) as day:
        await says(day, "Europe/Athens")
        assert TOLD in day.last("bo")
        assert "Europe/Athens" in day.last("bo")
        await day.until(at("6:01"))
        await says(day, "Europe/Athens")
        assert sum(TOLD in text for text in day.platform.direct_texts("bo")) == 1
        await day.until(at("12:00"))
        assert await asked(day) == ["Thu 07:30"]
        assert await asked(day, "ana") == ["Thu 09:30"]


async def test_a_change_of_the_profile_leaves_no_day_out(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("8:00")) as day:
        await says(day, "Europe/Athens")  # where it is 10:00, and 9:30 is over
        await day.until(at("12:00"))
        assert await asked(day) == ["Thu 09:30"]
        await day.until(at("12:00") + DAY)
        assert await asked(day) == ["Thu 09:30", "Fri 07:30"]


async def test_what_somebody_said_holds_above_their_profile(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("6:00")) as day:
        await day.say("bo", "timezone Tokyo")
        await day.until(at("6:01"))
        await says(day, "Europe/Athens")
        assert sum(TOLD in text for text in day.platform.direct_texts("bo")) == 0
        await day.until(at("6:05") + DAY)
        assert "Fri 00:30" in await asked(day)


async def test_what_the_files_say_of_somebody_holds_above_their_profile(tmp_path: Path) -> None:
    async with team(tmp_path, told(person("bo")), at("6:00")) as day:
        await says(day, "Europe/Athens")
        assert day.platform.direct_texts("bo") == []
        await day.until(at("12:00"))
        assert await asked(day) == ["Thu 09:30"]


async def test_a_zone_that_the_files_keep_is_kept(tmp_path: Path) -> None:
    kept = told(BO, fixed=frozenset({"timezone"}))
    async with team(tmp_path, kept, at("6:00")) as day:
        await says(day, "Europe/Athens")
        assert day.platform.direct_texts("bo") == []
        await day.until(at("12:00"))
        assert await asked(day) == ["Thu 09:30"]


async def test_a_profile_that_says_nothing_any_more_gives_way_to_the_zone_of_all(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, told(), at("6:00")) as day:
        await says(day, "Europe/Athens")
        await day.until(at("12:00"))
        await says(day, "")
        await day.until(at("12:00") + DAY)
        assert await asked(day) == ["Thu 07:30", "Fri 09:30"]


async def test_what_is_no_zone_changes_nothing(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("6:00")) as day:
        for n, zone in enumerate(("Mars/Base", "../etc/passwd", "", "x" * 500)):
            await day.until(at(f"6:0{n}"))
            await says(day, zone)
        assert await day.rows("SELECT * FROM setting") == []
        await says(day, "Europe/Athens", "stranger")
        assert await day.rows("SELECT * FROM setting") == []


async def test_as_the_team_is_said_against_a_profile(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("6:00")) as day:
        await says(day, "Europe/Athens")
        await day.say("bo", "timezone as the team")
        assert "I go by your team’s time zone again" in day.last("bo")
        await day.until(at("12:00"))
        assert await asked(day) == ["Thu 09:30"]
        await day.say("bo", "/undo")
        await day.until(at("12:00") + DAY)
        assert LONDON not in day.last("bo")


async def test_settings_why_and_the_export_know_where_it_is_from(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("6:00")) as day:
        await says(day, "Europe/Athens")
        await day.say("bo", "settings")
        assert "Your profile on chat says so; timezone … changes it." in day.last("bo")
        await day.say("bo", "why")
        assert "I go by Europe/Athens time (your profile says so)" in day.last("bo")
        await day.say("bo", "export me")
        told_all = "\n".join(day.platform.direct_texts("bo"))
        assert "Your profile on chat said" in told_all


async def test_what_a_profile_says_is_told_after_quiet_hours(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("5:00")) as day:
        await day.say("bo", "quiet 20:00-9:00")
        await day.until(at("6:00"))
        await says(day, "Europe/Athens")  # where it is 8:00
        await day.until(at("6:10"))
        await says(day, "Europe/Lisbon")
        await day.until(at("8:59"))
        assert sum(TOLD in text for text in day.platform.direct_texts("bo")) == 0
        await day.until(at("9:01"))
        [words] = [text for text in day.platform.direct_texts("bo") if TOLD in text]
        assert "I’ll ask you in Europe/Lisbon time" in words
