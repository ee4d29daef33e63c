"""discord.py alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from yarl import URL

from bench.chat.bare import Client
from standup_discord.library import discord

_PATIENCE = 30.0


class _Echo(discord.Client):
    """Answers whatever comes."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True, dm_messages=True))
        self.connected = asyncio.Event()

    async def on_connect(self) -> None:
        """A session has begun; to be ready, the library waits two seconds for more servers."""
        self.connected.set()

    async def on_message(self, message: Any) -> None:
        """Somebody wrote, perhaps we ourselves."""
        if message.author != self.user:
            await message.channel.send("Next?")

    async def send(self, place: str, text: str) -> None:
        """See Client."""
        await self.get_partial_messageable(int(place)).send(text)


@asynccontextmanager
async def connected(
    url: str,
    token: str,
    at_once: int,  # noqa: ARG001 - the library makes as many requests as it is asked to
) -> AsyncIterator[Client]:
    """An echo bot on the gateway."""
    discord.http.Route.BASE = f"{url}/api/v10"
    gateway = url.replace("http", "ws", 1) + "/gateway/"
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)
    async with _Echo() as client:
        running = asyncio.create_task(client.start(token))
        try:
            await asyncio.wait_for(client.connected.wait(), _PATIENCE)
            yield client
        finally:
            await client.close()
            await asyncio.gather(running, return_exceptions=True)
