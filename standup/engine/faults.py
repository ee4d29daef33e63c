"""Saying what went wrong without saying what anybody wrote, and ending where that was wished."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from standup.chat.interface import AdapterError
from standup.errors import DatabaseAwayError


def told(error: BaseException) -> str:
    """What a platform told of a failure; where it told nothing, what failed in our own code."""
    if isinstance(error, AdapterError) and error.told:
        return error.told
    return " at ".join(fault(error))


def fault(error: BaseException) -> tuple[str, str]:
    """An unexpected error's type and the line it was raised at.

    Its text stays out: it could hold an answer or a token.
    """
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "an unknown line"
    return type(error).__name__, where


def is_of_the_database(error: BaseException) -> bool:
    """Whether it failed since the database is away, of which the store tells, and nobody else."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return isinstance(error, DatabaseAwayError)


@contextmanager
def heeding_cancellation() -> Iterator[None]:
    """End here where we were cancelled and what runs in the block made another error of it.

    Whatever goes on after any error needs this: a library that cleans up after a cancellation
    may fail at it, and its error would be all that is left of the wish that we end.
    """
    try:
        yield
    finally:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise asyncio.CancelledError
