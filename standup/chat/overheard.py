"""What an adapter overhears in channels: no more of it is handed over than concerns us."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from standup.chat.interface import Deleted, Edited, Replied


class Concerned(Protocol):
    """What knows which messages of channels concern us: an `Inbox`."""

    async def concerning(self, messages: Collection[str]) -> Collection[str]:
        """See Inbox."""


@dataclass(frozen=True, slots=True)
class Overheard:
    """Something in a channel that may concern us: it does if one of these messages does.

    Of a reply these are the ids by which `send` may have called the message that it replies to; the
    one that it did becomes what it `answers`.
    """

    event: Replied | Edited | Deleted
    about: tuple[str, ...]


async def concerning(
    inbox: Concerned, overheard: Iterable[Overheard]
) -> list[Replied | Edited | Deleted]:
    """What of it is to be handed over, in its order: what changes or takes back a reply that comes
    with it, too."""
    heard = list(overheard)
    asked = {message for one in heard for message in one.about}
    known = set(await inbox.concerning(asked)) if asked else set()
    found: list[Replied | Edited | Deleted] = []
    for one in heard:
        about = next((message for message in one.about if message in known), None)
        if about is None:
            continue
        if isinstance(one.event, Replied):
            known.add(one.event.id)
            found.append(replace(one.event, answers=about))
        else:
            found.append(one.event)
    return found
