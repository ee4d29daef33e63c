"""Those who run a standup steer it at bad moments: twice, from two accounts, two at once."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from standup.core.model import Standup
from standup.core.zones import date_in
from standup.simulate import orders
from standup.simulate.orders import RETIMES, SHOWN, Occasion, Order, Ordered

_HOUR = 3600.0
_WHEN_ASKED, _AGAIN, _UNDONE, _TOGETHER = 0.15, 0.15, 0.35, 0.15
_CALM = timedelta(days=3)  # between two changes of a standup's times

Say = Callable[[str, Ordered | None, str], None]
"""Says something on a platform: an order, or the words alone, such as `undo`."""


@dataclass
class Helm:
    """What those who run standups have in common: who they are, and when each had other times."""

    wheels: dict[str, list["Steering"]] = field(default_factory=dict)
    retimed: dict[str, datetime] = field(default_factory=dict)

    def may_retime(self, standup: str, now: datetime) -> bool:
        """Whether its times may be changed again."""
        return now - self.retimed.get(standup, now - 2 * _CALM) > _CALM


@dataclass
class Steering:
    """How somebody steers the standups that they run, and leaves those that they take part in."""

    person: str
    adapters: tuple[str, ...]
    runs: tuple[Standup, ...]
    takes_part: tuple[Standup, ...]
    people: tuple[str, ...]
    helm: Helm
    chance: Random
    now: Callable[[], datetime]
    until: datetime
    zone: Callable[[], str]
    say: Say
    come_back: Callable[[str], None]  # says on a platform that they are not away any more

    def __post_init__(self) -> None:
        for standup in self.runs:
            self.helm.wheels.setdefault(standup.id, []).append(self)

    async def live(self) -> None:
        """Steer now and then."""
        while self.now() < self.until:
            await asyncio.sleep(min(self.chance.expovariate(1 / (11 * _HOUR)), 40 * _HOUR) + 0.5)
            if self.runs and self.chance.random() < 0.8:
                await self.steer()
            elif self.takes_part and self.chance.random() < 0.3:
                await self._leave()
            elif self.chance.random() < 0.3:
                self.come_back(self.chance.choice(self.adapters))

    async def asked(self) -> None:
        """Perhaps steer in the middle of a run, as they are asked in it."""
        if self.runs and self.chance.random() < _WHEN_ASKED:
            await asyncio.sleep(self.chance.choice((0.3, 30.0, 900.0)))
            await self.steer()

    async def steer(self) -> None:
        """Say something, perhaps twice, while another one does, and perhaps take it back."""
        standup, adapter = self.chance.choice(self.runs), self.chance.choice(self.adapters)
        order, what = self._order(standup)
        self._say(adapter, what)
        others = [one for one in self.helm.wheels[standup.id] if one is not self]
        if others and self.chance.random() < _TOGETHER:
            self.chance.choice(others).join_in(standup)
        if what.name in RETIMES:
            return
        if what.name in SHOWN:
            await asyncio.sleep(self.chance.uniform(0.5, 40.0))
            self._agree(adapter, what)
        if self.chance.random() < _AGAIN and what.name != "start now":
            await asyncio.sleep(self.chance.uniform(0.2, 4.0))
            again = self.chance.choice(self.adapters)
            self._say(again, what)
            self._agree(again, what)
        elif order.undone and self.chance.random() < _UNDONE:
            await asyncio.sleep(self.chance.uniform(0.2, 60.0))
            self.say(adapter, None, "undo")

    def join_in(self, standup: Standup) -> None:
        """Say something as well, at the same moment."""
        adapter, (_, what) = self.chance.choice(self.adapters), self._order(standup)
        self._say(adapter, what)
        self._agree(adapter, what)

    def _agree(self, adapter: str, what: Ordered) -> None:
        if what.name in SHOWN:
            self._say(adapter, Ordered(what.standup, "yes", "/yes"))

    def _order(self, standup: Standup) -> tuple[Order, Ordered]:
        now = self.now()
        at = Occasion(standup, date_in(self.zone(), now), self.people, self.chance)
        order, what = orders.ordered(at, may_retime=self.helm.may_retime(standup.id, now))
        if what.name in RETIMES:
            self.helm.retimed[standup.id] = now
        return order, what

    async def _leave(self) -> None:
        """Take no part any more for a while."""
        standup, adapter = self.chance.choice(self.takes_part), self.chance.choice(self.adapters)
        self._say(adapter, Ordered(standup.id, "leave", f"/leave {standup.id}"))
        await asyncio.sleep(self.chance.choice((5.0, 6 * _HOUR, 30 * _HOUR)))
        back = Ordered(standup.id, "join", f"/join {standup.id}")
        self._say(self.chance.choice(self.adapters), back)

    def _say(self, adapter: str, what: Ordered) -> None:
        self.say(adapter, what, what.text)
