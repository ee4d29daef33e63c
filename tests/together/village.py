"""A small place: two people on Telegram, two on Discord, and one Learning Day of theirs."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from standup.store import idle
from standup.store.database import Transaction
from standup.store.sqlite.store import SqliteReader, SqliteStore
from tests.day import standup
from tests.discord_adapter.reader import read
from tests.standins.discord import ChannelHandle, DiscordServer
from tests.standins.telegram import Group, TelegramServer
from tests.team import at, pass_time
from tests.together.clients import Client, OnDiscord, OnTelegram, plain
from tests.together.process import BotProcess, Shared

INSTANCE = """
database: data/standup.db
timezone: Europe/London
organiser: Ana
adapters:
  discord: {{token: {{file: discord}}, api: "{discord}", first_contacts_per_minute: 6000}}
  telegram: {{token: {{file: telegram}}, username: standup_bot, api: "{telegram}"}}
people:
  ana: {{name: Ana, accounts: {{telegram: "{ana}"}}}}
  bo: {{name: Bo, accounts: {{telegram: "{bo}"}}}}
  chi: {{name: Chi, accounts: {{discord: "{chi}"}}}}
  dee: {{name: Dee, accounts: {{discord: "{dee}"}}}}
"""
PATIENCE = 40.0
_STEP = timedelta(seconds=0.5)  # of the clock, each time we look whether something has come
_LOOK = 0.005


class StuckError(AssertionError):
    """What was waited for never came."""


@dataclass
class Village:
    """The people at their clients, the two servers, and where everybody reads."""

    folder: Path
    clock: Shared
    discord: DiscordServer
    telegram: TelegramServer
    ana: OnTelegram
    bo: OnTelegram
    chi: OnDiscord
    dee: OnDiscord
    channel: ChannelHandle
    group: Group
    bot: BotProcess
    store: SqliteReader
    gone: set[str] = field(default_factory=set)

    @property
    def people(self) -> dict[str, Client]:
        return {"ana": self.ana, "bo": self.bo, "chi": self.chi, "dee": self.dee}

    def channel_shows(self) -> list[str]:
        """The Discord channel with its threads."""
        inside = [one for thread in self.channel.threads for one in thread.messages]
        ours = [one for one in (*self.channel.messages, *inside) if one.from_bot and one.content]
        return [plain(read(one.content)) for one in ours if not one.deleted]

    def group_shows(self) -> list[str]:
        """The Telegram group."""
        return [plain(one.text) for one in self.group.messages if one.from_bot and one.text]

    async def hears(self, client: Client, *words: str, patience: float = PATIENCE) -> None:
        """Wait until somebody's newest message from the bot holds these words."""
        said: list[str] = []

        async def heard() -> bool:
            said[:] = await client.heard()
            return bool(said) and all(word in said[-1] for word in words)

        await self._until(heard, lambda: f"never came {words}, but {said}", patience)

    async def connected(self) -> None:
        """Wait until the bot is at work, on both platforms."""

        async def is_connected() -> bool:
            return self.bot.is_connected

        await self._until(is_connected, lambda: "the bot never connected")

    async def reach(self, moment: str) -> None:
        """Let time pass, once all is done that was to be done, stopping where something is due."""
        await self.quiet()
        await pass_time(self.store, self.clock, at(moment), self.quiet)

    async def quiet(self) -> None:
        """Wait until the bot is connected, nothing is on its way, and nothing waits to leave."""
        left: list[object] = []

        async def is_quiet() -> bool:
            if not self.bot.is_connected or len(self.telegram.world.updates):
                return False
            left[:] = await self.store.read(self._left)
            return not left

        await self._until(is_quiet, lambda: f"never came to rest: {left}")

    async def _left(self, tx: Transaction) -> list[object]:
        """What is to be done now, or was promised for later."""
        found = await tx.all(
            "SELECT key, state, attempts, doubts, reason, datetime(due_at / 1000, 'unixepoch')"
            " FROM outbox WHERE state IN ('pending', 'sending')"
        )
        return [*found, "busy"] if await idle.busy(tx, self.clock.now()) else list(found)

    async def _until(
        self,
        holds: Callable[[], Awaitable[bool]],
        otherwise: Callable[[], str],
        patience: float = PATIENCE,
    ) -> None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + patience
        while not await holds():
            if loop.time() > deadline:
                raise StuckError(otherwise())
            await asyncio.sleep(_LOOK)
            self.clock.pass_by(_STEP)


@asynccontextmanager
async def village(folder: Path, answer_seconds: float, *, forum: bool) -> AsyncIterator[Village]:
    """The village on the eve of its Learning Day; the bot is not there yet."""
    clock = Shared(at("8:00"))
    async with AsyncExitStack() as stack:
        discord = await stack.enter_async_context(DiscordServer(now=clock.now))
        telegram = await stack.enter_async_context(TelegramServer(now=clock.now))
        guild = discord.guild("Team")
        channel = guild.forum("learning") if forum else guild.text_channel("learning")
        group = telegram.group("Learning", forum=forum, admin=forum)
        ana, bo = telegram.person("Ana"), telegram.person("Bo")
        chi, dee = discord.person("Chi", guild), discord.person("Dee", guild)
        for person in (ana, bo):
            await person.start()
        ids = {"ana": ana.id, "bo": bo.id, "chi": chi.id, "dee": dee.id}
        instance = INSTANCE.format(discord=discord.url, telegram=telegram.url, **ids)
        (folder / "standups").mkdir(parents=True)
        for name, text in (
            ("discord", discord.token),
            ("telegram", telegram.token),
            ("instance.yaml", instance),
            ("standups/learning-day.yaml", standup(discord=channel.id, telegram=group.id)),
        ):
            (folder / name).write_text(text)
        store = await _database(folder / "data" / "standup.db")
        stack.push_async_callback(store.close)
        yield Village(
            folder=folder,
            clock=clock,
            discord=discord,
            telegram=telegram,
            ana=OnTelegram(ana),
            bo=OnTelegram(bo),
            chi=OnDiscord(chi),
            dee=OnDiscord(dee),
            channel=channel,
            group=group,
            bot=BotProcess(folder, clock, answer_seconds),
            store=store,
        )


async def _database(path: Path) -> SqliteReader:
    """The database, empty, with a look at it from this process."""
    await (await SqliteStore.open(path)).close()
    return await SqliteReader.open(path)
