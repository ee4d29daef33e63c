"""Deleting what is older than the configuration keeps it, whoever it is of."""

from datetime import datetime

from standup.core import keys
from standup.store import called, item_words, posts
from standup.store.database import Transaction
from standup.store.instants import to_ms
from standup.store.messages import GONE
from standup.store.text import beginning_with


async def some_of_a_run(
    tx: Transaction, before: datetime, most: int
) -> tuple[int, list[str]] | None:
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


async def drop_posted(tx: Transaction, run: int, channels: int) -> None:
    """Delete what was posted of a run, and of the items that began in it; it stays where it stands,
    and is changed no more."""
    for post in await posts.of_run(tx, run):
        await _let_go(tx, post, channels)
    for post in await posts.of_items(tx, run):
        await _let_go(tx, post, max(channels, posts.MOST_CHANNELS))
        await posts.drop_one(tx, post)
    await posts.drop(tx, run)
    await tx.run("DELETE FROM addition WHERE run_id = ?", run)


async def _let_go(tx: Transaction, post: posts.Stale, channels: int) -> None:
    """Keep nothing of what was posted."""
    for message, _, _ in await posts.messages(tx, post, channels):
        await tx.run(
            "UPDATE outbox SET content = ?, first_content = NULL, state = 'expired' WHERE id = ?",
            GONE,
            message,
        )
        await tx.run(
            "DELETE FROM outbox WHERE id = ? AND id < (SELECT max(id) FROM outbox)", message
        )
    await tx.run(
        "UPDATE outbox SET content = ?, first_content = NULL, state = 'expired'"
        " WHERE key BETWEEN ? AND ?",
        GONE,
        *beginning_with(keys.read(post)),
    )
    await called.let_go(tx, post)


async def drop(tx: Transaction, before: datetime) -> None:
    """Delete away dates, what was said of items in no run, and events that were put aside, of long
    ago."""
    for post in await posts.of_no_run(tx, before):
        await _let_go(tx, post, posts.MOST_CHANNELS)
        await posts.drop_one(tx, post)
    await item_words.fade_before(tx, before)
    await tx.run("DELETE FROM away WHERE last_day < ?", before.date().isoformat())
    await tx.run("DELETE FROM inbound WHERE failed IS NOT NULL AND taken_at < ?", to_ms(before))
