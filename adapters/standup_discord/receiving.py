"""What comes in, in one queue: handed over in order, with what was missed read from the history.

Discord delivers nothing that happened while no session existed. At the beginning of each session
the conversations are read back; what comes live into one of them waits until that is done, and
until all are done the position does not move.

All of that is the first connection's, on which direct messages come. On the others only what people
do in servers arrives, of which no history tells.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from standup.chat.interface import Deleted, Event, Inbox, TryAgain, Unsure
from standup_discord import events
from standup_discord.catch_up import CatchUp
from standup_discord.conversations import Conversations
from standup_discord.errors import MalformedError, Refused
from standup_discord.interactions import Interactions
from standup_discord.rest import Rest

Json = dict[str, Any]
Spawn = Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]

log = logging.getLogger(__name__)

PAST, ALL_READ = "past", "all read"
MOST_AT_ONCE = 100
_LATEST = 500  # conversations that are read back beside the open ones


@dataclass(frozen=True, slots=True)
class Arrived:
    """Something that came live, or what the history of a place held; `past` may be empty."""

    name: str
    data: Json = field(default_factory=dict)
    event: Event | None = None
    place: str = ""
    past: Sequence[Event] = ()


class Receiving:
    """One connection's way in."""

    def __init__(
        self,
        rest: Rest,
        inbox: Inbox,
        interactions: Interactions,
        conversations: Conversations,
        now: Callable[[], datetime],
        begun: Callable[[Json], None],
        spawn: Spawn,
    ) -> None:
        self._rest = rest
        self._inbox = inbox
        self._interactions = interactions
        self._conversations = conversations
        self._now = now
        self._begun = begun
        self._spawn = spawn
        self._queue: asyncio.Queue[Arrived] = asyncio.Queue()
        self._waiting: dict[str, list[Arrived]] = {}
        self._reading: asyncio.Task[None] | None = None
        self._catch_up: CatchUp | None = None
        self._is_first = inbox.connection == 0
        self._is_behind = False
        self._latest = events.EPOCH

    def hear(self, name: str, data: Json) -> None:
        """An event of the gateway. What somebody waits for is answered at once."""
        try:
            arrived = self._arrived(name, data)
        except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError):
            raise MalformedError(name) from None
        if arrived is not None:
            self._queue.put_nowait(arrived)

    async def hand_over(self) -> None:
        """Hand over what comes until cancelled, many at a time where many wait."""
        while True:
            batch = [await self._queue.get()]
            while not self._queue.empty() and len(batch) < MOST_AT_ONCE:
                batch.append(self._queue.get_nowait())
            found: list[Event] = []
            for arrived in batch:
                if arrived.name == "READY":
                    await self._take(found)
                    found = []
                    await self._begin(arrived.data)
                else:
                    found += await self._read(arrived)
            await self._take(found)

    def _arrived(self, name: str, data: Json) -> Arrived | None:
        if name == "INTERACTION_CREATE":
            one = events.interaction(data)
            if not one.in_guild:
                self._conversations.use(one.channel, one.account)
            event = self._interactions.arrived(one)
            return Arrived(name, event=event, place=one.channel) if event else None
        if name == "READY":
            return Arrived(name, _about(data))
        if not events.is_direct(data):
            return None
        place = str(data["channel_id"])
        if name == "MESSAGE_DELETE":
            return Arrived(name, {"id": str(data["id"])}, place=place)
        if (account := _author(name, data)) is None:
            return None
        self._conversations.use(place, account)
        event = events.said(data) if name == "MESSAGE_CREATE" else events.edited(data)
        return Arrived(name, event=event, place=place) if event else None

    async def _begin(self, ready: Json) -> None:
        """A new session: what happened before it is read from the history."""
        if not self._is_first:
            self._begun(ready)
            return
        cursor = await self._inbox.cursor()
        if cursor is None:
            self._latest = min(self._now(), self._rest.date)
            await self._inbox.take((), cursor=_stamp(self._latest))
            self._begun(ready)
            return
        since = self._latest = datetime.fromtimestamp(int(cursor) / 1000, UTC)
        open_ = [place for place in await self._inbox.open_places() if place.isdigit()]
        latest = self._conversations.latest(_LATEST)[::-1]
        places = list(dict.fromkeys((*self._waiting, *open_, *latest)))
        if self._reading is not None:
            self._reading.cancel()
        self._waiting = {place: self._waiting.get(place, []) for place in places}
        self._is_behind = True
        self._catch_up = CatchUp(self._rest, self._conversations, places, since)
        self._reading = self._spawn(self._read_back(self._catch_up))
        self._begun(ready)

    async def _read_back(self, catch_up: CatchUp) -> None:
        def read(place: str, past: Sequence[Event]) -> None:
            self._queue.put_nowait(Arrived(PAST, place=place, past=past))

        await catch_up.read(read)
        self._queue.put_nowait(Arrived(ALL_READ, {"of": catch_up}))

    async def _read(self, arrived: Arrived) -> list[Event]:
        """The events to take now; those of a place that is being read back wait."""
        if arrived.name == PAST:
            held = self._waiting.pop(arrived.place, [])
            found = list(arrived.past)
            for one in held:
                found += await self._read(one)
            return found
        if arrived.name == ALL_READ:
            if arrived.data["of"] is self._catch_up:
                self._is_behind = False
            return []
        if arrived.place in self._waiting and self._catch_up is not None:
            self._catch_up.hurry(arrived.place)
            self._waiting[arrived.place].append(arrived)
            return []
        if arrived.name == "MESSAGE_DELETE":
            return await self._deleted(arrived)
        return [arrived.event] if arrived.event is not None else []

    async def _deleted(self, arrived: Arrived) -> list[Event]:
        account = self._conversations.account_of(arrived.place)
        account = account or await self._ask_whose(arrived.place)
        if account is None:
            return []
        message = arrived.data["id"]
        return [Deleted(f"{message}@deleted", account, message, self._now())]

    async def _ask_whose(self, place: str) -> str | None:
        try:
            channel = await self._rest.call("GET", f"/channels/{place}")
        except (Refused, TryAgain, Unsure):
            log.warning("Somebody's deletion could not be understood")
            return None
        people = channel.get("recipients") or []
        if not people:
            return None
        account = str(people[0]["id"])
        self._conversations.use(place, account)
        return account

    async def _take(self, found: Sequence[Event]) -> None:
        keep = self._conversations.changes()
        if not found and not keep:
            return
        stamped = (event.at for event in found if not isinstance(event, Deleted))
        self._latest = max([self._latest, *stamped])  # by Discord's clock, not by ours
        cursor = _stamp(self._latest) if self._is_first and not self._is_behind else None
        await self._inbox.take(found, cursor=cursor, keep=keep)


def _about(ready: Json) -> Json:
    user, application = ready["user"], ready["application"]["id"]
    guilds = len(ready["guilds"])
    return {
        "user": user["id"],
        "name": user["username"],
        "application": application,
        "guilds": guilds,
    }


def _author(name: str, data: Json) -> str | None:
    """Whose message it is; an update may tell nothing of its message but its previews."""
    if name == "MESSAGE_UPDATE" and ("author" not in data or "content" not in data):
        return None
    return events.author(data)


def _stamp(at: datetime) -> str:
    return str(int(at.timestamp() * 1000))
