"""What a bot on Matrix receives and sends, overheard at the library that both bots use."""

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

from aiohttp import ClientSession

_SEND = "/send/m.room.message/"


class Overheard:
    """The rooms a bot has joined, and the seconds from a message in one to the bot's answer."""

    def __init__(self, bot: str) -> None:
        self._bot = bot
        self._arrived: dict[str, float] = {}
        self._answered: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self.joined: set[str] = set()
        self.times: list[float] = []

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Overhear every client of this process until the block ends."""
        library: Any = ClientSession
        before = library._request  # noqa: SLF001 - every request of both bots passes there

        async def request(session: Any, method: str, url: Any, **named: Any) -> Any:
            path = str(url)
            room = unquote(path.partition("/rooms/")[2].partition("/")[0])
            answer = await before(session, method, url, **named)
            if "/sync" in path:
                self._read(await answer.read())
            elif _SEND in path:
                self._wrote(room)
            return answer

        library._request = request  # noqa: SLF001
        try:
            yield
        finally:
            library._request = before  # noqa: SLF001

    def expect(self, room: str) -> None:
        """The bot has not written into this room yet."""
        self._answered[room].clear()

    async def answered(self, room: str) -> None:
        """Wait until it has."""
        await asyncio.wait_for(self._answered[room].wait(), 60)

    def _wrote(self, room: str) -> None:
        self._answered[room].set()
        if room in self._arrived:
            self.times.append(time.perf_counter() - self._arrived.pop(room))

    def _read(self, answer: bytes) -> None:
        now = time.perf_counter()
        for room, news in json.loads(answer).get("rooms", {}).get("join", {}).items():
            self.joined.add(room)
            for event in news.get("timeline", {}).get("events", ()):
                if event["type"] == "m.room.message" and event["sender"] != self._bot:
                    self._arrived[room] = now
