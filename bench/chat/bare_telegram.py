"""python-telegram-bot alone."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot
from telegram.request import HTTPXRequest

from bench.chat.bare import Client

_POLL = 10
_PATIENCE = 60.0

for _name in ("telegram", "httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class _Echo:
    """Answers whatever comes."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Receive for ever."""
        offset: int | None = None
        while True:
            for update in await self._bot.get_updates(offset, timeout=_POLL):
                offset = update.update_id + 1
                if update.message is not None:
                    task = asyncio.create_task(self.send(str(update.message.chat_id), "Next?"))
                    self._tasks.add(task)
                    task.add_done_callback(self._tasks.discard)

    async def send(self, place: str, text: str) -> None:
        """See Client."""
        await self._bot.send_message(int(place), text)


@asynccontextmanager
async def connected(url: str, token: str, at_once: int) -> AsyncIterator[Client]:
    """An echo bot that asks for updates."""
    sending = HTTPXRequest(connection_pool_size=at_once, pool_timeout=_PATIENCE)
    asking = HTTPXRequest(connection_pool_size=1)
    bot = Bot(token, base_url=f"{url}/bot", request=sending, get_updates_request=asking)
    async with bot:
        await bot.get_updates(timeout=0)
        echo = _Echo(bot)
        running = asyncio.create_task(echo.run())
        try:
            yield echo
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
