"""An adapter, its inbox and its bench with one deliberate fault in them: each fault overrides one
of these, and leaves all else as it was."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from standup.chat.interface import Adapter, Capabilities, Event, Inbox
from tests.forwarding import Forwarding, ForwardingInbox

Shared = dict[str, Any]


@dataclass
class BrokenInbox(ForwardingInbox):
    """An inbox; what `taken` makes of the events reaches the real one."""

    taken: Callable[[Sequence[Event]], Sequence[Event]]

    def __post_init__(self) -> None:
        self.connection = self.inbox.connection

    async def take(
        self,
        events: Sequence[Event],
        cursor: str | None = None,
        keep: Mapping[str, str | None] | None = None,
    ) -> None:
        """See Inbox."""
        await self.inbox.take(self.taken(events), cursor, keep)


@dataclass
class Broken(Forwarding):
    """An adapter to be overridden in one thing; `shared` outlives its restarts."""

    adapter: Adapter
    bench: Any
    shared: Shared = field(default_factory=dict)
    inbox: Inbox | None = None

    def __post_init__(self) -> None:
        self.is_ready = False

    @property
    def capabilities(self) -> Capabilities:
        """See Adapter."""
        return self.adapter.capabilities

    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        """What the inbox is handed of these."""
        return events

    def wrapped(self, inbox: Inbox) -> Inbox:
        """The inbox that the adapter gets."""
        return BrokenInbox(inbox, self.taken)

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        """See Adapter."""
        self.inbox = self.shared["inbox"] = inbox

        def told(words: str) -> None:
            self.is_ready = True
            ready(words)

        await self.adapter.run(self.wrapped(inbox), told)

    async def direct(self, account: str) -> str:
        """See Adapter."""
        place = await self.adapter.direct(account)
        self.shared.setdefault("directs", []).append(place)
        return place


class BrokenBench:
    """A bench whose adapters have the fault."""

    def __init__(self, bench: Any, fault: type[Broken]) -> None:
        self._bench = bench
        self._fault = fault
        self.shared: Shared = {}
        if hasattr(bench.person, "write_in"):
            self.person = _Heard(bench.person, self)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._bench, name)
        match name:
            case "wrong_secret":
                return lambda: self._fault(found(), self, self.shared)
            case "cut":
                return lambda: self._remembered(found)
        return found

    def adapter(self) -> Broken:
        """As the bench's, with the fault."""
        return self._fault(self._bench.adapter(), self, self.shared)

    def _remembered(self, cut: Callable[[], Any]) -> Any:
        self.shared["was_cut"] = True
        return cut()


class _Heard:
    """A person whose words in a channel are remembered for the fault that hands them over."""

    def __init__(self, person: Any, bench: BrokenBench) -> None:
        self._person = person
        self._broken = bench

    def __getattr__(self, name: str) -> Any:
        return getattr(self._person, name)

    async def write_in(self, channel: str, text: str) -> None:
        """As the person's."""
        await self._person.write_in(channel, text)
        hear = self._broken.shared.get("hear")
        if hear is not None:
            await hear(self._person.account, text)
        await asyncio.sleep(0)
