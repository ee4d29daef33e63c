"""The schedule: when each round opens next in each zone, and which openings were missed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from standup.store.database import Transaction
from standup.store.instants import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Due:
    """The next opening of a round in a zone."""

    standup: str
    round: str
    zone: str
    day: date
    at: datetime


async def scheduled(tx: Transaction) -> dict[tuple[str, str, str], Due]:
    """Every next opening, by (standup, round, zone)."""
    rows = await tx.all("SELECT standup, round, zone, day, due_at FROM schedule")
    return {(row[0], row[1], row[2]): _due(row) for row in rows}


async def of_standup(tx: Transaction, standup: str) -> list[Due]:
    """Every next opening of a standup."""
    rows = await tx.all(
        "SELECT standup, round, zone, day, due_at FROM schedule WHERE standup = ?", standup
    )
    return [_due(row) for row in rows]


async def set_due(tx: Transaction, due: Due) -> None:
    """Note a next opening."""
    await tx.run(
        "INSERT INTO schedule (standup, round, zone, day, due_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (standup, round, zone)"
        " DO UPDATE SET day = excluded.day, due_at = excluded.due_at",
        due.standup,
        due.round,
        due.zone,
        due.day.isoformat(),
        to_ms(due.at),
    )


async def unschedule(tx: Transaction, standup: str, round_id: str, zone: str) -> None:
    """Forget an opening that is no longer to come."""
    await tx.run(
        "DELETE FROM schedule WHERE standup = ? AND round = ? AND zone = ?",
        standup,
        round_id,
        zone,
    )


async def due_opening(tx: Transaction, now: datetime, but: Collection[str]) -> Due | None:
    """The earliest opening whose time has come, of any standup but these."""
    marks = ", ".join("?" * len(but)) or "''"
    row = await tx.one(
        "SELECT standup, round, zone, day, due_at FROM schedule WHERE due_at <= ?"
        f" AND standup NOT IN ({marks})"
        " ORDER BY due_at, standup, round, zone LIMIT 1",
        to_ms(now),
        *sorted(but),
    )
    return None if row is None else _due(row)


def _due(row: tuple[str, str, str, str, int]) -> Due:
    standup, round_id, zone, day, at = row
    return Due(standup, round_id, zone, date.fromisoformat(day), from_ms(at))


async def next_moment(tx: Transaction) -> datetime | None:
    """The earliest moment at which anything is to happen by the clock."""
    row = await tx.one(
        "SELECT min(due) FROM ("
        " SELECT min(due_at) AS due FROM schedule"
        " UNION ALL SELECT min(remind_due) FROM check_in WHERE remind_due IS NOT NULL"
        " UNION ALL SELECT min(later_due) FROM check_in WHERE later_due IS NOT NULL"
        " UNION ALL SELECT min(deadline_due) FROM check_in WHERE deadline_due IS NOT NULL"
        " UNION ALL SELECT min(closes_at) FROM run WHERE closed_at IS NULL) AS moments"
    )
    return from_ms(row[0]) if row and row[0] is not None else None


async def miss(tx: Transaction, due: Due, now: datetime, reason: str) -> None:
    """Record an opening in which nobody was asked."""
    await tx.run(
        "INSERT INTO missed (standup, day, round, zone, due_at, settled_at, reason)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        due.standup,
        due.day.isoformat(),
        due.round,
        due.zone,
        to_ms(due.at),
        to_ms(now),
        reason,
    )


async def missed(tx: Transaction, standup: str, first: date, last: date) -> list[Due]:
    """The openings of a period in which nobody was asked."""
    rows = await tx.all(
        "SELECT standup, round, zone, day, due_at FROM missed"
        " WHERE standup = ? AND day BETWEEN ? AND ? ORDER BY due_at",
        standup,
        first.isoformat(),
        last.isoformat(),
    )
    return [_due(row) for row in rows]
