"""Serving a stand-in over HTTP, and ending it so that no connection stays behind."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol, Self

from aiohttp import web

_ON_THE_WAY = 5
"""Turns of the event loop in which a connection that was accepted reaches its server."""


class Serving:
    """An application on a port."""

    def __init__(self, runner: web.AppRunner, server: asyncio.Server) -> None:
        self._runner = runner
        self._server = server
        self.port = int(server.sockets[0].getsockname()[1])

    @classmethod
    async def start(cls, app: web.Application, host: str, port: int, grace: float) -> Self:
        """Listen, on any port if it is 0; `grace` are the seconds that requests have to end in."""
        runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=grace
        )
        await runner.setup()
        assert runner.server is not None
        loop = asyncio.get_running_loop()
        return cls(runner, await loop.create_server(runner.server, host, port, reuse_address=True))

    def listen_no_more(self) -> None:
        """Refuse new connections; those that are there stay."""
        self._server.close()

    async def end(self) -> None:
        """Stop listening and close every connection.

        asyncio takes a connection to its server some turns after it accepted it; to one that is
        closed by then it does not, and leaves the connection open (CPython issue 109564).
        """
        for sock in self._server.sockets:
            asyncio.get_running_loop().remove_reader(sock)
        for _ in range(_ON_THE_WAY):
            await asyncio.sleep(0)
        self._server.close()
        await self._runner.cleanup()


class Server(Protocol):
    """A stand-in that can be away for a while, at the same address."""

    async def start(self) -> None:
        """Be there."""

    async def stop(self) -> None:
        """Break what is connected, and let nobody through."""


@asynccontextmanager
async def away(server: Server) -> AsyncIterator[None]:
    """A stand-in out of reach while the block lasts; people write on."""
    await server.stop()
    try:
        yield
    finally:
        await server.start()
