"""A figure beside its limit, how much is measured, and the table of both."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

_HEAD = ("", "figure", "limit", "ratio")


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured: how often, for how many people in how many zones, what load.

    On a platform: `turns` rounds with `crowds` of people at once among those `asked`, then seconds
    at its limit. How things grow is measured at so many people (`sizes`) and so many answers
    (`stored`).
    """

    rounds: int
    people: int
    zones: int
    talks: tuple[int, ...]
    answers: int
    commits: int
    turns: int
    crowds: tuple[int, ...]
    asked: int
    limited: float
    sizes: tuple[int, ...]
    stored: tuple[int, ...]


_SIZES = (1000, 10_000, 100_000)
FULL = Effort(
    5,
    100_000,
    400,
    (1, 64, 1000),
    10_000,
    2000,
    1,
    (1, 50, 200),
    1000,
    10.0,
    _SIZES,
    (*_SIZES, 1_000_000),
)
QUICK = Effort(
    1, 100_000, 400, (1, 64, 1000), 5000, 1000, 1, (1, 50, 200), 1000, 5.0, _SIZES[:2], _SIZES
)
LEAST = Effort(1, 20, 3, (1, 4), 20, 20, 1, (1, 3), 8, 0.5, (20, 40), (20, 40))


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what, how much, its limit as measured beside it, and the ratio."""

    name: str
    value: str
    limit: str
    ratio: float


@dataclass(frozen=True, slots=True)
class Result:
    """What one bench found, and in one line what its ratios mean."""

    title: str
    meaning: str
    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Pair:
    """A measure and its limit from the same round."""

    value: float
    limit: float


def middle(pairs: Iterable[Pair]) -> tuple[float, float, float]:
    """The median value, limit, and ratio within a round, which outlasts a change of weather."""
    known = list(pairs)
    return (
        median(pair.value for pair in known),
        median(pair.limit for pair in known),
        median(pair.value / pair.limit for pair in known),
    )


def progress(words: str) -> None:
    """Say on stderr what is under way."""
    print(f"  … {words}", file=sys.stderr, flush=True)


def rows(result: Result) -> list[tuple[str, ...]]:
    """The head of a result's table and its lines, as words."""
    return [_HEAD, *((f.name, f.value, f.limit, _short(f.ratio)) for f in result.figures)]


def table(result: Result) -> str:
    """The result as aligned lines."""
    told = rows(result)
    widths = [max(len(row[column]) for row in told) for column in range(len(_HEAD))]
    lines = [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in told
    ]
    return "\n".join((result.title.upper(), *lines, f"  {result.meaning}"))


def _short(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio < 100 else f"{ratio:,.0f}"
