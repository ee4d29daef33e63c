"""Looks at the database, each as of one moment.

A statement is of one moment by itself. So an operation is carried out without a transaction, which
takes one trip to the server instead of three, until it wants a second statement. Then it is carried
out anew in a transaction, and so is each of its kind from then on.
"""

from contextlib import suppress
from types import CodeType
from typing import Any, TypeVar

from standup.store.database import Operation, Row
from standup.store.postgres.sql import Connection, PostgresTransaction

T = TypeVar("T")

_BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class Snapshots:
    """Carries out what only reads, on connections that may do nothing else."""

    def __init__(self) -> None:
        self._of_several: set[CodeType] = set()

    async def look(self, connection: Connection, operation: Operation[T]) -> T:
        """Carry out an operation as of one moment."""
        kind = _kind(operation)
        if kind is not None and kind not in self._of_several:
            try:
                return await operation(_Single(connection))
            except _SecondStatement:
                self._of_several.add(kind)
        return await _in_one(connection, operation)


def _kind(operation: Operation[Any]) -> CodeType | None:
    """What stands in the code for operations alike; None where that cannot be told."""
    found = getattr(getattr(operation, "func", operation), "__code__", None)
    return found if isinstance(found, CodeType) else None


async def _in_one(connection: Connection, operation: Operation[T]) -> T:
    await connection.execute(_BEGIN)
    try:
        result = await operation(PostgresTransaction(connection))
    except BaseException:
        with suppress(Exception):
            await connection.execute("ROLLBACK")
        raise
    await connection.execute("COMMIT")
    return result


class _SecondStatement(BaseException):
    """The operation is one of several statements."""


class _Single(PostgresTransaction):
    """A connection without a transaction, which takes one statement."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._is_spent = False

    def _spend(self) -> None:
        if self._is_spent:
            raise _SecondStatement
        self._is_spent = True

    async def one(self, sql: str, *parameters: Any) -> Row | None:
        """See Transaction."""
        self._spend()
        return await super().one(sql, *parameters)

    async def all(self, sql: str, *parameters: Any) -> list[Row]:
        """See Transaction."""
        self._spend()
        return await super().all(sql, *parameters)

    async def attempt(self, operation: Operation[T]) -> T:  # noqa: ARG002 - it is for another
        """See Transaction."""
        raise _SecondStatement
