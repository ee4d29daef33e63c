"""Everything the platform knows: who there is, which chats, what was pressed, what waits."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.standins.telegram.changes import Changes
from tests.standins.telegram.chats import Chat, Json, Kind, Message, User
from tests.standins.telegram.refusals import RefusedError, bad_request, forbidden
from tests.standins.telegram.spec import Specification
from tests.standins.telegram.text import part
from tests.standins.telegram.updates import Updates
from tests.standins.telegram.uploads import Files

FIRST_PERSON = 7_000_000_001  # beyond 32 bits, as real ids are
FIRST_GROUP = -4_000_000_001
FIRST_SUPERGROUP = -1_002_000_000_001


@dataclass(slots=True)
class Query:
    """One press of a button, and what the bot answered."""

    id: str
    person: User
    pressed: datetime
    answered: bool = False
    text: str | None = None
    alert: bool = False


@dataclass(slots=True)
class Profile:
    """What the bot said about itself, by scope and language."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)


class World:
    """The platform's state for one bot."""

    def __init__(
        self,
        bot: User,
        spec: Specification,
        now: Callable[[], datetime],
        *,
        privacy: bool,
        query_life: timedelta,
    ) -> None:
        self.bot = bot
        self.spec = spec
        self.now = now
        self.privacy = privacy
        self.query_life = query_life
        self.changes = Changes()
        self.updates = Updates(now, self.changes, spec)
        self.files = Files()
        self.profile = Profile()
        self.people: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.actions: list[tuple[int, str]] = []
        self._person_ids = count(FIRST_PERSON)
        self._group_ids = count(FIRST_GROUP, -1)
        self._supergroup_ids = count(FIRST_SUPERGROUP, -1)
        self._message_ids: dict[int | None, Any] = {}
        self._query_ids = count(4_000_000_000_000_000_001)

    def add_person(self, name: str, language: str | None, username: str | None) -> Chat:
        """Somebody with an account, and their chat with the bot, not started yet."""
        user = User(next(self._person_ids), name, language, username)
        self.people[user.id] = user
        chat = Chat(user.id, "private", name, person=user, members={user.id: user})
        self.chats[chat.id] = chat
        return chat

    def add_group(self, title: str, kind: Kind, *, forum: bool, username: str | None) -> Chat:
        """A group that has nobody in it yet."""
        numbers = self._supergroup_ids if kind == "supergroup" else self._group_ids
        chat = Chat(next(numbers), kind, title, username=username, forum=forum)
        self.chats[chat.id] = chat
        return chat

    def chat(self, name: int | str | None) -> Chat:
        """A chat by id or @username, whether or not the bot may write there."""
        named = self.find(name)
        if named is None:
            raise bad_request("chat not found" if name not in {None, ""} else "chat_id is empty")
        if named.migrated_to is not None:
            words = "group chat was upgraded to a supergroup chat"
            raise bad_request(words, migrate_to_chat_id=named.migrated_to)
        return named

    def reachable(self, name: int | str | None) -> Chat:
        """A chat the bot may write in."""
        chat = self.chat(name)
        refusal = self.refusal(chat)
        if refusal:
            raise refusal
        return chat

    def refusal(self, chat: Chat) -> RefusedError | None:
        """Why the bot may not write in a chat."""
        if chat.person and chat.person.deleted:
            return forbidden("user is deactivated")
        if chat.private and not chat.started:
            return forbidden("bot can't initiate conversation with a user")
        if chat.blocked:
            return forbidden("bot was blocked by the user")
        if chat.bot == "kicked":
            return forbidden(f"bot was kicked from the {chat.kind} chat")
        if not chat.bot_is_in:
            return forbidden(f"bot is not a member of the {chat.kind} chat")
        return None

    def next_message_id(self, chat: Chat) -> int:
        """One row of numbers per supergroup, and one for everything else the bot is in."""
        row = chat.id if chat.kind == "supergroup" else None
        first = 1 if row is None else 2  # a supergroup's 1 tells that it was made, and is General
        return int(next(self._message_ids.setdefault(row, count(first))))

    def write(self, chat: Chat, author: User, **content: Any) -> Message:
        """Put a message into a chat."""
        message = Message(self.next_message_id(chat), author, self.now(), **content)
        self.tell(chat, message)
        chat.messages[message.id] = message
        self.changes.ring()
        return message

    def tell(self, chat: Chat, message: Message) -> None:
        """Notify whomever a message in a group mentions, in a name or behind one: each once."""
        if chat.private or not message.text:
            return
        names = {f"@{one.username}".lower(): one.id for one in self.people.values() if one.username}
        told: dict[int, None] = {}
        for entity in message.entities:
            if entity["type"] == "text_mention":
                told[entity["user"]["id"]] = None
            named = part(message.text, entity).lower()
            if entity["type"] == "mention" and named in names:
                told[names[named]] = None
        message.told += told

    def new_query(self, person: User) -> Query:
        """A button was pressed."""
        query = Query(str(next(self._query_ids)), person, self.now())
        self.queries[query.id] = query
        return query

    def answer(self, query_id: str, text: str | None, *, alert: bool) -> None:
        """The bot answers a press, once and in time."""
        query = self.queries.get(query_id)
        late = query is None or query.answered or self.now() - query.pressed > self.query_life
        if query is None or late:
            words = "query is too old and response timeout expired or query ID is invalid"
            raise bad_request(words)
        query.answered, query.text, query.alert = True, text, alert
        self.changes.ring()

    def find(self, name: int | str | None) -> Chat | None:
        """A chat by id or @username, if there is one."""
        if not isinstance(name, str):
            return self.chats.get(name) if name is not None else None
        called = name.removeprefix("@").lower()
        public = (chat for chat in self.chats.values() if chat.username and not chat.private)
        return next((chat for chat in public if str(chat.username).lower() == called), None)
