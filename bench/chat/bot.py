"""Our bot as `standup run` has it, with a whole town to ask on one platform."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.chat.playing import Town
from bench.town import QUESTIONS
from standup.chat.interface import UNLIMITED, Adapter, Context, Plugin
from standup.core.commands.menu import MENU
from standup.core.model import Account, Channel, Instance, Person, Question, Round, Standup
from standup.engine.bot import Bot
from standup.engine.clock import JumpClock
from standup.store import adapter_values
from standup.store.sqlite.store import SqliteStore

HOUR = timedelta(hours=1)
_PATIENCE = 30.0
_FAST = 1_000_000.0


@dataclass(frozen=True, slots=True)
class Running:
    """A bot that is connected, an hour before it has anything to ask."""

    clock: JumpClock

    def open(self) -> None:
        """Now is the time: from here on the bot's clock is everybody's."""
        self.clock.jump(datetime.now(UTC))


@asynccontextmanager
async def running(town: Town, *, lifted: bool = True) -> AsyncIterator[Running]:
    """Our bot on a platform; `lifted` is without the pace that spares the platform."""
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        clock = JumpClock(datetime.now(UTC) - HOUR)
        adapter = _adapter(town, Path(folder), clock.now, lifted=lifted)
        store = await SqliteStore.open(Path(folder) / "standup.db")
        if town.platform == "discord":
            await _prepare_discord(town, store, lifted=lifted)
        connected = asyncio.Event()
        bot = Bot(
            store,
            _instance(town),
            {town.platform: adapter},
            clock,
            ready=lambda _name, _words: connected.set(),
        )
        task = asyncio.create_task(bot.run())
        try:
            await asyncio.wait_for(connected.wait(), _PATIENCE)
            yield Running(clock)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await store.close()


def _adapter(town: Town, folder: Path, now: Callable[[], datetime], *, lifted: bool) -> Adapter:
    plugin: Plugin = import_module(f"standup_{town.platform}").plugin
    own = folder / town.platform
    own.mkdir()
    settings = plugin.settings(**settings_on(town, folder, lifted=lifted))
    adapter = plugin.create(settings, Context(town.platform, own, now, MENU))
    if lifted:
        adapter.capabilities = replace(
            adapter.capabilities, per_second=_FAST, place_per_second=UNLIMITED
        )
    return adapter


def settings_on(town: Town, folder: Path, *, lifted: bool) -> dict[str, Any]:
    """What stands under the adapter's name in the instance file."""
    (folder / "token").write_text(town.token)
    if town.platform == "matrix":
        password = {"file": str(folder / "token")}
        given: dict[str, Any] = {"homeserver": town.url, "user": town.user, "password": password}
        return given | {"encryption": False}
    given = {"token": {"file": str(folder / "token")}, "api": town.url}
    if town.platform == "telegram":
        given |= {"username": "standup_bot"} | ({"per_second": 1000} if lifted else {})
    return given


async def _prepare_discord(town: Town, store: SqliteStore, *, lifted: bool) -> None:
    """Let every conversation be known, as on any day but the first, when few are begun a minute."""
    buckets: Any = import_module("standup_discord.buckets")
    pace = _pace(buckets)
    buckets.PER_SECOND = _FAST if lifted else pace
    today = datetime.now(UTC).date().isoformat()
    known = {f"conversation/{account}": f"{place} {today}" for account, place in town.people}
    await store.write(lambda tx: adapter_values.keep(tx, town.platform, known))


@cache
def _pace(buckets: Any) -> float:
    """The pace as it is when nobody has lifted it."""
    return float(buckets.PER_SECOND)


def _instance(town: Town) -> Instance:
    """Everybody in one standup that opened less than a minute ago."""
    opened = datetime.now(UTC)
    everybody = tuple(
        Person(f"p{number}", f"Person {number}", "UTC", (Account(town.platform, account),))
        for number, (account, _) in enumerate(town.people)
    )
    questions = tuple(
        Question(f"q{number}", "text", f"What of your day is number {number}?")
        for number in range(QUESTIONS)
    )
    closes = timedelta(hours=opened.hour + 8)
    round_ = Round("day", "Day", f"{opened.minute} {opened.hour} * * *", questions, closes)
    channels = (Channel(town.platform, town.channel),) if town.channel else ()
    standup = Standup("town", "Town", (round_,), everybody, channels, zone="UTC")
    return Instance((standup,), everybody, "Person 0", "UTC")
