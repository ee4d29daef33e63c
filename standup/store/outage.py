"""What is told of one outage, however often its end is looked for."""

import time
from collections.abc import Callable

_FIRST = 60.0  # seconds from its beginning until it is told again; then twice as long each time
_MOST = 3600.0  # seconds between two lines of a long one


class Outage:
    """One thing that is away: told when it begins, at growing distances, and when it ends."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._since: float | None = None
        self._again = 0.0  # seconds from its beginning

    def begin(self) -> None:
        """It is away, which has been told."""
        if self._since is None:
            self._since, self._again = self._now(), _FIRST

    def is_to_be_told(self) -> bool:
        """It is away still, or now: whether to say so."""
        if self._since is None:
            self.begin()
            return True
        if self._lasted < self._again:
            return False
        self._again = self._lasted + min(self._lasted, _MOST)
        return True

    @property
    def is_under_way(self) -> bool:
        """Whether it is away."""
        return self._since is not None

    def end(self) -> None:
        """It is there again."""
        self._since = None

    @property
    def lasted(self) -> str:
        """For how long it has been away, in words."""
        return duration(self._lasted)

    @property
    def _lasted(self) -> float:
        return 0.0 if self._since is None else self._now() - self._since


def duration(seconds: float) -> str:
    """A length of time as one says it."""
    for size, name in ((3600, "hour"), (60, "minute")):
        if seconds >= size:
            number = round(seconds / size)
            return f"{number} {name}{'s' * (number != 1)}"
    return f"{seconds:.0f} s"
