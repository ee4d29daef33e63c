"""The Matrix adapter on a real homeserver, beside the library alone.

The homeserver takes far longer than any bot, so the times are taken in the bot's process: from
the end of the sync that brings a message to the homeserver's having the answer.
"""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.chat import processes
from bench.chat.bare import connected, send_all
from bench.chat.bot import running
from bench.chat.found import Found, Talk
from bench.chat.homeserver import Homeserver, Person, settled
from bench.chat.measure import Times
from bench.chat.overheard import Overheard
from bench.figure import Effort, Result, progress
from bench.town import QUESTIONS
from tests.matrix.synapse import PYTHON, Synapse

_MOST = 50  # people at once; beyond that, only the homeserver gets slower
_ALONE = 10  # conversations, one after the other
_AT_ONCE = 4
_TURNS = 2  # of each person in a crowd
_LEFT_OUT = "Left out: there is no Synapse here; `make synapse` installs it."
_MEANING = (
    "On a real Synapse without rate limits, not encrypted. To the next question: from the end of"
    " the sync that\n  brings a message until Synapse has the answer, seen from the bot's process."
    f" Limit: matrix-nio alone, as\n  an echo bot and sending as many messages, {_AT_ONCE} at once."
)


def measure(effort: Effort) -> Result:
    """One round, since the homeserver takes its time."""
    if not PYTHON.exists():
        return Result("matrix", _LEFT_OUT, [])
    crowds = tuple(at_once for at_once in effort.crowds if at_once <= _MOST)
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        synapse = Synapse(Path(folder).absolute())
        progress("matrix, a homeserver and its people")
        synapse.start()
        try:
            found = asyncio.run(_measured(synapse, crowds))
        finally:
            synapse.stop()
    return Result(f"matrix, {_people(crowds)} people", _MEANING, found.figures())


def _people(crowds: tuple[int, ...]) -> int:
    return sum(max(at_once, min(_ALONE, max(crowds))) for at_once in crowds)


async def _measured(synapse: Synapse, crowds: tuple[int, ...]) -> Found:
    home = await settled(synapse, _people(crowds))
    progress("matrix, the bot")
    ours = await _ours(home, crowds)
    progress("matrix, the library alone")
    bare = await _bare(home, crowds)
    found = Found()
    for at_once, talk in ours.answering.items():
        found.add_talk(at_once, talk, bare.answering[at_once])
    found.add("asking everybody", " s", ours.asking, bare.asking)
    town = replace(home.town, people=home.town.people[:1], channel="!nowhere:matrix.test")
    started = await processes.ours(town)
    alone = await processes.bare(replace(town, token=f"{home.bot} {town.token}"))
    found.add("process start until connected", " ms", started.wall * 1000, alone.wall * 1000)
    found.add("memory when connected", " MiB", started.memory, alone.memory)
    return found


async def _ours(home: Homeserver, crowds: tuple[int, ...]) -> Times:
    overheard = Overheard(home.bot)
    with overheard.listening():
        async with running(home.town) as bot:
            async with asyncio.timeout(120):
                while len(overheard.joined) < len(home.people):
                    await asyncio.sleep(0.1)
            began = time.perf_counter()
            bot.open()
            for person in home.people:
                await overheard.answered(person.room)
            asking = time.perf_counter() - began
            return Times(asking, await _answering(home, overheard, crowds))


async def _bare(home: Homeserver, crowds: tuple[int, ...]) -> Times:
    overheard = Overheard(home.bot)
    town = home.town
    with overheard.listening():
        async with connected("matrix", town.url, f"{home.bot} {town.token}", _AT_ONCE) as client:
            began = time.perf_counter()
            await send_all(client, [room for _, room in town.people], _AT_ONCE)
            asking = time.perf_counter() - began
            return Times(asking, await _answering(home, overheard, crowds))


async def _answering(
    home: Homeserver, overheard: Overheard, crowds: tuple[int, ...]
) -> dict[int, Talk]:
    """Each crowd in turn, of people who have not spoken yet."""
    found: dict[int, Talk] = {}
    people = iter(home.people)
    for at_once in crowds:
        count = max(at_once, min(_ALONE, max(crowds)))
        waiting = iter([next(people) for _ in range(count)])
        overheard.times = []
        spent = time.process_time()
        turns = QUESTIONS if at_once == 1 else _TURNS
        talks = (_talk(home, overheard, waiting, turns) for _ in range(at_once))
        await asyncio.gather(*talks)
        spent = time.process_time() - spent
        found[at_once] = Talk(overheard.times, spent / len(overheard.times))
    return found


async def _talk(
    home: Homeserver, overheard: Overheard, waiting: Iterator[Person], turns: int
) -> None:
    for person in waiting:
        for turn in range(turns):
            overheard.expect(person.room)
            await home.say(person, f"Chapter {turn + 1} and its exercises")
            await overheard.answered(person.room)
