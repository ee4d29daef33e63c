"""The pause before something is tried again: twice as long each time, up to the longest."""

_MOST_DOUBLINGS = 64


def grown(first: float, longest: float, times: int) -> float:
    """The pause after it failed `times` times before, in seconds."""
    return min(longest, first * 2.0 ** max(0, min(times, _MOST_DOUBLINGS)))


class Pause:
    """The pauses between the tries of one thing; without chance, which whoever needs it adds."""

    def __init__(self, first: float, longest: float) -> None:
        self._first = first
        self._longest = longest
        self._times = 0

    @property
    def seconds(self) -> float:
        """The pause to come."""
        return grown(self._first, self._longest, self._times)

    def next(self) -> float:
        """The pause to make now, in seconds; the one after it is longer."""
        seconds = self.seconds
        self._times += 1
        return seconds

    def begin_anew(self) -> None:
        """It worked: the next pause is the first again."""
        self._times = 0
