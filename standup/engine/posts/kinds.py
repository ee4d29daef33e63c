"""How each kind of post is composed: the one table of them."""

from collections.abc import Awaitable, Callable
from typing import assert_never

from standup.core.posts import PostKind
from standup.engine.posts import (
    accountability,
    digest,
    head,
    item,
    own,
    result,
    same,
    shared,
    summary,
)
from standup.engine.posts.posting import Composed, Desk
from standup.store.database import Transaction
from standup.store.posts import Stale

Compose = Callable[[Transaction, Desk, Stale], Awaitable[Composed]]
"""What a post says now, read in one look at the database."""

Publish = Callable[[Desk, Stale], Awaitable[None]]
"""Composes and promises a post that grows with its team, in several steps."""


def composed_by(kind: PostKind) -> Compose | None:  # noqa: PLR0911 - a line a kind
    """How a kind of post is composed that is short however large its team is."""
    match kind:
        case PostKind.REPORT:
            return shared.report
        case PostKind.UPDATE:
            return shared.update
        case PostKind.SUMMARY | PostKind.MONTH:
            return summary.compose
        case PostKind.RESULT:
            return result.compose
        case PostKind.ITEM:
            return item.compose
        case PostKind.SAME:
            return same.compose
        case PostKind.ACCOUNTABILITY:
            return accountability.compose
        case PostKind.OWN:
            return own.compose
        case PostKind.THREAD | PostKind.DIGEST:
            return None
    assert_never(kind)


def published_by(kind: PostKind) -> Publish | None:
    """How a kind of post is published that grows with its team."""
    return {PostKind.THREAD: head.publish, PostKind.DIGEST: digest.publish}.get(kind)
