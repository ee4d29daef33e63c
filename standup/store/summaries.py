"""What a model wrote of runs and months, and what it is still to be asked."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from standup.core.learning_log.entries import Entry, Wanted
from standup.store import runs
from standup.store.database import Transaction
from standup.store.instants import to_ms
from standup.store.learning_log import entry
from standup.store.learning_log import finding as learning_log
from standup.store.text import encode


@dataclass(frozen=True, slots=True)
class Period:
    """A run's day or a month of a standup: `text` is 2026-11-26 or 2026-11."""

    standup: str
    text: str

    @property
    def is_month(self) -> bool:
        """Whether it is a month."""
        return len(self.text) == len("2026-11")

    @property
    def days(self) -> tuple[date, date]:
        """Its first and last day."""
        if not self.is_month:
            return (date.fromisoformat(self.text),) * 2
        first = date.fromisoformat(f"{self.text}-01")
        return first, month_after(first).replace(day=1) - date.resolution


def month_after(day: date) -> date:
    """The first day of the next month."""
    return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1, day=1)


@dataclass(frozen=True, slots=True)
class Written:
    """What a model wrote, as it is kept; no `model`: it failed, or was not asked yet."""

    state: str
    model: str
    statements: list[list[Any]]
    left_out: int


async def want(tx: Transaction, period: Period, now: datetime) -> None:
    """Ask for a summary of a period by the model, unless that was done before."""
    await tx.run(
        "INSERT INTO summary (standup, period, changed_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        period.standup,
        period.text,
        to_ms(now),
    )


_OPEN = "state IN ('wanted', 'asked')"  # the condition of the index, word for word


async def wanted(tx: Transaction) -> Period | None:
    """The period whose turn it is."""
    row = await tx.one(
        f"SELECT standup, period FROM summary WHERE state = 'wanted' AND {_OPEN}"
        " ORDER BY changed_at, standup, period LIMIT 1"
    )
    return Period(*row) if row else None


async def ask(tx: Transaction, period: Period, now: datetime) -> bool:
    """Note, before it is, that a model is asked; False when that is no longer wanted."""
    touched = await tx.run(
        "UPDATE summary SET state = 'asked', changed_at = ?"
        " WHERE standup = ? AND period = ? AND state = 'wanted'",
        to_ms(now),
        period.standup,
        period.text,
    )
    return touched == 1


async def keep(tx: Transaction, period: Period, written: Written, now: datetime) -> bool:
    """Keep what came of it; False when somebody's words went meanwhile, and so did this."""
    touched = await tx.run(
        "UPDATE summary SET state = ?, model = ?, statements = ?, left_out = ?, changed_at = ?"
        " WHERE standup = ? AND period = ? AND state = 'asked'",
        written.state,
        written.model,
        encode(written.statements),
        written.left_out,
        to_ms(now),
        period.standup,
        period.text,
    )
    return touched == 1


async def unfinished(tx: Transaction) -> list[Period]:
    """The periods about which a model was asked, and nobody knows what it said."""
    rows = await tx.all(f"SELECT standup, period FROM summary WHERE state = 'asked' AND {_OPEN}")
    return [Period(*row) for row in rows]


async def of(tx: Transaction, period: Period) -> Written | None:
    """What is kept of a period; None where no model was to be asked."""
    row = await tx.one(
        "SELECT state, model, statements, left_out FROM summary WHERE standup = ? AND period = ?",
        period.standup,
        period.text,
    )
    return Written(row[0], row[1], json.loads(row[2]), row[3]) if row else None


_FORGET = """
    DELETE FROM summary WHERE state <> 'wanted' AND (standup, period) IN (
      SELECT r.standup, substr(r.day, 1, part.length) FROM run r,
        (SELECT 7 AS length UNION ALL SELECT 10) AS part WHERE r.id IN ({runs}))
"""
_OF_A_MESSAGE = """
    SELECT c.run_id FROM answer a JOIN check_in c ON c.id = a.check_in_id WHERE a.message = ?
    UNION SELECT run_id FROM addition WHERE message = ?
"""


async def forget(tx: Transaction, run: int) -> None:
    """Delete what a model wrote of a run, and of its month: it was shown what is no more."""
    await tx.run(_FORGET.format(runs="?"), run)


async def forget_message(tx: Transaction, message: str) -> None:
    """The same for the run in which a message was written that is taken back."""
    await tx.run(_FORGET.format(runs=_OF_A_MESSAGE), message, message)


_AT_ONCE = 500


async def reports(tx: Transaction, period: Period) -> list[Entry]:
    """All reports of a period: of a run as they were said, of a month as the log holds them."""
    first, last = period.days
    if not period.is_month:
        run = await runs.of_day(tx, period.standup, first)
        return await entry.of_run(tx, run.id) if run else []
    wanted = Wanted((period.standup,), first=first, last=last)
    found: list[Entry] = []
    while True:
        beyond = found[-1].id if found else None
        some = await learning_log.entries(tx, wanted, _AT_ONCE, beyond=beyond, oldest_first=True)
        found += some
        if len(some) < _AT_ONCE:
            return found


async def names(tx: Transaction, period: Period) -> set[str]:
    """The names of everybody who took part in a period."""
    held = await runs.between(tx, period.standup, *period.days)
    return {name for run in held for _, name, _ in await runs.roster(tx, run.id)}
