"""What an adapter overhears in channels: no more of it is handed over than concerns us."""

from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from standup.chat.interface import Deleted, Edited, Replied


class Knowing(Protocol):
    """What knows which messages of channels concern us: an `Inbox`."""

    async def ours(self, messages: Collection[str]) -> Collection[str]:
        """See Inbox."""

    async def replies(self, messages: Collection[str]) -> Collection[str]:
        """See Inbox."""


@dataclass(frozen=True, slots=True)
class Overheard:
    """Something in a channel that may concern us.

    A reply does if it replies to a message of ours: `called` are the ids by which `send` may have
    called that one, of which the right one becomes what it `answers`. An edit or a deletion does if
    it is of a reply that was kept, or of such an edit.
    """

    event: Replied | Edited | Deleted
    called: tuple[str, ...] = ()


async def concerning(
    inbox: Knowing, overheard: Iterable[Overheard]
) -> list[Replied | Edited | Deleted]:
    """What of it is to be handed over, in its order."""
    heard = list(overheard)
    ours = await known(inbox.ours, (name for one in heard for name in one.called))
    changed = (one.event.message for one in heard if not isinstance(one.event, Replied))
    replies = await known(inbox.replies, changed)
    found: list[Replied | Edited | Deleted] = []
    for one in heard:
        if not isinstance(one.event, Replied):
            if one.event.message in replies:
                replies.add(one.event.id)
                found.append(one.event)
        elif (answers := next((name for name in one.called if name in ours), None)) is not None:
            replies.add(one.event.id)
            found.append(replace(one.event, answers=answers))
    return found


async def known(
    ask: Callable[[Collection[str]], Awaitable[Collection[str]]], messages: Iterable[str]
) -> set[str]:
    """Those of these messages that are known; nobody is asked about none."""
    asked = set(messages)
    return set(await ask(asked)) if asked else set()
