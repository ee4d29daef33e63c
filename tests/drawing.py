"""Drawings for docs/ as SVG that needs nothing from elsewhere: sequences, states and layers."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

LANE, GAP, LINE, LETTER = 156, 16, 18, 7.3  # points; what a letter of the labels takes at most
BOX_WIDTH = 148
_STYLE = """
.paper { fill: #ffffff } .box { fill: #eef2f7; stroke: #51637a }
.frame { fill: #e8f3ec; stroke: #2f7d4f } .line { stroke: #51637a; fill: none }
.life { stroke: #b8c2cf } .head { fill: #51637a }
text { fill: #17212e; stroke: #ffffff } .soft { fill: #51637a } .done { fill: #2f7d4f }
@media (prefers-color-scheme: dark) {
.paper { fill: #161b22 } .box { fill: #232c38; stroke: #8fa3bb }
.frame { fill: #17291f; stroke: #6cc08b } .line { stroke: #8fa3bb }
.life { stroke: #3b4654 } .head { fill: #8fa3bb }
text { fill: #e6ebf1; stroke: #161b22 } .soft { fill: #9fb0c4 } .done { fill: #6cc08b } }
text { paint-order: stroke; stroke-width: 3px; stroke-linejoin: round;
font: 14px system-ui, "Segoe UI", "DejaVu Sans", sans-serif }
.name { font-weight: 600; font-size: 14.5px }
.code { font-family: ui-monospace, monospace; font-size: 12.5px }
"""
_TIP = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8"'
    ' orient="auto"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>'
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens: from one lane to another or within one, and the code that does it."""

    start: str
    end: str
    says: str
    code: str = ""
    within: str = ""  # the frame it belongs to, such as a transaction


@dataclass(frozen=True, slots=True)
class Way:
    """How a state becomes another: when, and the functions of the store that write it."""

    start: str
    end: str
    when: str
    code: tuple[str, ...]
    bend: float = 0.0  # how far the line leaves the straight way, to one side


def page(title: str, width: float, height: float, drawn: Sequence[str]) -> str:
    """A whole file."""
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">',
            f"<title>{escape(title)}</title>",
            f"<style>{_STYLE}</style>",
            _TIP,
            f'<rect class="paper" width="{width:g}" height="{height:g}" rx="8"/>',
            *drawn,
            "</svg>\n",
        ]
    )


def words(x: float, y: float, text: str, look: str = "", anchor: str = "middle") -> str:
    """One line of text."""
    told = f' class="{look}"' if look else ""
    return f'<text{told} x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(text)}</text>'


def _box(x: float, y: float, width: float, height: float, look: str = "box") -> str:
    place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return f'<rect class="{look}" {place} rx="6"/>'


# ── sequences ──────────────────────────────────────────────────────────────────────────────────


def sequence(title: str, lanes: Sequence[str], steps: Sequence[Step]) -> str:
    """What happens one after the other, each lane a part that does it."""
    at = {name: GAP + LANE * (number + 0.5) for number, name in enumerate(lanes)}
    rows, y, frames = list[str](), 80.0, dict[str, tuple[float, float]]()
    for step in steps:
        if step.within and step.within not in frames:
            y += LINE + 16
        drawn, height = _step(step, at, y)
        rows += drawn
        if step.within:
            top = frames.get(step.within, (y - LINE - 10, 0))[0]
            frames[step.within] = (top, y + height - top - 8)
        y += height
    width, height = GAP * 2 + LANE * len(lanes), y + GAP
    return page(
        title,
        width,
        height,
        [
            *(_frame(name, *frame, width) for name, frame in frames.items()),
            *(part for name in lanes for part in _lane(name, at[name], height)),
            *rows,
        ],
    )


def _lane(name: str, x: float, height: float) -> Iterator[str]:
    yield f'<path class="life" d="M{x:g} 52V{height - GAP:g}"/>'
    yield _box(x - BOX_WIDTH / 2, 16, BOX_WIDTH, 36)
    yield words(x, 39, name, "name")


def _frame(name: str, y: float, height: float, width: float) -> str:
    box = _box(GAP / 2, y, width - GAP, height, "frame")
    return box + words(GAP, y + 14, name, "done", "start")


def _step(step: Step, at: Mapping[str, float], y: float) -> tuple[list[str], float]:
    """A step drawn at a height, and how much room it takes."""
    start, end = at[step.start], at[step.end]
    inside = start == end
    room = (LANE if inside else abs(end - start)) - (16 if inside else 10)
    lines = textwrap.wrap(step.says, int(room / LETTER))
    middle = start if inside else (start + end) / 2
    code = ".".join(step.code.split(".")[-2:])
    labels = [(line, "") for line in lines] + ([(code, "code soft")] if code else [])
    if inside:
        height = LINE * len(labels) + 12
        box = _box(start - LANE / 2 + 4, y, LANE - 8, height)
        told = [words(middle, y + LINE * (n + 1) + 1, *each) for n, each in enumerate(labels)]
        return [box, *told], height + 12
    told = [words(middle, y + LINE * n + 8, *each) for n, each in enumerate(labels)]
    line = y + LINE * len(labels) + 2
    arrow = f'<path class="line" marker-end="url(#tip)" d="M{start:g} {line:g}H{end:g}"/>'
    return [*told, arrow], LINE * len(labels) + 18


# ── states ─────────────────────────────────────────────────────────────────────────────────────


def states(title: str, at: Mapping[str, tuple[float, float]], ways: Sequence[Way]) -> str:
    """States where they are put, and how one becomes another."""
    drawn = [part for way in ways for part in _way(way, at)]
    for name, (x, y) in at.items():
        drawn += [_box(x - 55, y - 20, 110, 40), words(x, y + 5, name, "name")]
    width = max(x for x, _ in at.values()) + 180
    return page(title, width, max(y for _, y in at.values()) + 60, drawn)


def _way(way: Way, at: Mapping[str, tuple[float, float]]) -> Iterator[str]:
    (x1, y1), (x2, y2) = at[way.start], at[way.end]
    length = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 1)
    aside = ((y1 - y2) / length * way.bend, (x2 - x1) / length * way.bend)
    middle = ((x1 + x2) / 2 + aside[0], (y1 + y2) / 2 + aside[1])
    x1, y1 = _edge(x1, y1, *middle)
    x2, y2 = _edge(x2, y2, *middle)
    curve = f"M{x1:.0f} {y1:.0f}Q{middle[0]:.0f} {middle[1]:.0f} {x2:.0f} {y2:.0f}"
    yield f'<path class="line" marker-end="url(#tip)" d="{curve}"/>'
    at_x, at_y = ((x1 + x2) / 2 + middle[0]) / 2, ((y1 + y2) / 2 + middle[1]) / 2
    lines = textwrap.wrap(way.when, 24)
    for number, line in enumerate(lines):
        yield words(at_x, at_y + LINE * (number - len(lines) + 1) - 4, line)
    yield words(at_x, at_y + 14, " ".join(way.code), "code soft")


def _edge(x: float, y: float, to_x: float, to_y: float) -> tuple[float, float]:
    """Where a line from the middle of a state's box leaves it."""
    across, down = to_x - x, to_y - y
    scale = min(58 / abs(across) if across else 1e9, 23 / abs(down) if down else 1e9)
    return x + across * scale, y + down * scale


# ── layers ─────────────────────────────────────────────────────────────────────────────────────


def layers(title: str, knows: Mapping[str, set[str]]) -> str:
    """Rooms in rows: each knows only rooms further down, of which those that it knows are named."""
    level = dict[str, int]()
    for name in knows:
        _level(name, knows, level)
    rows = [
        [n for n in sorted(knows) if level[n] == row] for row in range(max(level.values()), -1, -1)
    ]
    width = 2 * GAP + max(map(len, rows)) * (BOX_WIDTH + GAP) + 40
    drawn, y = list[str](), float(GAP)
    for row in rows:
        told = {name: textwrap.wrap(", ".join(sorted(knows[name])), 18) for name in row}
        height = 32 + 16 * max(map(len, told.values()))
        x = (width - len(row) * (BOX_WIDTH + GAP) + GAP) / 2
        for name in row:
            drawn += [_box(x, y, BOX_WIDTH, height), words(x + BOX_WIDTH / 2, y + 20, name, "name")]
            for number, line in enumerate(told[name]):
                drawn.append(words(x + BOX_WIDTH / 2, y + 38 + 16 * number, line, "code soft"))
            x += BOX_WIDTH + GAP
        y += height + GAP
    return page(title, width, y, drawn)


def _level(name: str, knows: Mapping[str, set[str]], known: dict[str, int]) -> int:
    if name not in known:
        known[name] = 1 + max((_level(one, knows, known) for one in knows[name]), default=-1)
    return known[name]
