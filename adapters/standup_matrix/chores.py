"""Work that waits for another server or a person: begun, never waited for, a little at a time."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeVar

from standup.chat.interface import TryAgain
from standup.core.pause import Pause
from standup_matrix.errors import Refused, TokenRefused

T = TypeVar("T")

log = logging.getLogger(__name__)

_LONGEST_SECONDS = 60.0


class Chores:
    """At most so many of one kind at once; what fails is logged, and ends with its session."""

    def __init__(self, at_once: int) -> None:
        self._turns = asyncio.Semaphore(at_once)
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def __len__(self) -> int:
        return len(self._tasks)

    def begin(self, what: str, work: Callable[[], Awaitable[None]]) -> None:
        """Do this some time soon, unless it is being done."""
        if what not in self._tasks:
            task = asyncio.create_task(self._carry_out(what, work), name=what)
            self._tasks[what] = task
            task.add_done_callback(lambda _: self._tasks.pop(what, None))

    async def idle(self) -> None:
        """Wait until all that was begun is done."""
        while self._tasks:
            await asyncio.wait(list(self._tasks.values()))

    async def close(self) -> None:
        """End what is not done."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def turn(self) -> asyncio.Semaphore:
        """What is held while something is asked, and given back in pauses."""
        return self._turns

    async def again_and_again(
        self, make: Callable[[], Awaitable[T]], tries: int, turn: asyncio.Lock | None = None
    ) -> T:
        """The result of `make`; the pauses between the tries, and the wait for one's turn among
        those of one person, are taken from nobody else. Raises TryAgain after so many tries."""
        turn, left = turn or asyncio.Lock(), tries
        async for _ in pauses():
            try:
                async with turn, self._turns:
                    return await make()
            except TryAgain:
                left -= 1
                if not left:
                    raise
        raise AssertionError("it goes on for ever")

    async def _carry_out(self, what: str, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except (Refused, TryAgain) as error:
            log.warning("%s failed: %s", what, error, extra={"action": "matrix_chore"})
        except TokenRefused:
            log.debug("%s waits until we are signed in again", what)
        except Exception as error:  # noqa: BLE001 - nothing else depends on it
            kind = type(error).__name__
            log.warning("%s failed: %s", what, kind, extra={"action": "matrix_chore"})


async def pauses() -> AsyncIterator[None]:
    """For ever: at once, and then with pauses that grow."""
    pause = Pause(1.0, _LONGEST_SECONDS)
    while True:
        yield
        await asyncio.sleep(pause.next())
