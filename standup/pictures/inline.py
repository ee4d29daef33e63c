"""An SVG as an element of a page: named for whoever does not see it, in light or dark."""

import re
from hashlib import sha256
from html import escape

from standup.core.text.pattern import Pattern
from standup.pictures.palette import DARK, LIGHT, Palette

_OPENING = Pattern(r"<svg [^>]*?viewBox=\"(?P<box>[^\"]+)\"[^>]*>")
_FOR_FILES = Pattern(r"\s*<metadata>.*?</metadata>|<style type=.*?</style>", re.DOTALL)
_ID = Pattern(r' id="(?P<name>[^"]+)"')
_USE = Pattern(r'(?P<before>href="#|url\(#)(?P<name>[\w.-]+)')
_FAMILY = Pattern(r"font-family: [^;\"]*")
_COLOUR = Pattern(r"#[0-9a-f]{6}\b")
_CLASS = "standup-picture"


def element(drawn: str, alt: str) -> str:
    """What the library drew, without what only a file needs; its ids are its own on any page."""
    opening = _OPENING.search(drawn)
    assert opening is not None, "the library wrote no SVG"
    body = _with_ids(_FOR_FILES.sub("", drawn[opening.end() :]))
    body = _FAMILY.sub("font-family: system-ui, sans-serif", body)
    body = _COLOUR.sub(lambda colour: _VARIABLES.get(colour[0], colour[0]), body)
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' class="{_CLASS}" viewBox="{opening["box"]}" role="img" aria-label="{escape(alt)}">'
    )
    return f"{head}\n<style>{_STYLE}</style>{body}".strip()


def _with_ids(body: str) -> str:
    """The ids that are used, each beginning with what only this picture has; and no others."""
    own = f"p{sha256(body.encode()).hexdigest()[:8]}-"
    used = {use["name"] for use in _USE.finditer(body)}
    body = _ID.sub(lambda one: f' id="{own}{one["name"]}"' if one["name"] in used else "", body)
    return _USE.sub(lambda use: f"{use['before']}{own}{use['name']}", body)


def _values(palette: Palette) -> str:
    return " ".join(f"--{role}: {value};" for role, value in palette.roles.items())


_VARIABLES = {value: f"var(--{role})" for role, value in LIGHT.roles.items()}
_STYLE = (
    f".{_CLASS} {{ {_values(LIGHT)} max-width: 30rem; width: 100%; border-radius: .5rem; }}"
    f" .{_CLASS} * {{ stroke-linejoin: round; stroke-linecap: butt; }}"
    f" @media (prefers-color-scheme: dark) {{ .{_CLASS} {{ {_values(DARK)} }} }}"
)
