"""Reading back what direct conversations held while nobody listened."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from standup.chat.interface import Deleted, Event, TryAgain, Unsure
from standup.core.outage import Outage
from standup.core.pause import grown
from standup_discord import events
from standup_discord.conversations import Conversations
from standup_discord.errors import UNKNOWN_MESSAGE, Refused
from standup_discord.events import moment
from standup_discord.rest import Rest
from standup_discord.written import Written

Json = dict[str, Any]
T = TypeVar("T")

log = logging.getLogger(__name__)

MARGIN = timedelta(minutes=10)  # what is handed over twice changes nothing
AT_ONCE = 8
_PAGE = 100
_TRIES = 6
LONGEST_PAUSE = 10.0  # seconds at first; where Discord never answers six times as long at last


class Patience:
    """How reading waits where Discord does not answer: one asks for all, ever more seldom."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._failures = 0
        self._outage = Outage(time.monotonic)

    async def asked(self, make: Callable[[], Awaitable[T]]) -> T:
        """The result of `make`. Raises TryAgain or Unsure, after a pause."""
        try:
            result = await make()
        except (TryAgain, Unsure) as later:
            await self._wait(later)
            raise
        self._failures = 0
        if lasted := self._outage.end():
            log.info("Discord lets me read again, after %s", lasted)
        return result

    async def _wait(self, later: TryAgain | Unsure) -> None:
        self._failures += 1
        self._outage.begin()
        if self._outage.is_to_be_told():
            log.warning(
                "Discord has not let me read for %s: %s",
                self._outage.lasted,
                later,
                extra={"action": "discord_unread"},
            )
        async with self._turn:
            if self._failures:  # else another one was answered meanwhile
                pause = grown(later.after, 6 * LONGEST_PAUSE, self._failures // AT_ONCE)
                await asyncio.sleep(min(pause, LONGEST_PAUSE) if self._failures == 1 else pause)


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
        patience: Patience | None = None,
    ) -> None:
        self._patience = patience or Patience()
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
                return await self._patience.asked(partial(self._past, place))
            except (TryAgain, Unsure):
                continue
            except Refused as refused:
                log.info("Conversation %s cannot be read back: %s", place, refused)
                return []
        log.debug("Conversation %s cannot be read back yet", place)
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
