"""What the adapter keeps in the bot's database: changed in memory at once, written together.

It is written with the sync position after what brought it, and before anything leaves that was
encrypted with it. So whoever goes on from the database never encrypts with the same keys again.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager

from standup.chat.interface import Event, Inbox, TryAgain
from standup_matrix.errors import RETRY_SECONDS

Change = Callable[[], str] | None
"""Makes the text to keep, as late as it is written; None lets a name go."""


def name(kind: str, *parts: str) -> str:
    """A name for what strangers have named, at any length and with any characters."""
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
    return kind + digest.hexdigest()[:32]


class Keeping:
    """The small values of one session. What could not be written stays to be written."""

    def __init__(self, inbox: Inbox) -> None:
        self.writings = 0
        self._inbox = inbox
        self._changed: dict[str, Change] = {}
        self._writing = asyncio.Lock()
        self._over = False

    async def read(self) -> Mapping[str, str]:
        """All that is on disk."""
        return await self._inbox.kept()

    async def language(self, account: str) -> str:
        """In which language somebody is spoken to."""
        return await self._inbox.language(account)

    async def position(self) -> str | None:
        """The one given with the last events that were taken."""
        return await self._inbox.cursor()

    async def known(self, accounts: Collection[str]) -> Collection[str]:
        """Those of these accounts that are somebody's we know."""
        return await self._inbox.known(accounts)

    async def participants(self) -> Collection[str]:
        """The accounts of all who take part in a standup."""
        return await self._inbox.participants()

    async def is_channel(self, room_id: str) -> bool:
        """Whether reports are posted in this room."""
        return await self._inbox.is_channel(room_id)

    async def ours(self, messages: Collection[str]) -> Collection[str]:
        """Those of these messages of channels that are ours."""
        return await self._inbox.ours(messages)

    async def replies(self, messages: Collection[str]) -> Collection[str]:
        """Those of these messages that are replies of which something is kept, or their edits."""
        return await self._inbox.replies(messages)

    def put(self, key: str, change: Change) -> None:
        """Keep something from the next writing on, as it is then."""
        self._changed[key] = change

    async def write(self) -> None:
        """Have on disk whatever has changed, by whomever. Raises what the database raises."""
        async with self._changes() as changes:
            if changes:
                await self._inbox.keep(changes)

    async def take(self, events: Sequence[Event], position: str) -> None:
        """Hand events over in one transaction with what has changed and the position after all."""
        async with self._changes() as changes:
            await self._inbox.take(events, cursor=position, keep=changes)

    async def hand_over(self, events: Sequence[Event]) -> None:
        """Hand over what was missed; the position stands."""
        async with self._changes() as changes:
            await self._inbox.take(events, keep=changes)

    async def close(self) -> None:
        """Write no more: another session begins with what is on disk now."""
        self._over = True
        async with self._writing:
            pass

    @asynccontextmanager
    async def _changes(self) -> AsyncIterator[Mapping[str, str | None]]:
        """What has changed, until it is known to be on disk: one writer at a time, so that who
        finds nothing to write knows that all of it is there."""
        async with self._writing:
            if self._over:
                raise TryAgain(RETRY_SECONDS, "this session is over")
            changed, self._changed = self._changed, {}
            try:
                yield {key: make and make() for key, make in changed.items()}
            except BaseException:
                self._changed = changed | self._changed
                raise
            self.writings += bool(changed)
