"""Reading back, in channels and threads, what was replied to us while nobody listened.

Of what stands there only replies to our own messages are looked at, as of what comes live. It is
read no further back than a week, and no more than so many messages a place. What was taken back
meanwhile is not there; that a reply taken before was, is not learned.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from standup.chat.interface import Inbox, TryAgain, Unsure
from standup.chat.overheard import Overheard, known
from standup_discord import events
from standup_discord.catch_up import MARGIN, Patience
from standup_discord.channels import called
from standup_discord.errors import Refused
from standup_discord.posted import Posted
from standup_discord.rest import Rest

Json = dict[str, Any]

log = logging.getLogger(__name__)

LONGEST = timedelta(days=7)
MOST_PAGES = 10  # of a place
_PAGE = 100


class Overhearing:
    """Reads one place after the other, so that nobody waits for it."""

    def __init__(self, rest: Rest, posted: Posted, patience: Patience, me: str) -> None:
        self._rest = rest
        self._posted = posted
        self._patience = patience
        self._me = me

    async def read(
        self,
        inbox: Inbox,
        since: datetime,
        now: datetime,
        found: Callable[[Sequence[Overheard]], None],
    ) -> None:
        """Tell what was replied since then, where replies are of interest at all."""
        latest = self._posted.latest
        names = {place: called(number, place) for place, number in latest.items()}
        ours = await known(inbox.ours, (name for some in names.values() for name in some))
        first = max(since - MARGIN, now - LONGEST)
        for place, some in names.items():
            if ours.intersection(some):
                found(await self._patiently(place, first))

    async def _patiently(self, place: str, first: datetime) -> list[Overheard]:
        """What concerns us in a place; nothing where it is closed to us."""
        while True:
            try:
                return await self._patience.asked(partial(self._past, place, first))
            except (TryAgain, Unsure):
                continue
            except Refused as refused:
                log.info("Channel %s cannot be read back: %s", place, refused)
                return []

    async def _past(self, place: str, first: datetime) -> list[Overheard]:
        found: list[Overheard] = []
        after = events.snowflake_at(first)
        for _ in range(MOST_PAGES):
            query = {"limit": _PAGE, "after": str(after)}
            page = await self._rest.call("GET", f"/channels/{place}/messages", query=query)
            for message in sorted(page, key=lambda one: int(one["id"])):
                found += self._heard(place, message)
                after = int(message["id"])
            if len(page) < _PAGE:
                break
        return found

    def _heard(self, place: str, message: Json) -> Iterator[Overheard]:
        """A reply to us, and that it was changed since; a history does not tell the server."""
        try:
            told = {"guild_id": place, "channel_id": place} | message
            if not events.is_reply_to(told, self._me):
                return
            replied, edited = events.replied(told), events.edited(told)
        except (LookupError, TypeError, ValueError, AttributeError):
            log.warning("A message in channel %s cannot be read", place)
            return
        if replied is not None:
            yield Overheard(replied, called(replied.answers, place))
        if edited is not None:
            yield Overheard(edited)
