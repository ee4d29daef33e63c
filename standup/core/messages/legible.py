"""Content as every platform can take it: without what no chat can show."""

from dataclasses import replace

from standup.core.messages.markup import (
    Block,
    Choice,
    Message,
    Picture,
    Span,
    each_row,
    visible,
)


def legible(message: Message) -> Message:
    """The message without controls, noncharacters and halves of characters, wherever they stand,
    and with one kind of line end."""
    blocks = tuple(map(_named, each_row(message, _row).blocks))
    rows = tuple(tuple(map(_choice, row)) for row in message.choices)
    changed = replace(message, blocks=blocks, choices=rows)
    return message if changed == message else changed


def _named(block: Block) -> Block:
    return replace(block, alt=words(block.alt)) if isinstance(block, Picture) else block


def _row(row: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(replace(span, text=words(span.text)) for span in row)


def _choice(choice: Choice) -> Choice:
    return replace(choice, label=words(choice.label))


_MORE_CONTROLS = dict.fromkeys(range(128, 160))


def words(text: str) -> str:
    """The same of a text alone."""
    seen = visible(text).translate(_MORE_CONTROLS)
    return seen.replace("\r\n", "\n").replace("\r", "\n")
