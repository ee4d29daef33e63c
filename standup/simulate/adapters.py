"""The simulated platforms' adapters: what follows a position, and what listens and reads back."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from standup.chat.interface import (
    Adapter,
    Capabilities,
    Deleted,
    Event,
    Inbox,
    Message,
    Reachable,
    Said,
    TryAgain,
    Unsure,
)
from standup.simulate.chat import Elsewhere, Upgraded, deletion_of, origin
from standup.simulate.wire import Wire

T = TypeVar("T")

_MOVED = "moved/"
_WRITTEN = "written/"
_REMEMBERED = 30  # messages of each person's
_MARGIN = timedelta(minutes=10)  # what is handed over twice changes nothing


class _Sending:
    """What every adapter does alike: hand the engine's requests to the platform."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._chat = wire.chat
        self._is_connected = False
        self._inbox: Inbox | None = None
        self._moved: dict[str, str] = {}
        self.capabilities: Capabilities = wire.chat.rules.can

    async def _begin(self, inbox: Inbox) -> None:
        """Find again which channels have moved."""
        self._inbox = inbox
        kept = await inbox.kept(_MOVED)
        self._moved = {name.removeprefix(_MOVED): new for name, new in kept.items()}

    def _now(self, place: str) -> str:
        """What a channel is by now, as far as we were told."""
        while place in self._moved:
            place = self._moved[place]
        return place

    async def _there(self, place: str, do: Callable[[str], T], key: str = "") -> T:
        """Have something done in a channel, and follow it where it went."""
        while True:
            try:
                return await self._wire.ask(lambda: do(self._now(place)), key)
            except Elsewhere as elsewhere:
                await self._keep({self._now(place): elsewhere.place})

    async def _keep(self, moved: dict[str, str]) -> None:
        assert self._inbox is not None
        self._moved |= moved
        await self._inbox.keep({_MOVED + old: new for old, new in moved.items()})

    async def direct(self, account: str) -> str:
        """See Adapter."""
        self._need_connection(f"to-{account}")
        return await self._harmlessly("", lambda _: self._chat.open(account), f"to-{account}")

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
        self._need_connection(key)
        return await self._there(
            place, lambda here: self._chat.send(here, message, key, thread, title), key
        )

    async def edit(
        self,
        place: str,
        message_id: str,
        message: Message,
        key: str,  # noqa: ARG002 - the same edit twice is one
        *,
        thread: str | None = None,  # noqa: ARG002 - it stays where it is
    ) -> None:
        """See Adapter."""
        self._need_connection()
        await self._harmlessly(place, lambda here: self._chat.edit(here, message_id, message))

    async def find(
        self,
        place: str,
        message: Message,  # noqa: ARG002 - the history tells keys
        key: str,
        since: datetime,
        *,
        thread: str | None = None,  # noqa: ARG002
        title: str | None = None,  # noqa: ARG002
    ) -> Sequence[str]:
        """See Adapter."""
        if self.capabilities.recognises(since, self._wire.now()):
            return ()
        self._need_connection()
        found = await self._harmlessly(place, lambda here: self._chat.find(here, key, since))
        return () if found is None else (found,)

    async def _harmlessly(self, place: str, do: Callable[[str], T], key: str = "") -> T:
        """What may be done twice: a lost answer is a reason to repeat it, and no doubt."""
        try:
            return await self._there(place, do, key)
        except Unsure as unsure:
            raise TryAgain(unsure.after, str(unsure), everywhere=False) from None

    def _need_connection(self, key: str = "") -> None:
        if not self._is_connected:
            self._wire.note(key, "put off")
            raise TryAgain(1.0, "the connection is just being made", undone=True)


class Following(_Sending):
    """Reads what happened from a position on, as Matrix and Telegram have it."""

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        """See Adapter."""
        await self._wire.breathe()
        position = int(await inbox.cursor() or 0)
        await self._begin(inbox)
        self._is_connected = True
        ready("a simulated platform")
        try:
            while True:
                position = await self._follow(inbox, position)
        finally:
            self._is_connected = False

    async def _follow(self, inbox: Inbox, position: int) -> int:
        chat = self._chat
        await self._wire.breathe()
        found, after = chat.after(position, self._wire.some())
        if after == position:
            chat.news.clear()
            await chat.news.wait()
            return position
        moved = {one.place: one.successor for one in found if isinstance(one, Upgraded)}
        self._moved |= moved
        events = [_told(event) for event in found]
        keep = {_MOVED + old: new for old, new in moved.items()}
        await inbox.take(events, cursor=str(after), keep=keep)
        if self._wire.comes_twice():
            await inbox.take(events, cursor=str(after))
        return after


def _told(event: Event | Upgraded) -> Event:
    """What the engine is told; of a channel that moved, that it lets us in where it is now."""
    if isinstance(event, Upgraded):
        return Reachable(event.id, origin(event.place), event.at)
    return event


class Listening(_Sending):
    """Hears what happens while it is connected, and reads the rest back, as Discord has it."""

    def __init__(self, wire: Wire) -> None:
        super().__init__(wire)
        self._written: dict[str, str] = {}

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        """See Adapter."""
        await self._wire.breathe()
        heard: asyncio.Queue[Event | Upgraded | None] = asyncio.Queue()
        self._chat.listening = heard
        try:
            since = await self._since(inbox)
            self._written = dict(await inbox.kept(_WRITTEN))
            self._is_connected = True
            ready("a simulated platform")
            latest = await self._read_back(inbox, since) if since else self._chat.now()
            while True:
                arrived = [await heard.get()]
                await self._wire.breathe()
                self._wire.some()
                while not heard.empty():
                    arrived.append(heard.get_nowait())
                events = [_told(event) for event in arrived if event is not None]
                latest = max(latest, *(event.at for event in events))
                await inbox.take(events, cursor=_stamp(latest), keep=self._note(events))
                if self._wire.comes_twice():
                    await inbox.take(events, cursor=_stamp(latest))
        finally:
            self._is_connected = False
            if self._chat.listening is heard:
                self._chat.listening = None

    async def _since(self, inbox: Inbox) -> datetime | None:
        """Since when there is something to read back; None the first of all times."""
        cursor = await inbox.cursor()
        if cursor is not None:
            return datetime.fromtimestamp(int(cursor) / 1000, UTC)
        now = self._chat.now()
        self._chat.nobody_listened(until=now)
        await inbox.take((), cursor=_stamp(now))
        return None

    async def _read_back(self, inbox: Inbox, since: datetime) -> datetime:
        latest = since
        places = dict.fromkeys((*await inbox.open_places(), *self._chat.places()))
        for place in places:
            past = await self._patiently(place, since - _MARGIN)
            past += self._missing(place)
            await inbox.take(past, keep=self._note(past))
            latest = max([latest, *(event.at for event in past)])
        await inbox.take((), cursor=_stamp(latest))
        return latest

    def _note(self, events: Sequence[Event]) -> dict[str, str | None]:
        """Remember which messages stand there, so that one which is deleted is missed."""
        changed: dict[str, str | None] = {}
        for event in events:
            name = _WRITTEN + event.account
            ids = (self._written.get(name) or "").split()
            if isinstance(event, Said) and event.id not in ids:
                ids = [*ids, event.id][-_REMEMBERED:]
            elif isinstance(event, Deleted) and event.message in ids:
                ids.remove(event.message)
            else:
                continue
            self._written[name] = changed[name] = " ".join(ids)
        return changed

    def _missing(self, place: str) -> list[Event]:
        """What was deleted while nobody listened."""
        account, now = place.removeprefix("@"), self._chat.now()
        known = self._written.get(_WRITTEN + account, "").split()
        gone = [message for message in known if message not in self._chat.stand(place)]
        return [Deleted(deletion_of(message), account, message, now) for message in gone]

    async def _patiently(self, place: str, since: datetime) -> list[Event]:
        while True:
            try:
                return await self._wire.ask(lambda: self._chat.past(place, since))
            except Exception:  # noqa: BLE001 - asked again until it is answered
                await asyncio.sleep(5.0)
                await self._wire.breathe()


def adapter_of(wire: Wire) -> Adapter:
    """The adapter for the platform at the other end."""
    return Listening(wire) if wire.chat.rules.live else Following(wire)


def _stamp(at: datetime) -> str:
    return str(int(at.timestamp() * 1000))
