"""What a thread's head and a digest cost a large team: each finished report, and whoever writes."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import islice, takewhile
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import TypeVar

from bench import history
from bench.figure import Effort, Figure, Result, progress
from bench.town import OPENING, PLATFORM, QUESTIONS, Silent, answer, town
from standup.chat.interface import Inbox, Said
from standup.core.model import Instance
from standup.core.posts import PostKind
from standup.engine.bot import Bot
from standup.engine.clock import JumpClock
from standup.engine.publisher import Publisher
from standup.store import posts, runs
from standup.store.database import Store, Transaction
from standup.store.instants import to_ms
from standup.store.sqlite.store import SqliteStore

T = TypeVar("T")

_FEW = 100  # people beside whom a large team is seen
_TIMES = 40
_TALKERS = 200
_ASKED = range(QUESTIONS)
_TURN = 0.002  # seconds between two looks at whether the loop is let through
_MEANING = (
    "A head: processor time of telling it once one more person has finished, beside that of a few"
    " people.\n  A digest: of a run in which everybody shared; meanwhile one person answers, beside"
    " the same with nothing\n  to compose, and the event loop is watched: how late it was at worst."
)


def measure(effort: Effort) -> Result:
    """Heads of each size, then a digest while somebody writes."""
    few = min(_FEW, *effort.sizes)
    base = _lived(few, _heads)
    figures = []
    for size in (size for size in effort.sizes if size > few):
        progress(f"heads, {size:,} people")
        took = _lived(size, _heads)
        name = f"thread head composed, {size:,} people / {few:,}"
        figures.append(Figure(name, _ms(took), _ms(base), took / base))
    size = sorted(effort.sizes)[len(effort.sizes) // 2]
    progress(f"heads, a digest of {size:,} people")
    return Result("heads and digests", _MEANING, [*figures, *_lived(size, _digest)])


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"


def _lived(people: int, do: Callable[[Store, Instance], Awaitable[T]]) -> T:
    async def lived() -> T:
        with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
            store = await SqliteStore.open(Path(folder) / "standup.db")
            try:
                told = town(people, 1)
                await store.write(lambda tx: _fill(tx, told))
                return await do(store, told)
            finally:
                await store.close()

    return asyncio.run(lived())


async def _fill(tx: Transaction, told: Instance) -> None:
    """A run in which everybody has shared but the last few, who have only been asked."""
    standup = told.standups[0]
    closes = OPENING + timedelta(hours=9)
    run, _ = await runs.open_run(tx, standup, OPENING.date(), closes, OPENING)
    await posts.want(tx, PostKind.THREAD, run.id, run.id)
    shared = len(told.people) - _talkers(told)
    states = [(p.id, "done" if n < shared else "asking") for n, p in enumerate(told.people)]
    moments = (to_ms(OPENING), to_ms(closes), to_ms(OPENING))
    await tx.many(
        "INSERT INTO check_in (run_id, round, person, zone, state, opened_at, deadline_at,"
        " asked_at) VALUES (?, 'day', ?, 'UTC', ?, ?, ?, ?)",
        [(run.id, person, state, *moments) for person, state in states],
    )
    await tx.run(
        "INSERT INTO answer (check_in_id, question, message, text, said_at) SELECT id, 'q0',"
        " 'm' || id, 'Chapter 3 and its exercises, the last one with a hint', opened_at"
        " FROM check_in WHERE state = 'done'"
    )


def _publisher(store: Store, told: Instance) -> Publisher:
    bot = Bot(store, told, {PLATFORM: Silent()}, JumpClock(OPENING + timedelta(hours=1)))
    return Publisher(store, bot.directory, JumpClock(OPENING), lambda: None)


# ── the head ───────────────────────────────────────────────────────────────────────────────────


async def _heads(store: Store, told: Instance) -> float:
    """Processor seconds that a head takes when one more has finished."""
    publisher = _publisher(store, told)
    await publisher.publish()  # counts everybody once
    took = []
    for number in range(_TIMES):
        await store.write(lambda tx, number=number: _finish(tx, number))  # type: ignore[misc]
        began = time.process_time()
        await publisher.publish()
        took.append(time.process_time() - began)
    return median(took)


async def _finish(tx: Transaction, number: int) -> None:
    """One more person stands differently, each time another."""
    await tx.run(
        "UPDATE check_in SET posted = 1 - posted WHERE id ="
        " (SELECT id FROM check_in ORDER BY id LIMIT 1 OFFSET ?)",
        number,
    )
    await posts.renew(tx, 1)


# ── the digest ─────────────────────────────────────────────────────────────────────────────────


async def _digest(store: Store, told: Instance) -> list[Figure]:
    """How one person's answers and the loop fare beside a digest in the making."""
    publisher = _publisher(store, told)
    await publisher.publish()
    clock = JumpClock(OPENING + timedelta(hours=1))
    inbox = Bot(store, told, {PLATFORM: Silent()}, clock).inbox(store, PLATFORM)
    talkers = range(len(told.people) - _talkers(told), len(told.people))
    said = iter([answer(who, question, clock.now()) for who in talkers for question in _ASKED])
    alone = await _watched(store, inbox, islice(said, len(talkers) * QUESTIONS // 4))
    await store.write(lambda tx: runs.close(tx, 1, clock.now()))
    await store.write(lambda tx: posts.want(tx, PostKind.DIGEST, 1, 1))
    making = asyncio.create_task(publisher.publish())
    beside = await _watched(store, inbox, takewhile(lambda _: not making.done(), said))
    await making
    size = f"a digest of {len(told.people):,} people"
    return [
        _beside(f"another's answer during {size}, p50", median(beside.took), median(alone.took)),
        _beside(f"another's answer during {size}, p99", _p99(beside.took), _p99(alone.took)),
        _beside(f"longest hold during {size}", max(beside.late), max(alone.late)),
    ]


def _talkers(told: Instance) -> int:
    return min(_TALKERS, len(told.people) // 2)


def _beside(name: str, value: float, limit: float) -> Figure:
    return Figure(name, _ms(value), _ms(limit), value / limit)


def _p99(times: Sequence[float]) -> float:
    return quantiles(times, n=100)[98] if len(times) > 1 else times[0]


@dataclass(frozen=True, slots=True)
class Watched:
    """Seconds that each answer took, and by which the loop was late at each look."""

    took: list[float]
    late: list[float]


async def _watched(store: Store, inbox: Inbox, said: Iterable[Said]) -> Watched:
    seen = Watched([], [0.0])
    watching = asyncio.create_task(_watch(seen.late))
    for one in said:
        await store.write(partial(history.send_to, account=one.account))
        began = time.perf_counter()
        await inbox.take([one])
        seen.took.append(time.perf_counter() - began)
    watching.cancel()
    return seen


async def _watch(late: list[float]) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.sleep(_TURN)
        late.append(time.perf_counter() - began - _TURN)
