"""Channels that are another one by now: a group that became a supergroup, an upgraded room."""

import asyncio
from pathlib import Path

from standup.config import Loaded
from standup.errors import StandupError
from standup.store import adapter_values
from standup.store.database import Transaction
from standup.wiring.opening import look

_PATIENCE = 5.0  # seconds for a database that is far away


async def moved(tx: Transaction, loaded: Loaded) -> list[str]:
    """The channels that are another one by now, with what to write in the configuration."""
    told = {channel for standup in loaded.instance.standups for channel in standup.channels}
    lines: list[str] = []
    for channel in sorted(told, key=lambda one: (one.adapter, one.place)):
        newer = await adapter_values.moved(tx, channel.adapter, channel.place)
        if newer is not None:
            written = f'{{{channel.adapter}: "{newer}"}}'
            lines.append(
                f"The channel {channel.place} on {channel.adapter} has moved, and the"
                f" bot has followed it: write {written}"
            )
    return lines


def as_far_as_known(loaded: Loaded) -> list[str]:
    """The same where there is a database to be read; it is left as it is, whoever has it open."""
    if isinstance(loaded.database, Path) and not loaded.database.is_file():
        return []

    async def found() -> list[str]:
        async with asyncio.timeout(_PATIENCE):
            return await look(loaded.database, lambda tx: moved(tx, loaded))

    try:
        return asyncio.run(found())
    except (StandupError, TimeoutError) as error:
        why = str(error) or f"the database did not answer in {_PATIENCE:g} seconds"
        return [f"Whether a channel has moved is not known: {why}"]
