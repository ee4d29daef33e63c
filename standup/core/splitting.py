"""A message in parts that each fit into one of a platform's."""

from collections.abc import Iterator

from standup.core.markup import (
    Block,
    Listing,
    Message,
    Paragraph,
    Picture,
    Quote,
    Span,
    plain,
)


def split(message: Message, limit: int) -> list[Message]:
    """The message in parts of at most `limit` UTF-8 bytes of plain text each, nothing left out.

    Its choices stand under the last part; a picture is a part of its own.

    Parts break between blocks, then between list items, then between lines or words, and inside a
    word only when the word alone is longer than a part.
    """
    has_picture = any(isinstance(block, Picture) for block in message.blocks)
    if not has_picture and len(plain(message).encode()) < limit:
        return [message]
    parts: list[Message] = []
    current: list[Block] = []
    room = limit
    for block in _pieces(message, limit):
        size = _size(block) + 1
        stands_alone = any(isinstance(one, Picture) for one in (block, *current[-1:]))
        if current and (stands_alone or size > room):
            parts.append(Message(tuple(current)))
            current, room = [], limit
        current.append(block)
        room -= size
    parts.append(Message(tuple(current), message.choices))
    return parts


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
            yield from (Quote(text) for text in _cut(block.text, limit // 3))


def _cut_row(row: tuple[Span, ...], limit: int) -> Iterator[Block]:
    for span in row:
        yield from (Paragraph((type(span)(text),)) for text in _cut(span.text, limit - 8))


def _cut(text: str, limit: int) -> Iterator[str]:
    """Pieces of at most `limit` bytes that join to the text, but for the white space at a cut."""
    begin = 0
    while len(some := text[begin : begin + limit + 1].encode()) > limit:
        head = some[:limit].decode(errors="ignore")
        at = max(head.rfind("\n"), head.rfind(" "))
        is_whole = at <= len(head) // 2
        yield head if is_whole else head[:at]
        begin += len(head) if is_whole else at
        while not is_whole and text[begin : begin + 1] in {" ", "\n"}:
            begin += 1
    if begin < len(text):
        yield text[begin:]
