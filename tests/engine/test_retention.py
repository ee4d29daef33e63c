"""What the configuration keeps for a time is gone after it; the figures stay."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from standup.core.documents import report_json
from standup.core.life import SHIPPED
from standup.core.messages.markup import plain
from standup.core.model import Accountability, Instance, Question, Retention
from standup.core.reports.report import Period, RunReport
from standup.core.wording.channel import digest, thread
from standup.core.wording.period import person_line
from standup.engine import retention
from standup.engine.directory import Directory
from standup.store import (
    personal_data,
    records,
    runs,
)
from standup.store.database import Transaction
from tests.laid_out import laid_out
from tests.platform import CAPABLE, Platform
from tests.team import LONDON, ROOM, Team, at, daily, instance, learning_day, person, team

ANA, BO, CHI = person("ana"), person("bo"), person("chi")
STANDUP = replace(
    learning_day(ANA, BO, CHI), accountability=Accountability("0 10 1 * *", LONDON, 28)
)
TOLD = replace(instance(STANDUP), retention=Retention(timedelta(days=30), timedelta(days=20)))
WEEK = timedelta(days=7)
WORDS = ("quokkas", "numbats", "wombats", "bilbies")


@asynccontextmanager
async def a_day_long_ago(
    folder: Path, platform: Platform | None = None, told: Instance = TOLD
) -> AsyncIterator[Team]:
    """A Learning Day with an answer, a change, an update, a late one and one missing."""
    async with team(folder, told, at("9:00"), platform) as day:
        await day.until(at("9:31"))
        message = await day.say("ana", "about quokkas")
        day.platform.edit_own("ana", message, "about numbats")
        await day.say("bo", "how wombats dig")
        await day.say("ana", "bilbies are nocturnal")
        await day.until(at("17:01"))
        await day.say("ana", "1 done")
        await day.until(at("20:30"))
        await day.say("bo", "done – and it was wombats")
        yield day


async def report(day: Team, on: date) -> RunReport:
    async def find(tx: Transaction) -> RunReport:
        run = await runs.of_day(tx, STANDUP.id, on)
        assert run is not None
        return await records.run_report(tx, run, day.clock.now())

    return await day.store.read(find)


async def period(day: Team) -> Period:
    first = at("0:00").date()
    return await day.store.read(
        lambda tx: records.period(tx, STANDUP, first, first, day.clock.now())
    )


async def test_words_older_than_they_are_kept_are_gone_from_every_table_and_byte(
    tmp_path: Path,
) -> None:
    async with a_day_long_ago(tmp_path) as day:
        await day.until(at("9:31") + 4 * WEEK)
        assert "numbats" in await day.everything()
        await day.until(at("9:31") + 5 * WEEK)
        await day.say("chi", "about maps")
        kept = await day.everything()
        assert not [words for words in WORDS if words in kept]
        assert "maps" in kept
        await day.store.clear()
        on_disk = b"".join(p.read_bytes() for p in tmp_path.glob("standup.db*"))
        assert not [words for words in WORDS if words.encode() in on_disk]


async def test_the_figures_of_a_day_are_the_same_without_its_words(tmp_path: Path) -> None:
    async with a_day_long_ago(tmp_path) as day:
        before, whole = await report(day, at("0:00").date()), await period(day)
        await day.until(at("9:31") + 5 * WEEK)
        after, then = await report(day, at("0:00").date()), await period(day)
        assert after.counts == before.counts
        assert after.outcomes == before.outcomes
        assert [p.standings for p in after.people] == [p.standings for p in before.people]
        assert [p.name for p in after.people] == ["Ana", "Bo", "Chi"]
        facts = report_json.figures_data(whole)
        assert facts["words"] is not None
        assert report_json.figures_data(then) == {**facts, "words": None}
        lines = [[person_line(p) for run in x.runs for p in run.people] for x in (then, whole)]
        assert lines[0] == lines[1]


async def test_every_report_of_a_day_without_words_can_still_be_made(tmp_path: Path) -> None:
    async with a_day_long_ago(tmp_path) as day:
        await day.until(at("9:31") + 5 * WEEK)
        run = await report(day, at("0:00").date())
        assert "Thank you, Ana and Bo!" in plain(digest(run))
        assert "plan 2 of 3" in plain(thread(laid_out(run)))
        assert [p["standing"] for p in report_json.run_data(run)["people"]] == [
            "shared",
            "late",
            "missing",
        ]
        assert report_json.period_data(await period(day))["shared"] == 2
        everybody = await day.store.read(lambda tx: personal_data.export(tx, "ana"))
        assert everybody["runs"][0]["figures"]["standings"]["plan"] == "shared"
        await day.say("ana", "export me")
        assert "your words are deleted" in day.last("ana").casefold()


async def test_what_was_posted_stays_where_it_stands(tmp_path: Path) -> None:
    async with a_day_long_ago(tmp_path) as day:
        edits = {s.id: s.edits for s in day.platform.channel(ROOM)}
        await day.until(at("9:31") + 5 * WEEK)
        assert "numbats" in day.platform.channel_text(ROOM)
        assert {s.id: s.edits for s in day.platform.channel(ROOM) if s.id in edits} == edits


async def test_nothing_can_be_added_to_a_day_whose_words_are_gone(tmp_path: Path) -> None:
    buttons = Platform(capabilities=replace(CAPABLE, choices=True))
    async with a_day_long_ago(tmp_path, buttons) as day:
        old = day.platform.choice("@ana", "✓ done")
        await day.until(at("9:31") + 5 * WEEK)
        posted = len(day.platform.channel(ROOM))
        day.platform.press("ana", old)
        await day.settled()
        assert "closed by now" in day.last("ana")
        assert len(day.platform.channel(ROOM)) == posted


async def test_a_question_of_long_ago_gives_way_to_the_one_that_waits(tmp_path: Path) -> None:
    first, second = daily(ANA, cron="30 9 26 11 *"), learning_day(ANA)
    told = replace(instance(first, second), retention=Retention(timedelta(days=30)))
    async with team(tmp_path, told, at("9:00")) as day:
        await day.until(at("9:31"))
        for week in range(1, 6):
            await day.until(at("9:31") + week * WEEK)
        states = await day.rows("SELECT state FROM check_in WHERE live = 1")
        assert ("asking",) in states
        assert await day.rows("SELECT 1 FROM answer") == []
        await day.say("ana", "about maps")
        assert "maps" in day.platform.channel_text(ROOM)


async def test_messages_to_people_are_forgotten_when_it_says_so(tmp_path: Path) -> None:
    async with a_day_long_ago(tmp_path) as day:
        await day.until(at("9:31") + 2 * WEEK)
        count = "SELECT count(*) FROM outbox WHERE account IS NOT NULL AND key LIKE 'done/%'"
        assert await day.rows(count) != [(0,)]
        await day.until(at("9:31") + 3 * WEEK)
        assert await day.rows(count) == [(0,)]
        assert "numbats" in await day.everything()


async def test_nothing_is_deleted_unless_it_is_said(tmp_path: Path) -> None:
    async with team(tmp_path, instance(STANDUP), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "about quokkas")
        await day.until(at("9:31") + 60 * WEEK)
        assert "quokkas" in await day.everything()


async def test_many_peoples_words_go_some_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    async with a_day_long_ago(tmp_path) as day:
        before = await report(day, at("0:00").date())
        await day.until(at("9:31") + 5 * WEEK)
        kept = await day.everything()
        assert not [words for words in WORDS if words in kept]
        assert (await report(day, at("0:00").date())).counts == before.counts


async def test_a_report_over_weeks_lets_go_of_words_with_the_day_they_are_from(
    tmp_path: Path,
) -> None:
    rule = Accountability("0 10 27 * *", LONDON, 28)
    told = replace(instance(replace(STANDUP, accountability=rule)), retention=TOLD.retention)
    async with a_day_long_ago(tmp_path, told=told) as day:
        await day.until(at("10:01") + timedelta(days=1))
        posted = day.platform.channel_text(ROOM)
        assert "What was learned" in posted
        assert "it was wombats – Bo, 26 November" in posted
        await day.until(at("9:31") + 5 * WEEK)
        report = next(s for s in day.platform.channel(ROOM) if "accountability" in s.text)
        assert "wombats" not in report.text
        assert "Bo: shared, late (✓ 1 done)" in report.text


async def test_where_nothing_can_be_edited_a_report_over_weeks_stays_as_it_stands(
    tmp_path: Path,
) -> None:
    rule = Accountability("0 10 27 * *", LONDON, 28)
    told = replace(instance(replace(STANDUP, accountability=rule)), retention=TOLD.retention)
    stone = Platform(capabilities=replace(CAPABLE, edits=False))
    async with a_day_long_ago(tmp_path, stone, told) as day:
        await day.until(at("10:01") + timedelta(days=1))
        await day.until(at("12:00") + timedelta(days=29))  # the words are gone by then
        await day.until(at("9:31") + 5 * WEEK)
        reports = [s for s in day.platform.channel(ROOM) if "accountability" in s.text]
        assert ["wombats" in report.text for report in reports] == [True, False]  # a month later
        assert "wombats" not in await day.everything()


@pytest.mark.parametrize("edits", [True, False])
async def test_a_report_that_could_not_leave_before_the_words_went_tells_figures_alone(
    tmp_path: Path, *, edits: bool
) -> None:
    rule = Accountability("0 10 25 * *", LONDON, 30)
    told = replace(instance(replace(STANDUP, accountability=rule)), retention=TOLD.retention)
    platform = Platform(capabilities=replace(CAPABLE, edits=edits))
    async with a_day_long_ago(tmp_path, platform, told) as day:
        await day.until(at("9:59") + timedelta(days=29))
        assert "wombats" in await day.everything()
        directory = Directory(told, {"chat": platform.capabilities})
        platform.faults.append(RuntimeError("no session"))
        await day.until(at("10:00") + timedelta(days=29))
        promised = await day.rows("SELECT content FROM outbox WHERE key LIKE 'accountability/%'")
        assert "wombats" in str(promised)
        await retention.fade(day.store, directory, at("10:01") + timedelta(days=31))
        await day.say("chi", "about maps")
        await day.until(at("13:00") + timedelta(days=29))
        (report,) = [s for s in platform.channel(ROOM) if "accountability" in s.text]
        assert "Bo: shared, late (✓ 1 done)" in report.text
        assert "wombats" not in await day.everything()


async def test_a_clock_that_is_far_ahead_for_a_minute_deletes_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with a_day_long_ago(tmp_path) as day:
        day.clock.jump(at("20:31") + 200 * WEEK)
        await day.settled()
        assert "numbats" in await day.everything()
        assert "the clock is days ahead" in caplog.text
        await day.until(at("20:31") + 201 * WEEK)
        assert "numbats" not in await day.everything()


async def test_words_of_items_go_with_their_run_and_numbers_and_states_stay(tmp_path: Path) -> None:
    life = SHIPPED["hypothesis"]
    question = Question("new", "items", "What do you want to find out?", life="hypothesis")
    standup = daily(ANA, BO, cron="30 9 * * thu")
    rounds = (replace(standup.rounds[0], questions=(question,)),)
    told = replace(
        instance(replace(standup, rounds=rounds, lives=(life,))),
        retention=Retention(timedelta(days=30), timedelta(days=20)),
    )
    sunday = at("12:00") + timedelta(days=3)
    async with team(tmp_path, told, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "quokkas are small\nwombats are not")
        await day.until(at("9:40"))
        await day.say("ana", "#1 refuted – numbats are smaller")
        await day.until(sunday)  # no run is open
        await day.say("ana", "#2 confirmed")
        await day.say("bo", "#2 note bilbies")
        await day.until(at("9:31") + 2 * WEEK)
        await day.say("bo", "#1 note said later")
        await day.until(at("9:40") + 2 * WEEK)
        assert "quokkas" in await day.everything()
        await day.until(at("9:31") + 6 * WEEK)
        kept = await day.everything()
        assert not [words for words in WORDS if words in kept]
        posted = day.platform.channel_text("#daily")
        assert "Bo · #1 quokkas are small\n> said later" in posted
        assert "numbats" in posted
        states = await day.rows("SELECT id, owner, state FROM item ORDER BY id")
        assert states == [(1, "ana", "refuted"), (2, "ana", "confirmed")]
        assert await day.rows("SELECT text FROM item_news WHERE text <> ''") == [("said later",)]
        await day.say("bo", "#1")
        assert "(taken back)" in day.last("bo")
        assert "said later" in day.last("bo")
