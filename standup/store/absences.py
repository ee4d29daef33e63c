"""When people are away."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from standup.core.dates.away import Away
from standup.store.database import Row, Transaction
from standup.store.owner import Owner, by_person

_FEW = 500  # names in one statement


async def of(tx: Transaction, person: str, today: date) -> tuple[Away, ...]:
    """A person's away dates that are not over."""
    rows = await tx.all(
        "SELECT first_day, last_day FROM away WHERE person = ? AND last_day >= ?"
        " ORDER BY first_day",
        person,
        today.isoformat(),
    )
    return read(rows)


async def away_on(tx: Transaction, people: Sequence[str], day: date) -> set[str]:
    """Who of these is away on a day."""
    found: set[str] = set()
    for begin in range(0, len(people), _FEW):
        few = people[begin : begin + _FEW]
        rows = await tx.all(
            "SELECT DISTINCT person FROM away WHERE last_day >= ? AND first_day <= ?"
            f" AND person IN ({', '.join('?' * len(few))})",
            day.isoformat(),
            day.isoformat(),
            *few,
        )
        found |= {person for (person,) in rows}
    return found


def read(rows: list[Row]) -> tuple[Away, ...]:
    """The away dates of rows of a first and a last day."""
    return tuple(Away(date.fromisoformat(a), date.fromisoformat(b)) for a, b in rows)


async def stay_away(tx: Transaction, person: str, away: Away) -> None:
    """Add away dates."""
    await tx.run(
        "INSERT INTO away (person, first_day, last_day) VALUES (?, ?, ?)",
        person,
        away.first.isoformat(),
        away.last.isoformat(),
    )


async def come_back(tx: Transaction, person: str, day: date, before: date) -> None:
    """End all away dates from `day` on; what is past, up to the eve `before`, stays on record."""
    await tx.run("DELETE FROM away WHERE person = ? AND first_day >= ?", person, day.isoformat())
    await tx.run(
        "UPDATE away SET last_day = ? WHERE person = ? AND last_day >= ?",
        before.isoformat(),
        person,
        day.isoformat(),
    )


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    """All their away dates, also those that are over."""
    rows = await tx.all(
        "SELECT first_day, last_day FROM away WHERE person = ? ORDER BY first_day", person
    )
    return {"away": [{"first": first, "last": last} for first, last in rows]}


PERSONAL = Owner({"away": ("person", "first_day", "last_day")}, by_person("away"), _export)
