"""A whole Learning Day on Discord: from YAML to the digest, one of three with messages closed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from standup.app import create_adapters
from standup.chat.interface import UNLIMITED
from standup.config import Loaded, load
from standup.engine.bot import Bot
from standup.engine.clock import JumpClock
from standup.wiring.opening import open_store
from standup_discord import DiscordAdapter, settings
from tests.day import Day, comes, standup
from tests.discord_adapter.reader import read
from tests.discord_adapter.spread import Spread
from tests.patience import PATIENCE
from tests.standins.discord import ChannelHandle, DiscordServer, GuildHandle, Person
from tests.standins.discord.permissions import PERMISSIONS
from tests.team import at

INSTANCE = """
database: data/standup.db
timezone: Europe/London
organiser: Ana
adapters:
  discord:
    {{token: {{file: token}}, api: "{url}", first_contacts_per_minute: 6000, shards: {shards}}}
people:
  ana: {{name: Ana, accounts: {{discord: "{ana}"}}}}
  bo: {{name: Bo, accounts: {{discord: "{bo}"}}}}
  chi: {{name: Chi, accounts: {{discord: "{chi}"}}}}
"""
GRANTED = {  # by the invitation in docs/discord.md
    "view_channel",
    "send_messages",
    "attach_files",
    "read_message_history",
    "create_public_threads",
    "send_messages_in_threads",
}


@dataclass
class Town:
    """People on Discord, the bot's folder, and the channel they share."""

    server: DiscordServer
    clock: JumpClock
    folder: Path
    processes: int
    guild: GuildHandle
    channel: ChannelHandle
    ana: Person
    bo: Person
    chi: Person

    def shown(self) -> str:
        """Everything in the channel and its threads."""
        threads = [one for thread in self.channel.threads for one in thread.messages]
        return "\n".join(read(one.content) for one in (*self.channel.messages, *threads))

    async def shows(self, *words: str) -> None:
        """Wait until the channel shows all of these."""
        await comes(lambda: all(word in self.shown() for word in words), words, self.shown)

    async def hears(self, person: Person, words: str) -> None:
        """Wait until the newest message of the bot to a person holds these."""

        def last() -> str:
            said = [one for one in person.messages if one.from_bot and not one.deleted]
            return read(said[-1].content) if said else ""

        await comes(lambda: words in last(), (words,), last)


@pytest.fixture(
    params=[(1, 1), (2, 1), (2, 2)],
    ids=["one connection", "two shards", "two shards in two processes"],
)
async def town(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Town]:
    clock, (shards, processes) = JumpClock(at("9:29")), request.param
    async with DiscordServer(now=clock.now) as server:
        guild = server.guild("Team", shard=(shards - 1, shards))
        channel = guild.text_channel("learning")
        channel.deny(*(name for name in PERMISSIONS if name not in GRANTED))
        people = [server.person(name, guild) for name in ("Ana", "Bo", "Chi")]
        folder = tmp_path / "config"
        (folder / "standups").mkdir(parents=True)
        (folder / "token").write_text(server.token)
        ids = {one.name.lower(): one.id for one in people}
        (folder / "instance.yaml").write_text(INSTANCE.format(url=server.url, shards=shards, **ids))
        (folder / "standups" / "learning-day.yaml").write_text(standup(discord=channel.id))
        yield Town(server, clock, folder, processes, guild, channel, *people)
        assert server.shards == []
        assert server.violations == []


def adapter_of(loaded: Loaded, town: Town) -> DiscordAdapter | Spread:
    """The bot's adapter; where its shards are processes apart, as if it were one."""
    made = [create_adapters(loaded, town.clock)["discord"] for _ in range(town.processes)]
    adapters = [one for one in made if isinstance(one, DiscordAdapter)]
    return adapters[0] if town.processes == 1 else Spread(*adapters)


@asynccontextmanager
async def running(town: Town) -> AsyncIterator[Day]:
    """The bot on the clock that Discord goes by too."""
    loaded = load(town.folder)
    store = await open_store(loaded.database)
    connected: set[str] = set()
    adapter = adapter_of(loaded, town)
    adapter.capabilities = replace(
        adapter.capabilities, place_per_second=UNLIMITED, channel_per_minute=UNLIMITED
    )
    bot = Bot(
        store,
        loaded.instance,
        {"discord": adapter},
        town.clock,
        ready=lambda lane, _words: connected.add(lane),
    )
    task = asyncio.create_task(bot.run())
    try:
        async with asyncio.timeout(PATIENCE):
            while len(connected) < adapter.capabilities.connections:
                await asyncio.sleep(0.01)
        yield Day(town.clock, store)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await store.close()


async def test_a_learning_day_from_yaml_to_digest_across_a_restart(town: Town) -> None:
    ana, bo, chi = town.ana, town.bo, town.chi
    chi.close_dms()
    async with running(town) as day:
        await day.until("9:30")
        await town.hears(ana, "What will you learn today?")
        plan = await ana.say("the chain rule\nthe Adam paper")
        await town.hears(ana, "posted in the thread")
        await bo.say(f"**JAX** <b>& @everyone {ana.mention}")
        await town.hears(bo, "posted in the thread")
        await town.shows("the chain rule", f"**JAX** <b>& @everyone {ana.mention}")
        [thread] = town.channel.threads
        assert "Learning Day" in thread.name
    await ana.edit(plan, "the chain rule\nthe Adam paper, by heart")
    await bo.say("I read about sharding, too")
    async with running(town) as day:
        await town.shows("the Adam paper, by heart", "I read about sharding, too")
        await day.until("12:00")
        pressed = await chi.press("Answer in a form, posted here", on=town.channel)
        await pressed.opened_modal()
        answered = await chi.submit({"will_learn": "Rust"})
        await answered.acknowledged()
        await town.shows("Rust")
        thanks = await answered.replied()
        assert thanks.ephemeral
        asked = await chi.slash("standup", "status", where=town.channel)
        assert (await asked.replied()).ephemeral
        await day.until("17:00")
        await town.hears(ana, "What did you learn?")
        await day.until("20:00")
        await town.shows("Digest")
    asked_once = [one for one in ana.messages if "What will you learn" in one.content]
    assert len(asked_once) == 1
    for message in (*town.channel.messages, *thread.messages, *ana.messages, *bo.messages):
        assert not message.from_bot or not message.pings


async def test_whoever_is_named_in_a_report_is_pinged_in_its_thread_once(town: Town) -> None:
    ana, bo, chi = town.ana, town.bo, town.chi
    file = town.folder / "standups" / "learning-day.yaml"
    file.write_text(f"mentions: participants\n{file.read_text()}")
    async with running(town) as day:
        await day.until("9:30")
        await town.hears(ana, "What will you learn today?")
        plan = await ana.say(f"sharding, with {bo.mention}\nRust, if @Chi has time\n@everyone @ana")
        await town.shows("sharding, with @somebody", "Rust, if @somebody has time")
        [thread] = town.channel.threads
        [report] = [one for one in thread.messages if "sharding" in one.content]
        assert f"with {bo.mention}\n2. Rust, if {chi.mention} has" in report.content
        assert sorted(report.told) == sorted([bo.id, chi.id])
        assert not report.pings.everyone
        await ana.edit(plan, f"sharding, with {bo.mention} and @Chi")
        await town.shows("sharding, with @somebody and @somebody")
        await day.until("20:00")
        await town.shows("Digest")
    said = [*town.channel.messages, *thread.messages]
    assert [one for one in said if one.from_bot and one.told and one.id != report.id] == []
    [report] = [one for one in thread.messages if one.id == report.id]
    assert len(report.told) == 2


def test_the_invitation_grants_what_the_day_needs() -> None:
    assert sum(PERMISSIONS[name] for name in GRANTED) == settings.PERMISSIONS
