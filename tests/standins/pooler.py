"""A pooler in transaction mode: each transaction of a client gets whichever session is free."""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

_Wire = tuple[asyncio.StreamReader, asyncio.StreamWriter]
_SSL_REQUEST = 80877103
_OWN_KEY = struct.pack("!ciii", b"K", 12, 4711, 42)


class Pooler:
    """Hands sessions of one server to clients; `refuses` are parameters it does not take."""

    def __init__(self, port: int, refuses: tuple[str, ...] = (), most: int = 2) -> None:
        self._port = port
        self._refuses = refuses
        self._free: list[_Wire] = []
        self._room = asyncio.Semaphore(most)
        self._all: list[_Wire] = []

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[int]:
        """The port while the block lasts."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        try:
            yield int(server.sockets[0].getsockname()[1])
        finally:
            server.close()
            for _, writer in self._all:
                writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._all.append((reader, writer))
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            started = await _startup(reader, writer)
            names = started[4:].split(b"\0")[::2]
            refused = next((name for name in self._refuses if name.encode() in names), None)
            if refused is not None:
                writer.write(_error(f"unsupported startup parameter: {refused}"))
                raise ConnectionError
            writer.write(struct.pack("!cii", b"R", 8, 0) + _status("server_version", "16.0"))
            writer.write(_status("server_encoding", "UTF8") + _OWN_KEY + b"Z\0\0\0\x05I")
            while await self._one_transaction(reader, writer):
                pass
        writer.close()

    async def _one_transaction(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        kind, message = await _message(reader)
        if kind == b"X":
            return False
        async with self._room:
            server = self._free.pop() if self._free else await self._another()
            try:
                while True:
                    server[1].write(message)
                    if kind in b"QS" and await _answered(server[0], writer) == b"I":
                        break
                    kind, message = await _message(reader)
            except BaseException:  # the client has left amid its transaction
                server[1].close()
                raise
            self._free.append(server)
        return True

    async def _another(self) -> _Wire:
        wire = await asyncio.open_connection("127.0.0.1", self._port)
        self._all.append(wire)
        body = struct.pack("!i", 196608) + b"user\0standup\0database\0postgres\0\0"
        wire[1].write(struct.pack("!i", len(body) + 4) + body)
        while (await _message(wire[0]))[0] != b"Z":
            pass
        return wire


async def _startup(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    while True:
        (length,) = struct.unpack("!i", await reader.readexactly(4))
        body = await reader.readexactly(length - 4)
        if struct.unpack("!i", body[:4])[0] != _SSL_REQUEST:
            return body
        writer.write(b"N")


async def _message(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = await reader.readexactly(5)
    (length,) = struct.unpack("!i", head[1:])
    return head[:1], head + await reader.readexactly(length - 4)


async def _answered(server: asyncio.StreamReader, client: asyncio.StreamWriter) -> bytes:
    """Pass on what the server says until it is ready; whether it is in a transaction then."""
    while True:
        kind, message = await _message(server)
        client.write(message)
        if kind == b"Z":
            return message[-1:]


def _status(name: str, value: str) -> bytes:
    body = f"{name}\0{value}\0".encode()
    return b"S" + struct.pack("!i", len(body) + 4) + body


def _error(words: str) -> bytes:
    body = f"SFATAL\0VFATAL\0C08P01\0M{words}\0\0".encode()
    return b"E" + struct.pack("!i", len(body) + 4) + body
