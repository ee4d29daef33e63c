"""matrix-nio alone."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from nio import AsyncClient, AsyncClientConfig, RoomMessageText  # type: ignore[import-untyped]

from bench.chat.bare import Client

_POLL_MS = 10_000

logging.getLogger("nio").setLevel(logging.CRITICAL)


class _Echo:
    """Answers whatever comes."""

    def __init__(self, nio: Any) -> None:
        self._nio = nio
        self._tasks: set[asyncio.Task[None]] = set()

    async def heard(self, room: Any, event: Any) -> None:
        """Somebody wrote, perhaps we ourselves."""
        if event.sender != self._nio.user_id:
            task = asyncio.create_task(self.send(room.room_id, "Next?"))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def send(self, place: str, text: str) -> None:
        """See Client."""
        content = {"msgtype": "m.text", "body": text}
        await self._nio.room_send(place, "m.room.message", content)


@asynccontextmanager
async def connected(url: str, user_and_password: str, at_once: int) -> AsyncIterator[Client]:  # noqa: ARG001
    """An echo bot that syncs."""
    user, _, password = user_and_password.partition(" ")
    nio = AsyncClient(url, user, config=AsyncClientConfig(encryption_enabled=False))
    await nio.login(password)
    await nio.sync(timeout=0)
    echo = _Echo(nio)
    nio.add_event_callback(echo.heard, RoomMessageText)
    syncing = asyncio.create_task(nio.sync_forever(timeout=_POLL_MS))
    try:
        yield echo
    finally:
        syncing.cancel()
        await asyncio.gather(syncing, return_exceptions=True)
        await nio.close()
