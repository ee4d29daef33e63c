"""Reports of their own that people shared, until they take them back."""

from datetime import datetime

from standup.core.posts import PostKind, Shared, subject
from standup.store import posts
from standup.store.database import Transaction
from standup.store.instants import from_ms, to_ms
from standup.store.owner import Owner, by_person


async def share(tx: Transaction, what: Shared, at: datetime) -> None:
    """Want a report as a post, which its author wished for at this instant."""
    await posts.want(tx, PostKind.OWN, what, None)
    await tx.run(
        "INSERT INTO shared_report (post_id, person, shared_at)"
        " SELECT id, ?, ? FROM post WHERE kind = ? AND subject = ?"
        " ON CONFLICT (post_id) DO UPDATE SET shared_at = excluded.shared_at, taken_back = 0",
        what.person,
        to_ms(at),
        PostKind.OWN,
        str(what),
    )


async def latest(tx: Transaction, person: str) -> tuple[list[Shared], datetime] | None:
    """What somebody shared last and did not take back, all of one go, and when."""
    rows = await tx.all(
        "SELECT p.subject, s.shared_at FROM shared_report s JOIN post p ON p.id = s.post_id"
        " WHERE s.person = ? AND s.taken_back = 0 ORDER BY s.shared_at DESC, s.post_id",
        person,
    )
    found = [_shared(text) for text, at in rows if at == rows[0][1]]
    return (found, from_ms(rows[0][1])) if found else None


def _shared(text: str) -> Shared:
    found = subject(PostKind.OWN, text)
    assert isinstance(found, Shared)
    return found


async def take_back(tx: Transaction, what: Shared) -> None:
    """Have the post of a report say no more than that it was taken back."""
    await posts.want(tx, PostKind.OWN, what, None)
    await tx.run(
        "UPDATE shared_report SET taken_back = 1 WHERE post_id ="
        " (SELECT id FROM post WHERE kind = ? AND subject = ?)",
        PostKind.OWN,
        str(what),
    )


async def is_taken_back(tx: Transaction, post: posts.Stale) -> bool:
    """Whether the report that a post tells was taken back."""
    row = await tx.one("SELECT taken_back FROM shared_report WHERE post_id = ?", post.id)
    return row is not None and bool(row[0])


# Not exported: when a report was shared stands where it was posted, and its words in the answers.
PERSONAL = Owner({"shared_report": ("person",)}, by_person("shared_report"))
