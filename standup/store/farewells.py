"""Whether a person who asked to be forgotten has confirmed it."""

from datetime import datetime

from standup.store.database import Transaction
from standup.store.instants import to_ms
from standup.store.owner import Owner, by_person


async def ask(tx: Transaction, person: str, until: datetime) -> None:
    """Note that a person asked to be forgotten, and until when they may confirm it."""
    await tx.run(
        "INSERT INTO farewell (person, until) VALUES (?, ?)"
        " ON CONFLICT (person) DO UPDATE SET until = excluded.until",
        person,
        to_ms(until),
    )


async def confirms(tx: Transaction, person: str, now: datetime) -> bool:
    """Whether a person may confirm that they want to be forgotten now; this uses it up."""
    row = await tx.one("SELECT until FROM farewell WHERE person = ?", person)
    await tx.run("DELETE FROM farewell WHERE person = ?", person)
    return row is not None and to_ms(now) < row[0]


PERSONAL = Owner({"farewell": ("person",)}, by_person("farewell"))
