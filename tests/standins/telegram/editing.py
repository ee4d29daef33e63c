"""Changing and deleting what was sent, and reacting to it."""

from datetime import timedelta

from tests.standins.telegram import keyboards
from tests.standins.telegram.chats import Chat, Json, Message
from tests.standins.telegram.parameters import Parameters
from tests.standins.telegram.refusals import bad_request
from tests.standins.telegram.sending import caption_of, message_text, photo, refuse_markup
from tests.standins.telegram.uploads import Attached, photo_sizes
from tests.standins.telegram.world import World

DELETABLE = timedelta(hours=48)
LASTING = ("forum_topic_created", "group_chat_created", "supergroup_chat_created")
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(world: World, given: Parameters) -> Json:
    """editMessageText."""
    chat = world.reachable(given.chat())
    text, entities = message_text(world, given)
    message = _editable(world, chat, given)
    if message.content:
        raise bad_request("there is no text in the message to edit")
    markup = _markup(given)
    if (text, entities, markup) == (message.text, message.entities, message.markup):
        raise bad_request(NOT_MODIFIED)
    message.text, message.entities, message.markup = text, entities, markup
    message.preview = given.mapping("link_preview_options")
    message.edited = True
    world.tell(chat, message)  # whether clients do is not written anywhere
    return _changed(world, chat, message)


def edit_message_caption(world: World, given: Parameters) -> Json:
    """editMessageCaption."""
    chat = world.reachable(given.chat())
    refuse_markup(given)
    caption, entities = caption_of(world, given.text("caption"), given.items("caption_entities"))
    message = _editable(world, chat, given)
    if "photo" not in message.content:
        raise bad_request("there is no caption in the message to edit")
    markup = _markup(given)
    if (caption, entities, markup) == (message.text, message.entities, message.markup):
        raise bad_request(NOT_MODIFIED)
    message.text, message.entities, message.markup = caption, entities, markup
    message.edited = True
    world.tell(chat, message)  # whether clients do is not written anywhere
    return _changed(world, chat, message)


def edit_message_media(world: World, given: Parameters) -> Json:
    """editMessageMedia, of photos."""
    chat = world.reachable(given.chat())
    media = given.mapping("media") or {}
    if media.get("type") != "photo":
        raise bad_request("the stand-in knows no media but photos")
    caption, entities = caption_of(
        world, media.get("caption", ""), media.get("caption_entities", [])
    )
    named = media.get("media")
    stored = photo(world, named.upload if isinstance(named, Attached) else named)
    if chat.without_photos:
        raise bad_request("not enough rights to send photos to the chat")
    message = _editable(world, chat, given)
    before = message.content.get("photo", [{}])[0].get("file_unique_id")
    content, markup = {"photo": photo_sizes(stored)}, _markup(given)
    is_same = before == content["photo"][0]["file_unique_id"]
    if is_same and (caption, entities, markup) == (message.text, message.entities, message.markup):
        raise bad_request(NOT_MODIFIED)
    message.text, message.entities, message.markup = caption, entities, markup
    message.content, message.edited = content, True
    world.tell(chat, message)
    return _changed(world, chat, message)


def edit_message_reply_markup(world: World, given: Parameters) -> Json:
    """editMessageReplyMarkup."""
    chat = world.reachable(given.chat())
    message = _editable(world, chat, given)
    markup = _markup(given)
    if markup == message.markup:
        raise bad_request(NOT_MODIFIED)
    message.markup = markup
    return _changed(world, chat, message)


def delete_message(world: World, given: Parameters) -> bool:
    """deleteMessage."""
    chat = world.reachable(given.chat())
    message = chat.messages.get(given.number("message_id") or 0)
    if message is None:
        raise bad_request("message to delete not found")
    if message.author is not world.bot and not chat.private and chat.bot != "administrator":
        raise bad_request("message can't be deleted")
    if any(name in message.content for name in LASTING):
        raise bad_request("message can't be deleted")
    if world.now() - message.date >= DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    del chat.messages[message.id]
    world.changes.ring()
    return True


def set_message_reaction(world: World, given: Parameters) -> bool:
    """setMessageReaction."""
    chat = world.reachable(given.chat())
    message = chat.messages.get(given.number("message_id") or 0)
    if message is None:
        raise bad_request("message to react not found")
    reactions = given.items("reaction")
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    known = world.spec.reactions()
    if any(known and reaction.get("emoji") not in known for reaction in reactions):
        raise bad_request("REACTION_INVALID")
    message.reactions[world.bot.id] = reactions
    world.changes.ring()
    return True


def _editable(world: World, chat: Chat, given: Parameters) -> Message:
    message = chat.messages.get(given.number("message_id") or 0)
    if message is None:
        raise bad_request("message to edit not found")
    if message.author is not world.bot or message.markup != keyboards.inline(message.markup):
        raise bad_request("message can't be edited")
    return message


def _markup(given: Parameters) -> Json | None:
    markup = given.mapping("reply_markup")
    keyboards.check(markup)
    return keyboards.inline(markup)


def _changed(world: World, chat: Chat, message: Message) -> Json:
    message.edit_date = world.now()
    world.changes.ring()
    return chat.message(message)
