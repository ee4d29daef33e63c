"""No statement of the store reads through what grows with people, history or waiting messages.

Every statement is carried out on a database that is full of all three, and each is explained by the
database itself. An index that is asked for an adapter, a standup, a state or a run alone is no way
around a scan: one of them may hold everything. What is read through all the same stands in
`tests/store/plans/exceptions.py`, with its reason.
"""

import ast
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from standup.store.database import Store, Transaction
from tests.store.homes import Home, PostgresHome
from tests.store.plans import exercise, filled
from tests.store.plans.exceptions import ELSEWHERE, EXCEPTIONS, FEW, FEW_IN, NARROW, NARROW_SPAN
from tests.store.plans.recording import ROOM, Place, Record, Recording, RecordingReader, Touch

_ASKS = {"run", "many", "one", "all"}


class _UndoneError(Exception):
    """Nothing of it is to stay."""


async def record(home: Home, store: Store) -> Record:
    """Do all that the store does, each to the same full database."""
    found = Record()
    await store.write(filled.fill)
    if isinstance(home, PostgresHome):
        await home.run("ANALYZE")  # as PostgreSQL does by itself, and SQLite does not
    for step in exercise.STEPS:

        async def undone(tx: Transaction, step: exercise.Step = step) -> None:
            await step(Recording(tx, found))
            raise _UndoneError

        with suppress(_UndoneError):
            await store.write(undone)
    await exercise.read(RecordingReader(store, found))
    return found


async def test_no_statement_reads_through_what_grows(home: Home, store: Store) -> None:
    found = await record(home, store)
    grown = {
        f"{function} reads through {touch.table}: {touch.says}\n    {' '.join(sql.split())[:400]}"
        for (function, sql), touches in found.plans.items()
        for touch in touches
        if not _is_narrow(touch) and not _is_excepted(function, touch)
    }
    assert not grown, "\n".join(sorted(grown))
    unknown = {name for name, _, _ in EXCEPTIONS} - {function for function, _ in found.plans}
    assert not unknown - _of_the_other(home), "no statement of these is left"
    missed = [where for where in _statements(home) if not _was_seen(where, found.places)]
    assert not missed, f"tests/store/plans/exercise.py does none of {missed}"


def _is_narrow(touch: Touch) -> bool:
    return (
        touch.bounded
        or touch.table in FEW
        or any(index in touch.says.split() for index in FEW_IN)
        or bool(touch.by & NARROW)
        or bool(touch.between & NARROW_SPAN)
    )


def _is_excepted(function: str, touch: Touch) -> bool:
    return any(function == name and touch.table in tables.split() for name, tables, _ in EXCEPTIONS)


def _of_the_other(home: Home) -> set[str]:
    here = _words_of(home)
    return {name for name, _, _ in EXCEPTIONS if name.startswith(("postgres.", "sqlite."))} - {here}


def _words_of(home: Home) -> str:
    return "postgres/words.py" if isinstance(home, PostgresHome) else "sqlite/words.py"


def _statements(home: Home) -> Iterator[tuple[str, range]]:
    """Every place of the store where a transaction is asked for something."""
    others = {"postgres/words.py", "sqlite/words.py"} - {_words_of(home)}
    for path in sorted(ROOM.rglob("*.py")):
        file = path.relative_to(ROOM).as_posix()
        if file in ELSEWHERE or file in others:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _asks(node.func):
                assert node.end_lineno is not None
                yield file, range(node.lineno, node.end_lineno + 1)


def _asks(called: ast.expr) -> bool:
    if not isinstance(called, ast.Attribute) or called.attr not in _ASKS:
        return False
    of = called.value
    return (isinstance(of, ast.Name) and of.id == "tx") or (
        isinstance(of, ast.Attribute) and of.attr == "_tx"
    )


def _was_seen(where: tuple[str, range], places: set[Place]) -> bool:
    file, lines = where
    return any(place.file == file and place.line in lines for place in places)


async def test_a_statement_that_reads_through_everything_is_noticed(
    home: Home, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.store.plans.recording.ROOM", Path(__file__).parent)
    found = Record()
    await store.write(filled.fill)
    if isinstance(home, PostgresHome):
        await home.run("ANALYZE")

    async def read(tx: Transaction) -> None:
        told = Recording(tx, found)
        await told.all("SELECT id FROM outbox WHERE adapter = ? AND urgency > ?", "chat", 0)
        await told.all("SELECT id FROM outbox WHERE reason = ?", "why")
        await told.all("SELECT id FROM check_in WHERE run_id = ?", 3)
        await told.all("SELECT id FROM outbox WHERE key = ?", "w/1/1")

    await store.write(read)
    narrow = [any(map(_is_narrow, touches)) for touches in found.plans.values()]
    assert narrow == [False, False, False, True]
