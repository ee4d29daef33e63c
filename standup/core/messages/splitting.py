"""A message in parts that each fit into one of a platform's."""

from collections.abc import Iterator
from dataclasses import replace

from standup.core.messages.markup import (
    Block,
    Listing,
    Mention,
    Message,
    Paragraph,
    Picture,
    Quote,
    Rows,
    Span,
    Text,
    plain,
    quoted,
)


def split(message: Message, limit: int) -> list[Message]:
    """The message in parts of at most `limit` UTF-8 bytes of plain text each, nothing left out.

    Its choices stand under the last part; a picture is a part of its own.

    Parts break between blocks, then between list items, then between lines or words, and inside a
    word only when the word alone is longer than a part.
    """
    splitter = Splitter(limit)
    return [*splitter.add(message), splitter.end(message.choices)]


class Splitter:
    """The same for a message that comes bit by bit, of which no more than a part is held."""

    def __init__(self, limit: int) -> None:
        self._limit = self._room = limit
        self._current: list[Block] = []

    def add(self, message: Message) -> list[Message]:
        """The parts that are whole once this follows what came before."""
        whole = []
        for block in _pieces(message, self._limit):
            size = _size(block) + 1
            stands_alone = any(isinstance(one, Picture) for one in (block, *self._current[-1:]))
            if self._current and (stands_alone or size > self._room):
                whole.append(self.end())
            self._current.append(block)
            self._room -= size
        return whole

    def end(self, choices: Rows = ()) -> Message:
        """The last part."""
        part = Message(tuple(self._current), choices)
        self._current, self._room = [], self._limit
        return part


def _size(block: Block) -> int:
    return len(plain(Message((block,))).encode())


def _pieces(message: Message, limit: int) -> Iterator[Block]:
    for block in message.blocks:
        if isinstance(block, Picture) or _size(block) < limit:
            yield block
        elif isinstance(block, Listing):
            for row in block.items:
                yield from _cut_row(row, limit)
        elif isinstance(block, Paragraph):
            yield from _cut_row(block.spans, limit)
        else:
            yield from _cut_quote(block, limit // 3)


def _cut_row(row: tuple[Span, ...], limit: int) -> Iterator[Block]:
    for span in row:
        parts = _cut(span.text, limit - 8)
        yield from (Paragraph((replace(span, text=text),)) for _, text in parts)


def _cut_quote(block: Quote, limit: int) -> Iterator[Block]:
    for begin, text in _cut(block.text, limit):
        yield quoted(_portion(block.spans, begin, begin + len(text)))


def _portion(row: tuple[Span, ...], begin: int, end: int) -> tuple[Span, ...]:
    """What of a row stands between two places of its words; half a call calls nobody."""
    found, at = list[Span](), 0
    for span in row:
        words = span.text[max(0, begin - at) : max(0, end - at)]
        if words:
            found.append(span if words == span.text else _part(span, words))
        at += len(span.text)
    return tuple(found)


def _part(span: Span, words: str) -> Span:
    return Text(words) if isinstance(span, Mention) else replace(span, text=words)


def _cut(text: str, limit: int) -> Iterator[tuple[int, str]]:
    """Pieces of at most `limit` bytes that join to the text, but for the white space at a cut, each
    with where it begins."""
    begin = 0
    while len(some := text[begin : begin + limit + 1].encode()) > limit:
        head = some[:limit].decode(errors="ignore")
        at = max(head.rfind("\n"), head.rfind(" "))
        is_whole = at <= len(head) // 2
        yield begin, head if is_whole else head[:at]
        begin += len(head) if is_whole else at
        while not is_whole and text[begin : begin + 1] in {" ", "\n"}:
            begin += 1
    if begin < len(text):
        yield begin, text[begin:]
