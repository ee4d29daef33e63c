"""Who agreed to be published, since when, and who was told how to be left out."""

from datetime import date, datetime
from typing import Any

from standup.core.consent import Consent
from standup.store.database import Transaction
from standup.store.instants import from_ms, to_ms
from standup.store.owner import Owner, by_person


async def of(tx: Transaction, person: str) -> Consent:
    """What a person said."""
    return (await _read(tx, "WHERE person = ?", person)).get(person, Consent())


async def everybodys(tx: Transaction) -> dict[str, Consent]:
    """What each person said who said anything, or was told."""
    return await _read(tx, "")


# Whoever was asked since is known to have been told: the question stands below it in their chat.
async def _read(tx: Transaction, where: str, *parameters: str) -> dict[str, Consent]:
    said = await tx.all(f"SELECT person, day, agreed FROM consent {where}", *parameters)
    told = await tx.all(
        "SELECT t.person, t.standup, t.day FROM consent_told t JOIN ("
        " SELECT c.person, r.standup, max(c.asked_at) AS asked"
        f" FROM check_in c JOIN run r ON r.id = c.run_id {where} GROUP BY c.person, r.standup"
        ") a ON a.person = t.person AND a.standup = t.standup AND a.asked >= t.told_at",
        *parameters,
    )
    since: dict[str, dict[str, date]] = {}
    for person, standup, day in told:
        since.setdefault(person, {})[standup] = date.fromisoformat(day)
    everything = {person: bool(agreed) for person, day, agreed in said if not day}
    days: dict[str, dict[date, bool]] = {}
    for person, day, agreed in said:
        if day:
            days.setdefault(person, {})[date.fromisoformat(day)] = bool(agreed)
    return {
        person: Consent(everything.get(person), days.get(person, {}), since.get(person, {}))
        for person in {*everything, *days, *since}
    }


async def say(
    tx: Transaction, person: str, day: date | None, now: datetime, *, agreed: bool
) -> None:
    """Keep what a person says of a day, or of everything (None).

    Days that were taken out one by one stay out when all the rest is published.
    """
    if day is None:
        await tx.run(
            "DELETE FROM consent WHERE person = ? AND day <> '' AND (agreed = 1 OR ? = 0)",
            person,
            int(agreed),
        )
    await tx.run(
        "INSERT INTO consent (person, day, agreed, said_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (person, day)"
        " DO UPDATE SET agreed = excluded.agreed, said_at = excluded.said_at",
        person,
        day.isoformat() if day else "",
        int(agreed),
        to_ms(now),
    )


async def tell(tx: Transaction, person: str, standup: str, day: date, now: datetime) -> bool:
    """Note that a person is told that they are published in a standup from a day on.

    False: they were before.
    """
    touched = await tx.run(
        "INSERT INTO consent_told (person, standup, day, told_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        person,
        standup,
        day.isoformat(),
        to_ms(now),
    )
    return touched == 1


async def last_day(tx: Transaction, person: str) -> date | None:
    """The latest day on which a person shared anything."""
    row = await tx.one(
        "SELECT max(r.day) FROM run r JOIN participant p ON p.run_id = r.id WHERE p.person = ?"
        " AND p.figures IS NULL AND (EXISTS (SELECT 1 FROM check_in c JOIN answer a"
        "  ON a.check_in_id = c.id WHERE c.run_id = r.id AND c.person = p.person)"
        " OR EXISTS (SELECT 1 FROM addition d WHERE d.run_id = r.id AND d.person = p.person))",
        person,
    )
    return date.fromisoformat(row[0]) if row and row[0] else None


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    """What they were told and said of it, and when."""
    rows = await tx.all(
        "SELECT day, agreed, said_at FROM consent WHERE person = ? ORDER BY said_at, day", person
    )
    told = await tx.all(
        "SELECT standup, day, told_at FROM consent_told WHERE person = ? ORDER BY told_at, standup",
        person,
    )
    said: list[dict[str, Any]] = [
        {"day": day or None, "agreed": bool(agreed), "at": from_ms(at).isoformat()}
        for day, agreed, at in rows
    ]
    was_told = [
        {"told_that_from": day, "standup": standup, "at": from_ms(at).isoformat()}
        for standup, day, at in told
    ]
    return {"publishing": was_told + said}


PERSONAL = Owner(
    {"consent": ("person", "day"), "consent_told": ("person", "standup", "day")},
    by_person("consent", "consent_told"),
    _export,
)
