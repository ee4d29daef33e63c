"""The morning of one zone in which a quarter of everybody lives, on both databases."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from bench.figure import Effort, Figure, Result, progress
from bench.latency import Ears, talk
from bench.town import (
    PLATFORM,
    QUESTIONS,
    Morning,
    Opened,
    Silent,
    account,
    questions,
    sqlite,
    zone_names,
)
from standup.core.model import Account, Channel, Instance, Person, Round, Standup
from standup.engine.bot import Bot
from standup.engine.clock import JumpClock
from standup.engine.opening import AT_ONCE
from standup.store.database import Row, Store, Transaction
from standup.store.postgres import PostgresStore
from tests.postgres import Postgres, programs

FULLEST = "Asia/Kathmandu"  # hardly any other zone has its offset, so its 09:00 is its own
CROWDED = "crowded"  # the platform that the wave leaves through
PACE = 100.0  # messages a second, three times what a real one takes
_TALKS = 64
_LATE = 10
_NIGHT = datetime(2026, 11, 26, 3, 5, tzinfo=UTC)  # a Thursday, 08:50 in the fullest zone
_EARLY = _NIGHT + timedelta(minutes=5)
_NINE = _EARLY + timedelta(minutes=5)
_MINUTE = timedelta(minutes=1)
_TITLE = "a wave"
_MEANING = (
    f"A quarter of everybody lives in {FULLEST} and is asked at 09:00; two rounds a day. Opening:"
    f" {AT_ONCE} people a\n  commit; its limit inserts the very same rows, as many a commit, and"
    f" decides nothing. Then the questions leave\n  at most {PACE:,.0f} a second while {_TALKS}"
    " others talk elsewhere, each answering at once; the limit is the same without\n  the wave. Ten"
    " more are asked at 09:01; their limit is what the pace makes of all that left before them."
)
_SCHEMAS = count()


def measure(effort: Effort) -> Result:
    """One wave on SQLite, and one on PostgreSQL where there is one."""
    figures = _figures("sqlite", asyncio.run(_wave(effort, sqlite)))
    if programs() is None:
        return Result(_TITLE, f"{_MEANING}\n  Without PostgreSQL: `make postgres`.", figures)
    server = Postgres(fsync="on", full_page_writes="on", autovacuum="on")
    try:
        server.start()

        async def opened(_: Path) -> Store:
            return await PostgresStore.open(server.url(f"v{next(_SCHEMAS)}"))

        figures += _figures("postgresql", asyncio.run(_wave(effort, opened)))
    finally:
        server.remove()
    return Result(f"{_TITLE}: {effort.sizes[-1]:,} in {effort.zones} zones", _MEANING, figures)


@dataclass(frozen=True, slots=True)
class _Talked:
    """How answers were taken: how many a second, and the seconds that each took."""

    rate: float
    times: Sequence[float]

    def percentile(self, percent: int) -> float:
        return quantiles(self.times, n=100)[percent - 1] * 1000


@dataclass(frozen=True, slots=True)
class _Wave:
    """What one wave took, in seconds, beside its limits."""

    asked: int
    opening: float
    inserting: float
    quiet: _Talked
    busy: _Talked
    late: float
    forced: float


def _figures(database: str, wave: _Wave) -> list[Figure]:
    quiet, busy = wave.quiet, wave.busy
    return [
        _seconds(f"{database}: opening for {wave.asked:,}", wave.opening, wave.inserting),
        Figure(
            f"{database}: answers a second in the wave",
            f"{busy.rate:,.0f}/s",
            f"{quiet.rate:,.0f}/s",
            busy.rate / quiet.rate,
        ),
        *(_milliseconds(database, percent, busy, quiet) for percent in (50, 99)),
        _seconds(f"{database}: ten people, a minute later", wave.late, wave.forced),
    ]


def _seconds(name: str, value: float, limit: float) -> Figure:
    return Figure(name, f"{value:.2f} s", f"{limit:.2f} s", value / limit)


def _milliseconds(database: str, percent: int, busy: _Talked, quiet: _Talked) -> Figure:
    value, limit = busy.percentile(percent), quiet.percentile(percent)
    name = f"{database}: message in to question out, p{percent}"
    return Figure(name, f"{value:.1f} ms", f"{limit:.1f} ms", value / limit)


# ── the town ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Crowd:
    """Who is who: those who talk before the wave and in it, and those who are asked after it."""

    instance: Instance
    before: range
    during: range
    late: range


def _crowd(effort: Effort) -> _Crowd:
    """The first quarter lives in the fullest zone; the others have the rest of them to share."""
    others = [zone for zone in zone_names(effort.zones) if zone != FULLEST][: effort.zones - 1]
    people = effort.sizes[-1]
    quarter = people // 4
    half = max(2, min(effort.answers // QUESTIONS, people // 2) // 2)
    before = range(quarter, quarter + half)
    during = range(before.stop, before.stop + half)
    late = range(people - min(_LATE, quarter), people)
    talking = range(before.start, during.stop)
    everybody = tuple(
        _person(
            n,
            FULLEST if n < quarter else others[n % len(others)],
            PLATFORM if n in talking else CROWDED,
        )
        for n in range(people)
    )
    rounds = (_round("plan", "0 9 * * thu"), _round("learned", "0 16 * * thu"))
    standups = (
        Standup("town", "Town", rounds, everybody, (Channel(PLATFORM, "#town"),)),
        _small("early", "55 8 * * thu", everybody[talking.start : talking.stop]),
        _small("late", "1 9 * * thu", everybody[late.start : late.stop]),
    )
    return _Crowd(Instance(standups, everybody, "Person 0", "UTC"), before, during, late)


def _person(number: int, zone: str, platform: str) -> Person:
    return Person(f"p{number}", f"Person {number}", zone, (Account(platform, account(number)),))


def _round(name: str, cron: str) -> Round:
    return Round(name, name.title(), cron, questions(), timedelta(hours=20))


def _small(name: str, cron: str, people: tuple[Person, ...]) -> Standup:
    channels = (Channel(PLATFORM, f"#{name}"),)
    return Standup(name, name.title(), (_round("day", cron),), people, channels, FULLEST)


# ── the wave ───────────────────────────────────────────────────────────────────────────────────


async def _wave(effort: Effort, opened: Opened) -> _Wave:
    progress("wave: the answers without it")
    crowd = _crowd(effort)
    ears = Ears((*crowd.before, *crowd.during, *crowd.late))
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        path = Path(folder)
        store = await opened(path)
        try:
            clock = JumpClock(_NIGHT)
            paced = Silent(ears.hear, PACE)
            adapters = {PLATFORM: Silent(ears.hear), CROWDED: paced}
            ready = Morning(Bot(store, crowd.instance, adapters, clock), store, clock)
            await ready.bot.scheduler(store).adopt()
            await _settle(ready, _EARLY)
            async with _running(ready):
                for person in (*crowd.before, *crowd.during):
                    await ears.next(account(person))
                quiet = await _talked(ready, ears, crowd.before)
            progress("wave: its opening")
            opening = await _settle(ready, _NINE)
            await _settle(ready, _NINE + _MINUTE)
            progress("wave: the answers in it")
            async with _running(ready):
                busy, (late, forced) = await asyncio.gather(
                    _talked(ready, ears, crowd.during), _heard(ears, crowd.late, paced)
                )
            progress("wave: its rows, inserted")
            (path / "bare").mkdir()
            asked, inserting = await _inserted(store, await opened(path / "bare"))
            return _Wave(asked, opening, inserting, quiet, busy, late, forced)
        finally:
            await store.close()


async def _settle(ready: Morning, at: datetime) -> float:
    """Seconds to carry out what is due at an instant."""
    ready.clock.jump(at)
    began = time.perf_counter()
    await ready.bot.scheduler(ready.store).settle()
    return time.perf_counter() - began


@asynccontextmanager
async def _running(ready: Morning) -> AsyncIterator[None]:
    running = asyncio.create_task(ready.bot.run())
    try:
        yield
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def _talked(ready: Morning, ears: Ears, people: range) -> _Talked:
    waiting = iter(people)
    began = time.perf_counter()
    found = await asyncio.gather(*(talk(ready, ears, waiting) for _ in range(_TALKS)))
    times = [seconds for times in found for seconds in times]
    return _Talked(len(times) / (time.perf_counter() - began), times)


async def _heard(ears: Ears, people: range, adapter: Silent) -> tuple[float, float]:
    """Seconds until all these people were asked, and what had left by then, at the pace."""
    left, began = adapter.sent, time.perf_counter()
    for person in people:
        await ears.next(account(person))
    return time.perf_counter() - began, (adapter.sent - left) / PACE


# ── its limit ──────────────────────────────────────────────────────────────────────────────────


async def _inserted(full: Store, bare: Store) -> tuple[int, float]:
    """How many the wave asked, and the seconds that its rows take where nothing is decided."""
    try:
        run = await full.read(lambda tx: tx.all("SELECT * FROM run WHERE standup = 'town'"))
        of_run = run[0][0]
        await bare.write(lambda tx: _insert(tx, "run", run))
        everybody = await full.read(
            lambda tx: tx.all("SELECT * FROM participant WHERE run_id = ?", of_run)
        )
        check_ins = await full.read(
            lambda tx: tx.all("SELECT * FROM check_in WHERE run_id = ? ORDER BY id", of_run)
        )
        first = check_ins[0][0]
        messages = await full.read(
            lambda tx: tx.all(
                "SELECT * FROM outbox WHERE check_in_id >= ? ORDER BY id LIMIT ?",
                first,
                len(check_ins),
            )
        )
        began = time.perf_counter()
        await bare.write(lambda tx: _insert(tx, "participant", everybody))
        for at in range(0, len(check_ins), AT_ONCE):
            some = slice(at, at + AT_ONCE)
            await bare.write(partial(_both, check_ins=check_ins[some], messages=messages[some]))
        return len(check_ins), time.perf_counter() - began
    finally:
        await bare.close()


async def _both(tx: Transaction, check_ins: list[Row], messages: list[Row]) -> None:
    await _insert(tx, "check_in", check_ins)
    await _insert(tx, "outbox", messages)


async def _insert(tx: Transaction, table: str, rows: list[Row]) -> None:
    places = ", ".join("?" * len(rows[0])) if rows else ""
    await tx.many(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608 - names of our own
