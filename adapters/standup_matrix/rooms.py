"""Which rooms there are, who is in them, and which are direct. Pure: fed with raw events.

A direct room is one that the bot made for this person, or that this person made and brought the bot
into; with these two in it, and nobody else who is there, invited, or can come in or read along;
and encrypted, where the bot encrypts. Nobody else's word makes a room somebody's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from standup.chat.interface import Reachable, Went
from standup_matrix.room import Room

Json = dict[str, Any]


class Rooms:
    """The rooms of the bot, kept true by the events of each sync."""

    def __init__(self, me: str, *, encryption: bool = False) -> None:
        self.me = me
        self.joined: dict[str, Room] = {}
        self.direct: dict[str, list[str]] = {}
        self.spoken: dict[str, str] = {}
        self._encryption = encryption
        self._of: defaultdict[str, set[str]] = defaultdict(set)
        self._listed: defaultdict[str, set[str]] = defaultdict(set)
        self._brought: dict[str, str] = {}
        self._changing: set[str] = set()
        self._followed: dict[str, float] = {}

    def apply(self, room_id: str, event: Json) -> None:
        """Take in one state event of a room we are in."""
        key = event.get("state_key")
        if not isinstance(key, str):
            return
        self.joined.setdefault(room_id, Room(room_id)).take_in(event)
        if event.get("type") == "m.room.member":
            self._of[key].add(room_id)

    def left(self, room_id: str) -> None:
        """We are no longer in this room."""
        self.joined.pop(room_id, None)
        self._brought.pop(room_id, None)

    def brought(self, room_id: str, account: str) -> None:
        """Somebody invites us to a room as to a direct one; whether it is one shows later."""
        self._brought[room_id] = account

    def not_brought(self, room_id: str) -> None:
        """We did not get there."""
        self._brought.pop(room_id, None)

    def follow(self, account: str, until: float) -> None:
        """The direct room with somebody goes on in another one, where we are expected to come by
        then, on the monotonic clock."""
        self._followed[account] = until

    def is_followed(self, account: str, now: float) -> bool:
        """Whether the direct room with somebody is just going on in another one."""
        return now < self._followed.get(account, now)

    def is_channel(self, room_id: str) -> None:
        """Reports are posted there, so it is nobody's direct room that others could spoil."""
        self.joined.setdefault(room_id, Room(room_id)).is_channel = True

    def is_a_channel(self, room_id: str) -> bool:
        """Whether reports are posted there."""
        room = self.joined.get(room_id)
        return room is not None and room.is_channel

    def learn_direct(self, content: Any) -> None:
        """Take in the account data m.direct, which any client of ours may have written."""
        if not isinstance(content, dict):
            return
        self.direct = {
            user: [room for room in rooms if isinstance(room, str)]
            for user, rooms in content.items()
            if isinstance(rooms, list)
        }
        self._listed.clear()
        for user, rooms in self.direct.items():
            for room in rooms:
                self._listed[room].add(user)

    @contextmanager
    def changing(self, rooms: set[str]) -> Iterator[None]:
        """Until this ends nobody knows how these rooms are."""
        self._changing = rooms
        try:
            yield
        finally:
            self._changing = set()

    def is_changing(self, room_id: str) -> bool:
        """Whether something about this room has come that is not taken in yet."""
        return room_id in self._changing

    def is_direct(self, room_id: str, account: str) -> bool:
        """Whether words for this account may stand in the room."""
        room = self.joined.get(room_id)
        if room is None or room.successor:  # it was upgraded, and nothing is said there any more
            return False
        return self._is_between_two(room, account)

    def _is_between_two(self, room: Room, account: str) -> bool:
        if account == self.me or not self._is_theirs(room, account):
            return False
        sealed = room.encrypted or not self._encryption
        return sealed and room.is_closed and room.is_of(self.me, account)

    def was_direct(self, room_id: str) -> str | None:
        """Whose direct room this was before it was upgraded, if it was anybody's."""
        room = self.joined.get(room_id)
        if room is None or not room.successor or room.is_channel:
            return None
        theirs = {*self.people_listed(room_id), room.maker}
        return next((one for one in sorted(theirs) if self._is_between_two(room, one)), None)

    def is_heard(self, room_id: str, account: str) -> bool:
        """Whether what this account writes there is written to us.

        That takes less than writing there: two in a room may be heard in a room that others could
        read.
        """
        room = self.joined.get(room_id)
        return room is not None and self.is_heard_in(room, account)

    def is_heard_in(self, room: Room, account: str) -> bool:
        """The same of a room as it was."""
        if account == self.me or account not in room.members:
            return False
        made = room.maker in {"", self.me, account}
        if not self._is_listed(room, account) and not (made and self._is_untitled(room)):
            return False
        return room.present() <= {self.me, account}

    def is_spoilt(self, room_id: str) -> bool:
        """Whether this was taken for somebody's direct room, and is nobody's (any more)."""
        room = self.joined.get(room_id)
        if room is None or room.is_channel or not self.people_listed(room_id):
            return False
        if self.was_direct(room_id):  # and is quiet now
            return False
        if room.maker == self.me and room.made_for and room.made_for not in room.members:
            return False  # we are just making it
        return not self.people_of(room_id)

    def with_person(self, account: str) -> Room | None:
        """The direct room with this account: where they are, of these where they last wrote."""
        rooms = [room for room in self._direct_rooms(account) if account in room.present()]
        return max(
            rooms,
            key=lambda room: (
                room.state_of(account) == "join",
                room.id == self.spoken.get(account),
                room.members[account].at,
            ),
            default=None,
        )

    def speaks(self, room_id: str, account: str) -> bool:
        """Somebody wrote there; True where this changes in which room they are answered."""
        if not self.is_direct(room_id, account):
            return False
        best = self.with_person(account)
        self.spoken[account] = room_id
        return best is not self.with_person(account)

    def has_left(self, account: str) -> bool:
        """Whether this account left a direct room, and is in no other."""
        rooms = list(self._direct_rooms(account))
        return bool(rooms) and not any(account in room.present() for room in rooms)

    def why_gone(self, account: str) -> str:
        """Why an account that is in no direct room of ours is not: it left, or declined."""
        members = [room.members[account] for room in self._direct_rooms(account)]
        last = max(members, key=lambda member: member.at, default=None)
        return last.why_not_here if last else "left"

    def is_ours(self, room_id: str) -> bool:
        """Whether somebody may write to us there."""
        room = self.joined.get(room_id)
        present = room.present() if room else set()
        two = present if len(present) <= 2 else set()
        return any(self.is_heard(room_id, one) for one in two) or bool(self.people_listed(room_id))

    def people_of(self, room_id: str) -> list[str]:
        """The accounts that this is a direct room with."""
        room = self.joined.get(room_id)
        theirs = {*self.people_listed(room_id), room.maker if room else ""}
        return [one for one in theirs if self.is_direct(room_id, one)]

    def people_listed(self, room_id: str) -> set[str]:
        """The accounts whose direct room this was taken for."""
        room = self.joined.get(room_id)
        found = {*self._listed.get(room_id, ()), self._brought.get(room_id, "")}
        return (found | {room.made_for if room and room.maker == self.me else ""}) - {""}

    def came_or_went(self, room_id: str, event: Json) -> Reachable | Went | None:
        """What a change of membership means for writing to this person, if it still holds."""
        account = str(event.get("state_key"))
        room = self.joined.get(room_id)
        member = room.members.get(account) if room else None
        if member is None or member.event != event["event_id"]:
            return None
        if not self.is_direct(room_id, account):
            return None
        best = self.with_person(account)
        if best is not None and best.state_of(account) == "join":
            return Reachable(member.event, account, member.at)
        if member.state == "invite":
            return None
        return Went(member.event, account, member.why_not_here, member.at)

    def _direct_rooms(self, account: str) -> Iterable[Room]:
        rooms = (self.joined[id_] for id_ in self._of.get(account, ()) if id_ in self.joined)
        return (room for room in rooms if self.is_direct(room.id, account))

    def _is_theirs(self, room: Room, account: str) -> bool:
        """Whether the bot made it for them, or they made it themselves."""
        if account not in room.members:
            return False
        if room.maker == self.me:
            return room.made_for == account if room.made_for else self._is_listed(room, account)
        host = room.members[self.me].host if self.me in room.members else ""
        brought = room.maker == account and host in {"", account}
        return brought and (self._is_listed(room, account) or self._is_untitled(room))

    def _is_listed(self, room: Room, account: str) -> bool:
        return account in self._listed.get(room.id, ()) or self._brought.get(room.id) == account

    def _is_untitled(self, room: Room) -> bool:
        return not room.has_title and not room.is_channel
