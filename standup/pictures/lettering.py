"""Words in a picture: those that the font can draw, as wide as they come out, cut where too long.

The font comes with the library, so that a picture is the same on every machine. It has the letters
of most languages of Europe; of others, and for emoji, it has none, and such are left out: the
alternative text says every name as it is.
"""

from functools import cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

_FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"
_FILES = {"normal": _FONTS / "DejaVuSans.ttf", "bold": _FONTS / "DejaVuSans-Bold.ttf"}
_JOINED = (range(0x0590, 0x0900), range(0xFB1D, 0xFE00), range(0xFE70, 0xFF00))
"""Scripts that are written from the right, or change with their neighbours."""


@cache
def font(weight: str) -> FontProperties:
    """The font of this weight, by its file: no other of the machine's can take its place."""
    return FontProperties(fname=_FILES[weight], weight=weight)


@cache
def _face(weight: str) -> FT2Font:
    return FT2Font(str(_FILES[weight]))


@cache
def _letters(weight: str) -> frozenset[int]:
    return frozenset(_face(weight).get_charmap())


def drawable(text: str, weight: str = "normal") -> str:
    """The text without what the font has no letters for, on one line."""
    letters = _letters(weight)
    kept = (c if ord(c) in letters and not _is_joined(c) else " " for c in text)
    return " ".join("".join(c if c.isprintable() else " " for c in kept).split())


def _is_joined(character: str) -> bool:
    return any(ord(character) in script for script in _JOINED)


def width(text: str, size: float, weight: str = "normal") -> float:
    """How wide the text is, in points."""
    face = _face(weight)
    face.set_size(size, 72)
    face.set_text(text)
    return face.get_width_height()[0] / 64


def cut(text: str, room: float, size: float, weight: str = "normal") -> str:
    """The text, or as much of its beginning as there is room for."""
    if width(text, size, weight) <= room:
        return text
    fits, too_long = 0, len(text)
    while fits < too_long - 1:
        middle = (fits + too_long) // 2
        if width(f"{text[:middle]}…", size, weight) <= room:
            fits = middle
        else:
            too_long = middle
    return f"{text[:fits].rstrip()}…"


def wrapped(
    text: str, room: float, size: float, weight: str = "normal", most: int = 2
) -> list[str]:
    """The text in at most so many lines; the last one is cut where there is more."""
    lines: list[str] = []
    words = drawable(text, weight).split()
    while words and len(lines) < most - 1:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size, weight) <= room:
            line += f" {words.pop(0)}"
        lines.append(cut(line, room, size, weight))
    return [*lines, cut(" ".join(words), room, size, weight)] if words else lines
