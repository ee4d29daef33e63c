"""What somebody did last that stays, and past which no `undo` reaches."""

from datetime import datetime

from standup.store import facts
from standup.store.database import Transaction
from standup.store.instants import Moment, to_ms
from standup.store.owner import Owner, by_person


async def keep(tx: Transaction, person: str, words: str, now: datetime) -> None:
    """Note what somebody did just now, by the words or the name of a command."""
    await tx.run(
        "INSERT INTO lasting (person, words, done_at, settings)"
        f" VALUES (?, ?, ?, {facts.SETTINGS_NOW})"
        " ON CONFLICT (person) DO UPDATE SET words = excluded.words, done_at = excluded.done_at,"
        " settings = excluded.settings",
        person,
        words,
        to_ms(now),
    )


async def latest(tx: Transaction, person: str) -> tuple[str, Moment] | None:
    """What somebody did last, and when."""
    row = await tx.one("SELECT words, done_at, settings FROM lasting WHERE person = ?", person)
    return (row[0], Moment.of(*row[1:])) if row else None


async def drop_old(tx: Transaction, before: datetime) -> None:
    """Forget what was done by then."""
    await tx.run("DELETE FROM lasting WHERE done_at < ?", to_ms(before))


PERSONAL = Owner({"lasting": ("person", "words")}, by_person("lasting"))
