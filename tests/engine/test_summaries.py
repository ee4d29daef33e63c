"""What a day and a month amount to: posted when they are over, and true ever after."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from standup.core import prompt
from standup.core.model import Instance
from standup.core.prompt import Request
from standup.core.summary import Summary
from standup.errors import ModelError
from standup.store import records
from tests.team import ROOM, Team, at, instance, learning_day, person, team

OWN = "Made on this machine from your own sentences."
MODELS = "Written by tiny from the reports of those named"
WEEK = timedelta(days=7)
ANA, BO = person("ana"), person("bo")
MASKS = "Masks keep attention from seeing the future"
MAPS = "Contour lines on maps show how steep a hill is"


def told(summary: str, *, private: bool = False) -> Instance:
    standup = replace(learning_day(ANA, BO), private=private)
    return instance(replace(standup, summary=summary))  # type: ignore[arg-type]


class Model:
    """A model that says one thing, and what it was asked."""

    def __init__(self, answer: str, before: Callable[[], Awaitable[object]] | None = None) -> None:
        self.answer = answer
        self.asked: list[Request] = []
        self._before = before

    async def __call__(self, request: Request) -> Summary:
        self.asked.append(request)
        if self._before is not None:
            await self._before()
        if not self.answer:
            raise ModelError("it is tired")
        return prompt.read(self.answer, request, "tiny")


WRITES = (
    "Person A found that masks keep attention from the future [1].\nMaps have contour lines [2]."
)


async def live(day: Team, week: int = 0) -> None:
    """A Learning Day on which both say what they learned."""
    start = week * WEEK
    await day.until(at("9:31") + start)
    await day.say("ana", "attention")
    await day.say("bo", "maps")
    await day.until(at("17:01") + start)
    await day.say("ana", f"all done. {MASKS}")
    await day.say("bo", f"all done. {MAPS}")
    await day.until(at("20:01") + start)


def summaries(day: Team) -> list[str]:
    """What stands in the channel of what was learned."""
    return [m.text for m in day.platform.channel(ROOM) if "What we learned ·" in m.text]


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
        assert "Nothing is left to tell" in summaries(day)[0]


async def test_a_month_is_told_when_the_first_day_of_the_next_one_begins(tmp_path: Path) -> None:
    async with team(tmp_path, told("extract"), at("9:00")) as day:
        await live(day)
        assert not any("November 2026" in t and "Thursday" not in t for t in summaries(day))
        await day.until(at("9:31") + WEEK)
        month = summaries(day)[-1]
        assert "What we learned · Learning Day · November 2026" in month
        assert f"“{MASKS}” – Ana (26 November)" in month


async def test_a_model_writes_apart_from_the_digest(tmp_path: Path) -> None:
    thinking = asyncio.Event()
    model = Model(WRITES, thinking.wait)
    async with team(tmp_path, told("model"), at("9:00"), ask=model) as day:
        await day.until(at("9:31"))
        await day.say("ana", "attention")
        await day.until(at("17:01"))
        await day.say("ana", f"all done. {MASKS}")
        day.clock.jump(at("20:01"))
        async with asyncio.timeout(20):
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


async def test_a_model_is_never_shown_a_private_standup(tmp_path: Path) -> None:
    model = Model(WRITES)
    async with team(tmp_path, told("model", private=True), at("9:00"), ask=model) as day:
        await live(day)
        await live(day, week=1)
        assert model.asked == []
        assert OWN in summaries(day)[0]


async def test_what_was_private_when_it_was_said_stays_private(tmp_path: Path) -> None:
    model = Model(WRITES)
    async with team(tmp_path, told("extract", private=True), at("9:00"), ask=model) as day:
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


async def test_what_a_model_wrote_outlives_the_bot(tmp_path: Path) -> None:
    model = Model(WRITES)
    async with team(tmp_path, told("model"), at("9:00"), ask=model) as day:
        await live(day)
    async with team(tmp_path, told("model"), at("20:05"), day.platform, ask=model) as day:
        await day.say("ana", "late, but the maps surprised me too")
        assert len(model.asked) == 1
        assert MODELS in summaries(day)[0]


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


async def test_an_export_holds_nothing_that_a_model_wrote(tmp_path: Path) -> None:
    async with team(tmp_path, told("model"), at("9:00"), ask=Model(WRITES)) as day:
        await live(day)
        data = await day.store.read(lambda tx: records.export(tx, "ana"))
        assert "contour" not in str(data)
