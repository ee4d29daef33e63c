"""What the report of a quarter of Learning Days takes, beside reading the same rows alone."""

import asyncio
import json
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import quarter
from bench.figure import Effort, Figure, Pair, Result, middle, progress
from standup.core.documents import report_json
from standup.core.reports.report import Period
from standup.core.wording.period import accountability
from standup.store import records
from standup.store.database import Store
from standup.store.sqlite.store import SqliteStore

_PEOPLE = 200
_FIRST, _LAST, _NOW = date(2026, 7, 1), date(2026, 9, 30), datetime(2026, 10, 1, tzinfo=UTC)
_MEANING = (
    "The limit is one query for the quarter's check-ins and one for their answers, every row of"
    " them fetched;\n  each is read, and then told, from nothing in every round."
)
_BARE = (
    "SELECT c.*, r.day, r.definition FROM check_in c JOIN run r ON r.id = c.run_id ORDER BY c.id",
    "SELECT a.* FROM answer a ORDER BY a.id",
)


def measure(effort: Effort) -> Result:
    """Rounds of reading the quarter and of each way to tell it."""
    people = min(_PEOPLE, effort.people)
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        found = asyncio.run(_rounds(Path(folder) / "standup.db", people, effort.rounds))
    return Result(
        f"accountability, {people} people, 13 weeks",
        _MEANING,
        [_figure(name, pairs) for name, pairs in found.items()],
    )


async def _rounds(path: Path, people: int, rounds: int) -> dict[str, list[Pair]]:
    store = await SqliteStore.open(path)
    try:
        await store.write(lambda tx: quarter.fill(tx, people))
        found: dict[str, list[Pair]] = {}
        for number in range(rounds):
            progress(f"accountability, round {number + 1} of {rounds}")
            bare = _seconds(lambda: _fetch(path))
            for name, took in (await _round(store)).items():
                found.setdefault(name, []).append(Pair(took, bare))
        return found
    finally:
        await store.close()


async def _round(store: Store) -> dict[str, float]:
    began = time.perf_counter()
    period = await _read(store)
    read = time.perf_counter() - began
    posted = _seconds(lambda: accountability(period))
    again = await _read(store)  # what was told was reckoned, and some of that is kept
    as_json = _seconds(lambda: json.dumps(report_json.period_data(again)))
    return {"reading it": read, "the report": read + posted, "the same as JSON": read + as_json}


async def _read(store: Store) -> Period:
    return await store.read(lambda tx: records.period(tx, quarter.STANDUP, _FIRST, _LAST, _NOW))


def _fetch(path: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        for sql in _BARE:
            connection.execute(sql).fetchall()
    finally:
        connection.close()


def _seconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def _figure(name: str, pairs: list[Pair]) -> Figure:
    value, limit, ratio = middle(pairs)
    return Figure(name, f"{value * 1000:.0f} ms", f"{limit * 1000:.1f} ms of bare queries", ratio)
