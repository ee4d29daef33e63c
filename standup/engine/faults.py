"""Saying what went wrong without saying what anybody wrote, and ending where that was wished."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from standup.chat.interface import REASONS, AdapterError
from standup.core.messages.markup import visible
from standup.errors import DatabaseAwayError

_LONGEST = 500  # letters of what an adapter says of itself


def told(error: BaseException) -> str:
    """What a platform told of a failure; where it told nothing, what failed in our own code."""
    if isinstance(error, AdapterError) and error.told:
        return error.told
    return " at ".join(fault(error))


def cause(error: BaseException, *first: type[BaseException]) -> BaseException:
    """What made several tasks end: one of these if it is among them, or else the first of all."""
    if not isinstance(error, BaseExceptionGroup):
        return error
    for kind in first:
        if (found := error.subgroup(kind)) is not None:
            return cause(found.exceptions[0], kind)
    return cause(error.exceptions[0])


def heard(error: BaseException) -> str:
    """Why a connection ended, in the words of the adapter where it has said so with an error of the
    interface: these are for the log."""
    if isinstance(error, AdapterError) and (said := error.told or str(error)):
        return " ".join(visible(said).split())[:_LONGEST]
    return told(error)


def known_reason(reason: str) -> str:
    """Why somebody or some place cannot be reached, in a word that we know."""
    return reason if reason in REASONS else "unknown"


def fault(error: BaseException) -> tuple[str, str]:
    """An unexpected error's type and the line it was raised at.

    Its text stays out: it could hold an answer or a token.
    """
    error = cause(error)
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "an unknown line"
    return type(error).__name__, where


def is_of_the_database(error: BaseException) -> bool:
    """Whether it failed since the database is away, of which the store tells, and nobody else."""
    return isinstance(cause(error), DatabaseAwayError)


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
