"""Working in a thread on what the loop's connection reads, so that the loop waits for nothing."""

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from typing import Any, TypeVar

from standup.store.database import Operation, Row, Transaction
from standup.store.driving import drive
from standup.store.words import Words

T = TypeVar("T")


async def afar(operation: Operation[T], tx: Transaction) -> T:
    """Carry out an operation in a thread; each of its statements comes back to this loop."""
    distant = _Distant(tx, asyncio.get_running_loop())
    try:
        return await asyncio.to_thread(lambda: drive(operation(distant)))
    finally:
        distant.leave()


class _Distant:
    """A transaction as a thread has it that is not the loop's: every answer is waited for."""

    def __init__(self, tx: Transaction, loop: asyncio.AbstractEventLoop) -> None:
        self.words: Words = tx.words
        self._tx = tx
        self._loop = loop
        self._is_over = False

    def leave(self) -> None:
        """Nobody waits for what the thread finds any more: its next statement ends it."""
        self._is_over = True

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
        if self._is_over:
            statement.close()
            raise asyncio.CancelledError  # which nobody takes for a failure of theirs
        return asyncio.run_coroutine_threadsafe(statement, self._loop).result()
