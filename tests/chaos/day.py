"""One Learning Day of five people on three platforms, who write all the time, whatever happens."""

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from time import monotonic

from standup.config import load
from standup.errors import DatabaseError
from standup.store import idle, stumbles
from standup.store.database import Operation, Transaction
from standup.wiring.opening import open_reader
from tests.chaos.bot import POISON
from tests.chaos.clock import Adjusted
from tests.chaos.faults import Trouble
from tests.chaos.ledger import WORD, Ledger
from tests.chaos.process import Process
from tests.matrix.synapse import Synapse
from tests.postgres import Postgres, schema_of
from tests.team import at
from tests.together.clients import Client
from tests.together.town import Town, town_on

PLANNED, LEARNED = "One thing per line", "What did you learn?"
ADDED = "Added to today"
SORRY = "nothing is lost"
PATIENCE = 60.0
_ABRUPT = ("killed", "stood still", "file removed", "file replaced")
_REPORT = ("report", "learning-day", "--format", "json")
_IN_FLIGHT = 2  # destinations on Telegram, to each of which one message at most is on its way
_DAY = timedelta(days=1)
_AHEAD, _AHEAD_FOR = 3 * _DAY, 2.4  # seconds, which are a minute of the day's clock
_FASTER = 25.0  # the clock of the day than any other
_TICK = 0.01
_LOOK = 0.1
_PAUSES = (0.2, 1.0)  # seconds, in which somebody thinks of what to write next


class StuckError(AssertionError):
    """What was waited for never came."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was untrue in the end, and what had happened."""

    lies: list[str]
    said: int
    struck: Counter[str]
    doubled: int  # on Telegram
    in_doubt: int  # messages of Telegram that were not tried a third time
    log: str


@dataclass
class Day:
    """Everybody there, the bot, what is done to it, and what was said."""

    town: Town
    clock: Adjusted
    bot: Process
    trouble: Trouble
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def people(self) -> dict[str, Client]:
        """Those who write, each at one client."""
        town = self.town
        return {"ana": town.ana, "bo": town.bo, "dee": town.dee_on_discord, "eve": town.eve}

    async def read(self, operation: Operation[Counter[str]]) -> Counter[str]:
        """Look into the database, as soon as it can be looked into."""
        while True:
            with suppress(DatabaseError):
                reader = await open_reader(load(self.town.folder).database)
                try:
                    return await reader.read(operation)
                finally:
                    await reader.close()
            await asyncio.sleep(_LOOK)

    async def until(self, holds: Callable[[], Awaitable[bool]], what: str) -> None:
        """Wait for something that is to come whatever happens."""

        async def lacking() -> list[str]:
            return [] if await holds() else [what]

        await self.until_nothing(lacking)

    async def until_nothing(self, lacking: Callable[[], Awaitable[list[str]]]) -> None:
        """Wait until nothing is lacking any more."""
        deadline = monotonic() + PATIENCE
        while found := await lacking():
            if monotonic() > deadline:
                raise StuckError(f"never came: {found}")
            await asyncio.sleep(_LOOK)

    async def quiet(self) -> None:
        """Wait until all that was said is kept, and nothing is left to do."""

        async def lacking() -> list[str]:
            found = self.ledger.missing(await self.read(_kept))
            aside = (await self.read(_aside)).total()
            found += ["a poisonous message"] * (len(self.ledger.poisonous) - aside)
            found += ["an update of Telegram's"] * len(self.town.telegram.world.updates)
            return found + list(await self.read(self._busy))

        await self.until_nothing(lacking)

    async def _busy(self, tx: Transaction) -> Counter[str]:
        is_busy = await idle.busy(tx, self.clock.now())
        return Counter(["something to do"] if is_busy else [])


async def live(
    folder: Path, synapse: Synapse, seed: int, seconds: float, postgres: Postgres | None = None
) -> Verdict:
    """The day, with trouble for so many seconds, and what was untrue after it."""
    async with _prepared(folder, synapse, seed, postgres) as day:
        try:
            await _lived(day, seconds)
        except StuckError as stuck:
            lies = [str(stuck), *day.ledger.against_the_store(await day.read(_kept))]
            lies += await day.read(_left)
            return Verdict(lies, day.ledger.all.total(), day.trouble.struck, 0, 0, day.bot.log)
        return await _verdict(day)


async def _lived(day: Day, seconds: float) -> None:
    await day.until(_is_connected(day), "the connections")
    async with _happening(day.trouble.keep_alive()):
        await _runs_ahead(day)
        day.clock.jump(at("9:30"))
        await _under_trouble(day, seconds * 2 / 3, _plans)
        day.clock.jump(at("17:00"))
        await _under_trouble(day, seconds / 3, _learns)
        day.clock.jump(at("20:00"))
        await day.quiet()
        day.clock.skew(_DAY)
        await asyncio.sleep(1)
        day.clock.skew(timedelta(0))
        await day.quiet()


async def _runs_ahead(day: Day) -> None:
    """Before anybody is asked the bot's clock is days ahead, and right again."""
    await day.trouble.ahead(_AHEAD, _AHEAD_FOR)

    async def is_noticed() -> bool:
        return "the clock went back" in day.bot.log

    await day.until(is_noticed, "that the bot saw its clock go back")


async def _under_trouble(
    day: Day, seconds: float, answers: Callable[[Day, str], Awaitable[None]]
) -> None:
    """Let everybody answer, and then write until the trouble is over and longer."""
    end = monotonic() + seconds

    async def take_part(who: str) -> None:
        await answers(day, who)
        await _keeps_writing(day, who, end)

    await asyncio.gather(day.trouble.strike(seconds), *map(take_part, day.people))
    await day.quiet()


def _is_connected(day: Day) -> Callable[[], Awaitable[bool]]:
    """Whether the bot is at work on all platforms."""

    async def is_connected() -> bool:
        return day.bot.said.count("Connected: ") == 3

    return is_connected


async def _plans(day: Day, who: str) -> None:
    await _hears(day, who, PLANNED)
    day.ledger.plans[who] = word = day.ledger.word(who)
    await day.people[who].says(word)
    await _hears(day, who, "posted in the thread")
    day.ledger.poisonous.append(who)
    await day.people[who].says(f"{POISON}, which the bot cannot take")


async def _learns(day: Day, who: str) -> None:
    await _hears(day, who, LEARNED)
    day.ledger.learned[who] = word = day.ledger.word(who)
    await day.people[who].says(f"done – {word}")
    await _hears(day, who, word)


async def _hears(day: Day, who: str, words: str) -> None:
    async def lacking() -> list[str]:
        said: list[str] = []
        with suppress(AssertionError):  # not invited yet
            said += await day.people[who].heard()
        return [] if any(words in text for text in said) else [f"{words!r} to {who}", *said]

    await day.until_nothing(lacking)


async def _keeps_writing(day: Day, who: str, end: float) -> None:
    """Write without waiting for anything."""
    chance = Random(f"{day.trouble.seed} {who}")  # noqa: S311
    while monotonic() < end:
        word = day.ledger.word(who)
        await day.people[who].says(f"{word}, an aside")
        day.ledger.updates.setdefault(who, []).append(word)
        await asyncio.sleep(chance.uniform(*_PAUSES))


# ── afterwards ─────────────────────────────────────────────────────────────────────────────────


async def _verdict(day: Day) -> Verdict:
    town, ledger, struck = day.town, day.ledger, day.trouble.struck
    lies = ledger.against_the_store(await day.read(_kept))
    lies += ledger.against_the_report(await _told(town.folder, *_REPORT))
    lies += day.trouble.lies + await _not_aside(day)
    for name, look in (("matrix", town.room_shows), ("discord", town.channel_shows)):
        found, doubled = ledger.against_a_channel(name, await look())
        lies += found
        lies += [f"{name} shows {doubled} too many"] if doubled else []
    lies += [lie for who in ("ana", "bo", "dee") for lie in await _talk(day, who)]
    in_doubt = (await day.read(_in_doubt))["telegram"]
    found, doubled = ledger.against_a_channel("telegram", await town.group_shows())
    lies += found if len(found) > in_doubt else []
    if doubled > _IN_FLIGHT * sum(struck[name] for name in _ABRUPT):
        lies.append(f"telegram shows {doubled} too many")
    return Verdict(lies, ledger.all.total(), struck, doubled, in_doubt, day.bot.log)


async def _talk(day: Day, who: str) -> list[str]:
    """Somebody is asked once, and every update of theirs is replied to once."""
    heard = await day.people[who].heard()
    asked = sum(PLANNED in text for text in heard)
    replies = sum(ADDED in text for text in heard)
    found = [f"{who} was asked {asked} times"] if asked != 1 else []
    wanted = len(day.ledger.updates.get(who, ()))
    if replies != wanted:
        found.append(f"{who} got {replies} replies to {wanted} updates")
    sorry = sum(SORRY in text for text in heard)
    if sorry != day.ledger.poisonous.count(who):
        found.append(f"{who} was told {sorry} times that something was put aside")
    return found


async def _not_aside(day: Day) -> list[str]:
    """What nobody could handle is put aside once, and whoever runs the bot sees it."""
    listed = (await _told(day.town.folder, "inbox")).splitlines()
    wanted = len(day.ledger.poisonous)
    found = (await day.read(_aside)).total()
    if found == len(listed) == wanted:
        return []
    return [f"{found} messages are aside and {len(listed)} are listed, of {wanted}"]


async def _told(folder: Path, *arguments: str) -> str:
    """What a command of whoever runs the bot prints."""
    command = [sys.executable, "-m", "standup", *arguments, "-f", str(folder)]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    return out.decode()


async def _aside(tx: Transaction) -> Counter[str]:
    return Counter(one.handle for one in await stumbles.aside(tx))


async def _kept(tx: Transaction) -> Counter[str]:
    """The words in the database."""
    rows = await tx.all("SELECT text FROM answer UNION ALL SELECT text FROM addition")
    return Counter(word for (text,) in rows for word in WORD.findall(text))


async def _left(tx: Transaction) -> Counter[str]:
    """What is promised and has not arrived, in words."""
    rows = await tx.all(
        "SELECT adapter, key, state, attempts, reason, due_at FROM outbox WHERE state <> 'sent'"
    )
    return Counter(" ".join(map(str, row)) for row in rows)


async def _in_doubt(tx: Transaction) -> Counter[str]:
    rows = await tx.all("SELECT adapter FROM outbox WHERE reason = 'in doubt' AND state = 'sent'")
    return Counter(adapter for (adapter,) in rows)


# ── beforehand ─────────────────────────────────────────────────────────────────────────────────


@asynccontextmanager
async def _prepared(
    folder: Path, synapse: Synapse, seed: int, postgres: Postgres | None
) -> AsyncIterator[Day]:
    folder.mkdir(parents=True, exist_ok=True)
    clock = Adjusted(folder / "clock")
    clock.begin(at("8:00"))
    async with town_on(clock, synapse, folder / "config") as town:
        file: Path | None = town.folder / "data/standup.db"
        if postgres is not None:
            file, told = None, town.folder / "instance.yaml"
            url = postgres.url(schema_of(folder))
            told.write_text(told.read_text().replace("data/standup.db", url))
        bot = Process(town.folder, folder / "clock")
        bot.start()
        async with _happening(_let_time_pass(clock)):
            try:
                yield Day(town, clock, bot, Trouble(seed, bot, clock, postgres, file))
            finally:
                bot.kill()


async def _let_time_pass(clock: Adjusted) -> None:
    last = monotonic()
    while True:
        await asyncio.sleep(_TICK)
        took, last = monotonic() - last, monotonic()
        clock.pass_by(timedelta(seconds=took * (_FASTER - 1)))


@asynccontextmanager
async def _happening(what: "Awaitable[None]") -> AsyncIterator[None]:
    """While the block runs this goes on beside it; should it fail, so does the block."""
    task = asyncio.ensure_future(what)
    try:
        yield
        if task.done():
            await task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
