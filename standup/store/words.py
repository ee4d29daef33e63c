"""The words of the learning log's entries, as each database's own full-text search keeps them.

What the two have in common stands here; where they differ is `standup/store/fts5.py` and
`standup/store/postgres/words.py`, and nowhere else.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from standup.core.text.phrases import Phrase, bare

if TYPE_CHECKING:
    from standup.store.database import Transaction

DAY_BITS = 34
"""An entry's number has its day, counted from 1970, in front of so many bits."""

Mark = str
"""Digits that stand for a fact by which entries are found, such as whose they are."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries: with all these phrases, and of each group of marks at least one.

    Their numbers are at least `first` and at most `last`.
    """

    phrases: tuple[Phrase, ...]
    marks: tuple[tuple[Mark, ...], ...]
    first: int
    last: int


Put = tuple[int, str, Sequence[Mark]]
"""The number of an entry, and the words and marks that it is to be found by."""


class Words(Protocol):
    """The words of all entries. A person's own words are data: none of them is a command."""

    async def put(self, tx: "Transaction", entries: Sequence[Put]) -> None:
        """Index entries by these words and marks, in place of what they had before."""

    async def drop(self, tx: "Transaction", entries: Sequence[int]) -> None:
        """Take entries out of the index."""

    async def find(
        self, tx: "Transaction", asked: Asked, most: int, *, oldest_first: bool
    ) -> list[int]:
        """The numbers of the newest or oldest entries that are all of this, in that order."""

    async def purge(self, tx: "Transaction") -> bool:
        """Take a step to let go of what was dropped for good; whether that was the last one."""


def mark(what: str, value: str) -> Mark:
    """What stands for this fact; nobody can tell the fact from it."""
    digest = hashlib.sha256(f"{what}/{value}".encode()).digest()
    return str(int.from_bytes(digest[:8]) | 1 << 63)


def kind_mark(kind: str) -> Mark:
    """What stands for the kind of a day, however it is spelt."""
    return mark("kind", bare(kind))


def numbers(entries: Iterable[int]) -> str:
    """Numbers of our own as they stand in a list of SQL."""
    return ", ".join(map(str, entries)) or "NULL"
