"""A line to a server on loopback that can be cut: what is open breaks, and nobody gets through."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.standins.proxy import HERE, join


class Line:
    """Passes on every connection to a server's port, on a port of its own."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self.port = 0

    @property
    def url(self) -> str:
        """Where the server is reached by this line."""
        return f"http://{HERE}:{self.port}"

    async def connect(self) -> None:
        """Let connections through, on the same port as before."""
        self._server = await asyncio.start_server(self._pass_on, HERE, self.port)
        self.port = int(self._server.sockets[0].getsockname()[1])

    async def disconnect(self) -> None:
        """Break what is open, and let nobody through."""
        assert self._server is not None
        self._server.close()
        self._break()

    @asynccontextmanager
    async def cut(self) -> AsyncIterator[None]:
        """Cut while the block lasts."""
        await self.disconnect()
        try:
            yield
        finally:
            await self.connect()

    def _break(self) -> None:
        for writer in self._open:
            writer.transport.abort()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = await asyncio.open_connection(HERE, self._to)
        mine = {writer, there[1]}
        self._open |= mine
        try:
            await join((reader, writer), there)
        finally:
            self._open -= mine


@asynccontextmanager
async def line_to(port: int) -> AsyncIterator[Line]:
    """One while the block lasts."""
    line = Line(port)
    await line.connect()
    try:
        yield line
    finally:
        await line.disconnect()
        await asyncio.sleep(0)
