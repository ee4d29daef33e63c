"""Encrypted events whose key has not come yet, kept on disk so that none vanishes silently."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from standup_matrix.credentials import write_private

Json = dict[str, Any]

LONGEST = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Sealed:
    """An event that we could not read when it came."""

    room: str
    event: Json
    since: datetime

    def is_overdue(self, now: datetime) -> bool:
        """Whether its key is no longer to be expected."""
        return now - self.since > LONGEST


class Waiting:
    """The sealed events of one account."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "undecrypted.json"
        self._sealed = _read(self._file)

    def __iter__(self) -> Iterator[Sealed]:
        return iter(list(self._sealed.values()))

    def add(self, room: str, event: Json, now: datetime) -> None:
        """Remember an event; one that is remembered already keeps its time."""
        if event["event_id"] not in self._sealed:
            self._sealed[event["event_id"]] = Sealed(room, event, now)
            self._write()

    def drop(self, sealed: Sealed) -> None:
        """It was read, or its sender was told."""
        del self._sealed[sealed.event["event_id"]]
        self._write()

    def _write(self) -> None:
        rows = [[one.room, one.event, one.since.isoformat()] for one in self]
        write_private(self._file, json.dumps(rows))


def _read(file: Path) -> dict[str, Sealed]:
    if not file.exists():
        return {}
    rows = json.loads(file.read_text(encoding="utf-8"))
    return {
        event["event_id"]: Sealed(room, event, datetime.fromisoformat(since))
        for room, event, since in rows
    }
