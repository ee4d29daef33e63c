"""Encrypted events whose key has not come yet, kept so that none vanishes silently."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from standup.chat.interface import Besides, Unreadable
from standup_matrix.events import happened
from standup_matrix.keeping import Keeping, name

Json = dict[str, Any]

LONGEST = timedelta(minutes=2)
SEALED = "sealed/"


@dataclass(frozen=True, slots=True)
class Sealed:
    """An event that we could not read when it came."""

    room: str
    event: Json
    since: datetime

    def is_overdue(self, now: datetime) -> bool:
        """Whether its key is no longer to be expected."""
        return now - self.since > LONGEST

    @property
    def unreadable(self) -> Unreadable:
        """That nobody will read it; should its key come after all, it is taken as itself."""
        number, sender = self.event["event_id"], self.event["sender"]
        return Unreadable(f"{number}.sealed", sender, Besides.SEALED, happened(self.event))


class Waiting:
    """The sealed events of one account."""

    def __init__(self, keeping: Keeping, kept: Mapping[str, str]) -> None:
        self._keeping = keeping
        found = [_read(text) for key, text in kept.items() if key.startswith(SEALED)]
        found.sort(key=lambda one: (one.since, happened(one.event)))
        self._sealed: dict[str, Sealed] = {one.event["event_id"]: one for one in found}

    def __iter__(self) -> Iterator[Sealed]:
        return iter(list(self._sealed.values()))

    def add(self, room: str, event: Json, now: datetime) -> None:
        """Remember an event; one that is remembered already keeps its time."""
        if event["event_id"] not in self._sealed:
            self._sealed[event["event_id"]] = Sealed(room, event, now)
            text = json.dumps([room, event, now.isoformat()])
            self._keeping.put(name(SEALED, event["event_id"]), lambda: text)

    def let_go(self, event: str) -> None:
        """What has this id was taken back, if it waits."""
        if event in self._sealed:
            self.drop(self._sealed[event])

    def drop(self, sealed: Sealed) -> None:
        """It is read, or its sender was told."""
        del self._sealed[sealed.event["event_id"]]
        self._keeping.put(name(SEALED, sealed.event["event_id"]), None)


def _read(text: str) -> Sealed:
    room, event, since = json.loads(text)
    return Sealed(room, event, datetime.fromisoformat(since))
