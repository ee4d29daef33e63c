"""What an adapter may do wrong with what people write."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from standup.chat.interface import (
    Chose,
    Deleted,
    Edited,
    Event,
    Filled,
    Inbox,
    Message,
    Replied,
    Said,
    Unreadable,
    Zoned,
)
from tests.contract.broken import Broken

_PAGE = 50


class OneAccount(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        for event in events:
            self.shared.setdefault("account", event.account)
        return [replace(event, account=self.shared["account"]) for event in events]


class OnePage(Broken):
    left = _PAGE

    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        kept = []
        for event in events:
            if isinstance(event, Said):
                self.left -= 1
                if self.left < 0:
                    continue
            kept.append(event)
        return kept


class NoOldEdits(Broken):
    def __post_init__(self) -> None:
        super().__post_init__()
        self.began = datetime.now(UTC)

    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        old = (isinstance(one, Edited) and one.at < self.began for one in events)
        return [one for one, is_old in zip(events, old, strict=True) if not is_old]


class NoOldReplies(Broken):
    def __post_init__(self) -> None:
        super().__post_init__()
        self.began = datetime.now(UTC)

    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        old = (isinstance(one, Replied) and one.at < self.began for one in events)
        return [one for one, is_old in zip(events, old, strict=True) if not is_old]


class NoOldDeletions(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        runs = self.shared.setdefault("runs", [])
        if self not in runs:
            runs.append(self)
        return [one for one in events if not (isinstance(one, Deleted) and len(runs) > 1)]


class OneIdForEdits(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        return [
            replace(one, id=f"{one.message}.edited") if isinstance(one, Edited) else one
            for one in events
        ]


class EditsFirst(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        return sorted(events, key=lambda one: not isinstance(one, Edited))


class EditsUnderTheMessage(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        return [replace(one, message=one.id) if isinstance(one, Edited) else one for one in events]


class EditsAreSaid(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        more = [
            Said(f"{one.id}.fallback", one.account, f"* {one.text}", one.at)
            for one in events
            if isinstance(one, Edited)
        ]
        return [*events, *more]


class DeletionsAreSaid(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        more = [
            Said(f"{one.id}.fallback", one.account, "took a message back", one.at)
            for one in events
            if isinstance(one, Deleted)
        ]
        return [*events, *more]


class Chatter(Broken):
    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        async def hear(account: str, text: str) -> None:
            await inbox.take([Said(f"chat-{text}", account, text, datetime.now(UTC))])

        self.shared["hear"] = hear
        await super().run(inbox, ready)


class ChatterIsReplied(Broken):
    posted = ""

    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        self.posted = await super().send(place, message, key, **more)
        return self.posted

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        async def hear(account: str, text: str) -> None:
            now = datetime.now(UTC)
            await inbox.take([Replied(f"chat-{text}", account, text, self.posted, now)])

        self.shared["hear"] = hear
        await super().run(inbox, ready)


class RepliesAreUnheard(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        return [event for event in events if not isinstance(event, Replied)]


class RepliesAreSaid(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        return [
            Said(one.id, one.account, one.text, one.at, answers=one.answers)
            if isinstance(one, Replied)
            else one
            for one in events
        ]


class RepliedRepeats(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        return [
            replace(one, text=f"> a digest\n\n{one.text}") if isinstance(one, Replied) else one
            for one in events
        ]


class OldWordsOfReplies(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        theirs = self.shared.setdefault("replies", set[str]())
        theirs |= {event.id for event in events if isinstance(event, Replied)}
        changes = Edited | Deleted
        return [one for one in events if not (isinstance(one, changes) and one.message in theirs)]


class OwnWords(Broken):
    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        sent = await super().send(place, message, key, **more)
        if self.inbox is not None:
            await self.inbox.take([Said(sent, "the bot", "a question", datetime.now(UTC))])
        return sent


class NewIdsEachTime(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        return [replace(one, id=f"{one.id}-{id(self)}") for one in events]


class LostWhenNotTaken(Broken):
    def wrapped(self, inbox: Inbox) -> Inbox:
        wrapped = super().wrapped(inbox)
        take = wrapped.take

        async def careless(events: Sequence[Event], *more: Any, **named: Any) -> None:
            try:
                await take(events, *more, **named)
            except OSError:
                await take((), *more, **named)  # goes on behind what was not taken

        wrapped.take = careless  # type: ignore[method-assign]
        return wrapped


class NoMarkup(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        return [
            replace(one, text=one.text.replace("*", "")) if isinstance(one, Said) else one
            for one in events
        ]


class Truncated(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        return [
            replace(one, text=one.text[:1024]) if isinstance(one, Said) else one for one in events
        ]


class NaiveTimes(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        return [replace(one, at=one.at.replace(tzinfo=None)) for one in events]


class WrongTimes(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        return [replace(one, at=one.at - timedelta(hours=2)) for one in events]


class NotForwarded(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        return [replace(one, forwarded=False) if isinstance(one, Said) else one for one in events]


class RepliesToNothing(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        return [replace(one, answers=None) if isinstance(one, Said) else one for one in events]


class Tongueless(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        told = Said | Unreadable | Chose | Filled
        return [replace(one, language="") if isinstance(one, told) else one for one in events]


class ServersTongue(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        told = Said | Unreadable | Chose | Filled
        return [replace(one, language="en-US") if isinstance(one, told) else one for one in events]


class ServersZone(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        said = (one for one in events if isinstance(one, Said))
        return [*events, *(Zoned(f"zone.{one.id}", one.account, "UTC", one.at) for one in said)]


class RepliesToTheNewest(Broken):
    newest = ""

    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        self.newest = await super().send(place, message, key, **more)
        return self.newest

    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        return [
            replace(one, answers=self.newest) if isinstance(one, Said) and one.answers else one
            for one in events
        ]


class RepliesRepeat(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        return [
            replace(one, text=f"> What?\n\n{one.text}")
            if isinstance(one, Said) and one.answers
            else one
            for one in events
        ]


class NothingBesides(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        return [replace(one, besides=None) if isinstance(one, Said) else one for one in events]


class PressedOnce(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        return [replace(one, id=one.value) if isinstance(one, Chose) else one for one in events]


class Deaf(Broken):
    def taken(self, events: Sequence[Event]) -> Sequence[Event]:
        return () if "was_cut" in self.shared else events
