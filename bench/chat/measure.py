"""An adapter on a played platform, beside its library alone and beside the platform's limits."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bench.chat import processes
from bench.chat.bare import connected, send_all
from bench.chat.bot import running
from bench.chat.ceiling import ceiling
from bench.chat.found import Found, Talk
from bench.chat.playing import Town, playing
from bench.figure import Effort, Result, progress
from bench.town import QUESTIONS

_FAR = 0.03  # seconds
_ALONE = 60  # conversations, one after the other


@dataclass(frozen=True, slots=True)
class Subject:
    """A platform with its library, the requests its adapter makes at once, and what it permits."""

    name: str
    library: str
    at_once: int
    per_second: int
    scale: str

    @property
    def meaning(self) -> str:
        """What the ratios mean, and how others fare."""
        return (
            "The stand-in is a process of its own and takes the times: from a message's being there"
            " for the bot\n  to its next question. The pace that spares the platform is lifted, but"
            " for the last line.\n"
            f"  Limits: {self.library} alone, as an echo bot and sending as many messages,"
            f" {self.at_once} at once; a request's\n  bytes on open sockets; the platform's own.\n"
            f"  For scale, {self.scale}"
        )


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds it took a bot to ask everybody, and how it answered each crowd."""

    asking: float
    answering: dict[int, Talk]


def measure(subject: Subject, effort: Effort) -> Result:
    """Rounds of our bot and of the library, in turn; and once, the platform's limit."""
    found = Found()
    for number in range(effort.turns):
        progress(f"{subject.name}, round {number + 1} of {effort.turns}")
        asyncio.run(_round(subject, effort, found))
    progress(f"{subject.name}, at the platform's limit")
    let_through, refused = asyncio.run(_limited(subject, effort))
    name = f"requests in {effort.limited:g} s at the platform's limit, {refused} refused"
    found.add(name, "", let_through, subject.per_second * effort.limited)
    return Result(f"{subject.name}, {effort.asked:,} people", subject.meaning, found.figures())


async def _round(subject: Subject, effort: Effort, found: Found) -> None:
    crowds = effort.crowds
    ours, bare = await _ours(subject, effort, crowds), await _bare(subject, effort, crowds)
    for at_once, talk in ours.answering.items():
        found.add_talk(at_once, talk, bare.answering[at_once])
    found.add("asking everybody", " s", ours.asking, bare.asking)
    async with playing(subject.name, effort.asked) as town:
        most = await ceiling(town, 2 * effort.asked, subject.at_once)
    found.add("asking, against the stand-in's ceiling", "/s", effort.asked / ours.asking, most)
    ours, bare = await _ours(subject, effort, (), _FAR), await _bare(subject, effort, (), _FAR)
    found.add(f"asking everybody, {_FAR * 1000:.0f} ms away", " s", ours.asking, bare.asking)
    async with playing(subject.name, 1) as town:
        started, alone = await processes.ours(town), await processes.bare(town)
    found.add("process start until connected", " ms", started.wall * 1000, alone.wall * 1000)
    found.add("memory when connected", " MiB", started.memory, alone.memory)


async def _ours(
    subject: Subject, effort: Effort, crowds: tuple[int, ...], away: float = 0.0
) -> Times:
    async with _crowded(subject, effort, away) as town, running(town) as bot:
        began = time.perf_counter()
        bot.open()
        await town.ask("heard")
        asking = time.perf_counter() - began
        return Times(asking, await _answering(town, crowds))


async def _bare(
    subject: Subject, effort: Effort, crowds: tuple[int, ...], away: float = 0.0
) -> Times:
    async with (
        _crowded(subject, effort, away) as town,
        connected(subject.name, town.url, town.token, subject.at_once) as client,
    ):
        places = [place for _, place in town.people]
        began = time.perf_counter()
        await send_all(client, places, subject.at_once)
        asking = time.perf_counter() - began
        return Times(asking, await _answering(town, crowds))


@asynccontextmanager
async def _crowded(subject: Subject, effort: Effort, away: float) -> AsyncIterator[Town]:
    """The platform with everybody waiting for a message."""
    async with playing(subject.name, effort.asked) as town:
        await town.ask("slow", seconds=away)
        await town.ask("expect")
        yield town


async def _answering(town: Town, crowds: tuple[int, ...]) -> dict[int, Talk]:
    """Each crowd in turn, of people who have not spoken yet."""
    found: dict[int, Talk] = {}
    first = 0
    for at_once in crowds:
        last = first + min(max(at_once, _ALONE), len(town.people) // len(crowds))
        spent = time.process_time()
        times = await town.ask("talk", first=first, last=last, at_once=at_once, turns=QUESTIONS)
        found[at_once] = Talk(times, (time.process_time() - spent) / len(times))
        first = last
    return found


async def _limited(subject: Subject, effort: Effort) -> tuple[int, int]:
    """Requests let through and refused while our bot asks everybody at its own pace."""
    people = min(effort.asked, int(subject.per_second * (effort.limited + 1)))
    async with (
        playing(subject.name, people, limited=True) as town,
        running(town, lifted=False) as bot,
    ):
        await town.ask("expect")
        bot.open()
        let_through, refused = await town.ask("counted", seconds=effort.limited)
        return let_through, refused
