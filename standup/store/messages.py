"""Taking the words out of messages about somebody, and deleting those to them."""

from datetime import datetime

from standup.core import keys
from standup.core.messages.markup import phrase, to_data
from standup.core.model import Account
from standup.store import hints
from standup.store.database import Transaction
from standup.store.instants import to_ms
from standup.store.owner import Forgotten, Owner
from standup.store.posts import Stale
from standup.store.text import beginning_with, encode

GONE = encode(to_data(phrase("__(taken back)__")))

SHOWN = keys.SHOWN
"""Begins the keys of messages that show somebody a report."""


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
        GONE,
        int(final),
        message,
    )


async def empty_shown(tx: Transaction) -> None:
    """Take the words out of the reports that people were shown, or are about to be."""
    await hints.look_again(tx)
    await _empty(tx, SHOWN)


async def _empty(tx: Transaction, beginning: str) -> None:
    await tx.run(
        "UPDATE outbox SET content = ?, first_content = NULL WHERE key BETWEEN ? AND ?",
        GONE,
        *beginning_with(beginning),
    )


async def empty_naming(tx: Transaction, person: str, words: str) -> None:
    """Take the words out of what one person was told alone, where these are among them."""
    for account in await accounts_asked(tx, person):
        await tx.run(
            "UPDATE outbox SET content = ?, first_content = NULL"
            " WHERE adapter = ? AND destination = ? AND account = ? AND content LIKE ?",
            GONE,
            account.adapter,
            account.id,
            account.id,
            f"%{words}%",
        )


async def empty_read(tx: Transaction, post: Stale) -> None:
    """Take the words out of what people were told of a post; it is told as it is then."""
    await _empty(tx, keys.read(post))


async def accounts_asked(tx: Transaction, person: str) -> list[Account]:
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
    """Delete the questions a person was asked; a row of this key keeps their numbers from reuse."""
    await tx.run(
        "INSERT INTO outbox (key, adapter, destination, content, urgency, due_at, created_at,"
        " state) VALUES (?, '', '', ?, 0, ?, ?, 'expired')",
        key,
        GONE,
        to_ms(now),
        to_ms(now),
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


async def _forget(tx: Transaction, whom: Forgotten) -> None:
    """Delete the bot's messages to them, but the one that tells them, and empty others' reports.

    That one was promised last, so that its number is never given again.
    """
    for account in whom.accounts:
        await tx.run(
            "DELETE FROM outbox WHERE adapter = ? AND account = ? AND key NOT LIKE ? || '%'",
            account.adapter,
            account.id,
            whom.farewell,
        )
    await empty_shown(tx)


# Not exported: their own chat has it, and it goes after some weeks.
_SAID = "key account place destination thread content reason message_id sent_place title"
PERSONAL = Owner({"outbox": (*_SAID.split(), "first_content")}, _forget)
