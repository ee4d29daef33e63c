"""Which rooms there are, who is in them, and which are direct. Pure: fed with raw events."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from standup.chat.interface import Reachable, Went
from standup_matrix.events import happened

Json = dict[str, Any]

_PRESENT = {"join", "invite"}


@dataclass(frozen=True, slots=True)
class Member:
    """How somebody stands to a room, the event that made it so, and how they stood before."""

    state: str
    event: str
    at: datetime
    before: str = ""

    @property
    def why_not_here(self) -> str:
        """Why one who is not in the room cannot be written to there."""
        return "declined" if (self.before, self.state) == ("invite", "leave") else "left"


@dataclass(slots=True)
class Room:
    """A room the bot has joined."""

    id: str
    members: dict[str, Member] = field(default_factory=dict)
    named: bool = False
    encrypted: bool = False

    def state_of(self, user: str) -> str:
        """join, invite, leave, ban, knock, or nothing."""
        member = self.members.get(user)
        return member.state if member else ""

    def present(self) -> set[str]:
        """Everybody who is in the room or invited."""
        return {user for user, member in self.members.items() if member.state in _PRESENT}


class Rooms:
    """The rooms of the bot, kept true by the events of each sync."""

    def __init__(self, me: str) -> None:
        self.me = me
        self.joined: dict[str, Room] = {}
        self.direct: dict[str, list[str]] = {}
        self._of: defaultdict[str, set[str]] = defaultdict(set)
        self._listed: defaultdict[str, set[str]] = defaultdict(set)

    def apply(self, room_id: str, event: Json) -> None:
        """Take in one state event of a room we are in."""
        content, key = event.get("content"), event.get("state_key")
        if not isinstance(content, dict) or not isinstance(key, str):
            return
        room = self.joined.setdefault(room_id, Room(room_id))
        match event.get("type"):
            case "m.room.member":
                state = str(content.get("membership", ""))
                before = event.get("unsigned", {}).get("prev_content", {}).get("membership", "")
                room.members[key] = Member(
                    state, str(event.get("event_id")), happened(event), str(before)
                )
                self._of[key].add(room_id)
            case "m.room.name" | "m.room.canonical_alias":
                room.named = bool(content.get("name") or content.get("alias"))
            case "m.room.encryption":
                room.encrypted = True

    def left(self, room_id: str) -> None:
        """We are no longer in this room."""
        self.joined.pop(room_id, None)

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

    def is_direct(self, room_id: str, account: str) -> bool:
        """Whether this is a direct room with this account: said to be, or two people, no name."""
        if account == self.me:
            return False
        if room_id in self.direct.get(account, ()):
            return True
        room = self.joined.get(room_id)
        if room is None or room.named or account not in room.members:
            return False
        return self._alone_with(room, account)

    def with_person(self, account: str) -> Room | None:
        """The newest direct room that nobody else reads, joined ones first."""
        rooms = [
            room
            for room in self._direct_rooms(account)
            if account in room.present() and self._alone_with(room, account)
        ]
        return max(
            rooms,
            key=lambda room: (room.state_of(account) == "join", room.members[account].at),
            default=None,
        )

    def has_left(self, account: str) -> bool:
        """Whether this account left a direct room, and is in no other."""
        rooms = list(self._direct_rooms(account))
        return bool(rooms) and not any(account in room.present() for room in rooms)

    def why_gone(self, account: str) -> str:
        """Why an account that is in no direct room of ours is not: it left, or declined."""
        members = [room.members[account] for room in self._direct_rooms(account)]
        last = max(members, key=lambda member: member.at, default=None)
        return last.why_not_here if last else "left"

    def people_of(self, room_id: str) -> list[str]:
        """The accounts that this is a direct room with."""
        room = self.joined.get(room_id)
        members = room.members if room else {}
        return [
            one
            for one in {*members, *self._listed.get(room_id, ())}
            if self.is_direct(room_id, one)
        ]

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

    def _alone_with(self, room: Room, account: str) -> bool:
        return room.present() <= {self.me, account}
