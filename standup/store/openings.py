"""The schedule: when each round opens next in each slot, and which openings were missed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from standup.core.model import Slot, Times
from standup.store.database import Transaction
from standup.store.instants import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Due:
    """The next opening of a round in a zone, for those who chose these times."""

    standup: str
    round: str
    zone: str
    day: date
    at: datetime
    times: Times = ()

    @property
    def slot(self) -> Slot:
        """In which it is."""
        return Slot(self.zone, self.times)


Key = tuple[str, str, Slot]
"""Which opening: the standup, the round, the slot."""
_MINUTE = timedelta(minutes=1)
_FIELDS = "standup, round, zone, day, due_at, times"


async def scheduled(tx: Transaction) -> dict[Key, Due]:
    """Every next opening."""
    rows = await tx.all(f"SELECT {_FIELDS} FROM schedule")
    return {(one.standup, one.round, one.slot): one for one in map(_due, rows)}


async def of_standup(tx: Transaction, standup: str) -> list[Due]:
    """Every next opening of a standup."""
    rows = await tx.all(f"SELECT {_FIELDS} FROM schedule WHERE standup = ?", standup)
    return [_due(row) for row in rows]


async def set_due(tx: Transaction, due: Due) -> None:
    """Note a next opening."""
    await tx.run(
        f"INSERT INTO schedule ({_FIELDS}) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (standup, round, zone, times)"
        " DO UPDATE SET day = excluded.day, due_at = excluded.due_at",
        due.standup,
        due.round,
        due.zone,
        due.day.isoformat(),
        to_ms(due.at),
        _told(due.times),
    )


async def unschedule(tx: Transaction, standup: str, round_id: str, slot: Slot) -> None:
    """Forget an opening that is no longer to come."""
    await tx.run(
        "DELETE FROM schedule WHERE standup = ? AND round = ? AND zone = ? AND times = ?",
        standup,
        round_id,
        slot.zone,
        _told(slot.times),
    )


async def due_opening(tx: Transaction, now: datetime, but: Collection[str]) -> Due | None:
    """The earliest opening whose time has come, of any standup but these."""
    marks = ", ".join("?" * len(but)) or "''"
    row = await tx.one(
        f"SELECT {_FIELDS} FROM schedule WHERE due_at <= ?"
        f" AND standup NOT IN ({marks})"
        " ORDER BY due_at, standup, round, zone, times LIMIT 1",
        to_ms(now),
        *sorted(but),
    )
    return None if row is None else _due(row)


def _due(row: tuple[str, str, str, str, int, str]) -> Due:
    standup, round_id, zone, day, at, times = row
    return Due(standup, round_id, zone, date.fromisoformat(day), from_ms(at), _times(times))


def _told(times: Times) -> str:
    """ "plan=615", in minutes from midnight."""
    return " ".join(f"{round_id}={time // _MINUTE}" for round_id, time in times)


def _times(told: str) -> Times:
    pairs = (one.split("=") for one in told.split())
    return tuple((round_id, int(minutes) * _MINUTE) for round_id, minutes in pairs)


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
        "INSERT INTO missed (standup, day, round, zone, times, due_at, settled_at, reason)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        due.standup,
        due.day.isoformat(),
        due.round,
        due.zone,
        _told(due.times),
        to_ms(due.at),
        to_ms(now),
        reason,
    )


async def missed(tx: Transaction, standup: str, first: date, last: date) -> list[Due]:
    """The openings of a period in which nobody was asked."""
    rows = await tx.all(
        f"SELECT {_FIELDS} FROM missed WHERE standup = ? AND day BETWEEN ? AND ? ORDER BY due_at",
        standup,
        first.isoformat(),
        last.isoformat(),
    )
    return [_due(row) for row in rows]
