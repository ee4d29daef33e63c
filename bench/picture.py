"""The curves of growth as an SVG: both axes logarithmic, legible on a light and on a dark page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log10
from xml.sax.saxutils import escape

from bench.growth import Curve

_WIDTH, _HEIGHT = 1040, 500
_TOP, _BOTTOM = 84, 440
_LEFTS = (64, 584)  # of the two panels
_ACROSS = 210
_GAP = 17  # between two names, at least
_COLOURS = (
    *("#3b82d6", "#d9534f", "#3a9d5d", "#b8860b", "#9467bd", "#1a9ba1"),
    *("#d2691e", "#808a94", "#d6589f", "#7c8f1f", "#5f74e0"),
)
_STYLE = """\
svg { font: 12px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
.page { fill: #ffffff; }
text { fill: #24292f; }
.title { font-size: 17px; font-weight: 600; }
.grid { stroke: #d8dee4; }
.as-the-size { stroke: #6e7781; stroke-dasharray: 5 4; }
.quiet { fill: #59636e; }
.curve { fill: none; stroke-width: 2; }
.leader { stroke-width: 1; opacity: 0.5; }
@media (prefers-color-scheme: dark) {
  .page { fill: #0d1117; }
  text { fill: #e6edf3; }
  .grid { stroke: #30363d; }
  .as-the-size { stroke: #8b949e; }
  .quiet { fill: #9198a1; }
}"""


def draw(curves: Sequence[Curve]) -> str:
    """The picture: a panel for each thing that sizes are counted in."""
    axes = list(dict.fromkeys(curve.axis for curve in curves))
    decades = _decades(curves)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
        "<title>What grows with people and stored answers, and what stays flat</title>",
        f"<style>\n{_STYLE}\n</style>",
        f'<rect class="page" width="{_WIDTH}" height="{_HEIGHT}" rx="8"/>',
        _text(24, 32, "What grows with people and stored answers, and what stays flat", "title"),
        _text(
            24,
            54,
            "How often each figure is what it was at the smallest size; both axes are logarithmic",
            "quiet",
        ),
    ]
    for left, axis in zip(_LEFTS, axes, strict=False):
        own = [curve for curve in curves if curve.axis == axis]
        parts += _Panel(left, own, *decades).draw()
    return "\n".join((*parts, "</svg>")) + "\n"


def _decades(curves: Sequence[Curve]) -> tuple[int, int]:
    """The powers of ten between which all curves lie."""
    values = [value / curve.points[0][1] for curve in curves for _, value in curve.points]
    return int(log10(min(values)) - 0.999), max(1, int(log10(max(values)) + 0.999))


@dataclass(frozen=True, slots=True)
class _Panel:
    """One pair of axes with its curves; their names stand at its right, none on another."""

    left: int
    curves: Sequence[Curve]
    lowest: int
    highest: int

    def draw(self) -> Iterator[str]:
        """Grid, diagonal, curves, names."""
        yield from self._grid()
        yield from self._diagonal()
        places = _apart([self._y(curve.growth) for curve in self.curves])
        for curve, place, colour in zip(self.curves, places, _COLOURS, strict=False):
            yield from self._curve(curve, place, colour)

    def _x(self, size: float) -> float:
        sizes = [size for size, _ in self.curves[0].points]
        return self.left + _ACROSS * log10(size / sizes[0]) / log10(sizes[-1] / sizes[0])

    def _y(self, times: float) -> float:
        share = (log10(times) - self.lowest) / (self.highest - self.lowest)
        return _BOTTOM - share * (_BOTTOM - _TOP)

    def _grid(self) -> Iterator[str]:
        right = self.left + _ACROSS
        for power in range(self.lowest, self.highest + 1):
            y = self._y(10.0**power)
            yield _line(self.left, y, right, y, "grid")
            yield _text(self.left - 8, y + 4, f"×{10.0**power:g}", "quiet", "end")
        for size, _ in self.curves[0].points:
            x = self._x(size)
            yield _line(x, _TOP, x, _BOTTOM, "grid")
            yield _text(x, _BOTTOM + 18, _short(size), "quiet", "middle")
        yield _text(self.left + _ACROSS / 2, _BOTTOM + 40, self.curves[0].axis, "", "middle")

    def _diagonal(self) -> Iterator[str]:
        first = self.curves[0].points[0][0]
        steps = min(10.0**self.highest, self.curves[0].size)
        x, y = self._x(first * steps), self._y(steps)
        yield _line(self.left, self._y(1.0), x, y, "as-the-size")
        yield _text(
            (self.left + x) / 2 - 8, (self._y(1.0) + y) / 2 - 6, "as the size", "quiet", "end"
        )

    def _curve(self, curve: Curve, place: float, colour: str) -> Iterator[str]:
        first = curve.points[0][1]
        spots = [(self._x(size), self._y(value / first)) for size, value in curve.points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        x, y = spots[-1]
        yield f'<polyline class="curve" stroke="{colour}" points="{path}"/>'
        yield _line(x, y, x + 18, place, "leader", colour)
        yield f'<rect x="{x + 18:.1f}" y="{place - 4:.1f}" width="8" height="8" fill="{colour}"/>'
        yield _text(x + 31, place + 4, f"{curve.name} ×{_two(curve.growth)}", "")


def _apart(wanted: Sequence[float]) -> list[float]:
    """Heights near the wanted ones, none too near another, all within the panel."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = {}
    above = _TOP - _GAP + 0.0
    for index in order:
        above = placed[index] = max(wanted[index], above + _GAP)
    below = _BOTTOM + _GAP + 0.0
    for index in reversed(order):
        below = placed[index] = min(placed[index], below - _GAP)
    return [placed[index] for index in range(len(wanted))]


def _two(times: float) -> str:
    return f"{times:.0f}" if times >= 9.95 else f"{times:.1f}"


def _short(size: float) -> str:
    return f"{size / 1e6:g} M" if size >= 1e6 else f"{size:,.0f}"


def _text(x: float, y: float, words: str, style: str, anchor: str = "start") -> str:
    said = f' class="{style}"' if style else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{said} text-anchor="{anchor}">{escape(words)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, style: str, colour: str = "") -> str:
    said = f' stroke="{colour}"' if colour else ""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{style}"{said}/>'
