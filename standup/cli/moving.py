"""`standup move`: from a SQLite file to PostgreSQL, while no bot runs."""

import asyncio
import os
from argparse import Namespace
from pathlib import Path

from standup.address import has_password
from standup.config import Loaded, Url, load
from standup.config.load import DATA, INSTANCE
from standup.errors import StandupError
from standup.store.sqlite.store import SqliteStore
from standup.wiring.opening import move_to

URL = "STANDUP_DATABASE"


def move(arguments: Namespace) -> int:
    """Copy everything into an empty PostgreSQL database, compare, and say what to change."""
    loaded = load(arguments.folder)
    given: str = arguments.to or os.environ.get(URL, "")
    if not given:
        raise StandupError(f"say where to: --to postgresql://…, or the URL in ${URL}")
    if isinstance(loaded.database, Url):
        raise StandupError(
            f"{loaded.folder / INSTANCE} already names {loaded.database}: let it name the SQLite"
            " file you want to move"
        )
    if not loaded.database.is_file():
        raise StandupError(f"there is no database at {loaded.database}: there is nothing to move")
    rows = asyncio.run(_move(loaded.database, given))
    print(f"\nMoved {rows:,} rows and compared each table on both sides.")
    print(_next(loaded, given, elsewhere=not arguments.to or has_password(given)))
    return 0


async def _move(path: Path, url: str) -> int:
    store = await SqliteStore.open(path)  # no bot can run meanwhile
    try:
        return await move_to(store, url, print)
    finally:
        await store.close()


def _next(loaded: Loaded, url: str, *, elsewhere: bool) -> str:
    """What to change so that the bot takes its new database."""
    said = f"{{env: {URL}}}   # and put the URL there" if elsewhere else url
    lines = [f"\nNow write in {loaded.folder / INSTANCE}:", f"  database: {said}"]
    if loaded.data != loaded.folder / DATA:
        lines.append(f"  data: {os.path.relpath(loaded.data, loaded.folder)}")
    lines += [
        "and start the bot: standup run",
        f"{loaded.database} is unchanged. Keep it as a backup, and never start a bot on it again.",
    ]
    return "\n".join(lines)
