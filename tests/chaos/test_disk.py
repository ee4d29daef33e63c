"""A disk that is full, a file that may not grow, a lock that somebody else holds, on the real bot.

It says what is wrong and what to do, loses nothing, and goes on by itself when that is over.
"""

import asyncio
import re
import resource
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import (
    AbstractContextManager,
    asynccontextmanager,
    closing,
    contextmanager,
    suppress,
)
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from tests.chaos.clock import Adjusted
from tests.chaos.process import Process
from tests.patience import PATIENCE
from tests.standins.telegram import Group, Person, TelegramServer
from tests.team import at

INSTANCE = """
database: data/standup.db
timezone: Europe/London
organiser: Ana
adapters:
  telegram: {{token: {{file: telegram}}, username: standup_bot, api: "{telegram}"}}
people:
  ana: {{name: Ana, accounts: {{telegram: "{ana}"}}}}
"""
STANDUP = """
id: learning-day
title: Learning Day
participants: everyone
channels: [telegram: "{group}"]
rounds:
  - id: plan
    cron: "30 9 * * thu"
    questions:
      - {{id: will_learn, kind: items, ask: "What will you learn today?"}}
"""
FILE = "data/standup.db"
_PIECE = 3000  # bytes of a message, so that the file soon has to grow
_MOST = 300


@dataclass
class Hamlet:
    """One person, one group, and the bot on a disk of its own."""

    folder: Path
    clock: Adjusted
    telegram: TelegramServer
    ana: Person
    group: Group
    bot: Process
    has_own_disk: bool
    said: list[str] = field(default_factory=list)

    @property
    def data(self) -> Path:
        """Where the database is, as the bot's process sees it."""
        return Path(f"/proc/{self.bot.pid}/root{self.folder}/data")

    @property
    def heard(self) -> str:
        """All that the bot told Ana."""
        return "\n".join(message.text for message in self.ana.from_bot)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait, on a clock that runs as a pace needs it."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                assert self.bot.code is None, self.bot.said
                await asyncio.sleep(0.02)
                self.clock.jump(self.clock.now() + timedelta(seconds=1))

    async def planned(self) -> None:
        """Wait until the bot knows when it asks: who begins later than that asks next week."""
        look = "import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).execute(sys.argv[2]))"
        database = self.folder / FILE
        async with asyncio.timeout(PATIENCE):
            while not (await self.beside("-c", look, database, "SELECT round FROM schedule")):
                await asyncio.sleep(0.02)

    async def beside(self, *command: object) -> str:
        """What Python says to this where the bot's disk is."""
        inside = [
            *["nsenter", "--preserve-credentials", "--user", "--mount", "--target"],
            self.bot.pid,
        ]
        whole = [*(inside if self.has_own_disk else ()), sys.executable, *command]
        done = await asyncio.create_subprocess_exec(
            *map(str, whole), stdout=asyncio.subprocess.PIPE
        )
        out, _ = await done.communicate()
        return out.decode().strip()

    async def write(self) -> None:
        """Let Ana say something that was never said before."""
        self.said.append(f"word-{len(self.said)}.")
        await self.ana.say(self.said[-1] + " " + "x" * _PIECE)

    async def kept(self) -> list[str]:
        """What Ana said, as whoever runs the bot reads it beside it."""
        said = await self.beside("-m", "standup", "export", "ana", "-f", self.folder)
        return sorted(re.findall(r"word-\d+\.", said))


@asynccontextmanager
async def hamlet(folder: Path, disk: str | None = None) -> AsyncIterator[Hamlet]:
    """The hamlet, its database on a small disk of its own where that is told."""
    clock = Adjusted(folder.parent / "clock")
    clock.begin(at("8:00"))
    async with TelegramServer(now=clock.now) as telegram:
        ana, group = telegram.person("Ana"), telegram.group("Learning")
        await ana.start()
        (folder / "standups").mkdir(parents=True)
        (folder / "data").mkdir()
        for name, text in (
            ("telegram", telegram.token),
            ("instance.yaml", INSTANCE.format(telegram=telegram.url, ana=ana.id)),
            ("standups/learning-day.yaml", STANDUP.format(group=group.id)),
        ):
            (folder / name).write_text(text)
        bot = Process(folder, folder.parent / "clock", on_disk(folder, disk) if disk else ())
        bot.start()
        try:
            yield Hamlet(folder, clock, telegram, ana, group, bot, disk is not None)
        finally:
            bot.kill()


def on_disk(folder: Path, options: str) -> list[str]:
    """Runs a command whose data lie on a disk in memory that nobody else sees."""
    alone = ["unshare", "--user", "--map-root-user", "--mount"]
    if subprocess.run([*alone, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a disk of their own")
    mount = f"mount -t tmpfs -o {options} none {shlex.quote(str(folder / 'data'))}"
    return [*alone, "sh", "-c", f'{mount} && exec "$@"', "sh"]


@contextmanager
def full(here: Hamlet) -> Iterator[None]:
    """Not a byte more fits onto the disk."""
    filler = here.data / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 10, 1):
            with suppress(OSError):
                while True:
                    file.write(bytes(size))
    yield
    filler.unlink()


@contextmanager
def not_to_grow(here: Hamlet) -> Iterator[None]:
    """No file may be longer than the database's is, as a quota has it."""
    size = (here.data / "standup.db-wal").stat().st_size
    before = resource.prlimit(here.bot.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(here.bot.pid, resource.RLIMIT_FSIZE, (size, before[1]))
    yield
    resource.prlimit(here.bot.pid, resource.RLIMIT_FSIZE, before)


@contextmanager
def locked(here: Hamlet) -> Iterator[None]:
    """Another process has begun to write, and does not end."""
    with closing(sqlite3.connect(here.folder / FILE, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


@pytest.mark.parametrize(
    ("trouble", "disk", "words"),
    [
        (full, "size=4m", "its disk is full: make room there"),
        (not_to_grow, None, "see the system's log, and whether a file may grow there"),
        (locked, None, "another program keeps it locked: end what has it open"),
    ],
)
async def test_what_keeps_the_file_from_being_written_is_told_and_costs_no_answer(
    trouble: Callable[[Hamlet], AbstractContextManager[None]],
    disk: str | None,
    words: str,
    tmp_path: Path,
) -> None:
    async with hamlet(tmp_path / "config", disk) as here:
        await here.until(lambda: "Connected: telegram" in here.bot.said)
        await here.planned()
        here.clock.jump(at("9:30"))
        await here.until(lambda: "What will you learn" in here.heard)
        for _ in range(3):
            await here.write()
        await here.until(lambda: here.heard.count("Added to today") == 2)
        with trouble(here):
            while words not in here.bot.said:
                await here.write()
                assert len(here.said) < _MOST
                await here.until(
                    lambda: len(here.telegram.world.updates) < 5 or words in here.bot.said
                )
            await here.write()
        await here.until(lambda: "can be written again" in here.bot.said)
        await here.until(lambda: here.heard.count("Added to today") == len(here.said) - 1)
        assert await here.kept() == sorted(here.said)
        assert here.bot.said.count("cannot be written now") < 4
        assert "Traceback" not in here.bot.said
    assert here.telegram.violations == []


async def test_a_database_that_can_only_be_read_is_refused_with_what_to_do(tmp_path: Path) -> None:
    async with hamlet(tmp_path / "config", "ro") as here:
        async with asyncio.timeout(PATIENCE):
            while here.bot.code is None:
                await asyncio.sleep(0.02)
        assert here.bot.code == 4
        assert "standup.db cannot be written" in here.bot.said
        assert "See that the bot's user may write it" in here.bot.said
        assert "Traceback" not in here.bot.said
