"""What stands in broadcast channels: which posts no longer tell the truth."""

from dataclasses import dataclass

from standup.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Stale:
    """A post that is to be composed (again). `kind` says what of; `subject` which."""

    id: int
    kind: str
    subject: str
    run: int | None
    wanted: int


async def want(tx: Transaction, kind: str, subject: str, run: int | None) -> None:
    """Let a post be composed, or composed anew."""
    await tx.run(
        "INSERT INTO post (kind, subject, run_id) VALUES (?, ?, ?)"
        " ON CONFLICT (kind, subject) DO UPDATE SET wanted = post.wanted + 1",
        kind,
        subject,
        run,
    )


async def renew(tx: Transaction, run: int) -> None:
    """Let the run's first message and, if it is there, its digest follow a change."""
    await tx.run(
        "UPDATE post SET wanted = wanted + 1 WHERE kind IN ('thread', 'digest') AND subject = ?",
        str(run),
    )


async def renew_of(tx: Transaction, check_in: int) -> None:
    """The same for the run of a check-in."""
    await tx.run(
        "UPDATE post SET wanted = wanted + 1 WHERE kind IN ('thread', 'digest')"
        " AND run_id = (SELECT run_id FROM check_in WHERE id = ?)",
        check_in,
    )


async def stale(tx: Transaction, most: int) -> list[Stale]:
    """Posts that are to be composed, oldest first."""
    rows = await tx.all(
        "SELECT id, kind, subject, run_id, wanted FROM post WHERE wanted > composed"
        " ORDER BY id LIMIT ?",
        most,
    )
    return [Stale(*row) for row in rows]


async def composed(tx: Transaction, post: Stale) -> None:
    """The post tells the truth as of what was wanted."""
    await tx.run("UPDATE post SET composed = ? WHERE id = ?", post.wanted, post.id)
