"""What stands in broadcast channels: which posts no longer tell the truth."""

from dataclasses import dataclass
from datetime import date

from standup.core import keys
from standup.core.posts import Overview, Post, PostKind, Subject, subject, tells_of_a_run
from standup.store.database import Row, Transaction
from standup.store.text import beginning_with

MOST_CHANNELS = 10  # of a standup that is no longer configured
OF_RUNS = ", ".join(f"'{kind}'" for kind in PostKind if tells_of_a_run(kind))
"""The kinds that tell of everybody in their run, as SQL."""


@dataclass(frozen=True, slots=True)
class Stale(Post):
    """A post that is to be composed (again)."""

    id: int
    run: int | None
    wanted: int


def _stale(row: Row) -> Stale:
    number, kind, text, run, wanted = row
    return Stale(PostKind(kind), subject(PostKind(kind), text), number, run, wanted)


async def want(tx: Transaction, kind: PostKind, of: Subject, run: int | None) -> None:
    """Ask for a post to be composed, or composed again."""
    await tx.run(
        "INSERT INTO post (kind, subject, run_id) VALUES (?, ?, ?)"
        " ON CONFLICT (kind, subject) DO UPDATE SET wanted = post.wanted + 1",
        kind,
        str(of),
        run,
    )


async def renew(tx: Transaction, run: int) -> None:
    """Have whatever tells of everybody in a run composed again, and reports over weeks."""
    await tx.run(
        f"UPDATE post SET wanted = wanted + 1 WHERE kind IN ({OF_RUNS}) AND subject = ?",
        str(run),
    )
    await tx.run(_RENEW_ABOUT, run, run, run)


async def renew_month(tx: Transaction, run: int) -> None:
    """Ask for the summary of a run's month, if there is one, to be composed again."""
    await tx.run(
        "UPDATE post SET wanted = wanted + 1 WHERE kind = 'month'"
        " AND subject = (SELECT standup || '/' || substr(day, 1, 7) FROM run WHERE id = ?)",
        run,
    )


async def renew_of(tx: Transaction, check_in: int) -> None:
    """The same for the run of a check-in."""
    if row := await tx.one("SELECT run_id FROM check_in WHERE id = ?", check_in):
        await renew(tx, row[0])


# Reports over weeks that were posted, and end no earlier than a run: they may quote it. The first
# two conditions are for the index, so that old reports and others' cost nothing; 0 follows /.
_RENEW_ABOUT = """
    UPDATE post SET wanted = wanted + 1 WHERE kind IN ('accountability', 'own')
      AND subject >= (SELECT r.standup || '/' || r.day FROM run r WHERE r.id = ?)
      AND subject < (SELECT r.standup || '0' FROM run r WHERE r.id = ?)
      AND EXISTS (
        SELECT 1 FROM run r WHERE r.id = ?
        AND substr(post.subject, 1, length(r.standup) + 1) = r.standup || '/'
        AND substr(post.subject, length(r.standup) + 2, 10) >= r.day)
"""


async def of_run(tx: Transaction, run: int) -> list[Stale]:
    """Everything that was posted of a run."""
    rows = await tx.all(
        "SELECT id, kind, subject, run_id, wanted FROM post WHERE run_id = ? ORDER BY id", run
    )
    return [_stale(row) for row in rows]


async def own(tx: Transaction) -> list[Stale]:
    """Every report of their own that somebody shared."""
    rows = await tx.all(
        "SELECT id, kind, subject, run_id, wanted FROM post WHERE kind = ? ORDER BY id",
        PostKind.OWN,
    )
    return [_stale(row) for row in rows]


async def rename(tx: Transaction, post: Stale, now: Post) -> None:
    """Give a post and its messages another subject, and have it composed again."""
    renamed = "UPDATE post SET subject = ?, wanted = wanted + 1 WHERE id = ?"
    await tx.run(renamed, str(now.subject), post.id)
    before = f"{post.key}/"
    await tx.run(
        "UPDATE outbox SET key = ? || substr(key, ?) WHERE key BETWEEN ? AND ?",
        f"{now.key}/",
        len(before) + 1,
        *beginning_with(before),
    )


async def about(tx: Transaction, standup: str, day: date) -> list[Stale]:
    """The reports over weeks of a standup that may tell of a day: those that end no earlier."""
    rows = await tx.all(
        "SELECT id, kind, subject, run_id, wanted FROM post"
        " WHERE kind IN ('accountability', 'own') AND subject BETWEEN ? AND ? ORDER BY id",
        str(Overview(standup, day)),
        beginning_with(f"{standup}/")[1],
    )
    found = [_stale(row) for row in rows]
    return [post for post in found if post.is_about(standup, day)]


async def renew_one(tx: Transaction, post: Stale) -> None:
    """Ask for one post to be composed again."""
    await tx.run("UPDATE post SET wanted = wanted + 1 WHERE id = ?", post.id)


async def messages(tx: Transaction, post: Stale, channels: int) -> list[tuple[int, str, bool]]:
    """The messages of a post as (id, adapter, whether it was sent), in each of its channels."""
    found = []
    for number in range(channels):
        key = post.key_in(number)
        for names in (keys.part, keys.picture):
            count = 0
            while row := await tx.one(_MESSAGE, names(key, count)):
                found.append((row[0], row[1], row[2] is not None))
                count += 1
    return found


async def standing(tx: Transaction, key: str) -> tuple[str, bool] | None:
    """On which platform a message was promised under a key, and whether it was sent."""
    row = await tx.one(_MESSAGE, key)
    return (row[1], row[2] is not None) if row else None


_MESSAGE = "SELECT id, adapter, message_id FROM outbox WHERE key = ?"


async def drop(tx: Transaction, run: int) -> None:
    """Forget the posts of a run, so that none is composed or counted any more."""
    for table in ("post", "tally", "touched", "twin"):
        await tx.run(f"DELETE FROM {table} WHERE run_id = ?", run)


async def stale(tx: Transaction, most: int) -> list[Stale]:
    """Posts that are to be composed, oldest first."""
    rows = await tx.all(
        "SELECT id, kind, subject, run_id, wanted FROM post WHERE wanted > composed"
        " ORDER BY id LIMIT ?",
        most,
    )
    return [_stale(row) for row in rows]


async def composed(tx: Transaction, post: Stale) -> None:
    """The post tells the truth as of what was wanted."""
    await tx.run("UPDATE post SET composed = ? WHERE id = ?", post.wanted, post.id)


async def is_there(tx: Transaction, post: Stale) -> bool:
    """Whether a post is still to be composed at all."""
    return await tx.one("SELECT 1 FROM post WHERE id = ?", post.id) is not None


async def is_current(tx: Transaction, post: Stale) -> bool:
    """Whether a post was not wanted anew since it was found stale."""
    row = await tx.one("SELECT wanted FROM post WHERE id = ?", post.id)
    return row is not None and bool(row[0] == post.wanted)
