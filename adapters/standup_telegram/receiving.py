"""Updates in: read one by one, taken together, and only then answered and confirmed."""

import logging
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from standup.chat.interface import Event, Inbox, Reachable, Said, Went
from standup.chat.overheard import concerning
from standup_telegram import events
from standup_telegram.connection import Connection
from standup_telegram.errands import Errands
from standup_telegram.events import Me, Read
from standup_telegram.shut import Shut

log = logging.getLogger(__name__)

_ALBUMS = 100
_ANSWER_SECONDS = 5.0


class Receiving:
    """Hands over what happened, however it came.

    `reached` are the accounts known to be reachable: the first thing heard from any other says so
    too, since its unblocking may be among the updates Telegram forgot after a day.
    """

    def __init__(
        self,
        connection: Connection,
        me: Me,
        inbox: Inbox,
        now: Callable[[], datetime],
        reached: set[str],
        errands: Errands,
        shut: Shut,
    ) -> None:
        self._connection = connection
        self._me = me
        self._inbox = inbox
        self._now = now
        self._reached = reached
        self._errands = errands
        self._shut = shut
        self._albums: deque[str] = deque(maxlen=_ALBUMS)

    async def take(self, updates: Sequence[Any], cursor: str | None = None) -> None:
        """Take updates in one transaction with the position after them."""
        understood = [self._read(update) for update in updates]
        albums = _captioned(understood) | set(self._albums)
        found: list[Event] = []
        for one in understood:
            found += self._with_news(_once_an_album(one, albums), found)
        heard = [one.overheard for one in understood if one.overheard is not None]
        found += await concerning(self._inbox, heard)
        found += self._shut.opened(updates, self._now())
        for update in updates:
            found += await self._put_out(update)
        await self._inbox.take(found, cursor)
        self._took(understood, found)
        for update in updates:
            _tell_place(update)

    def _read(self, update: Any) -> Read:
        try:
            return events.read(update, self._me, self._now())
        except Exception as error:  # noqa: BLE001 - one bad update must not stop the others
            log.error(
                "Skipped update %s (%s), which I cannot read: %s",
                *_label(update),
                type(error).__name__,
                extra={"action": "telegram_update_skipped"},
            )
            return Read()

    async def _put_out(self, update: Any) -> list[Event]:
        """The broadcast channels of which an update tells that they do not let us in any more."""
        if (told := events.put_out_of(update)) is None:
            return []
        chat, why, at = told
        names = (str(chat["id"]), f"@{chat.get('username')}")
        places = [name for name in names if await self._inbox.is_channel(name)]
        for place in places:
            self._shut.add(place)
        number = update.get("update_id")
        return [Went(f"{place}.out.{number}", place, why, at) for place in places]

    def _with_news(self, new: Sequence[Event], before: Sequence[Event]) -> list[Event]:
        """The events, after the news that somebody is reachable where it is news."""
        said = next((event for event in new if isinstance(event, Said)), None)
        if said is None or said.account in self._reached or _came((*before, *new), said.account):
            return list(new)
        return [Reachable(f"{said.id}.heard", said.account, said.at), *new]

    def _took(self, understood: Sequence[Read], found: Sequence[Event]) -> None:
        self._albums += dict.fromkeys(one.album for one in understood if one.album is not None)
        for event in found:
            if isinstance(event, Reachable):
                self._reached.add(event.account)
            elif isinstance(event, Went):
                self._reached.discard(event.account)
        for press in [one.press for one in understood if one.press is not None]:
            self._answer(press)

    def _answer(self, press: str) -> None:
        """Stop the clock on the pressed button."""

        async def answer() -> None:
            await self._connection.ask(
                lambda bot: bot.answer_callback_query(press, read_timeout=_ANSWER_SECONDS)
            )

        self._errands.begin("answering a press", answer)


def _captioned(understood: Sequence[Read]) -> set[str]:
    """The albums that have words somewhere."""
    return {
        one.album
        for one in understood
        for event in one.events
        if one.album is not None and isinstance(event, Said) and event.text
    }


def _once_an_album(one: Read, albums: set[str]) -> tuple[Event, ...]:
    """The events, without the wordless rest of an album of which something was taken already."""
    if one.album is None or any(isinstance(event, Said) and event.text for event in one.events):
        return one.events
    if one.album in albums:
        return ()
    albums.add(one.album)
    return one.events


def _came(found: Sequence[Event], account: str) -> bool:
    return any(isinstance(event, Reachable) and event.account == account for event in found)


def _label(update: Any) -> tuple[object, str]:
    if not isinstance(update, dict):
        return "?", type(update).__name__
    kinds = [name for name in update if name != "update_id"]
    return update.get("update_id", "?"), ", ".join(map(str, kinds[:3]))


def _tell_place(update: Any) -> None:
    """Say how a group the bot came into is written in YAML."""
    if added := events.added_to(update):
        log.info(
            'Added to "%s"; as a broadcast channel it is written {telegram: "%d"}',
            *reversed(added),
            extra={"action": "telegram_added"},
        )
