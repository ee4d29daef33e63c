"""Five people on three platforms, their three channels, and the bot between them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from standup.app import create_adapters
from standup.config import load
from standup.engine.bot import Bot
from standup.engine.clock import JumpClock
from standup.pictures import apart
from standup.store import idle
from standup.store.database import Store
from standup.wiring.opening import open_store
from tests.day import standup
from tests.discord_adapter.reader import read
from tests.matrix.person import Person as MatrixPerson
from tests.matrix.synapse import Synapse
from tests.patience import PATIENCE
from tests.standins.discord import ChannelHandle, DiscordServer, GuildHandle
from tests.standins.telegram import Group, TelegramServer
from tests.team import Jumping, at, pass_time
from tests.together.clients import OnDiscord, OnMatrix, OnTelegram, plain

PASSWORD = "a-password"
INSTANCE = """
database: data/standup.db
timezone: Europe/London
organiser: Ana
adapters:
  matrix: {{homeserver: "{synapse}", user: "{bot}", password: {{file: password}}}}
  discord: {{token: {{file: discord}}, api: "{discord}", first_contacts_per_minute: 6000}}
  telegram: {{token: {{file: telegram}}, username: standup_bot, api: "{telegram}"}}
people:
  ana: {{name: Ana, accounts: {{matrix: "{ana}"}}}}
  bo: {{name: Bo, accounts: {{discord: "{bo}"}}}}
  chi: {{name: Chi, accounts: {{telegram: invite}}}}
  dee: {{name: Dee, accounts: {{matrix: "{dee}", discord: "{dee_discord}"}}, prefer: discord}}
  eve: {{name: Eve, accounts: {{telegram: "{eve}"}}}}
"""


@dataclass
class Town:
    """The people at their clients, the servers, and where everybody reads."""

    folder: Path
    clock: Jumping
    synapse: Synapse
    discord: DiscordServer
    telegram: TelegramServer
    ana: OnMatrix
    bo: OnDiscord
    chi: OnTelegram
    dee: OnMatrix
    dee_on_discord: OnDiscord
    eve: OnTelegram
    room: str
    guild: GuildHandle
    channel: ChannelHandle
    group: Group
    store: Store | None = field(default=None, repr=False)

    async def room_shows(self) -> list[str]:
        """The Matrix room with its threads."""
        return [plain(seen.text) for seen in await self.ana.person.reads_in(self.room)]

    async def channel_shows(self) -> list[str]:
        """The Discord channel with its threads."""
        inside = [one for thread in self.channel.threads for one in thread.messages]
        ours = [one for one in (*self.channel.messages, *inside) if one.from_bot and one.content]
        return [plain(read(one.content)) for one in ours if not one.deleted]

    async def group_shows(self) -> list[str]:
        """The Telegram group."""
        return [plain(one.text) for one in self.group.messages if one.from_bot and one.text]

    async def until(self, moment: str) -> None:
        """Let time pass, stopping at every moment something is to happen."""
        assert self.store is not None
        await pass_time(self.store, self.clock, at(moment), self.settled)

    async def settled(self) -> None:
        """Wait until the engine has nothing to do; the pace of a chat takes no real time."""
        assert self.store is not None
        async with asyncio.timeout(PATIENCE):
            while await self.store.read(lambda tx: idle.busy(tx, self.clock.now())):
                await asyncio.sleep(0.01)
                self.clock.jump(self.clock.now() + timedelta(milliseconds=300))


@asynccontextmanager
async def town(
    synapse: Synapse, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Town]:
    """The town with the bot in this process, on a clock that jumps."""
    clock = JumpClock(at("9:29"))
    monkeypatch.setattr("standup_matrix.events.happened", lambda _: clock.now())
    async with town_on(clock, synapse, folder) as made:
        yield made


@asynccontextmanager
async def town_on(clock: Jumping, synapse: Synapse, folder: Path) -> AsyncIterator[Town]:
    """The town before the bot comes; afterwards both stand-ins have seen nothing irregular."""
    async with AsyncExitStack() as stack:
        discord = await stack.enter_async_context(DiscordServer(now=clock.now))
        telegram = await stack.enter_async_context(TelegramServer(now=clock.now))
        made = await _people(synapse, discord, telegram, clock, folder)
        for client in (made.ana, made.dee):
            stack.push_async_callback(client.person.leave_town)
        yield made
        assert (discord.violations, telegram.violations) == ([], [])


async def _people(
    synapse: Synapse,
    discord: DiscordServer,
    telegram: TelegramServer,
    clock: Jumping,
    folder: Path,
) -> Town:
    name = "".join(c for c in folder.parent.name.lower() if c.isalnum())[-12:]
    ids = {who: synapse.register(f"{who}-{name}", PASSWORD) for who in ("bot", "ana", "dee")}
    people = []
    for who in ("ana", "dee"):
        keys = folder.parent / who
        keys.mkdir()
        people.append(MatrixPerson(synapse.url, ids[who], ids["bot"], keys))
    ana, dee = people
    for person in people:
        await person.arrive(PASSWORD)
    room = await ana.open_channel()
    await dee.nio.sync(timeout=0)
    guild = discord.guild("Team")
    channel = guild.text_channel("learning")
    bo, dee_on_discord = discord.person("Bo", guild), discord.person("Dee", guild)
    chi, eve = telegram.person("Chi", language="de"), telegram.person("Eve")
    group = telegram.group("Learning")
    await eve.start()
    (folder / "standups").mkdir(parents=True)
    for file, text in (
        ("password", PASSWORD),
        ("discord", discord.token),
        ("telegram", telegram.token),
        (
            "instance.yaml",
            INSTANCE.format(
                **ids,
                synapse=synapse.url,
                discord=discord.url,
                telegram=telegram.url,
                bo=bo.id,
                dee_discord=dee_on_discord.id,
                eve=eve.id,
            ),
        ),
        (
            "standups/learning-day.yaml",
            standup(matrix=room, discord=channel.id, telegram=group.id),
        ),
    ):
        (folder / file).write_text(text)
    return Town(
        folder=folder,
        clock=clock,
        synapse=synapse,
        discord=discord,
        telegram=telegram,
        ana=OnMatrix(ana),
        bo=OnDiscord(bo),
        chi=OnTelegram(chi),
        dee=OnMatrix(dee),
        dee_on_discord=OnDiscord(dee_on_discord),
        eve=OnTelegram(eve),
        room=room,
        guild=guild,
        channel=channel,
        group=group,
    )


@asynccontextmanager
async def running(made: Town) -> AsyncIterator[Bot]:
    """The bot, from its configuration, on the town's clock."""
    loaded = load(made.folder)
    made.store = await open_store(loaded.database)
    adapters = create_adapters(loaded, made.clock)
    waiting = {name: asyncio.Event() for name in adapters}
    bot = Bot(
        made.store,
        loaded.instance,
        adapters,
        made.clock,
        ready=lambda name, _: waiting[name].set(),
        draw=apart.for_chats(),
    )
    task = asyncio.create_task(bot.run())
    try:
        async with asyncio.timeout(PATIENCE):
            for connected in waiting.values():
                await connected.wait()
        yield bot
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await made.store.close()
        made.store = None
