"""What was measured of a bot and of its limit, line by line."""

from collections import defaultdict
from dataclasses import dataclass, field
from statistics import quantiles

from bench.figure import Figure, Pair, middle


@dataclass(frozen=True, slots=True)
class Talk:
    """Seconds it took a bot to answer each message of a crowd, and of its processor for each."""

    times: list[float]
    processor: float


@dataclass(slots=True)
class Found:
    """What was measured, by the name and unit of each line."""

    pairs: dict[tuple[str, str], list[Pair]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, unit: str, value: float, limit: float) -> None:
        """One more round of a line."""
        self.pairs[name, unit].append(Pair(value, limit))

    def add_times(self, name: str, values: list[float], limits: list[float]) -> None:
        """One more round of two lines: the median of these seconds and what 1 in 100 exceeds."""
        for percent in (50, 99):
            pair = (1000 * quantiles(times, n=100)[percent - 1] for times in (values, limits))
            self.add(f"{name}, p{percent}", " ms", *pair)

    def add_talk(self, at_once: int, ours: Talk, bare: Talk) -> None:
        """One more round of how so many people at once were answered, and how the library does."""
        self.add_times(f"message to next question, {at_once} at once", ours.times, bare.times)
        spent = (1000 * talk.processor for talk in (ours, bare))
        self.add(f"processor time of an answer, {at_once} at once", " ms", *spent)
        percents = quantiles(ours.times, n=100)
        slowest, usual = 1000 * percents[98], 1000 * percents[49]
        self.add(f"p99 beside p50, {at_once} at once", " ms", slowest, usual)

    def figures(self) -> list[Figure]:
        """The lines, in the order in which they came first."""
        return [_figure(*line, pairs) for line, pairs in self.pairs.items()]


def _figure(name: str, unit: str, pairs: list[Pair]) -> Figure:
    value, bound, ratio = middle(pairs)
    return Figure(name, f"{_short(value)}{unit}", f"{_short(bound)}{unit}", ratio)


def _short(value: float) -> str:
    digits = 0 if value >= 100 or value == int(value) else 1 if value >= 10 else 2
    return f"{value:,.{digits}f}"
