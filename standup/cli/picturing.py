"""`standup accountability --pictures`: the pictures of a period as files."""

import sys
from contextlib import ExitStack
from pathlib import Path

from standup.core.messages.markup import Picture
from standup.errors import StandupError
from standup.pictures import drawing
from standup.whole import made, whole


def draw(pictures: dict[str, Picture], folder: Path) -> None:
    """Write each picture for chats (PNG), for pages (SVG) and in words; say where they are."""
    if not drawing.is_installed():
        raise StandupError(f"nothing draws pictures here: {drawing.INSTALL}")
    if not pictures:
        print("there is too little in these dates for a picture", file=sys.stderr)
        return
    with made(folder), ExitStack() as all_of_them:
        for name, picture in pictures.items():
            for suffix, content in _files(picture).items():
                place = folder / f"{name}{suffix}"
                all_of_them.enter_context(whole(place)).write_bytes(content)
    print(f"wrote {', '.join(pictures)} into {folder}", file=sys.stderr)


def _files(picture: Picture) -> dict[str, bytes]:
    return {
        ".png": drawing.png(picture.chart).png,
        ".svg": drawing.svg(picture.chart, picture.alt).encode(),
        ".txt": f"{picture.alt}\n".encode(),
    }
