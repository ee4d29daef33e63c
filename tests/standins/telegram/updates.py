"""The queue of what happened, kept until the bot confirms it."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count, islice
from typing import Any

from tests.standins.telegram.changes import Changes
from tests.standins.telegram.spec import Specification

KEPT = timedelta(hours=24)
FIRST = 100_000_001
# What a bot gets only when it asks for it by name.
ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True)
class Update:
    """One thing that happened, under its number."""

    id: int
    kind: str
    payload: dict[str, Any]
    made: datetime

    def json(self) -> dict[str, Any]:
        """Type Update."""
        return {"update_id": self.id, self.kind: self.payload}


class Updates:
    """Unconfirmed updates in order, and which kinds the bot wants."""

    def __init__(self, now: Callable[[], datetime], changes: Changes, spec: Specification) -> None:
        self.allowed: list[str] = []
        self.violations: list[str] = []
        self._now = now
        self._changes = changes
        self._spec = spec
        self._ids = count(FIRST)
        self._waiting: deque[Update] = deque()
        self._again: list[Update] = []
        self._last: deque[Update] = deque(maxlen=100)

    def add(self, kind: str, payload: dict[str, Any]) -> None:
        """Something happened that the bot may want to know."""
        if not self._wanted(kind):
            return
        update = Update(next(self._ids), kind, payload, self._now())
        self.violations += self._spec.update(update.json())
        self._waiting.append(update)
        self._last.append(update)
        self._changes.ring()

    def confirm_before(self, offset: int) -> None:
        """Forget everything below an id; below zero, keep only so many of the newest."""
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
        while self._waiting and self._waiting[0].id < offset:
            self._waiting.popleft()

    def take(self, limit: int) -> list[Update]:
        """The oldest that wait, and whatever is delivered again; they stay until confirmed."""
        self._expire()
        again, self._again = self._again[:limit], self._again[limit:]
        return [*again, *islice(self._waiting, limit - len(again))]

    def first(self) -> Update | None:
        """What a webhook gets next."""
        self._expire()
        return self._again[0] if self._again else next(iter(self._waiting), None)

    def done(self, update: Update) -> None:
        """The webhook took an update."""
        if self._again and self._again[0] is update:
            del self._again[0]
        elif self._waiting and self._waiting[0] is update:
            self._waiting.popleft()
        self._changes.ring()

    def repeat(self, number: int) -> None:
        """Deliver the last so many once more, confirmed or not."""
        self._again += list(self._last)[-number:] if number else []
        self._changes.ring()

    def drop(self) -> None:
        """Forget everything that waits."""
        self._waiting.clear()
        self._again.clear()

    def allow(self, kinds: Sequence[str]) -> None:
        """Which kinds are kept from now on; none named means the usual ones."""
        self.allowed = list(kinds)

    def __len__(self) -> int:
        self._expire()
        return len(self._waiting) + len(self._again)

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in ONLY_ON_REQUEST

    def _expire(self) -> None:
        oldest = self._now() - KEPT
        while self._waiting and self._waiting[0].made < oldest:
            self._waiting.popleft()
