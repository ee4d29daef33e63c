"""`standup accountability --pictures`: the pictures of a period as files."""

import sys
from pathlib import Path

from standup.core.markup import Picture
from standup.errors import StandupError
from standup.pictures import drawing


def draw(pictures: dict[str, Picture], folder: Path) -> None:
    """Write each picture for chats (PNG), for pages (SVG) and in words; say where they are."""
    if not drawing.is_installed():
        raise StandupError(f"nothing draws pictures here: {drawing.INSTALL}")
    if not pictures:
        print("there is too little to see in these dates for a picture", file=sys.stderr)
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, picture in pictures.items():
            _write(folder / name, picture)
    except OSError as error:
        raise StandupError(f"{folder} cannot be written to: {error.strerror}") from error
    print(f"wrote {', '.join(pictures)} into {folder}", file=sys.stderr)


def _write(file: Path, picture: Picture) -> None:
    file.with_suffix(".png").write_bytes(drawing.png(picture.chart).png)
    file.with_suffix(".svg").write_text(drawing.svg(picture.chart, picture.alt), encoding="utf-8")
    file.with_suffix(".txt").write_text(f"{picture.alt}\n", encoding="utf-8")
