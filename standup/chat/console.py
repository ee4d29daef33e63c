"""The console adapter: a whole chat platform in one terminal, for trying a configuration out.

What is typed comes from one account; direct messages to it and everything in the channels are
shown. It keeps nothing: message ids are new at every start.
"""

import asyncio
import os
import stat
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from datetime import datetime
from uuid import uuid4

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
)
from standup.core.messages.markup import plain

_UNREADABLE = 10.0  # seconds until a terminal that shows nothing is tried again


class ConsoleSettings(Settings):
    """`account`: whose direct messages are shown here, and whose words are what is typed.

    `others` are accounts that exist as well, though nobody sits before them.
    """

    account: str = "you"
    others: tuple[str, ...] = ()


Show = Callable[[str, Message, Message | None], None]
"""Shows a message: where it stands ("you", "#place" or "#place/thread"), it, and what it was."""


class Console:
    """The terminal as a platform. `lines` gives what is typed; `show` puts messages on screen."""

    capabilities = Capabilities(
        text_limit=100_000,
        threads=True,
        edits=True,
        opens_direct=True,
        per_second=1000.0,
        at_once=1,
    )

    def __init__(
        self,
        settings: ConsoleSettings,
        now: Callable[[], datetime],
        lines: Callable[[], AsyncIterator[str]],
        show: Show,
    ) -> None:
        self._account = settings.account
        self._others = frozenset(settings.others)
        self._now = now
        self._lines = lines
        self._show = show
        self._messages: dict[str, tuple[str, Message]] = {}
        self._typed: asyncio.Queue[Said] = asyncio.Queue()
        self._untaken: Said | None = None
        self._by_key: dict[str, str] = {}

    def type(self, account: str, text: str) -> str:
        """Write a direct message to the bot as this account; returns the message's id."""
        said = Said(uuid4().hex, account, text, self._now())
        self._typed.put_nowait(said)
        return said.id

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        """See Adapter. At the end of the input it goes on listening to `type`."""
        reading = asyncio.create_task(self._read_lines(), name="console lines")
        ready("this terminal")
        try:
            while True:
                self._untaken = self._untaken or await self._typed.get()
                await inbox.take([self._untaken])
                self._untaken = None
                self._typed.task_done()
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)

    async def _read_lines(self) -> None:
        async for line in self._lines():
            self.type(self._account, line)

    async def all_taken(self) -> None:
        """Wait until everything typed so far was taken."""
        await self._typed.join()

    async def direct(self, account: str) -> str:
        """See Adapter."""
        if account != self._account and account not in self._others:
            raise Unreachable("gone", f"nobody sits before the account {account}")
        return f"@{account}"

    async def send(
        self,
        place: str,
        message: Message,
        key: str,
        *,
        thread: str | None = None,
        title: str | None = None,  # noqa: ARG002 - a line of the screen needs none
    ) -> str:
        """See Adapter."""
        if key not in self._by_key:
            self._by_key[key] = uuid4().hex
            self._put(self._by_key[key], _where(place, thread), message)
        return self._by_key[key]

    async def edit(
        self,
        place: str,
        message_id: str,
        message: Message,
        key: str,  # noqa: ARG002 - editing twice is editing once
        *,
        thread: str | None = None,
    ) -> None:
        """See Adapter."""
        self._put(message_id, _where(place, thread), message)

    def _put(self, message_id: str, where: str, message: Message) -> None:
        _, before = self._messages.get(message_id, ("", None))
        self._messages[message_id] = (where, message)
        if where == f"@{self._account}" or where.startswith("#"):
            self._show(where, message, before)

    async def find(
        self,
        place: str,  # noqa: ARG002
        message: Message,  # noqa: ARG002
        key: str,  # noqa: ARG002
        since: datetime,  # noqa: ARG002
        *,
        thread: str | None = None,  # noqa: ARG002
        title: str | None = None,  # noqa: ARG002
    ) -> Sequence[str]:
        """See Adapter; there is no history to read."""
        return ()


def _where(place: str, thread: str | None) -> str:
    return f"{place}/thread" if thread else place


async def stdin_lines() -> AsyncIterator[str]:
    """What is typed, a message a line; a line that ends in a backslash goes on in the next."""
    lines: list[bytes] = []
    async for line in _raw_lines():
        lines.append(line)
        if not line.rstrip(b"\r\n").endswith(b"\\"):
            for message in joined(lines):
                yield message
            lines.clear()
    for message in joined(lines):
        yield message


async def _raw_lines() -> AsyncIterator[bytes]:
    mode = os.fstat(sys.stdin.fileno()).st_mode
    if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or sys.stdin.isatty()):
        for line in sys.stdin.buffer:  # a file, which is all there already, or nothing at all
            yield line
        return
    reader = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    try:
        async for line in reader:
            yield line
    finally:
        transport.close()


def joined(lines: Iterable[bytes]) -> Iterator[str]:
    """Lines as messages: a backslash at the end joins the next one on."""
    message = ""
    for raw in lines:
        line = raw.decode(errors="replace").rstrip("\r\n")
        if line.endswith("\\"):
            message += line[:-1] + "\n"
            continue
        yield message + line
        message = ""
    if message:
        yield message


def _print(where: str, message: Message, before: Message | None) -> None:
    """Show a message on the terminal in its plainest form."""
    lead = f"[{where}] " if before is None else f"[{where}, edited] "
    try:
        sys.stdout.write(lead + plain(message).replace("\n", "\n    ") + "\n")
        sys.stdout.flush()
    except OSError as error:
        raise TryAgain(_UNREADABLE, f"nothing can be shown here: {error.strerror}") from error


def _create(settings: ConsoleSettings, context: Context) -> Console:
    return Console(settings, context.now, stdin_lines, _print)


def _check_place(place: str) -> str | None:
    return None if place.startswith("#") else f"a channel of the console begins with #: #{place}"


plugin = Plugin(ConsoleSettings, _create, check_place=_check_place)
