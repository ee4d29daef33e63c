"""Whose plans are to be held against what is known, and which plans of a run are near to another's.

Only numbers are kept: what a plan says is looked up whenever it is told. The number that stands for
a line is forgotten with what its author said.
"""

from collections.abc import Collection
from dataclasses import astuple, dataclass
from datetime import datetime

from standup.core import keys
from standup.store import wishes
from standup.store.database import Transaction
from standup.store.instants import to_ms
from standup.store.text import beginning_with

MOST_TWINS = 100
"""Of one run."""


@dataclass(frozen=True, slots=True)
class Due:
    """A check-in whose plan is to be looked at; `version` is another once words were deleted."""

    check_in: int
    version: int


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a line of a plan stands: in which check-in, counted from 0."""

    check_in: int
    line: int


@dataclass(frozen=True, slots=True, order=True)
class Twin:
    """Two lines of a run's plans that are near to one another, the earlier check-in first."""

    one: Place
    other: Place

    @classmethod
    def of(cls, one: Place, other: Place) -> "Twin":
        """Those two, whichever is named first."""
        return cls(*sorted((one, other)))


async def want(tx: Transaction, check_in: int) -> None:
    """Ask for the plan of a check-in to be looked at, or looked at again."""
    await tx.run(
        "INSERT INTO hint_due (check_in_id) VALUES (?)"
        " ON CONFLICT (check_in_id) DO UPDATE SET version = hint_due.version + 1",
        check_in,
    )


async def first_due(tx: Transaction) -> Due | None:
    """The plan whose turn it is."""
    row = await tx.one("SELECT check_in_id, version FROM hint_due ORDER BY check_in_id LIMIT 1")
    return Due(*row) if row else None


async def done(tx: Transaction, due: Due) -> bool:
    """Note that a plan was looked at; False where it is to be looked at anew."""
    gone = await tx.run(
        "DELETE FROM hint_due WHERE check_in_id = ? AND version = ?", due.check_in, due.version
    )
    return gone == 1


async def look_again(tx: Transaction) -> None:
    """Have everything looked up again that is about to be told, since words were deleted."""
    await wishes.look_again(tx)
    await tx.run("UPDATE hint_due SET version = version + 1")


async def were_given(tx: Transaction) -> bool:
    """Whether anybody was told anything that may yet change."""
    return await tx.one("SELECT check_in_id FROM hint_told LIMIT 1") is not None


async def told_since(tx: Transaction, person: str, since: datetime) -> int:
    """How many hints somebody was given from an instant on."""
    rows = await tx.all(
        "SELECT key FROM outbox WHERE key BETWEEN ? AND ? AND created_at >= ?",
        *beginning_with(keys.hints(person)),
        to_ms(since),
    )
    return sum(keys.is_first(key) for (key,) in rows)


async def told(tx: Transaction, check_in: int) -> dict[int, int]:
    """Of which lines of a plan its author was told something, by the numbers that stand for them,
    and from which entry of the learning log."""
    rows = await tx.all("SELECT mark, entry_id FROM hint_told WHERE check_in_id = ?", check_in)
    return dict(rows)


async def keep_told(tx: Transaction, check_in: int, mark: int, entry: int) -> None:
    """Note that they were."""
    await tx.run(
        "INSERT INTO hint_told (check_in_id, mark, entry_id) VALUES (?, ?, ?)",
        check_in,
        mark,
        entry,
    )


async def renew(tx: Transaction, entries: Collection[int]) -> None:
    """Have what was told from entries of the learning log looked at again: they changed."""
    await tx.many(
        "INSERT INTO hint_due (check_in_id)"
        " SELECT DISTINCT check_in_id FROM hint_told WHERE entry_id = ?"
        " ON CONFLICT (check_in_id) DO UPDATE SET version = hint_due.version + 1",
        [(entry,) for entry in entries],
    )


async def forget(tx: Transaction, run: int, person: str) -> None:
    """Delete what is known of a person's plans in a run."""
    check_ins = "SELECT id FROM check_in WHERE run_id = ? AND person = ?"
    await tx.run(f"DELETE FROM hint_told WHERE check_in_id IN ({check_ins})", run, person)


async def keep_twins(tx: Transaction, run: int, check_in: int, found: Collection[Twin]) -> bool:
    """Have a check-in's lines be near to just these others; whether that is news."""
    known = await twins(tx, run)
    before = {twin for twin in known if check_in in _check_ins(twin)}
    gone = before - {*found}
    new = sorted({*found} - before)[: max(0, MOST_TWINS + len(gone) - len(known))]
    await tx.many(
        "DELETE FROM twin WHERE run_id = ? AND check_in_id = ? AND line = ? AND other_id = ?"
        " AND other_line = ?",
        [(run, *_row(twin)) for twin in sorted(gone)],
    )
    await tx.many(
        "INSERT INTO twin (run_id, check_in_id, line, other_id, other_line) VALUES (?, ?, ?, ?, ?)",
        [(run, *_row(twin)) for twin in new],
    )
    return bool(gone or new)


async def twins(tx: Transaction, run: int) -> list[Twin]:
    """All lines of a run's plans that are near to one another."""
    rows = await tx.all(
        "SELECT check_in_id, line, other_id, other_line FROM twin WHERE run_id = ?"
        " ORDER BY check_in_id, line, other_id, other_line",
        run,
    )
    return [Twin(Place(*row[:2]), Place(*row[2:])) for row in rows]


def _check_ins(twin: Twin) -> tuple[int, int]:
    return twin.one.check_in, twin.other.check_in


def _row(twin: Twin) -> tuple[int, int, int, int]:
    return (*astuple(twin.one), *astuple(twin.other))
