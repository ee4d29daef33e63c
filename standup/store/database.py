"""What the rest of the store asks of a database, so that it can have a second home.

An operation is an `async def` over a `Transaction`. It awaits nothing else, so a driver may run it
wherever its connection lives.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from standup.core.text.phrases import Phrase

T = TypeVar("T")
Row = tuple[Any, ...]

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


class Transaction(Protocol):
    """Statements in the SQL subset that SQLite and PostgreSQL share, with `?` for parameters.

    `words` are those of the learning log, which each database searches in its own way.
    """

    @property
    def words(self) -> Words:
        """The full-text search of this database."""

    async def run(self, sql: str, *parameters: Any) -> int:
        """Carry out a statement and return how many rows it touched."""

    async def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Carry out a statement once for each row of parameters."""

    async def one(self, sql: str, *parameters: Any) -> Row | None:
        """The first row, or None."""

    async def all(self, sql: str, *parameters: Any) -> list[Row]:
        """All rows."""

    async def attempt(self, operation: "Operation[T]") -> T:
        """Carry out a part that, when it raises, leaves no trace in the whole."""


Operation = Callable[[Transaction], Awaitable[T]]


class Reader(Protocol):
    """A look at a database."""

    async def read(self, operation: Operation[T]) -> T:
        """Carry out an operation that only reads, on one consistent snapshot."""

    async def close(self) -> None:
        """Finish what was begun and let go of the database."""


class Store(Reader, Protocol):
    """A database that commits whole operations."""

    async def study(self, operation: Operation[T]) -> T:
        """The same for one that also works on what it reads, however long that takes.

        It runs in a thread with a connection of its own, so that neither the loop nor any other
        operation waits for it.
        """

    async def write(self, operation: Operation[T]) -> T:
        """Carry out the operation and return once it is durable.

        Operations given at the same time may share a commit; one that raises changes nothing and
        spoils no other, though the others may then be carried out anew, so an operation does
        nothing but ask the database. Cancelling the caller does not undo it.
        """

    async def clear(self) -> None:
        """Clear what was deleted from the files, as far as that is ours to do."""

    async def failure(self) -> Exception:
        """Wait until nothing can be written any more for good, and return why."""
