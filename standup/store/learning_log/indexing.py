"""Keeping the learning log in step with what was shared."""

from collections.abc import Sequence
from datetime import date

from standup.core.learning_log.entries import Entry, sorting_question
from standup.core.text import phrases
from standup.store import facts, hints
from standup.store.database import Mark, Transaction
from standup.store.learning_log.entry import REPORT, UPDATE, as_told, kind_at, number, subject_of
from standup.store.learning_log.words import kind_mark, mark, numbers

_ALL = "all"  # of what was there before the upgrade is in the log


async def keep(tx: Transaction, kind: str, subject: int, told: Entry | None) -> None:
    """Put what was posted of a check-in or update into the log; None takes it out."""
    if told is None:
        await _drop_subject(tx, kind, subject)
        return
    await _put(tx, [told])
    if sorting_question(told.standup) is None:
        return
    others = await tx.all(
        "SELECT id FROM entry WHERE run_id = ? AND person = ? AND coalesce(kind, '') <> ?",
        told.run,
        told.person,
        told.kind or "",
    )
    for (other,) in others:  # of a day whose kind was said, or changed, after they were
        await _put(tx, await as_told(tx, kind_at(other), [subject_of(other)]))


async def _put(tx: Transaction, entries: Sequence[Entry]) -> None:
    await tx.many(
        "INSERT INTO entry (id, run_id, standup, person, kind) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind",
        [(e.id, e.run, e.standup.id, e.person, e.kind) for e in entries],
    )
    await _drop_parts(tx, [entry.id for entry in entries])
    await tx.many(
        "INSERT INTO entry_tag (tag, entry_id) VALUES (?, ?)",
        [(tag, entry.id) for entry in entries for tag in entry.tags],
    )
    await tx.many(
        "INSERT INTO entry_link (entry_id, number, url) VALUES (?, ?, ?)",
        [(entry.id, n, url) for entry in entries for n, url in enumerate(entry.links)],
    )
    found_by = [(entry.id, phrases.indexed(entry.words), _marks(entry)) for entry in entries]
    await tx.words.put(tx, found_by)
    await hints.renew(tx, [entry.id for entry in entries])


def _marks(entry: Entry) -> list[Mark]:
    marks = [mark("standup", entry.standup.id), mark("person", entry.person)]
    marks += [kind_mark(entry.kind)] if entry.kind else []
    return marks + [mark("tag", tag) for tag in entry.tags]


async def _drop_subject(tx: Transaction, kind: str, subject: int) -> None:
    table = "addition" if kind == UPDATE else "check_in"
    row = await tx.one(
        f"SELECT r.day FROM {table} t JOIN run r ON r.id = t.run_id WHERE t.id = ?", subject
    )
    if row is not None:
        await _drop(tx, [number(date.fromisoformat(row[0]), kind, subject)])


async def _drop(tx: Transaction, gone: Sequence[int]) -> None:
    """Delete entries; what a file still holds of their words is cleared soon."""
    await _drop_parts(tx, gone)
    await tx.words.drop(tx, gone)
    await hints.renew(tx, gone)
    if await tx.run(f"DELETE FROM entry WHERE id IN ({numbers(gone)})"):
        await facts.put(tx, facts.CLEAR, "yes")


async def _drop_parts(tx: Transaction, these: Sequence[int]) -> None:
    for table in ("entry_tag", "entry_link"):
        await tx.run(f"DELETE FROM {table} WHERE entry_id IN ({numbers(these)})")


async def forget(tx: Transaction, run: int, person: str) -> None:
    """Delete what is known of a person's run."""
    rows = await tx.all("SELECT id FROM entry WHERE run_id = ? AND person = ?", run, person)
    await _drop(tx, [row[0] for row in rows])


async def catch_up(tx: Transaction, most: int) -> bool:
    """Take some of the reports into the log that were shared before there was one.

    How far it has come is kept. Returns whether all are there.
    """
    reached = await facts.get(tx, facts.INDEXED) or f"{REPORT}/0"
    if reached == _ALL:
        return True
    kind, _, last = reached.partition("/")
    table = "addition" if kind == UPDATE else "check_in"
    rows = await tx.all(f"SELECT id FROM {table} WHERE id > ? ORDER BY id LIMIT ?", int(last), most)
    await _put(tx, await as_told(tx, kind, [row[0] for row in rows]))
    through = _ALL if kind == UPDATE else f"{UPDATE}/0"
    reached = f"{kind}/{rows[-1][0]}" if rows else through
    await facts.put(tx, facts.INDEXED, reached)
    return reached == _ALL
