"""A message tree as Telegram's text, entities and keyboard.

Entities, never markup: what a person typed is only ever text. Telegram looks for more in it: an
@name notifies its owner in a group, and a /command is sent by whoever touches it. A `code` entity
over them prevents that, since `code` can hold no other entity
(https://core.telegram.org/bots/api#formatting-options), and leaves every letter as it was typed.
"""

import re
from dataclasses import dataclass, field
from typing import assert_never

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity, User

from standup.core.messages.markup import (
    Block,
    Bold,
    Code,
    Italic,
    Listing,
    Mention,
    Message,
    Paragraph,
    Picture,
    Quote,
    Span,
    Text,
    visible,
    without_forms,
)

TEXT_LIMIT = 4096
"""Bytes of text that fit: no text has more UTF-16 units than bytes, and 4096 units are allowed."""
MOST_ENTITIES = 100
NOTHING = "…"
"""What stands for a message of blanks only, which Telegram refuses."""

# A link that Telegram is sure to find is one whole, and nothing else is found inside it.
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_FOUND = re.compile(
    rf"(?P<link>(?<![^\s(\[])https?://(?:{_LABEL}\.)+[a-z]{{2,24}}/[\w./~%&=?#+:@-]*)"
    r"|(?P<name>(?<!\w)@\w{2,})"
    r"|(?P<command>(?<![\w/])/\w{1,64}(?:@\w{2,})?(?![\w/<>]))",
    re.ASCII | re.IGNORECASE,
)
_USER = re.compile(r"[0-9]{1,16}")
_KEPT_FIRST = ("hushed", "text_mention", "blockquote", "code", "bold", "italic")


@dataclass(frozen=True, slots=True)
class Rendered:
    """What Telegram is given."""

    text: str
    entities: tuple[MessageEntity, ...]
    keyboard: InlineKeyboardMarkup | None


@dataclass(frozen=True, slots=True)
class _Mark:
    kind: str
    offset: int
    length: int
    user: User | None = None

    def entity(self) -> MessageEntity:
        kind = "code" if self.kind == "hushed" else self.kind
        return MessageEntity(kind, self.offset, self.length, user=self.user)


def rendered(message: Message, *, quietly: bool) -> Rendered:
    """The message for Telegram, in which nothing is a command; with `quietly` no name in it
    notifies anybody but whom it calls."""
    writing = _Writing()
    for number, block in enumerate(message.blocks):
        if number:
            writing.put("\n")
        writing.block(block)
    text = "".join(writing.parts)
    if not text.strip():
        return Rendered(NOTHING, (), keyboard(message))
    marks = _hushed(text, writing.marks, quietly=quietly)
    return Rendered(text, _entities(marks, writing.length), keyboard(message))


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """The choices as buttons; there are no forms."""
    rows = [
        [InlineKeyboardButton(choice.label, callback_data=choice.value) for choice in row]
        for row in without_forms(message).choices
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def units(text: str) -> int:
    """The length of a text as Telegram counts, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _hushed(text: str, marks: list[_Mark], *, quietly: bool) -> list[_Mark]:
    """The marks with what Telegram would find covered, whichever spans it stands in."""
    kinds = {"name", "command"} if quietly else {"command"}
    hushed = [
        _Mark("hushed", units(text[: found.start()]), units(found[0]))
        for found in _FOUND.finditer(text)
        if found.lastgroup in kinds
    ]
    for one in hushed:
        marks = [part for mark in marks for part in _apart(mark, one)]
    return marks + hushed


def _apart(mark: _Mark, hushed: _Mark) -> list[_Mark]:
    """What is left of a mark around what is hushed; a quotation may hold it."""
    start, end = mark.offset, mark.offset + mark.length
    first, last = hushed.offset, hushed.offset + hushed.length
    if mark.kind == "blockquote" or last <= start or end <= first:
        return [mark]
    if mark.user is not None:  # a name that holds another calls nobody
        return []
    parts = [_Mark(mark.kind, start, first - start), _Mark(mark.kind, last, end - last)]
    return [part for part in parts if part.length > 0]


def _entities(marks: list[_Mark], length: int) -> tuple[MessageEntity, ...]:
    """All of them or, where they are too many, the ones that matter most."""
    if sum(mark.kind == "hushed" for mark in marks) > MOST_ENTITIES:
        return (MessageEntity("code", 0, length),)
    kept = sorted(marks, key=lambda mark: _KEPT_FIRST.index(mark.kind))[:MOST_ENTITIES]
    kept.sort(key=lambda mark: (mark.offset, -mark.length))
    return tuple(mark.entity() for mark in kept)


@dataclass(slots=True)
class _Writing:
    """A text as it grows, with what is to be marked in it."""

    parts: list[str] = field(default_factory=list)
    marks: list[_Mark] = field(default_factory=list)
    length: int = 0

    def block(self, block: Block) -> None:
        match block:
            case Paragraph(row):
                self._row(row)
            case Listing(rows, numbered):
                for number, row in enumerate(rows, 1):
                    self.put("\n" if number > 1 else "")
                    self.put(f"{number}. " if numbered else "• ")
                    self._row(row, indent="   ")
            case Quote():
                start = self.length
                self._row(block.spans)
                self._mark("blockquote", start)
            case Picture():
                self._typed(block.alt)
            case _:
                assert_never(block)

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += units(text)

    def _row(self, row: tuple[Span, ...], indent: str = "") -> None:
        for span in row:
            text = span.text.replace("\n", "\n" + indent)
            match span:
                case Text():
                    self._typed(text)
                case Bold():
                    self._typed(text, "bold")
                case Italic():
                    self._typed(text, "italic")
                case Code():
                    start = self.length
                    self.put(visible(text))
                    self._mark("code", start)
                case Mention(_, account):
                    self._mention(visible(text), account)
                case _:
                    assert_never(span)

    def _typed(self, text: str, kind: str | None = None) -> None:
        """Words, marked as a whole."""
        start = self.length
        self.put(visible(text))
        if kind is not None:
            self._mark(kind, start)

    def _mention(self, text: str, account: str) -> None:
        """Whoever has this account, called without a sign: were they not known here, a name behind
        one would call whoever has it."""
        if not _USER.fullmatch(account):
            self._typed(text)
            return
        start, name = self.length, text.removeprefix("@")
        self.put(name)
        self._mark("text_mention", start, User(int(account), name, is_bot=False))

    def _mark(self, kind: str, start: int, user: User | None = None) -> None:
        if self.length > start:
            self.marks.append(_Mark(kind, start, self.length - start, user))
