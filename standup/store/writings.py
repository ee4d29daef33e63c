"""What people wrote, message by message: whose it is, its updates, its edits, and its end."""

from dataclasses import dataclass
from datetime import datetime

from standup.store import facts
from standup.store.database import Transaction
from standup.store.instants import Moment, from_ms, to_ms

_LAST_SAID = """
    SELECT message, text, said_at, settings FROM (
      SELECT a.message, a.text, a.said_at, a.settings, 0 AS is_update, a.id
      FROM check_in c JOIN answer a ON a.check_in_id = c.id
      WHERE a.text <> '' AND c.id IN (
        SELECT id FROM check_in WHERE person = ? AND live = 1
        UNION ALL
        SELECT id FROM (SELECT id FROM check_in WHERE person = ? ORDER BY run_id DESC LIMIT 12) l)
      UNION ALL
      SELECT u.message, u.text, u.said_at, u.settings, 1 AS is_update, u.id FROM addition u
      WHERE u.person = ? AND u.text <> ''
    ) said ORDER BY said_at DESC, settings DESC, is_update DESC, id DESC LIMIT 1
"""
_SAID = """
    SELECT message, text, said_at, settings FROM addition
    WHERE message = ? AND person = ? AND text <> ''
    UNION ALL
    SELECT a.message, a.text, a.said_at, a.settings
    FROM answer a JOIN check_in c ON c.id = a.check_in_id
    WHERE a.message = ? AND c.person = ? AND a.text <> ''
"""


async def author(tx: Transaction, message: str) -> str | None:
    """Who wrote the message of an answer, of an earlier wording, of an update, or of an offer."""
    row = await tx.one(
        "SELECT c.person FROM answer a JOIN check_in c ON c.id = a.check_in_id WHERE a.message = ?"
        " UNION ALL SELECT person FROM addition WHERE message = ?"
        " UNION ALL SELECT c.person FROM wording w JOIN check_in c ON c.id = w.check_in_id"
        " WHERE w.message = ?"
        " UNION ALL SELECT person FROM offer WHERE message = ?",
        message,
        message,
        message,
        message,
    )
    return row[0] if row else None


async def answered(tx: Transaction, message: str) -> tuple[int, str] | None:
    """The check-in and the question that a message answered, if it did."""
    row = await tx.one("SELECT check_in_id, question FROM answer WHERE message = ?", message)
    return (row[0], row[1]) if row else None


@dataclass(frozen=True, slots=True)
class Said:
    """An update or answer of a person's own, and when it was kept."""

    message: str
    text: str
    moment: Moment

    @property
    def at(self) -> datetime:
        """The instant alone."""
        return self.moment.at


async def last_said(tx: Transaction, person: str) -> Said | None:
    """The last update or answer of a person's own, of what they have open and of their latest runs;
    an update comes after the answer that was read at the same instant."""
    row = await tx.one(_LAST_SAID, person, person, person)
    return Said(row[0], row[1], Moment.of(*row[2:])) if row else None


@dataclass(frozen=True, slots=True)
class Added:
    """An update of a person's own: what it says, in which run, and when it was said."""

    number: int
    run: int
    message: str
    text: str
    at: datetime


async def added(tx: Transaction, person: str, message: str) -> Added | None:
    """An update of a person's own, unless it was taken back."""
    row = await tx.one(
        "SELECT id, run_id, message, text, said_at FROM addition"
        " WHERE message = ? AND person = ? AND text <> ''",
        message,
        person,
    )
    return Added(row[0], row[1], row[2], row[3], from_ms(row[4])) if row else None


@dataclass(frozen=True, slots=True)
class Update:
    """An update with whose it is, and in which standup."""

    standup: str
    run: int
    person: str
    text: str
    at: datetime


async def update(tx: Transaction, number: int) -> Update | None:
    """The update of a number."""
    row = await tx.one(
        "SELECT r.standup, a.run_id, a.person, a.text, a.said_at FROM addition a"
        " JOIN run r ON r.id = a.run_id WHERE a.id = ?",
        number,
    )
    return Update(row[0], row[1], row[2], row[3], from_ms(row[4])) if row else None


async def said(tx: Transaction, person: str, message: str) -> Said | None:
    """An update or an answer of a person's own, by its message."""
    row = await tx.one(_SAID, message, person, message, person)
    return Said(row[0], row[1], Moment.of(*row[2:])) if row else None


async def add(
    tx: Transaction, run: int, person: str, message: str, text: str, now: datetime
) -> int:
    """Keep an update and return its id."""
    row = await tx.one(
        "INSERT INTO addition (run_id, person, message, text, said_at, settings)"
        f" VALUES (?, ?, ?, ?, ?, {facts.SETTINGS_NOW}) RETURNING id",
        run,
        person,
        message,
        text,
        to_ms(now),
    )
    assert row is not None
    return int(row[0])


def planned(number: int) -> str:
    """What stands in the place of an update's message that is on its author's plan instead."""
    return f"planned/{number}"


async def withhold(tx: Transaction, number: int, check_in_id: int, question: str) -> None:
    """Turn an update into part of an answer, which takes over its earlier wordings."""
    await tx.run(
        "UPDATE wording SET addition_id = NULL, check_in_id = ?, question = ?"
        " WHERE addition_id = ?",
        check_in_id,
        question,
        number,
    )
    await tx.run("UPDATE addition SET text = '', message = ? WHERE id = ?", planned(number), number)


async def reword(tx: Transaction, message: str, text: str, now: datetime, edit: str = "") -> None:
    """Change what a message says, by an edit of this id; the earlier wording is kept."""
    given = (to_ms(now), edit or None, message, text)
    await tx.run(
        "INSERT INTO wording (check_in_id, question, message, text, replaced_at, edit)"
        " SELECT check_in_id, question, message, text, ?, ? FROM answer"
        " WHERE message = ? AND text <> ?",
        *given,
    )
    await tx.run(
        "INSERT INTO wording (addition_id, message, text, replaced_at, edit)"
        " SELECT id, message, text, ?, ? FROM addition WHERE message = ? AND text <> ?",
        *given,
    )
    await tx.run("UPDATE answer SET text = ? WHERE message = ?", text, message)
    await tx.run("UPDATE addition SET text = ? WHERE message = ?", text, message)


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking back an edit comes to: what its message says from then on, and what the edit had
    said; `row` is the wording that it replaced, `next` the one that holds its words, if any."""

    message: str
    text: str
    said: str
    row: int
    next: int | None


async def edited_by(tx: Transaction, adapter: str, edit: str) -> Undone | None:
    """What an edit of this id changed, if it changed anything."""
    rows = await tx.all("SELECT id, message, text FROM wording WHERE edit = ?", edit)
    row = next((row for row in rows if row[1].startswith(f"{adapter}:")), None)
    if row is None:
        return None
    number, message, before = row
    now = await tx.one(
        "SELECT text FROM answer WHERE message = ? UNION ALL"
        " SELECT text FROM addition WHERE message = ?",
        message,
        message,
    )
    if now is None:  # replaced by another message meanwhile, or no longer kept
        return None
    later = await tx.one(
        "SELECT id, text FROM wording WHERE message = ? AND +id > ? ORDER BY +id LIMIT 1",
        message,
        number,
    )
    if later is None:
        return Undone(message, before, now[0], number, None)
    return Undone(message, now[0], later[1], number, later[0])


async def undo_edit(tx: Transaction, undone: Undone, edit: str) -> None:
    """Erase what an edit said that was taken back; the message itself was changed back before."""
    if undone.next is not None:
        await tx.run(
            "UPDATE wording SET text = (SELECT w.text FROM wording w WHERE w.id = ?) WHERE id = ?",
            undone.row,
            undone.next,
        )
    await tx.run("DELETE FROM wording WHERE id = ?", undone.row)
    await tx.run("DELETE FROM wording WHERE edit = ?", edit)


async def erase(tx: Transaction, message: str, person: str) -> None:
    """Take the words of a person's own message out of the store, earlier wordings included."""
    for table in ("answer", "wording"):
        await tx.run(
            f"UPDATE {table} SET text = '' WHERE message = ?"
            " AND check_in_id IN (SELECT id FROM check_in WHERE person = ?)",
            message,
            person,
        )
    await tx.run(
        "UPDATE wording SET text = '' WHERE message = ?"
        " AND addition_id IN (SELECT id FROM addition WHERE person = ?)",
        message,
        person,
    )
    await tx.run("UPDATE addition SET text = '' WHERE message = ? AND person = ?", message, person)
