"""The words of the learning log in SQLite: FTS5, which reads its lists in the order of numbers."""

from collections.abc import Sequence

from standup.store.database import Asked, Put, Transaction
from standup.store.learning_log.words import numbers

_STEP = 64  # pages of the index that are merged at once
_NOTHING_LEFT = 2  # changes that a step makes which finds nothing to merge


class Fts5:
    """See Words."""

    async def put(self, tx: Transaction, entries: Sequence[Put]) -> None:
        """See Words."""
        await self.drop(tx, [entry for entry, _, _ in entries])
        await tx.many(
            "INSERT INTO entry_words (rowid, words, marks) VALUES (?, ?, ?)",
            [(entry, words, " ".join(marks)) for entry, words, marks in entries],
        )

    async def drop(self, tx: Transaction, entries: Sequence[int]) -> None:
        """See Words."""
        await tx.run(f"DELETE FROM entry_words WHERE rowid IN ({numbers(entries)})")

    async def find(
        self, tx: Transaction, asked: Asked, most: int, *, oldest_first: bool
    ) -> list[int]:
        """See Words."""
        order = "ASC" if oldest_first else "DESC"
        rows = await tx.all(
            "SELECT rowid FROM entry_words WHERE entry_words MATCH ? AND rowid BETWEEN ? AND ?"
            f" ORDER BY rowid {order} LIMIT ?",
            _match(asked),
            asked.first,
            asked.last,
            most,
        )
        return [row[0] for row in rows]

    async def purge(self, tx: Transaction) -> bool:
        """See Words. What was dropped is only marked as such until its part is merged anew."""
        before = await _changes(tx)
        await tx.run("INSERT INTO entry_words (entry_words, rank) VALUES ('merge', ?)", -_STEP)
        return await _changes(tx) - before < _NOTHING_LEFT


async def _changes(tx: Transaction) -> int:
    row = await tx.one("SELECT total_changes()")
    assert row is not None
    return int(row[0])


def _match(asked: Asked) -> str:
    """The question in FTS5's own language; words and marks are letters and digits alone."""
    phrases = [f'words : "{" ".join(phrase)}"' for phrase in asked.phrases]
    marks = [f"marks : ({' OR '.join(group)})" for group in asked.marks]
    return " AND ".join([*phrases, *marks])
