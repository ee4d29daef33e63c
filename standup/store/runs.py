"""Runs: opened, prolonged, found by their day, closed; and who takes part in each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from standup.core.model import Person, Standup
from standup.store import definition
from standup.store.database import Transaction
from standup.store.instants import from_ms, to_ms
from standup.store.some import EVERYBODY, Some

_LEFT = 2  # who sits a run out since they left its standup, and not by `skip run`


@dataclass(frozen=True, slots=True)
class Run:
    """One dated occurrence of a standup, as it was opened."""

    id: int
    day: date
    standup: Standup
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None

    @property
    def is_over(self) -> bool:
        """Whether it is closed, so that it asks nobody any more."""
        return self.closed_at is not None


_RUN = "SELECT id, day, definition, opened_at, closes_at, closed_at FROM run "
_FEW = 500  # names in one statement
_OPEN = "closed_at IS NULL AND closes_at > 0"  # the second for the index, which holds no others


async def open_run(
    tx: Transaction, standup: Standup, day: date, closes_at: datetime, now: datetime
) -> tuple[Run, bool]:
    """The run of that day, made if there is none yet, and whether it was made now."""
    row = await tx.one(
        "INSERT INTO run (standup, day, definition, opened_at, closes_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (standup, day) DO NOTHING RETURNING id",
        standup.id,
        day.isoformat(),
        definition.dump(standup),
        to_ms(now),
        to_ms(closes_at),
    )
    if row is not None:
        await add_participants(tx, row[0], standup, standup.participants, day)
    run = await of_day(tx, standup.id, day)
    assert run is not None
    return run, row is not None


async def redefine(tx: Transaction, run: Run, standup: Standup) -> Run:
    """Change the definition of a run."""
    await tx.run("UPDATE run SET definition = ? WHERE id = ?", definition.dump(standup), run.id)
    return replace(run, standup=standup)


async def add_participants(
    tx: Transaction, run: int, standup: Standup, people: Sequence[Person], day: date | None = None
) -> None:
    """Put people on the run's roster, if they are not on it yet."""
    await tx.many(
        "INSERT INTO participant (run_id, person, name, zone) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        [(run, one.id, one.name, standup.zone_of(one, day)) for one in people],
    )


async def of_day(tx: Transaction, standup: str, day: date) -> Run | None:
    """The run of a standup on a date."""
    row = await tx.one(_RUN + "WHERE standup = ? AND day = ?", standup, day.isoformat())
    return _run(row) if row else None


async def get(tx: Transaction, run: int) -> Run:
    """A run by its id."""
    row = await tx.one(_RUN + "WHERE id = ?", run)
    assert row is not None
    return _run(row)


async def between(tx: Transaction, standup: str, first: date, last: date) -> list[Run]:
    """The runs of a standup in a period, both dates included, oldest first."""
    rows = await tx.all(
        _RUN + "WHERE standup = ? AND day BETWEEN ? AND ? ORDER BY day",
        standup,
        first.isoformat(),
        last.isoformat(),
    )
    return [_run(row) for row in rows]


async def still_open(tx: Transaction) -> list[Run]:
    """Every run that is open."""
    rows = await tx.all(
        f"{_RUN}WHERE {_OPEN} ORDER BY +id"
    )  # in no order that all runs are kept in
    return [_run(row) for row in rows]


async def latest_open(tx: Transaction, standup: str) -> int | None:
    """The latest run of a standup that is open."""
    row = await tx.one(f"SELECT max(id) FROM run WHERE {_OPEN} AND standup = ?", standup)
    return row[0] if row else None


async def latest_day(tx: Transaction, standup: str) -> date | None:
    """The date of a standup's latest run."""
    row = await tx.one("SELECT max(day) FROM run WHERE standup = ?", standup)
    return date.fromisoformat(row[0]) if row and row[0] else None


async def day_before(tx: Transaction, standup: str, day: date) -> date | None:
    """The date of a standup's latest run before a day."""
    row = await tx.one(
        "SELECT max(day) FROM run WHERE standup = ? AND day < ?", standup, day.isoformat()
    )
    return date.fromisoformat(row[0]) if row and row[0] else None


async def months(tx: Transaction, standups: Sequence[str]) -> list[date]:
    """The first days of the months in which any of these standups was held, the latest first."""
    marks = ", ".join("?" * len(standups)) or "''"
    rows = await tx.all(
        f"SELECT DISTINCT substr(day, 1, 7) FROM run WHERE standup IN ({marks})", *standups
    )
    return sorted((date.fromisoformat(f"{month}-01") for (month,) in rows), reverse=True)


def _run(row: tuple[int, str, str, int, int, int | None]) -> Run:
    return Run(
        id=row[0],
        day=date.fromisoformat(row[1]),
        standup=definition.load(row[2]),
        opened_at=from_ms(row[3]),
        closes_at=from_ms(row[4]),
        closed_at=None if row[5] is None else from_ms(row[5]),
    )


async def prolong(tx: Transaction, run: int, closes_at: datetime) -> None:
    """Keep a run open at least until then."""
    await tx.run(
        "UPDATE run SET closes_at = ? WHERE id = ? AND closes_at < ? AND closed_at IS NULL",
        to_ms(closes_at),
        run,
        to_ms(closes_at),
    )


async def due_to_close(tx: Transaction, now: datetime) -> list[int]:
    """The ids of open runs whose last deadline has passed."""
    rows = await tx.all(
        "SELECT id FROM run WHERE closed_at IS NULL AND closes_at <= ? ORDER BY closes_at, id",
        to_ms(now),
    )
    return [row[0] for row in rows]


async def close(tx: Transaction, run: int, now: datetime) -> bool:
    """Close a run; False when it was closed before."""
    touched = await tx.run(
        "UPDATE run SET closed_at = ? WHERE id = ? AND closed_at IS NULL", to_ms(now), run
    )
    await tx.run(
        "UPDATE check_in SET live = 0 WHERE run_id = ? AND NOT EXISTS ("
        " SELECT 1 FROM check_in o WHERE o.run_id = check_in.run_id"
        " AND o.person = check_in.person AND o.state IN ('waiting', 'asking'))",
        run,
    )
    await tx.run("DELETE FROM leaver WHERE run_id = ?", run)
    return touched == 1


async def leavers(tx: Transaction, run: int) -> list[str]:
    """Who was forgotten while a run is open."""
    rows = await tx.all("SELECT person FROM leaver WHERE run_id = ?", run)
    return [person for (person,) in rows]


async def leave_out(tx: Transaction, run: int, person: str, *, left: bool = False) -> None:
    """Note that a person sits out a run, or `left` its standup."""
    await tx.run(
        "UPDATE participant SET skipped = ? WHERE run_id = ? AND person = ?",
        _LEFT if left else 1,
        run,
        person,
    )


async def take_part(tx: Transaction, run: int, person: str) -> None:
    """Note that a person takes part in a run that they sat out."""
    await tx.run("UPDATE participant SET skipped = 0 WHERE run_id = ? AND person = ?", run, person)


async def left_open(tx: Transaction, standup: str, person: str) -> list[int]:
    """The runs of a standup that are open and that a person sits out since they left it."""
    rows = await tx.all(
        "SELECT r.id FROM run r JOIN participant p ON p.run_id = r.id"
        " WHERE r.standup = ? AND r.closed_at IS NULL AND p.person = ? AND p.skipped = ?"
        " ORDER BY r.id",
        standup,
        person,
        _LEFT,
    )
    return [row[0] for row in rows]


async def roster(tx: Transaction, run: int, some: Some = EVERYBODY) -> list[tuple[str, str, bool]]:
    """Who takes part in a run: person, name, and whether they sit it out."""
    rows = await tx.all(
        "SELECT p.name, p.person, p.skipped FROM participant p"
        f" WHERE p.run_id = ?{some.among('p')}",
        run,
        *some.parameters,
    )  # sorted here, lest a database reads them all in this order to find some
    return [(person, name, bool(skipped)) for name, person, skipped in sorted(rows)]


async def anybody_moved(
    tx: Transaction, standup: str, day: date, people: Sequence[str], zone: str
) -> bool:
    """Whether any of these people stood in another zone than this when the latest run began, and
    was asked nothing of a later day than this yet."""
    latest = await latest_day(tx, standup)
    if latest is None:
        return False
    for begin in range(0, len(people), _FEW):
        few = people[begin : begin + _FEW]
        row = await tx.one(
            "SELECT 1 FROM participant p"
            " WHERE p.run_id = (SELECT id FROM run WHERE standup = ? AND day = ?)"
            f" AND p.person IN ({', '.join('?' * len(few))}) AND p.zone <> ?"
            " AND NOT EXISTS (SELECT 1 FROM check_in c WHERE c.person = p.person AND c.run_id IN"
            " (SELECT id FROM run WHERE standup = ? AND day > ?)) LIMIT 1",
            standup,
            latest.isoformat(),
            *few,
            zone,
            standup,
            day.isoformat(),
        )
        if row is not None:
            return True
    return False


async def open_of(tx: Transaction, person: str) -> list[int]:
    """The open runs in which a person takes part."""
    rows = await tx.all(
        "SELECT r.id FROM run r JOIN participant p ON p.run_id = r.id"
        f" WHERE {_OPEN} AND p.person = ? ORDER BY r.id",
        person,
    )
    return [row[0] for row in rows]
