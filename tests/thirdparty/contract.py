"""The folder chat keeps to the public contract: `python -m pytest contract.py`."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from standup.chat.contract import AdapterContract, Person, Seen
from standup.chat.interface import Adapter, Context
from standup.chat.registry import find

plugin = find("folder")
FOLDERS = ("people/ana/to-bot", "people/ana/from-bot", "people/bo/to-bot", "people/bo/from-bot")
CHANNELS = ("channels/team", "channels/reading")


def read(root: Path, folder: str) -> list[Seen]:
    """The bot's messages in a folder and in its threads, in the order of their numbers."""
    files = (root / folder).rglob("[0-9]*-*.txt")
    return [_seen(root, file) for file in sorted(files, key=lambda file: file.stat().st_mtime_ns)]


def _seen(root: Path, file: Path) -> Seen:
    message_id = file.relative_to(root).with_suffix("").as_posix()
    parent = file.parent.relative_to(root).as_posix()
    thread = parent.removesuffix(".thread") if parent.endswith(".thread") else None
    return Seen(message_id, file.read_text(encoding="utf-8"), thread)


@dataclass
class Member(Person):
    """Somebody who writes files."""

    account: str
    root: Path
    numbers: "count[int]"

    async def accept(self) -> None:
        """There is nothing to accept."""

    async def write(self, text: str) -> str:
        """Put a whole file into the folder at once."""
        file = self._put(f"people/{self.account}/to-bot", text)
        return f"{file.name}@{file.stat().st_mtime_ns}"

    async def reply(self, message: str, text: str) -> str | None:
        """Put a file that names the one it replies to."""
        file = self._put(f"people/{self.account}/to-bot", text, f".re-{Path(message).name}")
        return f"{file.name}@{file.stat().st_mtime_ns}"

    async def write_in(self, channel: str, text: str) -> None:
        """Put a file where everybody reads."""
        self._put(channel, text)

    async def reply_in(self, channel: str, message: str, text: str) -> str | None:
        """Put a file where everybody reads, named after the one it replies to."""
        return self._put(channel, text, f".re-{Path(message).name}").name

    async def delete(self, message: str) -> None:
        """Take a file away, unless the bot has taken it already."""
        name = message.partition("@")[0]
        (self.root / f"people/{self.account}/to-bot" / name).unlink(missing_ok=True)

    async def reads(self) -> Sequence[Seen]:
        """What the bot said to them."""
        return read(self.root, f"people/{self.account}/from-bot")

    def _put(self, folder: str, text: str, named: str = "") -> Path:
        half = self.root / folder / f"{self.account}{next(self.numbers):03}{named}.half"
        half.write_text(text, encoding="utf-8")
        return half.replace(half.with_suffix(".txt"))


@dataclass
class Team:
    """A channel, as its team reads it."""

    root: Path
    place: str

    async def reads(self) -> Sequence[Seen]:
        """What the bot said there."""
        return read(self.root, self.place)


class FolderBench:
    """A folder with people and teams in it, which the bot reaches by a link."""

    nobody = "nobody"
    channel, _other = CHANNELS

    def __init__(self, root: Path, link: Path) -> None:
        self.root, self.link = root, link
        self.person = Member("ana", root, count(1))
        self.another = Member("bo", root, count(1))
        self.another_channel = Team(root, self._other)

    def adapter(self) -> Adapter:
        """The adapter as after a restart."""
        settings = plugin.settings.model_validate({"path": self.link, "seconds": 0.02})
        return plugin.create(settings, Context("folder", self.root, lambda: datetime.now(UTC)))

    async def channel_reads(self) -> Sequence[Seen]:
        """What the bot said to the team."""
        return read(self.root, self.channel)

    @asynccontextmanager
    async def cut(self) -> AsyncIterator[None]:
        """Let the folder be out of the bot's reach, as a share that is not mounted."""
        self.link.unlink()
        yield
        self.link.symlink_to(self.root)

    async def refuse(self, place: str) -> None:
        """Take a folder away for good."""
        (self.root / place).rename(self.root / f"{place}.gone")


@asynccontextmanager
async def folder_bench(home: Path) -> AsyncIterator[FolderBench]:
    """A bench in this folder, the same each time."""
    root, link = home / "chat", home / "mounted"
    for folder in (*FOLDERS, *CHANNELS):
        (root / folder).mkdir(parents=True)
    link.symlink_to(root)
    yield FolderBench(root, link)


class TestFolder(AdapterContract):
    """The contract, a test a sentence."""

    patience = 20.0

    @pytest.fixture(autouse=True)
    def _home(self, tmp_path: Path) -> None:
        self.home = tmp_path

    def bench(self) -> AbstractAsyncContextManager[FolderBench]:
        """A fresh bench for one test."""
        return folder_bench(self.home)
