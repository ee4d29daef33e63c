"""Who minds a channel: deletes messages of the bot's, shuts it out, and lets it in again; locks
threads, and lets the channel become another one."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from standup.simulate.chat import Chat, Shown

_HOUR = 3600.0


@dataclass
class Admin:
    """One channel's; by `manner` they lock and move, which moves none of their other chances."""

    chat: Chat
    place: str
    chance: Random
    manner: Random
    now: Callable[[], datetime]
    until: datetime

    async def live(self) -> None:
        """Meddle a few times a day."""
        while self.now() < self.until:
            await asyncio.sleep(min(self.chance.expovariate(1 / (7 * _HOUR)), 20 * _HOUR) + 0.5)
            if self.now() >= self.until:
                return
            if self.chance.random() < 0.6:
                self._delete()
            else:
                await self._bar()

    async def rearrange(self) -> None:
        """Lock a thread for a while, or move, once in a day or two."""
        while self.now() < self.until:
            await asyncio.sleep(min(self.manner.expovariate(1 / (30 * _HOUR)), 90 * _HOUR) + 0.5)
            if self.now() >= self.until:
                return
            if self.chat.rules.moves and self.manner.random() < 0.5:
                self.chat.move(self.place)
            elif self.chat.rules.locks:
                await self._lock()

    async def _lock(self) -> None:
        threads = [one.id for one in self._here() if one.title is not None]
        if threads:
            self.chat.lock(threads[-1])
            await asyncio.sleep(self.manner.choice((60.0, _HOUR, 5 * _HOUR)))
            self.chat.unlock(threads[-1])

    def _here(self) -> list[Shown]:
        """The messages that stand in the channel as it is now."""
        place, deleted = self.chat.current(self.place), self.chat.deleted
        return [
            one for one in self.chat.shown.values() if one.place == place and one.id not in deleted
        ]

    def _delete(self) -> None:
        """Delete the first message of a thread, or any other."""
        here = self._here()
        found: list[Shown] = [one for one in here if one.title is not None] or here
        if found:
            chosen = found[-1] if self.chance.random() < 0.7 else self.chance.choice(here)
            self.chat.deleted.add(chosen.id)

    async def _bar(self) -> None:
        began = self.now()
        self.chat.barred.add(self.place)
        await asyncio.sleep(self.chance.choice((60.0, _HOUR, 5 * _HOUR)))
        self.chat.let_in(self.place, began)
