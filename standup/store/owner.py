"""What a module that keeps something of a person says of it: where, how to give it, how to forget.

Such a module has a `PERSONAL` of this kind, which stands in the list of `personal_data.py`.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from standup.core.model import Account
from standup.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A person who is forgotten.

    `accounts` are theirs and nobody else's, `alias` stands for them in past runs, and the message
    whose key begins with `farewell` stays, since it tells them. `is_absent`: they are not in the
    configuration any more.
    """

    person: str
    accounts: tuple[Account, ...]
    alias: str
    farewell: str
    at: datetime
    is_absent: bool


Export = Callable[[Transaction, str], Awaitable[dict[str, Any]]]
"""What is kept of a person by their id, ready for JSON: a part of their export."""

Forget = Callable[[Transaction, Forgotten], Awaitable[None]]
"""Deletes what is kept of a person, or takes out of it who they were and what they said."""


async def nothing(tx: Transaction, person: str) -> dict[str, Any]:
    """The export of an owner whose data is shown elsewhere or says nothing to its person."""
    del tx, person
    return {}


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for some tables: `holds` has the columns that name a person or say their words.

    An account, the id of a message and what is made from any of these name a person as well.
    """

    holds: Mapping[str, tuple[str, ...]]
    forget: Forget
    export: Export = nothing


def by_person(*tables: str) -> Forget:
    """Forgets whoever it is by deleting their rows of these tables, which have a `person`."""

    async def forget(tx: Transaction, whom: Forgotten) -> None:
        for table in tables:
            await tx.run(f"DELETE FROM {table} WHERE person = ?", whom.person)

    return forget
