"""Letting words go: those of one person's run, all that is kept of a person, runs of long ago.

What stays of a run is its figures: who stood how, and what came of the plans, without a word.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from standup.core import keys
from standup.core.markup import phrase, to_data
from standup.core.model import Account
from standup.core.posts import Shared
from standup.core.reading.status import Status
from standup.core.report import SOMEBODY, Figures, Standing
from standup.store import facts, indexing, kept, posts, summaries, wishes
from standup.store.database import Transaction
from standup.store.instants import to_ms
from standup.store.posts import Stale
from standup.store.some import EVERYBODY, Some
from standup.store.text import beginning_with, encode

_NOT_SAID = "not_said"
_GONE = encode(to_data(phrase("__(taken back)__")))


# ── figures ────────────────────────────────────────────────────────────────────────────────────


async def keep_figures(tx: Transaction, run: int, person: str, figures: Figures) -> None:
    """From now on a person's run is no more than this."""
    kept = {
        "standings": {round_id: s.value for round_id, s in figures.standings.items()},
        "outcomes": {s.value if s else _NOT_SAID: n for s, n in figures.outcomes.items()},
    }
    await tx.run(
        "UPDATE participant SET figures = ? WHERE run_id = ? AND person = ?",
        encode(kept),
        run,
        person,
    )


async def figures(tx: Transaction, run: int, some: Some = EVERYBODY) -> dict[str, Figures]:
    """The people of a run, or some, of whom only figures are left, with these."""
    rows = await tx.all(
        "SELECT p.person, p.figures FROM participant p"
        f" WHERE p.run_id = ? AND p.figures IS NOT NULL{some.among('p')}",
        *(run, *some.parameters),
    )
    return {person: _figures(json.loads(text)) for person, text in rows}


def _figures(data: dict[str, dict[str, Any]]) -> Figures:
    standings = {round_id: Standing(s) for round_id, s in data["standings"].items()}
    outcomes = {
        None if status == _NOT_SAID else Status(status): count
        for status, count in data["outcomes"].items()
    }
    return Figures(standings, outcomes)


_SETTLE = """
    UPDATE check_in SET shown = '{}', position = 0, live = 0, remind_due = NULL,
      deadline_due = NULL,
      state = CASE WHEN state IN ('waiting', 'asking') THEN 'closed' ELSE state END
    WHERE run_id = ? AND person = ?
"""


# ── words ──────────────────────────────────────────────────────────────────────────────────────


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
    await summaries.forget(tx, run)


# ── a person ───────────────────────────────────────────────────────────────────────────────────


async def ask_farewell(tx: Transaction, person: str, until: datetime) -> None:
    """A person may confirm until then that they want to be forgotten."""
    await tx.run(
        "INSERT INTO farewell (person, until) VALUES (?, ?)"
        " ON CONFLICT (person) DO UPDATE SET until = excluded.until",
        person,
        to_ms(until),
    )


async def confirms_farewell(tx: Transaction, person: str, now: datetime) -> bool:
    """Whether a person who confirms it had asked to be forgotten; it counts once."""
    row = await tx.one("SELECT until FROM farewell WHERE person = ?", person)
    await tx.run("DELETE FROM farewell WHERE person = ?", person)
    return row is not None and to_ms(now) < row[0]


async def runs_with_words(tx: Transaction, person: str) -> list[int]:
    """The runs of a person in which not only figures are left of them."""
    rows = await tx.all(
        "SELECT run_id FROM participant WHERE person = ? AND figures IS NULL ORDER BY run_id",
        person,
    )
    return [row[0] for row in rows]


async def renew_posts(tx: Transaction, person: str) -> None:
    """Let everything be composed anew that names or quotes a person."""
    for table, kind in (("check_in", "report"), ("addition", "update")):
        await tx.run(
            "UPDATE post SET wanted = wanted + 1 WHERE kind = ?"
            f" AND subject IN (SELECT CAST(id AS TEXT) FROM {table} WHERE person = ?)",
            kind,
            person,
        )
    await tx.run(
        "UPDATE post SET wanted = wanted + 1 WHERE kind IN ('thread', 'digest', 'summary')"
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


async def empty(tx: Transaction, message: int, *, final: bool) -> None:
    """Take the words out of a message; a `final` one that has left is never changed again.

    One that has not left yet never leaves: its key is free, so that its post is promised anew once
    it is composed without the words.
    """
    waits = "message_id IS NULL AND state IN ('pending', 'held')"
    await tx.run(
        "UPDATE outbox SET content = ?, first_content = NULL,"
        f" key = CASE WHEN {waits} THEN 'gone/' || id ELSE key END,"
        " valid_until = CASE WHEN message_id IS NULL THEN 0 ELSE valid_until END,"
        f" state = CASE WHEN {waits} THEN 'expired'"
        "  WHEN message_id IS NOT NULL AND ? = 1 THEN 'dead' ELSE state END"
        " WHERE id = ?",
        _GONE,
        int(final),
        message,
    )


async def runs_out_of_reach(tx: Transaction, person: str) -> int:
    """In how many of a person's runs nothing is known any more of what was posted."""
    row = await tx.one(
        "SELECT count(*) FROM participant p WHERE p.person = ?"
        " AND NOT EXISTS (SELECT 1 FROM post WHERE post.run_id = p.run_id)",
        person,
    )
    return int(row[0]) if row else 0


async def rename(tx: Transaction, person: str, alias: str) -> None:
    """Let nothing that stays of a person's runs say whose it was."""
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


_SAID = ("consent", "consent_told", "told")
_TIES = ("away", "preference", "account", "code", "farewell", "search", "wish", "offer")


async def forget_ties(tx: Transaction, person: str) -> None:
    """Delete a person's away dates, preference, joined accounts, codes, searches and consent, and
    what waits for their word."""
    for table in (*_TIES, *_SAID):
        await tx.run(f"DELETE FROM {table} WHERE person = ?", person)


async def accounts_of(tx: Transaction, person: str) -> list[Account]:
    """The accounts that a person joined, and those at which they were asked."""
    rows = await tx.all(
        "SELECT adapter, account FROM account WHERE person = ?"
        " UNION SELECT o.adapter, o.account FROM outbox o JOIN check_in c ON c.id = o.check_in_id"
        "  WHERE c.person = ? AND o.account IS NOT NULL ORDER BY 1, 2",
        person,
        person,
    )
    return [Account(adapter, account) for adapter, account in rows]


async def forget_questions(tx: Transaction, person: str, key: str, now: datetime) -> None:
    """Delete what a person was asked, wherever; a row of this key says that its number is used."""
    await tx.run(
        "INSERT INTO outbox (key, adapter, destination, content, urgency, due_at, created_at,"
        " state) VALUES (?, '', '', ?, 0, ?, ?, 'expired')",
        *(key, _GONE, to_ms(now), to_ms(now)),
    )
    await tx.run(
        "DELETE FROM outbox WHERE check_in_id IN (SELECT id FROM check_in WHERE person = ?)",
        person,
    )


async def forget_said(tx: Transaction, account: Account) -> None:
    """Delete what was said to an account, but not what is on its way and what it is asked."""
    await tx.run(
        "DELETE FROM outbox WHERE adapter = ? AND account = ? AND check_in_id IS NULL"
        " AND state IN ('sent', 'expired', 'dead')",
        account.adapter,
        account.id,
    )


async def forget_leaving(tx: Transaction, person: str) -> None:
    """Whoever is not in the configuration is asked nothing anyway."""
    await tx.run("DELETE FROM leaver WHERE person = ?", person)


async def forget_chats(tx: Transaction, accounts: Iterable[Account], but: str) -> None:
    """Delete the bot's messages to these accounts, but the one of a key, and what came from them.

    That one was promised last, so that its number is never given again.
    """
    for account in accounts:
        who = (account.adapter, account.id)
        await tx.run(
            "DELETE FROM outbox WHERE adapter = ? AND account = ? AND key NOT LIKE ? || '%'",
            *who,
            but,
        )
        await kept.forget(tx, *who)
        await tx.run("DELETE FROM unreachable WHERE adapter = ? AND account = ?", *who)
        await tx.run("DELETE FROM wrong_code WHERE adapter = ? AND account = ?", *who)
        await _forget_failed(tx, account)
        await _forget_ids(tx, account)
    await empty_shown(tx)


async def _forget_ids(tx: Transaction, account: Account) -> None:
    """Let go soon of the ids of events that name an account; there may be very many of others."""
    forgotten = json.loads(await facts.get(tx, facts.FORGOTTEN) or "[]")
    await facts.put(tx, facts.FORGOTTEN, encode([*forgotten, [account.adapter, account.id]]))


async def _forget_failed(tx: Transaction, account: Account) -> None:
    """Empty the events of an account that were put aside; that they were taken stays known."""
    rows = await tx.all(
        "SELECT id, failed FROM inbound WHERE adapter = ? AND failed IS NOT NULL", account.adapter
    )
    for event, failed in rows:
        if json.loads(failed).get("account") == account.id:
            await tx.run(
                "UPDATE inbound SET failed = NULL WHERE adapter = ? AND id = ?",
                account.adapter,
                event,
            )


SHOWN = "shown/"
"""Begins the keys of messages that show somebody a report: they hold the words of others."""


async def empty_shown(tx: Transaction) -> None:
    """Take the words out of the reports that people were shown, or are about to be."""
    await wishes.look_again(tx)
    await _empty(tx, SHOWN)


async def _empty(tx: Transaction, beginning: str) -> None:
    await tx.run(
        "UPDATE outbox SET content = ?, first_content = NULL WHERE key BETWEEN ? AND ?",
        _GONE,
        *beginning_with(beginning),
    )


async def empty_read(tx: Transaction, post: Stale) -> None:
    """Take the words out of what people were told of a post; it is told as it is then."""
    await _empty(tx, keys.read(post))


# ── long ago ───────────────────────────────────────────────────────────────────────────────────


async def of_long_ago(tx: Transaction, before: datetime, most: int) -> tuple[int, list[str]] | None:
    """A run that closed before an instant, and some of those of whom it still holds words."""
    row = await tx.one(
        "SELECT r.id FROM run r WHERE r.closed_at < ? AND EXISTS ("
        " SELECT 1 FROM participant p WHERE p.run_id = r.id AND p.figures IS NULL)"
        " ORDER BY r.closed_at, r.id LIMIT 1",
        to_ms(before),
    )
    if row is None:
        return None
    people = await tx.all(
        "SELECT person FROM participant WHERE run_id = ? AND figures IS NULL"
        " ORDER BY person LIMIT ?",
        row[0],
        most,
    )
    return row[0], [person for (person,) in people]


async def open_check_ins(tx: Transaction, run: int, person: str) -> list[int]:
    """The check-ins of a run that a person may still answer."""
    rows = await tx.all(
        "SELECT id FROM check_in WHERE run_id = ? AND person = ?"
        " AND state IN ('waiting', 'asking') ORDER BY id",
        run,
        person,
    )
    return [row[0] for row in rows]


async def forget_posted(tx: Transaction, run: int, channels: int) -> None:
    """Forget what was posted of a run; it stays where it stands, and is changed no more."""
    for post in await posts.of_run(tx, run):
        for message, _, _ in await posts.messages(tx, post, channels):
            await tx.run(
                "UPDATE outbox SET content = ?, first_content = NULL, state = 'expired'"
                " WHERE id = ?",
                _GONE,
                message,
            )
            await tx.run(
                "DELETE FROM outbox WHERE id = ? AND id < (SELECT max(id) FROM outbox)", message
            )
        await tx.run(
            "UPDATE outbox SET content = ?, first_content = NULL, state = 'expired'"
            " WHERE key BETWEEN ? AND ?",
            _GONE,
            *beginning_with(keys.read(post)),
        )
    await posts.drop(tx, run)
    await tx.run("DELETE FROM addition WHERE run_id = ?", run)


async def forget_before(tx: Transaction, before: datetime) -> None:
    """Forget away dates, and events that were put aside, of long ago."""
    await tx.run("DELETE FROM away WHERE last_day < ?", before.date().isoformat())
    await tx.run("DELETE FROM inbound WHERE failed IS NOT NULL AND taken_at < ?", to_ms(before))
