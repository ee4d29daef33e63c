"""Everything that is kept of a person: the one list of who keeps it, and what is done with all.

`tests/store/test_personal_data.py` fails for a table with a person in it that is not on the list.
"""

from typing import Any

from standup.store import (
    absences,
    accounts,
    adapter_values,
    called,
    changes,
    consents,
    days,
    farewells,
    inbound,
    item_words,
    lasting,
    messages,
    offers,
    settings,
    shared_reports,
    silences,
    spoken,
    told,
    wishes,
)
from standup.store.database import Transaction
from standup.store.learning_log import searches
from standup.store.owner import Forgotten, Owner

DAYS = days.PERSONAL
OTHERS = (
    absences.PERSONAL,
    accounts.PERSONAL,
    searches.PERSONAL,
    consents.PERSONAL,
    told.PERSONAL,
    spoken.PERSONAL,
    called.PERSONAL,
    lasting.PERSONAL,
    offers.PERSONAL,
    wishes.PERSONAL,
    shared_reports.PERSONAL,
    settings.PERSONAL,
    silences.PERSONAL,
    item_words.PERSONAL,
    changes.PERSONAL,
    adapter_values.PERSONAL,
    inbound.PERSONAL,
    messages.PERSONAL,
    farewells.PERSONAL,
)
OWNERS: tuple[Owner, ...] = (*OTHERS, DAYS)
"""In the order of an export."""


async def export(tx: Transaction, person: str) -> dict[str, Any]:
    """Everything that is kept of one person, ready for JSON."""
    found: dict[str, Any] = {"person": person}
    for owner in OWNERS:
        found |= await owner.export(tx, person)
    return found


async def forget_days(tx: Transaction, whom: Forgotten) -> None:
    """The first half of forgetting: what was posted of their days is to follow then."""
    await DAYS.forget(tx, whom)


async def forget_others(tx: Transaction, whom: Forgotten) -> None:
    """The second half, once they were told: everything else, but for the message that tells."""
    for owner in OTHERS:
        await owner.forget(tx, whom)


KNOWN_BY = (
    *("participant", "away", "account", "preference", "consent", "told", "language"),
    *("chat_language", "setting", "silence", "item_news", "item_wording"),
)
"""The tables by which somebody is known as one of whom something is kept."""

_COLUMNS = (
    *((table, "person") for table in KNOWN_BY),
    ("change", "said_by"),
    ("change", "done_to"),
    ("item", "author"),
    ("item", "owner"),
)
_PEOPLE = " UNION ".join(
    f"SELECT {column} AS person FROM {table} WHERE {column} IS NOT NULL"
    for table, column in _COLUMNS
)


async def people(tx: Transaction) -> list[str]:
    """Everybody of whom anything is stored."""
    return [row[0] for row in await tx.all(f"{_PEOPLE} ORDER BY person")]
