"""Writing into rooms, on the session that is running."""

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Any

from standup.chat.interface import Inbox, Message, TryAgain, Unreachable, Went
from standup.chat.own import Own
from standup.core.messages.markup import without_pictures
from standup_matrix.direct import DirectRooms
from standup_matrix.encryption import Encryption
from standup_matrix.errors import Refused, TokenRefused, unreachable
from standup_matrix.homeserver import Homeserver, path
from standup_matrix.media import upload
from standup_matrix.room import Room
from standup_matrix.rooms import Rooms
from standup_matrix.upgrades import Upgrades

Json = dict[str, Any]

log = logging.getLogger(__name__)

STARTING = "the connection is just being made"


@dataclass(frozen=True, slots=True)
class Live:
    """What sending needs of a session."""

    server: Homeserver
    rooms: Rooms
    direct: DirectRooms
    encryption: Encryption | None
    inbox: Inbox
    upgrades: Upgrades
    own: Own
    _turns: dict[str, asyncio.Lock] = field(default_factory=dict)

    def room(self, place: str) -> Room:
        """The room, if it can be written to."""
        room = self.direct.room(place)
        if room.encrypted and self.encryption is None:
            raise Unreachable("closed", "the room is encrypted, and encryption is turned off")
        return room

    async def uploaded(self, room: Room, message: Message) -> tuple[Message, Json]:
        """The message with where its picture lies; where the server takes none, its words alone.

        What a repeated upload leaves behind belongs to no event, and harms nobody.
        """
        if message.picture is None:
            return message, {}
        try:
            return message, await upload(self.server, message.picture[1], sealed=room.encrypted)
        except TokenRefused:
            raise TryAgain(5.0, STARTING) from None
        except Refused as refused:
            log.warning(
                "The homeserver takes no picture (%s); its words are shown",
                refused,
                extra={"action": "matrix_no_upload"},
            )
            return without_pictures(message), {}

    async def put(self, room: Room, content: Json, key: str) -> str:
        """Write into a room; one key is shared at a time, and order is kept."""
        async with self._turns.setdefault(room.id, asyncio.Lock()):
            try:
                return await self._put(room, content, key)
            except TokenRefused:
                raise TryAgain(5.0, STARTING, undone=True) from None
            except Refused as refused:
                raise unreachable(refused) from None

    async def _put(self, room: Room, content: Json, key: str) -> str:
        kind = "m.room.message"
        if room.encrypted and self.encryption is not None:
            kind = "m.room.encrypted"
            content = await self.encryption.encrypt(room.id, content)
        try:
            self.room(room.id)
        except Unreachable as changed:  # while we waited: it may be said elsewhere
            raise TryAgain(1.0, str(changed), everywhere=False, undone=True) from None
        self.own.saying(key)
        where = path("rooms", room.id, "send", kind, key)
        return str((await self.server.call("PUT", where, content))["event_id"])

    async def tell_if_only_invited(self, room: Room) -> None:
        """Tell the inbox of who has not come yet, and will read it then."""
        for account in self.rooms.people_of(room.id):
            member = room.members.get(account)
            if member is not None and member.state == "invite":
                went = Went(f"invited:{member.event}", account, "invited", member.at)
                await self.inbox.take([went])
