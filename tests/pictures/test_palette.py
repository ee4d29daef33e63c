"""The colours can be told apart by everybody, on both grounds."""

import math
from itertools import combinations, pairwise

import pytest

from standup.pictures.palette import DARK, LIGHT, Palette

TEXT, GRAPHICS = 4.5, 3.0
"""The least contrast that WCAG 2.2 wants of text (1.4.3) and of parts of a picture (1.4.11)."""
BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
# How the three sorts of colour blindness see red, green and blue light (Machado et al. 2009).
SEEN = {
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopia": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def luminance(light: list[float]) -> float:
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), light, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted(luminance(linear(colour)) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def apart(one: str, other: str, kind: str) -> float:
    """How far apart two colours are to such eyes, of at most about 1.7."""
    seen = [
        [sum(m * c for m, c in zip(row, linear(colour), strict=True)) for row in SEEN[kind]]
        for colour in (one, other)
    ]
    a, b = ([max(0.0, c) ** (1 / 2.2) for c in light] for light in seen)
    return math.dist(a, b)


@BOTH
def test_words_can_be_read(palette: Palette) -> None:
    assert contrast(palette.ink, palette.card) >= TEXT
    assert contrast(palette.soft, palette.card) >= TEXT
    for on, step in zip(palette.on, palette.steps, strict=True):
        assert contrast(on, step) >= TEXT, step


@BOTH
def test_what_is_drawn_stands_out_from_the_card(palette: Palette) -> None:
    for colour in palette.series:
        assert contrast(colour, palette.card) >= GRAPHICS, colour


@BOTH
def test_series_are_told_apart_by_everybody(palette: Palette) -> None:
    for one, other in combinations(palette.series, 2):
        for kind in SEEN:
            assert apart(one, other, kind) > 0.2, (one, other, kind)
    for one, other in pairwise(palette.series):  # parts of a column touch
        assert contrast(one, other) > 1.3


@BOTH
def test_more_is_told_from_less_by_lightness_alone(palette: Palette) -> None:
    for less, more in pairwise(palette.steps):
        assert contrast(less, more) > 1.3
        further = contrast(more, palette.card) - contrast(less, palette.card)
        assert further > 0


def test_each_colour_is_for_one_thing_so_that_a_page_can_change_it() -> None:
    assert len(set(LIGHT.roles.values())) == len(LIGHT.roles)
    assert LIGHT.roles.keys() == DARK.roles.keys()
