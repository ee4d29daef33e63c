"""When people are away."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from standup.core.dates.away import Away
from standup.store import facts
from standup.store.database import Row, Transaction
from standup.store.instants import Moment, from_ms, to_ms
from standup.store.owner import Owner, by_person

_FEW = 500  # names in one statement


async def of(tx: Transaction, person: str, today: date) -> tuple[Away, ...]:
    """A person's away dates that are not over."""
    rows = await tx.all(
        "SELECT first_day, last_day, standup FROM away WHERE person = ? AND last_day >= ?"
        " ORDER BY first_day",
        person,
        today.isoformat(),
    )
    return read(rows)


async def away_on(tx: Transaction, people: Sequence[str], day: date, standup: str) -> set[str]:
    """Who of these is away on a day from a standup."""
    found: set[str] = set()
    for begin in range(0, len(people), _FEW):
        few = people[begin : begin + _FEW]
        rows = await tx.all(
            "SELECT DISTINCT person FROM away WHERE last_day >= ? AND first_day <= ?"
            f" AND person IN ({', '.join('?' * len(few))}) AND standup IN ('', ?)",
            day.isoformat(),
            day.isoformat(),
            *few,
            standup,
        )
        found |= {person for (person,) in rows}
    return found


def read(rows: list[Row]) -> tuple[Away, ...]:
    """The away dates of rows of a first and a last day, and in which standup alone."""
    return tuple(Away(date.fromisoformat(a), date.fromisoformat(b), of) for a, b, of in rows)


async def stay_away(tx: Transaction, person: str, away: Away, now: datetime) -> None:
    """Add away dates; when they were said is kept of those that somebody said of themselves."""
    await tx.run(
        "INSERT INTO away (person, first_day, last_day, standup, said_at, settings)"
        f" VALUES (?, ?, ?, ?, ?, {facts.SETTINGS_NOW})",
        person,
        away.first.isoformat(),
        away.last.isoformat(),
        away.standup,
        None if away.standup else to_ms(now),
    )


async def said_last(tx: Transaction, person: str, today: date) -> tuple[Away, Moment] | None:
    """The away dates that somebody said last of themselves, unless they are over, and when."""
    rows = await tx.all(
        "SELECT first_day, last_day, standup, said_at, settings FROM away WHERE person = ?"
        " AND last_day >= ? AND said_at IS NOT NULL ORDER BY said_at DESC, settings DESC LIMIT 1",
        person,
        today.isoformat(),
    )
    return next(((read([row[:3]])[0], Moment.of(*row[3:])) for row in rows), None)


async def take_back(tx: Transaction, person: str, away: Away) -> None:
    """Forget away dates that somebody said of themselves."""
    await tx.run(
        "DELETE FROM away WHERE person = ? AND first_day = ? AND last_day = ? AND standup = ''",
        person,
        away.first.isoformat(),
        away.last.isoformat(),
    )


async def come_back(
    tx: Transaction, person: str, day: date, before: date, standup: str = ""
) -> None:
    """End all away dates from `day` on, or those of a standup alone; what is past, up to the eve
    `before`, stays on record."""
    these, those = (" AND standup = ?", (standup,)) if standup else ("", ())
    await tx.run(
        f"DELETE FROM away WHERE person = ? AND first_day >= ?{these}",
        person,
        day.isoformat(),
        *those,
    )
    await tx.run(
        f"UPDATE away SET last_day = ? WHERE person = ? AND last_day >= ?{these}",
        before.isoformat(),
        person,
        day.isoformat(),
        *those,
    )


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    """All their away dates, also those that are over."""
    rows = await tx.all(
        "SELECT first_day, last_day, standup, said_at FROM away WHERE person = ?"
        " ORDER BY first_day",
        person,
    )
    return {
        "away": [
            {"first": first, "last": last}
            | ({"standup": standup} if standup else {})
            | ({"said": from_ms(at).isoformat()} if at is not None else {})
            for first, last, standup, at in rows
        ]
    }


PERSONAL = Owner({"away": ("person", "first_day", "last_day")}, by_person("away"), _export)
