"""What grows with a team and its history, and what stays as it is."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench import flat, history, idle, memory, raw
from bench.figure import Effort, Figure, Result, progress
from bench.town import MONDAY, OPENING, PLATFORM, QUESTIONS, Morning, Silent, answer, town
from standup.core.documents import report_json
from standup.core.model import Instance
from standup.core.reports.report import RunReport
from standup.core.wording import channel
from standup.engine.bot import Bot
from standup.engine.clock import JumpClock
from standup.store import openings, outbox, records, runs
from standup.store.database import Operation, Transaction
from standup.store.sqlite.store import SqliteStore

PEOPLE, STORED = "people", "stored answers"
_MEANING = (
    "First what must not grow: processor time at both sizes, in turn; the ratio is the one to the"
    " other. Then\n  each at every size, from the smallest on; beside it how often it is what it"
    " was, and the size; its ratio\n  is 1 where it grows as people do, and over stored answers the"
    " growth itself. An answer is counted in raw\n  commits beside it. History is one lived day,"
    " copied."
)
_WEEK = timedelta(weeks=1)
_LATE = 100  # people who are asked two hours after the others
_LATER = timedelta(hours=2)
_CLAIMED = 30
_TALKERS = 60
_TIMES = 15
_FEW = 5
_COMMITS = 10

Values = dict[str, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """How something grows: what, in which unit, with what, and its value at each size."""

    name: str
    unit: str
    axis: str
    points: tuple[tuple[int, float], ...]

    @property
    def growth(self) -> float:
        """How often the last value is the first."""
        return self.points[-1][1] / self.points[0][1]

    @property
    def size(self) -> float:
        """How often the largest size is the smallest."""
        return self.points[-1][0] / self.points[0][0]


def measure(effort: Effort) -> Result:
    """Everything at every size."""
    return tell(list(curves(effort)), asyncio.run(flat.measure(effort)))


def tell(found: list[Curve], level: list[Figure]) -> Result:
    """What must stay level, and the curves, as figures."""
    return Result("growth", _MEANING, [*level, *map(_figure, found)])


def _figure(curve: Curve) -> Figure:
    sizes = f"{curve.points[0][0]:,} to {curve.points[-1][0]:,} {curve.axis}"
    values = " · ".join(f"{value:.3g}" for _, value in curve.points)
    return Figure(
        f"{curve.name}, {sizes}",
        f"{values} {curve.unit}",
        f"×{curve.growth:.3g} of ×{curve.size:,.0f}",
        curve.growth if curve.axis == STORED else curve.growth / curve.size,
    )


def curves(effort: Effort) -> Iterator[Curve]:
    """First with the people, then with the answers that are stored."""
    by_people = {size: _of_people(size, effort.zones) for size in effort.sizes}
    yield from _curves(PEOPLE, by_people)
    team = effort.stored[0] // QUESTIONS
    by_answers = {size: _of_history(team, size) for size in effort.stored}
    yield from _curves(STORED, by_answers)


def _curves(axis: str, found: dict[int, Values]) -> Iterator[Curve]:
    for name in next(iter(found.values())):
        points = tuple((size, values[name]) for size, values in found.items())
        yield Curve(name, _UNITS.get(name, "ms"), axis, points)


_UNITS = {
    "an answer": "raw commits",
    "the bot's memory": "MiB",
    "adopting the configuration": "s",
    "the database, an answer": "bytes",
}


def _of_people(people: int, zones: int) -> Values:
    """All of them on the roster of one open run, the first there is."""
    progress(f"growth, {people:,} people")
    used, adopting = memory.child("bot", people, zones)
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        hour = asyncio.run(idle.hour(town(people, zones), Path(folder)))
    return {
        "the bot's memory": used,
        "adopting the configuration": adopting,
        "an idle hour's processor time": hour,
        **_lived(people, 0),
    }


def _of_history(team: int, answers: int) -> Values:
    """A team of always the same size, with so many answers of it stored."""
    progress(f"growth, {answers:,} stored answers")
    return _lived(team, answers // (team * QUESTIONS))


def _lived(people: int, days: int) -> Values:
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        return asyncio.run(_day(Path(folder) / "standup.db", people, days))


def _team(people: int) -> Instance:
    """All in one zone, but the last, who are asked two hours later."""
    told = town(people, 1)
    late = min(_LATE, people // 2)
    everybody = tuple(
        replace(person, zone="UTC" if number < people - late else "America/Noronha")
        for number, person in enumerate(told.people)
    )
    standup = replace(told.standups[0], participants=everybody)
    return Instance((standup,), everybody, told.organiser, told.zone)


async def _day(path: Path, people: int, days: int) -> Values:
    """A day of the team after so many others."""
    store = await SqliteStore.open(path)
    try:
        clock = JumpClock(MONDAY)
        bot = Bot(store, _team(people), {PLATFORM: Silent()}, clock)
        ready = Morning(bot, store, clock)
        await bot.scheduler(store).adopt()
        opening = OPENING
        if days:
            await history.live(ready, people)
            await history.copy(store, days)
            opening += _WEEK
        await history.settle(ready, opening)
        values = await _measured(ready, people, opening)
        if days:
            values["the database, an answer"] = await store.read(history.size)
        return values
    finally:
        await store.close()


async def _measured(ready: Morning, people: int, opening: datetime) -> Values:
    store, now = ready.store, ready.clock.now()
    talkers = range(min(_TALKERS, (people - min(_LATE, people // 2)) // 2))
    number = await store.read(_newest)
    return {
        "an answer": median([await _answers(ready, person) / _commit() for person in talkers]),
        "claiming due messages": await _took(
            lambda: _undone(
                ready, lambda tx: outbox.claim(tx, PLATFORM, now, _CLAIMED, frozenset())
            )
        ),
        "finding the next moment": await _took(lambda: store.read(openings.next_moment)),
        "a round's opening for 100": await history.settle(ready, opening + _LATER) * 1000,
        "a run's digest": await _took(lambda: _posts(ready, number), _FEW),
        "a run's report": await _took(lambda: _report(ready, number), _FEW),
        "closing a run": await _took(
            lambda: _undone(ready, lambda tx: runs.close(tx, number, now)), _FEW
        ),
    }


async def _took(do: Callable[[], Awaitable[object]], times: int = _TIMES) -> float:
    """The least of so many times, with which nobody else interfered: ms of the processor."""
    return min([await _seconds(do, time.process_time) for _ in range(times)]) * 1000


async def _seconds(
    do: Callable[[], Awaitable[object]], clock: Callable[[], float] = time.perf_counter
) -> float:
    began = clock()
    await do()
    return clock() - began


async def _answers(ready: Morning, person: int) -> float:
    """The median of one person's answers, in milliseconds."""
    inbox = ready.bot.inbox(ready.store, PLATFORM)
    times = []
    for question in range(QUESTIONS):
        said = history.again(answer(person, question, ready.clock.now()), ready.clock.now())
        await ready.store.write(partial(history.send_to, account=said.account))
        times.append(await _seconds(lambda said=said: inbox.take([said])))  # type: ignore[misc]
    return median(times) * 1000


def _commit() -> float:
    """What a raw durable commit takes by now, in milliseconds."""
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        return raw.single(Path(folder), _COMMITS).wall * 1000


async def _undone(ready: Morning, operation: Operation[object]) -> None:
    """Carry out what another time is to find as it was; the disk has no part in it."""

    async def undo(tx: Transaction) -> None:
        await operation(tx)
        raise _UndoneError

    with suppress(_UndoneError):
        await ready.store.write(undo)


class _UndoneError(Exception):
    """Nothing of it is to stay."""


async def _posts(ready: Morning, number: int) -> None:
    report = await ready.store.read(lambda tx: _run_report(tx, ready, number))
    channel.digest(report)


async def _report(ready: Morning, number: int) -> None:
    report_json.run_data(await ready.store.read(lambda tx: _run_report(tx, ready, number)))


async def _run_report(tx: Transaction, ready: Morning, number: int) -> RunReport:
    return await records.run_report(tx, await runs.get(tx, number), ready.clock.now())


async def _newest(tx: Transaction) -> int:
    row = await tx.one("SELECT id FROM run ORDER BY day DESC")
    assert row is not None
    return int(row[0])
