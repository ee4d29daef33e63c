"""One bot on several connections, as the engine runs them: in one process, or one in each."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from standup.chat.interface import Adapter, Event, Form, Inbox, Message
from standup_discord import DiscordAdapter


@dataclass
class Beside:
    """The inbox of a further connection, whose position is its own."""

    first: Inbox
    connection: int
    position: str | None = None

    async def take(
        self,
        events: Sequence[Event],
        cursor: str | None = None,
        keep: Mapping[str, str | None] | None = None,
    ) -> None:
        """Let the first one take it."""
        await self.first.take(events, keep=keep)
        self.position = self.position if cursor is None else cursor

    async def cursor(self) -> str | None:
        """The position of this connection."""
        await asyncio.sleep(0)
        return self.position

    async def kept(self, beginning: str = "") -> Mapping[str, str]:
        """What is kept for all."""
        return await self.first.kept(beginning)

    async def keep(self, changes: Mapping[str, str | None]) -> None:
        """Keep it for all."""
        await self.first.keep(changes)

    async def form(self, account: str, value: str) -> Form | Message:
        """The same form."""
        return await self.first.form(account, value)

    async def open_places(self) -> Sequence[str]:
        """The same places."""
        return await self.first.open_places()

    async def known(self, accounts: Collection[str]) -> Collection[str]:
        """The same people."""
        return await self.first.known(accounts)

    async def participants(self) -> Collection[str]:
        """The same people."""
        return await self.first.participants()

    async def is_channel(self, place: str) -> bool:
        """The same channels."""
        return await self.first.is_channel(place)


class Spread(Adapter):
    """An adapter for each connection, which may be the same; everything leaves from the first."""

    def __init__(self, *adapters: DiscordAdapter) -> None:
        self._adapters = adapters
        self.first = adapters[0]
        self.capabilities = replace(self.first.capabilities, connections=1)

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        """Receive on all of them; ready once all are."""
        words: list[str] = []

        def told(one: str) -> None:
            words.append(one)
            if len(words) == len(self._adapters):
                ready("; ".join(sorted(words)))

        try:
            async with asyncio.TaskGroup() as tasks:
                for connection, adapter in enumerate(self._adapters):
                    own = Beside(inbox, connection) if connection else inbox
                    tasks.create_task(adapter.run(own, told))
        except BaseExceptionGroup as several:
            raise several.exceptions[0] from None

    async def direct(self, account: str) -> str:
        """See Adapter."""
        return await self.first.direct(account)

    async def send(
        self,
        place: str,
        message: Message,
        key: str,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> str:
        """See Adapter."""
        return await self.first.send(place, message, key, thread=thread, title=title)

    async def edit(
        self, place: str, message_id: str, message: Message, key: str, *, thread: str | None = None
    ) -> None:
        """See Adapter."""
        await self.first.edit(place, message_id, message, key, thread=thread)

    async def find(
        self,
        place: str,
        message: Message,
        key: str,
        since: datetime,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> Sequence[str]:
        """See Adapter."""
        return await self.first.find(place, message, key, since, thread=thread, title=title)
