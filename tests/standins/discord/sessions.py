"""A gateway connection, and the session that outlives it."""

import asyncio
import contextlib
import json
import zlib
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.standins.discord.snowflakes import shard_of
from tests.standins.discord.world import Guild

Json = dict[str, Any]
DISPATCH = 0
SENDS_PER_MINUTE = 120


class Connection:
    """One websocket; what is queued leaves in order, compressed if that was asked for."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self._socket = socket
        self._transport = request.transport
        self._queue: asyncio.Queue[str | int] = asyncio.Queue()
        wanted = request.query.get("compress")
        self._compress = zlib.compressobj() if wanted == "zlib-stream" else None
        self.session: Session | None = None
        self.received: deque[float] = deque(maxlen=SENDS_PER_MINUTE + 1)

    def send(
        self, op: int, data: Any = None, *, seq: int | None = None, t: str | None = None
    ) -> None:
        self._queue.put_nowait(json.dumps({"op": op, "d": data, "s": seq, "t": t}))

    def send_raw(self, text: str) -> None:
        self._queue.put_nowait(text)

    def close(self, code: int) -> None:
        """Close with this code, after what is queued."""
        self._queue.put_nowait(code)

    def abort(self) -> None:
        """Cut the connection without a word."""
        if self._transport is not None:
            self._transport.abort()

    async def write(self) -> None:
        """Send what is queued until the connection ends."""
        with contextlib.suppress(ConnectionError):
            while True:
                item = await self._queue.get()
                if isinstance(item, int):
                    await self._socket.close(code=item)
                    return
                if self._compress is None:
                    await self._socket.send_str(item)
                else:
                    packed = self._compress.compress(item.encode())
                    await self._socket.send_bytes(packed + self._compress.flush(zlib.Z_SYNC_FLUSH))


@dataclass(slots=True, eq=False)
class Session:
    """What survives a lost connection: every event since READY, to be replayed on resume."""

    id: str
    intents: int
    shard: tuple[int, int]
    connection: Connection | None = None
    events: list[tuple[int, str]] = field(default_factory=list)

    def dispatch(self, name: str, data: Json) -> None:
        seq = len(self.events) + 1
        text = json.dumps({"op": DISPATCH, "d": data, "s": seq, "t": name})
        self.events.append((seq, text))
        if self.connection is not None:
            self.connection.send_raw(text)

    def has(self, intents: int) -> bool:
        return not intents or bool(self.intents & intents)

    def is_of(self, shard: int | None) -> bool:
        """Whether it is this shard's; of None is every one."""
        return shard is None or self.shard[0] == shard

    def carries(self, guild: Guild | None) -> bool:
        """Whether events of this guild (direct ones without) come through this shard."""
        number, of = self.shard
        return number == (0 if guild is None else shard_of(guild.id, of))
