"""What the stories of these tests have in common."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from standup.chat.contract import Recorder, until
from standup_discord import DiscordAdapter


async def comes(what: str, look: Callable[[], Any]) -> Any:
    """Wait until `look` gives something."""

    async def awaited() -> Any:
        return look()

    return await until(what, awaited)


@asynccontextmanager
async def supervised(adapter: DiscordAdapter, inbox: Recorder) -> AsyncIterator[list[Exception]]:
    """The adapter run again whenever it ends, as by the engine; the errors that ended it."""
    ended: list[Exception] = []
    connected = asyncio.Event()

    async def keep() -> None:
        while True:
            try:
                await adapter.run(inbox, lambda _: connected.set())
            except Exception as error:  # noqa: BLE001 - as the engine does
                ended.append(error)
                await asyncio.sleep(0.02)

    task = asyncio.create_task(keep())
    try:
        async with asyncio.timeout(10):
            await connected.wait()
        yield ended
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def ends(adapter: DiscordAdapter, inbox: Recorder, do: Callable[[], object]) -> None:
    """Run until the connection ends by itself, having done something once it stood."""

    def ready(_: str) -> None:
        do()

    async with asyncio.timeout(10):
        await adapter.run(inbox, ready)
