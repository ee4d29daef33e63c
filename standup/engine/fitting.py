"""Fitting a message to a platform: without what it cannot show, and split where too long."""

from collections.abc import Collection
from itertools import count, repeat

from standup.core import keys
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import (
    Message,
    Picture,
    without_choices,
    without_forms,
    without_pictures,
)
from standup.core.messages.mentioning import without_mentions
from standup.core.messages.splitting import split
from standup.core.wording.channel import shortened
from standup.store import outbox
from standup.store.database import Transaction


async def parts_of(
    tx: Transaction, key: str, message: Message, can: Capabilities
) -> list[tuple[str, Message]]:
    """The parts to send, with their keys; those of a longer, earlier version say they are gone."""
    parts = new_parts(key, message, can)
    return [*parts, *await no_longer(tx, key, [name for name, _ in parts])]


def new_parts(key: str, message: Message, can: Capabilities) -> list[tuple[str, Message]]:
    """The parts of a message that is new, with their keys.

    Pictures are counted by themselves: on some platforms what was words can never be a picture.
    """
    parts = cut(message, can)
    words = [part for part in parts if not _is_picture(part)]
    pictures = [part for part in parts if _is_picture(part)]
    return [
        *((keys.part(key, n), part) for n, part in enumerate(words)),
        *((keys.picture(key, n), part) for n, part in enumerate(pictures)),
    ]


def cut(message: Message, can: Capabilities) -> list[Message]:
    """The message as the platform can show it, in parts that it takes."""
    return split(_fitted(message, can), can.text_limit)


async def no_longer(
    tx: Transaction, key: str, needed: Collection[str]
) -> list[tuple[str, Message]]:
    """The parts that only a longer, earlier version had, each saying that it is gone."""
    pictures = sum(name.startswith(keys.picture(key, 0)[:-1]) for name in needed)
    words = len(needed) - pictures
    left: list[tuple[str, Message]] = []
    if await outbox.exists(tx, keys.part(key, words), keys.picture(key, pictures)):
        for named, number in ((keys.part, words), (keys.picture, pictures)):
            for name in map(named, repeat(key), count(number)):
                if not await outbox.exists(tx, name):
                    break
                left.append((name, shortened()))
    return left


def _is_picture(message: Message) -> bool:
    return any(isinstance(block, Picture) for block in message.blocks)


def _fitted(message: Message, can: Capabilities) -> Message:
    message = message if can.images else without_pictures(message)
    message = message if can.mentions else without_mentions(message)
    if not can.choices:
        return without_choices(message)
    return message if can.forms else without_forms(message)
