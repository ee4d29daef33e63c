"""One pace a lane, below the platform's limit; slower when told so, faster again by and by."""

from datetime import datetime, timedelta

_BURST = 5.0
_SLOWEST = 1 / 16
_RECOVERY = 1 / 200  # of the full pace, per message that went through


class Pacer:
    """A token bucket whose rate halves when the platform pushes back. Times are handed in."""

    def __init__(self, per_second: float, now: datetime) -> None:
        self._full = per_second
        self._rate = per_second
        self._tokens = min(_BURST, max(1.0, per_second))
        self._most = self._tokens
        self._since = now
        self._paused_until = now

    def available(self, now: datetime) -> int:
        """How many messages may leave now."""
        if now < self._paused_until:
            return 0
        elapsed = max(0.0, (now - self._since).total_seconds())
        self._tokens = min(self._most, self._tokens + elapsed * self._rate)
        self._since = now
        return int(self._tokens + 1e-9)

    def spend(self, count: int) -> None:
        """So many leave."""
        self._tokens -= count

    def ready_at(self, now: datetime) -> datetime:
        """When the next message may leave."""
        if self.available(now):
            return now
        missing = timedelta(seconds=max(0.0, 1.0 - self._tokens) / self._rate)
        return max(self._paused_until, now + missing) + timedelta(milliseconds=1)

    def pushed_back(self, now: datetime, after: float) -> None:
        """The platform asks for `after` seconds of quiet."""
        self._paused_until = max(self._paused_until, now + timedelta(seconds=after))
        self._rate = max(self._full * _SLOWEST, self._rate / 2)

    def went_through(self) -> None:
        """A message was taken."""
        self._rate = min(self._full, self._rate + self._full * _RECOVERY)
