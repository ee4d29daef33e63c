"""Users, chats, topics and messages as the platform keeps them, and as they go over the wire."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from tests.standins.telegram.kinds import CAPTIONED
from tests.standins.telegram.text import Entity

Json = dict[str, Any]
Kind = Literal["private", "group", "supergroup"]
Standing = Literal["member", "administrator", "left", "kicked"]

RIGHTS = [
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
]


@dataclass(slots=True)
class User:
    """A person, or the bot."""

    id: int
    first_name: str
    language: str | None = None
    username: str | None = None
    is_bot: bool = False
    deleted: bool = False

    def json(self) -> Json:
        """Type User."""
        name = "" if self.deleted else self.first_name
        shown = {"id": self.id, "is_bot": self.is_bot, "first_name": name}
        known = {"username": self.username, "language_code": self.language}
        return shown | {key: value for key, value in known.items() if value is not None}


@dataclass(slots=True)
class Topic:
    """One topic of a forum; its id is that of the message that opened it."""

    id: int
    name: str
    creator: User
    color: int = 7322096
    icon: str | None = None
    closed: bool = False

    def json(self) -> Json:
        """The fields ForumTopic and ForumTopicCreated share."""
        icon = {"icon_custom_emoji_id": self.icon} if self.icon else {}
        return {"name": self.name, "icon_color": self.color} | icon


@dataclass(slots=True)
class Message:
    """A message as it reads now."""

    id: int
    author: User
    date: datetime
    text: str | None = None
    entities: list[Entity] = field(default_factory=list)
    content: Json = field(default_factory=dict)
    markup: Json | None = None
    preview: Json | None = None
    reply_to: int | None = None
    topic: int | None = None
    silent: bool = False
    told: list[int] = field(default_factory=list)
    protected: bool = False
    edit_date: datetime | None = None
    edited: bool = False
    reactions: dict[int, list[Json]] = field(default_factory=dict)

    def body(self) -> Json:
        """Text or caption, with entities, and whatever else it holds."""
        captioned = bool(CAPTIONED & self.content.keys())
        text, entities = ("caption", "caption_entities") if captioned else ("text", "entities")
        shown: Json = dict(self.content)
        if self.text:
            shown[text] = self.text
        if self.entities:
            shown[entities] = self.entities
        if self.preview and not captioned:
            shown["link_preview_options"] = self.preview
        return shown


@dataclass(slots=True)
class Chat:
    """A private chat, a group or a supergroup with everything written in it."""

    id: int
    kind: Kind
    title: str
    person: User | None = None
    username: str | None = None
    forum: bool = False
    started: bool = False
    blocked: bool = False
    bot: Standing = "left"
    silenced: bool = False
    without_photos: bool = False
    migrated_to: int | None = None
    members: dict[int, User] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)

    @property
    def private(self) -> bool:
        """Whether this is one person's chat with the bot."""
        return self.kind == "private"

    @property
    def bot_is_in(self) -> bool:
        """Whether the bot sees anything here."""
        return self.private or self.bot in {"member", "administrator"}

    def json(self) -> Json:
        """Type Chat."""
        if self.person:
            name = "" if self.person.deleted else self.person.first_name
            shown: Json = {"id": self.id, "type": "private", "first_name": name}
            return shown | ({"username": self.person.username} if self.person.username else {})
        shown = {"id": self.id, "type": self.kind, "title": self.title}
        shown |= {"username": self.username} if self.username else {}
        return shown | ({"is_forum": True} if self.forum else {})

    def full(self) -> Json:
        """Type ChatFullInfo."""
        gifts = dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        )
        extra = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
        return self.json() | extra

    def message(self, message: Message, *, quoting: bool = True) -> Json:
        """Type Message; a message replied to is shown without what it replies to."""
        shown: Json = {
            "message_id": message.id,
            "from": message.author.json(),
            "chat": self.json(),
            "date": int(message.date.timestamp()),
        } | message.body()
        if message.edit_date:
            shown["edit_date"] = int(message.edit_date.timestamp())
        if message.markup and "inline_keyboard" in message.markup:
            shown["reply_markup"] = message.markup
        if message.protected:
            shown["has_protected_content"] = True
        return shown | self._thread(message) | (self._quoted(message) if quoting else {})

    def standing(self, user: User, *, bot: Standing | None = None) -> Json:
        """Type ChatMember."""
        status = bot or ("member" if user.id in self.members else "left")
        if status == "kicked":
            return {"status": "kicked", "user": user.json(), "until_date": 0}
        if status == "administrator":
            rights = dict.fromkeys(RIGHTS, True)
            return {
                "status": status,
                "user": user.json(),
                "can_be_edited": False,
                "is_anonymous": False,
            } | rights
        return {"status": status, "user": user.json()}

    def _thread(self, message: Message) -> Json:
        if message.topic is not None:
            return {"message_thread_id": message.topic, "is_topic_message": True}
        if self.kind == "supergroup" and not self.forum and message.reply_to is not None:
            return {"message_thread_id": self._root(message)}
        return {}

    def _root(self, message: Message) -> int:
        while message.reply_to is not None and message.reply_to in self.messages:
            message = self.messages[message.reply_to]
        return message.id

    def _quoted(self, message: Message) -> Json:
        """A message in a topic replies at least to the one that opened the topic."""
        to = message.reply_to if message.reply_to is not None else message.topic
        if to is None or to == message.id or to not in self.messages:
            return {}
        return {"reply_to_message": self.message(self.messages[to], quoting=False)}
