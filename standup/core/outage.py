"""What is told of an outage: its beginning, that it goes on, and its end; however often it is met.

Eight hours of it are fewer than twenty lines.
"""

from collections.abc import Callable

_FIRST = 60.0  # seconds from its beginning until it is told again; then twice as long each time
_MOST = 7200.0  # seconds between two lines of a long one
_SOON = 1800.0  # seconds; what comes back sooner, and again, comes and goes: that is one outage
_LONG = 600.0  # seconds, after which coming back once is enough
_RARELY = 2  # times as far apart as those of one that stays
_REASONS = 4  # told of one outage; where it has more, they are told at the distances


class Outage:
    """One thing that is away: told when it begins, at growing distances, and when it ends.

    `now` gives seconds; `first` is how many pass until it is told again, and `rarely` is for
    what somebody else tells as well. The other reasons for which the same thing is away are told
    once, too. `comes_and_goes` is true of what was back several times, each time for a short while.
    """

    def __init__(
        self, now: Callable[[], float], first: float = _FIRST, *, rarely: bool = False
    ) -> None:
        self._now = now
        self._is_rare = rarely
        self._distance = first
        self._since: float | None = None  # of what comes and goes, since it first went
        self._ended: float | None = None
        self._returned = 0
        self.comes_and_goes = False
        self._first = 0.0
        self._again = 0.0  # seconds from its beginning
        self._reasons: set[str] = set()
        self._is_told = False

    def begin(self) -> None:
        """It is away, of which nobody is told yet."""
        if not self.is_under_way:
            self._begin(self._now())

    def is_to_be_told(self, why: str = "") -> bool:
        """It is away still, or now: whether to say so."""
        if not self.is_under_way:
            self.begin()
            is_news = not self.comes_and_goes
        else:
            is_news = bool(self._reasons) and self._is_new(why)
        is_news = is_news or self._is_time()
        if is_news:
            self._reasons.add(why)
            self._is_told = True
        return is_news

    @property
    def is_under_way(self) -> bool:
        """Whether it is away."""
        return self._since is not None and self._ended is None

    def end(self) -> str | None:
        """It is there again: for how long it was away, in words, where that is to be told."""
        if not self.is_under_way:
            return None
        lasted, was_told = self.lasted, self._is_told
        self._ended, self._is_told = self._now(), False
        return lasted if was_told else None

    @property
    def lasted(self) -> str:
        """For how long it has been away, in words."""
        return duration(self.seconds)

    @property
    def seconds(self) -> float:
        """The same in seconds; 0 where it never was."""
        return 0.0 if self._since is None else max(0.0, self._now() - self._since)

    def _begin(self, now: float) -> None:
        is_back = self._ended is not None and 0 <= now - self._ended < _SOON
        self._ended = None
        self._returned = self._returned + 1 if is_back else 0
        if not is_back:
            self._first, self.comes_and_goes = now, False
        is_often = is_back and (self._returned > 1 or now - self._first > _LONG)
        if not is_often:
            self._since, self._again = now, self._distance
            self._reasons.clear()
        elif not self.comes_and_goes:
            self._since, self.comes_and_goes = self._first, True
            self._again = self.seconds + _RARELY * self._distance

    def _is_new(self, why: str) -> bool:
        return why not in self._reasons and len(self._reasons) < _REASONS

    def _is_time(self) -> bool:
        if self._since is not None and self._now() < self._since:  # the clock was set back
            self._since, self._again = self._now(), self._distance
        if self.seconds < self._again:
            return False
        far = _RARELY if self.comes_and_goes or self._is_rare else 1
        self._again = self.seconds + far * min(self.seconds, _MOST)
        return True


def duration(seconds: float) -> str:
    """A length of time as one says it."""
    for size, name in ((3600, "hour"), (60, "minute")):
        if seconds >= size:
            number = round(seconds / size)
            return f"{number} {name}{'s' * (number != 1)}"
    return f"{seconds:.0f} s"
