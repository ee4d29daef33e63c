"""People with Telegram on their phone: what they do, and what they see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.standins.telegram import arrivals, kinds
from tests.standins.telegram.chats import Chat, Message
from tests.standins.telegram.groups import Group
from tests.standins.telegram.text import in_pieces
from tests.standins.telegram.uploads import PIXEL, photo_sizes, sticker
from tests.standins.telegram.views import SeenMessage, seen
from tests.standins.telegram.world import Query, World

PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button that shows its clock until the bot answers."""

    query: Query
    world: World

    @property
    def answered(self) -> bool:
        """Whether the clock is gone."""
        return self.query.answered

    @property
    def text(self) -> str | None:
        """What the bot answered, if anything."""
        return self.query.text

    async def answer(self, within: float = PATIENCE) -> str | None:
        """What the bot answers, once it does."""
        await self.world.changes.until(lambda: self.query.answered or None, within)
        return self.query.text


class Person:
    """Somebody who may or may not have met the bot."""

    def __init__(self, world: World, chat: Chat) -> None:
        assert chat.person is not None
        self.user = chat.person
        self.chat = chat
        self._world = world

    @property
    def id(self) -> int:
        """The account's id, which is also that of the chat with the bot."""
        return self.user.id

    @property
    def messages(self) -> list[SeenMessage]:
        """The chat with the bot, in order."""
        return seen(self.chat)

    @property
    def from_bot(self) -> list[SeenMessage]:
        """What the bot wrote into that chat."""
        return [message for message in self.messages if message.from_bot]

    async def start(self, payload: str | None = None) -> int:
        """Press START, perhaps behind a link with a payload; the message's id."""
        return await self.say(f"/start {payload}" if payload else "/start")

    async def link(self, text: str, **links: str) -> int:
        """Write to the bot, with words that lead to these addresses."""
        self._must_exist()
        return arrivals.write(self._world, self.chat, self.user, text, links=links).id

    async def call(self, text: str, **called: "Person") -> int:
        """Write to the bot, with words for which somebody was chosen who has no @name."""
        self._must_exist()
        users = {word: person.user for word, person in called.items()}
        return arrivals.write(self._world, self.chat, self.user, text, called=users).id

    async def say(self, text: str) -> int:
        """Write to the bot, in pieces if it is too long; the id of the first is told."""
        self._must_exist()
        pieces = [arrivals.write(self._world, self.chat, self.user, one) for one in in_pieces(text)]
        return pieces[0].id

    async def reply(self, message_id: int, text: str) -> int:
        """Write to the bot, in reply to a message."""
        self._must_exist()
        self._find(self.chat, message_id)
        return arrivals.write(self._world, self.chat, self.user, text, reply_to=message_id).id

    async def edit(self, message_id: int, text: str, *, group: Group | None = None) -> None:
        """Change what was written."""
        chat = group.chat if group else self.chat
        message = self._find(chat, message_id)
        if message.author is not self.user:
            raise LookupError(f"{self.user.first_name} did not write message {message_id}")
        arrivals.edit(self._world, chat, message, text)

    async def delete(self, message_id: int, *, group: Group | None = None) -> None:
        """Take a message away, of which a bot is never told."""
        chat = group.chat if group else self.chat
        self._find(chat, message_id)
        del chat.messages[message_id]
        self._world.changes.ring()

    async def send_photo(self, caption: str = "") -> int:
        """Send a picture."""
        stored = self._world.files.keep(PIXEL)
        content = {"photo": photo_sizes(stored)}
        return arrivals.write(self._world, self.chat, self.user, caption, content=content).id

    async def send_sticker(self) -> int:
        """Send a sticker."""
        stored = self._world.files.keep(PIXEL, "stickers", "webp")
        content = {"sticker": sticker(stored)}
        return arrivals.write(self._world, self.chat, self.user, content=content).id

    async def send(self, kind: str, caption: str = "") -> int:
        """Send something besides words, by the name that Telegram has for it."""
        self._must_exist()
        content = kinds.content(self._world.files, kind)
        return arrivals.write(self._world, self.chat, self.user, caption, content=content).id

    async def forward(self, text: str) -> int:
        """Pass on what somebody else wrote."""
        self._must_exist()
        date = int(self._world.now().timestamp())
        origin = {"type": "hidden_user", "date": date, "sender_user_name": "Bo"}
        content = {"forward_origin": origin}
        return arrivals.write(self._world, self.chat, self.user, text, content=content).id

    async def write_in(
        self, group: Group, text: str, *, reply_to: int | None = None, topic: int | None = None
    ) -> int:
        """Write in a group, joining it first where necessary."""
        group.join(self.user)
        chat = group.chat
        if topic is None and reply_to is not None:
            topic = self._find(chat, reply_to).topic
        told = (self._world, chat, self.user, text)
        return arrivals.write(*told, reply_to=reply_to, topic=topic).id

    async def react(
        self, message_id: int, emoji: str | None, *, group: Group | None = None
    ) -> None:
        """Put a reaction under a message, or take it back."""
        chat = group.chat if group else self.chat
        message = self._find(chat, message_id)
        arrivals.react(self._world, chat, self.user, message, emoji)

    async def press(
        self,
        label: str,
        *,
        message_id: int | None = None,
        group: Group | None = None,
        within: float = PATIENCE,
    ) -> str | None:
        """Press a button and wait for the bot's answer to it."""
        pressed = self.press_only(label, message_id=message_id, group=group)
        return await pressed.answer(within)

    def press_only(
        self, label: str, *, message_id: int | None = None, group: Group | None = None
    ) -> Press:
        """Press a button on the newest message that has it, or on the one named."""
        self._must_exist()
        chat = group.chat if group else self.chat
        message = self._find(chat, message_id) if message_id else _newest(chat, label)
        if chat.private:
            arrivals.open_chat(self._world, chat)
        query = arrivals.press(self._world, chat, self.user, message, label)
        return Press(query, self._world)

    async def block(self) -> None:
        """Block the bot."""
        arrivals.turn(self._world, self.chat, blocked=True)

    async def unblock(self) -> None:
        """Let the bot write again."""
        arrivals.turn(self._world, self.chat, blocked=False)

    async def delete_account(self) -> None:
        """Leave the platform; a bot is never told."""
        self.user.deleted = True
        self._world.changes.ring()

    async def sees(self, text: str, within: float = PATIENCE) -> SeenMessage:
        """The newest message of the bot's that holds a text, once there is one."""
        try:
            return await self._world.changes.until(lambda: self._holding(text), within)
        except TimeoutError:
            read = [message.text for message in self.messages]
            raise AssertionError(f"{self.user.first_name} sees no {text!r}, but {read}") from None

    async def until(
        self, question: Callable[[Sequence[SeenMessage]], bool], within: float = PATIENCE
    ) -> None:
        """Wait until something is true of the chat."""
        await self._world.changes.until(lambda: question(self.messages) or None, within)

    def _holding(self, text: str) -> SeenMessage | None:
        found = (message for message in reversed(self.from_bot) if text in message.text)
        return next(found, None)

    def _must_exist(self) -> None:
        if self.user.deleted:
            raise LookupError(f"{self.user.first_name} has deleted the account")

    def _find(self, chat: Chat, message_id: int) -> Message:
        if message_id not in chat.messages:
            raise LookupError(
                f"no message {message_id} in {chat.title}, but {sorted(chat.messages)}"
            )
        return chat.messages[message_id]


def _newest(chat: Chat, label: str) -> Message:
    for number in sorted(chat.messages, reverse=True):
        if arrivals.button_under(chat.messages[number], label):
            return chat.messages[number]
    shown = {button for message in seen(chat) for row in message.buttons for button in row}
    raise LookupError(f"no button {label!r} in {chat.title}, but {sorted(shown)}")
