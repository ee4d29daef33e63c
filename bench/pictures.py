"""How long a quarter's pictures take, beside a figure of the same library with nothing on it."""

import io
import time
from collections.abc import Callable

from matplotlib.figure import Figure as Drawing

from bench.figure import Effort, Figure, Pair, Result, middle, progress
from standup.core.reports.report import Period
from standup.core.wording.pictures import pictures
from standup.pictures import drawing
from standup.pictures.card import DOTS_PER_POINT, WIDTH
from tests.pictures.quarter import period

_PEOPLE = 200
_BARE = 5  # empty figures, whose mean is the limit
_INCH = 72.0  # points
_MEANING = (
    "The limit is one empty figure of about the same size, as a PNG, drawn in the same round."
)


def measure(effort: Effort) -> Result:
    """Reckon all there is to see of a quarter, and draw it for chats and for pages."""
    people = min(_PEOPLE, effort.people)
    quarter = period(people)
    count = len(_drawn_for_chats(quarter))  # once, with what the library does at first
    steps: dict[str, Callable[[Period], object]] = {
        f"reckon the {count} pictures of {people} people": pictures,
        f"reckon and draw all {count} for chats": _drawn_for_chats,
        f"reckon and draw all {count} for a page": _drawn_for_pages,
    }
    found = [_figure(name, step, quarter, effort) for name, step in steps.items()]
    return Result("The pictures of a quarter of Learning Days", _MEANING, found)


def _figure(name: str, step: Callable[[Period], object], quarter: Period, effort: Effort) -> Figure:
    pairs = []
    for number in range(effort.rounds):
        progress(f"{name}, round {number + 1}")
        pairs.append(Pair(_seconds(lambda: step(quarter)), _bare()))
    value, limit, ratio = middle(pairs)
    return Figure(name, f"{value * 1000:.0f} ms", f"{limit * 1000:.0f} ms", ratio)


def _drawn_for_chats(quarter: Period) -> list[object]:
    drawing.png.cache_clear()
    return [drawing.png(picture.chart) for picture in pictures(quarter).values()]


def _drawn_for_pages(quarter: Period) -> list[object]:
    drawing.svg.cache_clear()
    return [drawing.svg(picture.chart, picture.alt) for picture in pictures(quarter).values()]


def _bare() -> float:
    def draw() -> None:
        for _ in range(_BARE):
            size = (WIDTH / _INCH, WIDTH * 0.8 / _INCH)
            empty = Drawing(figsize=size, dpi=DOTS_PER_POINT * _INCH)
            empty.savefig(io.BytesIO(), format="png")

    return _seconds(draw) / _BARE


def _seconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began
