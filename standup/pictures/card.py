"""The card a picture is drawn on: so wide in points as it is shown on a telephone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Ellipse, Rectangle

from standup.core.messages.charts import Mark
from standup.pictures import lettering
from standup.pictures.palette import LIGHT

WIDTH, MARGIN = 360.0, 16.0
INSIDE = WIDTH - 2 * MARGIN
SMALLEST = 10.5  # points: no text is smaller
TITLE, NOTE, LABEL = 16.0, 11.5, 11.0
DOTS_PER_POINT = 3
_POINTS_PER_INCH = 72
MARK_ACROSS = 10.0  # points, without its edge
_MARK, _LINE = 9.0, 18.0  # the square in a legend, and the height of its lines
_STROKES: Mapping[Mark, tuple[tuple[tuple[float, float], ...], ...]] = {
    Mark.YES: (((-2.7, 0.2), (-0.8, 2.2), (2.8, -2.3)),),
    Mark.NO: (((-2.1, -2.1), (2.1, 2.1)), ((-2.1, 2.1), (2.1, -2.1))),
    Mark.PARTLY: (((-1.5, 2.6), (1.5, -2.6)),),
    Mark.NEITHER: (((-2.6, 0.0), (2.6, 0.0)),),
    Mark.PAST: (((-2.5, -2.4), (-0.2, 0.0), (-2.5, 2.4)), ((0.5, -2.4), (2.8, 0.0), (0.5, 2.4))),
}
"""The strokes of each mark that is no ring, in points around its middle."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A square with a name, in a legend: filled with a colour or only with an edge; or a `mark`
    in its place."""

    name: str
    colour: str | None
    edge: str | None = None
    mark: Mark | None = None


class Card:
    """A figure with a title and a note; places are points from its left and its top."""

    def __init__(self, title: str, note: str, height: float, legend: Sequence[Entry] = ()) -> None:
        heads = lettering.wrapped(title, INSIDE, TITLE, "bold")
        notes = lettering.wrapped(note, INSIDE, NOTE)
        below = MARGIN + 20 * len(heads) + 16 * len(notes) + 10
        marks, self.top = _placed(legend, below)
        self.height = self.top + height
        self.figure = Figure(
            figsize=(WIDTH / _POINTS_PER_INCH, self.height / _POINTS_PER_INCH),
            dpi=_POINTS_PER_INCH * DOTS_PER_POINT,
            facecolor=LIGHT.card,
        )
        for number, line in enumerate(heads):
            self.text(MARGIN, MARGIN + 14 + 20 * number, line, TITLE, weight="bold")
        for number, line in enumerate(notes):
            y = MARGIN + 20 * len(heads) + 12 + 16 * number
            self.text(MARGIN, y, line, NOTE, LIGHT.soft)
        for x, y, entry in marks:
            if entry.mark is not None:
                self.mark(x + _MARK / 2, y + 2 + _MARK / 2, entry.mark, entry.colour or LIGHT.ink)
            else:
                self.box(x, y + 2, _MARK, _MARK, entry.colour, entry.edge)
            self.text(x + _MARK + 5, y + 11, entry.name)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = LABEL,
        colour: str = LIGHT.ink,
        *,
        weight: str = "normal",
        align: str = "left",
    ) -> None:
        """Words whose line stands on y."""
        self.figure.text(
            x / WIDTH,
            1 - y / self.height,
            words,
            fontproperties=lettering.font(weight),
            fontsize=size,
            color=colour,
            horizontalalignment=align,
            verticalalignment="baseline",
            parse_math=False,
        )

    def box(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        colour: str | None,
        edge: str | None = None,
    ) -> None:
        """A rectangle with its left upper corner here, filled or only with an edge."""
        self.figure.add_artist(
            Rectangle(
                (x / WIDTH, 1 - (y + high) / self.height),
                wide / WIDTH,
                high / self.height,
                facecolor=colour or "none",
                edgecolor=edge or "none",
                linewidth=1.0 if edge else 0.0,
                transform=self.figure.transFigure,
            )
        )

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        wide: float,
        *,
        before: bool = False,
    ) -> None:
        """A line through these places, so many points wide; `before` what else is drawn."""
        self.figure.add_artist(
            Line2D(
                [x / WIDTH for x, _ in points],
                [1 - y / self.height for _, y in points],
                color=colour,
                linewidth=wide,
                solid_capstyle="round",
                solid_joinstyle="round",
                transform=self.figure.transFigure,
                zorder=4 if before else 2,
            )
        )

    def mark(self, x: float, y: float, mark: Mark, colour: str) -> None:
        """A mark with its middle here: a ring, or a disc with its strokes."""
        is_ring = mark in {Mark.OPEN, Mark.ON_ITS_WAY}
        self._disc(x, y, MARK_ACROSS, LIGHT.card if is_ring else colour, colour)
        if mark is Mark.ON_ITS_WAY:
            self._disc(x, y, MARK_ACROSS / 3, colour, colour)
        for stroke in _STROKES.get(mark, ()):
            places = [(x + across, y + down) for across, down in stroke]
            self.line(places, LIGHT.card, 1.7, before=True)

    def _disc(self, x: float, y: float, across: float, colour: str, edge: str) -> None:
        self.figure.add_artist(
            Ellipse(
                (x / WIDTH, 1 - y / self.height),
                across / WIDTH,
                across / self.height,
                facecolor=colour,
                edgecolor=edge,
                linewidth=1.8,
                transform=self.figure.transFigure,
                zorder=3,
            )
        )

    def axes(self, y: float, high: float, left: float, right: float) -> Axes:
        """Where values are drawn over time: a grid of soft lines, and no frame.

        So much room is left for what is written to its left and to its right.
        """
        x = MARGIN + left
        place = (x, self.height - y - high, INSIDE - left - right, high)
        wholes = (WIDTH, self.height) * 2
        at = tuple(points / whole for points, whole in zip(place, wholes, strict=True))
        axes = self.figure.add_axes((at[0], at[1], at[2], at[3]))
        axes.set_facecolor("none")
        axes.set_axisbelow(True)
        for side in ("top", "left", "right"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(LIGHT.soft)
        axes.grid(axis="y", color=LIGHT.grid, linewidth=1.0)
        axes.tick_params(axis="x", length=0, pad=8)
        axes.tick_params(axis="y", length=0, pad=5)
        return axes


def _placed(legend: Sequence[Entry], y: float) -> tuple[list[tuple[float, float, Entry]], float]:
    """Where each entry stands, in lines from here on, and where what follows may begin."""
    places: list[tuple[float, float, Entry]] = []
    x = MARGIN
    for entry in legend:
        name = lettering.cut(lettering.drawable(entry.name), INSIDE - _MARK - 5, LABEL)
        wide = _MARK + 5 + lettering.width(name, LABEL)
        if x > MARGIN and x + wide > WIDTH - MARGIN:
            x, y = MARGIN, y + _LINE
        places.append((x, y, replace(entry, name=name)))
        x += wide + 14
    return places, y + _LINE * bool(places)
