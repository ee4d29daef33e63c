"""The words of the learning log in PostgreSQL: `tsvector`, `english`, and a GIN index.

The index knows which entries have a word, not which of them is the newest, and the planner's guess
of how many there are is a guess. So it is not asked to choose: words that many entries have are
among the newest ones, and those that few have are all fetched. What is left are words that were in
use for a while; the index also knows in which weeks and years an entry was.
"""

from collections.abc import Sequence

from standup.core.text.phrases import Phrase
from standup.store.database import Asked, Mark, Put, Row, Transaction
from standup.store.learning_log.words import DAY_BITS, numbers

_NEWEST = 4000  # entries that are looked through
_FEW = 3000  # entries that are fetched to find the newest among them
_LONG, _SHORT = 364, 28  # days
_INDEX = "SELECT set_config('enable_seqscan', ?, true), set_config('enable_indexscan', ?, true)"

_PROBE = (
    "SELECT rowid FROM (SELECT rowid, words FROM entry_words WHERE rowid BETWEEN ? AND ?"
    f" ORDER BY rowid {{order}} LIMIT {_NEWEST}) AS newest"
    " WHERE words @@ ({query}) ORDER BY rowid {order} LIMIT ?"
)
# The sum keeps the numbers' own index out of it, which would be read as a whole.
_FETCH = (
    "SELECT rowid FROM entry_words"
    f" WHERE rowid + 0 BETWEEN ? AND ? AND words @@ ({{query}}) LIMIT {_FEW}"
)
_EXISTS = "SELECT 1 FROM entry_words WHERE rowid + 0 BETWEEN ? AND ? AND words @@ ({query}) LIMIT 1"
_NEXT = (
    "SELECT rowid FROM entry_words WHERE rowid + 0 BETWEEN ? AND ? AND words @@ ({query})"
    " ORDER BY rowid {order} LIMIT ?"
)
_EDGES = (
    "SELECT (SELECT min(rowid) FROM entry_words WHERE rowid BETWEEN ? AND ?),"
    " (SELECT max(rowid) FROM entry_words WHERE rowid BETWEEN ? AND ?)"
)


class Vectors:
    """See Words."""

    async def put(self, tx: Transaction, entries: Sequence[Put]) -> None:
        """See Words."""
        await tx.many(
            "INSERT INTO entry_words (rowid, words) VALUES"
            " (?, to_tsvector('english', CAST(? AS TEXT)) || array_to_tsvector(CAST(? AS TEXT[])))"
            " ON CONFLICT (rowid) DO UPDATE SET words = excluded.words",
            [(entry, words, _lexemes(entry, marks)) for entry, words, marks in entries],
        )

    async def drop(self, tx: Transaction, entries: Sequence[int]) -> None:
        """See Words."""
        await tx.run(f"DELETE FROM entry_words WHERE rowid IN ({numbers(entries)})")

    async def find(
        self, tx: Transaction, asked: Asked, most: int, *, oldest_first: bool
    ) -> list[int]:
        """See Words."""
        search = _Search(tx, asked, most, oldest_first)
        found = await search.among_newest()
        if len(found) < most:
            days = await search.days()
            await tx.all(_INDEX, "off", "off")
            found = await search.by_index(days)
            await tx.all(_INDEX, "on", "on")
        return found

    async def purge(self, _: Transaction) -> bool:
        """See Words. PostgreSQL clears away what was dropped by itself, in its own time."""
        return True


class _Search:
    """One search, in the ways that there are to carry it out."""

    def __init__(self, tx: Transaction, asked: Asked, most: int, oldest_first: bool) -> None:
        self._tx = tx
        self._asked = asked
        self._most = most
        self._oldest_first = oldest_first

    async def among_newest(self) -> list[int]:
        """Those among the newest entries, or the oldest."""
        order = "ASC" if self._oldest_first else "DESC"
        return [row[0] for row in await self._all(_PROBE.replace("{order}", order))]

    async def days(self) -> range:
        """The days of which there are entries."""
        edges = await self._tx.one(_EDGES, *(self._asked.first, self._asked.last) * 2)
        assert edges is not None
        if edges[0] is None:
            return range(0)
        return range(edges[0] >> DAY_BITS, (edges[1] >> DAY_BITS) + 1)

    async def by_index(self, days: range) -> list[int]:
        """Those among all that the index knows; where these are many, some weeks at a time."""
        if len(days) > _LONG:
            rows = await self._all(_FETCH)
            if len(rows) < _FEW:
                found = sorted((row[0] for row in rows), reverse=not self._oldest_first)
                return found[: self._most]
        return await self._by_weeks(days)

    async def _by_weeks(self, days: range) -> list[int]:
        found: list[int] = []
        if not days:
            return found
        first, last = days[0], days[-1]
        order = "ASC" if self._oldest_first else "DESC"
        for year in self._periods(first, last, _LONG):
            if not await self._all(_EXISTS, _period(year, _LONG)):
                continue
            begun, ended = year * _LONG, year * _LONG + _LONG - 1
            for weeks in self._periods(max(first, begun), min(last, ended), _SHORT):
                rows = await self._all(_NEXT.replace("{order}", order), _period(weeks, _SHORT))
                found += [row[0] for row in rows]
                if len(found) >= self._most:
                    return found[: self._most]
        return found

    def _periods(self, first: int, last: int, days: int) -> list[int]:
        """The periods of so many days that these days are in, in the order wanted."""
        periods = range(first // days, last // days + 1)
        return list(periods if self._oldest_first else reversed(periods))

    async def _all(self, sql: str, *marks: Mark) -> list[Row]:
        groups = (*self._asked.marks, *((mark,) for mark in marks))
        query, parameters = _query(self._asked.phrases, groups)
        more = (self._most,) if "LIMIT ?" in sql else ()
        span = (self._asked.first, self._asked.last)
        return await self._tx.all(sql.replace("{query}", query), *span, *parameters, *more)


def _lexemes(entry: int, marks: Sequence[Mark]) -> list[str]:
    day = entry >> DAY_BITS
    known = (*marks, *(_period(day // days, days) for days in (_LONG, _SHORT)))
    return [f"#{mark}" for mark in known]


def _period(number: int, days: int) -> Mark:
    """What stands for a period of so many days."""
    return f"{days}/{number}"


def _query(phrases: Sequence[Phrase], marks: Sequence[Sequence[Mark]]) -> tuple[str, list[str]]:
    """The question as an expression, and its parameters."""
    parts = ["phraseto_tsquery('english', CAST(? AS TEXT))"] * len(phrases)
    parts += ["CAST(CAST(? AS TEXT) AS tsquery)"] * len(marks)
    groups = [" | ".join(f"'#{mark}'" for mark in group) for group in marks]
    # As a question of its own it is made once, not for every row that it is asked of.
    return f"SELECT {' && '.join(parts)}", [*(" ".join(phrase) for phrase in phrases), *groups]
