"""Two shards on several workers: killed, hung and taken over, and the day goes on as if nothing."""

import asyncio
import os
import signal
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from standup.config import load
from standup.config.database import Url
from standup.engine.bot import Bot
from standup.engine.clock import JumpClock
from standup.store import lanes
from standup.store.postgres import PostgresStore
from standup.wiring.opening import open_reader
from tests.day import standup
from tests.discord_adapter.reader import read
from tests.discord_adapter.test_learning_day import INSTANCE
from tests.discord_adapter.worker import begin
from tests.forked import Forked
from tests.postgres import Postgres, schema_of
from tests.standins.discord import ChannelHandle, DiscordServer, Person
from tests.team import at
from tests.workers.fleet import until
from tests.workers.square import ShiftedClock

ROOT = Path(__file__).parents[2]
BOTH = [(0, 2), (1, 2)]
FIRST, SECOND = "discord", "discord#1"


@dataclass
class Team:
    """People whose server is on the second shard, and the workers of their bot."""

    server: DiscordServer
    folder: Path
    url: str
    ahead: float
    channel: ChannelHandle
    ana: Person
    bo: Person
    chi: Person
    workers: dict[int, Forked] = field(default_factory=dict)

    def start(self) -> int:
        """One more worker; returns its pid."""
        with (self.folder / "log.txt").open("ab") as out:
            process = Forked(
                *(begin, self.folder, self.ahead),
                out=out.fileno(),
                err=subprocess.STDOUT,
                folder=ROOT,
            )
        self.workers[process.pid] = process
        return process.pid

    def kill(self, worker: int) -> None:
        """End it where it stands."""
        process = self.workers.pop(worker)
        process.kill()
        process.wait(30)

    async def carriers(self) -> dict[str, int]:
        """The worker that took each lane last."""
        reader = await open_reader(Url(self.url))
        try:
            taken = await reader.read(lanes.taken)
        finally:
            await reader.close()
        return {one.lane: int(one.worker.split(" ")[1]) for one in taken}

    async def carried_by(self, *workers: int) -> dict[str, int]:
        """Wait until these carry all lanes, each some, and both shards are connected."""

        async def is_so() -> bool:
            found = await self.carriers()
            are_there = {FIRST, SECOND, "schedule"} == found.keys()
            return are_there and set(found.values()) == set(workers) and self.has_both()

        await until(is_so)
        return await self.carriers()

    def has_both(self) -> bool:
        """Whether there is a connection for each shard."""
        return sorted(set(self.server.shards)) == BOTH

    async def hears(self, person: Person, words: str) -> None:
        """Wait until the bot's newest message to a person holds these."""

        async def is_so() -> bool:
            said = [one for one in person.messages if one.from_bot and not one.deleted]
            return bool(said) and words in read(said[-1].content)

        await until(is_so)

    def shown(self) -> list[str]:
        """Everything the bot wrote in the channel and its threads."""
        places = (self.channel, *self.channel.threads)
        return [read(one.content) for place in places for one in place.messages if one.from_bot]

    async def shows(self, words: str) -> None:
        """Wait until the channel shows these."""

        async def is_so() -> bool:
            return any(words in text for text in self.shown())

        await until(is_so)

    async def answers_chi(self) -> str:
        """Chi asks in the channel how things stand; what they alone are told."""
        used = await self.chi.slash("standup", "status", where=self.channel)
        seen = await used.replied(within=30)
        assert seen.ephemeral
        return read(seen.content)


@asynccontextmanager
async def team(folder: Path, url: str) -> AsyncIterator[Team]:
    """A Learning Day that is about to begin."""
    ahead = (at("9:30") - datetime.now(UTC)).total_seconds() + 1
    clock = ShiftedClock(ahead)
    async with DiscordServer(now=clock.now) as server:
        server.rules.identify_seconds = 0.5
        server.rules.ack_seconds = 30.0  # on a busy machine
        guild = server.guild("Team", shard=(1, 2))
        channel = guild.text_channel("learning")
        ana, bo, chi = (server.person(name, guild) for name in ("Ana", "Bo", "Chi"))
        chi.close_dms()
        ids = {one.name.lower(): one.id for one in (ana, bo, chi)}
        config = INSTANCE.format(url=server.url, shards=2, **ids)
        config = config.replace("data/standup.db", "{file: database}")
        (folder / "standups").mkdir(parents=True)
        (folder / "token").write_text(server.token)
        (folder / "database").write_text(url)
        (folder / "instance.yaml").write_text(config)
        (folder / "standups" / "learning-day.yaml").write_text(standup(discord=channel.id))
        store = await PostgresStore.open(url)
        await Bot(store, load(folder).instance, {}, JumpClock(at("9:00"))).scheduler(store).adopt()
        await store.close()
        made = Team(server, folder, url, ahead, channel, ana, bo, chi)
        try:
            yield made
        finally:
            for worker in list(made.workers):
                made.kill(worker)
        assert server.violations == []


async def test_shards_move_from_worker_to_worker_and_nobody_notices(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with team(tmp_path, postgres.url(schema_of(tmp_path))) as day:
        workers = {day.start(), day.start(), day.start()}
        carried = await day.carried_by(*workers)
        await day.hears(day.ana, "What will you learn today?")
        await day.ana.say("the chain rule")
        await day.hears(day.ana, "posted in the thread")
        await day.shows("Taking part")
        await (await day.chi.press("Answer in a form, posted here", on=day.channel)).opened_modal(
            within=30
        )
        await (await day.chi.submit({"will_learn": "Rust"})).replied(within=30)
        await day.shows("Rust")
        assert await day.answers_chi()
        assert carried[FIRST] != carried[SECOND], "one deferred it, another answered"

        day.kill(carried[SECOND])
        rest = workers - {carried[SECOND]}
        await day.bo.say("JAX")  # meanwhile
        carried = await day.carried_by(*rest)
        assert await day.answers_chi()
        await day.hears(day.bo, "posted in the thread")

        hung = carried[FIRST]
        os.kill(hung, signal.SIGSTOP)
        await day.bo.say("I read about sharding")
        [last] = rest - {hung}
        await day.carried_by(last)
        os.kill(hung, signal.SIGCONT)
        await day.carried_by(last, hung)  # what is used while a shard moves finds nobody
        await day.shows("I read about sharding")
        assert await day.answers_chi()
        await asyncio.sleep(1.0)  # in which whoever was hung might say something twice
    asked = [one for one in day.ana.messages if "What will you learn" in one.content]
    assert len(asked) == 1
    for words in ("the chain rule", "Rust", "JAX", "I read about sharding"):
        assert sum(words in text for text in day.shown()) == 1
