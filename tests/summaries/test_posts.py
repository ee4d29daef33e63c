"""What a day amounts to, as it is posted: whose words, who made it, and when."""

import asyncio
from dataclasses import replace
from pathlib import Path

from standup.store import (
    personal_data,
)
from tests.patience import PATIENCE
from tests.summaries.day import MAPS, MASKS, MODELS, OWN, WEEK, WRITES, Model, live, summaries, told
from tests.team import ROOM, at, team


async def test_a_day_that_is_over_is_told_in_peoples_own_sentences(tmp_path: Path) -> None:
    async with team(tmp_path, told("extract"), at("9:00")) as day:
        await live(day)
        [text] = summaries(day)
        assert f"“{MASKS}” – Ana" in text
        assert f"“{MAPS}” – Bo" in text
        assert OWN in text


async def test_nothing_is_summarised_where_nobody_asked_for_it(tmp_path: Path) -> None:
    async with team(tmp_path, told("off"), at("9:00")) as day:
        await live(day)
        assert summaries(day) == []


async def test_what_is_told_of_a_month_links_to_the_site_where_its_author_agreed(
    tmp_path: Path,
) -> None:
    site = replace(told("extract"), site="https://learn.example.org")
    async with team(tmp_path, site, at("9:00")) as day:
        await live(day)
        await day.say("ana", "/publish")
        await day.until(at("9:31") + WEEK)
        month = summaries(day)[-1].split("\n")
        links = [line.strip() for line in month if "https://" in line]
        assert len(links) == 1
        assert links[0].startswith("https://learn.example.org/2026-11-26.html#r")
        assert "Ana (26 November)" in month[month.index(f"   {links[0]}") - 1]


async def test_a_day_on_which_nobody_said_anything_has_no_summary(tmp_path: Path) -> None:
    async with team(tmp_path, told("extract"), at("9:00")) as day:
        await day.until(at("20:01"))
        assert summaries(day) == []


async def test_a_summary_follows_what_people_change_in_their_messages(tmp_path: Path) -> None:
    async with team(tmp_path, told("extract"), at("9:00")) as day:
        await day.until(at("17:01"))
        message = await day.say("ana", MASKS)
        await day.until(at("20:01"))
        day.platform.edit_own("ana", message, "Masks hide padding as well as what comes later.")
        await day.settled()
        assert "Masks hide padding" in summaries(day)[0]
        assert MASKS not in summaries(day)[0]
        day.platform.take_back("ana", message)
        await day.settled()
        assert "nothing left to show" in summaries(day)[0]


async def test_a_model_writes_apart_from_the_digest(tmp_path: Path) -> None:
    thinking = asyncio.Event()
    model = Model(WRITES, thinking.wait)
    async with team(tmp_path, told("model"), at("9:00"), ask=model) as day:
        await day.until(at("9:31"))
        await day.say("ana", "attention")
        await day.until(at("17:01"))
        await day.say("ana", f"all done. {MASKS}")
        day.clock.jump(at("20:01"))
        async with asyncio.timeout(PATIENCE):
            while "Digest" not in day.platform.channel_text(ROOM):
                await asyncio.sleep(0.002)
        assert summaries(day) == []
        thinking.set()
        await day.settled()
        [text] = summaries(day)
        assert "Ana found that masks keep attention from the future. – Ana" in text
        assert MODELS in text
        assert OWN not in text


async def test_where_the_model_fails_the_sentences_are_peoples_own_and_it_says_so(
    tmp_path: Path,
) -> None:
    for number, model in enumerate((Model(""), Model("I know better [9]."), None)):
        async with team(tmp_path / str(number), told("model"), at("9:00"), ask=model) as day:
            await live(day)
            [text] = summaries(day)
            assert f"“{MASKS}” – Ana" in text
            assert OWN in text


async def test_a_model_is_never_shown_an_internal_standup(tmp_path: Path) -> None:
    model = Model(WRITES)
    async with team(tmp_path, told("model", internal=True), at("9:00"), ask=model) as day:
        await live(day)
        await live(day, week=1)
        assert model.asked == []
        assert OWN in summaries(day)[0]


async def test_what_a_model_wrote_outlives_the_bot(tmp_path: Path) -> None:
    model = Model(WRITES)
    async with team(tmp_path, told("model"), at("9:00"), ask=model) as day:
        await live(day)
    async with team(tmp_path, told("model"), at("20:05"), day.platform, ask=model) as day:
        await day.say("ana", "late, but the maps surprised me too")
        assert len(model.asked) == 1
        assert MODELS in summaries(day)[0]


async def test_a_summary_that_would_not_be_made_any_more_forgets_all_the_same(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, told("extract"), at("9:00")) as day:
        await live(day)
        await day.bot.reload(told("off"))
        for words in ("forget me", "forget me now"):
            await day.say("ana", words)
        await day.settled()
        assert "Masks keep" not in day.platform.channel_text(ROOM)
        assert MAPS in summaries(day)[0]
        posted = await day.rows("SELECT content FROM outbox WHERE key LIKE 'summary/%'")
        assert "Masks keep" not in str(posted)


async def test_an_export_holds_nothing_that_a_model_wrote(tmp_path: Path) -> None:
    async with team(tmp_path, told("model"), at("9:00"), ask=Model(WRITES)) as day:
        await live(day)
        data = await day.store.read(lambda tx: personal_data.export(tx, "ana"))
        assert "contour" not in str(data)
