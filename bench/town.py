"""The people, their standup and the silent platform that the benches work on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import available_timezones

from standup.chat.interface import Capabilities, Inbox, Message, Said
from standup.core.model import Account, Channel, Instance, Person, Question, Round, Standup
from standup.engine.bot import Bot
from standup.engine.clock import JumpClock
from standup.store.database import Store
from standup.store.sqlite.store import SqliteStore

PLATFORM = "silent"
QUESTIONS = 5
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
OPENING = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


class Silent:
    """A platform that shows nothing, at its pace; `heard` is told whom a message reached."""

    def __init__(
        self, heard: Callable[[str], None] = lambda _: None, per_second: float = 1_000_000.0
    ) -> None:
        self.capabilities = Capabilities(
            text_limit=4000,
            threads=True,
            edits=True,
            opens_direct=True,
            per_second=per_second,
            at_once=64,
            key_window=3600.0,
        )
        self.sent = 0
        self._heard = heard

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:  # noqa: ARG002
        """See Adapter. Nothing arrives: a bench calls the inbox itself."""
        ready("nobody")
        await asyncio.Event().wait()

    async def direct(self, account: str) -> str:
        """See Adapter."""
        return f"@{account}"

    async def send(
        self,
        place: str,
        message: Message,  # noqa: ARG002
        key: str,  # noqa: ARG002
        *,
        thread: str | None = None,  # noqa: ARG002
        title: str | None = None,  # noqa: ARG002
    ) -> str:
        """See Adapter."""
        self.sent += 1
        if place.startswith("@"):
            self._heard(place[1:])
        return f"m{self.sent}"

    async def edit(
        self, place: str, message_id: str, message: Message, key: str, *, thread: str | None = None
    ) -> None:
        """See Adapter."""

    async def find(
        self,
        place: str,  # noqa: ARG002
        message: Message,  # noqa: ARG002
        key: str,  # noqa: ARG002
        since: datetime,  # noqa: ARG002
        *,
        thread: str | None = None,  # noqa: ARG002
        title: str | None = None,  # noqa: ARG002
    ) -> Sequence[str]:
        """See Adapter."""
        return ()


def town(people: int, zones: int) -> Instance:
    """So many people in so many zones, all in one standup on Thursdays at 9:30 of their own."""
    names = zone_names(zones)
    everybody = tuple(
        Person(f"p{n}", f"Person {n}", names[n % zones], (Account(PLATFORM, account(n)),))
        for n in range(people)
    )
    round_ = Round("day", "Day", "30 9 * * thu", questions(), timedelta(hours=17))
    standup = Standup("town", "Town", (round_,), everybody, (Channel(PLATFORM, "#town"),))
    return Instance((standup,), everybody, "Person 0", "UTC")


def questions() -> tuple[Question, ...]:
    """What is asked in a round."""
    return tuple(
        Question(f"q{n}", "text", f"What of your day is number {n}?") for n in range(QUESTIONS)
    )


def at_one_moment(told: Instance) -> Instance:
    """The same people, wherever they are, all asked at 9:30 UTC."""
    return replace(told, standups=tuple(replace(s, zone="UTC") for s in told.standups))


def zone_names(count: int) -> list[str]:
    """So many zones of the tz database."""
    return sorted(zone for zone in available_timezones() if "/" in zone)[:count]


def account(number: int) -> str:
    """The account of a person."""
    return f"a{number}"


def answer(number: int, question: int, now: datetime) -> Said:
    """What a person says to a question."""
    words = f"Chapter {question + 1} and its exercises, the last one with a hint"
    return Said(f"e{number}.{question}", account(number), words, now)


@dataclass(frozen=True, slots=True)
class Morning:
    """A bot whose people have all just been asked."""

    bot: Bot
    store: Store
    clock: JumpClock


Opened = Callable[[Path], Awaitable[Store]]
"""A fresh database for a folder."""


async def sqlite(folder: Path) -> Store:
    """A file in the folder."""
    return await SqliteStore.open(folder / "standup.db")


@asynccontextmanager
async def morning(
    people: int,
    zones: int,
    heard: Callable[[str], None] = lambda _: None,
    opened: Opened = sqlite,
) -> AsyncIterator[Morning]:
    """A fresh database in which everybody has an open check-in; nothing is sent by itself."""
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        store = await opened(Path(folder))
        try:
            clock = JumpClock(MONDAY)
            told = at_one_moment(town(people, zones))
            bot = Bot(store, told, {PLATFORM: Silent(heard)}, clock)
            await bot.scheduler(store).adopt()
            clock.jump(OPENING)
            await bot.scheduler(store).settle()
            yield Morning(bot, store, clock)
        finally:
            await store.close()
