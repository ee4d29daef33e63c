"""`make screenshots`: writes the pictures in docs/screens/, all made of what the program says."""

import argparse
import asyncio
import base64
import shutil
import tempfile
from pathlib import Path

import jinja2

from tests.screens import day, quarter, research
from tests.screens.browser import Browser, browser
from tests.screens.place import Chat, Wish, chats
from tests.screens.site import Page, written

DOCS = Path(__file__).parents[2] / "docs" / "screens"
NARROW, WIDE = 390, 1100  # points: a telephone, and a window
COVERS = "13 weeks"
WISHES = (
    Wish("my-report", "my report", "Only you can see this"),
    Wish("search", "/search jax", "/search more"),
)

_PAGES = jinja2.Environment(
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    loader=jinja2.FileSystemLoader(Path(__file__).parent),
)


def page(chat: Chat) -> str:
    """A chat as one page."""
    return _PAGES.get_template("chat.html").render(
        look=chat.look,
        title=chat.title,
        under=chat.under,
        messages=[
            {
                "author": one.author,
                "words": one.words,
                "ours": one.ours,
                "inside": one.inside,
                "buttons": one.buttons,
                "pictures": [{"alt": p.alt, "source": _source(p.png)} for p in one.pictures],
            }
            for one in chat.messages
        ],
    )


def _source(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


async def _picture(camera: Browser, one: Page, target: Path, *, width: int, dark: bool) -> None:
    file = target / f"{one.name}-{'dark' if dark else 'light'}.png"
    await camera.picture(one.file, file, width=width, dark=dark)
    print(f"wrote {file}")  # noqa: T201


async def _picture_chats(camera: Browser, folder: Path, database: Path, target: Path) -> None:
    for chat in await chats(folder, COVERS, database, WISHES):
        file = folder / f"{chat.name}.html"
        file.write_text(page(chat))
        for dark in (False, True):
            await _picture(camera, Page(chat.name, file), target, width=NARROW, dark=dark)


async def _picture_pages(camera: Browser, folder: Path, database: Path, target: Path) -> None:
    for one in written(folder, database, target):
        await _picture(camera, one, target, width=WIDE, dark=False)
        await _picture(camera, one, target, width=NARROW, dark=True)


async def _picture_day(camera: Browser, folder: Path, _: Path, target: Path) -> None:
    seen = await day.live(folder)
    told = {chat.name: page(chat) for chat in seen.chats}
    told["form-discord"] = _PAGES.get_template("form.html").render(form=seen.form)
    for name, text in told.items():
        file = folder / f"{name}.html"
        file.write_text(text)
        for dark in (False, True):
            await _picture(camera, Page(name, file), target, width=NARROW, dark=dark)


async def _picture_items(camera: Browser, folder: Path, _: Path, target: Path) -> None:
    database = await research.live(_made(folder / "lived"))
    shutil.copytree(database.parent / "told", folder / "told")
    (folder / "told" / "data").mkdir()
    shutil.copy(database, folder / "told" / "data" / "standup.db")
    for chat in await research.chats(_made(folder / "chats"), database):
        file = folder / f"{chat.name}.html"
        file.write_text(page(chat))
        for dark in (False, True):
            await _picture(camera, Page(chat.name, file), target, width=NARROW, dark=dark)
    for one in research.written(folder, folder):
        await _picture(camera, one, target, width=WIDE, dark=False)
        await _picture(camera, one, target, width=NARROW, dark=True)


_OF_THE_QUARTER = {"chats": _picture_chats, "pages": _picture_pages}
KINDS = {"day": _picture_day, **_OF_THE_QUARTER, "items": _picture_items}


async def main(target: Path, only: str | None) -> None:
    """Make all of them, or one kind."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        is_quarter = only is None or only in _OF_THE_QUARTER
        database = await quarter.live(_made(Path(folder) / "lived")) if is_quarter else Path()
        async with browser() as camera:
            for kind, picture in KINDS.items():
                if only in {None, kind}:
                    await picture(camera, _made(Path(folder) / kind), database, target)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=DOCS, metavar="FOLDER")
    parser.add_argument("--only", choices=KINDS, help="one kind (default: all)")
    chosen = parser.parse_args()
    asyncio.run(main(chosen.to, chosen.only))
