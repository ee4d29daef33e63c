"""Reading a step written as a number: `4`, `#4`, `(4)`, `4/5`."""

import re

_STEP = re.compile(
    r"[(#]?\s*(?P<step>\d{1,3})[\ufe0f\u20e3]*\)?(?:\s*(?:/|of|out of)\s*(?P<of>\d{1,3})(?!\d))?"
    r"(?!\w|[%°]|[.,:/]\d|\s*(?:or|to|and|[-–—/&+,])\s*\d)",
    re.IGNORECASE,
)


def step_of(text: str, low: int, high: int) -> tuple[int, str] | None:
    """The step that the text begins with and the rest of the text."""
    match = _STEP.match(text)
    if match is None or not low <= int(match["step"]) <= high:
        return None
    if match["of"] and int(match["of"]) != high:
        return None
    return int(match["step"]), text[match.end() :]
