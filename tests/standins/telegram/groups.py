"""Groups: who is in, their topics, and what they do to the bot."""

from collections.abc import Mapping

from tests.standins.telegram import arrivals
from tests.standins.telegram.chats import Chat, Topic, User
from tests.standins.telegram.topics import open_topic, remove_topic
from tests.standins.telegram.views import SeenMessage, seen
from tests.standins.telegram.world import World

PATIENCE = 5.0


class Group:
    """A group, or the supergroup it became."""

    def __init__(self, world: World, chat: Chat, owner: User) -> None:
        self.chat = chat
        self._world = world
        self._owner = owner
        self.join(owner)

    @property
    def id(self) -> int:
        """The chat's id, another one after `migrate`."""
        return self.chat.id

    @property
    def messages(self) -> list[SeenMessage]:
        """Everything written here, in order, service messages with an empty text."""
        return seen(self.chat)

    @property
    def topics(self) -> Mapping[int, Topic]:
        """A forum's topics by their thread id."""
        return self.chat.topics

    def join(self, user: User) -> None:
        """Somebody comes in, which needs no message here."""
        self.chat.members[user.id] = user

    async def add_bot(self, *, admin: bool = False) -> None:
        """Let the bot in, or make it an administrator."""
        old = self.chat.bot
        self.chat.bot = "administrator" if admin else "member"
        arrivals.tell_standing(self._world, self.chat, self._owner, old, self.chat.bot)
        if old in {"left", "kicked"}:
            came = [self._world.bot.json()]
            arrivals.tell_service(self._world, self.chat, self._owner, new_chat_members=came)

    async def kick_bot(self) -> None:
        """Throw the bot out."""
        old, self.chat.bot = self.chat.bot, "kicked"
        arrivals.tell_standing(self._world, self.chat, self._owner, old, "kicked")

    async def demote_bot(self) -> None:
        """Take the bot's rights as an administrator away."""
        old, self.chat.bot = self.chat.bot, "member"
        arrivals.tell_standing(self._world, self.chat, self._owner, old, "member")

    async def silence_bot(self) -> None:
        """Forbid members, and so the bot, to write."""
        self.chat.silenced = True

    async def forbid_photos(self) -> None:
        """Let members, and so the bot, write but send no photos."""
        self.chat.without_photos = True

    async def open_topic(self, name: str) -> int:
        """Somebody opens a topic; its thread id."""
        if not self.chat.forum:
            raise LookupError(f"{self.chat.title} is not a forum")
        topic = open_topic(self._world, self.chat, self._owner, name)
        if self.chat.bot_is_in:
            opened = self.chat.message(self.chat.messages[topic.id])
            self._world.updates.add("message", opened)
        return topic.id

    async def close_topic(self, topic: int) -> None:
        """Somebody closes a topic."""
        self.chat.topics[topic].closed = True
        closed = {"forum_topic_closed": {}, "topic": topic}
        arrivals.tell_service(self._world, self.chat, self._owner, **closed)

    async def reopen_topic(self, topic: int) -> None:
        """Somebody opens a closed topic again."""
        self.chat.topics[topic].closed = False
        opened = {"forum_topic_reopened": {}, "topic": topic}
        arrivals.tell_service(self._world, self.chat, self._owner, **opened)

    async def delete_message(self, message_id: int) -> None:
        """An administrator deletes what anybody wrote, of which a bot is never told."""
        if message_id not in self.chat.messages:
            raise LookupError(f"{self.chat.title} has no message {message_id}")
        del self.chat.messages[message_id]
        self._world.changes.ring()

    async def delete_topic(self, topic: int) -> None:
        """Somebody deletes a topic, of which a bot is never told."""
        remove_topic(self._world, self.chat, topic)

    async def migrate(self, *, forum: bool = False) -> int:
        """Become a supergroup with an id of its own; the new id."""
        old = self.chat
        if old.kind != "group":
            raise LookupError(f"{old.title} is a supergroup already")
        new = self._world.add_group(old.title, "supergroup", forum=forum, username=old.username)
        new.bot, new.members = old.bot, old.members
        arrivals.tell_service(self._world, old, self._owner, migrate_to_chat_id=new.id)
        old.migrated_to, self.chat = new.id, new
        arrivals.tell_service(self._world, new, self._owner, migrate_from_chat_id=old.id)
        return new.id

    async def sees(self, text: str, within: float = PATIENCE) -> SeenMessage:
        """The newest message of the bot's that holds a text, once there is one."""
        try:
            return await self._world.changes.until(lambda: self._holding(text), within)
        except TimeoutError:
            read = [message.text for message in self.messages]
            raise AssertionError(f"{self.chat.title} sees no {text!r}, but {read}") from None

    def _holding(self, text: str) -> SeenMessage | None:
        found = (each for each in reversed(self.messages) if each.from_bot and text in each.text)
        return next(found, None)
