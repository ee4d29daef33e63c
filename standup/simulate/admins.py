"""Who minds a channel: deletes messages of the bot's, shuts it out, and lets it in again."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from standup.simulate.chat import Chat, Shown

_HOUR = 3600.0


@dataclass
class Admin:
    """One channel's."""

    chat: Chat
    place: str
    chance: Random
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

    def _delete(self) -> None:
        """Delete the first message of a thread, or any other."""
        here = [one for one in self.chat.shown.values() if one.place == self.place]
        here = [one for one in here if one.id not in self.chat.deleted]
        found: list[Shown] = [one for one in here if one.title is not None] or here
        if found:
            chosen = found[-1] if self.chance.random() < 0.7 else self.chance.choice(here)
            self.chat.deleted.add(chosen.id)

    async def _bar(self) -> None:
        began = self.now()
        self.chat.barred.add(self.place)
        await asyncio.sleep(self.chance.choice((60.0, _HOUR, 5 * _HOUR)))
        self.chat.let_in(self.place, began)
