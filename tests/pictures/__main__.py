"""`python -m tests.pictures FOLDER`: every example as PNG and SVG, and one page of all."""

import sys
from pathlib import Path

from standup.cli.picturing import draw
from standup.core.messages.markup import Message
from standup.core.messages.render import page
from standup.pictures import drawing
from tests.pictures.quarter import examples


def main(folder: Path) -> None:
    """Write them all."""
    shown = examples()
    draw(shown, folder)
    whole = page(Message(tuple(shown.values())), "Pictures", drawing.svg)
    (folder / "pictures.html").write_text(whole, encoding="utf-8")


main(Path(sys.argv[1]))
