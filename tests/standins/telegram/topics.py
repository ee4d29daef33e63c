"""Topics of a forum."""

from typing import Any

from tests.standins.telegram.chats import Chat, Json, Topic, User
from tests.standins.telegram.parameters import Parameters
from tests.standins.telegram.refusals import bad_request
from tests.standins.telegram.world import World

NAME_LENGTH = 128
COLORS = frozenset({7322096, 16766590, 13338331, 9367192, 16749490, 16478047})


def create_forum_topic(world: World, given: Parameters) -> Json:
    """createForumTopic."""
    chat = _forum(world, given, "create a topic")
    color = given.number("icon_color") or 7322096
    if color not in COLORS:
        raise bad_request("invalid icon color specified")
    icon = given.text("icon_custom_emoji_id") or None
    topic = open_topic(world, chat, world.bot, _name(given), color=color, icon=icon)
    return {"message_thread_id": topic.id} | topic.json()


def edit_forum_topic(world: World, given: Parameters) -> bool:
    """editForumTopic."""
    topic = _topic(world, given)
    icon = given.text("icon_custom_emoji_id") or None
    name = _name(given) if given.text("name") else topic.name
    if name == topic.name and (icon is None or icon == topic.icon):
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name, topic.icon = name, icon or topic.icon
    return _note(world, given, topic, {"forum_topic_edited": {"name": name}})


def close_forum_topic(world: World, given: Parameters) -> bool:
    """closeForumTopic."""
    return _turn(world, given, closed=True)


def reopen_forum_topic(world: World, given: Parameters) -> bool:
    """reopenForumTopic."""
    return _turn(world, given, closed=False)


def delete_forum_topic(world: World, given: Parameters) -> bool:
    """deleteForumTopic."""
    topic = _topic(world, given)
    remove_topic(world, world.chat(given.chat()), topic.id)
    return True


def open_topic(world: World, chat: Chat, by: User, name: str, **looks: Any) -> Topic:
    """A topic and the service message that opens it."""
    message = world.write(chat, by)
    topic = Topic(message.id, name, by, **looks)
    message.topic = topic.id
    message.content = {"forum_topic_created": topic.json()}
    chat.topics[topic.id] = topic
    return topic


def remove_topic(world: World, chat: Chat, topic: int) -> None:
    """A topic goes, and with it everything written in it."""
    del chat.topics[topic]
    for message in [each for each in chat.messages.values() if each.topic == topic]:
        del chat.messages[message.id]
    world.changes.ring()


def _turn(world: World, given: Parameters, *, closed: bool) -> bool:
    topic = _topic(world, given)
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    word = "forum_topic_closed" if closed else "forum_topic_reopened"
    return _note(world, given, topic, {word: {}})


def _note(world: World, given: Parameters, topic: Topic, content: Json) -> bool:
    world.write(world.chat(given.chat()), world.bot, topic=topic.id, content=content)
    return True


def _topic(world: World, given: Parameters) -> Topic:
    chat = world.reachable(given.chat())
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    topic = chat.topics.get(given.number("message_thread_id") or 0)
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    if chat.bot != "administrator" and topic.creator is not world.bot:
        raise bad_request("not enough rights to manage chat topics")
    return topic


def _forum(world: World, given: Parameters, what: str) -> Chat:
    chat = world.reachable(given.chat())
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    if chat.bot != "administrator":
        raise bad_request(f"not enough rights to {what}")
    return chat


def _name(given: Parameters) -> str:
    name = given.text("name").strip()
    if not 1 <= len(name) <= NAME_LENGTH:
        raise bad_request("TOPIC_TITLE_INVALID" if name else "TOPIC_TITLE_EMPTY")
    return name
