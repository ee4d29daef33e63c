"""Discord's rate limits, kept before Discord has to say so: nobody waits here for long."""

import asyncio
import re
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from standup.chat.interface import TryAgain

PER_SECOND = 48.0
SHORT_WAIT = 0.3  # seconds that a request waits by itself
_MOST_BUCKETS = 1000
_INVALID_WINDOW, _MOST_INVALID = 600.0, 8000  # Discord shuts out after 10,000 in 10 minutes

_MAJOR = re.compile(r"^/(channels|guilds)/(\d+)|^/webhooks/\d+/[^/]+")
_MINOR = re.compile(r"/\d{15,}")


@dataclass(slots=True)
class Bucket:
    """What Discord last said of one limit."""

    remaining: int = 1
    resets: float = 0.0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Buckets:
    """The limits of one token."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._names: dict[str, str] = {}
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._next = 0.0
        self._quiet_until = 0.0
        self._invalid: deque[float] = deque(maxlen=_MOST_INVALID)

    @asynccontextmanager
    async def turn(self, method: str, path: str) -> AsyncIterator[None]:
        """The right to make this request now. Raises TryAgain rather than wait for long."""
        self._refuse_when_quiet()
        bucket = self._bucket(*_route(method, path))
        async with bucket.turn:
            now = self._clock()
            wait = bucket.resets - now if bucket.remaining <= 0 else 0.0
            if wait > SHORT_WAIT:
                raise TryAgain(wait, "this channel has had its share", everywhere=False)
            slot = self._next = max(now + max(wait, 0.0), self._next + 1 / PER_SECOND)
            bucket.remaining -= 1
            await asyncio.sleep(slot - now)
            yield

    def learn(self, method: str, path: str, status: int, headers: Mapping[str, str]) -> None:
        """Keep what an answer says of its limit."""
        if status in {401, 403, 429}:
            self._invalid.append(self._clock())
        if "X-RateLimit-Remaining" not in headers:
            return
        route, major = _route(method, path)
        before = self._bucket(route, major)
        if name := headers.get("X-RateLimit-Bucket"):
            self._names[route] = name
            self._buckets[name, major] = before
        before.remaining = int(headers["X-RateLimit-Remaining"])
        before.resets = self._clock() + float(headers.get("X-RateLimit-Reset-After", 1.0))

    def be_quiet(self, seconds: float) -> None:
        """Discord wants no request at all for so long."""
        self._quiet_until = max(self._quiet_until, self._clock() + seconds)

    def _refuse_when_quiet(self) -> None:
        now = self._clock()
        if now < self._quiet_until:
            raise TryAgain(self._quiet_until - now, "Discord is busy")
        if len(self._invalid) == _MOST_INVALID and now - self._invalid[0] < _INVALID_WINDOW:
            raise TryAgain(60.0, "too many requests were refused; before Discord shuts us out")

    def _bucket(self, route: str, major: str) -> Bucket:
        key = (self._names.get(route, route), major)
        bucket = self._buckets.get(key)
        if bucket is None:
            self._forget_idle()
            bucket = self._buckets[key] = Bucket()
        return bucket

    def _forget_idle(self) -> None:
        if len(self._buckets) < _MOST_BUCKETS:
            return
        now = self._clock()
        for key, bucket in list(self._buckets.items()):
            if bucket.resets < now and not bucket.turn.locked():
                del self._buckets[key]


def _route(method: str, path: str) -> tuple[str, str]:
    """A request's route without ids, and the part whose own limit it has."""
    found = _MAJOR.match(path)
    major = found[0] if found else ""
    kind = major.split("/")[1] if major else ""
    return f"{method} /{kind}{_MINOR.sub('/:id', path[len(major) :])}", major
