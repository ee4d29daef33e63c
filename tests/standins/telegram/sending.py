"""sendMessage, sendPhoto and what else puts something into a chat."""

from typing import Any

from tests.standins.telegram import keyboards
from tests.standins.telegram.chats import Chat, Json, Message
from tests.standins.telegram.parameters import Parameters
from tests.standins.telegram.refusals import bad_request
from tests.standins.telegram.text import CAPTION_LENGTH, TEXT_LENGTH, Entity, formatted
from tests.standins.telegram.uploads import StoredFile, Upload, photo_sizes
from tests.standins.telegram.world import World

ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)


def send_message(world: World, given: Parameters) -> Json:
    """sendMessage."""
    chat = world.reachable(given.chat())
    text, entities = message_text(world, given)
    content: dict[str, Any] = {"text": text, "entities": entities}
    content["preview"] = given.mapping("link_preview_options")
    return _put(world, chat, given, "text messages", content)


def send_photo(world: World, given: Parameters) -> Json:
    """sendPhoto."""
    chat = world.reachable(given.chat())
    caption, entities = caption_of(world, given.text("caption"), given.items("caption_entities"))
    refuse_markup(given)
    stored = photo(world, given.given.get("photo"))
    content = {"text": caption, "entities": entities, "content": {"photo": photo_sizes(stored)}}
    return _put(world, chat, given, "photos", content)


def send_chat_action(world: World, given: Parameters) -> bool:
    """sendChatAction."""
    chat = world.reachable(given.chat())
    action = given.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.actions.append((chat.id, action))
    return True


def message_text(world: World, given: Parameters) -> tuple[str, list[Entity]]:
    """The text of a message that is sent or changed."""
    refuse_markup(given)
    text = given.text("text")
    if not text.strip():
        raise bad_request("message text is empty")
    kept, entities = formatted(text, _known(world, given.items("entities")))
    if len(kept) > TEXT_LENGTH:
        raise bad_request("message is too long")
    return kept, entities


def refuse_markup(given: Parameters) -> None:
    """Markup is not parsed here: a bot says with entities what it means."""
    if given.text("parse_mode"):
        raise bad_request("can't parse entities: the stand-in reads entities, not parse_mode")


def caption_of(world: World, caption: str, told: list[Entity]) -> tuple[str, list[Entity]]:
    """The words under a photo that is sent or changed."""
    kept, entities = formatted(caption, _known(world, told))
    if len(kept) > CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    return kept, entities


def _known(world: World, entities: list[Entity]) -> list[Entity]:
    """A mention of somebody the platform does not know is left out, and nobody is told."""
    kept = []
    for entity in entities:
        if entity["type"] == "text_mention" and "user" in entity:
            user = world.people.get(entity["user"].get("id"))
            if user is not None:
                kept.append(entity | {"user": user.json()})
        else:
            kept.append(entity)
    return kept


def photo(world: World, photo: object) -> StoredFile:
    """The file that is sent: uploaded now, or known already."""
    if isinstance(photo, Upload):
        if not photo.content:
            raise bad_request("file must be non-empty")
        return world.files.keep(photo.content)
    if not isinstance(photo, str) or not photo:
        raise bad_request("there is no photo in the request")
    if photo.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    return world.files.get(photo)


def _put(world: World, chat: Chat, given: Parameters, what: str, content: dict[str, Any]) -> Json:
    topic = _topic(chat, given)
    if chat.silenced or (chat.without_photos and what == "photos"):
        raise bad_request(f"not enough rights to send {what} to the chat")
    reply_to = _reply_to(chat, given)
    markup = given.mapping("reply_markup")
    keyboards.check(markup)
    if reply_to is not None and topic is None and reply_to in chat.messages:
        topic = chat.messages[reply_to].topic
    message = world.write(
        chat,
        world.bot,
        reply_to=reply_to,
        topic=topic,
        markup=markup if markup and "inline_keyboard" not in markup else keyboards.inline(markup),
        silent=given.flag("disable_notification"),
        protected=given.flag("protect_content"),
        **content,
    )
    return sent(chat, message)


def sent(chat: Chat, message: Message) -> Json:
    """A message of the bot's own, as it gets it back."""
    return chat.message(message)


def _topic(chat: Chat, given: Parameters) -> int | None:
    number = given.number("message_thread_id")
    if not number:
        return None
    if number not in chat.topics:
        raise bad_request("message thread not found")
    if chat.topics[number].closed and chat.bot != "administrator":
        raise bad_request("TOPIC_CLOSED")
    return number


def _reply_to(chat: Chat, given: Parameters) -> int | None:
    reply = given.mapping("reply_parameters")
    if reply is None:
        return None
    if reply.get("chat_id") not in {None, chat.id}:
        raise bad_request("the stand-in knows no replies across chats")
    if reply["message_id"] in chat.messages:
        return int(reply["message_id"])
    if reply.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")
