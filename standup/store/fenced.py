"""A store that writes for a lane as long as nobody else has taken it."""

from collections.abc import Callable
from typing import TypeVar

from standup.errors import LaneLostError
from standup.store import lanes
from standup.store.database import Operation, Store, Transaction

T = TypeVar("T")


class FencedStore:
    """Whatever is written through it is written in the epoch the lane was taken in, or not at all.

    A process that hung cannot know that another has taken its lane; so each transaction asks. The
    writers of a database take turns, so what was true at its beginning is true until its end.
    `lost` is called once it turned out that the lane is another's.
    """

    def __init__(self, store: Store, lane: str, epoch: int, lost: Callable[[], None]) -> None:
        self._store = store
        self._lane = lane
        self._epoch = epoch
        self._lost = lost
        self._asked: Transaction | None = None  # held, so that no other can be taken for it

    async def write(self, operation: Operation[T]) -> T:
        """See Store. Raises LaneLostError, and then nothing was written."""

        async def fenced(tx: Transaction) -> T:
            if tx is not self._asked:
                await self._ask(tx)
                self._asked = tx
            return await operation(tx)

        try:
            return await self._store.write(fenced)
        except LaneLostError:
            self._lost()
            raise

    async def _ask(self, tx: Transaction) -> None:
        if not await lanes.is_held(tx, self._lane, self._epoch):
            raise LaneLostError(f"{self._lane} is carried by another worker by now")

    async def read(self, operation: Operation[T]) -> T:
        """See Store."""
        return await self._store.read(operation)

    async def study(self, operation: Operation[T]) -> T:
        """See Store."""
        return await self._store.study(operation)

    async def clear(self) -> None:
        """See Store."""
        await self._store.clear()

    async def failure(self) -> Exception:
        """See Store."""
        return await self._store.failure()

    async def close(self) -> None:
        """See Store: it is not ours to close."""
