"""Who was asked in a run: check-ins opened, reminded, settled at their deadlines, unreached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from standup.core.asking.check_in import CheckIn, State
from standup.core.model import Person
from standup.core.reports.report import Hindrance
from standup.store import metrics
from standup.store.database import Transaction
from standup.store.instants import from_ms, to_ms
from standup.store.runs import Run
from standup.store.some import EVERYBODY, Some

_FEW = 500


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
        to_ms(deadline) if deadline > now else None,
    )
    if row is None:
        return None
    skipped = await tx.one(
        "SELECT skipped FROM participant WHERE run_id = ? AND person = ?", run.id, person
    )
    opened = CheckIn(
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
        run_closes=run.closes_at,
    )
    return await metrics.with_latest(tx, opened)


async def bring_back(tx: Transaction, check_in: int, now: datetime) -> None:
    """Have a check-in take answers that may have been settled with its run. It opens only now for
    whoever was away."""
    await tx.run(
        "UPDATE check_in SET live = 1,"
        " opened_at = CASE WHEN state = 'away' THEN ? ELSE opened_at END WHERE id = ?",
        to_ms(now),
        check_in,
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
        run,
        round_id,
        *(person.id for person in people if few),
        run,
    )
    return {row[0] for row in rows}


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder that is due of a person's check-in, and since when."""

    check_in: int
    person: str
    at: datetime
    standup: str
    day: date
    round: str
    zone: str


async def due_reminders(tx: Transaction, now: datetime, most: int) -> list[Reminder]:
    """The reminders that are due."""
    rows = await tx.all(
        "SELECT c.id, c.person, c.remind_due, r.standup, r.day, c.round, c.zone FROM check_in c"
        " JOIN run r ON r.id = c.run_id WHERE c.remind_due <= ?"
        " ORDER BY c.remind_due, c.id LIMIT ?",
        to_ms(now),
        most,
    )
    return [
        Reminder(number, person, from_ms(due), standup, date.fromisoformat(day), round_, zone)
        for number, person, due, standup, day, round_, zone in rows
    ]


async def due_deadlines(tx: Transaction, now: datetime, most: int) -> list[tuple[int, str]]:
    """Check-ins whose deadline is due to be settled, with their person."""
    rows = await tx.all(
        "SELECT id, person FROM check_in WHERE deadline_due <= ? ORDER BY deadline_due, id LIMIT ?",
        to_ms(now),
        most,
    )
    return [(row[0], row[1]) for row in rows]


async def unanswered(tx: Transaction, run: Run, now: datetime) -> list[tuple[int, str]]:
    """The check-ins of a run that wait for a first answer and are in time, with their person; none
    that its person put off, or that nobody need answer."""
    rows = await tx.all(
        "SELECT c.id, c.person, c.round FROM check_in c WHERE c.run_id = ? AND c.state = 'asking'"
        " AND c.deadline_at > ? AND c.posted = 0 AND c.later_due IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.check_in_id = c.id) ORDER BY c.id",
        run.id,
        to_ms(now),
    )
    return [(row[0], row[1]) for row in rows if not run.standup.round(row[2]).is_of_team]


async def still_open(tx: Transaction, run: int) -> list[str]:
    """Whose check-ins of a run may take answers still."""
    rows = await tx.all(
        "SELECT DISTINCT person FROM check_in WHERE run_id = ? AND state IN ('waiting', 'asking')"
        " ORDER BY person",
        run,
    )
    return [person for (person,) in rows]


async def remind_now(tx: Transaction, these: Sequence[int], now: datetime) -> None:
    """Have these check-ins' reminders fall due."""
    await tx.many(
        "UPDATE check_in SET remind_due = ? WHERE id = ?", [(to_ms(now), n) for n in these]
    )


async def deadlines(tx: Transaction, run: int, now: datetime) -> list[tuple[str, datetime]]:
    """The deadlines of a run that are still to come, each once with its zone."""
    rows = await tx.all(
        "SELECT DISTINCT zone, deadline_due FROM check_in WHERE run_id = ? AND deadline_due > ?",
        run,
        to_ms(now),
    )
    return [(zone, from_ms(due)) for zone, due in rows]


async def put_off(tx: Transaction, run: int, zone: str, due: datetime, until: datetime) -> None:
    """Put off a deadline of a run in a zone."""
    await tx.run(
        "UPDATE check_in SET deadline_at = ?, deadline_due = ?"
        " WHERE run_id = ? AND zone = ? AND deadline_due = ?",
        to_ms(until),
        to_ms(until),
        run,
        zone,
        to_ms(due),
    )


async def settle_reminder(tx: Transaction, check_in: int, then: datetime | None) -> None:
    """The reminder's moment is over; the next comes then, if one does."""
    due = None if then is None else to_ms(then)
    await tx.run("UPDATE check_in SET remind_due = ? WHERE id = ?", due, check_in)


async def due_later(tx: Transaction, now: datetime, most: int) -> list[tuple[int, str, datetime]]:
    """Check-ins that come back to their person now, as they wanted, and since when."""
    rows = await tx.all(
        "SELECT id, person, later_due FROM check_in WHERE later_due <= ?"
        " ORDER BY later_due, id LIMIT ?",
        to_ms(now),
        most,
    )
    return [(row[0], row[1], from_ms(row[2])) for row in rows]


async def settle_later(tx: Transaction, check_in: int) -> None:
    """Its person's moment is over."""
    await tx.run("UPDATE check_in SET later_due = NULL, later_said = NULL WHERE id = ?", check_in)


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
        to_ms(now),
        check_in,
    )
    return row is not None and bool(row[0])


async def asked_at(tx: Transaction, check_in: int) -> tuple[datetime, str] | None:
    """When the question of a check-in reached its person, and on which platform."""
    row = await tx.one(
        "SELECT c.asked_at, o.adapter FROM check_in c"
        " JOIN outbox o ON o.check_in_id = c.id AND o.message_id IS NOT NULL"
        " WHERE c.id = ? AND c.asked_at IS NOT NULL ORDER BY o.id LIMIT 1",
        check_in,
    )
    return (from_ms(row[0]), row[1]) if row else None


async def numbers(tx: Transaction, run: int, person: str) -> list[int]:
    """The check-ins that somebody has in a run."""
    rows = await tx.all("SELECT id FROM check_in WHERE person = ? AND run_id = ?", person, run)
    return [row[0] for row in rows]


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
        run,
        *some.parameters,
    )
    return {row[0]: Hindrance(row[1], row[2]) if row[2] else None for row in rows}
