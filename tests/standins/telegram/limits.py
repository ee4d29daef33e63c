"""How much a bot may send; the platform publishes only rough figures."""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages in all per second, in one chat per second, and in one group per minute."""

    overall_a_second: int = 30
    chat_a_second: int = 1
    chat_burst: int = 3
    group_a_minute: int = 20


@dataclass(slots=True)
class Meter:
    """Counts what was sent, and says how long to wait."""

    limits: Limits
    _overall: deque[datetime] = field(default_factory=deque)
    _groups: dict[int, deque[datetime]] = field(default_factory=lambda: defaultdict(deque))
    _debts: dict[int, tuple[float, datetime]] = field(default_factory=dict)

    def wait(self, chat: int, now: datetime, *, group: bool) -> int:
        """0 and the message is counted, or so many seconds and it is not."""
        limits = self.limits
        waits = [_full(self._overall, limits.overall_a_second, SECOND, now)]
        if group:
            waits.append(_full(self._groups[chat], limits.group_a_minute, MINUTE, now))
        debt = self._debt(chat, now)
        waits.append(max(0.0, (debt + 1 - limits.chat_burst) / limits.chat_a_second))
        seconds = math.ceil(max(waits))
        if seconds == 0:
            self._count(chat, now, debt, group=group)
        return seconds

    def _debt(self, chat: int, now: datetime) -> float:
        debt, since = self._debts.get(chat, (0.0, now))
        return max(0.0, debt - (now - since).total_seconds() * self.limits.chat_a_second)

    def _count(self, chat: int, now: datetime, debt: float, *, group: bool) -> None:
        self._overall.append(now)
        self._debts[chat] = (debt + 1, now)
        if group:
            self._groups[chat].append(now)


def _full(sent: deque[datetime], most: int, span: timedelta, now: datetime) -> float:
    while sent and now - sent[0] >= span:
        sent.popleft()
    return (span - (now - sent[0])).total_seconds() if len(sent) >= most else 0.0
