"""One day lived under one trouble, and what was wrong with it afterwards."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.together import truth
from tests.together.day import live
from tests.together.faults import Choose, Kind, Step, Trouble
from tests.together.truth import Shown
from tests.together.village import StuckError, Village, village

QUICK, PATIENT = 3.0, 10.0  # seconds until an answer is given up, which a busy machine does keep


@dataclass(frozen=True, slots=True)
class Score:
    """What a day without trouble is made of, and what stands everywhere after it."""

    steps: tuple[Step, ...]
    shown: Shown


async def score(folder: Path, *, forum: bool = False) -> Score:
    """Live a day without trouble."""
    async with _lived(folder, PATIENT, forum=forum) as (here, trouble):
        await live(here)
        return Score(tuple(trouble.steps), await truth.shown(here))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was wrong, and what had struck."""

    lies: list[str]
    struck: list[tuple[Kind, Step]]
    log: str


async def trial(
    folder: Path,
    ought: Score,
    choose: Choose,
    *,
    silent: bool,
    forum: bool = False,
) -> Verdict:
    """Live a day in which things go wrong as chosen; `silent` where answers stay away."""
    async with _lived(folder, QUICK if silent else PATIENT, forum=forum) as (here, trouble):
        trouble.choose = choose
        try:
            await live(here)
        except StuckError as stuck:
            lies = [str(stuck)]
        else:
            lies = []
        lies += await truth.lies(here, ought.shown, trouble.doubles)
        return Verdict(lies, trouble.struck, (folder / "log.txt").read_text())


@asynccontextmanager
async def _lived(
    folder: Path, answer_seconds: float, *, forum: bool
) -> AsyncIterator[tuple[Village, Trouble]]:
    async with village(folder, answer_seconds, forum=forum) as here:
        trouble = Trouble(here)
        trouble.watch()
        keeping = asyncio.create_task(_keep_alive(here))
        try:
            yield here, trouble
        finally:
            keeping.cancel()
            with suppress(asyncio.CancelledError):
                await keeping
            await trouble.over()
            here.bot.kill()


async def _keep_alive(here: Village) -> None:
    """Start the bot again whenever it has ended, as an operator's supervisor does."""
    while True:
        await asyncio.sleep(0.005)
        if here.bot.has_ended:
            here.bot.start()
