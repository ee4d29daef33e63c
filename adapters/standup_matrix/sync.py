"""The sync loop: events in, handed over with the server's position, and only then the next.

nio's own loop saves the position before the events are handled, and spins on a refused token.
"""

import json
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from standup.chat.interface import Event, Went
from standup_matrix import events
from standup_matrix.direct import DirectRooms
from standup_matrix.encryption import Encryption
from standup_matrix.errors import Refused
from standup_matrix.homeserver import Homeserver, path
from standup_matrix.keeping import Keeping
from standup_matrix.patience import Patience
from standup_matrix.rooms import Rooms
from standup_matrix.waiting import Sealed, Waiting

Json = dict[str, Any]

log = logging.getLogger(__name__)

POLL_SECONDS = 30
_PAGE = 100
_FILTER = json.dumps(
    {
        "presence": {"types": []},
        "account_data": {"types": ["m.direct"]},
        "room": {
            "timeline": {"limit": _PAGE},
            "state": {"lazy_load_members": False},
            "ephemeral": {"types": []},
            "account_data": {"types": []},
        },
    }
)


@dataclass(slots=True)
class Sync:
    """Receives for one session. `tell` tells a person of a message we cannot read."""

    server: Homeserver
    rooms: Rooms
    direct: DirectRooms
    encryption: Encryption | None
    waiting: Waiting
    keeping: Keeping
    now: Callable[[], datetime]
    tell: Callable[[Sealed], Awaitable[bool]]
    patience: Patience

    async def begin(self) -> str:
        """Learn the state of all rooms and what happened since we were last here."""
        since = await self.keeping.position()
        answer = await self._fetch(since, first=True)
        return await self._handle(answer, since, first=True)

    async def follow(self, since: str) -> None:
        """Receive until cancelled."""
        while True:
            since = await self._handle(await self._fetch(since), since)

    async def _fetch(self, since: str | None, *, first: bool = False) -> Json:
        query: Json = {"filter": _FILTER, "timeout": POLL_SECONDS * 1000}
        if since:
            query["since"] = since
        if first:  # a timeout of its own: Synapse repeats old answers to the same question
            query |= {"full_state": "true", "timeout": random.randrange(1000)}  # noqa: S311
        wait = 600.0 if first else POLL_SECONDS + 15.0
        ask = partial(self.server.call, "GET", "/sync", query=query, wait=wait)
        return await self.patience.until_done(ask)

    async def _handle(self, answer: Json, since: str | None, *, first: bool = False) -> str:
        """Everything of one sync, in one transaction with the position after it."""
        position = str(answer["next_batch"])
        _leave_out_what_is_none(answer)
        if self.encryption is not None:
            await self.encryption.feed(answer)
        for event in answer.get("account_data", {}).get("events", []):
            if isinstance(event, dict) and event.get("type") == "m.direct":
                self.rooms.learn_direct(event.get("content"))
        for room_id, invited in answer.get("rooms", {}).get("invite", {}).items():
            await self.direct.accept(room_id, _events(invited, "invite_state"), self.patience)
        found = await self._of_rooms(answer.get("rooms", {}), since, first=first)
        opened = self._opened()
        found += [event for _, event in opened if event is not None]
        for sealed, _ in opened:
            self.waiting.drop(sealed)
        await self.keeping.take(found, position)
        await self._keep_up()
        return position

    async def _of_rooms(self, rooms: Json, since: str | None, *, first: bool) -> list[Event]:
        found: list[Event] = []
        for room_id, room in rooms.get("join", {}).items():
            is_new = since is None or (room_id not in self.rooms.joined and not first)
            state = self._learn(room_id, room)
            self.direct.arrived(room_id)
            past = await self._past(room_id, room, since)
            found += await self._read(room_id, [*state, *past] if is_new else past, since)
        for room_id, room in rooms.get("leave", {}).items():
            past = await self._past(room_id, room, since)
            found += await self._read(room_id, past, since)
            found += self._thrown_out(room_id, past)
            self.direct.arrived(room_id)
        return found

    def _learn(self, room_id: str, room: Json) -> list[Json]:
        state = _events(room, "state")
        for event in [*state, *_events(room, "timeline")]:
            self.rooms.apply(room_id, event)
        return state

    async def _past(self, room_id: str, room: Json, since: str | None) -> list[Json]:
        """What happened in a room since we last looked, also what the server left out."""
        timeline, recent = room.get("timeline", {}), _events(room, "timeline")
        if not timeline.get("limited") or since is None or not self.rooms.people_of(room_id):
            return recent
        return await self._left_out(room_id, timeline.get("prev_batch"), since) + recent

    async def _left_out(self, room_id: str, start: str | None, since: str) -> list[Json]:
        found: list[Json] = []
        while start is not None:
            query = {"dir": "b", "from": start, "to": since, "limit": _PAGE}
            ask = partial(self.server.call, "GET", path("rooms", room_id, "messages"), query=query)
            try:
                page = await self.patience.until_done(ask)
            except Refused as refused:
                log.warning("Cannot read what was missed in %s: %s", room_id, refused)
                break
            found += filter(_is_event, page["chunk"])
            start = page.get("end")
        return found[::-1]

    async def _read(self, room_id: str, past: list[Json], since: str | None) -> list[Event]:
        found: list[Event] = []
        for event in past:
            sender = event.get("sender")
            change: Event | None
            if event.get("type") == "m.room.member":
                change = self.rooms.came_or_went(room_id, event)
            elif since is not None and sender and self.rooms.is_direct(room_id, sender):
                change = await self._said(room_id, event)
            else:
                continue
            found += [change] if change is not None else []
        return found

    async def _said(self, room_id: str, event: Json) -> Event | None:
        if event.get("type") != "m.room.encrypted":
            return events.read(event)
        if not event.get("content") or "redacted_because" in event.get("unsigned", {}):
            return None
        if self.encryption is None:
            log.warning("An encrypted message came to %s, but encryption is off", room_id)
            return None
        clear = self.encryption.decrypt(room_id, event)
        if clear is not None:
            return events.read(clear)
        self.waiting.add(room_id, event, self.now())
        await self.patience.until_done(partial(self.encryption.ask_for_key, room_id, event))
        return None

    def _opened(self) -> list[tuple[Sealed, Event | None]]:
        """The waiting events whose key has come."""
        if self.encryption is None:
            return []
        clear = [(one, self.encryption.decrypt(one.room, one.event)) for one in self.waiting]
        return [(one, events.read(event)) for one, event in clear if event is not None]

    async def _keep_up(self) -> None:
        overdue = [one for one in self.waiting if one.is_overdue(self.now())]
        told = {one.room: one for one in reversed(overdue)}  # once a room, by its first
        done = {room for room, first in told.items() if await self.tell(first)}
        for sealed in overdue:
            if sealed.room in done:
                self.waiting.drop(sealed)
        if self.encryption is not None:
            await self.patience.until_done(self.encryption.upkeep)
        await self.keeping.write()

    def _thrown_out(self, room_id: str, past: list[Json]) -> list[Event]:
        people = self.rooms.people_of(room_id)
        self.rooms.left(room_id)
        mine = [event for event in past if event.get("state_key") == self.rooms.me]
        if not mine or mine[-1]["sender"] == self.rooms.me:
            return []
        gone = [account for account in people if self.rooms.with_person(account) is None]
        event, at = mine[-1]["event_id"], events.happened(mine[-1])
        return [Went(event, account, "blocked", at) for account in gone]


def _leave_out_what_is_none(answer: Json) -> None:
    """Whatever a server let into a room, nothing stops what came beside it."""
    rooms = answer.get("rooms", {})
    for room in (*rooms.get("join", {}).values(), *rooms.get("leave", {}).values()):
        for part in (room.get("state"), room.get("timeline")):
            if part is not None:
                part["events"] = [one for one in part.get("events", ()) if _is_event(one)]


def _is_event(found: Any) -> bool:
    if events.is_sound(found):
        return True
    log.error("Skipped an event that I cannot read", extra={"action": "matrix_event_skipped"})
    return False


def _events(part: Json, name: str) -> list[Json]:
    return list(part.get(name, {}).get("events", ()))
