"""The sync loop: events in, handed over with the server's position, and only then the next.

nio's own loop saves the position before the events are handled, and spins on a refused token.
Nothing in it waits for another server or a person: that is done beside it.
"""

import asyncio
import json
import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from standup.chat.interface import Event, Reachable, TryAgain, Went
from standup.chat.own import Own
from standup_matrix import events
from standup_matrix.direct import DirectRooms
from standup_matrix.encryption import Encryption
from standup_matrix.errors import RETRY_SECONDS, Refused
from standup_matrix.gaps import Gaps, since_instant
from standup_matrix.homeserver import Homeserver
from standup_matrix.invitations import Invitations
from standup_matrix.keeping import Keeping
from standup_matrix.leaving import Leaving
from standup_matrix.patience import Patience
from standup_matrix.position import Position, is_forgotten
from standup_matrix.profiles import Profiles
from standup_matrix.reading import Heard, Reading, are_sound
from standup_matrix.replies import Replies
from standup_matrix.rooms import Rooms
from standup_matrix.upgrades import Upgrades
from standup_matrix.waiting import Waiting

Json = dict[str, Any]

log = logging.getLogger(__name__)

POLL_SECONDS = 30
_PAGE = 100
_NO_POSITION = "the homeserver answers without a position"
_SPOKEN = ("m.room.message", "m.room.encrypted")
_FILTER = json.dumps(
    {
        "presence": {"types": []},
        "account_data": {"types": ["m.direct"]},
        "room": {
            "timeline": {"limit": _PAGE},
            "state": {"lazy_load_members": False},
            "ephemeral": {"types": []},
            "account_data": {"types": []},
        },
    }
)


@dataclass(slots=True)
class Sync:
    """Receives for one session.

    `keep_up` runs beside it: what the encryption asks for, and what nobody will ever open.
    """

    server: Homeserver
    rooms: Rooms
    direct: DirectRooms
    encryption: Encryption | None
    waiting: Waiting
    keeping: Keeping
    now: Callable[[], datetime]
    patience: Patience
    invitations: Invitations | None = None
    leaving: Leaving | None = None
    upgrades: Upgrades | None = None
    own: Own | None = None
    profiles: Profiles | None = None
    reading: Reading = field(init=False)
    replies: Replies = field(init=False)
    gaps: Gaps = field(init=False)
    _came: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.reading = Reading(self.rooms, self.encryption, self.waiting, self.keeping, self.now)
        self.replies = Replies(self.rooms, self.reading, self.waiting, self.keeping)
        self.gaps = Gaps(self.server, self.rooms, self.reading, self.keeping)

    async def begin(self, kept: Mapping[str, str]) -> Position:
        """Learn the state of all rooms and what happened since we were last here."""
        kept_position = await self.keeping.position()
        since = Position.read(kept_position) if kept_position else None
        position = await self._next(since, first=True)
        self.gaps.remember(kept)
        return position

    async def follow(self, since: Position) -> None:
        """Receive until cancelled."""
        while True:
            since = await self._next(since)

    async def _next(self, since: Position | None, *, first: bool = False) -> Position:
        """One sync; where the homeserver knows its position no more, everything since then."""
        token = since.token if since else None
        try:
            answer = await self._fetch(token, first=first)
        except Refused as refused:
            if since is None or not is_forgotten(refused):
                raise
            why = str(refused)
        else:
            if since is None or not since.is_beyond(str(answer["next_batch"])):
                return await self._handle(answer, token, first=first)
            why = "it goes on from an earlier one"
        after = since.since(self.now())
        log.warning(
            "The homeserver knows nothing of position %s any more (%s): I begin anew, and read what"
            " was written since %s",
            since.token,
            why,
            after.isoformat(timespec="minutes"),
            extra={"action": "matrix_position_lost"},
        )
        answer = await self._fetch(None, first=True)
        return await self._handle(answer, None, first=True, after=after)

    async def keep_up(self) -> None:
        """After each sync do what can wait, until cancelled."""
        while True:
            await self._came.wait()
            self._came.clear()
            await self._keep_up()

    async def close(self) -> None:
        """End what was begun beside it."""
        for beside in (self.invitations, self.leaving, self.upgrades, self.gaps, self.profiles):
            if beside is not None:
                await beside.close()

    async def _fetch(self, since: str | None, *, first: bool = False) -> Json:
        query: Json = {"filter": _FILTER, "timeout": POLL_SECONDS * 1000}
        if since:
            query["since"] = since
        if first:  # a timeout of its own: Synapse repeats old answers to the same question
            query |= {"full_state": "true", "timeout": random.randrange(1000)}  # noqa: S311
        wait = 600.0 if first else POLL_SECONDS + 15.0

        async def ask() -> Json:
            answer = await self.server.call("GET", "/sync", query=query, wait=wait)
            if not isinstance(answer.get("next_batch"), str):
                raise TryAgain(RETRY_SECONDS, _NO_POSITION, told=_NO_POSITION)
            return answer

        return await self.patience.until_done(ask)

    async def _handle(
        self,
        answer: Json,
        since: str | None,
        *,
        first: bool = False,
        after: datetime | None = None,
    ) -> Position:
        """Everything of one sync, in one transaction with the position after it.

        `after` is since when to take what was written where no position tells.
        """
        position = Position(str(answer["next_batch"]), self.now())
        _leave_out_what_is_none(answer)
        rooms = answer.get("rooms", {})
        with self.rooms.changing(_changed(rooms)):
            if self.encryption is not None:
                await self.encryption.feed(answer)
            for event in answer.get("account_data", {}).get("events", []):
                if isinstance(event, dict) and event.get("type") == "m.direct":
                    self.rooms.learn_direct(event.get("content"))
            if self.invitations is not None:
                await self.invitations.arrived(_invited(rooms))
            found = await self._of_rooms(rooms, since, first=first, after=after)
        found += self.reading.opened()
        await self.keeping.take(found, str(position))
        if self.profiles is not None:
            self.profiles.heard(found)
        if self.invitations is not None:
            self.invitations.begin()
        if self.upgrades is not None:
            for room_id in rooms.get("join", {}):
                self.upgrades.look_at(room_id)
        if self.leaving is not None:
            for room_id in rooms.get("join", {}):
                self.leaving.look_at(room_id)
        self._came.set()
        return position

    async def _of_rooms(
        self, rooms: Json, since: str | None, *, first: bool, after: datetime | None
    ) -> list[Event]:
        found: list[Event] = []
        for room_id, room in rooms.get("join", {}).items():
            is_unseen = room_id not in self.rooms.joined
            is_new = since is None or (is_unseen and not first)
            if is_unseen and await self._is_channel(room_id):
                self.rooms.is_channel(room_id)
            past = self._past(room_id, room, since)
            if not first:
                self._look_for_others(past)
            found += [] if first else self._opened(room_id, past, is_unseen=is_unseen)
            self.direct.arrived(room_id)
            if after is not None:
                found += self._written_since(room_id, room, past, after)
            is_gappy = room.get("timeline", {}).get("limited")
            before = _events(room, "state") if is_new or is_gappy else []
            found += self._read(room_id, before, past, since, is_new=is_new)
            if since is not None:
                others = (event for event, is_heard in past if not is_heard)
                found += await self.replies.heard(room_id, others)
        for room_id, room in rooms.get("leave", {}).items():
            past = self._past(room_id, room, since)
            found += self._read(room_id, [], past, since)
            is_channel = await self._is_channel(room_id)
            found += self._thrown_out(room_id, [event for event, _ in past], is_channel=is_channel)
            self.direct.arrived(room_id)
        return found

    def _past(self, room_id: str, room: Json, since: str | None) -> list[Heard]:
        """What happened in a room; where the server left out some of it, that is read beside."""
        is_unseen = room_id not in self.rooms.joined
        is_gappy = room.get("timeline", {}).get("limited", False)
        if is_gappy and not is_unseen:  # as it was before what is missing
            self._open_gap(room_id, since)
        self.reading.learn(room_id, _events(room, "state"))
        past = self.reading.walk(room_id, _events(room, "timeline"))
        if is_gappy and is_unseen:
            self._open_gap(room_id, since)
        return past

    def _look_for_others(self, past: list[Heard]) -> None:
        """Whether anybody but us speaks as us: only who sent it is told by what key."""
        for event, _ in past:
            if self.own and event.get("sender") == self.rooms.me and event.get("type") in _SPOKEN:
                self.own.heard(str(event.get("unsigned", {}).get("transaction_id", "")))

    async def _is_channel(self, room_id: str) -> bool:
        is_successor = self.upgrades is not None and self.upgrades.is_successor(room_id)
        return is_successor or await self.keeping.is_channel(room_id)

    def _opened(self, room_id: str, past: list[Heard], *, is_unseen: bool) -> list[Event]:
        """Whether a channel may let us in now: we have come into it, or its powers changed."""
        if not self.rooms.joined[room_id].is_channel:
            return []
        lifting = [one for one, _ in past if self._lets_us_in(one)]
        if not is_unseen and not lifting:
            return []
        name = lifting[-1]["event_id"] if lifting else f"joined.{self.now().isoformat()}"
        return [Reachable(f"{room_id}.{name}", room_id, self.now())]

    def _lets_us_in(self, event: Json) -> bool:
        """Whether powers changed, or we came in, perhaps out and in again between two syncs."""
        if event.get("type") == "m.room.power_levels":
            return True
        is_ours = event.get("type") == "m.room.member" and event.get("state_key") == self.rooms.me
        return is_ours and event["content"].get("membership") == "join"

    def _written_since(
        self, room_id: str, room: Json, past: list[Heard], after: datetime
    ) -> list[Event]:
        """What was written to us since then; what the server left out is read beside."""
        if room.get("timeline", {}).get("limited") and self.rooms.is_ours(room_id):
            self.gaps.open(room_id, since_instant(after))
        recent = [(one, is_heard) for one, is_heard in past if events.happened(one) > after]
        return self.reading.said(room_id, recent)

    def _open_gap(self, room_id: str, since: str | None) -> None:
        if since is not None and self.rooms.is_ours(room_id):
            self.gaps.open(room_id, since)

    def _read(
        self,
        room_id: str,
        before: list[Json],
        past: list[Heard],
        since: str | None,
        *,
        is_new: bool = False,
    ) -> list[Event]:
        """What to take; a room we just came into shows what was written before `since` too."""
        found = self.reading.came_or_went(room_id, [*before, *(event for event, _ in past)])
        if since is None or (self.gaps.holds(room_id) and not is_new):
            return found
        return found + self.reading.said(room_id, past)

    async def _keep_up(self) -> None:
        if self.encryption is not None:
            await self._ask_for_keys(self.encryption)
            await self.patience.until_done(self.encryption.upkeep)
        if overdue := self.reading.overdue():
            direct = [one for one in overdue if not self.rooms.is_a_channel(one.room)]
            firsts = {one.room: one.unreadable for one in reversed(direct)}  # once a room
            await self.keeping.hand_over([*firsts.values()])
            for sealed in overdue:
                self.waiting.drop(sealed)
        await self.keeping.write()

    async def _ask_for_keys(self, encryption: Encryption) -> None:
        keyless, self.reading.keyless = self.reading.keyless, []
        for room_id, event in keyless:
            await self.patience.until_done(partial(encryption.ask_for_key, room_id, event))

    def _thrown_out(
        self, room_id: str, past: list[Json], *, is_channel: bool = False
    ) -> list[Event]:
        people = self.rooms.people_of(room_id)
        self.rooms.left(room_id)
        mine = [event for event in past if event.get("state_key") == self.rooms.me]
        if not mine or mine[-1]["sender"] == self.rooms.me:
            return []
        gone = [account for account in people if self.rooms.with_person(account) is None]
        event, at = mine[-1]["event_id"], events.happened(mine[-1])
        if is_channel:
            return [Went(event, room_id, "left", at)]
        return [Went(event, account, "blocked", at) for account in gone]


def _leave_out_what_is_none(answer: Json) -> None:
    """Whatever a server let into a room, nothing stops what came beside it."""
    rooms = answer.get("rooms", {})
    for room in (*rooms.get("join", {}).values(), *rooms.get("leave", {}).values()):
        for part in (room.get("state"), room.get("timeline")):
            if part is not None:
                part["events"] = are_sound(part.get("events", ()))


def _changed(rooms: Json) -> set[str]:
    """The rooms whose state this sync changes."""
    return {
        room_id
        for room_id, room in rooms.get("join", {}).items()
        if any("state_key" in one for one in (*_events(room, "state"), *_events(room, "timeline")))
    }


def _events(part: Json, name: str) -> list[Json]:
    return list(part.get(name, {}).get("events", ()))


def _invited(rooms: Json) -> dict[str, list[Json]]:
    """The stripped state of each room we are invited to, which anybody may have written."""
    invited = rooms.get("invite", {})
    return {room_id: _events(room, "invite_state") for room_id, room in invited.items()}
