"""What a simulation reads in its database from outside: all that was kept, and in which order.

The journal is kept by triggers that no other database has, so that it is committed, or lost, with
what it tells of.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from standup.store.instants import from_ms, to_ms
from standup.store.sqlite.store import upgrade_here

_JOURNAL = """
CREATE TABLE simulated (
  id INTEGER PRIMARY KEY, what TEXT NOT NULL, number INTEGER, adapter TEXT, event TEXT, at BIGINT);
CREATE TRIGGER simulated_inbound AFTER INSERT ON inbound BEGIN
  INSERT INTO simulated (what, adapter, event, at)
  VALUES ('took', NEW.adapter, NEW.id, NEW.taken_at); END;
CREATE TRIGGER simulated_check_in AFTER INSERT ON check_in BEGIN
  INSERT INTO simulated (what, number, adapter, event, at)
  VALUES ('asked', NEW.id, NEW.person || ' ' || NEW.zone, NEW.deadline_at, NEW.opened_at); END;
CREATE TRIGGER simulated_extended AFTER UPDATE OF deadline_at ON check_in
  WHEN NEW.deadline_at <> OLD.deadline_at BEGIN
  INSERT INTO simulated (what, number, event, at)
  VALUES ('extended', NEW.id, NEW.deadline_at, simulated_now()); END;
CREATE TRIGGER simulated_deadline AFTER UPDATE OF deadline_due ON check_in
  WHEN OLD.deadline_due IS NOT NULL AND NEW.deadline_due IS NULL BEGIN
  INSERT INTO simulated (what, number, at) VALUES ('deadline', NEW.id, simulated_now()); END;
CREATE TRIGGER simulated_nudged AFTER UPDATE OF remind_due ON check_in
  WHEN NEW.remind_due IS NOT NULL AND NEW.remind_due IS NOT OLD.remind_due BEGIN
  INSERT INTO simulated (what, number, at) VALUES ('nudged', NEW.id, simulated_now()); END;
CREATE TRIGGER simulated_later AFTER UPDATE OF later_due ON check_in
  WHEN NEW.later_due IS NOT NULL AND NEW.later_due IS NOT OLD.later_due BEGIN
  INSERT INTO simulated (what, number, event, at)
  VALUES ('put off', NEW.id, NEW.later_due, simulated_now()); END;
CREATE TRIGGER simulated_again AFTER UPDATE OF later_due ON check_in
  WHEN OLD.later_due IS NOT NULL AND NEW.later_due IS NULL BEGIN
  INSERT INTO simulated (what, number, event, at)
  VALUES ('comes back', NEW.id, OLD.later_due, simulated_now()); END;
CREATE TRIGGER simulated_ended AFTER UPDATE OF state ON check_in
  WHEN NEW.state = 'closed' AND OLD.state IN ('waiting', 'asking') BEGIN
  INSERT INTO simulated (what, number, at) VALUES ('ended', NEW.id, simulated_now()); END;
CREATE TRIGGER simulated_run AFTER INSERT ON run BEGIN
  INSERT INTO simulated (what, number, event, at)
  VALUES ('opened', NEW.id, NEW.closes_at, NEW.opened_at); END;
CREATE TRIGGER simulated_prolonged AFTER UPDATE OF closes_at ON run
  WHEN NEW.closes_at <> OLD.closes_at BEGIN
  INSERT INTO simulated (what, number, event, at)
  VALUES ('prolonged', NEW.id, NEW.closes_at, simulated_now()); END;
CREATE TRIGGER simulated_closed AFTER UPDATE OF closed_at ON run
  WHEN NEW.closed_at IS NOT NULL BEGIN
  INSERT INTO simulated (what, number, at) VALUES ('closed', NEW.id, NEW.closed_at); END;
CREATE TRIGGER simulated_item AFTER INSERT ON item BEGIN
  INSERT INTO simulated (what, number, event, at)
  VALUES ('lives', NEW.id, NEW.source, simulated_now()); END;
CREATE TRIGGER simulated_outbox AFTER INSERT ON outbox WHEN NEW.check_in_id IS NOT NULL BEGIN
  INSERT INTO simulated (what, number, event, at)
  VALUES ('promised', NEW.check_in_id, NEW.key, NEW.created_at);
  INSERT INTO simulated (what, number, event, at)
  SELECT 'left', NEW.check_in_id, NEW.key, NEW.created_at WHERE NEW.first_attempt_at IS NOT NULL;
  END;
CREATE TRIGGER simulated_post AFTER INSERT ON outbox WHEN NEW.account IS NULL BEGIN
  INSERT INTO simulated (what, number, adapter, event, at)
  VALUES ('posts', NEW.id, NEW.adapter, NEW.key, NEW.created_at); END;
CREATE TRIGGER simulated_left AFTER UPDATE OF first_attempt_at, state, doubts ON outbox
  WHEN NEW.check_in_id IS NOT NULL BEGIN
  INSERT INTO simulated (what, number, event, at) VALUES (
    CASE WHEN NEW.first_attempt_at IS NULL OR (NEW.state = 'held' AND NEW.doubts = 0)
    THEN 'waits' ELSE 'left' END, NEW.check_in_id, NEW.key, simulated_now()); END;
CREATE TRIGGER simulated_wish AFTER INSERT ON wish BEGIN
  INSERT INTO simulated (what, event, at) VALUES ('wished', NEW.key, NEW.wished_at); END;
CREATE TRIGGER simulated_granted AFTER DELETE ON wish
  WHEN EXISTS (SELECT 1 FROM outbox WHERE key IN (OLD.key, 'shown/' || OLD.key)) BEGIN
  INSERT INTO simulated (what, event, at) VALUES ('granted', OLD.key, simulated_now()); END;
CREATE TRIGGER simulated_schedule AFTER INSERT ON schedule BEGIN
  INSERT INTO simulated (what, at) VALUES ('scheduled', simulated_now()); END;
"""

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the journal: what the store took, settled or promised, in its own order.

    What was promised has its key for an event; a question keeps its check-in here when it is moved.
    A message for a channel `posts`, with its id for a number. A question has `left` once it may
    have been shown; before, or where it was refused, it `waits`. What was `asked`, or `extended`,
    has its deadline for an event, what is `put off` when it comes back.
    """

    what: str
    number: int | None
    adapter: str | None
    event: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """A row of the outbox: what a message was for, and whether the platform's id is known."""

    id: int
    key: str
    adapter: str
    account: str | None
    place: str | None
    thread: str | None
    check_in: int | None
    state: str
    reason: str | None
    attempted: bool
    is_known: bool
    doubts: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Testimony:
    """Everything in the database that can be held against the truth, as plain rows."""

    journal: list[Noted]
    runs: Rows  # id, standup, day, closes_at, closed_at
    check_ins: Rows  # id, run, round, person, opened_at, deadline, zone
    answers: Rows  # message, check-in, question, text
    updates: Rows  # message, run, text, id
    wordings: Rows  # message
    offers: Rows  # message, text
    missed: Rows  # standup, day, round, zone
    outbox: list[Sent]
    put_aside: Rows  # event
    stale: Rows  # kind, subject
    shared: Rows  # kind, number: of what readers see
    entries: Rows  # kind, number, words: of what the learning log holds
    settings: Rows  # id, standup, kind: of what was said of standups
    changes: Rows  # standup, action, said_by, at, setting, undone_by, done_to: the audit trail
    items: Rows  # id, standup, source, author, words, state, ended, owner, belief
    news: Rows  # item, source, kind, person, value, text: of logbooks, what says anything


@cache
def _made() -> bytes:
    """The file of a new database, whose schema takes longer than many a story."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.db"
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            upgrade_here(connection)
        return path.read_bytes()


def lay(path: Path) -> None:
    """Let there be a new database; what it makes up by chance is yet to be made up."""
    path.write_bytes(_made())


def watch(connection: sqlite3.Connection) -> None:
    """Have a new database keep its journal."""
    connection.executescript(_JOURNAL)


def tell_time(connection: sqlite3.Connection, now: Callable[[], datetime]) -> None:
    """Tell the journal what time it is."""
    connection.create_function("simulated_now", 0, lambda: to_ms(now()))


def instant(noted: Noted) -> datetime:
    """The instant that is an event of the journal."""
    return from_ms(int(noted.event or 0))


def make_up(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Set a fact that a new database would make up by chance."""
    connection.execute("UPDATE fact SET value = ? WHERE name = ?", (value, name))


_SHARED = """
    SELECT 'report', c.id FROM check_in c
    WHERE (c.posted = 1 OR c.state NOT IN ('waiting', 'asking'))
      AND EXISTS (SELECT 1 FROM answer a WHERE a.check_in_id = c.id AND a.text <> '')
    UNION ALL SELECT 'update', id FROM addition WHERE trim(text) <> ''
"""
_ENTRIES = """
    SELECT CASE WHEN e.id & 0x200000000 THEN 'update' ELSE 'report' END, e.id & 0x1ffffffff, w.words
    FROM entry e LEFT JOIN entry_words w ON w.rowid = e.id
    UNION ALL SELECT 'words', w.rowid, w.words FROM entry_words w
    WHERE w.rowid NOT IN (SELECT id FROM entry)
"""


def testimony(connection: sqlite3.Connection) -> Testimony:
    """All of it."""

    def rows(sql: str) -> Rows:
        return connection.execute(sql).fetchall()

    told = rows("SELECT what, number, adapter, event, at FROM simulated ORDER BY id")
    noted = [(*row[:4], from_ms(row[4])) for row in told]
    runs = rows("SELECT id, standup, day, closes_at, closed_at FROM run ORDER BY id")
    asked = rows("SELECT id, run_id, round, person, opened_at, deadline_at, zone FROM check_in")
    sent = rows(
        "SELECT id, key, adapter, account, place, thread, check_in_id, state, reason,"
        " first_attempt_at IS NOT NULL, COALESCE(message_id, '') <> '', doubts, created_at"
        " FROM outbox"
    )
    return Testimony(
        journal=[Noted(*row) for row in noted],
        runs=[(*row[:3], from_ms(row[3]), row[4] and from_ms(row[4])) for row in runs],
        check_ins=[(*row[:4], from_ms(row[4]), from_ms(row[5]), row[6]) for row in asked],
        answers=rows("SELECT message, check_in_id, question, text FROM answer"),
        updates=rows(
            "SELECT message, run_id, text, id FROM addition WHERE message NOT LIKE 'planned/%'"
            " AND message NOT LIKE 'gone/%'"
        ),
        wordings=rows("SELECT message FROM wording"),
        offers=rows("SELECT message, text FROM offer"),
        missed=rows("SELECT standup, day, round, zone FROM missed"),
        outbox=[Sent(*(*row[:-1], from_ms(row[-1]))) for row in sent],
        put_aside=rows("SELECT id FROM inbound WHERE failed IS NOT NULL"),
        stale=rows("SELECT kind, subject FROM post WHERE wanted > composed"),
        shared=rows(_SHARED),
        entries=rows(_ENTRIES),
        settings=rows(
            "SELECT id, standup, kind FROM setting WHERE person IS NULL AND kind <> 'as before'"
        ),
        changes=[
            (*row[:3], from_ms(row[3]), *row[4:])
            for row in rows(
                "SELECT standup, action, said_by, at, setting_id, undone_by, done_to FROM change"
                " ORDER BY id"
            )
        ],
        items=rows(
            "SELECT id, standup, source, author, words, state, ended, owner, belief FROM item"
        ),
        news=rows(
            "SELECT item_id, source, kind, person, value, text FROM item_news"
            " WHERE value <> '' OR text <> '' ORDER BY id"
        ),
    )
