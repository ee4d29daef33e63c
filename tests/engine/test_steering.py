"""Owners and helpers steer a standup from chat."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from standup.chat.interface import Said
from standup.core.model import Account, Instance, Person, Standup
from standup.core.settings.setting import Cancelled, Paused, Scope, Source
from standup.store import openings, settings
from standup.store.database import Transaction
from tests import team as teams
from tests.platform import CAPABLE, Platform
from tests.team import LONDON, Team, at, daily, instance, learning_day, person, team

ANA, BO, CY = person("ana"), person("bo"), person("cy")
DAY = timedelta(days=1)
LEARNING = replace(learning_day(ANA, BO, CY), owners=("ana",), helpers=("cy",))
DAILY = replace(daily(ANA, BO, CY), owners=("ana",))


async def days_of(day: Team, standup: str) -> Sequence[object]:
    rows = await day.rows("SELECT day FROM run WHERE standup = ? ORDER BY day", standup)
    return [row[0] for row in rows]


async def changes(day: Team) -> list[tuple[object, ...]]:
    return await day.rows("SELECT action, said_by, undone_at IS NOT NULL FROM change ORDER BY id")


async def test_a_pause_asks_nobody_until_it_is_over(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        await day.agree("ana", "pause until 28 november")
        assert "from Thursday 26 November up to and including Saturday 28 November" in day.last(
            "ana"
        )
        await day.until(at("23:00") + 3 * DAY)
        assert await days_of(day, "daily") == ["2026-11-29"]
        assert await changes(day) == [("pause", "ana", 0)]


async def test_status_tells_everybody_that_nobody_is_asked(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        for words, told in (
            ("/pause", "Daily is paused"),
            (
                "/pause until 28 november",
                "Daily is paused up to and including Saturday 28 November 2026",
            ),
            ("/cancel 30 november", "Daily asks nobody on Monday 30 November"),
            ("/cancel 24 december to 2 january", None),
        ):
            await day.agree("ana", words)
            await day.say("bo", "/status")
            assert (told or "• Next: Daily, daily, Thursday 26 November, 09:30") in day.last("bo")
            assert "24 December" not in day.last("bo")
            await day.say("ana", "/undo")
            await day.say("bo", "/status")
            assert "paused" not in day.last("bo")
            assert "asks nobody" not in day.last("bo")


async def test_what_is_open_goes_on_to_its_end(tmp_path: Path) -> None:
    async with team(tmp_path, instance(LEARNING), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "maps")
        await day.agree("ana", "/pause")
        assert "from Friday 27 November on" in day.last("ana")
        await day.until(at("17:01"))
        assert "What did you learn?" in day.last("bo")
        await day.until(at("23:00") + 14 * DAY)
        assert await days_of(day, "learning-day") == ["2026-11-26"]


async def test_resume_asks_again_and_says_when(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        await day.agree("ana", "pause")
        await day.until(at("12:00") + DAY)
        await day.say("ana", "resume")
        assert "Next: Saturday 28 November, 09:30." in day.last("ana")
        await day.until(at("23:00") + 2 * DAY)
        assert await days_of(day, "daily") == ["2026-11-28"]
        await day.say("ana", "/resume")
        assert "isn’t paused" in day.last("ana")


async def test_what_passed_in_a_pause_is_not_asked_for_what_others_set_meanwhile(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        await day.agree("ana", "/pause")
        await day.say("bo", "quiet 20:00-8:00")
        await day.until(at("11:00") + DAY)
        await day.say("ana", "/resume")
        assert await day.rows("SELECT * FROM check_in") == []
        await day.until(at("9:31") + 2 * DAY)
        assert await day.rows("SELECT DISTINCT day FROM run") == [("2026-11-28",)]


async def test_nor_because_somebody_lives_elsewhere_since_the_day_before(tmp_path: Path) -> None:
    moved = replace(DAILY, participants=(ANA, replace(BO, zone="Europe/Athens")))
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        await day.until(at("9:31"))
        await day.bot.reload(instance(moved))
        await day.until(at("13:00"))
        await day.agree("ana", "/pause")
        await day.until(at("9:00") + DAY)  # eleven in Athens
        await day.say("ana", "/resume")
        await day.until(at("9:35") + DAY)
        asked = "SELECT c.person FROM check_in c JOIN run r ON r.id = c.run_id WHERE r.day = ?"
        assert {row[0] for row in await day.rows(asked, "2026-11-27")} == {"ana"}


async def test_nor_where_the_bot_died_before_it_planned_for_the_pause(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")):
        pass
    store = await teams.open_store(tmp_path)

    async def pause_and_resume(tx: Transaction) -> None:
        source, scope = Source("ana", "chat"), Scope(standup="daily")
        number = await settings.keep(
            tx,
            scope,
            Paused(date(2026, 11, 26)),
            "pause",
            source,
            at("8:00") + timedelta(seconds=1),
        )
        await settings.end(tx, number, at("11:00"))

    await store.write(pause_and_resume)
    await store.close()
    async with team(tmp_path, instance(DAILY), at("11:00")) as day:
        await day.until(at("11:05"))
        assert await day.rows("SELECT * FROM check_in") == []
        await day.until(at("9:31") + DAY)
        assert await day.rows("SELECT DISTINCT day FROM run") == [("2026-11-27",)]


def is_of_the_schedule(do: Callable[[Transaction], Awaitable[object]]) -> bool:
    """Whether a step of making the schedule anew is written, and nothing else just then."""
    return ".adopt." in getattr(do, "__qualname__", "")


async def test_what_is_started_while_the_schedule_is_made_anew_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        write, started = day.store.write, list[bool]()

        async def start(tx: Transaction) -> None:
            [due] = await openings.of_standup(tx, "daily")
            await openings.set_due(tx, replace(due, at=day.clock.now()))

        async def between(do: Callable[[Transaction], Awaitable[object]]) -> object:
            done = await write(do)
            if not started and is_of_the_schedule(do):
                started.append(True)
                await asyncio.sleep(1)
                await write(start)
            return done

        monkeypatch.setattr(day.store, "write", between)
        await day.bot.reload(instance(DAILY))
        await day.until(at("8:05"))
        assert len(await day.rows("SELECT * FROM check_in")) == 3


async def test_nor_is_what_comes_while_the_schedule_is_made_anew_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = replace(DAILY, rounds=(replace(DAILY.rounds[0], cron="0 11 * * *"),))
    async with team(tmp_path, instance(later), at("9:29")) as day:
        write = day.store.write

        async def slowly(do: Callable[[Transaction], Awaitable[object]]) -> object:
            done = await write(do)
            if is_of_the_schedule(do):
                day.clock.jump(at("9:31"))
            return done

        monkeypatch.setattr(day.store, "write", slowly)
        await day.bot.reload(instance(DAILY))
        await day.until(at("9:35"))
        assert len(await day.rows("SELECT * FROM check_in")) == 3


async def test_nobody_is_started_with_the_evening_whose_morning_is_to_come(tmp_path: Path) -> None:
    far = replace(person("cy"), zone="Pacific/Kiritimati")  # where it is three in the afternoon
    standup = replace(learning_day(ANA, BO, far), owners=("ana",))
    async with team(tmp_path, instance(standup), at("1:00")) as day:
        await day.say("ana", "/start now")
        assert "1 person will be asked learned of Learning Day now: Cy." in day.last("ana")
        await day.say("ana", "/yes")
        asked = await day.rows("SELECT person, round FROM check_in ORDER BY id")
        assert ("cy", "learned") in asked
        assert not {who for who, _ in asked} & {"ana", "bo"}
        await day.until(at("17:01"))
        for who in ("ana", "bo"):
            assert "What did you learn?" in day.last(who)


async def test_a_pause_that_is_taken_back_in_time_leaves_no_day_out(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("9:25")) as day:
        await day.agree("ana", "pause")
        await day.say("ana", "undo")
        await day.until(at("10:00"))
        assert await days_of(day, "daily") == ["2026-11-26"]
        assert await changes(day) == [("pause", "ana", 1)]


async def test_a_pause_outlives_the_bot_also_for_what_was_due_while_it_was_down(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        await day.agree("ana", "pause until 27 november")
    async with team(tmp_path, instance(DAILY), at("10:00")) as day:
        await day.until(at("23:00") + 2 * DAY)
        assert await days_of(day, "daily") == ["2026-11-28"]
        assert await day.rows("SELECT * FROM missed") == []


async def test_what_is_cancelled_does_not_happen(tmp_path: Path) -> None:
    async with team(tmp_path, instance(LEARNING), at("8:00")) as day:
        await day.agree("ana", "cancel next")
        assert "Learning Day doesn’t happen on Thursday 26 November" in day.last("ana")
        await day.agree("ana", "cancel 10 dec to 20 dec")
        await day.until(at("23:00") + 28 * DAY)
        assert await days_of(day, "learning-day") == ["2026-12-03", "2026-12-24"]
        assert [action for action, *_ in await changes(day)] == ["cancel", "cancel"]


async def test_one_of_two_that_were_cancelled_is_taken_back(tmp_path: Path) -> None:
    async with team(tmp_path, instance(LEARNING), at("8:00")) as day:
        for _ in range(2):
            await day.agree("ana", "cancel next")
        await day.say("ana", "undo")
        await day.until(at("23:00") + 7 * DAY)
        assert await days_of(day, "learning-day") == ["2026-12-03"]


async def test_who_tells_who_has_shared_and_who_has_not(tmp_path: Path) -> None:
    async with team(tmp_path, instance(LEARNING), at("9:00")) as day:
        await day.say("ana", "who")
        assert "Nothing of Learning Day is open now." in day.last("ana")
        assert "Next: 09:30." in day.last("ana")
        await day.say("cy", "away today")
        await day.until(at("9:31"))
        await day.say("bo", "maps")
        await day.say("cy", "who")
        for told in ("shared (1): Bo", "not yet (1): Ana", "away (1): Cy"):
            assert told in day.last("cy")
        assert "maps" not in day.last("cy")


async def test_one_word_that_may_be_an_answer_is_asked_about(tmp_path: Path) -> None:
    async with team(tmp_path, instance(LEARNING), at("9:00")) as day:
        await day.until(at("9:31"))
        for words in ("who", "resume", "changes", "settings"):
            await day.say("ana", words)
            assert f"say /{words}" in day.last("ana")
        assert await day.rows("SELECT * FROM answer") == []
        await day.say("bo", "changes in numpy")  # who runs nothing
        assert await day.rows("SELECT text FROM answer") == [("changes in numpy",)]


@pytest.mark.parametrize("how", ["yes", "/yes", "a button"])
async def test_who_has_not_answered_is_reminded_once_an_owner_says_yes(
    tmp_path: Path, how: str
) -> None:
    platform = Platform(capabilities=replace(CAPABLE, choices=True))
    async with team(tmp_path, instance(LEARNING), at("9:00"), platform) as day:
        await day.say("bo", "no reminders")
        await day.until(at("9:31"))
        await day.say("ana", "graphs")
        await day.say("ana", "remind missing")
        assert "1 person will be reminded: Cy." in day.last("ana")
        assert "Bo wants no reminders." in day.last("ana")
        assert "You haven’t answered" not in day.last("cy")
        if how == "a button":
            day.platform.choose("ana", "Remind them")
            await day.settled()
        else:
            await day.say("ana", how)
        assert "Done: I’m reminding Cy." in day.last("ana")
        assert "You haven’t answered" in day.last("cy")
        assert "You haven’t answered" not in day.last("bo")
        await day.say("ana", "/yes")
        assert "nothing to say yes to" in day.last("ana")
        assert [action for action, *_ in await changes(day)] == ["remind missing"]


async def test_who_is_reminded_twice_by_an_owner_is_reminded_twice(tmp_path: Path) -> None:
    async with team(tmp_path, instance(LEARNING), at("9:00")) as day:
        await day.until(at("9:31"))
        for clock in ("10:00", "11:00"):
            await day.until(at(clock))
            await day.say("ana", "/remind missing")
            await day.say("ana", "/yes")
        told = [
            s for s in day.platform.shown if s.place == "@bo" and "You haven’t answered" in s.text
        ]
        assert [f"{s.at:%H:%M}" for s in told] == ["10:00", "11:00"]


async def test_a_yes_that_comes_too_late_reminds_nobody(tmp_path: Path) -> None:
    async with team(tmp_path, instance(LEARNING), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "/remind missing")
        await day.until(at("9:42"))
        await day.say("ana", "/yes")
        assert "nothing to say yes to" in day.last("ana")
        assert await changes(day) == []


async def test_a_yes_is_an_answer_where_nothing_was_shown(tmp_path: Path) -> None:
    async with team(tmp_path, instance(LEARNING), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "graphs")
        await day.say("ana", "yes")
        assert "nothing to say yes to" not in day.last("ana")


async def test_a_deadline_that_is_put_off_is_put_off_for_all(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.agree("ana", "/extend 1 hour")
        assert "The last deadline is 13:00 now" in day.last("ana")
        await day.until(at("12:30"))
        await day.say("bo", "maps")
        await day.say("bo", "-")
        late = await day.rows("SELECT closed_at IS NULL FROM run")
        assert late in ([(1,)], [(True,)])
        await day.until(at("13:01"))
        assert "(late)" not in day.platform.channel_text("#daily")
        assert await day.rows("SELECT id FROM run WHERE closed_at IS NULL") == []


async def test_no_deadline_is_put_off_beyond_the_next_questions(tmp_path: Path) -> None:
    async with team(tmp_path, instance(LEARNING), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "/extend 1 hour")
        assert "asks again at 17:00" in day.last("ana")
        await day.until(at("17:01"))
        await day.agree("ana", "/extend 30 minutes")
        assert "20:30" in day.last("ana")


async def test_a_round_is_asked_now_and_not_once_more_at_its_time(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        await day.agree("ana", "start now")
        assert "What did you do?" in day.last("bo")
        await day.until(at("23:00"))
        asked = [s for s in day.platform.shown if s.place == "@bo" and "What did you" in s.text]
        assert [f"{s.at:%H:%M}" for s in asked] == ["08:00"]
        await day.say("ana", "/start now")
        assert "is left to start today" in day.last("ana")
        assert "Friday 27 November" in day.last("ana")


async def test_nothing_is_started_that_a_pause_took_away_and_is_still_planned(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        planned = await day.store.read(lambda tx: openings.of_standup(tx, "daily"))
        await day.agree("ana", "pause until 2026-11-27")

        async def as_before(tx: Transaction) -> None:
            for due in planned:
                await openings.set_due(tx, due)

        await day.store.write(as_before)  # as in the moment before it is planned anew
        await day.say("ana", "start now")
        assert "is left to start today" in day.last("ana")
        await day.say("bo", "status")
        assert "Saturday 28 November" in day.last("bo")


async def test_of_several_standups_it_is_asked_which(tmp_path: Path) -> None:
    async with team(tmp_path, instance(LEARNING, DAILY), at("8:00")) as day:
        await day.say("ana", "pause")
        assert "For which standup?" in day.last("ana")
        assert "pause learning-day" in day.last("ana")
        assert "pause daily" in day.last("ana")
        await day.agree("ana", "pause Learning Day")
        assert "Learning Day asks nobody" in day.last("ana")
        await day.say("cy", "who")  # who helps with one of them
        assert "Learning Day" in day.last("cy")
        await day.say("cy", "/pause learning-day")
        assert "for the people who run the standup" in day.last("cy")


async def test_a_yes_that_may_answer_the_question_that_waits_is_asked_about(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "remind missing")
        await day.say("ana", "yes")
        assert "Is that for me? Then say /yes. I haven’t posted anything." in day.last("ana")
        await day.say("ana", "/yes")
        assert any(one.startswith("Done") for one in day.platform.direct_texts("ana"))


async def test_of_several_standups_the_one_that_alone_fits_is_meant(tmp_path: Path) -> None:
    daily_ = replace(DAILY, rounds=(replace(DAILY.rounds[0], cron="0 18 * * *"),))
    async with team(tmp_path, instance(LEARNING, daily_), at("8:00")) as day:
        await day.say("ana", "who")
        assert "For which standup?" in day.last("ana")
        await day.until(at("9:31"))
        await day.say("ana", "knots")
        await day.say("ana", "who")
        assert day.last("ana").startswith("Learning Day")
        await day.say("ana", "remind missing")
        assert "people will be reminded" in day.last("ana")
        await day.agree("ana", "pause daily")
        await day.say("ana", "resume")
        assert "Daily asks again" in day.last("ana")
        await day.say("ana", "resume")
        assert "For which standup?" in day.last("ana")
        await day.say("ana", "tell me who is missing daily")
        await day.say("ana", "do not tell me who is missing")
        assert "Daily" in day.last("ana")
        await day.agree("ana", "/poll daily Shall we meet? yes/no")
        await day.agree("ana", "/cancel poll")
        assert "“Shall we meet?” was taken back" in day.last("ana")


async def test_what_is_fixed_is_paused_by_nobody(tmp_path: Path) -> None:
    fixed = replace(LEARNING, fixed=frozenset({"pause", "cancel"}))
    async with team(tmp_path, instance(fixed), at("8:00")) as day:
        for words in ("pause", "cancel next"):
            await day.say("ana", words)
            assert "keeps that fixed in its file" in day.last("ana")
        assert await changes(day) == []


async def test_changes_tells_who_did_what_and_what_was_taken_back(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        await day.say("ana", "changes")
        await day.agree("ana", "pause")
        await day.say("ana", "undo")
        await day.agree("ana", "cancel next")
        await day.say("ana", "changes")
        first, last = day.platform.direct_texts("ana")[:2], day.last("ana")
        assert "Nothing was changed here yet." in "".join(first)
        lines = last.splitlines()[1:]
        assert "Ana on chat said “cancel next”: it doesn’t happen on Thursday" in lines[0]
        assert "Ana on chat said “pause”" in lines[1]
        assert "taken back" in lines[1]


async def test_an_owner_who_takes_no_part_steers_and_is_never_asked(tmp_path: Path) -> None:
    owner = Person("dot", "Dot", LONDON, (Account("chat", "dot"),))
    steered: Standup = replace(DAILY, owners=("dot",))
    told = Instance((steered,), (ANA, BO, CY, owner), "Ana (ana)", LONDON)
    async with team(tmp_path, told, at("9:00")) as day:
        await day.until(at("9:31"))
        assert day.platform.direct_texts("dot") == []
        await day.say("dot", "who")
        assert "not yet (3): Ana, Bo and Cy" in day.last("dot")


async def test_an_answer_stands_nowhere_in_the_audit_trail(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "quokkas")
        await day.say("ana", "/who")
        for words in ("/remind missing", "/extend 10 minutes", "/pause"):
            await day.agree("ana", words)
        assert "quokkas" not in str(await day.rows("SELECT * FROM change"))


async def test_a_pause_of_many_zones_lets_a_day_that_has_begun_be_finished(tmp_path: Path) -> None:
    people = (person("ana"), person("kai", "Pacific/Auckland"), person("lou", "America/New_York"))
    told = instance(replace(daily(*people), owners=("ana",)))
    async with team(tmp_path, told, at("20:00") - DAY) as day:  # Auckland begins the 26th
        await day.until(at("22:00") - DAY)
        await day.agree("ana", "/pause")
        await day.until(at("23:00") + 2 * DAY)
        asked = await day.rows(
            "SELECT c.person, r.day FROM check_in c JOIN run r ON r.id = c.run_id ORDER BY 2, 1"
        )
        last = str(date(2026, 11, 26))
        assert [who for who, when in asked if when == last] == ["ana", "kai", "lou"]
        assert max(str(when) for _, when in asked) == last


async def test_an_owner_is_told_at_each_close_who_is_missing_until_they_say_otherwise(
    tmp_path: Path,
) -> None:
    owner = Person("dot", "Dot", LONDON, (Account("chat", "dot"),))
    steered = replace(DAILY, owners=("dot",), helpers=("cy",))
    told = Instance((steered,), (ANA, BO, CY, owner), "Ana (ana)", LONDON)
    async with team(tmp_path, told, at("8:00")) as day:
        for who in ("dot", "cy"):
            await day.say(who, "tell me who is missing")
            assert "Done: when a run of Daily closes" in day.last(who)
        await day.say("cy", "/undo")
        await day.say("bo", "tell me who is missing")
        assert await day.rows("SELECT said_by FROM setting WHERE ended_at IS NULL") == [("dot",)]
        await day.until(at("9:31"))
        await day.say("bo", "maps")
        await day.say("bo", "-")
        await day.until(at("12:30"))
        assert "Daily, Thursday 26 November: 2 people are missing: Ana and Cy." in day.last("dot")
        assert "are missing" not in "".join(day.platform.direct_texts("cy"))
        assert "are missing" not in day.platform.channel_text("#daily")
        await day.say("dot", "don’t tell me who is missing")
        assert "Done: I don’t tell you" in day.last("dot")
        await day.until(at("12:30") + DAY)
        heard = "".join(day.platform.direct_texts("dot"))
        assert heard.count("are missing") == 1
        assert await changes(day) == [
            ("tell me who is missing", "dot", 1),
            ("tell me who is missing", "cy", 1),
        ]


async def test_changes_are_told_in_the_language_of_who_asks(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        await day.say("ana", "language deutsch")
        await day.agree("ana", "/pause")
        await day.say("ana", "/changes")
        assert "Ana hat auf chat „pause“ gesagt" in day.last("ana")


@pytest.mark.parametrize(
    ("language", "pause", "yes", "done"),
    [
        ("deutsch", "pausieren bis 31. dezember", "ja", "Erledigt:"),
        ("español", "pausar hasta el 31 de diciembre", "sí", "Hecho:"),
    ],
)
async def test_what_was_shown_in_a_language_is_done_and_told_in_it(
    tmp_path: Path, language: str, pause: str, yes: str, done: str
) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        await day.say("ana", f"language {language}")
        await day.say("ana", pause)
        assert f"/{yes}" in day.last("ana")
        await day.say("ana", f"/{yes}")
        assert day.last("ana").startswith(done)
        await day.say("ana", "/changes")
        assert pause in day.last("ana")
        assert "it asks" not in day.last("ana")


async def in_one_batch(day: Team, *said: tuple[str, str]) -> None:
    """All of it is read at once."""
    inbox = day.platform.inbox
    assert inbox is not None
    now = day.clock.now()
    await inbox.take([Said(f"b{n}", who, text, now) for n, (who, text) in enumerate(said)])
    await day.settled()


async def cancelled(day: Team) -> list[str]:
    found = await day.rows("SELECT value FROM setting WHERE kind = 'cancel' ORDER BY id")
    return [json.loads(str(value))["first"] for (value,) in found]


async def test_what_is_said_in_one_batch_knows_what_was_set_before_it(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        once = (("ana", "cancel next"), ("ana", "yes"))
        await in_one_batch(day, *once, ("bo", "hello"), *once)
        assert await cancelled(day) == ["2026-11-26", "2026-11-27"]
        assert len(await day.rows("SELECT * FROM inbound")) == 5


async def test_nobody_is_removed_in_one_batch_with_all_the_others(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        await in_one_batch(day, ("ana", "remove bo and cy"), ("ana", "yes"), ("ana", "remove ana"))
        assert "nobody" in day.last("ana")
        people = day.bot.directory().standups["daily"].participants
        assert [one.id for one in people] == ["ana"]


async def test_what_another_process_set_is_known_to_what_is_said_next(tmp_path: Path) -> None:
    async with team(tmp_path, instance(DAILY), at("8:00")) as day:
        run_off = Cancelled(date(2026, 11, 26), date(2026, 11, 26))
        said = (Scope(standup="daily"), run_off, "cancel next", Source("ana", "another"))
        await day.store.write(lambda tx: settings.keep(tx, *said, at("8:00")))
        await day.say("ana", "cancel next")
        await day.say("ana", "yes")
        assert await cancelled(day) == ["2026-11-26", "2026-11-27"]


async def test_what_was_started_early_is_not_to_come_once_more_after_a_restart(
    tmp_path: Path,
) -> None:
    platform = Platform()
    async with team(tmp_path, instance(DAILY), at("8:00"), platform) as day:
        await day.agree("ana", "start now")
        assert "What did you do?" in day.last("bo")
    async with team(tmp_path, instance(DAILY), at("8:10"), platform) as day:
        await day.say("ana", "/start now")
        assert "left to start today" in day.last("ana")
        assert [action for action, *_ in await changes(day)] == ["start now"]
        await day.say("ana", "/remove cy")
        await day.say("ana", "/yes")
        await day.say("ana", "/add cy")
        await day.until(at("9:31"))
        assert len([s for s in platform.direct_texts("cy") if "What did you do?" in s]) == 1
