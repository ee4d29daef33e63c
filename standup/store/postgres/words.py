"""The words of the learning log in PostgreSQL: `tsvector`, `english`, and a GIN index."""

from collections.abc import Sequence

from standup.store.database import Transaction
from standup.store.words import Asked, Mark, numbers


class Vectors:
    """See Words."""

    async def put(self, tx: Transaction, entry: int, words: str, marks: Sequence[Mark]) -> None:
        """See Words."""
        await tx.run(
            "INSERT INTO entry_words (rowid, words) VALUES"
            " (?, to_tsvector('english', CAST(? AS TEXT)) || array_to_tsvector(CAST(? AS TEXT[])))"
            " ON CONFLICT (rowid) DO UPDATE SET words = excluded.words",
            *(entry, words, [f"#{mark}" for mark in marks]),
        )

    async def drop(self, tx: Transaction, entries: Sequence[int]) -> None:
        """See Words."""
        await tx.run(f"DELETE FROM entry_words WHERE rowid IN ({numbers(entries)})")

    async def find(
        self, tx: Transaction, asked: Asked, most: int, *, oldest_first: bool
    ) -> list[int]:
        """See Words."""
        order = "ASC" if oldest_first else "DESC"
        query, parameters = _query(asked)
        rows = await tx.all(
            f"SELECT rowid FROM entry_words WHERE words @@ ({query}) AND rowid BETWEEN ? AND ?"
            f" ORDER BY rowid {order} LIMIT ?",
            *(*parameters, asked.first, asked.last, most),
        )
        return [row[0] for row in rows]

    async def purge(self, _: Transaction) -> bool:
        """See Words. PostgreSQL clears away what was dropped by itself, in its own time."""
        return True


def _query(asked: Asked) -> tuple[str, list[str]]:
    """The question as an expression, and its parameters."""
    parts = ["phraseto_tsquery('english', CAST(? AS TEXT))"] * len(asked.phrases)
    parts += ["CAST(CAST(? AS TEXT) AS tsquery)"] * len(asked.marks)
    groups = [" | ".join(f"'#{mark}'" for mark in group) for group in asked.marks]
    return " && ".join(parts), [*(" ".join(phrase) for phrase in asked.phrases), *groups]
