"""One room as its state tells it: who made it, who is in it, and who else may read it or come."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from standup_matrix.events import happened

Json = dict[str, Any]

MADE_FOR = "org.open-standup.for"
"""Stands in the event that creates a room of ours, which nobody can change: whose room it is."""

_PRESENT = {"join", "invite"}
_BEHIND_A_DOOR = {"invited", "joined", "shared"}


@dataclass(frozen=True, slots=True)
class Member:
    """How somebody stands to a room, the event that made it so, and how they stood before."""

    state: str
    event: str
    at: datetime
    before: str = ""
    host: str = ""  # who invited them, where that is known

    @property
    def why_not_here(self) -> str:
        """Why one who is not in the room cannot be written to there."""
        return "declined" if (self.before, self.state) == ("invite", "leave") else "left"


@dataclass(slots=True)
class Room:
    """A room the bot has joined. What its state does not say is as the specification has it."""

    id: str
    members: dict[str, Member] = field(default_factory=dict)
    named: bool = False
    encrypted: bool = False
    maker: str = ""
    owners: frozenset[str] = frozenset()
    made_for: str = ""
    is_channel: bool = False
    successor: str = ""
    successor_via: str = ""
    _is_plain: bool = True
    _needs_invitation: bool = True
    _is_read_by_members: bool = True
    _addresses: set[str] = field(default_factory=set)
    _awaited: set[str] = field(default_factory=set)

    def take_in(self, event: Json) -> None:
        """Take in one state event; any other changes nothing."""
        content, key = event.get("content"), event.get("state_key")
        if not isinstance(content, dict) or not isinstance(key, str):
            return
        match event.get("type"):
            case "m.room.member":
                self._enter(key, content, event)
            case "m.room.create":
                self._created(content, event)
            case "m.room.name":
                self.named = bool(content.get("name"))
            case "m.room.encryption":
                self.encrypted = True
            case "m.room.join_rules":
                self._needs_invitation = content.get("join_rule") == "invite"
            case "m.room.history_visibility":
                self._is_read_by_members = content.get("history_visibility") in _BEHIND_A_DOOR
            case "m.room.canonical_alias":
                found = content.get("alias") or content.get("alt_aliases")
                _note(self._addresses, "", bool(found))
            case "m.room.aliases":
                _note(self._addresses, f"of {key}", bool(content.get("aliases")))
            case "m.room.tombstone" if key == "":
                self.successor = str(content.get("replacement_room") or "")
                self.successor_via = str(event.get("sender", "")).partition(":")[2]
            case "m.room.third_party_invite":
                _note(self._awaited, key, bool(content))

    def state_of(self, user: str) -> str:
        """join, invite, leave, ban, knock, or nothing."""
        member = self.members.get(user)
        return member.state if member else ""

    def present(self) -> set[str]:
        """Everybody who is in the room or invited."""
        return {user for user, member in self.members.items() if member.state in _PRESENT}

    def is_of(self, *two: str) -> bool:
        """Whether nobody else is in the room, invited, or its owner."""
        return self.present() <= {*two} and not self._awaited and self.owners <= {*two}

    @property
    def is_closed(self) -> bool:
        """Whether nobody can read it or come without an invitation, or find it by an address.

        Guests come by an invitation too where the rest is so, therefore their access says nothing.
        """
        shut = self._needs_invitation and self._is_read_by_members
        return self._is_plain and shut and not self._addresses

    @property
    def has_title(self) -> bool:
        """Whether people call it something, as they do not with a direct room."""
        return self.named or bool(self._addresses)

    def _enter(self, user: str, content: Json, event: Json) -> None:
        unsigned, known = event.get("unsigned", {}), self.members.get(user)
        before = str(unsigned.get("prev_content", {}).get("membership", ""))
        state = str(content.get("membership", ""))
        host = known.host if known else ""
        if state == "invite":
            host = str(event.get("sender", ""))
        elif before == "invite":
            host = str(unsigned.get("prev_sender") or host)
        self.members[user] = Member(
            state, str(event.get("event_id")), happened(event), before, host
        )

    def _created(self, content: Json, event: Json) -> None:
        """In room version 12 more than its sender may own a room, for ever."""
        self.maker = str(event.get("sender", ""))
        others = content.get("additional_creators")
        self.owners = frozenset(map(str, others)) if isinstance(others, list) else frozenset()
        self.made_for = str(content.get(MADE_FOR) or "")
        self._is_plain = not content.get("type")


def _note(found: set[str], key: str, there: bool) -> None:
    if there:
        found.add(key)
    else:
        found.discard(key)
