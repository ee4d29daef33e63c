"""A search finds the same on both databases, whichever way it is carried out."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random

import pytest

from standup.core.text.phrases import indexed, phrases
from standup.store.database import Asked, Store, Transaction
from standup.store.learning_log.words import DAY_BITS, mark
from standup.store.postgres import PostgresStore
from standup.store.postgres import words as vectors
from standup.store.sqlite.store import SqliteStore
from tests.postgres import Postgres, schema_of
from tests.store.homes import Home, SqliteHome

_COMMON = ("jax", "gpu", "kernel", "attention", "paper")
WORDS = (
    *_COMMON,
    "reading",
    "papers",
    "read",
    "Café",
    "cafe",
    "naïve",
    "the",
    "of",
    "42",
    "v2",
    "学习",
)
EVER = 1 << 62


def texts(chance: Random) -> Iterator[tuple[int, str, list[str]]]:
    """Entries of two years, in which some words were in use for a while."""
    for number in range(300):
        day = 20_000 + number * 2
        known = WORDS if number % 3 else _COMMON
        said = chance.choices(known, k=chance.randint(1, 8))
        said += ["quokka"] * (100 < number < 160)
        yield (day << DAY_BITS) | number, " ".join(said), [mark("person", str(number % 4))]


async def fill(tx: Transaction) -> None:
    story = texts(Random(7))  # noqa: S311 - to be told again
    await tx.words.put(tx, [(entry, indexed(text), marks) for entry, text, marks in story])


def searches(chance: Random) -> Iterator[tuple[Asked, int, bool]]:
    for _ in range(150):
        said = " ".join(
            chance.sample([*WORDS, "quokka", '"gpu kernel"', '"jax"'], chance.randint(0, 3))
        )
        whose = ((mark("person", str(chance.randrange(4))),),) if chance.random() < 0.5 else ()
        first, last = sorted(chance.choices(range(20_000, 20_650), k=2))
        span = chance.choice([(0, EVER), (first << DAY_BITS, last << DAY_BITS)])
        if phrases(said) or whose:
            yield (
                Asked(phrases(said), whose, *span),
                chance.choice([1, 5, 400]),
                bool(chance.getrandbits(1)),
            )


@pytest.mark.parametrize("narrow", [False, True])
async def test_both_databases_find_the_same_in_the_same_order(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, narrow: bool
) -> None:
    if narrow:  # each of PostgreSQL's ways is taken even with so few entries
        monkeypatch.setattr(vectors, "_PROBE", vectors._PROBE.replace("LIMIT 4000", "LIMIT 4"))
        monkeypatch.setattr(vectors, "_FETCH", vectors._FETCH.replace("LIMIT 3000", "LIMIT 5"))
        monkeypatch.setattr(vectors, "_FEW", 5)
    stores: list[Store] = [
        await PostgresStore.open(postgres.url(schema_of(tmp_path))),
        await SqliteStore.open(tmp_path / "standup.db"),
    ]
    for store in stores:
        await store.write(fill)
    for asked, most, oldest_first in searches(Random(11)):  # noqa: S311
        look = partial(find, asked=asked, most=most, oldest_first=oldest_first)
        wanted = told(asked, most, oldest_first=oldest_first)
        assert [await store.read(look) for store in stores] == [wanted] * 2, asked
    for store in stores:
        await store.close()


async def find(tx: Transaction, asked: Asked, most: int, *, oldest_first: bool) -> list[int]:
    return await tx.words.find(tx, asked, most, oldest_first=oldest_first)


def told(asked: Asked, most: int, *, oldest_first: bool) -> list[int]:
    """The same by looking at each text."""
    stems = {"papers": "paper", "reading": "read"}

    def stemmed(words: list[str]) -> str:
        return f" {' '.join(stems.get(word, word) for word in words)} "

    found = [
        entry
        for entry, text, marks in texts(Random(7))  # noqa: S311
        if asked.first <= entry <= asked.last
        and all(stemmed([*p]) in stemmed(indexed(text).split()) for p in asked.phrases)
        and all(set(group) & set(marks) for group in asked.marks)
    ]
    return sorted(found, reverse=not oldest_first)[:most]


async def test_what_is_dropped_is_found_no_more_and_in_no_file(store: Store, home: Home) -> None:
    async def some(tx: Transaction, first: int) -> None:
        these = range(first, first + 40)
        await tx.words.put(tx, [(n, f"xylophones {n} and zyzzyvas{n}", []) for n in these])

    for first in (1, 101, 201):
        await store.write(partial(some, first=first))
    await store.write(lambda tx: tx.words.drop(tx, range(101, 141)))
    asked = Asked(phrases("zyzzyvas120"), (), 0, EVER)
    assert await store.read(lambda tx: tx.words.find(tx, asked, 9, oldest_first=False)) == []
    if isinstance(home, SqliteHome):
        await store.clear()
        assert b"zyzzyva" in raw(home)
        assert b"zyzzyvas12" in raw(home)
    await store.write(lambda tx: tx.words.drop(tx, [*range(1, 41), *range(201, 241)]))
    steps = 1
    while not await store.write(lambda tx: tx.words.purge(tx)):
        steps += 1
    await store.clear()
    if isinstance(home, SqliteHome):
        assert b"zyzzyva" not in raw(home)
        assert b"xylophon" not in raw(home)
        assert steps > 1


def raw(home: SqliteHome) -> bytes:
    return b"".join(p.read_bytes() for p in home.path.parent.glob(f"{home.path.name}*"))
