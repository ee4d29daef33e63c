"""Searching the learning log, beside the bare query of the same database."""

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import asyncpg

from bench.figure import Effort, Figure, Result, progress
from standup.core.learning_log.entries import Wanted
from standup.core.model import Standup
from standup.core.text.phrases import phrases
from standup.store import definition
from standup.store.database import Store, Transaction
from standup.store.learning_log import finding, indexing
from standup.store.postgres import PostgresStore
from standup.store.postgres.url import Url
from standup.store.sqlite.store import SqliteStore
from tests.postgres import Postgres, programs

_MEANING = (
    "Ten hits, newest first, with what was said: words that nearly all entries have and words that"
    " few have,\n  several words, phrases, persons, tags, months gone by. Limit: the numbers alone,"
    " by the database's own\n  plainest query for the same words."
)
_FIRST = date(2021, 1, 1)
_A_DAY = 500  # entries
_PEOPLE, _AROUND = 50, 2000  # of a run, and of all
_STANDUPS = ("learning-day", "daily", "research", "reading")
_WORDS = 30  # of an entry
_VOCABULARY = tuple(f"w{number}x" for number in range(20_000))
_WEIGHTS = tuple(accumulate(1 / (rank + 1) for rank in range(len(_VOCABULARY))))
_HITS = 11
_AT_ONCE = 5000
_EACH = 40  # searches of each sort


@dataclass(frozen=True, slots=True)
class Asked:
    """A search, and the words of it alone, for the bare query."""

    wanted: Wanted

    @property
    def bare(self) -> list[str]:
        """Its phrases."""
        return [" ".join(phrase) for phrase in phrases(self.wanted.words)]


_INDEX = (
    "CREATE INDEX entry_words_found ON search.entry_words USING gin (words) WITH (fastupdate = off)"
)

Times = list[tuple[float, float]]
Bare = Callable[[Asked], Awaitable[float]]


def measure(effort: Effort) -> Result:
    """The largest number of entries, on both databases."""
    entries = effort.stored[-1]
    progress(f"search, {entries:,} entries on sqlite")
    figures = _figures("sqlite", asyncio.run(_on_sqlite(entries)))
    if programs() is not None:
        progress(f"search, {entries:,} entries on postgresql")
        figures += _figures("postgresql", asyncio.run(_on_postgres(entries)))
    return Result(f"a search among {entries:,} entries", _MEANING, figures)


def _figures(name: str, times: Times) -> list[Figure]:
    found = []
    for share, label in ((0.5, "the median"), (0.99, "p99")):
        ours, bare = (_quantile([pair[n] for pair in times], share) for n in (0, 1))
        found.append(
            Figure(
                f"{name}, {label}", f"{ours * 1000:.2f} ms", f"{bare * 1000:.2f} ms", ours / bare
            )
        )
    return found


def _quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


# ── what is searched ───────────────────────────────────────────────────────────────────────────


async def fill(store: Store, entries: int) -> None:
    """Let there be as many entries, said on as many days as it takes."""
    chance = Random(1)  # noqa: S311 - a story to be told again
    for first in range(0, entries, _AT_ONCE):
        some = range(first, min(first + _AT_ONCE, entries))
        rows = [(n, _text(chance)) for n in some]
        await store.write(partial(_say, rows=rows))
    while not await store.write(lambda tx: indexing.catch_up(tx, _AT_ONCE)):
        pass


def _text(chance: Random) -> str:
    said = chance.choices(_VOCABULARY, cum_weights=_WEIGHTS, k=_WORDS)
    return " ".join([*said, f"#tag{chance.randrange(200)}"])


async def _say(tx: Transaction, rows: list[tuple[int, str]]) -> None:
    for run in sorted({number // _A_DAY for number, _ in rows}):
        standup = Standup(_STANDUPS[run % len(_STANDUPS)], "A standup", (), (), ())
        day = (_FIRST + timedelta(days=run)).isoformat()
        await tx.run(
            "INSERT INTO run (standup, day, definition, opened_at, closes_at, closed_at)"
            " VALUES (?, ?, ?, 0, 1, 1) ON CONFLICT DO NOTHING",
            standup.id,
            day,
            definition.dump(standup),
        )
        await tx.many(
            "INSERT INTO participant (run_id, person, name, zone) VALUES (?, ?, 'A name', 'UTC')"
            " ON CONFLICT DO NOTHING",
            [(run + 1, _person(run * _PEOPLE + n)) for n in range(_PEOPLE)],
        )
    await tx.many(
        "INSERT INTO addition (run_id, person, message, text, said_at) VALUES (?, ?, ?, ?, 0)",
        [(n // _A_DAY + 1, _author(n), f"m{n}", text) for n, text in rows],
    )


def _author(number: int) -> str:
    return _person(number // _A_DAY * _PEOPLE + number % _PEOPLE)


def _person(number: int) -> str:
    return f"p{number % _AROUND}"


def searches(entries: int) -> Iterator[Asked]:
    """All sorts of searches, each some times."""
    chance = Random(2)  # noqa: S311
    days = max(1, entries // _A_DAY)
    for _ in range(_EACH):
        rank = int(len(_VOCABULARY) ** chance.random())
        common, rare = (_VOCABULARY[min(n, len(_VOCABULARY) - 1)] for n in (rank // 50, rank))
        gone = _FIRST + timedelta(days=chance.randrange(days))
        month = gone + timedelta(days=30)
        words = chance.choices(_VOCABULARY[:300], k=3)
        for wanted in (
            Wanted(_STANDUPS, common),
            Wanted(_STANDUPS, rare),
            Wanted(_STANDUPS[:2], " ".join(words[:2])),
            Wanted(_STANDUPS, " ".join(words)),
            Wanted(_STANDUPS, f'"{_VOCABULARY[0]} {_VOCABULARY[chance.randrange(20)]}"'),
            Wanted(_STANDUPS, common, people=(_person(chance.randrange(_AROUND)),)),
            Wanted(_STANDUPS, rare, tag=f"tag{chance.randrange(200)}"),
            Wanted(_STANDUPS[:1], common, first=gone, last=month),
        ):
            yield Asked(wanted)


async def _timed(store: Store, asked: Asked) -> float:
    began = time.perf_counter()
    await store.read(lambda tx: finding.entries(tx, asked.wanted, _HITS))
    return time.perf_counter() - began


async def _compared(store: Store, bare: Bare, entries: int) -> Times:
    """Each search beside its bare query, once what is asked first has warmed both."""
    asked = list(searches(entries))
    for one in asked[:20]:
        await _timed(store, one)
        await bare(one)
    return [(await _timed(store, one), await bare(one)) for one in asked]


# ── on both databases ──────────────────────────────────────────────────────────────────────────


async def _on_sqlite(entries: int) -> Times:
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        path = Path(folder) / "standup.db"
        store = await SqliteStore.open(path)
        connection = sqlite3.connect(path)

        async def bare(asked: Asked) -> float:
            match = " AND ".join(f'"{phrase}"' for phrase in asked.bare)
            began = time.perf_counter()
            connection.execute(
                "SELECT rowid FROM entry_words WHERE entry_words MATCH ?"
                " ORDER BY rowid DESC LIMIT ?",
                (match, _HITS),
            ).fetchall()
            return time.perf_counter() - began

        try:
            await fill(store, entries)
            return await _compared(store, bare, entries)
        finally:
            connection.close()
            await store.close()


async def _on_postgres(entries: int) -> Times:
    server = Postgres(autovacuum="on", shared_buffers="256MB")
    try:
        server.start()
        store = await PostgresStore.open(server.url("search"))
        connection = await asyncpg.connect(Url.read(server.url("")).dsn)

        async def bare(asked: Asked) -> float:
            query = " && ".join(
                f"phraseto_tsquery('english', ${n})" for n in range(1, len(asked.bare) + 1)
            )
            began = time.perf_counter()
            await connection.fetch(
                f"SELECT rowid FROM search.entry_words WHERE words @@ ({query})"  # noqa: S608
                f" ORDER BY rowid DESC LIMIT {_HITS}",
                *asked.bare,
            )
            return time.perf_counter() - began

        try:
            await connection.execute("DROP INDEX search.entry_words_found")  # made at once: quicker
            await fill(store, entries)
            await connection.execute(_INDEX)
            await connection.execute("VACUUM ANALYZE search.entry_words")
            return await _compared(store, bare, entries)
        finally:
            await connection.close()
            await store.close()
    finally:
        server.remove()
