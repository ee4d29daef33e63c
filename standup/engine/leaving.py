"""What leaves with the commit of the operation that caused it."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from standup.store.database import Transaction
from standup.store.outbox import Claimed


@dataclass(slots=True)
class Leaving:
    """Replies whose sending begins with the commit of an operation, which nobody has to look for.

    `at_once` are the accounts to which one may leave so, each with the number of the message to it
    that is under way and goes first, or 0. `is_news` says that something else was caused as well,
    `is_setting` that the configuration holds otherwise from now on, `is_sooner` that something
    is to happen by the clock that was not before. So many events are `taken`; where those are not
    all (`is_all`), the rest are to know first what was set.
    """

    at_once: Mapping[str, int] = field(default_factory=dict)
    begun: list[Claimed] = field(default_factory=list)
    is_news: bool = False
    is_setting: bool = False
    is_sooner: bool = False
    taken: int = 0
    is_all: bool = True


Answering = Callable[[Transaction, Mapping[str, int]], Awaitable[Leaving]]
"""An operation, given the accounts to which a reply may leave with its commit."""


class WayOut(Protocol):
    """What sends replies as soon as they are on disk."""

    async def carry(self, accounts: Collection[str], answering: Answering) -> Leaving:
        """Carry out an operation that may answer these accounts, and send what it began."""
