"""The entries of the learning log, as what was said tells them."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from standup.core.asking.check_in import CheckIn
from standup.core.learning_log.entries import Entry, Merged, kind_of, sorting_question, tags
from standup.core.posts import PostKind
from standup.store import check_ins, definition
from standup.store.database import Row, Transaction
from standup.store.instants import from_ms
from standup.store.learning_log.words import DAY_BITS

REPORT, UPDATE = PostKind.REPORT, PostKind.UPDATE
NOT_MERGED = Merged()
_KIND_BIT = 1 << (DAY_BITS - 1)
_EPOCH = date(1970, 1, 1).toordinal()


def kind_at(entry: int) -> PostKind:
    """Whether an entry is a report or an update."""
    return UPDATE if entry & _KIND_BIT else REPORT


def number(day: date, kind: str, subject: int) -> int:
    """The number of a report's entry: the day before all else, so that they are in its order."""
    return first_of(day) | (_KIND_BIT if kind == UPDATE else 0) | subject


def first_of(day: date) -> int:
    """The number before which no entry of a day, or of a later one, is."""
    return (day.toordinal() - _EPOCH) << DAY_BITS


def subject_of(entry: int) -> int:
    """The number of the check-in or update that an entry is."""
    return entry & (_KIND_BIT - 1)


_ENTRIES = """
    SELECT e.id, e.person, p.name, e.kind FROM entry e
    JOIN participant p ON p.run_id = e.run_id AND p.person = e.person
"""
_UPDATES = """
    SELECT a.id, a.text, a.said_at, r.day, r.definition, a.person, p.name, a.run_id
    FROM addition a JOIN run r ON r.id = a.run_id
    JOIN participant p ON p.run_id = a.run_id AND p.person = a.person
"""
_AUTHORS = """
    SELECT c.id, c.person, p.name FROM check_in c
    JOIN participant p ON p.run_id = c.run_id AND p.person = c.person
"""


async def load(tx: Transaction, found: Collection[int], merged: Merged) -> list[Entry]:
    """The entries of these numbers, with what was said; none of which all was taken back."""
    rows = await _where(tx, f"{_ENTRIES} WHERE e.id", found)
    reports = [subject_of(row[0]) for row in rows if not row[0] & _KIND_BIT]
    added = [subject_of(row[0]) for row in rows if row[0] & _KIND_BIT]
    reported = {c.id: c for c in await check_ins.some(tx, reports)}
    updates = {row[0]: row for row in await _updates(tx, added) if row[1].strip()}
    loaded = []
    for entry, person, name, kind in rows:
        subject = subject_of(entry)
        is_update = bool(entry & _KIND_BIT)
        if is_update and subject in updates:
            loaded.append(_of_update(updates[subject], kind, merged))
        elif not is_update and subject in reported and reported[subject].is_shared:
            loaded.append(_of_check_in(reported[subject], person, name, kind, merged))
    return loaded


async def _updates(tx: Transaction, these: Collection[int]) -> list[Row]:
    return await _where(tx, f"{_UPDATES} WHERE a.id", these)


async def _where(tx: Transaction, query: str, these: Collection[int]) -> list[Row]:
    """What a query finds of which a number is one of these, in no order."""
    marks = ", ".join("?" * len(these))
    return await tx.all(f"{query} IN ({marks})", *these) if these else []


def _of_check_in(
    check_in: CheckIn, person: str, name: str, kind: str | None, merged: Merged
) -> Entry:
    said_at = max((a.at for a in check_in.answers if a.text), default=check_in.opened_at)
    entry = Entry(
        id=number(check_in.day, REPORT, check_in.id),
        standup=check_in.standup,
        day=check_in.day,
        person=person,
        name=name,
        at=said_at,
        run=check_in.run,
        check_in=check_in,
        kind=kind,
    )
    return _tagged(entry, merged)


def _of_update(row: Row, kind: str | None, merged: Merged) -> Entry:
    subject, text, said_at, day, defined, person, name, run = row
    held = date.fromisoformat(day)
    entry = Entry(
        id=number(held, UPDATE, subject),
        standup=definition.load(defined),
        day=held,
        person=person,
        name=name,
        at=from_ms(said_at),
        run=run,
        update=text,
        kind=kind,
    )
    return _tagged(entry, merged)


def _tagged(entry: Entry, merged: Merged) -> Entry:
    return replace(entry, tags=merged.names(tags(entry.words)))


async def as_told(tx: Transaction, kind: str, subjects: Collection[int]) -> list[Entry]:
    """What the log is to hold of these check-ins or updates: those in which something was shared.

    It is told by what was said alone, not by what the log holds.
    """
    if kind == UPDATE:
        rows = [row for row in await _updates(tx, subjects) if row[1].strip()]
        told = [_of_update(row, None, NOT_MERGED) for row in rows]
    else:
        rows = await _where(tx, f"{_AUTHORS} WHERE c.id", subjects)
        authors = {row[0]: (row[1], row[2]) for row in rows}
        shared = [c for c in await check_ins.some(tx, subjects) if c.is_shared]
        told = [_of_check_in(c, *authors[c.id], None, NOT_MERGED) for c in shared]
    return [replace(entry, kind=await _kind(tx, entry)) for entry in told]


async def of_run(tx: Transaction, run: int) -> list[Entry]:
    """All that was shared in a run, as it was said."""
    found: list[Entry] = []
    for kind, table in ((REPORT, "check_in"), (UPDATE, "addition")):
        rows = await tx.all(f"SELECT id FROM {table} WHERE run_id = ? ORDER BY id", run)
        found += await as_told(tx, kind, [row[0] for row in rows])
    return found


async def _kind(tx: Transaction, entry: Entry) -> str | None:
    """Of what kind the day was that an entry is of; it may be said in another round."""
    if sorting_question(entry.standup) is None:
        return None
    return kind_of(await check_ins.of_participant(tx, entry.run, entry.person))
