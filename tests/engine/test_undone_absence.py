"""`undo` takes back that somebody is away, for ten minutes after they said so."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from standup.chat.interface import Said
from tests.team import Team, at, daily, instance, person, team

ANA, BO = person("ana"), person("bo")
DAY = timedelta(days=1)
DAILY = instance(daily(ANA, BO))


async def away(day: Team) -> list[tuple[object, ...]]:
    return await day.rows("SELECT person, first_day, last_day FROM away ORDER BY first_day")


async def at_once(day: Team, *words: str) -> None:
    """All of it is read at one instant."""
    inbox = day.platform.inbox
    assert inbox is not None
    now = day.clock.now()
    await inbox.take([Said(f"{one} {now}", "bo", one, now) for one in words])
    await day.settled()


async def test_it_is_taken_back_and_what_is_open_goes_on(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "/away until friday")
        await day.say("bo", "/undo")
        assert "Undone: you’re not away" in "".join(day.platform.direct_texts("bo")[-2:])
        assert "What did you do?" in day.last("bo")
        assert await away(day) == []
        await day.say("bo", "Maps")
        await day.say("bo", "-")
        assert "Bo" in day.platform.channel_text("#daily")


async def test_other_dates_stay(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("8:00")) as day:
        await day.say("bo", "away 20 dec to 3 jan")
        await day.say("bo", "away tomorrow")
        await day.say("bo", "undo")
        assert "Friday 27 November" in day.last("bo")
        assert await away(day) == [("bo", "2026-12-20", "2027-01-03")]
        await day.until(at("9:31") + DAY)
        assert "What did you do?" in day.last("bo")


async def test_after_ten_minutes_it_stays(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("8:00")) as day:
        await day.say("bo", "away tomorrow")
        await day.until(at("8:11"))
        await day.say("bo", "undo")
        assert len(await away(day)) == 1


async def test_what_was_said_or_set_since_goes_first(tmp_path: Path) -> None:
    async with team(tmp_path, DAILY, at("8:00")) as day:
        await day.say("bo", "away tomorrow")
        await day.until(at("8:01"))
        await day.say("bo", "quiet 20:00-8:00")
        await day.until(at("8:02"))
        await day.say("bo", "undo")
        assert len(await away(day)) == 1
        assert await day.rows("SELECT ended_at IS NOT NULL FROM setting") == [(1,)]
        await day.say("bo", "undo")
        assert await away(day) == []


async def test_what_was_set_since_goes_first_though_all_is_read_at_one_instant(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, DAILY, at("8:00")) as day:
        await at_once(day, "away tomorrow", "quiet 20:00-8:00", "undo")
        assert len(await away(day)) == 1
        assert await day.rows("SELECT ended_at IS NOT NULL FROM setting") == [(1,)]
        await day.until(at("8:01"))
        await at_once(day, "quiet 21:00-8:00", "away 20 dec to 3 jan", "undo")
        assert len(await away(day)) == 1
        assert await day.rows("SELECT ended_at IS NOT NULL FROM setting ORDER BY id") == [
            (1,),
            (0,),
        ]


async def test_what_an_owner_noted_is_ended_by_back_alone(tmp_path: Path) -> None:
    owned = instance(replace(daily(ANA, BO), owners=("ana",)))
    async with team(tmp_path, owned, at("8:00")) as day:
        await day.agree("ana", "/away bo tomorrow")
        await day.say("bo", "undo")
        assert len(await away(day)) == 1
