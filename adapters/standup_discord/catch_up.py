"""Reading back what direct conversations held while nobody listened."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from standup.chat.interface import Event, TryAgain, Unsure
from standup_discord import events
from standup_discord.conversations import Conversations
from standup_discord.errors import Refused
from standup_discord.events import moment
from standup_discord.rest import Rest

Json = dict[str, Any]

log = logging.getLogger(__name__)

MARGIN = timedelta(minutes=10)  # what is handed over twice changes nothing
AT_ONCE = 8
_PAGE = 100
_TRIES = 6
LONGEST_PAUSE = 10.0


class CatchUp:
    """Reads places back to a moment, those first in which somebody is writing now."""

    def __init__(
        self,
        rest: Rest,
        conversations: Conversations,
        places: Sequence[str],
        since: datetime,
    ) -> None:
        self._rest = rest
        self._conversations = conversations
        self._left = deque(places)
        self._since = since - MARGIN

    def hurry(self, place: str) -> None:
        """Somebody waits for this one."""
        if place in self._left:
            self._left.remove(place)
            self._left.appendleft(place)

    async def read(self, found: Callable[[str, Sequence[Event]], None]) -> None:
        """Read each place and tell what it held; one that cannot be read now comes last again."""

        async def reader() -> None:
            while self._left:
                place = self._left.popleft()
                past = await self._patiently(place)
                if past is None:
                    self._left.append(place)
                found(place, past or ())

        async with asyncio.TaskGroup() as readers:
            for _ in range(AT_ONCE):
                readers.create_task(reader())

    async def _patiently(self, place: str) -> list[Event] | None:
        """What a place held; nothing if it is closed to us, None if Discord never answered."""
        for _ in range(_TRIES):
            try:
                return await self._past(place)
            except (TryAgain, Unsure) as later:
                await asyncio.sleep(min(later.after, LONGEST_PAUSE))
            except Refused as refused:
                log.info("Conversation %s cannot be read back: %s", place, refused)
                return []
        log.warning("Conversation %s cannot be read back yet", place)
        return None

    async def _past(self, place: str) -> list[Event]:
        """The messages since then and the edits of earlier ones, oldest first."""
        found: list[Event] = []
        before: Json = {}
        while True:
            query = {"limit": _PAGE} | before
            page = await self._rest.call("GET", f"/channels/{place}/messages", query=query)
            for message in page:
                found += self._read(place, message)
            if len(page) < _PAGE or moment(page[-1]["id"]) < self._since:
                found.reverse()  # what was written at once stays in its order
                found.sort(key=lambda event: event.at)
                return found
            before = {"before": page[-1]["id"]}

    def _read(self, place: str, message: Json) -> list[Event]:
        try:
            pair = (events.edited(message), events.said(message))
        except (KeyError, TypeError, ValueError, AttributeError):
            log.warning("A message in conversation %s cannot be read", place)
            return []
        whose = self._conversations.account_of(place)
        theirs = [event for event in pair if event and whose in {None, event.account}]
        recent = [event for event in theirs if event.at > self._since]
        if recent or (theirs and whose is None):
            self._conversations.use(place, theirs[0].account)
        return list(recent)
