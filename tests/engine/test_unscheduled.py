"""A standup without a schedule lives from those who say `report`, and nobody is missing."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from standup.core.commands.said import Begin
from standup.core.documents.report_json import period_data, run_data
from standup.core.messages.markup import Message, from_data, plain
from standup.core.model import Channel, Instance, Person, Question, Rhythm, Round, Standup
from standup.core.reports.report import Addition, Period, Presence, RunReport, Standing
from standup.core.wording import channel as wording
from standup.core.wording.own_report import own_report
from standup.core.wording.period import accountability
from standup.engine import occasion
from standup.engine.commands import beginning
from standup.store import records, runs
from standup.store.database import Transaction
from tests.engine.test_choices import PRESSING
from tests.platform import Platform
from tests.team import LONDON, THURSDAY, Team, at, daily, instance, learning_day, person, team

ANA, BO, CY = person("ana"), person("bo"), person("cy", "Asia/Tokyo")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ROOM = "#notes"
NEWS = Question("new", "text", "What is new?")
STUCK = Question("stuck", "text", "Where are you stuck?")


def notes(*people: Person, closes: float = 24, owners: tuple[str, ...] = ("ana",)) -> Standup:
    """Notes that anybody may write on any day, by London's clocks."""
    round_ = Round("note", "Note", None, (NEWS, STUCK), closes * HOUR)
    return Standup(
        *("notes", "Notes", (round_,), people or (ANA, BO, CY), (Channel("chat", ROOM),)),
        zone=LONDON,
        owners=owners,
        fatigue=1,
        watched_by=owners,
    )


def both_rounds() -> Standup:
    """A Learning Day that everybody holds when they like."""
    standup = learning_day(ANA, BO)
    rounds = (replace(one, cron=None, reminder=0 * HOUR, closes=DAY) for one in standup.rounds)
    return replace(standup, rounds=tuple(rounds), zone=LONDON)


def told(*standups: Standup) -> Instance:
    return instance(*(standups or (notes(),)))


async def shares(day: Team, who: str, *words: str) -> None:
    for text in ("report notes", *(words or ("Maps", "Nowhere"))):
        await day.say(who, text)


async def days_of(day: Team, standup: str = "notes") -> list[object]:
    rows = await day.rows("SELECT day FROM run WHERE standup = ? ORDER BY day", standup)
    return [row[0] for row in rows]


async def digest(day: Team) -> str:
    """The digest of the latest run, as it stands in the channel."""
    [*_, (content,)] = await day.rows(
        "SELECT content FROM outbox WHERE key LIKE 'digest/%' ORDER BY id"
    )
    return plain(from_data(json.loads(str(content))))


async def test_nobody_is_asked_by_it(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("8:00")) as day:
        await day.until(at("23:00") + 3 * DAY)
        assert await days_of(day) == []
        assert await day.rows("SELECT * FROM schedule") == []
        assert day.platform.direct_texts("bo") == []


async def test_whoever_begins_first_opens_the_day_and_others_join_it(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.say("bo", "report notes")
        assert "Notes · Thursday 26 November · note, until" in day.last("bo")
        assert "What is new?" in day.last("bo")
        assert await days_of(day) == ["2026-11-26"]
        await day.say("bo", "Maps")
        await day.say("bo", "Nowhere")
        await shares(day, "cy", "Parsers", "In the middle")
        assert await days_of(day) == ["2026-11-26"]
        posted = day.platform.channel_text(ROOM)
        assert "Maps" in posted
        assert "Parsers" in posted
        assert day.platform.direct_texts("ana") == []


async def test_the_thread_tells_who_shared_and_how_to_and_names_nobody_else(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await shares(day, "bo")
        posted = day.platform.channel_text(ROOM)
        assert "Shared so far: 1." in posted
        assert "Say report notes to me to add yours." in posted
        assert "Taking part" not in posted
        assert "Ana" not in posted


async def test_it_closes_at_midnight_and_nobody_is_missing(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await shares(day, "bo")
        await day.say("cy", "report notes")  # and leaves it at that
        await day.until(at("0:01") + DAY)
        assert await day.rows("SELECT closed_at IS NOT NULL FROM run") == [(1,)]
        text = await digest(day)
        assert "Thank you, Bo! Shared: 1." in text
        assert "Ana" not in text
        assert "Cy" not in text
        assert "nobody is missing" in day.last("ana")  # who watches it


async def test_it_closes_when_its_file_says_so_and_takes_late_answers_on(tmp_path: Path) -> None:
    async with team(tmp_path, told(notes(closes=18)), at("9:00")) as day:
        await day.say("bo", "report notes")
        await day.until(at("18:01"))
        assert await day.rows("SELECT closed_at IS NOT NULL FROM run") == [(1,)]
        await day.say("cy", "report notes")
        assert "What is new?" not in day.last("cy")
        await day.say("bo", "Maps")
        await day.say("bo", "Nowhere")
        assert "Bo (late)" in day.platform.channel_text(ROOM)


async def test_nobody_counts_as_missing_in_a_report_over_weeks(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await shares(day, "bo")
        await day.say("cy", "report notes")
        await day.until(at("9:00") + DAY)
        await shares(day, "bo", "Trees", "-")
        await day.until(at("0:01") + 2 * DAY)
        first, now = date(2026, 11, 1), day.clock.now()
        period = await day.store.read(
            lambda tx: records.period(tx, notes(), first, date(2026, 11, 30), now)
        )
        text = plain(accountability(period))
        assert "Shared without being asked: 2." in text
        assert "Shared: " not in text
        assert "Cy" not in text
        assert "Ana" not in text
        figures = period_data(period)
        assert (figures["asked"], figures["shared"], figures["unprompted"]) == (0, 0, 2)
        assert figures["standings"] == {"shared": 2}
        assert figures["figures"]["participation"] == {"part": 0, "whole": 0}
        assert [one["name"] for run in period.runs for one in run_data(run)["people"]] == [
            *("Bo", "Bo")
        ]


def test_whoever_only_posted_an_update_was_not_left_out() -> None:
    update = Addition(1, "Look at this", at("10:00"))
    people = (
        Presence("ana", "Ana", (None,), (Standing.UNASKED,), additions=(update,)),
        Presence("bo", "Bo", (None,), (Standing.SHARED,)),
    )
    run = RunReport(notes(), THURSDAY, True, people)
    period = Period(notes(), THURSDAY, THURSDAY, (run,))
    for text in map(plain, (wording.digest(run), accountability(period), told_of_oneself(period))):
        assert "asked: Ana" not in text
        assert "not asked" not in text
        assert "weren’t asked" not in text
    assert "Look at this" in plain(wording.digest(run))


def told_of_oneself(period: Period) -> Message:
    return own_report([period], period.first, period.last)


async def test_who_begins_again_goes_on_where_they_are(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.say("bo", "report notes")
        await day.say("bo", "Maps")
        assert "Where are you stuck?" in day.last("bo")
        for words in ("/report notes", "/report"):
            await day.say("bo", words)
            assert "OK, back to Notes." in day.last("bo")
            assert "Where are you stuck?" in day.last("bo")
        await day.say("bo", "Nowhere")
        assert await day.rows("SELECT state, count(*) FROM check_in GROUP BY state") == [
            ("done", 1)
        ]


async def test_who_has_finished_is_told_so_and_begins_anew_the_next_day(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await shares(day, "bo")
        await day.say("bo", "report notes")
        assert "you’ve finished that already" in day.last("bo")
        assert "To change it, edit your message." in day.last("bo")
        await day.until(at("0:01") + DAY)
        await day.say("bo", "report notes")
        assert "Friday 27 November" in day.last("bo")
        assert await days_of(day) == ["2026-11-26", "2026-11-27"]


async def test_two_who_begin_at_one_instant_open_one_run(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        directory, now = day.bot.directory(), day.clock.now()

        async def begins(who: str) -> None:
            async def begin(tx: Transaction) -> None:
                here = await occasion.of(tx, directory, directory.people[who], now)
                await beginning.begin(here, Begin("notes"), f"test/{who}")

            await day.store.write(begin)

        await asyncio.gather(begins("ana"), begins("bo"), begins("ana"))
        assert await days_of(day) == ["2026-11-26"]
        assert await day.rows("SELECT count(*) FROM check_in") == [(2,)]
        assert await day.rows("SELECT person FROM participant ORDER BY person") == [
            *(("ana",), ("bo",))
        ]


async def test_its_day_is_that_of_its_zone_wherever_somebody_is(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("20:00")) as day:  # in Tokyo it is tomorrow
        await day.say("cy", "report notes")
        assert await days_of(day) == ["2026-11-26"]


async def test_a_day_that_closes_after_midnight_can_be_begun_still(tmp_path: Path) -> None:
    platform = Platform(capabilities=PRESSING)
    async with team(tmp_path, told(notes(closes=34)), at("9:00") + DAY, platform) as day:
        await day.say("bo", "report notes")
        platform.choose("bo", "26 November: Notes, note")
        await day.settled()
        assert "Thursday 26 November" in day.last("bo")
        await day.say("bo", "Maps")
        await day.say("bo", "Nowhere")
        await day.until(at("10:00") + DAY)
        await day.say("bo", "report notes")
        assert "Friday 27 November" in day.last("bo")


@pytest.mark.parametrize(
    "rhythm", [Rhythm(days_off=frozenset({date(2026, 11, 26)})), Rhythm(starting=date(2026, 12, 1))]
)
async def test_on_a_day_off_and_before_it_starts_there_is_nothing_to_begin(
    tmp_path: Path, rhythm: Rhythm
) -> None:
    async with team(tmp_path, told(replace(notes(), rhythm=rhythm)), at("9:00")) as day:
        await day.say("bo", "report notes")
        assert await days_of(day) == []


async def test_a_pause_holds_for_it_too(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.agree("ana", "pause until 26 november")
        await day.say("bo", "report notes")
        assert await days_of(day) == []
        await day.say("ana", "resume")
        assert "Whoever has something to share says report notes." in day.last("ana")
        await day.say("bo", "report notes")
        assert await days_of(day) == ["2026-11-26"]


async def test_an_owner_asks_everybody_now_and_nobody_owes_an_answer(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await shares(day, "bo")
        await day.agree("ana", "start now")
        assert "What is new?" in day.last("cy")
        assert day.last("ana").count("What is new?") == 1
        await day.until(at("0:01") + DAY)
        assert "Ana" not in await digest(day)
        assert "Cy" not in await digest(day)
        for who in ("ana", "cy"):
            texts = day.platform.direct_texts(who)
            assert not any("haven’t answered" in text for text in texts)  # nobody is reminded
        await day.until(at("9:00") + DAY)
        await day.agree("ana", "start now")
        asked = day.platform.direct_texts("cy")
        assert not any("rhythm" in text for text in asked)  # and nobody is taken for weary


async def test_an_owner_asks_one_person_now(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.agree("ana", "start now cy")
        assert "What is new?" in day.last("cy")
        assert day.platform.direct_texts("bo") == []
        await day.say("cy", "report notes")
        assert "OK, back to Notes." in day.last("cy")


async def test_when_all_were_asked_an_owner_is_told_how_it_is_begun(tmp_path: Path) -> None:
    async with team(tmp_path, told(notes(ANA)), at("9:00")) as day:
        await day.say("ana", "who")
        assert "Nothing of Notes is open now." in day.last("ana")
        assert "says report notes" in day.last("ana")
        await shares(day, "ana")
        await day.say("ana", "start now")
        assert "Nothing of Notes is left to start today." in day.last("ana")


@pytest.mark.parametrize("words", ["time 10:00", "days mon-thu"])
async def test_it_has_no_time_and_no_days_to_change(tmp_path: Path, words: str) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.say("ana", words)
        assert "Notes has no schedule, so it has no time and no days" in day.last("ana")
        assert await day.rows("SELECT * FROM setting") == []


async def test_it_has_a_deadline_to_change(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.say("ana", "deadline 18:00")
        assert "the deadline of Notes is 18:00. It holds for whoever begins" in day.last("ana")
        await day.say("bo", "report notes")
        assert "until 18:00" in day.last("bo")


@pytest.mark.parametrize(
    "words", ["ask me at 10:15", "remind me 30 minutes before notes", "my days mon-thu notes"]
)
async def test_nobody_chooses_when_they_are_asked_or_reminded_there(
    tmp_path: Path, words: str
) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.say("bo", words)
        assert "I ask you nothing by myself there." in day.last("bo")
        assert await day.rows("SELECT * FROM setting") == []


async def test_status_tells_how_it_is_begun(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.say("bo", "status")
        assert "Notes: say report notes when you like" in day.last("bo")
        await shares(day, "bo")
        await day.say("bo", "status")
        assert "when you like" not in day.last("bo")


async def test_where_participants_alone_read_all_of_them_are_told_what_was_shared(
    tmp_path: Path,
) -> None:
    quiet = replace(notes(), readers="participants", channels=())
    async with team(tmp_path, told(quiet), at("9:00")) as day:
        await shares(day, "bo")
        await day.until(at("0:01") + DAY)
        for who in ("ana", "bo", "cy"):
            assert "Maps" in "".join(day.platform.direct_texts(who))


async def test_why_tells_that_nobody_is_asked(tmp_path: Path) -> None:
    lines: Mapping[tuple[str, ...], str] = {
        ("notes", "rounds", "note", "cron"): "config/standups/notes.yaml:6"
    }
    async with team(tmp_path, replace(told(), lines=lines), at("9:00")) as day:
        await day.say("bo", "why")
        assert "I ask nobody there by myself." in day.last("bo")
        assert "says “report notes” begins it (config/standups/notes.yaml:6)." in day.last("bo")
        await shares(day, "bo")
        await day.say("bo", "why")
        assert "You answered: 09:00." in day.last("bo")


async def test_a_new_standup_like_it_has_no_schedule_either(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.agree("ana", "new standup called Retro")
        assert "Whoever has something to share says report retro." in day.last("ana")
        await day.say("bo", "report retro")
        assert await days_of(day, "retro") == ["2026-11-26"]


async def test_report_alone_begins_what_there_is_beside_what_is_asked(tmp_path: Path) -> None:
    async with team(tmp_path, told(notes(), daily(ANA, BO)), at("10:00")) as day:
        await day.say("bo", "report")
        assert "What is new?" in day.last("bo")
        await day.say("bo", "Maps")
        await day.say("bo", "Nowhere")
        assert "posted in the thread" in day.last("bo")
        await day.say("bo", "report")
        assert "Digest · Notes" in day.last("bo")


async def test_its_rounds_are_begun_one_after_the_other_and_plans_are_looked_back_on(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, told(both_rounds()), at("9:00")) as day:
        await day.say("bo", "report")
        assert "What will you learn today?" in day.last("bo")
        await day.say("bo", "maps")
        await day.until(at("16:00"))
        await day.say("bo", "report")
        assert "What did you learn?" in day.last("bo")
        assert "maps" in day.last("bo")
        await day.say("bo", "1 done – trees are hard")
        await day.say("bo", "report learning-day")
        assert "you’ve finished that already" in day.last("bo")
        assert "Shared so far: plan 1, learned 1." in day.platform.channel_text("#learning")


async def test_it_stays_as_it_is_through_a_restart(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.say("bo", "report notes")
        await day.say("bo", "Maps")
    async with team(tmp_path, told(), at("9:10")) as day:
        await day.say("bo", "Nowhere")
        await shares(day, "ana", "Trees", "-")
        assert await days_of(day) == ["2026-11-26"]
        run = await day.store.read(lambda tx: runs.of_day(tx, "notes", date(2026, 11, 26)))
        assert run is not None
        assert run.standup.rounds[0].cron is None


async def test_a_schedule_may_come_and_go(tmp_path: Path) -> None:
    scheduled = replace(daily(ANA, BO), zone=LONDON)
    without = replace(scheduled, rounds=(replace(scheduled.rounds[0], cron=None),))
    async with team(tmp_path, instance(without), at("8:00")) as day:
        await day.until(at("9:31"))
        assert await days_of(day, "daily") == []
    async with team(tmp_path, instance(scheduled), at("9:31")) as day:
        await day.until(at("9:31") + DAY)
        assert "What did you do?" in day.last("bo")
    async with team(tmp_path, instance(without), at("9:32") + DAY) as day:
        await day.until(at("23:00") + 3 * DAY)
        assert await days_of(day, "daily") == ["2026-11-27"]
