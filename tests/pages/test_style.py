"""How the site looks: legible in light and in dark, and with nothing from elsewhere."""

import re
from importlib import resources

import pytest

STYLE = (resources.files("standup.pages") / "style.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))
    for block in re.findall(r":root \{\n(.*?)\n *\}", STYLE, re.DOTALL)[:2]
)


def luminance(colour: str) -> float:
    """Of a colour as #rrggbb, as the guidelines for accessible content reckon it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "raised"])
def test_words_stand_out_from_their_ground(look: dict[str, str], ground: str) -> None:
    for words in ("ink", "soft", "accent", "open", "yes", "no"):
        assert contrast(look[words], look[ground]) >= 4.5, words
    assert contrast(look["focus"], look[ground]) >= 3


def test_what_is_dark_is_dark_and_what_is_light_is_light() -> None:
    assert luminance(LIGHT["paper"]) > 0.8
    assert luminance(DARK["paper"]) < 0.05


def test_nothing_is_fetched_and_nothing_moves_for_whoever_wants_it_still() -> None:
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    assert "prefers-reduced-motion" in STYLE
    assert "animation" not in STYLE
