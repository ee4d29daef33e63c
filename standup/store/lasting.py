"""What somebody did lately that no setting and no words tell of: `undo` takes it back where it can,
and reaches past nothing of it."""

from dataclasses import dataclass
from datetime import datetime

from standup.store import facts
from standup.store.database import Transaction
from standup.store.instants import Moment, to_ms
from standup.store.owner import Owner, by_person


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody did, by the words or the name of a command, when, and to what: a check-in, a
    run or a message, as text; empty where it stays."""

    number: int
    words: str
    subject: str
    moment: Moment


async def keep(tx: Transaction, person: str, words: str, now: datetime, subject: str = "") -> None:
    """Note what somebody did just now."""
    await tx.run(
        "INSERT INTO lasting (person, words, subject, done_at, settings)"
        f" VALUES (?, ?, ?, ?, {facts.SETTINGS_NOW})",
        person,
        words,
        subject,
        to_ms(now),
    )


async def latest(tx: Transaction, person: str) -> Done | None:
    """What somebody did last."""
    row = await tx.one(
        "SELECT id, words, subject, done_at, settings FROM lasting WHERE person = ?"
        " ORDER BY done_at DESC, settings DESC, id DESC LIMIT 1",
        person,
    )
    return Done(row[0], row[1], row[2], Moment.of(*row[3:])) if row else None


async def take_back(tx: Transaction, done: Done) -> None:
    """Forget what was taken back."""
    await tx.run("DELETE FROM lasting WHERE id = ?", done.number)


async def drop_old(tx: Transaction, before: datetime) -> None:
    """Forget what was done by then."""
    await tx.run("DELETE FROM lasting WHERE done_at < ?", to_ms(before))


PERSONAL = Owner({"lasting": ("person", "words", "subject")}, by_person("lasting"))
