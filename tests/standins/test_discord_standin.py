"""The stand-in for Discord, driven by the real discord.py."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.standins.discord import DiscordServer
from tests.standins.discord.library import discord

READY_WAIT = 0.01


class Bot(discord.Client):
    """A client that remembers what it was told."""

    def __init__(self, intents: discord.Intents | None = None) -> None:
        chosen = intents or discord.Intents(guilds=True, dm_messages=True, guild_messages=True)
        super().__init__(intents=chosen, guild_ready_timeout=READY_WAIT)
        self.said: list[str] = []
        self.seen: list[discord.Interaction] = []
        self.woken = asyncio.Event()

    async def on_message(self, message: discord.Message) -> None:
        if message.author != self.user:
            self.said.append(message.content)
            self.woken.set()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self.seen.append(interaction)
        self.woken.set()

    async def hears(self, count: int = 1) -> list[str]:
        async with asyncio.timeout(5):
            while len(self.said) < count:
                self.woken.clear()
                await self.woken.wait()
        return self.said


@asynccontextmanager
async def running(server: DiscordServer, bot: Bot | None = None) -> AsyncIterator[Bot]:
    bot = bot or Bot()
    with server.point_discord_py():
        task = asyncio.create_task(bot.start(server.token))
        try:
            async with asyncio.timeout(5):
                while not bot.is_ready():
                    if task.done():
                        task.result()
                    await asyncio.sleep(0.005)
            yield bot
        finally:
            await bot.close()
            await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as running_server:
        yield running_server
        assert running_server.own_violations == []


async def test_a_bot_logs_in_and_sees_its_guild(server: DiscordServer) -> None:
    team = server.guild("Team")
    standup = team.text_channel("standup")
    async with running(server) as bot:
        assert bot.user is not None
        assert bot.user.id == server.bot_id
        assert bot.application_id == server.application_id
        assert [guild.name for guild in bot.guilds] == ["Team"]
        assert bot.get_channel(standup.id) is not None
    assert server.violations == []


async def test_direct_messages_go_both_ways(server: DiscordServer) -> None:
    ben = server.person("Ben", server.guild("Team"))
    async with running(server) as bot:
        user = await bot.fetch_user(ben.id)
        await user.send("How are you?")
        seen = await ben.sees("How are you?")
        assert seen.from_bot
        await ben.say("Fine.")
        assert await bot.hears() == ["Fine."]
    assert server.violations == []
