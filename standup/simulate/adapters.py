"""The simulated platforms' adapters: what follows a position, and what listens and reads back."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from standup.chat.interface import (
    Adapter,
    Capabilities,
    Event,
    Inbox,
    Message,
    TryAgain,
    Unsure,
)
from standup.simulate.wire import Wire

T = TypeVar("T")

_MARGIN = timedelta(minutes=10)  # what is handed over twice changes nothing


class _Sending:
    """What every adapter does alike: hand the engine's requests to the platform."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._chat = wire.chat
        self._is_connected = False
        self.capabilities: Capabilities = wire.chat.rules.can

    async def direct(self, account: str) -> str:
        """See Adapter."""
        self._need_connection(f"to-{account}")
        return await self._harmlessly(lambda: self._chat.open(account), f"to-{account}")

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
        return await self._wire.ask(
            lambda: self._chat.send(place, message, key, thread, title), key
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
        await self._harmlessly(lambda: self._chat.edit(place, message_id, message))

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
        found = await self._harmlessly(lambda: self._chat.find(place, key, since))
        return () if found is None else (found,)

    async def _harmlessly(self, do: Callable[[], T], key: str = "") -> T:
        """What may be done twice: a lost answer is a reason to repeat it, and no doubt."""
        try:
            return await self._wire.ask(do, key)
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
        events, after = chat.after(position, self._wire.some())
        if after == position:
            chat.news.clear()
            await chat.news.wait()
            return position
        await inbox.take(events, cursor=str(after))
        if self._wire.comes_twice():
            await inbox.take(events, cursor=str(after))
        return after


class Listening(_Sending):
    """Hears what happens while it is connected, and reads the rest back, as Discord has it."""

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        """See Adapter."""
        await self._wire.breathe()
        heard: asyncio.Queue[Event | None] = asyncio.Queue()
        self._chat.listening = heard
        try:
            since = await self._since(inbox)
            self._is_connected = True
            ready("a simulated platform")
            latest = await self._read_back(inbox, since) if since else self._chat.now()
            while True:
                arrived = [await heard.get()]
                await self._wire.breathe()
                self._wire.some()
                while not heard.empty():
                    arrived.append(heard.get_nowait())
                events = [event for event in arrived if event is not None]
                latest = max(latest, *(event.at for event in events))
                await inbox.take(events, cursor=_stamp(latest))
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
            await inbox.take(past)
            latest = max([latest, *(event.at for event in past)])
        await inbox.take((), cursor=_stamp(latest))
        return latest

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
