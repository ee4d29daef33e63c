"""People who write to a bot and wait for what it writes back, timed where the platform stands."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

_WORDS = "Chapter {} and its exercises, the last one with a hint"
_PATIENCE = 60.0


class Kept(list[T]):
    """A list that says what is put into it."""

    def __init__(self, tell: Callable[[T], None]) -> None:
        super().__init__()
        self._tell = tell

    def append(self, item: T) -> None:
        """See list."""
        super().append(item)
        self._tell(item)


@dataclass(frozen=True, slots=True)
class Speaker:
    """One person: their account, their conversation with the bot, and how they write into it."""

    account: str
    place: str
    say: Callable[[str], Awaitable[object]]


class Crowd:
    """Everybody on one platform, and what the bot asked of it."""

    def __init__(self, people: list[Speaker]) -> None:
        self.people = people
        self._ears = {person.place: asyncio.Event() for person in people}
        self._missing: set[str] = set()
        self._everybody = asyncio.Event()
        self._requests: list[tuple[float, bool]] = []
        self._first = asyncio.Event()

    def hear(self, place: str) -> None:
        """The bot wrote into a conversation."""
        if place in self._ears:
            self._ears[place].set()
            self._missing.discard(place)
            if not self._missing:
                self._everybody.set()

    def count(self, *, refused: bool) -> None:
        """The bot made a request that the platform's limit counts."""
        self._requests.append((time.perf_counter(), refused))
        self._first.set()

    def expect(self) -> None:
        """From now on everybody waits for a message."""
        self._missing = set(self._ears)
        self._everybody.clear()
        self._requests.clear()
        self._first.clear()

    async def heard(self) -> None:
        """Wait until everybody has had one since."""
        await asyncio.wait_for(self._everybody.wait(), _PATIENCE)

    async def counted(self, seconds: float) -> tuple[int, int]:
        """How many requests were let through and refused in so many seconds from the first."""
        await asyncio.wait_for(self._first.wait(), _PATIENCE)
        await asyncio.sleep(seconds + 0.1)
        end = self._requests[0][0] + seconds
        refused = [refused for at, refused in self._requests if at < end]
        return len(refused) - sum(refused), sum(refused)

    async def talk(self, first: int, last: int, at_once: int, turns: int) -> list[float]:
        """Let these people talk, so many at once; the seconds each answer of the bot took."""
        waiting = iter(self.people[first:last])
        talks = (self._talk(waiting, turns) for _ in range(at_once))
        return [seconds for times in await asyncio.gather(*talks) for seconds in times]

    async def _talk(self, waiting: Iterator[Speaker], turns: int) -> list[float]:
        """One person after another, each answering as soon as asked."""
        times: list[float] = []
        for person in waiting:
            ears = self._ears[person.place]
            for turn in range(turns):
                ears.clear()
                began = time.perf_counter()
                await person.say(_WORDS.format(turn + 1))
                await asyncio.wait_for(ears.wait(), _PATIENCE)
                times.append(time.perf_counter() - began)
        return times
