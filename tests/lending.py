"""PostgreSQL's sessions, which outlive the test that opened them and are lent to the next.

A new one costs the server a process that knows no table yet and has planned no statement. What a
session is asked at its beginning is answered here as the server did when it was new; what makes it
somebody's (settings, locks, what it listens to) is set back when it is given back. One that is not
at rest then ends for the server too.
"""

import asyncio
import select
import socket
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakSet

import asyncpg
import pytest
from asyncpg.protocol import Protocol

_TERMINATE = b"X\0\0\0\4"
_READY = b"Z\0\0\0\5"  # before one more byte
_AT_REST = _READY + b"I"
_SET_BACK = b"ROLLBACK; RESET ALL; UNLISTEN *; SELECT pg_advisory_unlock_all()\0"
_PATIENCE = 5.0  # seconds for the server to do so
_MOST_KEPT = 16  # others share the server, and those of a schema that is gone serve nobody

_connect = asyncpg.connect


@dataclass(frozen=True, slots=True, eq=False)
class _Idle:
    """One that nobody uses: how it began, what the server said to that, and what is prepared."""

    wire: socket.socket
    begun: bytes
    greeting: bytes
    prepared: MutableMapping[Any, Any]

    def is_well(self) -> bool:
        """Whether the server has said nothing meanwhile, such as that it has ended it."""
        return not select.select([self.wire], [], [], 0)[0]

    def end(self) -> None:
        """Have the server end it."""
        with suppress(OSError):
            self.wire.sendall(_TERMINATE)
        self.wire.close()


@dataclass
class Lender:
    """The sessions of one process of the tests."""

    _idle: list[_Idle] = field(default_factory=list)
    _lent: WeakSet["_Lent"] = field(default_factory=WeakSet)

    @contextmanager
    def lending(self, loops: type[asyncio.SelectorEventLoop]) -> Iterator[None]:
        """While the block runs these event loops open sessions by a file through us."""
        connect = loops.create_unix_connection

        async def connected(loop: Any, make: Callable[[], Any], path: str) -> tuple[Any, Any]:
            inner = make()
            if isinstance(inner, Protocol):
                return await self._opened(loop, connect, inner, path), inner
            for lent in self._lent:  # it cancels what one of them does, when it may have done it
                lent.is_spoilt = True
            return await connect(loop, lambda: inner, path)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(loops, "create_unix_connection", connected)
            patch.setattr(asyncpg, "connect", _connected)
            yield

    async def _opened(self, loop: Any, connect: Any, inner: Any, path: str) -> "_Lent":
        lent = _Lent(self, inner)
        if idle := self._found(lent.begun):
            await connect(loop, lambda: lent, sock=idle.wire)
            lent.go_on(idle)
        else:
            await connect(loop, lambda: lent, path)
            lent.begin()
        self._lent.add(lent)
        return lent

    def _found(self, begun: bytes) -> _Idle | None:
        while idle := next((one for one in reversed(self._idle) if one.begun == begun), None):
            self._idle.remove(idle)
            if idle.is_well():
                return idle
            idle.wire.close()
        return None

    def ended(self, lent: "_Lent", idle: _Idle | None) -> None:
        """It is lent no more; where there is something left of it, others may have that."""
        self._lent.discard(lent)
        if idle is None:
            return
        if _is_set_back(idle.wire):
            self._idle.append(idle)
        else:
            idle.end()
        while len(self._idle) > _MOST_KEPT:
            self._idle.pop(0).end()

    def close(self) -> None:
        """End all that nobody uses."""
        for idle in self._idle:
            idle.end()
        self._idle.clear()


async def _connected(*args: Any, **options: Any) -> Any:
    session = await _connect(*args, **options)
    if isinstance(lent := session._transport, _Lent):
        lent.know(session)
    return session


def _is_set_back(wire: socket.socket) -> bool:
    wire.settimeout(_PATIENCE)
    said = b""
    with suppress(OSError):
        wire.sendall(b"Q" + (len(_SET_BACK) + 4).to_bytes(4, "big") + _SET_BACK)
        while not said.endswith(_AT_REST) and (more := wire.recv(65536)):
            said += more
    wire.setblocking(False)
    return said.endswith(_AT_REST) and b"E" not in _kinds(said)


def _kinds(said: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(said):
        yield said[at : at + 1]
        at += 1 + int.from_bytes(said[at + 1 : at + 5], "big")


class _Lent(asyncio.Transport, asyncio.Protocol):
    """What stands between asyncpg and the wire while a session is lent."""

    def __init__(self, lender: Lender, inner: Any) -> None:
        super().__init__()
        self.begun = self._greeting = self._said = b""
        self.is_spoilt = False
        self._is_over = False
        self._lender = lender
        self._inner = inner
        self._wire: Any = None
        self._session: Any = None
        self._prepared: MutableMapping[Any, Any] | None = None
        inner.connection_made(self)  # it writes how it begins

    def begin(self) -> None:
        """Have the server begin a session."""
        self._wire.write(self.begun)

    def go_on(self, idle: _Idle) -> None:
        """Be the one that is there."""
        self._greeting, self._prepared = idle.greeting, idle.prepared
        self.data_received(idle.greeting)

    def know(self, session: Any) -> None:
        """Tell the session of asyncpg's what is prepared in it."""
        self._session = session
        if self._prepared:
            session._stmt_cache._entries = self._prepared

    def connection_made(self, transport: Any) -> None:
        self._wire = transport

    def data_received(self, data: bytes) -> None:
        self._said = (self._said + data)[-len(_AT_REST) :]
        if self._session is None and self._prepared is None:
            self._greeting += data
        self._inner.data_received(data)

    def eof_received(self) -> bool:
        return bool(self._inner.eof_received())

    def connection_lost(self, error: Exception | None) -> None:
        if not self._is_over:
            self._is_over = True
            self._lender.ended(self, None)
            self._inner.connection_lost(error)

    def pause_writing(self) -> None:
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        self._inner.resume_writing()

    def write(self, data: Any) -> None:
        if not self.begun:
            self.begun = bytes(data)
        elif data == _TERMINATE:
            self._end()
        else:
            self._said = b""
            self._wire.write(data)

    def writelines(self, pieces: Any) -> None:
        self._said = b""
        self._wire.writelines(pieces)

    def abort(self) -> None:
        self._wire.abort()

    def close(self) -> None:
        self._wire.close()

    def is_closing(self) -> bool:
        return self._is_over or bool(self._wire.is_closing())

    def pause_reading(self) -> None:
        self._wire.pause_reading()

    def resume_reading(self) -> None:
        self._wire.resume_reading()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return default if self._wire is None else self._wire.get_extra_info(name, default)

    def _end(self) -> None:
        is_answered = self._said.startswith(_READY)
        if self.is_spoilt or self._session is None or not is_answered or self.is_closing():
            self._wire.write(_TERMINATE)
            return
        self._is_over = True
        cache = self._session._stmt_cache
        prepared, cache._entries = cache._entries, type(cache._entries)()
        wire = self._wire.get_extra_info("socket").dup()
        self._wire.abort()
        self._lender.ended(self, _Idle(wire, self.begun, self._greeting, prepared))
        asyncio.get_running_loop().call_soon(self._inner.connection_lost, None)
