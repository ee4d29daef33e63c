"""A wire to PostgreSQL that can be cut at a moment of one's choice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Wire:
    """Passes on what is said. `cut_before` and `cut_after` are words of which one is fatal."""

    target: int
    port: int = 0
    cut_before: bytes = b""  # the server never hears them
    cut_after: bytes = b""  # the server hears them, and nobody hears its answer
    hold_after: bytes = b""  # the same, but nobody learns that the wire is dead
    cuts: int = 0
    _open: set[asyncio.Task[None]] = field(default_factory=set)

    @asynccontextmanager
    async def laid(self) -> AsyncIterator["Wire"]:
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            for task in list(self._open):
                task.cancel()
            await asyncio.gather(*self._open, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            there = await asyncio.open_connection("127.0.0.1", self.target)
            await self._pass_on((reader, writer), there)
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            self._open.discard(task)

    async def _pass_on(self, here: Ends, there: Ends) -> None:
        back = asyncio.create_task(_pump(there[0], here[1]))
        try:
            while said := await here[0].read(65536):
                if self._fatal("cut_before", said):
                    break
                there[1].write(said)
                if self._fatal("hold_after", said):
                    back.cancel()
                    await asyncio.sleep(3600)
                if self._fatal("cut_after", said):
                    back.cancel()
                    await there[0].read(1)  # the server has answered, and so has done it
                    break
        finally:
            back.cancel()
            for end in (here[1], there[1]):
                with suppress(OSError):
                    end.transport.abort()

    def _fatal(self, name: str, said: bytes) -> bool:
        words = getattr(self, name)
        if not words or words not in said:
            return False
        setattr(self, name, b"")
        self.cuts += 1
        return True


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while said := await reader.read(65536):
            writer.write(said)
        writer.close()
