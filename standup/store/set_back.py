"""What a clock that was ahead has left behind, put right once it shows the time again."""

from datetime import datetime, timedelta

from standup.store import posts
from standup.store.database import Transaction
from standup.store.instants import to_ms

_LATEST = timedelta(hours=2)  # what was tried is put off by an hour at most
_QUIET = timedelta(hours=25)  # for which what was not may wait until somebody's quiet hours end
KEPT_RIGHT = timedelta(minutes=1)
"""By less than this a clock that is kept right may be ahead; by more it was wrong."""


async def put_right(tx: Transaction, now: datetime) -> int:
    """Take back what was recorded of times that have not come; how many things that were.

    Openings are not missed before they are due, no message waits for days, and a run that is still
    to close is open.
    """
    missed = await tx.run("DELETE FROM missed WHERE due_at > ?", to_ms(now))
    late = await tx.run(
        "UPDATE outbox SET due_at = ? WHERE state = 'pending'"
        " AND (created_at > ? OR due_at > ? AND (attempts > 0 OR due_at > created_at + ?))",
        to_ms(now),
        to_ms(now),
        to_ms(now + _LATEST),
        _QUIET // timedelta(milliseconds=1),
    )
    return missed + late + await _reopen(tx, now)


async def _reopen(tx: Transaction, now: datetime) -> int:
    rows = await tx.all(
        "UPDATE run SET closed_at = NULL WHERE closed_at > ? AND closes_at > ? RETURNING id",
        to_ms(now + KEPT_RIGHT),
        to_ms(now),
    )
    for (run,) in rows:
        await tx.run("UPDATE check_in SET live = 1 WHERE run_id = ?", run)
        await tx.run(
            "UPDATE check_in SET deadline_due = deadline_at WHERE run_id = ? AND deadline_at > ?"
            " AND state IN ('waiting', 'asking')",
            run,
            to_ms(now),
        )
        await posts.renew(tx, run)
    return len(rows)
