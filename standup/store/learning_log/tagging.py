"""The tags and links of the learning log."""

from collections.abc import AsyncIterator, Sequence

from standup.core.learning_log.entries import Entry
from standup.store.database import Reader, Transaction
from standup.store.learning_log.entry import NOT_MERGED, load

_AT_ONCE = 200
_LATELY = 5000  # entries


async def known(tx: Transaction, standups: Sequence[str]) -> list[str]:
    """The tags that were used in these standups lately, the one used most first.

    It is asked while others wait, so it looks at no more entries however many there are.
    """
    marks = ", ".join("?" * len(standups)) or "NULL"
    rows = await tx.all(
        f"SELECT t.tag FROM (SELECT id FROM entry WHERE standup IN ({marks})"
        " ORDER BY id DESC LIMIT ?) AS e JOIN entry_tag t ON t.entry_id = e.id"
        " GROUP BY t.tag ORDER BY count(*) DESC, t.tag",
        *standups,
        _LATELY,
    )
    return [tag for (tag,) in rows]


async def counts(tx: Transaction, standups: Sequence[str]) -> list[tuple[str, int]]:
    """Every tag that is used in these standups, and in how many reports."""
    marks = ", ".join("?" * len(standups)) or "NULL"
    rows = await tx.all(
        "SELECT t.tag, count(*) FROM entry_tag t JOIN entry e ON e.id = t.entry_id"
        f" WHERE e.standup IN ({marks}) GROUP BY t.tag ORDER BY count(*) DESC, t.tag",
        *standups,
    )
    return [(tag, count) for tag, count in rows]


async def standups(tx: Transaction) -> list[str]:
    """Every standup of which there is an entry; each is found without looking at its entries."""
    rows = await tx.all(
        "WITH RECURSIVE held (standup) AS (SELECT min(standup) FROM entry UNION ALL"
        " SELECT (SELECT min(e.standup) FROM entry e WHERE e.standup > held.standup) FROM held"
        " WHERE held.standup IS NOT NULL)"
        " SELECT standup FROM held WHERE standup IS NOT NULL ORDER BY standup"
    )
    return [row[0] for row in rows]


async def has_person(tx: Transaction, person: str) -> bool:
    """Whether there is an entry of a person."""
    return await tx.one("SELECT 1 FROM entry WHERE person = ? LIMIT 1", person) is not None


async def is_there(tx: Transaction) -> bool:
    """Whether the database has a learning log: one of an earlier release has none."""
    row = await tx.one("SELECT max(version) FROM schema_upgrade")
    return row is not None and row[0] is not None and bool(row[0] >= _SINCE)


_SINCE = 6  # the step of the schema that made it


async def linking(reader: Reader, standups: Sequence[str]) -> AsyncIterator[Entry]:
    """Every entry of these standups that has a link, oldest first; some are read at a time."""
    marks = ", ".join("?" * len(standups)) or "NULL"
    query = (
        "SELECT e.id FROM entry_link l JOIN entry e ON e.id = l.entry_id"
        f" WHERE e.standup IN ({marks}) AND l.number = 0 AND l.entry_id > ?"
        " ORDER BY l.entry_id LIMIT ?"
    )
    beyond = 0
    while True:

        async def some(tx: Transaction, after: int = beyond) -> list[Entry]:
            rows = await tx.all(query, *standups, after, _AT_ONCE)
            return await load(tx, [row[0] for row in rows], NOT_MERGED)

        found = await reader.read(some)
        for entry in sorted(found, key=lambda one: one.id):
            yield entry
            beyond = entry.id
        if not found:
            return
