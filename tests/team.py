"""A small team on a platform in memory, its bot on a real database, and a clock that jumps."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from standup.core.model import Account, Channel, Instance, Person, Question, Round, Standup
from standup.engine.bot import Bot
from standup.engine.clock import Clock, JumpClock
from standup.engine.drawing import Draw
from standup.engine.host import SingleProcess
from standup.engine.summariser import Ask
from standup.store import idle, openings, upgrades
from standup.store.database import Reader, Store, Transaction
from standup.store.sqlite.store import SqliteStore
from tests import fresh
from tests.platform import Platform

ROOM = "#learning"
LONDON = "Europe/London"


def person(name: str, zone: str = LONDON) -> Person:
    return Person(name, name.title(), zone, (Account("chat", name),))


PLAN = Round(
    "plan",
    "Plan",
    "30 9 * * thu",
    (Question("will_learn", "items", "What will you learn today?"),),
    closes=timedelta(hours=17),
)
LEARNED = Round(
    "learned",
    "Learned",
    "0 17 * * thu",
    (Question("did_learn", "outcome", "What did you learn?", of=("plan", "will_learn")),),
    closes=timedelta(hours=20),
    reminder=timedelta(minutes=30),
)


def learning_day(*people: Person) -> Standup:
    return Standup(
        "learning-day", "Learning Day", (PLAN, LEARNED), people, (Channel("chat", ROOM),)
    )


def daily(*people: Person, cron: str = "30 9 * * *", closes: float = 12) -> Standup:
    questions = (
        Question("done", "text", "What did you do?"),
        Question("stuck", "text", "Where are you stuck?", optional=True),
    )
    round_ = Round("day", "Daily", cron, questions, timedelta(hours=closes))
    return Standup("daily", "Daily", (round_,), people, (Channel("chat", "#daily"),))


def instance(*standups: Standup) -> Instance:
    people = {p.id: p for standup in standups for p in standup.participants}
    return Instance(standups, tuple(people.values()), "Ana (ana)", LONDON)


THURSDAY = datetime(2026, 11, 26, tzinfo=UTC)


def at(clock: str, day: datetime = THURSDAY) -> datetime:
    """That time of the day, in UTC, which in November is London's time."""
    hours, minutes = clock.split(":")
    return day + timedelta(hours=int(hours), minutes=int(minutes))


async def open_store(folder: Path) -> Store:
    """The database of a folder, always the same for the same folder."""
    fresh.lay(path := folder / "standup.db")
    return await SqliteStore.open(path)


def clock_at(start: datetime) -> JumpClock:
    """A clock on which time passes as it does for the event loop."""
    return JumpClock(start, asyncio.get_running_loop().time)


class Jumping(Clock, Protocol):
    """A clock that is set by those who test."""

    def jump(self, to: datetime) -> None:
        """Be at this instant, unless it is past already."""


async def pass_time(
    store: Reader, clock: Jumping, moment: datetime, settled: Callable[[], Awaitable[None]]
) -> None:
    """Let time pass, stopping at every moment something is to happen."""
    while (due := await store.read(openings.next_moment)) is not None and due <= moment:
        clock.jump(due)
        await settled()
    clock.jump(moment)
    await settled()


@dataclass
class Team:
    """The running bot and what a test does with it."""

    bot: Bot
    store: Store
    platform: Platform
    clock: JumpClock
    host: SingleProcess
    platforms: dict[str, Platform] = field(default_factory=dict)

    async def until(self, moment: datetime) -> None:
        """Let time pass, stopping at every moment something is to happen."""
        await self.settled()
        await pass_time(self.store, self.clock, moment, self.settled)

    async def settled(self) -> None:
        """Wait until the engine has nothing to do that is due."""
        for platform in self.platforms.values():
            await platform.all_taken()
        pause = 0.002
        async with asyncio.timeout(60):
            while self.host.is_due(self.clock.now()) or await self.store.read(self._busy):
                await asyncio.sleep(pause)
                pause = min(2 * pause, 0.05)  # what takes longer waits for its time to come

    async def _busy(self, tx: Transaction) -> bool:
        return await idle.busy(tx, self.clock.now())

    async def say(
        self, account: str, text: str, *, forwarded: bool = False, answers: str | None = None
    ) -> str:
        message = self.platform.say(account, text, forwarded=forwarded, answers=answers)
        await self.settled()
        return message

    async def agree(self, account: str, text: str) -> None:
        """Say something that is shown before it is done, and yes to it."""
        await self.say(account, text)
        assert "/yes" in self.last(account)
        await self.say(account, "/yes")

    def last(self, account: str) -> str:
        return self.platform.direct_texts(account)[-1]

    async def everything(self) -> str:
        """Every row of every table."""
        tables = re.findall(
            r"CREATE (?:VIRTUAL )?TABLE (\w+)", "".join(step.sql for step in upgrades.steps())
        )
        return str([await self.rows(f"SELECT * FROM {name}") for name in tables])  # noqa: S608

    async def rows(self, sql: str, *parameters: object) -> list[tuple[object, ...]]:
        return await self.store.read(lambda tx: tx.all(sql, *parameters))


@asynccontextmanager
async def team(
    folder: Path,
    told: Instance,
    start: datetime,
    platform: Platform | None = None,
    others: dict[str, Platform] | None = None,
    draw: Draw | None = None,
    ask: Ask | None = None,
) -> AsyncIterator[Team]:
    """A bot that runs while the block does; `others` are platforms besides the one named chat, and
    `ask` asks a model."""
    clock = clock_at(start)
    platform = platform or Platform()
    platforms = {"chat": platform, **(others or {})}
    for one in platforms.values():
        one.now = clock.now
    store = await open_store(folder)
    host = SingleProcess(store, clock)
    bot = Bot(store, told, platforms, clock, host=host, pause=0.0, draw=draw, ask=ask)
    running = asyncio.create_task(bot.run())
    try:
        await bot.started.wait()
        yield Team(bot, store, platform, clock, host, platforms)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await store.close()


def without_reminder(round_: Round) -> Round:
    return replace(round_, reminder=timedelta(0))
