"""The pace of a lane: below the platform's limits, in all and in each place."""

from collections import deque
from datetime import datetime, timedelta

from standup.core.messages.capabilities import UNLIMITED, Capabilities

_SLOWEST = 16.0
_RECOVERY = 1 / 200  # of the way back to the full pace, per message that went through
_FINEST = 1000  # sendings that one window remembers at most
_SET_BACK = timedelta(seconds=2)  # less than this does no harm


class Window:
    """At most so many in any stretch of so many seconds. Times are handed in."""

    def __init__(self, most: float, seconds: float) -> None:
        rate = most / seconds
        self._most = max(1, min(int(most), _FINEST))
        self._length = timedelta(seconds=self._most / rate)
        self._sent: deque[datetime] = deque()

    def room(self, now: datetime, slower: float = 1.0) -> int:
        """How many may leave now."""
        while self._sent and self._sent[0] + self._length * slower <= now:
            self._sent.popleft()
        return self._most - len(self._sent)

    def spend(self, now: datetime) -> None:
        """One leaves."""
        self._sent.append(now)

    def answered(self, began: datetime, now: datetime) -> None:
        """The one that left at `began` may have been counted as late as now."""
        if began in self._sent:
            self._sent.remove(began)
        self._sent.append(now)

    def ready_at(self, slower: float = 1.0) -> datetime:
        """When the next may leave, where none may now."""
        return self._sent[0] + self._length * slower

    @property
    def is_idle(self) -> bool:
        """Whether all it remembers is over."""
        return not self._sent


class Pacer:
    """What may leave now, and where to; slower for a while when the platform pushes back."""

    def __init__(self, can: Capabilities) -> None:
        self._can = can
        self._all = Window(can.per_second, 1.0)
        self._places: dict[str, list[Window]] = {}
        self._began: dict[str, datetime] = {}
        self._resting: dict[str, datetime] = {}
        self._slower = 1.0
        self._paused_until: datetime | None = None
        self._latest: datetime | None = None

    def able(self, can: Capabilities) -> None:
        """Keep to this pace from now on, where it is another one."""
        if can != self._can:
            self._can = can
            self._all = Window(can.per_second, 1.0)
            self._places.clear()

    def available(self, now: datetime) -> int:
        """How many messages may leave now."""
        self._look_at_the_clock(now)
        if self.is_paused(now):
            return 0
        return self._all.room(now, self._slower)

    def ready_at(self, now: datetime) -> datetime:
        """When the next message may leave, where none may now."""
        ready = now if self._all.room(now, self._slower) > 0 else self._all.ready_at(self._slower)
        return max(now, ready, self._paused_until or now) + timedelta(milliseconds=1)

    def resting(self, now: datetime) -> dict[str, datetime]:
        """The destinations that must wait, and until when."""
        for destination, until in list(self._resting.items()):
            if until <= now:
                del self._resting[destination]
        for destination, windows in list(self._places.items()):
            full = [window.ready_at() for window in windows if window.room(now) <= 0]
            if full:
                self._rest(destination, max(full))
            elif all(window.is_idle for window in windows):
                del self._places[destination]
        return dict(self._resting)

    def rests(self, destination: str, now: datetime) -> bool:
        """Whether a destination must wait."""
        until = self._resting.get(destination)
        full = any(window.room(now) <= 0 for window in self._places.get(destination, ()))
        return full or (until is not None and now < until)

    def spend(self, destination: str, *, direct: bool, now: datetime) -> None:
        """A message leaves for a destination, a direct conversation or a channel."""
        self._all.spend(now)
        self._began[destination] = now
        windows = self._places.get(destination)
        if windows is None:
            windows = self._windows(direct=direct)
            if windows:
                self._places[destination] = windows
        for window in windows:
            window.spend(now)

    def answered(self, destination: str, now: datetime) -> None:
        """The platform answered: until now it may not have counted the message."""
        began = self._began.pop(destination, now)
        for window in (self._all, *self._places.get(destination, ())):
            window.answered(began, now)

    def _look_at_the_clock(self, now: datetime) -> None:
        """Begin afresh when it was set back: all that was to wait would wait as much longer."""
        if self._latest is not None and now < self._latest - _SET_BACK:
            self._all = Window(self._can.per_second, 1.0)
            self._places, self._began, self._resting, self._paused_until = {}, {}, {}, None
        self._latest = now

    def _windows(self, *, direct: bool) -> list[Window]:
        can, windows = self._can, []
        if can.place_per_second != UNLIMITED:
            windows.append(Window(can.place_burst, can.place_burst / can.place_per_second))
        if not direct and can.channel_per_minute != UNLIMITED:
            windows.append(Window(can.channel_per_minute, 60.0))
        return windows

    def pushed_back(self, now: datetime, after: float) -> None:
        """The platform asks for `after` seconds of quiet."""
        until = now + timedelta(seconds=after)
        self._paused_until = max(until, self._paused_until or until)
        self._slower = min(_SLOWEST, self._slower * 2)

    def is_paused(self, now: datetime) -> bool:
        """Whether the platform asked for quiet, and the time is not over."""
        return self._paused_until is not None and now < self._paused_until

    def go_on(self) -> None:
        """There is no reason to be quiet any more."""
        self._paused_until = None

    def rest(self, destination: str, now: datetime, after: float) -> None:
        """The platform asks for `after` seconds of quiet in one place."""
        self._rest(destination, now + timedelta(seconds=after))

    def _rest(self, destination: str, until: datetime) -> None:
        self._resting[destination] = max(until, self._resting.get(destination, until))

    def went_through(self) -> None:
        """A message was taken."""
        self._slower = max(1.0, self._slower - (_SLOWEST - 1) * _RECOVERY)
