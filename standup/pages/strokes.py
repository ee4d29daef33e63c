"""The lines of a map on a page: in each row its own, and those of forks that pass through it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from standup.core.lives.themes import Spot

_EDGE, _MIDDLE, _BOTTOM = 3.0, 50.0, 100.0  # hundredths of a row


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line from one place to another, in hundredths of its row."""

    what: str
    x1: float
    y1: float
    x2: float
    y2: float


def strokes(
    spots: Sequence[Spot], first: date, last: date, name: Callable[[Spot], str]
) -> list[list[Stroke]]:
    """The lines of each row, forks first; `name` says of what kind an item's own is."""

    def x(day: date) -> float:
        share = (day - first) / (last - first)
        return round(_EDGE + (_BOTTOM - 2 * _EDGE) * share, 1)

    rows: list[list[Stroke]] = [[] for _ in spots]
    places = {spot.item.number: place for place, spot in enumerate(spots)}
    for place, spot in enumerate(spots):
        if spot.above is not None:
            above = places[spot.above]
            begin = min(max(x(spot.first), x(spots[above].first)), x(spots[above].last))
            for number, stroke in _fork(above, place, begin, x(spot.first)):
                rows[number].append(stroke)
    for row, spot in zip(rows, spots, strict=True):
        row.append(Stroke(f"life {name(spot)}", x(spot.first), _MIDDLE, x(spot.last), _MIDDLE))
    return rows


def _fork(above: int, place: int, begin: float, end: float) -> Iterator[tuple[int, Stroke]]:
    """Down from the row of what an item followed from, and along to where it begins."""
    for row in range(above, place + 1):
        y1, y2 = (_MIDDLE if row == above else 0.0), (_MIDDLE if row == place else _BOTTOM)
        yield row, Stroke("fork", begin, y1, begin, y2)
    if begin != end:
        yield place, Stroke("fork", begin, _MIDDLE, end, _MIDDLE)
