"""Channels that did not let us in, and what on Discord may be the end of that."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from standup.chat.interface import Reachable

Json = dict[str, Any]

OPENING = ("GUILD_CREATE", "GUILD_ROLE_UPDATE", "CHANNEL_UPDATE", "THREAD_UPDATE")


class Shut:
    """The places that refused us. Whether they let us in by now is found out by trying."""

    def __init__(self) -> None:
        self._places: set[str] = set()

    def add(self, place: str) -> None:
        """It refused something."""
        self._places.add(place)

    def opened(self, name: str, data: Json, now: datetime) -> list[Reachable]:
        """Those that may have been opened by this: we were invited, a lock or a bar was lifted."""
        found = sorted(self._places.intersection(_touched(name, data, self._places)))
        self._places.difference_update(found)
        stamp = now.isoformat()
        return [Reachable(f"{place}@{name}@{stamp}", place, now) for place in found]


def _touched(name: str, data: Json, places: Iterable[str]) -> Iterable[str]:
    match name:
        case "GUILD_ROLE_UPDATE":
            return places
        case "GUILD_CREATE":
            channels = data.get("channels")
            return [str(one.get("id")) for one in channels] if isinstance(channels, list) else ()
        case "CHANNEL_UPDATE":
            return (str(data.get("id")),)
        case "THREAD_UPDATE":
            state = data.get("thread_metadata")
            is_locked = isinstance(state, dict) and state.get("locked")
            return () if is_locked else (str(data.get("id")), str(data.get("parent_id")))
        case _:
            return ()
