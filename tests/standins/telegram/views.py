"""What people see of a chat."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.standins.telegram.chats import Chat, Message
from tests.standins.telegram.text import Entity, part


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """One message as it reads now; a caption counts as text."""

    id: int
    text: str
    entities: tuple[Entity, ...]
    buttons: tuple[tuple[str, ...], ...]
    markup: Mapping[str, Any] | None
    from_bot: bool
    author: str
    reply_to: int | None
    thread: int | None
    edited: bool
    silent: bool
    notified: int
    told: tuple[int, ...]
    reactions: tuple[str, ...]
    content: Mapping[str, Any]

    def parts(self, kind: str) -> list[str]:
        """What each entity of one type covers."""
        return [part(self.text, entity) for entity in self.entities if entity["type"] == kind]


def seen(chat: Chat) -> list[SeenMessage]:
    """Everything in a chat, in order."""
    return [_seen(chat.messages[number]) for number in sorted(chat.messages)]


def _seen(message: Message) -> SeenMessage:
    rows = (message.markup or {}).get("inline_keyboard", [])
    by_bot = message.author.is_bot
    emojis = (each["emoji"] for all_of in message.reactions.values() for each in all_of)
    return SeenMessage(
        id=message.id,
        text=message.text or "",
        entities=tuple(message.entities),
        buttons=tuple(tuple(button["text"] for button in row) for row in rows),
        markup=message.markup,
        from_bot=by_bot,
        author=message.author.first_name,
        reply_to=message.reply_to,
        thread=message.topic,
        edited=message.edited,
        silent=message.silent,
        notified=int(by_bot and not message.silent),
        told=tuple(message.told),
        reactions=tuple(emojis),
        content=message.content,
    )
