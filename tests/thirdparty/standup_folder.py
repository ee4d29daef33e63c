"""A chat over text files in a folder.

people/ana/to-bot/    Ana puts a file here: it is a direct message to the bot
people/ana/from-bot/  what the bot says to her; a name such as `1.re-000002-key.txt` replies to
                      the file `000002-key.txt` there
channels/team/        a broadcast channel; the replies of a thread stand in a folder beside it
"""

import asyncio
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic import DirectoryPath, Field

from standup.chat.interface import (
    Capabilities,
    Context,
    Inbox,
    Message,
    Plugin,
    Said,
    Settings,
    TryAgain,
    Unreachable,
    plain,
)


class FolderSettings(Settings):
    """What stands under `folder:` in instance.yaml."""

    path: DirectoryPath = Field(description="The folder that holds `people` and `channels`")
    seconds: float = Field(1.0, gt=0, description="How often to look for new files")


class FolderAdapter:
    """Reads what people put into the folder, and writes what the bot says."""

    capabilities = Capabilities(
        text_limit=100_000, threads=True, edits=True, opens_direct=True, key_window=1e9
    )

    def __init__(self, settings: FolderSettings, _: Context) -> None:
        self._root = settings.path
        self._seconds = settings.seconds

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        """Take each file once it is on the bot's disk too, oldest first."""
        ready(f"the folder {self._root}")
        while True:
            files = self._root.glob("people/*/to-bot/*.txt")
            for file in sorted(files, key=lambda file: (file.stat().st_mtime_ns, file.name)):
                await inbox.take([_said(file)])
                file.unlink()  # only now: what was not taken is found again
            await asyncio.sleep(self._seconds)

    async def direct(self, account: str) -> str:
        """Whoever has a folder can be written to."""
        return f"people/{account}/from-bot"

    async def send(
        self,
        place: str,
        message: Message,
        key: str,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> str:
        """Write a numbered file that carries the key, unless an earlier try wrote it."""
        self._must_be_there()
        if not (self._root / place).is_dir():
            raise Unreachable("gone", f"there is no folder {place}")
        folder = self._root / (f"{thread}.thread" if thread else place)
        folder.mkdir(exist_ok=True)
        if written := next(folder.glob(f"*-{key}.txt"), None):
            return self._id(written)
        number = len(list(folder.glob("*.txt"))) + 1
        return self._write(folder / f"{number:06}-{key}.txt", message)

    async def edit(
        self, place: str, message_id: str, message: Message, key: str, *, thread: str | None = None
    ) -> None:
        """Write the same file anew."""
        self._must_be_there()
        self._write(self._root / f"{message_id}.txt", message)

    async def find(
        self,
        place: str,
        message: Message,
        key: str,
        since: datetime,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> Sequence[str]:
        """Never asked: a key is known for ever."""
        return ()

    def _must_be_there(self) -> None:
        if not self._root.is_dir():  # a share that is not mounted: nobody has gone
            raise TryAgain(1.0, f"{self._root} is not there now", undone=True)

    def _write(self, file: Path, message: Message) -> str:
        half = file.with_suffix(".half")
        half.write_text(plain(message), encoding="utf-8")
        half.replace(file)
        return self._id(file)

    def _id(self, file: Path) -> str:
        return file.relative_to(self._root).with_suffix("").as_posix()


def _said(file: Path) -> Said:
    moment = file.stat().st_mtime_ns
    at = datetime.fromtimestamp(moment / 1e9, UTC)
    text = file.read_text(encoding="utf-8", errors="replace")
    person, _, replied_to = file.parts[-3], *file.stem.partition(".re-")[1:]
    is_ours = replied_to and "@" not in replied_to  # their own are named by their ids
    answers = f"people/{person}/from-bot/{replied_to}" if is_ours else replied_to or None
    return Said(f"{file.name}@{moment}", person, text, at, answers=answers)


def _wrong(name: str) -> str | None:
    return None if re.fullmatch(r"[\w-]+", name) else "expected the name of a folder under `people`"


def _wrong_place(name: str) -> str | None:
    return None if re.fullmatch(r"channels/[\w-]+", name) else "expected a folder: channels/team"


plugin = Plugin(FolderSettings, FolderAdapter, check_account=_wrong, check_place=_wrong_place)
