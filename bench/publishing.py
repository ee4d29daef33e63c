"""A quarter of a large team as a site, beside no more than reading and writing the same bytes."""

import asyncio
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figure import Effort, Figure, Pair, Result, middle, progress
from bench.town import town
from standup.core.model import Instance, Question, Round, Standup
from standup.pages.folder import Folder
from standup.pages.site import Site
from standup.store import asking, consents, runs
from standup.store.database import Store, Transaction
from standup.store.learning_log import indexing
from standup.store.learning_log.entry import REPORT, as_told
from standup.store.sqlite.store import SqliteStore

_PEOPLE, _WEEKS = 200, 13
_FIRST = datetime(2026, 9, 3, 9, 30, tzinfo=UTC)
_SUBJECTS = """
    attention mask gradient proof kernel lemma cache vector prior sample shard tile queue lock
    parser borrow trait token loss curve matrix basis rank norm field group ring map set heap
"""
_WORDS = _SUBJECTS.split()
_ROUNDS = (
    Round(
        "plan",
        "Plan",
        "30 9 * * thu",
        (Question("will_learn", "items", "What will you learn?"),),
        timedelta(hours=17),
    ),
    Round(
        "learned",
        "Learned",
        "0 17 * * thu",
        (Question("did_learn", "text", "What did you learn?"),),
        timedelta(hours=20),
    ),
)
_MEANING = (
    f"Seconds for the site of {_WEEKS} days of {_PEOPLE} people, two reports a day each, new and\n"
    "  made again when nothing changed. Limit: sqlite3 reading the same answers, and the same bytes"
    " written\n  to as many files."
)


def measure(effort: Effort) -> Result:
    """The whole site, and the same again when nothing changed."""
    told = town(min(_PEOPLE, effort.people), 1)
    told = replace(told, standups=tuple(replace(s, rounds=_ROUNDS) for s in told.standups))
    new, again = list[Pair](), list[Pair]()
    for number in range(effort.rounds):
        progress(f"publishing, round {number + 1} of {effort.rounds}")
        with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
            made, remade, limit = asyncio.run(_round(Path(folder), told))
        new.append(Pair(made, limit))
        again.append(Pair(remade, limit))
    figures = [_figure("new", new), _figure("unchanged", again)]
    return Result("a quarter of 200 people as a site", _MEANING, figures)


def _figure(name: str, pairs: list[Pair]) -> Figure:
    value, limit, ratio = middle(pairs)
    return Figure(name, f"{value:.2f} s", f"{limit:.2f} s", ratio)


async def _round(folder: Path, told: Instance) -> tuple[float, float, float]:
    """Seconds to make it, to make it again, and to read and write no more than that."""
    store = await SqliteStore.open(folder / "town.db")
    try:
        await _live(store, told.standups[0])
        took = [await _made(store, told, folder / "site") for _ in range(2)]
        return took[0], took[1], await _limit(store, folder / "site", folder / "bare")
    finally:
        await store.close()


async def _made(store: Store, told: Instance, to: Path) -> float:
    began = time.perf_counter()
    made = await store.read(Site(told, Folder(to)).make)
    took = time.perf_counter() - began
    expected = len(told.people) * _WEEKS * len(_ROUNDS)
    if made.reports != expected:
        raise RuntimeError(f"{expected} reports were to be published, {made.reports} were")
    return took


async def _limit(store: Store, site: Path, to: Path) -> float:
    pages = {path.relative_to(site): path.read_bytes() for path in _files(site)}
    began = time.perf_counter()
    await store.read(lambda tx: tx.all("SELECT check_in_id, text FROM answer ORDER BY id"))
    for name, content in pages.items():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        (to / name).write_bytes(content)
    return time.perf_counter() - began


def _files(site: Path) -> Iterator[Path]:
    return (path for path in site.rglob("*") if path.is_file())


# ── the quarter ────────────────────────────────────────────────────────────────────────────────


async def _live(store: Store, standup: Standup) -> None:
    chance = random.Random(1)  # noqa: S311 - the same words each time
    for week in range(_WEEKS):
        at = _FIRST + timedelta(weeks=week)

        async def day(tx: Transaction, at: datetime = at) -> None:
            await _day(tx, standup, at, chance)

        await store.write(day)

    async def agree(tx: Transaction) -> None:
        for person in standup.participants:
            await consents.say(tx, person.id, None, _FIRST, agreed=True)

    await store.write(agree)


async def _day(tx: Transaction, standup: Standup, at: datetime, chance: random.Random) -> None:
    run, _ = await runs.open_run(tx, standup, at.date(), at + timedelta(hours=10), at)
    for round_ in standup.rounds:
        for person in standup.participants:
            deadline = at + timedelta(hours=8)
            made = await asking.open_check_in(
                tx, run, round_.id, person.id, "UTC", at, deadline, None
            )
            assert made is not None
            await tx.run(
                "INSERT INTO answer (check_in_id, question, message, text, said_at)"
                " VALUES (?, ?, ?, ?, ?)",
                made.id,
                round_.questions[0].id,
                f"m{made.id}",
                _said(round_, chance),
                0,
            )
    await tx.run("UPDATE check_in SET state = 'done', posted = 1 WHERE run_id = ?", run.id)
    await runs.close(tx, run.id, at + timedelta(hours=10))
    found = await tx.all("SELECT id FROM check_in WHERE run_id = ?", run.id)
    for told in await as_told(tx, REPORT, [row[0] for row in found]):
        assert told.check_in is not None
        await indexing.keep(tx, REPORT, told.check_in.id, told)


def _said(round_: Round, chance: random.Random) -> str:
    """Two things of four words each, or five sentences of twelve and a tag."""
    if round_.id == "plan":
        return "\n".join(_some(chance, 4) for _ in range(2))
    told = " ".join(f"{_some(chance, 12).capitalize()}." for _ in range(5))
    return f"{told} https://example.org/{_some(chance, 1)} #{_some(chance, 1)}"


def _some(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(words))
