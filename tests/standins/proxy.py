"""Proxies on loopback, of HTTP and of SOCKS 5: every name they are asked for is this machine."""

import asyncio
import base64
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

HERE = "127.0.0.1"
_WANTED = b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n"
_CUT = (asyncio.IncompleteReadError, ConnectionError)

Wire = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(slots=True)
class Proxy:
    """What it was asked for, as `host:port`; with `who`, only `user:password` is let through."""

    who: str = ""
    refuses: int = 0
    port: int = 0
    tunnels: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    refused: int = 0
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def asked(self) -> set[str]:
        """All it passed on."""
        return {*self.tunnels, *self.requests}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        self._open.add(writer)
        with suppress(*_CUT):
            await self._serve((reader, writer))
        writer.close()

    async def _serve(self, client: Wire) -> None:
        head = await client[0].readuntil(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").rstrip().split("\r\n")
        method, target, _ = first.split(" ")
        headers = dict(line.lower().split(": ", 1) for line in lines)
        if self.who and headers.get("proxy-authorization", "") != _basic(self.who).lower():
            self.refused += 1
            client[1].write(_WANTED + b"Content-Length: 0\r\nConnection: close\r\n\r\n")
        elif self.refuses:
            client[1].write(f"HTTP/1.1 {self.refuses} No\r\nContent-Length: 0\r\n\r\n".encode())
        elif method == "CONNECT":
            self.tunnels.append(target)
            server = await self._reach(target)
            client[1].write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await join(client, server)
        else:
            parts = urlsplit(target)
            self.requests.append(f"{parts.hostname}:{parts.port or 80}")
            server = await self._reach(self.requests[-1])
            path = target.partition(parts.netloc)[2] or "/"
            kept = [line for line in lines if not line.lower().startswith("proxy-")]
            last = [] if "upgrade" in headers else ["Connection: close"]
            server[1].write(
                "\r\n".join([f"{method} {path} HTTP/1.1", *kept, *last, "", ""]).encode()
            )
            await join(client, server)

    async def _reach(self, target: str) -> Wire:
        wire = await asyncio.open_connection(HERE, int(target.rpartition(":")[2]))
        self._open.add(wire[1])
        return wire

    def end(self) -> None:
        """Cut every connection."""
        for writer in self._open:
            writer.close()


class Socks(Proxy):
    """The same as a SOCKS 5 proxy."""

    async def _serve(self, client: Wire) -> None:
        reader, writer = client
        _, count = await reader.readexactly(2)
        await reader.readexactly(count)
        writer.write(b"\x05\x02" if self.who else b"\x05\x00")
        if self.who:
            _, length = await reader.readexactly(2)
            user = await reader.readexactly(length)
            password = await reader.readexactly((await reader.readexactly(1))[0])
            is_right = f"{user.decode()}:{password.decode()}" == self.who
            writer.write(b"\x01\x00" if is_right else b"\x01\x01")
            if not is_right:
                self.refused += 1
                return
        _, _, _, kind = await reader.readexactly(4)
        length = 4 if kind == 1 else (await reader.readexactly(1))[0]
        name = await reader.readexactly(length)
        host = ".".join(map(str, name)) if kind == 1 else name.decode()
        (port,) = struct.unpack("!H", await reader.readexactly(2))
        self.tunnels.append(f"{host}:{port}")
        server = await self._reach(self.tunnels[-1])
        writer.write(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
        await join(client, server)


@asynccontextmanager
async def proxy(who: str = "", *, refuses: int = 0, socks: bool = False) -> AsyncIterator[Proxy]:
    """One while the block lasts."""
    made = (Socks if socks else Proxy)(who, refuses)
    server = await asyncio.start_server(made.serve, HERE, 0)
    made.port = int(server.sockets[0].getsockname()[1])
    try:
        yield made
    finally:
        server.close()
        made.end()
        await asyncio.sleep(0)


def _basic(who: str) -> str:
    return f"Basic {base64.b64encode(who.encode()).decode()}"


async def join(one: Wire, other: Wire) -> None:
    await asyncio.gather(_pass(one[0], other[1]), _pass(other[0], one[1]))


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(*_CUT):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()
