"""Who is called in what others wrote, as it was posted."""

import json

from standup.core.messages.markup import from_data, to_data
from standup.core.messages.mentioning import without_mentions
from standup.core.model import Account
from standup.core.posts import Post, PostKind, subject
from standup.store.database import Transaction
from standup.store.owner import Forgotten, Owner
from standup.store.posts import Stale
from standup.store.text import beginning_with, encode


async def keep(tx: Transaction, post: Stale, person: str, account: Account) -> None:
    """Note that a post calls somebody by an account."""
    await tx.run(
        "INSERT INTO called (person, post_id, adapter, account) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        person,
        post.id,
        account.adapter,
        account.id,
    )


async def let_go(tx: Transaction, post: Stale) -> None:
    """Keep nothing of whom a post calls."""
    await tx.run("DELETE FROM called WHERE post_id = ?", post.id)


async def _forget(tx: Transaction, whom: Forgotten) -> None:
    """Call them no more in our copy of what others wrote; its words stay as they were typed."""
    rows = await tx.all(
        "SELECT p.kind, p.subject, c.adapter, c.account FROM called c JOIN post p"
        " ON p.id = c.post_id WHERE c.person = ? ORDER BY p.id",
        whom.person,
    )
    for kind, text, adapter, account in rows:
        post = Post(PostKind(kind), subject(PostKind(kind), text))
        await _call_no_more(tx, post, Account(adapter, account))
    await tx.run("DELETE FROM called WHERE person = ?", whom.person)


async def _call_no_more(tx: Transaction, post: Post, account: Account) -> None:
    messages = await tx.all(
        "SELECT id, content, first_content FROM outbox WHERE key BETWEEN ? AND ? AND adapter = ?",
        *beginning_with(f"{post.key}/"),
        account.adapter,
    )
    for number, *said in messages:
        await tx.run(
            "UPDATE outbox SET content = ?, first_content = ? WHERE id = ?",
            *(_without(content, account.id) for content in said),
            number,
        )


def _without(content: str | None, account: str) -> str | None:
    if content is None:
        return None
    return encode(to_data(without_mentions(from_data(json.loads(content)), {account})))


# Not exported: it is in what others wrote.
PERSONAL = Owner({"called": ("person", "account")}, _forget)
