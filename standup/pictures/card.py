"""The card a picture is drawn on: so wide in points as it is shown on a telephone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from standup.pictures import lettering
from standup.pictures.palette import LIGHT

WIDTH, MARGIN = 360.0, 16.0
INSIDE = WIDTH - 2 * MARGIN
SMALLEST = 10.5  # points: no text is smaller
TITLE, NOTE, LABEL = 16.0, 11.5, 11.0
DOTS_PER_POINT = 3
_POINTS_PER_INCH = 72
_MARK, _LINE = 9.0, 18.0  # the square in a legend, and the height of its lines


@dataclass(frozen=True, slots=True)
class Entry:
    """A square with a name, in a legend: filled with a colour or only with an edge."""

    name: str
    colour: str | None
    edge: str | None = None


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
