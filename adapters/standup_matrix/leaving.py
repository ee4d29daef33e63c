"""Leaving rooms that were somebody's direct room and are so no more, and telling them elsewhere."""

import hashlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from standup.chat.interface import Event, Message, Reachable, Unreachable
from standup.core.wording.adapters import moved
from standup_matrix.chores import Chores
from standup_matrix.direct import DirectRooms
from standup_matrix.errors import Refused
from standup_matrix.homeserver import Homeserver, path
from standup_matrix.keeping import Keeping, name
from standup_matrix.rooms import Rooms

log = logging.getLogger(__name__)

KEPT = "left/"
_TRIES = 20
Tell = Callable[[str, Message, str], Awaitable[None]]
"""Says something to an account in its direct room, under a key."""


class Leaving:
    """Leaves the spoilt rooms of one session. Who is to be told is kept until they were."""

    def __init__(
        self,
        server: Homeserver,
        rooms: Rooms,
        direct: DirectRooms,
        keeping: Keeping,
        tell: Tell,
        now: Callable[[], datetime],
        kept: Mapping[str, str],
    ) -> None:
        self._server = server
        self._rooms = rooms
        self._direct = direct
        self._keeping = keeping
        self._tell = tell
        self._now = now
        self._chores = Chores(4)
        for key, room_id in kept.items():
            if key.startswith(KEPT):
                self._begin(room_id, {key.removeprefix(KEPT).partition("/")[2]})

    def look_at(self, room_id: str) -> None:
        """Leave the room, some time soon, if it is spoilt."""
        if self._direct.is_spoilt(room_id):
            self._begin(room_id, self._rooms.people_listed(room_id))

    async def close(self) -> None:
        """End with the session; who is not told yet is told in the next one."""
        await self._chores.close()

    def _begin(self, room_id: str, people: set[str]) -> None:
        self._chores.begin(f"leaving {room_id}", lambda: self._leave(room_id, people))

    async def _leave(self, room_id: str, people: set[str]) -> None:
        if await self._keeping.is_channel(room_id):
            self._rooms.is_channel(room_id)
            return
        known = await self._keeping.known(people)
        for account in known:
            self._keeping.put(_name(room_id, account), lambda: room_id)
        await self._keeping.write()
        await self._chores.again_and_again(lambda: self._left(room_id), _TRIES)
        log.warning(
            "Left %s: it was the direct room of %s, but not between two, closed and encrypted",
            room_id,
            ", ".join(sorted(people)),
            extra={"action": "matrix_left"},
        )
        await self._chores.again_and_again(lambda: self._direct.unlist(room_id), _TRIES)
        for account in known:
            await self._tell_elsewhere(room_id, account)

    async def _left(self, room_id: str) -> None:
        try:
            await self._server.call("POST", path("rooms", room_id, "leave"), {})
        except Refused as refused:  # we are not there any more
            log.debug("Leaving %s: %s", room_id, refused)

    async def _tell_elsewhere(self, room_id: str, account: str) -> None:
        told = moved(await self._keeping.language(account))
        key = "left-" + hashlib.sha256(f"{room_id} {account}".encode()).hexdigest()[:19]
        try:
            await self._chores.again_and_again(lambda: self._tell(account, told, key), _TRIES)
        except (Unreachable, Refused) as error:
            log.info("%s could not be told that we left a room: %s", account, error)
        self._keeping.put(_name(room_id, account), None)
        await self._keeping.hand_over(self._still_here(account, key))

    def _still_here(self, account: str, key: str) -> list[Event]:
        """What found the old room closed to it may have found this person out of reach."""
        room = self._rooms.with_person(account)
        if room is None or room.state_of(account) != "join":
            return []
        return [Reachable(key, account, self._now())]


def _name(room_id: str, account: str) -> str:
    """Of this account alone, see `chat.Inbox.keep`."""
    return f"{name(KEPT, room_id)}/{account}"
