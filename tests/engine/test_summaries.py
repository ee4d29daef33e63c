"""What a day and a month amount to: posted when they are over, and true ever after."""

import asyncio
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from standup.core.learning_log.entries import Entry
from standup.core.summaries.summary import Summary, extract
from standup.engine import summariser
from standup.engine.posts import summary
from standup.store import summaries as summaries_of
from tests.core.test_summary import entry
from tests.summaries.day import MAPS, MASKS, MODELS, OWN, WEEK, WRITES, Model, live, summaries, told
from tests.team import at, team


async def test_what_was_private_when_it_was_said_stays_private(tmp_path: Path) -> None:
    model = Model(WRITES)
    async with team(tmp_path, told("extract", internal=True), at("9:00"), ask=model) as day:
        await live(day)
        await day.bot.reload(told("model"))
        await live(day, week=1)
        assert model.asked
        for request in model.asked:
            assert all(
                entry.day == (at("9:00") + WEEK).date() for entry in request.reports.values()
            )


async def test_a_model_is_asked_once_though_the_bot_dies_while_it_thinks(tmp_path: Path) -> None:
    model = Model(WRITES, asyncio.Event().wait)
    async with team(tmp_path, told("model"), at("9:00"), ask=model) as day:
        await day.until(at("17:01"))
        await day.say("ana", MASKS)
        day.clock.jump(at("20:01"))
        async with asyncio.timeout(20):
            while not model.asked:
                await asyncio.sleep(0.002)
    async with team(tmp_path, told("model"), at("20:05"), day.platform, ask=model) as day:
        await day.settled()
        assert len(model.asked) == 1
        assert OWN in summaries(day)[0]


async def test_what_fails_between_asking_and_keeping_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> set[str]:
        raise RuntimeError("whatever it is")

    monkeypatch.setattr("standup.store.summaries.names", fails)
    monkeypatch.setattr(summariser, "_AFTER_A_FAULT", 0.0)
    model = Model(WRITES)
    async with team(tmp_path, told("model"), at("9:00"), ask=model) as day:
        await live(day)
        async with asyncio.timeout(20):
            while not summaries(day):
                await asyncio.sleep(0.002)
        assert OWN in summaries(day)[0]
        assert model.asked == []


async def test_a_summary_forgets_whom_it_told_of(tmp_path: Path) -> None:
    for number, (kind, model) in enumerate((("extract", None), ("model", Model(WRITES)))):
        folder = tmp_path / str(number)
        async with team(folder, told(kind), at("9:00"), ask=model) as day:
            await live(day)
            await day.until(at("9:31") + WEEK)  # November is told as well
            before = " ".join(summaries(day))
            assert "Ana" in before
            for words in ("forget me", "forget me now"):
                await day.say("ana", words)
            await day.settled()
            assert len(summaries(day)) == 2
            for text in summaries(day):
                assert "Ana" not in text
                assert f"“{MAPS}” – Bo" in text
            kept = await day.rows("SELECT statements FROM summary")
            assert "attention" not in str(kept)


async def test_words_that_are_kept_no_longer_are_in_no_summary(tmp_path: Path) -> None:
    told_for_two_weeks = replace(
        told("model"), retention=replace(told("off").retention, answers=2 * WEEK)
    )
    async with team(tmp_path, told_for_two_weeks, at("9:00"), ask=Model(WRITES)) as day:
        await live(day)
        await day.until(at("9:31") + WEEK)
        await day.until(at("12:00") + 4 * WEEK)
        posted = await day.rows("SELECT content FROM outbox WHERE account IS NULL")
        kept = str(posted + await day.rows("SELECT statements FROM summary"))
        for words in ("contour", "Contour", "masks keep", "Masks keep"):
            assert words not in kept


async def test_what_a_model_wrote_from_a_message_goes_when_it_is_taken_back(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, told("model"), at("9:00"), ask=Model(WRITES)) as day:
        await day.until(at("17:01"))
        message = await day.say("ana", MASKS)
        await day.say("bo", MAPS)
        await day.until(at("20:01"))
        assert MODELS in summaries(day)[0]
        day.platform.take_back("ana", message)
        await day.settled()
        assert MAPS in summaries(day)[0]
        assert "masks keep" not in str(await day.rows("SELECT statements FROM summary"))


async def test_a_month_is_told_when_the_first_day_of_the_next_one_begins(tmp_path: Path) -> None:
    async with team(tmp_path, told("extract"), at("9:00")) as day:
        await live(day)
        assert not any("November 2026" in t and "Thursday" not in t for t in summaries(day))
        await day.until(at("9:31") + WEEK)
        month = summaries(day)[-1]
        assert "What we learned · Learning Day · November 2026" in month
        assert f"“{MASKS}” – Ana (26 November)" in month


async def test_nobody_waits_for_a_summary_of_many_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [entry(number, "ana", MASKS) for number in range(1000)]
    threads = []

    def noted(found: list[Entry], most: int) -> Summary:
        threads.append(threading.get_ident())
        return extract(found, most)

    async def reports(*_: object) -> list[Entry]:
        return many

    monkeypatch.setattr(summary, "extract", noted)
    monkeypatch.setattr(summaries_of, "reports", reports)
    async with team(tmp_path, told("extract"), at("9:00")) as day:
        await live(day)
        assert MASKS in summaries(day)[0]
    assert threads
    assert threading.get_ident() not in threads
