"""Runs: opened, asked, closed; and the moments that are next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from standup.core.check_in import CheckIn, State
from standup.core.model import Person, Standup
from standup.core.report import Hindrance
from standup.store import definition
from standup.store.database import Transaction
from standup.store.instants import from_ms, to_ms
from standup.store.some import EVERYBODY, Some

_FEW = 500


@dataclass(frozen=True, slots=True)
class Due:
    """The next opening of a round in a zone."""

    standup: str
    round: str
    zone: str
    day: date
    at: datetime


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


# ── the schedule ───────────────────────────────────────────────────────────────────────────────


async def scheduled(tx: Transaction) -> dict[tuple[str, str, str], Due]:
    """Every next opening, by (standup, round, zone)."""
    rows = await tx.all("SELECT standup, round, zone, day, due_at FROM schedule")
    return {(row[0], row[1], row[2]): _due(row) for row in rows}


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
        " UNION ALL SELECT min(deadline_due) FROM check_in WHERE deadline_due IS NOT NULL"
        " UNION ALL SELECT min(closes_at) FROM run WHERE closed_at IS NULL) AS moments"
    )
    return from_ms(row[0]) if row and row[0] is not None else None


# ── runs ───────────────────────────────────────────────────────────────────────────────────────

_RUN = "SELECT id, day, definition, opened_at, closes_at, closed_at FROM run "
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
        await add_participants(tx, row[0], standup, standup.participants)
    run = await of_day(tx, standup.id, day)
    assert run is not None
    return run, row is not None


async def redefine(tx: Transaction, run: Run, standup: Standup) -> Run:
    """Change the definition of a run."""
    await tx.run("UPDATE run SET definition = ? WHERE id = ?", definition.dump(standup), run.id)
    return replace(run, standup=standup)


async def add_participants(
    tx: Transaction, run: int, standup: Standup, people: Sequence[Person]
) -> None:
    """Put people on the run's roster, if they are not on it yet."""
    await tx.many(
        "INSERT INTO participant (run_id, person, name, zone) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        [(run, person.id, person.name, standup.zone_of(person)) for person in people],
    )


async def of_day(tx: Transaction, standup: str, day: date) -> Run | None:
    """The run of a standup on a date."""
    row = await tx.one(_RUN + "WHERE standup = ? AND day = ?", standup, day.isoformat())
    return _run(row) if row else None


async def is_over(tx: Transaction, standup: str, day: date) -> bool:
    """Whether the run of a standup on a date was closed."""
    run = await of_day(tx, standup, day)
    return run is not None and run.is_over


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


async def leave_out(tx: Transaction, run: int, person: str) -> None:
    """Note that a person sits out a run."""
    await tx.run("UPDATE participant SET skipped = 1 WHERE run_id = ? AND person = ?", run, person)


async def roster(tx: Transaction, run: int, some: Some = EVERYBODY) -> list[tuple[str, str, bool]]:
    """Who takes part in a run: person, name, and whether they sit it out."""
    rows = await tx.all(
        "SELECT p.name, p.person, p.skipped FROM participant p"
        f" WHERE p.run_id = ?{some.among('p')}",
        *(run, *some.parameters),
    )  # sorted here, lest a database reads them all in this order to find some
    return [(person, name, bool(skipped)) for name, person, skipped in sorted(rows)]


# ── check-ins ──────────────────────────────────────────────────────────────────────────────────


async def open_check_in(
    tx: Transaction,
    run: Run,
    round_id: str,
    person: str,
    zone: str,
    now: datetime,
    deadline: datetime,
    remind_at: datetime | None,
) -> CheckIn | None:
    """A new check-in, or None when the person was asked in this round of this run before."""
    row = await tx.one(
        "INSERT INTO check_in (run_id, round, person, zone, state, opened_at, deadline_at,"
        " remind_due, deadline_due) VALUES (?, ?, ?, ?, 'waiting', ?, ?, ?, ?)"
        " ON CONFLICT (run_id, round, person) DO NOTHING RETURNING id",
        run.id,
        round_id,
        person,
        zone,
        to_ms(now),
        to_ms(deadline),
        None if remind_at is None else to_ms(remind_at),
        to_ms(deadline),
    )
    if row is None:
        return None
    skipped = await tx.one(
        "SELECT skipped FROM participant WHERE run_id = ? AND person = ?", run.id, person
    )
    return CheckIn(
        id=row[0],
        run=run.id,
        day=run.day,
        standup=run.standup,
        round_id=round_id,
        zone=zone,
        state=State.WAITING,
        opened_at=now,
        deadline=deadline,
        run_open=run.closed_at is None,
        run_skipped=bool(skipped and skipped[0]),
    )


async def asked_already(
    tx: Transaction, run: int, round_id: str, people: Sequence[Person] = ()
) -> set[str]:
    """Who of these (none: of all) was asked in this round of this run, or is asked nothing more."""
    few = 0 < len(people) <= _FEW  # else it is quicker to read them all than to look for each
    among = f" AND person IN ({', '.join('?' * len(people))})" if few else ""
    rows = await tx.all(
        f"SELECT person FROM check_in WHERE run_id = ? AND round = ?{among}"
        " UNION SELECT person FROM leaver WHERE run_id = ?",
        *(run, round_id),
        *(person.id for person in people if few),
        run,
    )
    return {row[0] for row in rows}


async def due_reminders(tx: Transaction, now: datetime, most: int) -> list[tuple[int, str]]:
    """Check-ins whose reminder is due, with their person."""
    rows = await tx.all(
        "SELECT id, person FROM check_in WHERE remind_due <= ? ORDER BY remind_due, id LIMIT ?",
        to_ms(now),
        most,
    )
    return [(row[0], row[1]) for row in rows]


async def due_deadlines(tx: Transaction, now: datetime, most: int) -> list[tuple[int, str]]:
    """Check-ins whose deadline is due to be settled, with their person."""
    rows = await tx.all(
        "SELECT id, person FROM check_in WHERE deadline_due <= ? ORDER BY deadline_due, id LIMIT ?",
        to_ms(now),
        most,
    )
    return [(row[0], row[1]) for row in rows]


async def settle_reminder(tx: Transaction, check_in: int) -> None:
    """The reminder's moment is over."""
    await tx.run("UPDATE check_in SET remind_due = NULL WHERE id = ?", check_in)


async def settle_deadline(tx: Transaction, check_in: int) -> None:
    """The deadline's moment is over."""
    await tx.run(
        "UPDATE check_in SET deadline_due = NULL, remind_due = NULL WHERE id = ?", check_in
    )


async def confirm_asked(tx: Transaction, check_in: int, now: datetime) -> bool:
    """A platform confirmed that the question reached the chat; whether its run is closed by now."""
    row = await tx.one(
        "UPDATE check_in SET asked_at = ? WHERE id = ? AND asked_at IS NULL"
        " RETURNING EXISTS (SELECT 1 FROM run WHERE run.id = check_in.run_id"
        "  AND run.closed_at IS NOT NULL)",
        *(to_ms(now), check_in),
    )
    return row is not None and bool(row[0])


async def unreached(
    tx: Transaction, run: int, some: Some = EVERYBODY
) -> dict[int, Hindrance | None]:
    """The check-ins of a run whose question reached no chat, or one that nobody reads, and why."""
    rows = await tx.all(
        "SELECT c.id, o.adapter, u.reason FROM check_in c"
        " LEFT JOIN outbox o ON o.check_in_id = c.id"
        " LEFT JOIN unreachable u ON u.adapter = o.adapter AND u.account = o.account"
        "  AND u.reason <> '' AND u.since <= c.deadline_at"
        f" WHERE c.run_id = ?{some.among('c')} AND (c.asked_at IS NULL OR u.reason IS NOT NULL)"
        " ORDER BY u.since NULLS FIRST",
        *(run, *some.parameters),
    )
    return {row[0]: Hindrance(row[1], row[2]) if row[2] else None for row in rows}


async def open_of(tx: Transaction, person: str) -> list[int]:
    """The open runs in which a person takes part."""
    rows = await tx.all(
        "SELECT r.id FROM run r JOIN participant p ON p.run_id = r.id"
        f" WHERE {_OPEN} AND p.person = ? ORDER BY r.id",
        person,
    )
    return [row[0] for row in rows]


# ── what was missed ────────────────────────────────────────────────────────────────────────────


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
