"""What owners do for some of a standup's people: who is away, who is asked now."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from standup.core.model import Account, Instance, Person, Quiet
from standup.store import absences, changes
from tests.platform import CAPABLE, Platform
from tests.team import LONDON, ROOM, Team, at, daily, instance, learning_day, person, team

ANA, BO, CY = person("ana"), person("bo"), person("cy")
DAY = timedelta(days=1)
DAILY = replace(daily(ANA, BO, CY), owners=("ana",))
LEARNING = replace(learning_day(ANA, BO, CY), owners=("cy",))


async def asked(day: Team, who: str, standup: str = "daily") -> list[str]:
    rows = await day.rows(
        "SELECT r.day, c.state FROM check_in c JOIN run r ON r.id = c.run_id"
        " WHERE c.person = ? AND r.standup = ? ORDER BY r.day",
        who,
        standup,
    )
    return [f"{str(when)[8:]} {state}" for when, state in rows]


async def trail(day: Team) -> list[tuple[object, ...]]:
    return await day.rows("SELECT action, effect, done_to FROM change ORDER BY id")


async def test_whoever_an_owner_notes_as_away_is_told_and_not_asked(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        await day.say("ana", "away bo until friday")
        assert "Bo will be away from Daily from Thursday 26 November" in day.last("ana")
        assert day.platform.direct_texts("bo") == []
        await day.say("ana", "/yes")
        assert "Done: Bo is away from Daily" in day.last("ana")
        assert "Ana, who runs Daily, noted that you’re away" in day.last("bo")
        assert "back ends it" in day.last("bo")
        await day.until(at("23:00") + 2 * DAY)
        assert await asked(day, "bo") == ["26 away", "27 away", "28 asking"]
        effect = "Bo is away from 2026-11-26 up to and including 2026-11-27"
        assert await trail(day) == [("away", effect, "bo")]
        assert "Away: Bo" in day.platform.channel_text("#daily")


async def test_whoever_is_away_by_an_owners_word_may_take_it_back(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.agree("ana", "/away bo and cy until friday")
        assert "2026-11-27" in str(await trail(day))
        assert await asked(day, "bo") == ["26 away"]
        await day.say("bo", "back")
        assert "What did you do?" in day.last("bo")
        await day.say("bo", "maps")
        await day.until(at("9:31") + DAY)
        assert await asked(day, "bo") == ["26 closed", "27 asking"]
        assert await asked(day, "cy") == ["26 away", "27 away"]


async def test_an_owner_takes_back_what_owners_said_and_nothing_else(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        await day.say("cy", "away until friday")
        await day.agree("ana", "/away bo until friday")
        await day.say("ana", "/back cy")
        assert "Nobody noted Cy as away from Daily." in day.last("ana")
        await day.agree("ana", "back bo")
        assert "Done: Bo isn’t away from Daily any more." in day.last("ana")
        assert "took back that you’re away" in day.last("bo")
        await day.until(at("9:31"))
        assert await asked(day, "bo") == ["26 asking"]
        assert await asked(day, "cy") == ["26 away"]
        assert [action for action, *_ in await trail(day)] == ["away", "back"]


async def test_the_standup_is_not_asked_for_that_alone_fits_whoever_is_named(
    tmp_path: Path,
) -> None:
    others = replace(learning_day(ANA, BO), owners=("ana",))
    async with team(tmp_path, instance(DAILY, others), at("8:00")) as day:
        await day.agree("ana", "/away bo until friday daily")
        await day.agree("ana", "back bo")
        assert "Done: Bo isn’t away from Daily any more." in day.last("ana")
        await day.agree("ana", "away cy until friday")
        assert "Done: Cy is away from Daily" in day.last("ana")
        await day.say("ana", "/back bo")
        assert "For which standup?" in day.last("ana")
        await day.say("ana", "/away bo until friday")
        assert "For which standup?" in day.last("ana")
        await day.agree("ana", "/remove cy")
        assert "Daily" in day.last("ana")


async def test_an_owner_of_one_standup_decides_nothing_in_another(tmp_path: Path) -> None:
    later = replace(daily(ANA, BO, CY, cron="0 11 * * *"), owners=("ana",))
    async with team(tmp_path, instance(later, LEARNING), at("9:00")) as day:
        await day.until(at("9:31"))
        assert "What will you learn" in "".join(day.platform.direct_texts("bo"))
        await day.agree("ana", "/away bo until friday daily")
        await day.until(at("11:01"))
        assert await asked(day, "bo") == ["26 away"]
        assert await asked(day, "bo", "learning-day") == ["26 asking"]
        await day.say("bo", "knots")
        assert "knots" in day.platform.channel_text(ROOM)
        await day.say("bo", "status")
        assert "Daily: Away from Thursday 26 November" in day.last("bo")
        await day.say("bo", "why daily")
        assert "Away from" in day.last("bo")
        await day.say("bo", "why learning-day")
        assert "Away from" not in day.last("bo")
        await day.say("cy", "/away bo today daily")  # who owns the other
        assert "for the people who run the standup" in day.last("cy")


async def test_days_away_that_are_to_come_end_nothing_of_today_elsewhere(tmp_path: Path) -> None:
    later = replace(daily(ANA, BO, CY, cron="0 11 * * *"), owners=("ana",))
    async with team(tmp_path, instance(later, LEARNING), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.agree("ana", "/away bo until friday daily")
        await day.say("bo", "away 1 december to 3 december")
        assert "Noted" in day.last("bo")
        assert await asked(day, "bo", "learning-day") == ["26 asking"]
        await day.say("bo", "away until friday")
        assert await asked(day, "bo", "learning-day") == ["26 away"]


async def test_what_an_owner_says_of_themselves_is_still_their_own(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        await day.say("ana", "away until friday")
        assert "Noted: you’re away" in day.last("ana")
        await day.say("ana", "back")
        assert "Welcome back" in day.last("ana")
        await day.say("ana", "/away zoe until friday")
        assert "I know nobody called “zoe” there." in day.last("ana")
        await day.until(at("9:31"))
        await day.say("ana", "back in 5 minutes")
        assert "Whom do you mean" not in day.last("ana")
        await day.say("ana", "away bo until friday")
        assert "say /away bo until friday" in day.last("ana")
        assert await trail(day) == []


async def test_it_is_told_after_quiet_hours(tmp_path: Path) -> None:
    quiet = replace(BO, quiet=Quiet(timedelta(hours=20), timedelta(hours=9)))
    told = replace(DAILY, participants=(ANA, quiet, CY))
    async with team(tmp_path, instance(told), at("8:00")) as day:
        await day.agree("ana", "/away bo until friday")
        assert day.platform.direct_texts("bo") == []
        await day.until(at("9:01"))
        assert "noted that you’re away" in day.last("bo")


async def test_some_are_asked_now_and_not_once_more_at_its_time(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        await day.say("ana", "start now @bo and cy")
        assert "2 people will be asked daily of Daily now: Bo and Cy." in day.last("ana")
        await day.say("ana", "/yes")
        assert "Done: I’m asking Bo and Cy in Daily now." in day.last("ana")
        for who in ("bo", "cy"):
            assert "What did you do?" in day.last(who)
        assert await asked(day, "ana") == []
        assert len(day.platform.channel("#daily")) == 1
        await day.until(at("9:31"))
        for who in ("ana", "bo", "cy"):
            assert await asked(day, who) == ["26 asking"]
        once = [s for s in day.platform.shown if s.place == "@bo" and "What did" in s.text]
        assert [f"{s.at:%H:%M}" for s in once] == ["08:00"]
        await day.say("ana", "/start now bo")
        assert "nothing of Daily left to ask Bo today" in day.last("ana")
        effects = [effect for _, effect, _ in await trail(day)]
        assert effects == [f"{who} is asked day of 2026-11-26 now" for who in ("Bo", "Cy")]


async def test_whoever_came_late_is_asked_what_is_open(tmp_path: Path) -> None:
    told = Instance((replace(DAILY, participants=(ANA, CY)),), (ANA, BO, CY), "Ana (ana)", LONDON)
    async with team(tmp_path, told, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "/add bo")
        assert await asked(day, "bo") == []
        await day.agree("ana", "/start now bo")
        assert "What did you do?" in day.last("bo")
        await day.say("bo", "maps")
        await day.say("bo", "-")
        assert "maps" in day.platform.channel_text("#daily")


async def test_nobody_who_is_away_is_asked_now(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        await day.say("bo", "away today")
        await day.say("ana", "/start now bo")
        assert "nothing of Daily left to ask Bo today" in day.last("ana")
        await day.until(at("12:30"))
        await day.say("ana", "/start now cy")
        assert "nothing of Daily left to ask Cy today" in day.last("ana")
        assert await trail(day) == []


async def test_what_was_done_for_somebody_goes_with_them_and_is_in_their_export(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        await day.agree("ana", "/away bo and cy until friday")
        exported = await day.store.read(lambda tx: absences.PERSONAL.export(tx, "bo"))
        assert [one["standup"] for one in exported["away"]] == ["daily"]
        told = await day.store.read(lambda tx: changes.PERSONAL.export(tx, "bo"))
        assert [one["effect"] for one in told["done_for_you"]] == [
            "Bo is away from 2026-11-26 up to and including 2026-11-27"
        ]
        await day.say("bo", "forget me")
        await day.say("bo", "forget me now")
        rows = await day.rows("SELECT words, effect FROM change ORDER BY id")
        assert "bo" not in str(rows).casefold()
        assert "Cy is away" in str(rows)


@pytest.mark.parametrize("who", ["bo", "dot"])
async def test_only_owners_do_it(tmp_path: Path, who: str) -> None:
    dot = Person("dot", "Dot", LONDON, (Account("chat", "dot"),))
    helped = replace(DAILY, participants=(ANA, BO, CY, dot), helpers=("dot",))
    platform = Platform(capabilities=replace(CAPABLE, choices=True))
    async with team(tmp_path, instance(helped), at("8:00"), platform) as day:
        for words in ("/away cy until friday", "/back cy"):
            await day.say(who, words)
            await day.say(who, "/yes")
        assert await trail(day) == []
        await day.say(who, "/start now cy")
        await day.say(who, "/yes")
        assert len(await trail(day)) == (1 if who == "dot" else 0)
