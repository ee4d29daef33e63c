"""The least that a bench may be: one person, one channel, and nothing else to offer."""

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


def read(root: Path, folder: str) -> list[Seen]:
    """The messages in a folder and in its threads, in the order of their numbers."""
    files = sorted((root / folder).rglob("*.txt"), key=lambda file: file.stat().st_mtime_ns)
    return [_seen(root, file) for file in files]


def _seen(root: Path, file: Path) -> Seen:
    message_id = file.relative_to(root).with_suffix("").as_posix()
    parent = file.parent.relative_to(root).as_posix()
    thread = parent.removesuffix(".thread") if parent.endswith(".thread") else None
    return Seen(message_id, file.read_text(encoding="utf-8"), thread)


@dataclass
class Ana(Person):
    """Somebody who writes files."""

    root: Path
    numbers: "count[int]"
    account: str = "ana"

    async def accept(self) -> None:
        """There is nothing to accept."""

    async def write(self, text: str) -> str:
        """Put a whole file into the folder at once."""
        half = self.root / f"people/ana/to-bot/{next(self.numbers):03}.half"
        half.write_text(text, encoding="utf-8")
        file = half.replace(half.with_suffix(".txt"))
        return f"{file.name}@{file.stat().st_mtime_ns}"

    async def reads(self) -> Sequence[Seen]:
        """What the bot said to Ana."""
        return read(self.root, "people/ana/from-bot")


@dataclass
class FolderBench:
    """A folder with Ana and a team in it."""

    root: Path
    person: Ana
    channel: str = "channels/team"
    nobody: str = "nobody"

    def adapter(self) -> Adapter:
        """The adapter as after a restart."""
        settings = plugin.settings.model_validate({"path": self.root, "seconds": 0.02})
        return plugin.create(settings, Context("folder", self.root, lambda: datetime.now(UTC)))

    async def channel_reads(self) -> Sequence[Seen]:
        """What the bot said to the team."""
        return read(self.root, self.channel)


class TestFolder(AdapterContract):
    """The contract, a test a sentence."""

    @pytest.fixture(autouse=True)
    def _root(self, tmp_path: Path) -> None:
        self.root = tmp_path
        for folder in ("people/ana/to-bot", "people/ana/from-bot", "channels/team"):
            (tmp_path / folder).mkdir(parents=True)

    def bench(self) -> AbstractAsyncContextManager[FolderBench]:
        """The same folder each time."""
        return self._bench()

    @asynccontextmanager
    async def _bench(self) -> AsyncIterator[FolderBench]:
        yield FolderBench(self.root, Ana(self.root, count(1)))
