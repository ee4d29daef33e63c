"""SQLite's connections without threads of their own: what they are to do the event loop does.

Each statement of the engine's tests would else wake another thread and be waited for, which takes
longer than the statement. Whatever else a connection of aiosqlite's is, it stays: one thing after
the other, in their order, and what was begun is done although nobody waits for it any more.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from aiosqlite import core

_Asked = tuple["asyncio.Future[Any] | None", Callable[[], Any]]


@contextmanager
def threadless() -> Iterator[None]:
    """While the block runs connections that are opened have no thread."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(core, "SimpleQueue", _Queue)
        patch.setattr(core, "Thread", _NoThread)
        yield


class _Queue:
    """What is asked of one connection."""

    def put_nowait(self, asked: _Asked) -> None:
        """Have it done, in its turn."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # a connection that nobody closed is let go of anywhere
            _do(*asked)
        else:
            loop.call_soon(_do, *asked)


class _NoThread:
    """What stands where each connection has a thread."""

    def __init__(self, **_: object) -> None:
        pass

    def start(self) -> None:
        """The event loop runs."""


def _do(future: "asyncio.Future[Any] | None", work: Callable[[], Any]) -> None:
    try:
        result = work()
    except BaseException as error:  # noqa: BLE001 - handed to whoever waits, as the thread does
        if future is not None:
            core.set_exception(future, error)
    else:
        if future is not None:
            core.set_result(future, result)
