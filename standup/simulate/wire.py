"""What lies between the bot and a platform: time, lost requests, lost replies, refusals."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import TypeVar

from standup.chat.interface import TryAgain, Unreachable, Unsure
from standup.simulate.chat import Chat

T = TypeVar("T")

_SILENCE = 90.0  # seconds; longer than the engine's patience


@dataclass(frozen=True, slots=True)
class Weather:
    """How often what goes wrong, as shares of all requests; `slow` multiplies every delay."""

    lost: float = 0.0
    unanswered: float = 0.0
    refused: float = 0.0
    silent: float = 0.0
    twice: float = 0.0
    slow: float = 1.0


FINE = Weather()


class Wire:
    """One process's connection to one platform. `edge` is called where a death would hurt most."""

    def __init__(
        self,
        chat: Chat,
        chance: Random,
        weather: Callable[[], Weather],
        edge: Callable[[], None],
        now: Callable[[], datetime],
    ) -> None:
        self.chat = chat
        self.now = now  # by the clock of the bot's machine
        self._edge = edge
        self._chance = chance
        self._weather = weather
        self._is_cut = False

    def cut(self) -> None:
        """The process is dead; what is on its way may still arrive."""
        self._is_cut = True

    async def ask(self, do: Callable[[], T], key: str = "") -> T:
        """Have the platform do something, and wait for its answer."""
        weather = self._weather()
        if self._is_cut:
            raise asyncio.CancelledError
        if self.chat.is_down:
            self.note(key, "put off")
            await asyncio.sleep(self._delay(weather))
            raise TryAgain(5.0, "it is down", undone=True)
        if self._happens(weather.refused):
            self.note(key, "put off")
            await asyncio.sleep(self._delay(weather))
            after, everywhere = self._chance.uniform(1, 30), self._happens(0.5)
            raise TryAgain(after, everywhere=everywhere, undone=True)
        await self._arrive(do, weather, key)
        if self._happens(weather.lost):
            self._doubt(key)
            await self._nothing(weather)
        self._edge()
        try:
            result = do()
        except Unreachable:
            self.note(key, "refused")
            raise
        if self._happens(weather.unanswered):
            self._doubt(key)
            await self._nothing(weather)
        try:
            await asyncio.sleep(self._delay(weather))
        except asyncio.CancelledError:
            self._doubt(key)
            raise
        return result

    async def _arrive(self, do: Callable[[], T], weather: Weather, key: str) -> None:
        """The request is on its way; it may arrive though who sent it has gone."""
        left = self._delay(weather)
        try:
            await asyncio.sleep(left)
        except asyncio.CancelledError:
            self._doubt(key)
            if self._happens(0.5):
                asyncio.get_running_loop().call_later(left, _unheard, do)
            raise

    async def _nothing(self, weather: Weather) -> None:
        if self._happens(weather.silent):
            await asyncio.sleep(_SILENCE)
        await asyncio.sleep(self._delay(weather))
        raise Unsure(5.0)

    def note(self, key: str, fate: str) -> None:
        """Remember what became of an attempt."""
        if key:
            self.chat.tried.setdefault(key, set()).add(fate)

    def _doubt(self, key: str) -> None:
        self.note(key, "in doubt")
        if key:
            self.chat.doubts[key] = self.chat.doubts.get(key, 0) + 1

    def _delay(self, weather: Weather) -> float:
        return self._chance.uniform(0.01, 0.25) * weather.slow

    def _happens(self, share: float) -> bool:
        return share > 0 and self._chance.random() < share

    async def breathe(self) -> None:
        """Time passes on the way in; raises where the connection is lost."""
        if self._is_cut:
            raise asyncio.CancelledError
        await asyncio.sleep(self._delay(self._weather()))
        if self.chat.is_down:
            raise ConnectionResetError("it is down")

    def some(self) -> int:
        """How many events come together."""
        self._edge()
        return self._chance.randint(1, 5)

    def comes_twice(self) -> bool:
        """Whether what came is delivered once more."""
        return self._happens(self._weather().twice)


def _unheard(do: Callable[[], T]) -> None:
    try:
        do()
    except Exception:  # noqa: BLE001 - nobody is there to hear of it
        return
