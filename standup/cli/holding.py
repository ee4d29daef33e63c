"""The configuration as it holds: what is written, with what people said since laid over it."""

import asyncio
from pathlib import Path

from standup.config import Loaded
from standup.core.settings.overlay import Laid, bare, laid_over
from standup.core.settings.setting import Setting
from standup.engine.clock import SystemClock
from standup.errors import StandupError
from standup.store import settings
from standup.store.database import Transaction
from standup.wiring.opening import look

_PATIENCE = 5.0  # seconds for a database that is far away


async def said(tx: Transaction) -> list[Setting]:
    """What people said, as far as the database has it."""
    return await settings.everything(tx) if await settings.are_there(tx) else []


def as_it_holds(loaded: Loaded) -> tuple[Laid, list[str]]:
    """What holds, as far as the database is there to be asked, with notes on what does nothing."""
    if isinstance(loaded.database, Path) and not loaded.database.is_file():
        return bare(loaded.instance), []

    async def found() -> list[Setting]:
        async with asyncio.timeout(_PATIENCE):
            return await look(loaded.database, said)

    try:
        laid = laid_over(loaded.instance, asyncio.run(found()), SystemClock().now().date())
    except (StandupError, TimeoutError) as error:
        why = str(error) or f"the database did not answer in {_PATIENCE:g} seconds"
        return bare(loaded.instance), [f"What people have set is not known: {why}"]
    return laid, [
        f"Setting {one.id} (“{one.words}”, by {one.source.person or one.source.via}) does"
        f" nothing: {why}. `standup settings --undo {one.id}` takes it back"
        for one, why in laid.idle
    ]
