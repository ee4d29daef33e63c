"""A figure beside its limit, how much is measured, and the table of both."""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

_HEAD = ("", "figure", "limit", "ratio", "aim")


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured: how often, for how many people in how many zones, what load.

    On a platform: `turns` rounds with `crowds` of people at once among those `asked`, then seconds
    at its limit. How things grow is measured at so many people (`sizes`) and so many answers
    (`stored`); what must not grow, `alternations` times in turn, with few and many messages
    `waiting`, with few people and in a `crowded` place, and with few `items` that live and many.
    Of ways that are alike, such as attacks, no more than so many `ways` are tried.
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
    waiting: tuple[int, int]
    crowded: tuple[int, int]
    alternations: int
    items: tuple[int, int] = (10, 10_000)
    ways: int = 100


_SIZES = (1000, 10_000, 100_000)
_WAITING, _CROWDED = (60, 50_000), (1000, 100_000)
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
    _WAITING,
    _CROWDED,
    150,
)
QUICK = Effort(
    1,
    100_000,
    400,
    (1, 64, 1000),
    5000,
    1000,
    1,
    (1, 50, 200),
    1000,
    5.0,
    _SIZES[:2],
    _SIZES,
    _WAITING,
    _CROWDED,
    60,
)
LEAST = Effort(
    1,
    20,
    3,
    (1, 4),
    20,
    20,
    1,
    (1, 3),
    8,
    0.5,
    (20, 40),
    (20, 40),
    (6, 12),
    (20, 40),
    2,
    (5, 10),
    1,
)


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


def rows(result: Result, aim: Callable[[Figure], str] = lambda _: "") -> list[tuple[str, ...]]:
    """The head of a result's table and its lines, each with what its ratio is to be, as words."""
    told = [(f.name, f.value, f.limit, short(f.ratio), aim(f)) for f in result.figures]
    return [_HEAD, *told]


def table(result: Result, aim: Callable[[Figure], str] = lambda _: "") -> str:
    """The result as aligned lines."""
    told = rows(result, aim)
    widths = [max(len(row[column]) for row in told) for column in range(len(_HEAD))]
    aligned = [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in told
    ]
    return "\n".join((result.title.upper(), *aligned, f"  {result.meaning}"))


def short(ratio: float) -> str:
    """A ratio in as many digits as say something."""
    return f"{ratio:.2f}" if ratio < 100 else f"{ratio:,.0f}"
