"""Three people talk to the bot through a Learning Day, as people do, and every line is kept.

`STANDUP_WRITE_DOCS=1` has it write docs/talking.txt anew.
"""

import asyncio
import os
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from standup.store import idle
from tests.matrix.synapse import Synapse
from tests.patience import PATIENCE
from tests.together.clients import until
from tests.together.journey import Journey, before, bodies
from tests.together.test_learning_day import joined
from tests.together.town import Town, running, town

KEPT = Path(__file__).parents[2] / "docs" / "talking.txt"
HEAD = """\
One Learning Day as three people live it, who greet the bot, thank it, ask it, mistype, change their
minds and write one thing a message: on a real Matrix homeserver and on servers that stand in for
Discord and Telegram. All of it is made by a test, tests/together/test_talking.py.
"""


async def test_a_day_with_all_the_talk_in_between_reads_as_one_would_talk(
    synapse: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town(synapse, tmp_path / "config", monkeypatch) as made:
        async with running(made):
            settled = partial(_settled, made)
            ana = Journey("Ana, on Matrix", before(made.ana), settled)
            bo = Journey("Bo, on Discord", before(made.bo), settled)
            eve = Journey("Eve, on Telegram", before(made.eve), settled)
            await made.until("9:30")
            for one in (ana, bo, eve):
                await one.hears("09:30", "What will you learn today?")
            await _ana_plans(made, ana)
            await _bo_plans(made, bo)
            await _eve_plans(made, eve)
            await made.until("12:00")
            await _ana_at_noon(made, ana)
            await _bo_at_noon(made, bo)
            await _eve_at_noon(made, eve)
            await made.until("17:00")
            for one in (ana, bo, eve):
                await one.hears("17:00", "What did you learn?")
            await _ana_learned(made, ana)
            await _bo_learned(made, bo)
            await _eve_learned(made, eve)
            await made.until("20:00")
            await until(lambda: _all_of(made), "Digest")
            everybody = Journey(
                "What everybody reads, on Matrix", partial(bodies, made.ana, made.room), settled
            )
            await everybody.hears("20:00", "Digest")
        told = "\n\n".join([HEAD, *(one.told() for one in (ana, bo, eve, everybody))])
    if os.environ.get("STANDUP_WRITE_DOCS"):
        KEPT.write_text(told, encoding="utf-8")
    assert told == KEPT.read_text(encoding="utf-8"), "STANDUP_WRITE_DOCS=1 writes it anew"


async def _settled(made: Town) -> None:
    """Wait as the town does, on a clock that hurries less: ten minutes are ten minutes here."""
    assert made.store is not None
    async with asyncio.timeout(PATIENCE):
        while await made.store.read(lambda tx: idle.busy(tx, made.clock.now())):
            await asyncio.sleep(0.05)
            made.clock.jump(made.clock.now() + timedelta(milliseconds=300))


async def _all_of(made: Town) -> str:
    return "\n".join(await made.room_shows())


async def _ana_plans(made: Town, ana: Journey) -> None:
    says = made.ana.says
    await ana.does("09:31", "good morning!", says("good morning!"), "Hello")
    await ana.does("09:32", "what is this?", says("what is this?"), "I’m a bot")
    await ana.does("09:33", "the chain rule", says("the chain rule"), "posted in the thread")
    await ana.does("09:33", "the Adam paper", says("the Adam paper"), "belong to your plan")
    await ana.does("09:34", "add", says("add"), "Added to your plan")
    await ana.does("09:35", "thanks!", says("thanks!"), "welcome")


async def _bo_plans(made: Town, bo: Journey) -> None:
    says, person = made.bo.says, made.bo.person
    await bo.does(
        "09:31",
        "what should I write here?",
        says("what should I write here?"),
        "This is what I asked",
    )
    await bo.does("09:32", "one sec", says("one sec"), "Take your time")
    await bo.does(
        *("09:36", "backpropagation by hand", person.forward("backpropagation by hand")),
        "You forwarded that",
        how="forwarding what a friend wrote",
    )
    await bo.does(
        *("09:37", "It’s my answer", person.press("It’s my answer")),
        "posted in the thread",
        how="pressing",
    )


async def _eve_plans(made: Town, eve: Journey) -> None:
    says = made.eve.says
    await eve.does("09:40", "who reads this?", says("who reads this?"), "set up by")
    await eve.does("09:41", "knots", says("knots"), "posted in the thread")
    await eve.does("09:42", "stauts", says("stauts"), "shared")


async def _ana_at_noon(made: Town, ana: Journey) -> None:
    says = made.ana.says
    news = "I changed my mind: I am implementing it instead"
    await ana.does("12:00", news, says(news), "Added to today’s Learning Day thread")
    await ana.does("12:01", "undo", says("undo"), "Taken back")
    more = "the chapter on momentum in the optimisation book"
    await ana.does("12:05", more, says(more), "Added to today’s Learning Day thread")
    await ana.does("12:06", "add", says("add"), "Added to your plan")


async def _bo_at_noon(made: Town, bo: Journey) -> None:
    says, person = made.bo.says, made.bo.person
    news = "I got stuck at the Jacobian, it has more rows than I have patience"
    await bo.does("12:00", news, says(news), "Added to today’s Learning Day thread")
    await bo.does("12:02", "/pause", says("/pause"), "pause")
    await bo.does(
        *("12:03", "Leave it out", person.press("Leave it out")), "leave it out", how="pressing"
    )
    await bo.does("12:04", "👍", says("👍"), "OK")


async def _eve_at_noon(made: Town, eve: Journey) -> None:
    says, person = made.eve.says, made.eve.person
    more = "I also want to learn how a splice differs from a knot"
    await eve.does("12:00", more, says(more), "Added to today’s Learning Day thread")
    await eve.does(
        *("12:01", "Add it to my plan", person.press("Add it to my plan")),
        "Added to your plan",
        how="pressing",
    )


async def _ana_learned(made: Town, ana: Journey) -> None:
    says = made.ana.says
    said = "1-3 done, 4 not – no time"
    await ana.does("17:01", said, says(said), "Your plan has 3 items")
    said = "1 done, 2 partly, 3 not – momentum is a ball that rolls"
    await ana.does("17:02", said, says(said), "posted in the thread")
    await ana.does("17:03", "thanks, bye!", says("thanks, bye!"), "welcome")


async def _bo_learned(made: Town, bo: Journey) -> None:
    message = ""

    async def says(text: str) -> None:
        nonlocal message
        message = await made.bo.says(text)

    said = "1 done 2 not – too late"
    await bo.does("17:01", said, says(said), "Your plan has")
    await bo.does("17:02", "✓ done", made.bo.person.press("✓ done"), "thread", how="pressing")
    await bo.does(
        *("17:05", "skip", made.bo.edits(message, "skip")), "stays", how="editing what you wrote"
    )


async def _eve_learned(made: Town, eve: Journey) -> None:
    says = made.eve.says
    await eve.does("17:01", "what do you mean?", says("what do you mean?"), "This is what I asked")
    said = "both done – a rope remembers how it was laid"
    await eve.does("17:03", said, says(said), "posted in the thread")
    await eve.does("17:04", "good night!", says("good night!"), "take care")
    assert "Learning Day" in await joined(made.eve)
