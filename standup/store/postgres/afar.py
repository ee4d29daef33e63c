"""Working in a thread on what the loop's connection reads, so that the loop waits for nothing."""

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from typing import Any, Generic, TypeVar

from standup.store.database import Operation, Row, Transaction, Words
from standup.store.driving import drive

T = TypeVar("T")


class Afar(Generic[T]):
    """An operation carried out in a thread; each of its statements comes back to the loop."""

    def __init__(self, operation: Operation[T]) -> None:
        self._operation = operation
        self._distant: _Distant | None = None
        self._is_left = False

    async def __call__(self, tx: Transaction) -> T:
        """Carry it out in this transaction."""
        self._distant = distant = _Distant(tx, asyncio.get_running_loop())
        distant.is_over = self._is_left
        try:
            return await asyncio.to_thread(lambda: drive(self._operation(distant)))
        finally:
            self.leave()

    def leave(self) -> None:
        """Nobody waits for what the thread finds any more: its next statement ends it."""
        self._is_left = True
        if self._distant is not None:
            self._distant.is_over = True


class _Distant:
    """A transaction as a thread has it that is not the loop's: every answer is waited for."""

    def __init__(self, tx: Transaction, loop: asyncio.AbstractEventLoop) -> None:
        self.words: Words = tx.words
        self._tx = tx
        self._loop = loop
        self.is_over = False

    async def run(self, sql: str, *parameters: Any) -> int:
        """See Transaction."""
        return self._asked(self._tx.run(sql, *parameters))

    async def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """See Transaction."""
        self._asked(self._tx.many(sql, rows))

    async def one(self, sql: str, *parameters: Any) -> Row | None:
        """See Transaction."""
        return self._asked(self._tx.one(sql, *parameters))

    async def all(self, sql: str, *parameters: Any) -> list[Row]:
        """See Transaction."""
        return self._asked(self._tx.all(sql, *parameters))

    async def attempt(self, operation: Operation[T]) -> T:
        """See Transaction. Where nothing is written nothing has to be taken back."""
        return await operation(self)

    def _asked(self, statement: Coroutine[Any, Any, T]) -> T:
        if self.is_over:
            statement.close()
            raise asyncio.CancelledError  # which nobody takes for a failure of theirs
        return asyncio.run_coroutine_threadsafe(statement, self._loop).result()
