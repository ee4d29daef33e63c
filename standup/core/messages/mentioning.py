"""Whom a message calls by name, on a platform that tells them."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import assert_never

from standup.core.messages.markup import (
    Block,
    Listing,
    Mention,
    Message,
    Paragraph,
    Picture,
    Quote,
    Span,
    Text,
    each_row,
    joined,
)
from standup.core.text.calling import Names, Whom

MOST_CALLED = 10
"""People whom one message calls; whoever is named besides is not."""

Row = tuple[Span, ...]


def called(message: Message, names: Names) -> tuple[Whom, ...]:
    """Who is called in the words of a message, each once: the first ones, where they are many."""
    texts = (s.text for block in message.blocks for row in _rows(block) for s in row if _is_text(s))
    found = dict.fromkeys(call.whom for text in texts for call in names.calls(text))
    return tuple(found)[:MOST_CALLED]


def with_mentions(message: Message, names: Names, accounts: Mapping[Whom, Mention]) -> Message:
    """The message in which whoever has an account here is called where its words name them; what
    somebody wrote in a platform's own way has the words of its mention, where that has any."""

    def in_place(row: Row) -> Row:
        return tuple(part for span in row for part in _parts(span, names, accounts))

    return each_row(message, in_place)


def _parts(span: Span, names: Names, accounts: Mapping[Whom, Mention]) -> Row:
    if not _is_text(span):
        return (span,)
    found, end, text = list[Span](), 0, span.text
    for call in names.calls(text):
        mention = accounts.get(call.whom)
        if mention is not None:
            words = mention.text or text[call.begin : call.end]
            found += [Text(text[end : call.begin]), replace(mention, text=words)]
            end = call.end
    return tuple(part for part in (*found, Text(text[end:])) if part.text) if found else (span,)


def _is_text(span: Span) -> bool:
    return isinstance(span, Text)


def without_mentions(message: Message, of: Collection[str] | None = None) -> Message:
    """The message with the words alone of whatever calls somebody, or one of these accounts."""

    def in_words(row: Row) -> Row:
        if not any(isinstance(span, Mention) for span in row):
            return row
        return joined(tuple(map(plainly, row)))

    def plainly(span: Span) -> Span:
        is_meant = isinstance(span, Mention) and (of is None or span.account in of)
        return Text(span.text) if is_meant else span

    return each_row(message, in_words) if mentioned(message) else message


def mentioned(message: Message) -> tuple[str, ...]:
    """The accounts that a message calls, each once."""
    rows = (row for block in message.blocks for row in _rows(block))
    return tuple(dict.fromkeys(s.account for row in rows for s in row if isinstance(s, Mention)))


def _rows(block: Block) -> tuple[Row, ...]:
    match block:
        case Paragraph(row):
            return (row,)
        case Listing(rows):
            return rows
        case Quote():
            return (block.spans,)
        case Picture():
            return ()
        case _:
            assert_never(block)
