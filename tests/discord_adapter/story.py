"""What the stories of these tests have in common."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from standup.chat.contract import Recorder, until
from standup_discord import DiscordAdapter
from tests.patience import PATIENCE


async def comes(what: str, look: Callable[[], Any]) -> Any:
    """Wait until `look` gives something."""

    async def awaited() -> Any:
        return look()

    return await until(what, awaited)


@asynccontextmanager
async def supervised(adapter: DiscordAdapter, *inboxes: Recorder) -> AsyncIterator[list[Exception]]:
    """The adapter run again whenever it ends, as by the engine, on the connection of each inbox.

    Given is what ended it.
    """
    ended: list[Exception] = []
    connected = [asyncio.Event() for _ in inboxes]

    async def keep(inbox: Recorder, is_connected: asyncio.Event) -> None:
        while True:
            try:
                await adapter.run(inbox, lambda _: is_connected.set())
            except Exception as error:  # noqa: BLE001 - as the engine does
                ended.append(error)
                await asyncio.sleep(0.02)

    tasks = [asyncio.create_task(keep(*each)) for each in zip(inboxes, connected, strict=True)]
    try:
        async with asyncio.timeout(PATIENCE):
            for event in connected:
                await event.wait()
        yield ended
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def ends(adapter: DiscordAdapter, inbox: Recorder, do: Callable[[], object]) -> None:
    """Run until the connection ends by itself, having done something once it stood."""

    def ready(_: str) -> None:
        do()

    async with asyncio.timeout(PATIENCE):
        await adapter.run(inbox, ready)
