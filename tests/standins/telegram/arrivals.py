"""What people do, and which of it the bot is told."""

from collections.abc import Mapping
from typing import Any

from tests.standins.telegram import keyboards
from tests.standins.telegram.chats import Chat, Json, Message, Standing, User
from tests.standins.telegram.text import calling, formatted, linking, part
from tests.standins.telegram.world import Query, World


def write(
    world: World,
    chat: Chat,
    person: User,
    text: str = "",
    links: Mapping[str, str] | None = None,
    called: Mapping[str, User] | None = None,
    **more: Any,
) -> Message:
    """Somebody writes; a bot they had blocked is unblocked by that. `links` are words that lead
    somewhere, `called` are words for somebody."""
    if chat.private:
        open_chat(world, chat)
    linked = [linking(text, word, url) for word, url in (links or {}).items()]
    linked += [calling(text, word, user.json()) for word, user in (called or {}).items()]
    kept, entities = formatted(text, linked)
    message = world.write(chat, person, text=kept or None, entities=entities, **more)
    _tell(world, chat, "message", message)
    return message


def edit(world: World, chat: Chat, message: Message, text: str) -> None:
    """Somebody changes what they wrote."""
    message.text, message.entities = formatted(text, [])
    message.edit_date, message.edited = world.now(), True
    _tell(world, chat, "edited_message", message)
    world.changes.ring()


def react(world: World, chat: Chat, person: User, message: Message, emoji: str | None) -> None:
    """Somebody puts a reaction under a message, or takes it back."""
    old = message.reactions.get(person.id, [])
    new = [{"type": "emoji", "emoji": emoji}] if emoji else []
    message.reactions[person.id] = new
    told: Json = {"chat": chat.json(), "message_id": message.id, "user": person.json()}
    told |= {"date": _stamp(world), "old_reaction": old, "new_reaction": new}
    if chat.private or chat.bot == "administrator":
        world.updates.add("message_reaction", told)


def press(world: World, chat: Chat, person: User, message: Message, label: str) -> Query:
    """Somebody presses a button under a message."""
    button = button_under(message, label)
    if button is None or "callback_data" not in button:
        raise LookupError(f"message {message.id} has no button {label!r} to press")
    query = world.new_query(person)
    told = {"id": query.id, "from": person.json(), "message": chat.message(message)}
    told |= {"chat_instance": str(abs(chat.id) * 7), "data": button["callback_data"]}
    world.updates.add("callback_query", told)
    return query


def button_under(message: Message, label: str) -> dict[str, Any] | None:
    """The button with this label."""
    buttons = keyboards.inline_buttons(message.markup)
    return next((dict(button) for button in buttons if button["text"] == label), None)


def open_chat(world: World, chat: Chat) -> None:
    """The bot may write from now on."""
    chat.started = True
    if chat.blocked:
        turn(world, chat, blocked=False)


def turn(world: World, chat: Chat, *, blocked: bool) -> None:
    """Somebody blocks or unblocks the bot."""
    if chat.person is None or chat.blocked == blocked:
        return
    chat.blocked = blocked
    states: tuple[Standing, Standing] = ("member", "kicked") if blocked else ("kicked", "member")
    tell_standing(world, chat, chat.person, *states)


def tell_standing(world: World, chat: Chat, by: User, old: Standing, new: Standing) -> None:
    """The bot learns what it is in a chat now."""
    told = {
        "chat": chat.json(),
        "from": by.json(),
        "date": _stamp(world),
        "old_chat_member": chat.standing(world.bot, bot=old),
        "new_chat_member": chat.standing(world.bot, bot=new),
    }
    world.updates.add("my_chat_member", told)
    world.changes.ring()


def tell_service(world: World, chat: Chat, by: User, **content: Any) -> Message:
    """A service message, which every bot in the chat gets."""
    topic = content.pop("topic", None)
    message = world.write(chat, by, content=content, topic=topic)
    _tell(world, chat, "message", message)
    return message


def _tell(world: World, chat: Chat, kind: str, message: Message) -> None:
    if _visible(world, chat, message):
        world.updates.add(kind, chat.message(message))


def _visible(world: World, chat: Chat, message: Message) -> bool:
    """In privacy mode: commands, mentions, replies to the bot and service messages."""
    if not chat.bot_is_in:
        return False
    if chat.private or chat.bot == "administrator" or not world.privacy:
        return True
    if not message.text and not message.content.keys() & {"photo", "sticker"}:
        return True
    replied = chat.messages.get(message.reply_to or 0)
    return (replied is not None and replied.author is world.bot) or _addressed(world, message)


def _addressed(world: World, message: Message) -> bool:
    name = f"@{world.bot.username}".lower()
    for entity in message.entities:
        named = part(message.text or "", entity).lower()
        if entity["type"] == "mention" and named == name:
            return True
        if entity["type"] == "bot_command" and entity["offset"] == 0:
            return "@" not in named or named.endswith(name)
    return False


def _stamp(world: World) -> int:
    return int(world.now().timestamp())
