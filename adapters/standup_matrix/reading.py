"""What the events of a room say to us, as the room was when each was written."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from standup.chat.interface import Event
from standup_matrix import events
from standup_matrix.encryption import Encryption
from standup_matrix.keeping import Keeping
from standup_matrix.room import Room
from standup_matrix.rooms import Rooms
from standup_matrix.waiting import Sealed, Waiting

Json = dict[str, Any]
Heard = tuple[Json, bool]
"""An event, and whether it was written to us."""

SPOKEN = "spoken/"

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Reading:
    """Reads for one session. `keyless` are events whose keys are to be asked for."""

    rooms: Rooms
    encryption: Encryption | None
    waiting: Waiting
    keeping: Keeping
    now: Callable[[], datetime]
    keyless: list[tuple[str, Json]] = field(default_factory=list)

    def learn(self, room_id: str, state: Iterable[Json]) -> None:
        """Take in what a room is like."""
        for event in state:
            self.rooms.apply(room_id, event)

    def walk(self, room_id: str, past: Iterable[Json]) -> list[Heard]:
        """Take in what happened in a room, and tell what was written to us."""
        found: list[Heard] = []
        for event in past:
            self.rooms.apply(room_id, event)
            found.append((event, self.rooms.is_heard(room_id, str(event.get("sender")))))
        return found

    def walk_back(self, room: Room, past: Iterable[Json]) -> list[Heard]:
        """The same of what was missed, beginning with the room as it was then."""
        found: list[Heard] = []
        for event in past:
            room.take_in(event)
            found.append((event, self.rooms.is_heard_in(room, str(event.get("sender")))))
        return found

    def came_or_went(self, room_id: str, past: Iterable[Json]) -> list[Event]:
        """Who can be reached now, or no more."""
        members = (one for one in past if one.get("type") == "m.room.member")
        changes = (self.rooms.came_or_went(room_id, one) for one in members)
        return [change for change in changes if change is not None]

    def said(self, room_id: str, past: Iterable[Heard]) -> list[Event]:
        """What was written to us."""
        heard = (event for event, is_heard in past if is_heard)
        found = (self._said(room_id, one) for one in heard if one.get("type") != "m.room.member")
        return [event for event in found if event is not None]

    def opened(self) -> list[Event]:
        """What waited for a key that has come."""
        if self.encryption is None:
            return []
        found: list[Event | None] = []
        for one in self.waiting:
            clear = self.encryption.decrypt(one.room, one.event)
            if clear is not None:
                read = events.in_channel if self.rooms.is_a_channel(one.room) else events.read
                found.append(read(clear))
                self.waiting.drop(one)
        return [event for event in found if event is not None]

    def overdue(self) -> list[Sealed]:
        """What nobody will open any more."""
        return [one for one in self.waiting if one.is_overdue(self.now())]

    def _said(self, room_id: str, event: Json) -> Event | None:
        if self.rooms.speaks(room_id, event["sender"]):
            self.keeping.put(f"{SPOKEN}{event['sender']}", lambda: room_id)
        clear = self.in_clear(room_id, event)
        return events.read(clear) if clear is not None else None

    def in_clear(self, room_id: str, event: Json) -> Json | None:
        """The event as it can be read; one whose key has not come waits for it."""
        if event.get("type") != "m.room.encrypted":
            return event
        if not event.get("content") or "redacted_because" in event.get("unsigned", {}):
            return None
        if self.encryption is None:
            log.warning("An encrypted message came to %s, but encryption is off", room_id)
            return None
        clear = self.encryption.decrypt(room_id, event)
        if clear is not None:
            return clear
        self.waiting.add(room_id, event, self.now())
        self.keyless.append((room_id, event))
        return None


def are_sound(found: Iterable[Any]) -> list[Json]:
    """Whatever a server let into a room, nothing stops what came beside it."""
    return list(filter(_is_event, found))


def _is_event(found: Any) -> bool:
    if events.is_sound(found):
        return True
    log.error("Skipped an event that I cannot read", extra={"action": "matrix_event_skipped"})
    return False
