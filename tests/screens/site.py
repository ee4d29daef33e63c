"""The site of the quarter, of which the pages are pictured."""

from datetime import UTC, datetime
from pathlib import Path

from standup.pages.folder import Folder
from standup.pages.site import Site
from standup.store import consents
from standup.store.database import Transaction
from standup.store.sqlite import SqliteStore
from tests.screens import quarter

AGREED = ("ana", "bo", "chi", "dee")
PAGES = {"latest": "index.html", "month": "2026-10.html", "day": "2026-10-08.html"}


async def made(folder: Path) -> Path:
    """Live through the quarter and publish it, as far as its people agreed."""
    lived, site = folder / "published", folder / "site"
    lived.mkdir()
    store = await SqliteStore.open(await quarter.live(lived))
    try:
        await store.write(_agree)
        told = quarter.told(lived / "told", *quarter.NAMES)
        await store.read(Site(told, Folder(site)).make)
    finally:
        await store.close()
    return site


async def _agree(tx: Transaction) -> None:
    for who in AGREED:
        await consents.say(tx, who, None, datetime.now(UTC), agreed=True)
