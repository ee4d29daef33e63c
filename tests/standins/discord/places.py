"""Guilds and their channels, as tests speak of them."""

from tests.patience import PATIENCE
from tests.standins.discord import events, messages
from tests.standins.discord.permissions import PERMISSIONS
from tests.standins.discord.platform import Platform
from tests.standins.discord.views import SeenMessage, sees, visible
from tests.standins.discord.world import FORUM, TEXT, Channel, Guild, Role


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

    async def sees(self, text: str, within: float = PATIENCE) -> SeenMessage:
        """Wait until a message with this text is here."""
        return await sees(self.platform, lambda: self.messages, text, within)

    def archive(self, *, locked: bool = False) -> None:
        """Archive a thread, as its owner or time would."""
        assert self.channel.thread is not None
        self.channel.thread.archived, self.channel.thread.locked = True, locked
        self.channel.thread.archive_timestamp = self.platform.now()
        events.channel_event(self.platform, "THREAD_UPDATE", self.channel)

    def lock(self) -> None:
        """Lock a thread, which stays open to read."""
        assert self.channel.thread is not None
        self.channel.thread.locked = True
        events.channel_event(self.platform, "THREAD_UPDATE", self.channel)

    def unlock(self) -> None:
        """Let everybody write there again."""
        assert self.channel.thread is not None
        self.channel.thread.locked = self.channel.thread.archived = False
        events.channel_event(self.platform, "THREAD_UPDATE", self.channel)

    def delete_message(self, message: SeenMessage | int) -> None:
        """A moderator deletes what anybody wrote here."""
        number = message if isinstance(message, int) else message.id
        here = (one for one in self.messages if one.id == number and not one.deleted)
        found = next(here, None)
        if found is None:
            raise LookupError(f"{self.name} has no message {number}")
        messages.delete(self.platform, found.message)

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

    def purge(self, *numbers: int) -> None:
        """A moderator deletes several messages at once."""
        found = [one.message for one in self.messages if one.id in numbers and not one.deleted]
        assert len(found) == len(numbers) > 1, "Discord tells of each alone"
        for message in found:
            message.deleted = True
        events.messages_purged(self.platform, self.channel, found)

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
