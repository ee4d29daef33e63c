"""Rooms that were upgraded: followed into the room that took their place.

What was written before stays behind, in a room where nothing is said any more; a message of the new
room is named with it, so that the two are told apart.
"""

import json
import logging
import time
from collections.abc import Callable, Mapping
from datetime import datetime

from standup.chat.interface import Reachable, TryAgain
from standup_matrix.chores import Chores
from standup_matrix.direct import DirectRooms
from standup_matrix.errors import Refused
from standup_matrix.homeserver import Homeserver, path
from standup_matrix.keeping import Keeping
from standup_matrix.room import Room
from standup_matrix.rooms import Rooms

log = logging.getLogger(__name__)

MOVED = "moved/"
_TRIES = 5
_EXPECTED = 60.0  # seconds in which whoever upgraded a direct room brings us into the next one
_IN = " in "


class Upgrades:
    """The upgrades of one session's channels, and of those before it; and of its direct rooms."""

    def __init__(
        self,
        server: Homeserver,
        rooms: Rooms,
        direct: DirectRooms,
        keeping: Keeping,
        now: Callable[[], datetime],
        kept: Mapping[str, str],
    ) -> None:
        self._server = server
        self._rooms = rooms
        self._direct = direct
        self._keeping = keeping
        self._now = now
        self._moved = {
            key.removeprefix(MOVED): new for key, new in kept.items() if key.startswith(MOVED)
        }
        self._awaited: dict[str, str] = {}
        self._chores, self._direct_chores = Chores(2), Chores(4)

    def current(self, place: str) -> str:
        """The room that a channel is by now."""
        seen = {place}
        while (newer := self._moved.get(place)) is not None and newer not in seen:
            seen.add(newer)
            place = newer
        return place

    def is_successor(self, room_id: str) -> bool:
        """Whether a channel is in this room now, or is to go on there."""
        return room_id in self._moved.values() or room_id in self._awaited.values()

    def look_at(self, room_id: str) -> None:
        """See after a sync whether a channel's room was upgraded, and whether we got there."""
        room = self._rooms.joined.get(room_id)
        if room is not None and room.is_channel and room.successor:
            self._awaited.setdefault(room_id, room.successor)
        elif room is not None and (person := self._rooms.was_direct(room_id)):
            self._look_at_direct(room, person)
        for old, new in list(self._awaited.items()):
            if self.current(old) == old and new in self._rooms.joined:
                self._moved_on(old, new)
            elif self.current(old) == old and old == room_id and room is not None:
                self._chores.begin(f"following {old} to {new}", lambda room=room: self._join(room))  # type: ignore[misc]

    def _look_at_direct(self, room: Room, person: str) -> None:
        """Go where a direct room goes on; no other one is opened before that had its time."""
        new = room.successor
        if new in self._rooms.joined or self._rooms.with_person(person) is not None:
            return
        self._rooms.brought(new, person)
        self._rooms.follow(person, time.monotonic() + _EXPECTED)
        what = f"following {room.id} to {new}"
        self._direct_chores.begin(what, lambda: self._join_direct(room, person))

    async def _join_direct(self, room: Room, person: str) -> None:
        log.info(
            "The direct room %s of %s was upgraded to %s, where I go on as soon as I am let in",
            room.id,
            person,
            room.successor,
            extra={"action": "matrix_upgraded"},
        )
        try:
            await self._enter(room, self._direct_chores)
        except (Refused, TryAgain) as error:  # they may invite us, as clients do
            log.debug("Joining %s: %s", room.successor, error)
        else:
            self._direct.entered(room.successor, person)
            await self._direct_chores.again_and_again(
                lambda: self._direct.list_with(person, room.successor), _TRIES
            )

    async def close(self) -> None:
        """End with the session."""
        await self._chores.close()
        await self._direct_chores.close()

    async def _enter(self, room: Room, chores: Chores) -> None:
        via = room.successor_via
        where = path("join", room.successor) + (f"?server_name={via}&via={via}" if via else "")
        await chores.again_and_again(lambda: self._server.call("POST", where, {}), _TRIES)

    async def _join(self, room: Room) -> None:
        try:
            await self._enter(room, self._chores)
        except Refused as refused:
            log.warning(
                "Room %s was upgraded to %s, which does not let me in (%s): invite me there, and"
                " I go on in it",
                room.id,
                room.successor,
                refused.told,
                extra={"action": "matrix_upgraded"},
            )

    def _moved_on(self, old: str, new: str) -> None:
        """We are in the new room: all that is said to the channel goes there."""
        del self._awaited[old]
        self._moved[old] = new
        self._keeping.put(f"{MOVED}{old}", lambda: new)
        log.warning(
            "Room %s was upgraded, and I go on in %s: write {matrix: %s} in its place",
            old,
            new,
            json.dumps(new),
            extra={"action": "matrix_moved"},
        )
        self._chores.begin(f"going on in {new}", lambda: self._tell(old))

    async def _tell(self, old: str) -> None:
        places = [one for one in (*self._moved, old) if self.current(one) == self.current(old)]
        now = self._now()
        back = [Reachable(f"{place}.moved.{now.isoformat()}", place, now) for place in places]
        await self._keeping.hand_over(back)


def named(event: str, room_id: str, place: str) -> str:
    """The id of a message of ours: with its room, where that is not the channel's own."""
    return event if room_id == place else f"{event}{_IN}{room_id}"


def stands_in(message: str, place: str) -> tuple[str, str]:
    """The event behind an id of ours, and the room in which it stands."""
    event, _, room_id = message.partition(_IN)
    return event, room_id or place
