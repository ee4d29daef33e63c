"""How each kind of post is composed: the one table of them."""

from collections.abc import Awaitable, Callable
from typing import assert_never

from standup.core.posts import PostKind
from standup.engine.posts import (
    accountability,
    digest,
    head,
    own,
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
            from standup.engine.posts import result  # noqa: PLC0415 - of a poll

            return result.compose
        case PostKind.ITEM:
            from standup.engine.posts import item  # noqa: PLC0415 - where anything lives

            return item.compose
        case PostKind.SAME:
            from standup.engine.posts import same  # noqa: PLC0415 - where two plan the same

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
