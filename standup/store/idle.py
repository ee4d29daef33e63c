"""Whether the engine has anything left to do: for rehearsals, tests and health checks."""

from datetime import datetime

from standup.store.database import Transaction
from standup.store.instants import to_ms


async def busy(tx: Transaction, now: datetime) -> bool:
    """Whether anything is due by now that was not carried out yet."""
    ms = to_ms(now)
    row = await tx.one(
        "SELECT"
        " EXISTS (SELECT 1 FROM outbox WHERE state = 'sending')"
        " OR EXISTS (SELECT 1 FROM outbox o LEFT JOIN outbox root ON root.key = o.thread"
        "  WHERE o.state = 'pending' AND o.due_at <= ?"
        "  AND (o.thread IS NULL OR root.message_id IS NOT NULL))"
        " OR EXISTS (SELECT 1 FROM post WHERE wanted > composed)"
        " OR EXISTS (SELECT 1 FROM summary WHERE state IN ('wanted', 'asked'))"
        " OR EXISTS (SELECT 1 FROM wish)"
        " OR EXISTS (SELECT 1 FROM hint_due)"
        " OR EXISTS (SELECT 1 FROM schedule WHERE due_at <= ?)"
        " OR EXISTS (SELECT 1 FROM check_in WHERE remind_due <= ?)"
        " OR EXISTS (SELECT 1 FROM check_in WHERE later_due <= ?)"
        " OR EXISTS (SELECT 1 FROM check_in WHERE deadline_due <= ?)"
        " OR EXISTS (SELECT 1 FROM run WHERE closed_at IS NULL AND closes_at <= ?)",
        ms,
        ms,
        ms,
        ms,
        ms,
        ms,
    )
    return bool(row and row[0])


async def asking(tx: Transaction, person: str) -> bool:
    """Whether a question to the person is pending."""
    row = await tx.one("SELECT 1 FROM check_in WHERE person = ? AND state = 'asking'", person)
    return row is not None
