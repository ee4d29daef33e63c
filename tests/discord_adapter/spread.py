"""One bot on several connections, as the engine runs them: in one process, or one in each."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from standup.chat.interface import Event, Inbox
from standup_discord import DiscordAdapter
from tests.forwarding import Forwarding, ForwardingInbox


@dataclass
class Beside(ForwardingInbox):
    """The inbox of a further connection, whose position is its own."""

    connection: int
    position: str | None = None

    async def take(
        self,
        events: Sequence[Event],
        cursor: str | None = None,
        keep: Mapping[str, str | None] | None = None,
    ) -> None:
        """Let the first one take it."""
        await self.inbox.take(events, keep=keep)
        self.position = self.position if cursor is None else cursor

    async def cursor(self) -> str | None:
        """The position of this connection."""
        await asyncio.sleep(0)
        return self.position


class Spread(Forwarding):
    """An adapter for each connection, which may be the same; everything leaves from the first."""

    def __init__(self, *adapters: DiscordAdapter) -> None:
        self._adapters = adapters
        self.adapter = adapters[0]
        self.capabilities = replace(self.adapter.capabilities, connections=1)

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
