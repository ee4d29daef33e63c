"""The colours of the pictures, by what they are for.

On the card of a chat's picture, which is opaque, the light ones are used; on a page those of the
reader's choice. The three of the series differ in lightness too, so that nobody needs to see colour
to tell them apart; `tests/pictures/test_palette.py` measures all of it.
"""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as #rrggbb. `steps` go from little to much, and each `on` is read on its step."""

    card: str
    ink: str
    soft: str
    grid: str
    series: tuple[str, str, str]
    steps: tuple[str, str, str, str]
    on: tuple[str, str, str, str]

    @property
    def roles(self) -> dict[str, str]:
        """Each colour by the name of what it is for."""
        named: dict[str, str] = {}
        for role, value in asdict(self).items():
            if isinstance(value, str):
                named[role] = value
            else:
                named |= {f"{role}-{number}": one for number, one in enumerate(value, 1)}
        return named


LIGHT = Palette(
    card="#fbfbfe",
    ink="#1b1f2a",
    soft="#555c6b",
    grid="#d8dbe3",
    series=("#174a8c", "#d4681c", "#7a1f3d"),
    steps=("#e1e9f5", "#a9c5ea", "#3d71b4", "#173f7a"),
    on=("#1b1f29", "#1b1f28", "#ffffff", "#fffffe"),
)
DARK = Palette(
    card="#15181f",
    ink="#e9ebf1",
    soft="#a8b0bf",
    grid="#3a404d",
    series=("#9ccaff", "#e07b33", "#2d8577"),
    steps=("#28303f", "#33557f", "#5c96d6", "#bcdcff"),
    on=("#e9ebf0", "#f4f6fb", "#0d1016", "#0d1017"),
)
