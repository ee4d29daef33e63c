"""In which language people want to be spoken to, as far as they said so or their chat tells it."""

from datetime import datetime
from typing import Any

from standup.core.model import Account
from standup.store.database import Transaction
from standup.store.instants import to_ms
from standup.store.owner import Owner, by_person

_MOMENT = 1000  # milliseconds in which one may be under way without knowing of the other
OF_CHAT = f"""
    SELECT language FROM chat_language h WHERE h.person = ? AND NOT EXISTS (
      SELECT 1 FROM check_in c WHERE c.person = h.person AND c.live = 1
      AND c.opened_at < h.since - {_MOMENT})
    ORDER BY h.since LIMIT 1
"""
"""What somebody's chat speaks, unless they are still being asked what was begun before it told."""


async def keep(tx: Transaction, person: str, language: str) -> None:
    """Speak to them in this language from now on."""
    await tx.run(
        "INSERT INTO language (person, language) VALUES (?, ?)"
        " ON CONFLICT (person) DO UPDATE SET language = excluded.language",
        person,
        language,
    )


async def keep_chats(
    tx: Transaction, account: Account, person: str, language: str, now: datetime
) -> None:
    """Keep which language the client of a person's account speaks."""
    await tx.run(
        "INSERT INTO chat_language (adapter, account, person, language, since)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (adapter, account) DO UPDATE SET"
        " person = excluded.person, language = excluded.language, since = excluded.since",
        account.adapter,
        account.id,
        person,
        language,
        to_ms(now),
    )


async def of(tx: Transaction, person: str) -> str:
    """The language that somebody said, else their chat's; empty where neither is known."""
    row = await tx.one("SELECT language FROM language WHERE person = ?", person)
    row = row or await tx.one(OF_CHAT, person)
    return row[0] if row else ""


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    said = await tx.one("SELECT language FROM language WHERE person = ?", person)
    told = await tx.all(
        "SELECT adapter, account, language FROM chat_language WHERE person = ?"
        " ORDER BY adapter, account",
        person,
    )
    return {
        "language": said[0] if said else None,
        "chat_languages": [
            {"platform": adapter, "account": account, "language": language}
            for adapter, account, language in told
        ],
    }


PERSONAL = Owner(
    {"language": ("person", "language"), "chat_language": ("account", "person", "language")},
    by_person("language", "chat_language"),
    _export,
)
