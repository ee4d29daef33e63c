"""An adapter and an inbox that hand all they are asked on to another, to be overridden in part."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from standup.chat.interface import Adapter, Form, Inbox, Message


@dataclass
class ForwardingInbox:
    """Whatever is asked of an inbox, but for what is taken."""

    inbox: Inbox

    async def kept(self, beginning: str = "") -> Mapping[str, str]:
        """See Inbox."""
        return await self.inbox.kept(beginning)

    async def keep(self, changes: Mapping[str, str | None]) -> None:
        """See Inbox."""
        await self.inbox.keep(changes)

    async def cursor(self) -> str | None:
        """See Inbox."""
        return await self.inbox.cursor()

    async def form(self, account: str, value: str) -> Form | Message:
        """See Inbox."""
        return await self.inbox.form(account, value)

    async def open_places(self) -> Sequence[str]:
        """See Inbox."""
        return await self.inbox.open_places()

    async def participants(self) -> Collection[str]:
        """See Inbox."""
        return await self.inbox.participants()

    async def language(self, account: str) -> str:
        """See Inbox."""
        return await self.inbox.language(account)

    async def known(self, accounts: Collection[str]) -> Collection[str]:
        """See Inbox."""
        return await self.inbox.known(accounts)

    async def is_channel(self, place: str) -> bool:
        """See Inbox."""
        return await self.inbox.is_channel(place)

    async def ours(self, messages: Collection[str]) -> Collection[str]:
        """See Inbox."""
        return await self.inbox.ours(messages)

    async def replies(self, messages: Collection[str]) -> Collection[str]:
        """See Inbox."""
        return await self.inbox.replies(messages)


class Forwarding:
    """Whatever is said through an adapter."""

    adapter: Adapter

    async def direct(self, account: str) -> str:
        """See Adapter."""
        return await self.adapter.direct(account)

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
        return await self.adapter.send(place, message, key, thread=thread, title=title)

    async def edit(
        self, place: str, message_id: str, message: Message, key: str, *, thread: str | None = None
    ) -> None:
        """See Adapter."""
        await self.adapter.edit(place, message_id, message, key, thread=thread)

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
        return await self.adapter.find(place, message, key, since, thread=thread, title=title)
