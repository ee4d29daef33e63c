"""The tags and links of the learning log."""

from collections.abc import Sequence

from standup.store.database import Transaction


async def known(tx: Transaction, standups: Sequence[str]) -> list[str]:
    """Every tag that is used in these standups, the one used most first."""
    return [tag for tag, _ in await counts(tx, standups)]


async def counts(tx: Transaction, standups: Sequence[str]) -> list[tuple[str, int]]:
    """Every tag that is used in these standups, and in how many reports."""
    marks = ", ".join("?" * len(standups)) or "NULL"
    rows = await tx.all(
        "SELECT t.tag, count(*) FROM entry_tag t JOIN entry e ON e.id = t.entry_id"
        f" WHERE e.standup IN ({marks}) GROUP BY t.tag ORDER BY count(*) DESC, t.tag",
        *standups,
    )
    return [(tag, count) for tag, count in rows]
