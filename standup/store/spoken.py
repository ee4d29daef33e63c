"""In which language people want to be spoken to, as far as they said so."""

from typing import Any

from standup.store.database import Transaction
from standup.store.owner import Owner, by_person


async def keep(tx: Transaction, person: str, language: str) -> None:
    """Speak to them in this language from now on."""
    await tx.run(
        "INSERT INTO language (person, language) VALUES (?, ?)"
        " ON CONFLICT (person) DO UPDATE SET language = excluded.language",
        person,
        language,
    )


async def of(tx: Transaction, person: str) -> str:
    """The language that somebody said; empty where they said none."""
    row = await tx.one("SELECT language FROM language WHERE person = ?", person)
    return row[0] if row else ""


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    return {"language": await of(tx, person) or None}


PERSONAL = Owner({"language": ("person", "language")}, by_person("language"), _export)
