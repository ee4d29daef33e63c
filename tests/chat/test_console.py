"""The terminal keeps to the same contract as every platform."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime

import pytest

from standup.chat.console import Console, ConsoleSettings, joined, plugin
from standup.chat.contract import AdapterContract, Bench, Person, Seen
from standup.chat.interface import Message
from standup.core.messages.markup import Listing, Paragraph, Picture, Quote


async def no_lines() -> AsyncIterator[str]:
    return
    yield


class Terminal(Person):
    """A console whose screen is kept; it is the bench and the person before it in one.

    What the process forgets when it ends, a console forgets: a restart is the same one run again.
    """

    account = "you"
    channel = "#learning"
    nobody = "nobody"

    def __init__(self) -> None:
        settings = ConsoleSettings(account=self.account)
        self.console = Console(settings, lambda: datetime.now(UTC), no_lines, lambda *_: None)
        self.threads: dict[str, str | None] = {}

    @property
    def person(self) -> "Terminal":
        return self

    def adapter(self) -> "Watched":
        return Watched(self.console, self.threads)

    async def accept(self) -> None:
        pass

    async def write(self, text: str) -> str:
        return self.console.type(self.account, text)

    async def edit(self, message: str, text: str) -> None:
        raise AssertionError("a terminal has no edits of its reader")

    async def delete(self, message: str) -> None:
        raise AssertionError("a terminal takes nothing back")

    async def reads(self) -> Sequence[Seen]:
        return self._shown(f"@{self.account}")

    async def channel_reads(self) -> Sequence[Seen]:
        return self._shown(self.channel)

    def _shown(self, place: str) -> list[Seen]:
        return [
            Seen(id_, bare(message), self.threads.get(id_))
            for id_, (where, message) in self.console._messages.items()
            if where.removesuffix("/thread") == place
        ]


class Watched:
    """The console, with a note of which message was sent into which thread."""

    def __init__(self, console: Console, threads: dict[str, str | None]) -> None:
        self.capabilities = console.capabilities
        self.run, self.direct, self.edit = console.run, console.direct, console.edit
        self.find, self._send, self._threads = console.find, console.send, threads

    async def send(
        self,
        place: str,
        message: Message,
        key: str,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> str:
        id_ = await self._send(place, message, key, thread=thread)
        self._threads[id_] = thread
        return id_


def bare(message: Message) -> str:
    """The words without any marks."""
    lines: list[str] = []
    for block in message.blocks:
        match block:
            case Paragraph(spans):
                lines.append("".join(span.text for span in spans))
            case Listing(items):
                lines += ["".join(span.text for span in row) for row in items]
            case Quote(text):
                lines.append(text)
            case Picture(_, alt):
                lines.append(alt)
    return "\n".join(lines)


class TestContract(AdapterContract):
    def bench(self) -> AbstractAsyncContextManager[Bench]:
        @asynccontextmanager
        async def bench() -> AsyncIterator[Bench]:
            yield Terminal()

        return bench()


@pytest.mark.parametrize(
    ("typed", "messages"),
    [
        (b"one\ntwo\n", ["one", "two"]),
        (b"one\\\ntwo\n", ["one\ntwo"]),
        (b"one\\\ntwo\\\nthree", ["one\ntwo\nthree"]),
        (b"left open\\\n", ["left open\n"]),
        (b"\xff broken\r\n", ["� broken"]),
        (b"", []),
    ],
)
def test_a_backslash_at_the_end_of_a_line_goes_on_in_the_next(
    typed: bytes, messages: list[str]
) -> None:
    assert list(joined(typed.splitlines(keepends=True))) == messages


def test_a_channel_of_the_console_begins_with_a_hash() -> None:
    assert plugin.check_place("#learning") is None
    assert "#learning" in str(plugin.check_place("learning"))
