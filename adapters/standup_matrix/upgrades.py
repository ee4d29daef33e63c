"""Channels whose room was upgraded: followed into the room that took its place.

What was written before stays behind, in a room where nothing is said any more; a message of the new
room is named with it, so that the two are told apart.
"""

import json
import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from standup.chat.interface import Reachable
from standup_matrix.chores import Chores
from standup_matrix.errors import Refused
from standup_matrix.homeserver import Homeserver, path
from standup_matrix.keeping import Keeping
from standup_matrix.room import Room
from standup_matrix.rooms import Rooms

log = logging.getLogger(__name__)

MOVED = "moved/"
_TRIES = 5
_IN = " in "


class Upgrades:
    """The upgrades of one session's channels, and of those before it."""

    def __init__(
        self,
        server: Homeserver,
        rooms: Rooms,
        keeping: Keeping,
        now: Callable[[], datetime],
        kept: Mapping[str, str],
    ) -> None:
        self._server = server
        self._rooms = rooms
        self._keeping = keeping
        self._now = now
        self._moved = {
            key.removeprefix(MOVED): new for key, new in kept.items() if key.startswith(MOVED)
        }
        self._awaited: dict[str, str] = {}
        self._chores = Chores(2)

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
        for old, new in list(self._awaited.items()):
            if self.current(old) == old and new in self._rooms.joined:
                self._moved_on(old, new)
            elif self.current(old) == old and old == room_id and room is not None:
                self._chores.begin(f"following {old} to {new}", lambda room=room: self._join(room))  # type: ignore[misc]

    async def close(self) -> None:
        """End with the session."""
        await self._chores.close()

    async def _join(self, room: Room) -> None:
        via = room.successor_via
        where = path("join", room.successor) + (f"?server_name={via}&via={via}" if via else "")
        try:
            await self._chores.again_and_again(lambda: self._server.call("POST", where, {}), _TRIES)
        except Refused as refused:
            log.warning(
                "Room %s was upgraded to %s, which does not let me in (%s): invite me there, and"
                " I go on in it",
                *(room.id, room.successor, refused.told),
                extra={"action": "matrix_upgraded"},
            )

    def _moved_on(self, old: str, new: str) -> None:
        """We are in the new room: all that is said to the channel goes there."""
        del self._awaited[old]
        self._moved[old] = new
        self._keeping.put(f"{MOVED}{old}", lambda: new)
        log.warning(
            "Room %s was upgraded, and I go on in %s: write {matrix: %s} in its place",
            *(old, new, json.dumps(new)),
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
