"""Carrying out an operation where there is no event loop: in the thread of a connection."""

from collections.abc import Awaitable
from typing import TypeVar

T = TypeVar("T")


def drive(operation: Awaitable[T]) -> T:
    """Run an operation whose every await is already there, without an event loop."""
    steps = operation.__await__()
    try:
        next(steps)
    except StopIteration as stop:
        result: T = stop.value
        return result
    raise RuntimeError("a store operation awaited something that is not the database")
