"""What the rest of the store asks of a database, so that it can have a second home.

An operation is an `async def` over a `Transaction`. It awaits nothing else, so a driver may run it
wherever its connection lives.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, Protocol, TypeVar

from standup.store.words import Words

T = TypeVar("T")
Row = tuple[Any, ...]


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
