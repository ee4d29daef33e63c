"""What goes wrong and when: drawn from the seed before anybody reacts to it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from standup.core.model import Person
from standup.simulate.chat import Chat
from standup.simulate.disk import FULL, LOCKED, READ_ONLY, Disk
from standup.simulate.wire import FINE, Weather

_HOUR = 3600.0
_WRONG_CLOCK = 0.1
_MOVING = 0.3


@dataclass(frozen=True, slots=True)
class Storm:
    """How bad it gets: mean callbacks between two kills (0: none), and spells of bad weather.

    `at_edges` is the share of requests and deliveries in whose next moments the bot is killed,
    `spells` how many seconds lie between two spells, in the mean, on each platform.
    """

    between_kills: int = 0
    at_edges: float = 0.0
    spells: float = 0.0


CALM = Storm()


@dataclass(frozen=True, slots=True)
class Jump:
    """So long after the story's beginning the clock of the bot's machine is set by so much."""

    after: timedelta
    by: timedelta


@dataclass(frozen=True, slots=True)
class Move:
    """So long after the story's beginning somebody lives in another zone, and it is configured."""

    after: timedelta
    person: str
    zone: str


@dataclass(frozen=True, slots=True)
class Death:
    """A process dies after this step of its own, and for so long nobody starts another."""

    step: int
    down: timedelta


def storm(chance: Random) -> Storm:
    """A storm of some kind."""
    return Storm(
        between_kills=chance.choice((0, 600, 2000, 8000)),
        at_edges=chance.choice((0.0, 0.0, 0.01, 0.05)),
        spells=chance.choice((6, 20, 60)) * _HOUR,
    )


def jumps(chance: Random, days: int) -> tuple[Jump, ...]:
    """Seldom, the clock is set back by an hour or forward by a day."""
    if chance.random() > _WRONG_CLOCK:
        return ()
    after = timedelta(days=chance.uniform(0.5, days))
    return (Jump(after, timedelta(hours=chance.choice((-1, 24)))),)


def moves(
    chance: Random, days: int, people: Sequence[Person], zones: Sequence[str]
) -> tuple[Move, ...]:
    """Now and then somebody moves, perhaps back again."""
    if chance.random() > _MOVING:
        return ()
    times = sorted(chance.uniform(0, days) for _ in range(chance.choice((1, 1, 2))))
    who = chance.choice(people).id
    return tuple(Move(timedelta(days=after), who, chance.choice(zones)) for after in times)


def downtime(chance: Random) -> timedelta:
    """How long nobody starts the bot again."""
    seconds = chance.choice((1.0, 1.0, 60.0, 400.0, _HOUR, 4 * _HOUR, 30 * _HOUR))
    return timedelta(seconds=chance.uniform(0.2, 1.0) * seconds)


class Skies:
    """The weather on one platform: spells of one kind or another, with good days between."""

    def __init__(self, chat: Chat, chance: Random, now: Callable[[], datetime]) -> None:
        self._chat = chat
        self._chance = chance
        self._now = now
        self._present = FINE
        self.told: list[tuple[datetime, datetime, str]] = []

    def weather(self) -> Weather:
        """The weather at present."""
        return self._present

    async def change(self, between: float, until: datetime) -> None:
        """Change the weather until then."""
        while True:
            await asyncio.sleep(self._chance.expovariate(1 / between))
            if self._now() > until:
                return
            kind = self._chance.choice(("down", "lossy", "busy", "slow", "doubling"))
            longest = _HOUR if kind == "down" else 3 * _HOUR
            lasts = timedelta(seconds=self._chance.choice((20.0, 600.0, longest)))
            end = min(self._now() + lasts, until)
            self.told.append((self._now(), end, f"{self._chat.name} is {kind}"))
            if kind == "down":
                self._chat.go_down(end)
            else:
                self._present = _WEATHERS[kind]
            await asyncio.sleep(max(0.0, (end - self._now()).total_seconds()))
            self._present = FINE


_WEATHERS: Mapping[str, Weather] = {
    "lossy": Weather(lost=0.15, unanswered=0.25, silent=0.3),
    "busy": Weather(refused=0.5),
    "slow": Weather(slow=40.0, unanswered=0.05),
    "doubling": Weather(twice=0.5, unanswered=0.1),
}


async def refuse_writes(
    disk: Disk, chance: Random, kinds: Random, now: Callable[[], datetime], until: datetime
) -> None:
    """Make the disk full now and then, the file read-only, or the database locked."""
    while True:
        await asyncio.sleep(chance.expovariate(1 / (20 * _HOUR)))
        if now() > until:
            return
        refusal = kinds.choice((FULL, READ_ONLY, LOCKED))
        disk.refuse(refusal, chance.choice((2.0, 90.0, 900.0)))
