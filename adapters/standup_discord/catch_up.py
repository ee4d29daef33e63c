"""Reading back what direct conversations held while nobody listened."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from standup.chat.interface import Deleted, Event, TryAgain, Unsure
from standup_discord import events
from standup_discord.conversations import Conversations
from standup_discord.errors import UNKNOWN_MESSAGE, Refused
from standup_discord.events import moment
from standup_discord.rest import Rest
from standup_discord.written import Written

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
        written: Written,
        places: Sequence[str],
        since: datetime,
        now: Callable[[], datetime],
    ) -> None:
        self._rest = rest
        self._conversations = conversations
        self._written = written
        self._left = deque(places)
        self._since = since - MARGIN
        self._now = now

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
                past = await self.patiently(place)
                if past is None:
                    self._left.append(place)
                found(place, past or ())

        async with asyncio.TaskGroup() as readers:
            for _ in range(AT_ONCE):
                readers.create_task(reader())

    async def patiently(self, place: str) -> list[Event] | None:
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
        """The messages since then, the edits of earlier ones, and what is gone, oldest first."""
        found: list[Event] = []
        before: Json = {}
        account = self._conversations.account_of(place)
        known = self._written.of(account) if account else []
        there: set[str] = set()
        while True:
            query = {"limit": _PAGE} | before
            page = await self._rest.call("GET", f"/channels/{place}/messages", query=query)
            for message in page:
                found += self._read(place, message)
            there.update(str(message["id"]) for message in page)
            if len(page) < _PAGE or moment(page[-1]["id"]) < self._since:
                found.reverse()  # what was written at once stays in its order
                found.sort(key=lambda event: event.at)
                oldest = int(page[-1]["id"]) if len(page) == _PAGE else 0
                missing = [one for one in known if one not in there and int(one) >= oldest]
                return [*found, *await self._deleted(place, account or "", missing)]
            before = {"before": page[-1]["id"]}

    async def _deleted(self, place: str, account: str, missing: list[str]) -> list[Event]:
        """Those messages of a person's that are gone; where a page lacks one, Discord is asked."""
        found: list[Event] = []
        for message in missing:
            try:
                await self._rest.call("GET", f"/channels/{place}/messages/{message}")
            except Refused as refused:
                if refused.code == UNKNOWN_MESSAGE:
                    found.append(deleted(account, message, self._now()))
        return found

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


def deleted(account: str, message: str, now: datetime) -> Deleted:
    """Somebody took a message back, some time before now."""
    return Deleted(f"{message}@deleted", account, message, now)
