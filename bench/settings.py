"""What it costs that everybody has set something, and what one more setting costs."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from bench import idle, memory
from bench.figure import Effort, Figure, Pair, Result, middle, progress
from bench.town import MONDAY, PLATFORM, Silent, town, zone_names
from standup.core.model import Nudge, Quiet
from standup.core.settings.setting import (
    NAMES,
    InQuiet,
    InZone,
    OnDays,
    Remind,
    Scope,
    Source,
    Value,
    to_data,
)
from standup.engine.bot import Bot
from standup.engine.clock import JumpClock
from standup.store import settings
from standup.store.database import Transaction
from standup.store.instants import to_ms
from standup.store.sqlite.store import SqliteStore
from standup.store.text import encode

_CHANGES = 30
_TIMES = 3  # of which the one counts with which nothing interfered
_HOUR = timedelta(hours=1)
_THEMSELVES = Source("p0", PLATFORM)
_MEANING = (
    "Everybody has set a zone, a time to be reminded, days or quiet hours of their own. Limit: the"
    " same town\n  where nobody has set anything; for one more setting, a town of few people."
)


def measure(effort: Effort) -> Result:
    """Rounds with and without, and with many and few, in turn."""
    hours, sizes = [], []
    for number in range(effort.rounds):
        progress(f"settings, round {number + 1} of {effort.rounds}")
        hours.append(Pair(*(_hour(effort, are_set=said) for said in (True, False))))
        sizes.append(Pair(*(_memory(effort, are_set=said) for said in (True, False))))
    few, many = effort.crowded
    costs = [[asyncio.run(_changes(size, effort.zones)) for size in (many, few)] for _ in hours]
    changes = [Pair(*pair) for pair in costs]
    people = f"{effort.people:,} people who have set something"
    return Result(
        "what people have set",
        _MEANING,
        [
            _figure(f"an idle hour, {people}", "ms", hours),
            _figure(f"the bot's memory, {people}", "MiB", sizes),
            _figure(f"one more setting, {few:,} to {many:,} people", "ms", changes),
        ],
    )


def _figure(name: str, unit: str, pairs: Sequence[Pair]) -> Figure:
    value, bound, ratio = middle(pairs)
    return Figure(name, f"{value:.2f} {unit}", f"{bound:.2f} {unit}", ratio)


def _hour(effort: Effort, *, are_set: bool) -> float:
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        if are_set:
            asyncio.run(_fill(Path(folder), effort.people))
        told = town(effort.people, effort.zones)
        return min(asyncio.run(idle.hour(told, Path(folder))) for _ in range(_TIMES))


def _memory(effort: Effort, *, are_set: bool) -> float:
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        if are_set:
            asyncio.run(_fill(Path(folder), effort.people))
        return memory.child("bot", effort.people, effort.zones, folder)[0]


async def _fill(folder: Path, people: int) -> None:
    """Let so many people have set something each, as if they had said it."""
    store = await SqliteStore.open(folder / "standup.db")
    try:
        await store.write(partial(_say, people=people))
    finally:
        await store.close()


async def _say(tx: Transaction, people: int) -> None:
    at = to_ms(MONDAY)
    rows = (
        (f"p{n}", NAMES[type(value)], encode(to_data(value)), "words", f"p{n}", PLATFORM, at, n + 1)
        for n in range(people)
        for value in (_value(n),)
    )
    await tx.many(
        "INSERT INTO setting (person, kind, value, words, said_by, via, said_at, touched)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    await tx.run("INSERT INTO fact (name, value) VALUES ('settings', ?)", str(people))


def _value(number: int) -> Value:
    """What somebody sets: one of four things, each at a time of day that others choose too."""
    time = (number // 4) % 48 * _HOUR / 2
    match number % 4:
        case 0:
            return InZone(_ZONES[number % len(_ZONES)])
        case 1:
            return Remind(Nudge(at=time))
        case 2:
            return OnDays(frozenset(range(1 + number % 5)))
        case _:
            return InQuiet(Quiet(time, time + 8 * _HOUR))


_ZONES = zone_names(400)


async def _changes(people: int, zones: int) -> float:
    """Milliseconds of the processor until one more setting holds, where everybody has one."""
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        await _fill(Path(folder), people)
        store = await SqliteStore.open(Path(folder) / "standup.db")
        try:
            bot = Bot(store, town(people, zones), {PLATFORM: Silent()}, JumpClock(MONDAY))
            await bot.renew()
            return median([await _change(bot, store, number) for number in range(_CHANGES)])
        finally:
            await store.close()


async def _change(bot: Bot, store: SqliteStore, number: int) -> float:
    value = OnDays(frozenset({number % 7}))
    who = Scope(f"p{number}")
    began = process_time()
    await store.write(lambda tx: settings.keep(tx, who, value, "my days", _THEMSELVES, MONDAY))
    await bot.renew()
    return (process_time() - began) * 1000
