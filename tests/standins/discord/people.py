"""People, guilds and channels, as tests speak of them."""

from collections.abc import Callable
from typing import Any

from tests.standins.discord import acts, events
from tests.standins.discord.errors import Refused
from tests.standins.discord.messages import REPLY, check_text, pings, post, wake_thread
from tests.standins.discord.permissions import PERMISSIONS
from tests.standins.discord.platform import Platform
from tests.standins.discord.views import SeenInteraction, SeenMessage, visible
from tests.standins.discord.world import (
    FORUM,
    TEXT,
    Channel,
    Guild,
    Message,
    Role,
    User,
)


class ChannelHandle:
    """A text channel, forum or thread."""

    def __init__(self, platform: Platform, channel: Channel) -> None:
        self.platform = platform
        self.channel = channel

    @property
    def id(self) -> int:
        return self.channel.id

    @property
    def name(self) -> str:
        return self.channel.name

    @property
    def messages(self) -> list[SeenMessage]:
        """Everything ever said here that everybody may see, deleted ones included, oldest first."""
        return visible(self.platform, self.channel, None)

    @property
    def threads(self) -> list["ChannelHandle"]:
        assert self.channel.guild is not None
        return [
            ChannelHandle(self.platform, each)
            for each in self.channel.guild.threads()
            if each.parent is self.channel
        ]

    @property
    def archived(self) -> bool:
        return self.channel.thread is not None and self.channel.thread.archived

    @property
    def locked(self) -> bool:
        return self.channel.thread is not None and self.channel.thread.locked

    @property
    def members(self) -> set[int]:
        """The ids of those in a thread."""
        return set() if self.channel.thread is None else set(self.channel.thread.members)

    @property
    def tags(self) -> list[str]:
        """The names of the tags a forum post has."""
        if self.channel.thread is None or self.channel.parent is None:
            return []
        return [self.channel.parent.tags[each] for each in self.channel.thread.tags]

    async def sees(self, text: str, within: float = 3.0) -> SeenMessage:
        """Wait until a message with this text is here."""
        return await _sees(self.platform, lambda: self.messages, text, within)

    def archive(self, *, locked: bool = False) -> None:
        """Archive a thread, as its owner or time would."""
        assert self.channel.thread is not None
        self.channel.thread.archived, self.channel.thread.locked = True, locked
        self.channel.thread.archive_timestamp = self.platform.now()
        events.channel_event(self.platform, "THREAD_UPDATE", self.channel)

    def deny(self, *names: str) -> None:
        """Take permissions in this channel from the bot."""
        for name in names:
            self.channel.denied |= PERMISSIONS[name]
        events.channel_event(self.platform, "CHANNEL_UPDATE", self.channel)

    def allow(self, *names: str) -> None:
        """Give back what was denied."""
        for name in names:
            self.channel.denied &= ~PERMISSIONS[name]
        events.channel_event(self.platform, "CHANNEL_UPDATE", self.channel)

    def hide(self) -> None:
        self.deny("view_channel")

    def delete(self) -> None:
        """Take the channel or thread away."""
        if self.channel.thread is None:
            events.channel_event(self.platform, "CHANNEL_DELETE", self.channel)
        else:
            events.thread_deleted(self.platform, self.channel)
        self.platform.world.forget_channel(self.channel)


class GuildHandle:
    """A guild that the bot is in."""

    def __init__(self, platform: Platform, guild: Guild) -> None:
        self.platform = platform
        self.guild = guild

    @property
    def id(self) -> int:
        return self.guild.id

    @property
    def name(self) -> str:
        return self.guild.name

    @property
    def member_ids(self) -> set[int]:
        return set(self.guild.members)

    def text_channel(self, name: str) -> ChannelHandle:
        return self._channel(name, TEXT)

    def forum(self, name: str, *tags: str, tag_required: bool = False) -> ChannelHandle:
        """A forum, with the tags that posts may have."""
        handle = self._channel(name, FORUM)
        handle.channel.tags = {self.platform.world.ids.next(): tag for tag in tags}
        handle.channel.tag_required = tag_required
        events.channel_event(self.platform, "CHANNEL_UPDATE", handle.channel)
        return handle

    def _channel(self, name: str, kind: int) -> ChannelHandle:
        channel = self.platform.world.new_channel(self.guild, kind, name)
        events.channel_event(self.platform, "CHANNEL_CREATE", channel)
        return ChannelHandle(self.platform, channel)

    def role(self, name: str) -> Role:
        return self.platform.world.new_role(self.guild, name)

    def grant(self, *names: str) -> None:
        """Give the bot further permissions in the whole guild."""
        for role in self.guild.roles.values():
            if role.managed_by == self.platform.world.bot.id:
                role.permissions |= sum(PERMISSIONS[name] for name in names)

    def remove_bot(self) -> None:
        """Kick the bot out."""
        self.guild.members.pop(self.platform.world.bot.id, None)
        events.guild_left(self.platform, self.guild)

    def add_bot(self) -> None:
        """Invite the bot again."""
        world = self.platform.world
        role = next(each for each in self.guild.roles.values() if each.managed_by == world.bot.id)
        world.add_member(self.guild, world.bot).roles.append(role.id)
        events.guild_joined(self.platform, self.guild)


class Person:
    """Somebody with an account; what they do reaches the bot as on the platform."""

    def __init__(self, platform: Platform, user: User) -> None:
        self.platform = platform
        self.user = user
        self.interactions: list[SeenInteraction] = []

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def mention(self) -> str:
        return f"<@{self.user.id}>"

    @property
    def messages(self) -> list[SeenMessage]:
        """The direct conversation with the bot as this person sees it, oldest first."""
        return visible(self.platform, self._direct, self.user)

    @property
    def dm_id(self) -> int:
        """The id of the direct conversation with the bot."""
        return self._direct.id

    @property
    def _direct(self) -> Channel:
        return self.platform.world.direct_with(self.user)

    async def sees(self, text: str, within: float = 3.0) -> SeenMessage:
        """Wait until the direct conversation has a message of the bot's with this text."""

        def from_bot() -> list[SeenMessage]:
            return [each for each in self.messages if each.from_bot]

        return await _sees(self.platform, from_bot, text, within)

    # ── writing ──

    async def say(self, text: str) -> SeenMessage:
        """Write to the bot."""
        return self._write(self._direct, text)

    async def write_in(self, place: ChannelHandle, text: str) -> SeenMessage:
        """Write in a channel or thread."""
        return self._write(place.channel, text)

    async def reply(self, message: SeenMessage | int | str, text: str) -> SeenMessage:
        """Answer a message, which notifies its author."""
        return self._write(self._found(message).channel, text, self._found(message))

    async def edit(self, message: SeenMessage | int | str, text: str) -> None:
        """Change a message of one's own."""
        found = self._mine(message)
        check_text(text)
        found.content, found.edited = text, self.platform.now()
        found.pings = pings(self.platform, found, None)
        events.message_updated(self.platform, found)

    async def delete(self, message: SeenMessage | int | str) -> None:
        """Take a message of one's own back."""
        found = self._mine(message)
        found.deleted = True
        events.message_deleted(self.platform, found)

    async def react(self, message: SeenMessage | int | str, emoji: str) -> None:
        found = self._found(message)
        found.reactions.setdefault(emoji, []).append(self.user.id)
        events.reaction(self.platform, found, emoji, self.user, added=True)

    async def take_reaction_back(self, message: SeenMessage | int | str, emoji: str) -> None:
        found = self._found(message)
        found.reactions[emoji].remove(self.user.id)
        events.reaction(self.platform, found, emoji, self.user, added=False)

    def _write(self, channel: Channel, text: str, answered: Message | None = None) -> SeenMessage:
        world = self.platform.world
        if channel.guild is not None and self.user.id not in channel.guild.members:
            raise Refused(50001)
        check_text(text)
        message = Message(world.ids.next(), channel, self.user, text)
        if answered is not None:
            message.type, message.reference = REPLY, answered
        message.pings = pings(self.platform, message, None)
        wake_thread(self.platform, channel)
        post(self.platform, message)
        return SeenMessage(self.platform, message)

    def _found(self, message: SeenMessage | int | str) -> Message:
        if isinstance(message, SeenMessage):
            return message.message
        return self.platform.world.messages[int(message)]

    def _mine(self, message: SeenMessage | int | str) -> Message:
        found = self._found(message)
        if found.author is not self.user:
            raise Refused(50005)
        return found

    # ── buttons, menus, modals, commands ──

    async def press(
        self, label: str, *, on: SeenMessage | ChannelHandle | None = None
    ) -> SeenInteraction:
        """Press the button with this label (or custom id), on the newest message that has it."""
        source, button = acts.find(self._places(on), lambda each: acts.is_button(each, label))
        return self._keep(acts.press(self.platform, self.user, source, button))

    async def choose(
        self, menu: str, *values: str, on: SeenMessage | ChannelHandle | None = None
    ) -> SeenInteraction:
        """Choose from the menu with this placeholder or custom id, by value or label."""
        source, found = acts.find(self._places(on), lambda each: acts.is_menu(each, menu))
        return self._keep(acts.choose(self.platform, self.user, source, found, values))

    async def submit(self, fields: dict[str, str]) -> SeenInteraction:
        """Send off the newest open modal, its fields by label or custom id."""
        opened = [each for each in self.interactions if each.modal is not None]
        if not opened:
            raise LookupError(f"{self.name} has no modal open")
        return self._keep(acts.submit(self.platform, opened[-1].interaction, fields))

    async def slash(
        self, *path: str, where: ChannelHandle | None = None, **options: Any
    ) -> SeenInteraction:
        """Use a slash command: its name, the subcommands, and options by name.

        Options may be text, numbers, people, channels or roles. Without `where` it is used in the
        direct conversation.
        """
        channel = self._direct if where is None else where.channel
        return self._keep(acts.slash(self.platform, self.user, channel, path, options))

    async def complete(
        self, *path: str, focus: str, where: ChannelHandle | None = None, **options: Any
    ) -> SeenInteraction:
        """Type into a command's option `focus` and ask for what might be meant."""
        channel = self._direct if where is None else where.channel
        return self._keep(acts.slash(self.platform, self.user, channel, path, options, focus=focus))

    def _keep(self, interaction: SeenInteraction) -> SeenInteraction:
        self.interactions.append(interaction)
        return interaction

    def _places(self, on: SeenMessage | ChannelHandle | None) -> list[Message]:
        if isinstance(on, SeenMessage):
            return [on.message]
        channel = self._direct if on is None else on.channel
        return [each.message for each in visible(self.platform, channel, self.user)]

    # ── reachable or not ──

    def close_dms(self) -> None:
        """From now on the bot cannot write to this person (privacy settings, or blocked)."""
        self.user.dms_open = False

    def open_dms(self) -> None:
        self.user.dms_open = True

    def leave(self, guild: GuildHandle) -> None:
        guild.guild.members.pop(self.user.id, None)
        events.member_left(self.platform, guild.guild, self.user)

    def join(self, guild: GuildHandle) -> None:
        self.platform.world.add_member(guild.guild, self.user)
        events.member_joined(self.platform, guild.guild, self.user)


async def _sees(
    platform: Platform, look: Callable[[], list[SeenMessage]], text: str, within: float
) -> SeenMessage:
    def found() -> SeenMessage | None:
        fitting = [each for each in look() if text in each.text and not each.deleted]
        return fitting[-1] if fitting else None

    seen: SeenMessage = await platform.until(found, within, f"nobody said {text!r}")
    return seen
