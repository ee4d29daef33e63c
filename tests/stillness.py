"""An event loop whose time passes only while nobody is at work, though databases are real.

Where every callback has run, and no database and no thread has anything of ours in hand, it is at
once the time of the next timer. So a pause of a minute takes no time, and what a pause is there
for has happened after it, however busy the machine is.
"""

import asyncio
import selectors
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

_LEAST = 1e-6  # seconds; a jump that rounding swallows would be no jump
_PATIENCE = 2.0  # seconds that may pass, all the same, where a database takes as long or longer
_MOST_TURNS = 500  # of theirs and ours, after which it does too: some work has no end by itself
_AT_WORK = ("aiosqlite", "asyncpg")  # packages whose futures are answered by nobody here


class StillLoop(asyncio.SelectorEventLoop):
    """The loop; see above."""

    def __init__(self) -> None:
        self.selector = StillSelector()
        super().__init__(self.selector)

    def time(self) -> float:
        """Seconds, from an arbitrary beginning."""
        return self.selector.now

    def create_future(self) -> "asyncio.Future[Any]":
        """A future; one that a database is to answer counts as work until it is answered."""
        future: asyncio.Future[Any] = asyncio.Future(loop=self)
        if sys._getframe(1).f_globals.get("__name__", "").startswith(_AT_WORK):
            self.selector.at_work += 1
            future.add_done_callback(self._answered)
        return future

    def _answered(self, _: object) -> None:
        self.selector.at_work -= 1

    def run_in_executor(  # type: ignore[override]
        self, executor: Executor | None, func: Callable[..., Any], *args: Any
    ) -> "asyncio.Future[Any]":
        """What a thread does is work until it is done."""
        self.selector.at_work += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._answered)
        return future

    async def create_connection(self, *args: Any, **options: Any) -> Any:
        """Reaching a server is work until it is reached."""
        with self.selector.working():
            return await super().create_connection(*args, **options)


class StillSelector(selectors.DefaultSelector):
    """Waits for no time to pass, unless somebody is at work."""

    now = 1000.0
    at_work = 0
    turns = 0
    patience = _PATIENCE

    @contextmanager
    def working(self) -> Iterator[None]:
        """While the block runs somebody is at work."""
        self.at_work += 1
        try:
            yield
        finally:
            self.at_work -= 1

    def select(self, timeout: float | None = None) -> list[Any]:
        """What has happened; where that is nothing and nobody is at work, time has passed."""
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        found = super().select(self.patience if self.at_work else 0)
        self.turns += 1
        if not found or self.turns > _MOST_TURNS:
            self.now += max(min(timeout, self.patience) if self.at_work else timeout, _LEAST)
            self.turns = 0
        return found
