"""Showing a chat on a terminal: whose message it is, when it came, and what changed in it."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from standup.core.messages.markup import (
    Block,
    Bold,
    Code,
    Italic,
    Listing,
    Message,
    Paragraph,
    Picture,
    Quote,
    Span,
    plain,
)

_STYLES: dict[type[Span], str] = {Bold: "1", Italic: "3;2", Code: "36"}
_DIRECT, _THREAD, _STORY, _YOU = "32", "35", "33", "34"


class Terminal:
    """Prints messages with the clock's time in front; in colour where the screen has any."""

    def __init__(self, now: Callable[[], datetime], zone: str, *, colour: bool) -> None:
        self._now = now
        self._zone = ZoneInfo(zone)
        self._colour = colour

    def show(self, where: str, message: Message, before: Message | None) -> None:
        """Show a message of the bot; of an edited one only the lines that changed."""
        rows = self._rows(message)
        what = self._place(where)
        if before is not None:
            known = set(plain(before).split("\n"))
            plain_rows = plain(message).split("\n")
            pairs = zip(rows, plain_rows, strict=True)
            rows = [row for row, text in pairs if text not in known]
            what += ", edited"
        with suppress(OSError):  # no fault of the bot's; whoever tells the story meets it as well
            if rows:
                self._print(what, rows, _DIRECT if where.startswith("@") else _THREAD)

    def _place(self, where: str) -> str:
        if where.startswith("@"):
            return "the bot, to you alone"
        return where.replace("/thread", " · thread")

    def you(self, text: str) -> None:
        """Show what was read from somewhere else than a keyboard."""
        self._print("you, to the bot", text.split("\n"), _YOU)

    def prompt(self) -> None:
        """Say that it is the reader's turn to type."""
        sys.stdout.write(self._in(_YOU, "\nyou ›") + " ")
        sys.stdout.flush()

    def story(self, text: str) -> None:
        """Say what happens besides."""
        self._write("")
        for line in text.split("\n"):
            self._write(self._in(_STORY, line))

    def _print(self, who: str, rows: list[str], colour: str) -> None:
        clock = f"{self._now().astimezone(self._zone):%H:%M}"
        self._write(f"\n{self._in('2', clock)}  {self._in(colour, who)}")
        for row in rows:
            self._write(f"       {self._in(colour, '│')} {row}")

    def _rows(self, message: Message) -> list[str]:
        return [row for block in message.blocks for row in self._block(block)]

    def _block(self, block: Block) -> list[str]:
        match block:
            case Paragraph(spans):
                return self._line(spans).split("\n")
            case Listing(items, numbered):
                marks = [f"{n}." if numbered else "•" for n in range(1, len(items) + 1)]
                rows = zip(marks, items, strict=True)
                text = [f"{mark} {self._line(row)}".replace("\n", "\n   ") for mark, row in rows]
                return "\n".join(text).split("\n")
            case Quote(text):
                return [f"> {line}" for line in text.split("\n")]
            case Picture():
                return block.alt.split("\n")
            case _:
                assert_never(block)

    def _line(self, spans: tuple[Span, ...]) -> str:
        return "".join(
            self._in(style, span.text) if (style := _STYLES.get(type(span))) else span.text
            for span in spans
        )

    def _in(self, style: str, text: str) -> str:
        if not self._colour:
            return text
        return "\n".join(f"\x1b[{style}m{line}\x1b[0m" for line in text.split("\n"))

    def _write(self, line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def has_colour() -> bool:
    """Whether standard output shows colours and nobody asked for none."""
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
