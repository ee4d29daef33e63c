"""What there is: people, guilds, channels, messages. Plain state; the rules live elsewhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from tests.standins.discord.errors import Refused
from tests.standins.discord.permissions import EVERYONE
from tests.standins.discord.snowflakes import Snowflakes

T = TypeVar("T")

TEXT, DM, GROUP_DM, CATEGORY, NEWS, PUBLIC_THREAD, PRIVATE_THREAD, FORUM = 0, 1, 3, 4, 5, 11, 12, 15
THREADS = (PUBLIC_THREAD, PRIVATE_THREAD)
EPHEMERAL, LOADING, HAS_THREAD = 1 << 6, 1 << 7, 1 << 5
SUPPRESS_NOTIFICATIONS = 1 << 12


@dataclass(slots=True, eq=False)
class User:
    """An account; `dms_open` decides whether the bot may write to it."""

    id: int
    name: str
    bot: bool = False
    locale: str = "en-US"
    dms_open: bool = True


@dataclass(slots=True, eq=False)
class Role:
    """A role in a guild; the one with the guild's own id is everyone's."""

    id: int
    name: str
    permissions: int = 0
    managed_by: int | None = None


@dataclass(slots=True, eq=False)
class Member:
    """A user in a guild."""

    user: User
    joined_at: datetime
    nick: str | None = None
    roles: list[int] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Guild:
    """A guild with its channels, threads among them, and its members."""

    id: int
    name: str
    owner_id: int
    locale: str = "en-US"
    roles: dict[int, Role] = field(default_factory=dict)
    channels: dict[int, "Channel"] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)

    def threads(self) -> list["Channel"]:
        return [channel for channel in self.channels.values() if channel.thread]

    def active_threads(self) -> list["Channel"]:
        return [each for each in self.threads() if each.thread and not each.thread.archived]


@dataclass(slots=True, eq=False)
class ThreadState:
    """What a thread has and another channel does not."""

    owner_id: int
    created: datetime
    archive_timestamp: datetime
    auto_archive_minutes: int = 1440
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    tags: list[int] = field(default_factory=list)
    members: dict[int, datetime] = field(default_factory=dict)
    total_sent: int = 0


@dataclass(slots=True, eq=False)
class Channel:
    """A place for messages: in a guild, a thread, or a direct conversation with `recipient`.

    `people` are those of a group conversation, which the bot is used in but not a member of.
    """

    id: int
    type: int
    name: str = ""
    guild: Guild | None = None
    parent: "Channel | None" = None
    recipient: User | None = None
    people: tuple[User, ...] = ()
    topic: str | None = None
    position: int = 0
    denied: int = 0
    tags: dict[int, str] = field(default_factory=dict)
    tag_required: bool = False
    thread: ThreadState | None = None
    messages: dict[int, "Message"] = field(default_factory=dict)

    def public(self) -> list["Message"]:
        """The messages that are in the history, oldest first."""
        return [each for each in self.messages.values() if not each.deleted and not each.ephemeral]


@dataclass(frozen=True, slots=True)
class Pings:
    """Whom a message notified."""

    users: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()
    everyone: bool = False

    def __bool__(self) -> bool:
        return bool(self.users or self.roles or self.everyone)


@dataclass(slots=True, eq=False)
class Message:
    """A message and what became of it; `seen_by` is who alone may see an ephemeral one, `more`
    what only some kinds of messages hold."""

    id: int
    channel: Channel
    author: User
    content: str
    type: int = 0
    flags: int = 0
    embeds: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    edited: datetime | None = None
    edits: int = 0
    tts: bool = False
    nonce: str | int | None = None
    reference: "Message | None" = None
    pings: Pings = Pings()
    told: list[int] = field(default_factory=list)  # whom it notified, each once for each time
    reactions: dict[str, list[int]] = field(default_factory=dict)
    thread: Channel | None = None
    interaction: dict[str, Any] | None = None
    application_id: int | None = None
    seen_by: User | None = None
    deleted: bool = False
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)


class World:
    """Everything there is, by id."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.ids = Snowflakes(now)
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Message] = {}
        self.direct: dict[int, Channel] = {}
        self.bot = self.new_user("Standup", bot=True)
        self.application_id = self.ids.next()
        self.owner = self.new_user("Owner")

    def new_user(self, name: str, *, bot: bool = False, locale: str = "en-US") -> User:
        user = User(self.ids.next(), name, bot=bot, locale=locale)
        self.users[user.id] = user
        return user

    def new_guild(self, name: str, shard: tuple[int, int] = (0, 1)) -> Guild:
        guild = Guild(self.ids.next_on(*shard), name, self.owner.id)
        guild.roles[guild.id] = Role(guild.id, "@everyone", EVERYONE)
        self.guilds[guild.id] = guild
        self.add_member(guild, self.owner)
        self.add_member(guild, self.bot).roles.append(self.new_role(guild, "Standup", bot=True).id)
        return guild

    def new_role(self, guild: Guild, name: str, *, bot: bool = False) -> Role:
        role = Role(self.ids.next(), name, managed_by=self.bot.id if bot else None)
        guild.roles[role.id] = role
        return role

    def add_member(self, guild: Guild, user: User) -> Member:
        guild.members[user.id] = Member(user, self.now())
        return guild.members[user.id]

    def new_channel(self, guild: Guild, kind: int, name: str) -> Channel:
        channel = Channel(self.ids.next(), kind, name, guild, position=len(guild.channels))
        return self.keep_channel(channel)

    def keep_channel(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        if channel.guild is not None:
            channel.guild.channels[channel.id] = channel
        return channel

    def forget_channel(self, channel: Channel) -> None:
        self.channels.pop(channel.id, None)
        if channel.guild is not None:
            channel.guild.channels.pop(channel.id, None)

    def direct_with(self, user: User) -> Channel:
        """The direct conversation between the bot and this user, made when first asked for."""
        if user.id not in self.direct:
            self.direct[user.id] = self.keep_channel(Channel(self.ids.next(), DM, recipient=user))
        return self.direct[user.id]

    def keep_message(self, message: Message) -> Message:
        self.messages[message.id] = message
        message.channel.messages[message.id] = message
        return message

    def mutual_guilds(self, user: User) -> Iterator[Guild]:
        """The guilds that both the bot and this user are in."""
        for guild in self.guilds.values():
            if user.id in guild.members and self.bot.id in guild.members:
                yield guild

    def user(self, user_id: int) -> User:
        return _known(self.users, user_id, 10013)

    def guild(self, guild_id: int) -> Guild:
        """A guild as the bot may know it."""
        guild = _known(self.guilds, guild_id, 10004)
        if self.bot.id not in guild.members:
            raise Refused(10004)
        return guild

    def channel(self, channel_id: int) -> Channel:
        return _known(self.channels, channel_id, 10003)

    def message(self, channel: Channel, message_id: int) -> Message:
        """A message in the channel's history."""
        message = channel.messages.get(message_id)
        if message is None or message.deleted or message.ephemeral:
            raise Refused(10008)
        return message

    def permissions(self, channel: Channel) -> int:
        """What the bot may do in a channel."""
        if channel.guild is None:
            return EVERYONE
        member = channel.guild.members.get(self.bot.id)
        if member is None:
            return 0
        base = channel.guild.roles[channel.guild.id].permissions
        for role in member.roles:
            base |= channel.guild.roles[role].permissions
        return base & ~(channel.parent or channel).denied


def _known(things: dict[int, T], thing_id: int, code: int) -> T:
    if thing_id not in things:
        raise Refused(code)
    return things[thing_id]
