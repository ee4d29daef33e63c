"""One promise as the messages a platform needs for it: fitted to what it can, split if too long."""

from standup.core.capabilities import Capabilities
from standup.core.markup import (
    Message,
    Picture,
    without_choices,
    without_forms,
    without_pictures,
)
from standup.core.splitting import split
from standup.core.wording.channel import shortened
from standup.store import outbox, posts
from standup.store.database import Transaction


async def parts_of(
    tx: Transaction, key: str, message: Message, can: Capabilities
) -> list[tuple[str, Message]]:
    """Each part with its key; a part that an earlier, longer version needed says so little now.

    Pictures are counted by themselves: on some platforms what was words can never be a picture.
    """
    parts = cut(message, can)
    words = [part for part in parts if not _is_picture(part)]
    pictures = [part for part in parts if _is_picture(part)]
    while await outbox.exists(tx, posts.part(key, len(words))):
        words.append(shortened())
    while await outbox.exists(tx, posts.picture(key, len(pictures))):
        pictures.append(shortened())
    return [
        *((posts.part(key, n), part) for n, part in enumerate(words)),
        *((posts.picture(key, n), part) for n, part in enumerate(pictures)),
    ]


def cut(message: Message, can: Capabilities) -> list[Message]:
    """The message as the platform can show it, in parts that it takes."""
    return split(_fitted(message, can), can.text_limit)


def _is_picture(message: Message) -> bool:
    return any(isinstance(block, Picture) for block in message.blocks)


def _fitted(message: Message, can: Capabilities) -> Message:
    message = message if can.images else without_pictures(message)
    if not can.choices:
        return without_choices(message)
    return message if can.forms else without_forms(message)
