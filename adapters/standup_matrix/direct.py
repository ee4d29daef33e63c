"""Direct rooms: found, opened, accepted, and written into m.direct."""

import asyncio
import logging
from collections import defaultdict
from typing import Any

from standup.chat.interface import TryAgain, Unreachable
from standup_matrix.errors import Refused
from standup_matrix.homeserver import Homeserver, path
from standup_matrix.patience import Patience
from standup_matrix.rooms import Room, Rooms

Json = dict[str, Any]

log = logging.getLogger(__name__)

_TRIES = 5
_ENCRYPTED = {
    "type": "m.room.encryption",
    "state_key": "",
    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
}


class DirectRooms:
    """Opens direct rooms and takes invitations."""

    def __init__(self, server: Homeserver, rooms: Rooms, *, encryption: bool) -> None:
        self._server = server
        self._rooms = rooms
        self._initial = [_ENCRYPTED] if encryption else []
        self._opening: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._listing = asyncio.Lock()
        self._expected: dict[str, str] = {}

    async def load(self) -> None:
        """Read m.direct, which a sync brings only when it changes."""
        self._rooms.learn_direct(await self._listed())

    async def find_or_open(self, account: str) -> str:
        """The direct room with this account. Raises Unreachable or TryAgain."""
        async with self._opening[account]:
            if room := self._rooms.with_person(account):
                if room.id not in self._rooms.direct.get(account, ()):
                    await self._list(account, room.id)
                return room.id
            for room_id, person in self._expected.items():
                if person == account:
                    return room_id
            await self._refuse_where_unwanted(account)
            return await self._open(account)

    async def accept(self, room_id: str, invite: list[Json], patience: Patience) -> None:
        """Join a room we are invited to; one that cannot be joined is logged and let be."""
        mine = next((event for event in invite if event.get("state_key") == self._rooms.me), {})
        host = str(mine.get("sender", ""))
        try:
            await patience.until_done(
                lambda: self._server.call("POST", path("join", room_id), {}), tries=_TRIES
            )
        except (Refused, TryAgain) as error:
            log.warning("Could not join %s, invited by %s: %s", room_id, host, error)
            return
        log.info("Joined %s, invited by %s", room_id, host, extra={"action": "matrix_joined"})
        is_direct = mine.get("content", {}).get("is_direct") is True
        self._expected[room_id] = host if is_direct else ""
        if is_direct:
            await patience.until_done(lambda: self._list(host, room_id))

    def arrived(self, room_id: str) -> None:
        """A room has come in a sync; one we opened is whole when its invitation is there too."""
        room, person = self._rooms.joined.get(room_id), self._expected.get(room_id)
        if room is None or not person or person in room.members:
            self._expected.pop(room_id, None)

    def room(self, room_id: str) -> Room:
        """A room we can write to. Raises Unreachable or TryAgain."""
        room = self._rooms.joined.get(room_id)
        if room_id in self._expected:
            raise TryAgain(0.5, "the room has just been opened")
        if room is None:
            raise Unreachable("gone", "the bot is not in this room; invite it")
        people = set(self._rooms.people_of(room_id))
        if people and not people & room.present():
            why = self._rooms.why_gone(next(iter(people)))
            raise Unreachable(why, f"the person {why} the direct room")
        return room

    async def _refuse_where_unwanted(self, account: str) -> None:
        if self._rooms.has_left(account):
            why = self._rooms.why_gone(account)
            raise Unreachable(why, f"{account} {why} the direct room")
        for room_id in self._rooms.direct.get(account, ()):
            if room_id not in self._rooms.joined and await self._was_thrown_out(room_id):
                raise Unreachable("blocked", f"{account} removed the bot from the direct room")
        try:
            await self._server.call("GET", path("profile", account))
        except Refused as refused:
            if refused.status == 404:
                raise Unreachable("gone", f"there is no account {account}") from None

    async def _was_thrown_out(self, room_id: str) -> bool:
        me = self._rooms.me
        where = path("rooms", room_id, "state", "m.room.member", me)
        try:
            mine = await self._server.call("GET", where, query={"format": "event"})
        except Refused:
            return False
        state = mine.get("content", {}).get("membership")
        return state == "ban" or (state == "leave" and mine.get("sender") != me)

    async def _open(self, account: str) -> str:
        wanted = {
            "preset": "trusted_private_chat",
            "is_direct": True,
            "invite": [account],
            "initial_state": self._initial,
        }
        try:
            room_id = str((await self._server.call("POST", "/createRoom", wanted))["room_id"])
        except Refused as refused:
            raise Unreachable("closed", f"{account} cannot be invited: {refused}") from None
        self._expected[room_id] = account
        await self._list(account, room_id)
        return room_id

    async def _list(self, account: str, room_id: str) -> None:
        """Write the room into m.direct beside what stands there."""
        async with self._listing:
            listed = await self._listed()
            rooms = listed.get(account)
            rooms = rooms if isinstance(rooms, list) else []
            if room_id in rooms:
                return
            listed[account] = [*rooms, room_id]
            await self._server.call("PUT", self._account_data, listed)
            self._rooms.learn_direct(listed)

    async def _listed(self) -> Json:
        try:
            return await self._server.call("GET", self._account_data)
        except Refused as refused:
            if refused.status == 404:
                return {}
            raise

    @property
    def _account_data(self) -> str:
        return path("user", self._rooms.me, "account_data", "m.direct")
