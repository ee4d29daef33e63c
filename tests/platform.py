"""A chat platform in memory that keeps what it shows and can be told to fail."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from standup.chat.interface import (
    Besides,
    Capabilities,
    Choice,
    Chose,
    Deleted,
    Edited,
    Event,
    Filled,
    Form,
    Inbox,
    Message,
    Reachable,
    Replied,
    Said,
    TryAgain,
    Unreachable,
    mentioned,
)
from standup.core.messages.markup import plain

CAPABLE = Capabilities(
    text_limit=4000,
    threads=True,
    edits=True,
    silent=True,
    channel=r"(#\S+)",
    opens_direct=True,
    sees_edits=True,
    sees_deletes=True,
    per_second=100_000.0,
    at_once=4,
    key_window=3600.0,
)


@dataclass
class Shown:
    """One message as people see it now."""

    id: str
    place: str
    thread: str | None
    message: Message
    key: str
    edits: int = 0
    title: str | None = None
    at: datetime = field(kw_only=True)

    @property
    def text(self) -> str:
        return plain(self.message, code="")


@dataclass
class Platform:
    """An adapter and the platform behind it in one."""

    capabilities: Capabilities = CAPABLE
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    shown: list[Shown] = field(default_factory=list)
    called: list[str] = field(default_factory=list)
    """The accounts that were told of being called, once for each time."""
    unreachable: dict[str, str] = field(default_factory=dict)
    faults: list[Exception] = field(default_factory=list)
    sends: int = 0
    inbox: Inbox | None = None
    _events: "asyncio.Queue[list[Event]]" = field(default_factory=asyncio.Queue)
    _count: int = 0

    # ── the adapter ──

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        ready("a platform in memory")
        self.inbox = inbox
        while True:
            events = await self._events.get()
            await inbox.take(events)
            self._events.task_done()

    async def direct(self, account: str) -> str:
        if account in self.unreachable:
            raise Unreachable(self.unreachable[account])
        return f"@{account}"

    async def send(
        self,
        place: str,
        message: Message,
        key: str,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> str:
        self._fail(place)
        assert thread != "", "no message has this id"
        assert len(plain(message).encode()) <= self.capabilities.text_limit, "too long"
        self.sends += 1
        for known in self.shown:
            if known.key == key:
                return known.id
        self._count += 1
        self.called += mentioned(message)
        self.shown.append(
            Shown(f"m{self._count}", place, thread, message, key, title=title, at=self.now())
        )
        return f"m{self._count}"

    async def edit(
        self, place: str, message_id: str, message: Message, key: str, *, thread: str | None = None
    ) -> None:
        self._fail(place)
        assert "" not in {message_id, thread}, "no message has this id"
        if all(known.id != message_id for known in self.shown):
            raise Unreachable("gone", "the message is not there")
        for index, known in enumerate(self.shown):
            if known.id == message_id:
                self.shown[index] = replace(known, message=message, edits=known.edits + 1)

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
        return [known.id for known in self.shown if known.key == key]

    def _fail(self, place: str) -> None:
        if place in self.unreachable:
            raise Unreachable(self.unreachable[place])
        if self.faults:
            fault = self.faults.pop(0)
            raise fault

    # ── the people on it ──

    def _happen(self, *events: Event) -> None:
        self._events.put_nowait(list(events))

    def _new_id(self) -> str:
        self._count += 1
        return f"e{self._count}"

    def say(
        self,
        account: str,
        text: str,
        *,
        times: int = 1,
        place: str | None = None,
        besides: Besides | None = None,
        forwarded: bool = False,
        answers: str | None = None,
        channel: str | None = None,
    ) -> str:
        """Write the bot a direct message, delivered `times` times; it may reply to another one."""
        words = (text, self.now(), place, besides, forwarded, answers)
        event = Said(self._new_id(), account, *words, channel=channel)
        for _ in range(times):
            self._happen(event)
        return event.id

    def reply_in(self, account: str, message: str, text: str, *, times: int = 1) -> str:
        """Reply to a message of the bot's where it stands in a channel."""
        event = Replied(self._new_id(), account, text, message, self.now())
        for _ in range(times):
            self._happen(event)
        return event.id

    def choose(self, account: str, label: str) -> None:
        """Press the newest choice of this label in the direct conversation."""
        self.press(account, self.choice(f"@{account}", label))

    def press(self, account: str, choice: Choice, place: str | None = None) -> None:
        """Press a choice, however old the message that it stands under."""
        self._happen(Chose(self._new_id(), account, choice.value, self.now(), place))

    def choice(self, place: str, label: str) -> Choice:
        for shown in reversed(self.shown):
            for choice in (choice for row in shown.message.choices for choice in row):
                if shown.place == place and choice.label == label:
                    return choice
        raise LookupError(label)

    async def form(self, account: str, place: str, label: str) -> Form | Message:
        """What pressing a choice that asks for a form shows."""
        assert self.inbox is not None
        choice = self.choice(place, label)
        assert choice.form
        return await self.inbox.form(account, choice.value)

    def fill(self, account: str, form: Form, place: str | None = None, **answers: str) -> None:
        said = {field.id: answers.get(field.id, "") for field in form.fields}
        self._happen(Filled(self._new_id(), account, form.id, said, self.now(), place))

    def edit_own(self, account: str, message: str, text: str) -> None:
        self._happen(Edited(self._new_id(), account, message, text, self.now()))

    def take_back(self, account: str, message: str) -> None:
        self._happen(Deleted(self._new_id(), account, message, self.now()))

    def delete(self, message: str) -> None:
        """An admin deletes a message of the bot's."""
        self.shown = [known for known in self.shown if known.id != message]

    def deliver(self, *events: Event) -> None:
        """Hand over what happened some time ago."""
        self._happen(*events)

    def come_back(self, account: str) -> None:
        self.unreachable.pop(account, None)
        self._happen(Reachable(self._new_id(), account, self.now()))

    async def all_taken(self) -> None:
        await self._events.join()

    def direct_texts(self, account: str) -> list[str]:
        return [shown.text for shown in self.shown if shown.place == f"@{account}"]

    def channel(self, place: str) -> list[Shown]:
        return [shown for shown in self.shown if shown.place == place]

    def channel_text(self, place: str) -> str:
        return "\n---\n".join(shown.text for shown in self.channel(place))


BUSY = TryAgain
