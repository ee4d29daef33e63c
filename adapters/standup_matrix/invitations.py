"""Invitations: who may bring the bot where, and joining, for which the sync never waits.

A room on a server that is gone takes half a minute a try, so each person has one turn at a time.
People we know are followed wherever they invite us, within reason. A stranger is followed into one
direct room a day, behind all others, so that who brings a code can be heard; whatever else a
stranger invites us to is declined, unless reports are posted there.
"""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any
from weakref import WeakValueDictionary

from standup.chat.interface import TryAgain
from standup_matrix.chores import Chores
from standup_matrix.direct import DirectRooms
from standup_matrix.errors import Refused
from standup_matrix.homeserver import Homeserver, path
from standup_matrix.keeping import Keeping, name
from standup_matrix.rooms import Rooms

Json = dict[str, Any]

log = logging.getLogger(__name__)

KEPT, STRANGER = "invitation/", "stranger/"
_TRIES, _TRIES_FOR_A_STRANGER = 5, 1
_MOST_A_DAY = 20  # of one person we know
_MOST_STRANGERS = 100  # a day
_MOST_DECLINED = 100  # waiting to be; the others stay open, which harms nobody


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody wants us in a room."""

    room: str
    host: str
    is_direct: bool
    is_strange: bool = False


class Invitations:
    """Takes the invitations of one session, or declines them."""

    def __init__(
        self,
        server: Homeserver,
        rooms: Rooms,
        direct: DirectRooms,
        keeping: Keeping,
        now: Callable[[], datetime],
        kept: Mapping[str, str],
        is_successor: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._is_successor = is_successor
        self._server = server
        self._rooms = rooms
        self._direct = direct
        self._keeping = keeping
        self._now = now
        self._known, self._strange, self._declining = Chores(4), Chores(1), Chores(1)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._taken: Counter[str] = Counter()
        self._day = ""
        self._new: list[Invitation] = []
        self._strangers = {key for key in kept if key.startswith(STRANGER)}
        for key, text in kept.items():
            if key.startswith(KEPT):
                self._begin(Invitation(*json.loads(text)))

    async def arrived(self, invited: Mapping[str, list[Json]]) -> None:
        """Decide what to take of what a sync brought; it is kept with the sync's position."""
        found = [self._read(room_id, state) for room_id, state in invited.items()]
        known = await self._keeping.known({one.host for one in found})
        for one in found:
            if self._is_successor(one.room) or await self._keeping.is_channel(one.room):
                self._take(Invitation(one.room, one.host, is_direct=False))
            elif one.host in known and self._has_turn(one):
                self._take(one)
            elif one.host not in known and one.is_direct and self._is_first_today(one):
                self._take(Invitation(one.room, one.host, is_direct=True, is_strange=True))
            else:
                self._decline(one)

    async def close(self) -> None:
        """End with the session; what is not done is kept."""
        for chores in (self._known, self._strange, self._declining):
            await chores.close()

    def _read(self, room_id: str, state: list[Json]) -> Invitation:
        mine = next((one for one in state if self._is_mine(one)), {})
        content = mine.get("content")
        is_direct = isinstance(content, dict) and content.get("is_direct") is True
        return Invitation(room_id, str(mine.get("sender", "")), is_direct)

    def _is_mine(self, one: Any) -> bool:
        """Whether this is our own membership; a stranger's server may have put in anything."""
        member = isinstance(one, dict) and one.get("type") == "m.room.member"
        return member and one.get("state_key") == self._rooms.me

    def _has_turn(self, one: Invitation) -> bool:
        if self._day != self._today:
            self._day = self._today
            self._taken.clear()
        self._taken[one.host] += 1
        return self._taken[one.host] <= _MOST_A_DAY

    def _is_first_today(self, one: Invitation) -> bool:
        """Whether this stranger, and strangers at all, were not followed enough today."""
        today = f"{STRANGER}{self._today}/"
        for old in [key for key in self._strangers if not key.startswith(today)]:
            self._strangers.discard(old)
            self._keeping.put(old, None)
        key = f"{today}{one.host}"
        if key in self._strangers or len(self._strangers) >= _MOST_STRANGERS:
            return False
        self._strangers.add(key)
        self._keeping.put(key, lambda: "1")
        return True

    @property
    def _today(self) -> str:
        return self._now().date().isoformat()

    def _take(self, one: Invitation) -> None:
        text = json.dumps(astuple(one))
        self._keeping.put(_name(one), lambda: text)
        self._new.append(one)

    def begin(self) -> None:
        """Follow the invitations that are kept by now."""
        new, self._new = self._new, []
        for one in new:
            self._begin(one)

    def _begin(self, one: Invitation) -> None:
        self._direct.entering(one.room)
        if one.is_direct:
            self._rooms.brought(one.room, one.host)
        chores = self._strange if one.is_strange else self._known
        chores.begin(f"joining {one.room}", lambda: self._join(one, chores))

    async def _join(self, one: Invitation, chores: Chores) -> None:
        tries = _TRIES_FOR_A_STRANGER if one.is_strange else _TRIES
        turn = self._turns.setdefault(one.host, asyncio.Lock())
        try:
            await chores.again_and_again(lambda: self._joined(one), tries, turn)
        except (Refused, TryAgain) as error:
            log.warning("Could not join %s, invited by %s: %s", one.room, one.host, error)
            self._rooms.not_brought(one.room)
            self._direct.shut_out(one.room)
        else:
            log.info(
                "Joined %s, invited by %s", one.room, one.host, extra={"action": "matrix_joined"}
            )
            self._direct.entered(one.room, one.host if one.is_direct else None)
            if one.is_direct:
                await chores.again_and_again(
                    lambda: self._direct.list_with(one.host, one.room), _TRIES
                )
        self._keeping.put(_name(one), None)

    async def _joined(self, one: Invitation) -> None:
        await self._server.call("POST", path("join", one.room), {})

    def _decline(self, one: Invitation) -> None:
        if len(self._declining) >= _MOST_DECLINED:
            return
        log.info(
            "Declining %s, invited by %s: I follow people of the configuration, and into its"
            " channels; name the room or the account there, and invite me again",
            one.room,
            one.host,
            extra={"action": "matrix_declined"},
        )

        async def decline() -> None:
            where = path("rooms", one.room, "leave")
            await self._declining.again_and_again(lambda: self._server.call("POST", where, {}), 1)

        self._declining.begin(f"declining {one.room}", decline)


def _name(one: Invitation) -> str:
    """Of this account alone, see `chat.Inbox.keep`."""
    return f"{name(KEPT, one.room)}/{one.host}"
