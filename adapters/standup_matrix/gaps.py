"""What a sync left out of a room, read from its history while all other rooms go on.

The homeserver may have to ask another one for it, which may be slow, gone, or a stranger's. So it
is read beside the sync; until it is there, what is written in that room waits behind it.
"""

import json
import logging
import time
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from standup.chat.interface import TryAgain
from standup.core.outage import Outage
from standup_matrix.chores import Chores, pauses
from standup_matrix.errors import Refused
from standup_matrix.events import happened
from standup_matrix.homeserver import Homeserver, path
from standup_matrix.keeping import Keeping, name
from standup_matrix.reading import Reading, are_sound
from standup_matrix.room import Room
from standup_matrix.rooms import Rooms

Json = dict[str, Any]

log = logging.getLogger(__name__)

KEPT, _INSTANT = "gap/", "@"
_PAGE = 100


def since_instant(at: datetime) -> str:
    """Since when a room is to be read where no position of the homeserver's tells."""
    return f"{_INSTANT}{int(at.timestamp())}"


def instant(since: str) -> datetime | None:
    """The instant since which a room is to be read, if it is one."""
    stamp = since.removeprefix(_INSTANT)
    return datetime.fromtimestamp(int(stamp), UTC) if stamp != since else None


@dataclass(slots=True)
class Gap:
    """Since when a room is to be read, how it was then, and whether it went on meanwhile."""

    since: str
    room: Room
    went_on: bool = False


class Gaps:
    """The gaps of one session, which the next one finds again."""

    def __init__(
        self, server: Homeserver, rooms: Rooms, reading: Reading, keeping: Keeping
    ) -> None:
        self._server = server
        self._rooms = rooms
        self._reading = reading
        self._keeping = keeping
        self._gaps: dict[str, Gap] = {}
        self._chores = Chores(4)

    def remember(self, kept: Mapping[str, str]) -> None:
        """Go on with what an earlier session did not end; the rooms are known."""
        for key, text in kept.items():
            if key.startswith(KEPT):
                room_id, since = json.loads(text)
                self._open(room_id, since, self._rooms.joined.get(room_id))

    def open(self, room_id: str, since: str) -> None:
        """Something is missing since then; what comes from now on waits behind it."""
        if room_id not in self._gaps:
            text = json.dumps([room_id, since])
            self._keeping.put(name(KEPT, room_id), lambda: text)
            self._open(room_id, since, self._rooms.joined.get(room_id))

    def holds(self, room_id: str) -> bool:
        """Whether what comes in this room waits; it will be read with the rest."""
        gap = self._gaps.get(room_id)
        if gap is not None:
            gap.went_on = True
        return gap is not None

    async def close(self) -> None:
        """End with the session."""
        await self._chores.close()

    def _open(self, room_id: str, since: str, room: Room | None) -> None:
        self._gaps[room_id] = Gap(since, deepcopy(room) if room else Room(room_id))
        self._chores.begin(f"reading what was missed in {room_id}", partial(self._fill, room_id))

    async def _fill(self, room_id: str) -> None:
        """Read until nothing comes meanwhile; what is handed over twice changes nothing."""
        gap, outage = self._gaps[room_id], Outage(time.monotonic)
        async for _ in pauses():
            try:
                gap.went_on = True
                while gap.went_on:
                    gap.went_on = False
                    await self._read(room_id, gap)
                break
            except TryAgain as again:
                log.debug("What was missed in %s cannot be read yet: %s", room_id, again)
            except Exception as error:  # noqa: BLE001 - a full disk passes
                kind = type(error).__name__
                if outage.is_to_be_told(kind):
                    log.warning("What was missed in %s cannot be read yet: %s", room_id, kind)
        del self._gaps[room_id]
        self._keeping.put(name(KEPT, room_id), None)

    async def _read(self, room_id: str, gap: Gap) -> None:
        async with self._chores.turn():
            past = await self._missed(room_id, gap.since)
        heard = self._reading.walk_back(deepcopy(gap.room), past)
        await self._keeping.hand_over(self._reading.said(room_id, heard))

    async def _missed(self, room_id: str, since: str) -> list[Json]:
        """The room's events from then to now."""
        found: list[Json] = []
        after = instant(since)
        query: Json = {"dir": "b", "limit": _PAGE} | ({} if after else {"to": since})
        try:
            while True:
                where = path("rooms", room_id, "messages")
                page = await self._server.call("GET", where, query=query)
                some = are_sound(page["chunk"])
                found += [one for one in some if after is None or happened(one) > after]
                if page.get("end") is None or (after and some and happened(some[-1]) <= after):
                    break
                query["from"] = page["end"]
        except Refused as refused:
            log.warning("Cannot read what was missed in %s: %s", room_id, refused)
        return found[::-1]
