"""Where callers wait at the webhook until they have said what they want: not for long, not many."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web

_TURNED_AWAY = frozenset({403, 408})


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how large and how many; times in seconds, sizes in bytes."""

    head: float = 10.0
    """From the connection, or the last answer, to the end of a request's head."""

    body: float = 20.0
    """From the end of its head to the end of its body."""

    largest: int = 2**22
    at_once: int = 100
    """Connections. Telegram makes 40 at most, and 100 where it is asked to."""


@dataclass(slots=True, eq=False)
class Porch:
    """Lets callers in.

    When it is full, whoever has been silent for longest makes room: somebody who opens connections
    and says nothing keeps no other out.
    """

    server: Callable[[], asyncio.Protocol]
    limits: Limits
    _silent: dict[asyncio.BaseTransport, asyncio.TimerHandle] = field(default_factory=dict)
    _inside: set[asyncio.BaseTransport] = field(default_factory=set)

    def __call__(self) -> asyncio.Protocol:
        """The protocol of one more connection."""
        return _Caller(self, self.server())

    def came(self, transport: asyncio.BaseTransport) -> None:
        """Somebody is at the door."""
        if len(self._inside) >= self.limits.at_once:
            _leave(next(iter(self._silent), transport))
        self._inside.add(transport)
        self._wait_for(transport)

    def went(self, transport: asyncio.BaseTransport) -> None:
        """A connection is over."""
        self._inside.discard(transport)
        self._heard(transport)

    @web.middleware
    async def hear(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Hear one request. Whoever is turned away has to come again; others may say more."""
        transport = request.transport
        if transport is not None:
            self._heard(transport)
        try:
            response = await handler(request)
        except web.HTTPException as refused:
            refused.force_close()
            raise
        if response.status in _TURNED_AWAY:
            response.force_close()
        elif transport in self._inside:
            self._wait_for(transport)
        return response

    def _wait_for(self, transport: asyncio.BaseTransport) -> None:
        """Give somebody their time to say what they want."""
        later = asyncio.get_running_loop().call_later(self.limits.head, _leave, transport)
        self._silent[transport] = later

    def _heard(self, transport: asyncio.BaseTransport) -> None:
        if (timer := self._silent.pop(transport, None)) is not None:
            timer.cancel()


def _leave(transport: asyncio.BaseTransport) -> None:
    if isinstance(transport, asyncio.WriteTransport):
        transport.abort()


class _Caller(asyncio.Protocol):
    """One connection, of which the porch knows."""

    def __init__(self, porch: Porch, inside: asyncio.Protocol) -> None:
        self._porch = porch
        self._inside = inside
        self._transport: asyncio.BaseTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See asyncio.Protocol."""
        self._transport = transport
        self._inside.connection_made(transport)
        self._porch.came(transport)

    def data_received(self, data: bytes) -> None:
        """See asyncio.Protocol."""
        self._inside.data_received(data)

    def eof_received(self) -> bool | None:
        """See asyncio.Protocol."""
        return self._inside.eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        """See asyncio.Protocol."""
        if self._transport is not None:
            self._porch.went(self._transport)
        self._inside.connection_lost(exc)

    def pause_writing(self) -> None:
        """See asyncio.Protocol."""
        self._inside.pause_writing()

    def resume_writing(self) -> None:
        """See asyncio.Protocol."""
        self._inside.resume_writing()
