"""Direct rooms: found, opened, looked at before each message, and written into m.direct."""

import asyncio
import time
from collections import defaultdict
from typing import Any

from standup.chat.interface import TryAgain, Unreachable
from standup_matrix.errors import Refused
from standup_matrix.homeserver import Homeserver, path
from standup_matrix.room import MADE_FOR, Room
from standup_matrix.rooms import Rooms

Json = dict[str, Any]

_A_DAY = 24 * 3600.0
_MOST_A_DAY = 5  # rooms opened for one person, whose clients may spoil each
_ENCRYPTED = {
    "type": "m.room.encryption",
    "state_key": "",
    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
}
_CLOSED = [
    {
        "type": "m.room.history_visibility",
        "state_key": "",
        "content": {"history_visibility": "invited"},
    },
    {"type": "m.room.guest_access", "state_key": "", "content": {"guest_access": "forbidden"}},
]


class DirectRooms:
    """Opens direct rooms, and knows which can be written to."""

    def __init__(self, server: Homeserver, rooms: Rooms, *, encryption: bool) -> None:
        self._server = server
        self._rooms = rooms
        self._initial = [*_CLOSED, *([_ENCRYPTED] if encryption else [])]
        self._opening: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._listing = asyncio.Lock()
        self._expected: dict[str, str] = {}
        self._entering: set[str] = set()
        self._opened: defaultdict[str, list[float]] = defaultdict(list)

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
            if self._rooms.is_followed(account, time.monotonic()):
                why = "the direct room was upgraded, and is followed"
                raise TryAgain(1.0, why, everywhere=False, undone=True)
            await self._refuse_where_unwanted(account)
            return await self._open(account)

    def entering(self, room_id: str) -> None:
        """We are invited to a room, and try to come in."""
        self._entering.add(room_id)

    def entered(self, room_id: str, host: str | None) -> None:
        """We are in a room, which a sync will bring; with a host it is said to be direct."""
        self._expect(room_id, host or "")
        self._entering.discard(room_id)

    def shut_out(self, room_id: str) -> None:
        """We could not come in."""
        self._entering.discard(room_id)

    async def list_with(self, host: str, room_id: str) -> None:
        """Write into m.direct that this was said to be a direct room with somebody."""
        await self._list(host, room_id)

    def arrived(self, room_id: str) -> None:
        """A room has come in a sync; one we opened is whole when its invitation is there too."""
        room, person = self._rooms.joined.get(room_id), self._expected.get(room_id)
        if room is None or self._is_whole(room, person):
            self._expected.pop(room_id, None)

    def is_spoilt(self, room_id: str) -> bool:
        """Whether this was somebody's direct room and is to be left."""
        return room_id not in self._expected and self._rooms.is_spoilt(room_id)

    def room(self, room_id: str) -> Room:
        """A room we can write to. Raises Unreachable or TryAgain."""
        room = self._rooms.joined.get(room_id)
        if room_id in self._expected:
            raise TryAgain(0.5, "the room has just been opened", everywhere=False, undone=True)
        if room is None and room_id in self._entering:
            raise TryAgain(1.0, "the room is just being joined", everywhere=False, undone=True)
        if room is None:
            raise Unreachable("gone", "the bot is not in this room; invite it")
        if self._rooms.is_changing(room_id):
            raise TryAgain(0.2, "the room is just changing", everywhere=False, undone=True)
        if self._rooms.was_direct(room_id):
            raise Unreachable("gone", "this direct room was upgraded")
        if self._rooms.is_spoilt(room_id):
            raise Unreachable("gone", "this direct room is not between two any more")
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
        self._count(account)
        wanted = {
            "preset": "trusted_private_chat",
            "is_direct": True,
            "invite": [account],
            "initial_state": self._initial,
            "creation_content": {MADE_FOR: account},
        }
        try:
            room_id = str((await self._server.call("POST", "/createRoom", wanted))["room_id"])
        except Refused as refused:
            raise Unreachable("closed", f"{account} cannot be invited: {refused}") from None
        self._expect(room_id, account)
        self._opened[account].append(time.monotonic())
        await self._list(account, room_id)
        return room_id

    def _expect(self, room_id: str, person: str) -> None:
        """A sync will bring this room, unless it already has."""
        room = self._rooms.joined.get(room_id)
        if room is None or not self._is_whole(room, person):
            self._expected[room_id] = person

    def _is_whole(self, room: Room, person: str | None) -> bool:
        """Whether all of a room of ours is there: it ends with the invitation."""
        return room.maker != self._rooms.me or not person or person in room.members

    def _count(self, account: str) -> None:
        """Refuse to open one room after the other for somebody who spoils them."""
        since = time.monotonic() - _A_DAY
        self._opened[account] = [at for at in self._opened[account] if at > since]
        if len(self._opened[account]) >= _MOST_A_DAY:
            raise Unreachable("closed", f"each direct room with {account} is opened to others")

    async def _list(self, account: str, room_id: str) -> None:
        """Write the room into m.direct beside what stands there."""
        async with self._listing:
            listed = await self._listed()
            rooms = _ids(listed.get(account))
            if room_id in rooms:
                return
            listed[account] = [*rooms, room_id]
            await self._server.call("PUT", self._account_data, listed)
            self._rooms.learn_direct(listed)

    async def unlist(self, room_id: str) -> None:
        """Take a room out of m.direct."""
        async with self._listing:
            listed = await self._listed()
            left = {who: rooms for who, rooms in listed.items() if room_id not in _ids(rooms)}
            for who in listed.keys() - left.keys():
                if rooms := [one for one in listed[who] if one != room_id]:
                    left[who] = rooms
            if left != listed:
                await self._server.call("PUT", self._account_data, left)
                self._rooms.learn_direct(left)

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


def _ids(rooms: Any) -> list[Any]:
    return rooms if isinstance(rooms, list) else []
