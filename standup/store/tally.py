"""What the head of a run's thread tells, from counts that are kept as they change.

Whatever may change how somebody stands touches them in the same transaction (`schema/0012`);
before a head is read, whoever was touched since is counted anew, by the rules of every report.
"""

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

from standup.core.reports.head import (
    AWAY,
    AWAY_ONCE_CLOSED,
    MOST_NAMES,
    PEOPLE,
    Head,
    Names,
    Share,
    counts,
    hindrances,
    share,
)
from standup.store import records
from standup.store.database import Transaction
from standup.store.instants import to_ms
from standup.store.runs import Run
from standup.store.some import PAGE, touched
from standup.store.text import encode

_LATER = datetime.max.replace(tzinfo=UTC)


async def touch_due(tx: Transaction, run: int, now: datetime) -> None:
    """Touch those whose deadline has passed, where it tells whether they count, and is not settled
    yet."""
    await tx.run(  # the index of what is due is the one to go by, hence the plus
        "INSERT INTO touched SELECT c.run_id, c.person FROM check_in c"
        " JOIN participant p ON p.run_id = c.run_id AND p.person = c.person"
        " WHERE c.deadline_due <= ? AND +c.run_id = ? AND p.lost = 1 ON CONFLICT DO NOTHING",
        to_ms(now),
        run,
    )


async def settle(tx: Transaction, run: Run, now: datetime) -> bool:
    """Count some of those anew who were touched; True when nobody is left."""
    some = touched(run.id)
    as_of = await records.as_of(tx, replace(run, closed_at=None), some)
    before: dict[str, str | None] = dict(
        await tx.all(
            "SELECT p.person, p.counted FROM participant p WHERE p.run_id = ?" + some.among("p"),
            run.id,
            *some.parameters,
        )
    )
    shares = {
        person.person: share(run.standup, person, then)
        for person, then in zip(as_of(now).people, as_of(_LATER).people, strict=True)
    }
    await _keep(tx, run.id, before, shares)
    done = await tx.run(
        f"DELETE FROM touched WHERE run_id = ? AND person IN ({some.query})",
        run.id,
        *some.parameters,
    )
    return done < PAGE


async def _keep(
    tx: Transaction, run: int, before: dict[str, str | None], shares: dict[str, Share]
) -> None:
    changes: Counter[str] = Counter()
    for person, found in shares.items():
        changes.subtract(json.loads(before[person] or "[]"))
        changes.update(found.counted)
    await tx.many(
        "UPDATE participant SET counted = ?, away = ?, lost = ?, hindrance = ?"
        " WHERE run_id = ? AND person = ?",
        [
            (encode(list(one.counted)), one.away, one.lost, one.hindrance, run, person)
            for person, one in shares.items()
        ],
    )
    await tx.many(
        "INSERT INTO tally (run_id, what, n) VALUES (?, ?, ?)"
        " ON CONFLICT (run_id, what) DO UPDATE SET n = tally.n + excluded.n",
        [(run, what, n) for what, n in sorted(changes.items()) if n],
    )


async def head(tx: Transaction, run: Run) -> Head:
    """The head of a run in which nobody is left to be counted anew."""
    closed = run.closed_at is not None
    tally: dict[str, int] = dict(await tx.all(_TALLY, run.id))
    names = [name for name, *_ in await tx.all(_NAMES, run.id, MOST_NAMES)]
    return Head(
        standup=run.standup,
        day=run.day,
        closed=closed,
        people=Names(tuple(names), tally.get(PEOPLE, 0)),
        counts=counts(run.standup, tally, closed=closed),
        away=await _away(tx, run.id, tally, closed=closed),
        hindered=() if closed else tuple(await tx.all(_HINDERED, run.id, MOST_NAMES)),
        hindrances={} if closed else hindrances(tally),
        missed=await records.missed(tx, run),
    )


async def _away(tx: Transaction, run: int, tally: dict[str, int], *, closed: bool) -> Names:
    """Each kind by itself is found among those who are away."""
    kinds = {AWAY: 2, AWAY_ONCE_CLOSED: 1} if closed else {AWAY: 2}
    there = {kind: tally[kind] for kind in kinds if tally.get(kind)}
    rows = [row for kind in there for row in await tx.all(_AWAY, run, kinds[kind], MOST_NAMES)]
    return Names(tuple(name for name, _ in sorted(rows)[:MOST_NAMES]), sum(there.values()))


_TALLY = "SELECT what, n FROM tally WHERE run_id = ?"
_NAMES = "SELECT name, person FROM participant WHERE run_id = ? ORDER BY name, person LIMIT ?"
_AWAY = (
    "SELECT name, person FROM participant WHERE run_id = ? AND away = ? AND away > 0"
    " ORDER BY name, person LIMIT ?"
)
_HINDERED = (
    "SELECT name, hindrance FROM participant WHERE run_id = ? AND hindrance IS NOT NULL"
    " ORDER BY name, person LIMIT ?"
)
