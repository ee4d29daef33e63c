"""The sync loop: events in, handed over with the server's position, and only then the next.

nio's own loop saves the position before the events are handled, and spins on a refused token.
Nothing in it waits for another server or a person: that is done beside it.
"""

import asyncio
import json
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from standup.chat.interface import Event, Went
from standup_matrix import events
from standup_matrix.direct import DirectRooms
from standup_matrix.encryption import Encryption
from standup_matrix.errors import Refused
from standup_matrix.homeserver import Homeserver, path
from standup_matrix.invitations import Invitations
from standup_matrix.keeping import Keeping
from standup_matrix.leaving import Leaving
from standup_matrix.patience import Patience
from standup_matrix.rooms import Rooms
from standup_matrix.waiting import Sealed, Waiting

Json = dict[str, Any]
Heard = tuple[Json, bool]
"""An event, and whether it was written to us."""

log = logging.getLogger(__name__)

POLL_SECONDS = 30
SPOKEN = "spoken/"
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
    """Receives for one session. `tell` tells a person of a message we cannot read.

    `keep_up` runs beside it: what the encryption asks for, and people who are to be told.
    """

    server: Homeserver
    rooms: Rooms
    direct: DirectRooms
    encryption: Encryption | None
    waiting: Waiting
    keeping: Keeping
    now: Callable[[], datetime]
    tell: Callable[[Sealed], Awaitable[bool]]
    patience: Patience
    invitations: Invitations | None = None
    leaving: Leaving | None = None
    _came: asyncio.Event = field(default_factory=asyncio.Event)
    _keyless: list[tuple[str, Json]] = field(default_factory=list)

    async def begin(self) -> str:
        """Learn the state of all rooms and what happened since we were last here."""
        since = await self.keeping.position()
        answer = await self._fetch(since, first=True)
        return await self._handle(answer, since, first=True)

    async def follow(self, since: str) -> None:
        """Receive until cancelled."""
        while True:
            since = await self._handle(await self._fetch(since), since)

    async def keep_up(self) -> None:
        """After each sync do what can wait, until cancelled."""
        while True:
            await self._came.wait()
            self._came.clear()
            await self._keep_up()

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
        if self.invitations is not None:
            await self.invitations.arrived(_invited(answer))
        found = await self._of_rooms(answer.get("rooms", {}), since, first=first)
        opened = self._opened()
        found += [event for _, event in opened if event is not None]
        for sealed, _ in opened:
            self.waiting.drop(sealed)
        await self.keeping.take(found, position)
        if self.leaving is not None:
            for room_id in answer.get("rooms", {}).get("join", {}):
                self.leaving.look_at(room_id)
        self._came.set()
        return position

    async def _of_rooms(self, rooms: Json, since: str | None, *, first: bool) -> list[Event]:
        found: list[Event] = []
        for room_id, room in rooms.get("join", {}).items():
            is_unseen = room_id not in self.rooms.joined
            is_new = since is None or (is_unseen and not first)
            if is_unseen and await self.keeping.is_channel(room_id):
                self.rooms.is_channel(room_id)
            past = await self._past(room_id, room, since)
            self.direct.arrived(room_id)
            before = [(event, False) for event in _events(room, "state")] if is_new else []
            found += await self._read(room_id, [*before, *past], since)
        for room_id, room in rooms.get("leave", {}).items():
            past = await self._past(room_id, room, since)
            found += await self._read(room_id, past, since)
            found += self._thrown_out(room_id, [event for event, _ in past])
            self.direct.arrived(room_id)
        return found

    async def _past(self, room_id: str, room: Json, since: str | None) -> list[Heard]:
        """What happened in a room since we last looked, also what the server left out.

        What its state changes is taken in on the way, and whether it was to us is told by how the
        room was when it was written.
        """
        state, timeline = _events(room, "state"), room.get("timeline", {})
        if room_id not in self.rooms.joined:
            self._learn(room_id, state)
        missed: list[Json] = []
        if timeline.get("limited") and since is not None and self.rooms.is_ours(room_id):
            missed = await self._left_out(room_id, timeline.get("prev_batch"), since)
        past = self._walk(room_id, missed)
        self._learn(room_id, state)
        return past + self._walk(room_id, _events(room, "timeline"))

    def _learn(self, room_id: str, state: list[Json]) -> None:
        for event in state:
            self.rooms.apply(room_id, event)

    def _walk(self, room_id: str, past: list[Json]) -> list[Heard]:
        found: list[Heard] = []
        for event in past:
            self.rooms.apply(room_id, event)
            found.append((event, self.rooms.is_heard(room_id, str(event.get("sender")))))
        return found

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

    async def _read(self, room_id: str, past: list[Heard], since: str | None) -> list[Event]:
        found: list[Event] = []
        for event, is_heard in past:
            change: Event | None
            if event.get("type") == "m.room.member":
                change = self.rooms.came_or_went(room_id, event)
            elif since is not None and is_heard:
                change = self._said(room_id, event)
            else:
                continue
            found += [change] if change is not None else []
        return found

    def _said(self, room_id: str, event: Json) -> Event | None:
        if self.rooms.speaks(room_id, event["sender"]):
            self.keeping.put(f"{SPOKEN}{event['sender']}", lambda: room_id)
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
        self._keyless.append((room_id, event))
        return None

    def _opened(self) -> list[tuple[Sealed, Event | None]]:
        """The waiting events whose key has come."""
        if self.encryption is None:
            return []
        clear = [(one, self.encryption.decrypt(one.room, one.event)) for one in self.waiting]
        return [(one, events.read(event)) for one, event in clear if event is not None]

    async def _keep_up(self) -> None:
        if self.encryption is not None:
            await self._ask_for_keys(self.encryption)
            await self.patience.until_done(self.encryption.upkeep)
        overdue = [one for one in self.waiting if one.is_overdue(self.now())]
        told = {one.room: one for one in reversed(overdue)}  # once a room, by its first
        done = {room for room, first in told.items() if await self.tell(first)}
        for sealed in overdue:
            if sealed.room in done:
                self.waiting.drop(sealed)
        await self.keeping.write()

    async def _ask_for_keys(self, encryption: Encryption) -> None:
        keyless, self._keyless = self._keyless, []
        for room_id, event in keyless:
            await self.patience.until_done(partial(encryption.ask_for_key, room_id, event))

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


def _invited(answer: Json) -> dict[str, list[Json]]:
    """The stripped state of each room we are invited to, which anybody may have written."""
    rooms = answer.get("rooms", {}).get("invite", {})
    return {room_id: _events(room, "invite_state") for room_id, room in rooms.items()}
