"""Everything that is kept of a person's days: given to them, and forgotten but for figures."""

import json
from dataclasses import replace
from typing import Any

from standup.core.posts import Shared
from standup.core.reports.report import SOMEBODY
from standup.store import (
    hints,
    item_words,
    metrics,
    offers,
    posts,
    records,
    remains,
    runs,
    summaries,
    writings,
)
from standup.store.database import Transaction
from standup.store.instants import from_ms
from standup.store.learning_log import indexing
from standup.store.owner import Forgotten, Owner


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    """Their runs, oldest first, with all they said in them."""
    rows = await tx.all(
        "SELECT r.id, r.standup, r.day, p.name, p.zone, p.skipped, p.figures FROM participant p"
        " JOIN run r ON r.id = p.run_id WHERE p.person = ? ORDER BY r.day, r.standup",
        person,
    )
    return {"runs": [await _export_run(tx, person, row) for row in rows]}


async def _export_run(tx: Transaction, person: str, row: tuple[Any, ...]) -> dict[str, Any]:
    run, standup, day, name, zone, skipped, kept = row
    check_ins = await tx.all(
        "SELECT id, round, state, shown, opened_at, asked_at, deadline_at, later_due FROM check_in"
        " WHERE run_id = ? AND person = ? ORDER BY id",
        run,
        person,
    )
    additions = await tx.all(
        "SELECT id, message, text, said_at FROM addition WHERE run_id = ? AND person = ?"
        " ORDER BY id",
        run,
        person,
    )
    return {
        "standup": standup,
        "day": day,
        "name": name,
        "timezone": zone,
        "skipped": bool(skipped),
        "figures": None if kept is None else json.loads(kept),
        "check_ins": [await _export_check_in(tx, found) for found in check_ins],
        "updates": [
            {
                "message": message,
                "text": text,
                "said_at": _iso(said_at),
                "earlier": await _earlier(tx, "addition_id", number),
            }
            for number, message, text, said_at in additions
            if message != writings.planned(number)
        ],
        "waiting": await offers.export(tx, run, person),
    }


async def _export_check_in(tx: Transaction, row: tuple[Any, ...]) -> dict[str, Any]:
    number, round_id, state, shown, opened_at, asked_at, deadline_at, later_due = row
    answers = await tx.all(
        "SELECT question, message, text, said_at FROM answer WHERE check_in_id = ? ORDER BY id",
        number,
    )
    return {
        "round": round_id,
        "state": state,
        "opened_at": _iso(opened_at),
        "asked_at": _iso(asked_at),
        "deadline": _iso(deadline_at),
        "comes_back_at": _iso(later_due),
        "plan_shown": json.loads(shown),
        "answers": [
            {"question": question, "message": message, "text": text, "said_at": _iso(said_at)}
            for question, message, text, said_at in answers
        ],
        "earlier": await _earlier(tx, "check_in_id", number),
    }


async def _earlier(tx: Transaction, column: str, number: int) -> list[dict[str, Any]]:
    """The earlier wordings of a check-in's answers or of an update, oldest first."""
    rows = await tx.all(
        f"SELECT question, message, text, replaced_at FROM wording WHERE {column} = ? ORDER BY id",
        number,
    )
    return [
        {"question": question, "message": message, "text": text, "replaced_at": _iso(at)}
        for question, message, text, at in rows
    ]


def _iso(at: int | None) -> str | None:
    return None if at is None else from_ms(at).isoformat()


_SETTLE = """
    UPDATE check_in SET shown = '{}', position = 0, live = 0, remind_due = NULL,
      later_due = NULL, later_said = NULL, deadline_due = NULL,
      state = CASE WHEN state IN ('waiting', 'asking') THEN 'closed' ELSE state END
    WHERE run_id = ? AND person = ?
"""


async def erase_words(tx: Transaction, run: int, person: str) -> None:
    """Delete what a person said in a run. Their posts stay known, so that they can follow."""
    check_ins = "SELECT id FROM check_in WHERE run_id = ? AND person = ?"
    additions = "SELECT id FROM addition WHERE run_id = ? AND person = ?"
    for sql in (
        f"DELETE FROM wording WHERE check_in_id IN ({check_ins})",
        f"DELETE FROM wording WHERE addition_id IN ({additions})",
        f"DELETE FROM answer WHERE check_in_id IN ({check_ins})",
        "DELETE FROM offer WHERE run_id = ? AND person = ?",
        "UPDATE addition SET text = '', message = 'gone/' || id WHERE run_id = ? AND person = ?",
        _SETTLE,
    ):
        await tx.run(sql, run, person)
    await indexing.forget(tx, run, person)
    await item_words.fade(tx, run, person)
    await summaries.forget(tx, run)
    await hints.forget(tx, run, person)


async def out_of_reach(tx: Transaction, person: str) -> int:
    """In how many of a person's runs nothing is known any more of what was posted."""
    row = await tx.one(
        "SELECT count(*) FROM participant p WHERE p.person = ?"
        " AND NOT EXISTS (SELECT 1 FROM post WHERE post.run_id = p.run_id)",
        person,
    )
    return int(row[0]) if row else 0


async def _forget(tx: Transaction, whom: Forgotten) -> None:
    """Reduce their runs to figures under another name; what was posted follows."""
    await metrics.forget(tx, whom.person)
    for number in await with_words(tx, whom.person):
        run = await runs.get(tx, number)
        left = await records.figures_of(tx, run, whom.person, whom.at)
        await remains.keep(tx, number, whom.person, left)
        await erase_words(tx, number, whom.person)
    await item_words.forget(tx, whom)
    await _renew_posts(tx, whom.person)
    await rename(tx, whom.person, whom.alias)
    if whom.is_absent:  # and so is asked nothing anyway
        await tx.run("DELETE FROM leaver WHERE person = ?", whom.person)


async def with_words(tx: Transaction, person: str) -> list[int]:
    """The runs in which a person still has words, not just figures."""
    rows = await tx.all(
        "SELECT run_id FROM participant WHERE person = ? AND figures IS NULL ORDER BY run_id",
        person,
    )
    return [row[0] for row in rows]


async def _renew_posts(tx: Transaction, person: str) -> None:
    """Have every post that names or quotes a person composed again."""
    for table, kind in (("check_in", "report"), ("addition", "update")):
        await tx.run(
            "UPDATE post SET wanted = wanted + 1 WHERE kind = ?"
            f" AND subject IN (SELECT CAST(id AS TEXT) FROM {table} WHERE person = ?)",
            kind,
            person,
        )
    await tx.run(
        f"UPDATE post SET wanted = wanted + 1 WHERE kind IN ({posts.OF_RUNS})"
        " AND subject IN (SELECT CAST(run_id AS TEXT) FROM participant WHERE person = ?)",
        person,
    )
    await tx.run(
        "UPDATE post SET wanted = wanted + 1 WHERE kind = 'accountability' AND EXISTS ("
        " SELECT 1 FROM run r JOIN participant p ON p.run_id = r.id"
        " WHERE p.person = ? AND post.subject LIKE r.standup || '/%')",
        person,
    )
    await tx.run(
        "UPDATE post SET wanted = wanted + 1 WHERE kind = 'month' AND subject IN ("
        " SELECT r.standup || '/' || substr(r.day, 1, 7) FROM run r"
        " JOIN participant p ON p.run_id = r.id WHERE p.person = ?)",
        person,
    )


async def rename(tx: Transaction, person: str, alias: str) -> None:
    """Put another name on all that stays of a person's runs."""
    await tx.run(
        "INSERT INTO leaver (run_id, person) SELECT r.id, p.person FROM participant p"
        " JOIN run r ON r.id = p.run_id WHERE p.person = ? AND r.closed_at IS NULL",
        person,
    )
    await tx.run(
        "UPDATE participant SET person = ?, name = ?, zone = 'UTC' WHERE person = ?",
        alias,
        SOMEBODY,
        person,
    )
    await tx.run("UPDATE check_in SET person = ?, zone = 'UTC' WHERE person = ?", alias, person)
    await tx.run("UPDATE addition SET person = ? WHERE person = ?", alias, person)
    for post in await posts.own(tx):
        if isinstance(post.subject, Shared) and post.subject.person == person:
            await posts.rename(tx, post, replace(post, subject=post.subject.by(alias)))


PERSONAL = Owner(
    {
        "participant": ("person", "name", "zone", "figures", "counted", "hindrance"),
        "check_in": ("person", "zone", "shown"),
        "answer": ("message", "text"),
        "addition": ("person", "message", "text"),
        "wording": ("message", "text", "edit"),
        "leaver": ("person",),  # until the run is over, so that they are not asked in it
        "touched": ("person",),
        "entry": ("person", "kind"),
        "entry_tag": ("tag",),
        "entry_link": ("url",),
        "entry_words": ("words", "marks"),
        "summary": ("statements",),
        "post": ("subject",),
    },
    _forget,
    _export,
)
