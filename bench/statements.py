"""What one answer asks of the database: statements, and transactions that go there and back."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

from bench.figure import Effort, Figure, Result
from bench.latency import Ears
from bench.town import PLATFORM, QUESTIONS, Morning, Opened, account, answer, morning, sqlite
from standup.store import facts, idle
from standup.store.database import Operation, Row, Store, Transaction, Words
from standup.store.postgres import PostgresStore
from tests.postgres import Postgres, programs

T = TypeVar("T")

TAKEN, SENT = 6, 10  # statements that we aim at
_MEANING = (
    "An answer to a question that is not the last, everything running. Limit: what we aim at. BEGIN"
    " and COMMIT are not\n  counted; a trip is a transaction, whoever it belongs to."
)
_SCHEMAS = count()


class _Counting:
    """A transaction that says of each statement that it was asked."""

    def __init__(self, tx: Transaction, asked: Callable[[], None]) -> None:
        self._tx = tx
        self._asked = asked

    @property
    def words(self) -> Words:
        """See Transaction."""
        return self._tx.words

    async def run(self, sql: str, *parameters: Any) -> int:
        """See Transaction."""
        self._asked()
        return await self._tx.run(sql, *parameters)

    async def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """See Transaction. Rows that come to nothing are no statement."""
        if given := list(rows):
            self._asked()
            await self._tx.many(sql, given)

    async def one(self, sql: str, *parameters: Any) -> Row | None:
        """See Transaction."""
        self._asked()
        return await self._tx.one(sql, *parameters)

    async def all(self, sql: str, *parameters: Any) -> list[Row]:
        """See Transaction."""
        self._asked()
        return await self._tx.all(sql, *parameters)

    async def attempt(self, operation: Operation[T]) -> T:
        """See Transaction."""
        return await self._tx.attempt(lambda _: operation(self))


class Counted:
    """A store that counts the statements of each of its transactions."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.transactions: list[int] = []

    def _counted(self, operation: Operation[T]) -> Operation[T]:
        async def counted(tx: Transaction) -> T:
            number = len(self.transactions)
            self.transactions.append(0)

            def asked() -> None:
                self.transactions[number] += 1

            return await operation(_Counting(tx, asked))

        return counted

    async def write(self, operation: Operation[T]) -> T:
        """See Store."""
        return await self.store.write(self._counted(operation))

    async def read(self, operation: Operation[T]) -> T:
        """See Store."""
        return await self.store.read(self._counted(operation))

    async def study(self, operation: Operation[T]) -> T:
        """See Store."""
        return await self.store.study(self._counted(operation))

    async def clear(self) -> None:
        """See Store."""
        await self.store.clear()

    async def failure(self) -> Exception:
        """See Store."""
        return await self.store.failure()

    async def close(self) -> None:
        """See Store."""
        await self.store.close()


@dataclass(frozen=True, slots=True)
class Cost:
    """What an answer took: statements until it was taken, and until its reply was noted as sent."""

    taken: int
    sent: int
    trips: int


def measure(_: Effort) -> Result:
    """On SQLite and, where there is one, on PostgreSQL."""
    figures = _figures("SQLite", asyncio.run(costs(sqlite)))
    if programs() is not None:
        server = Postgres()
        try:
            server.start()

            async def opened(_: Path) -> Store:
                return await PostgresStore.open(server.url(f"c{next(_SCHEMAS)}"))

            figures += _figures("PostgreSQL", asyncio.run(costs(opened)))
        finally:
            server.remove()
    return Result("statements an answer", _MEANING, figures)


def _figures(database: str, found: list[Cost]) -> list[Figure]:
    lines = (
        ("taken", median(cost.taken for cost in found), TAKEN),
        ("taken and its reply sent", median(cost.sent for cost in found), SENT),
        ("trips until its reply is sent and noted", median(cost.trips for cost in found), 2),
    )
    return [
        Figure(f"{name}, {database}", f"{value:g}", str(aim), value / aim)
        for name, value, aim in lines
    ]


async def costs(opened: Opened) -> list[Cost]:
    """What each answer of one person took, but the first, which may find things unprepared, and
    the last, which is told to everybody."""
    counted: list[Counted] = []

    async def counting(folder: Path) -> Store:
        counted.append(Counted(await opened(folder)))
        return counted[0]

    ears = Ears([0])
    async with morning(1, 1, ears.hear, counting) as ready:
        running = asyncio.create_task(ready.bot.run())
        try:
            await ears.next(account(0))
            await _settled(ready, counted[0])
            found = [await _cost(ready, counted[0], number) for number in range(QUESTIONS - 1)]
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
    return found[1:]


async def _cost(ready: Morning, counted: Counted, question: int) -> Cost:
    counted.transactions.clear()
    inbox = ready.bot.inboxes[PLATFORM]
    await inbox.take([answer(0, question, ready.clock.now())], cursor=str(question))
    taken = counted.transactions[0]
    await _settled(ready, counted)
    return Cost(taken, sum(counted.transactions), len(counted.transactions))


async def _settled(ready: Morning, counted: Counted) -> None:
    """Wait until nothing is to be done, asking beside what is counted."""

    async def busy(tx: Transaction) -> bool:
        is_whole = await facts.get(tx, facts.INDEXED) == "all"
        return not is_whole or await idle.busy(tx, ready.clock.now())

    before = -1
    while before != len(counted.transactions) or await counted.store.read(busy):
        before = len(counted.transactions)
        await asyncio.sleep(0.02)
