"""Letting the bot that runs do what takes writing: its database has no other writer."""

import asyncio
import time
from collections.abc import Sequence

from standup.config import Loaded
from standup.errors import StandupError
from standup.store.lock import Holder
from standup.store.sqlite import wishes

_PATIENCE = 10.0  # seconds


async def let_them(loaded: Loaded, kind: wishes.Kind, what: str, found: Sequence[Holder]) -> None:
    """Leave a wish to the bot that runs here, and wait until it is fulfilled."""
    here = [one for one in found if one.is_here]
    if not here:
        raise StandupError(f"the bot on {loaded.database} is {found[0]}: say it there")
    wishes.leave(loaded.data, kind, what)
    give_up = time.monotonic() + _PATIENCE
    while what in wishes.left(loaded.data, kind):
        if time.monotonic() > give_up:
            raise StandupError(
                f"{here[0]} has not done it yet; its log says why, and it does so at"
                " its next start at the latest"
            )
        await asyncio.sleep(0.05)
