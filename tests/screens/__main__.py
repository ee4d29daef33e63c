"""`make screenshots`: writes the pictures in docs/screens/, all made of what the program says."""

import argparse
import asyncio
import base64
import tempfile
from pathlib import Path

import jinja2

from tests.screens import site
from tests.screens.browser import Browser, browser
from tests.screens.place import Chat, Wish, chats

DOCS = Path(__file__).parents[2] / "docs" / "screens"
NARROW, WIDE = 390, 1100  # points: a telephone, and a window
COVERS = "13 weeks"
WISHES = (Wish("status", "status", "Next"),)

_CHAT = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(
    Path(__file__).with_name("chat.html").read_text()
)


def page(chat: Chat) -> str:
    """A chat as one page."""
    return _CHAT.render(
        look=chat.look,
        title=chat.title,
        under=chat.under,
        messages=[
            {
                "author": one.author,
                "words": one.words,
                "ours": one.ours,
                "inside": one.inside,
                "pictures": [{"alt": p.alt, "source": _source(p.png)} for p in one.pictures],
            }
            for one in chat.messages
        ],
    )


def _source(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


async def _picture_chats(camera: Browser, folder: Path, target: Path) -> None:
    for chat in await chats(folder, COVERS, WISHES):
        file = folder / f"{chat.name}.html"
        file.write_text(page(chat))
        for dark in (False, True):
            name = f"{chat.name}-{'dark' if dark else 'light'}.png"
            await camera.picture(file, target / name, width=NARROW, dark=dark)
            print(f"wrote {target / name}")  # noqa: T201


async def _picture_site(camera: Browser, folder: Path, target: Path) -> None:
    made = await site.made(folder)
    for name, address in site.PAGES.items():
        for look, width, dark in (("light", WIDE, False), ("dark", NARROW, True)):
            file = target / f"site-{name}-{look}.png"
            await camera.picture(made / address, file, width=width, dark=dark)
            print(f"wrote {file}")  # noqa: T201


async def main(target: Path, only: str | None) -> None:
    """Make all of them, or one kind."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with browser() as camera:
            for kind, picture in KINDS.items():
                if only in {None, kind}:
                    await picture(camera, Path(folder), target)


KINDS = {"chats": _picture_chats, "site": _picture_site}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=DOCS, metavar="FOLDER")
    parser.add_argument("--only", choices=KINDS, help="one kind (default: all)")
    chosen = parser.parse_args()
    asyncio.run(main(chosen.to, chosen.only))
