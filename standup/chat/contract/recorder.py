"""The inbox that stands in for the engine's."""

import asyncio
from collections.abc import Collection, Mapping, Sequence

from standup.chat.interface import Edited, Event, Form, Replied, Said, Unreadable
from standup.core.messages.markup import Message, say


class Recorder:
    """An inbox that keeps what it takes; `failing` lets it refuse, as a full disk would.

    Given a `memory`, it remembers what an earlier one kept there.
    """

    def __init__(
        self,
        position: str | None = None,
        memory: dict[str, str] | None = None,
        connection: int = 0,
    ) -> None:
        self.position = position
        self.memory = {} if memory is None else memory
        self.connection = connection
        self.batches: list[Sequence[Event]] = []
        self.refused: list[Event] = []
        self.failing = False
        self.shows: Form | Message = say("nothing to fill in")
        self.asked_for: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.strangers: set[str] = set()
        self.taking_part: set[str] = set()
        self.channels: set[str] = set()
        self.posts: set[str] = set()
        self.languages: dict[str, str] = {}

    async def form(self, account: str, value: str) -> Form | Message:
        """The form of `shows`."""
        await asyncio.sleep(0)
        self.asked_for.append((account, value))
        return self.shows

    async def open_places(self) -> Sequence[str]:
        """The places of `open`."""
        await asyncio.sleep(0)
        return tuple(self.open)

    async def participants(self) -> Collection[str]:
        """Those of `taking_part`."""
        await asyncio.sleep(0)
        return sorted(self.taking_part)

    async def language(self, account: str) -> str:
        """That of `languages`, else English."""
        await asyncio.sleep(0)
        return self.languages.get(account, "en")

    async def known(self, accounts: Collection[str]) -> Collection[str]:
        """All but those of `strangers`."""
        await asyncio.sleep(0)
        return set(accounts) - self.strangers

    async def is_channel(self, place: str) -> bool:
        """Whether it is one of `channels`."""
        await asyncio.sleep(0)
        return place in self.channels

    async def ours(self, messages: Collection[str]) -> Collection[str]:
        """Those of `posts`."""
        await asyncio.sleep(0)
        return self.posts & set(messages)

    async def replies(self, messages: Collection[str]) -> Collection[str]:
        """Those that were taken, and their edits."""
        await asyncio.sleep(0)
        taken = {event.id for event in self.events if isinstance(event, Replied)}
        edits = (event for event in self.events if isinstance(event, Edited))
        taken |= {event.id for event in edits if event.message in taken}
        return taken & set(messages)

    async def kept(self, beginning: str = "") -> Mapping[str, str]:
        """What was kept under such names."""
        await asyncio.sleep(0)
        return {name: value for name, value in self.memory.items() if name.startswith(beginning)}

    async def keep(self, changes: Mapping[str, str | None]) -> None:
        """Keep values, or let them go."""
        await asyncio.sleep(0)
        for name, value in changes.items():
            if value is None:
                self.memory.pop(name, None)
            else:
                self.memory[name] = value

    async def take(
        self,
        events: Sequence[Event],
        cursor: str | None = None,
        keep: Mapping[str, str | None] | None = None,
    ) -> None:
        """Take a batch, or refuse it."""
        await asyncio.sleep(0)
        if self.failing and any(isinstance(event, Said | Unreadable) for event in events):
            self.refused += events
            raise OSError("the disk is full")
        await self.keep(keep or {})
        self.batches.append(tuple(events))
        self.position = cursor if cursor is not None else self.position

    async def cursor(self) -> str | None:
        """The position of the last batch."""
        return self.position

    @property
    def events(self) -> list[Event]:
        """Everything taken; an event whose id was taken before changes nothing."""
        found: dict[str, Event] = {}
        for event in (event for batch in self.batches for event in batch):
            found.setdefault(event.id, event)
        return [*found.values()]

    @property
    def said(self) -> list[Said]:
        """The messages taken, each id once; those that could not be read, too."""
        return [as_said(event) for event in self.events if isinstance(event, Said | Unreadable)]


def as_said(event: Said | Unreadable) -> Said:
    """What could not be read, as the message without words that it is."""
    if isinstance(event, Said):
        return event
    return Said(event.id, event.account, "", event.at, event.place, event.why)
