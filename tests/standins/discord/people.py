"""People, as tests speak of them."""

from typing import Any

from tests.patience import PATIENCE
from tests.standins.discord import acts, events, kinds
from tests.standins.discord.errors import Refused
from tests.standins.discord.mentions import pings
from tests.standins.discord.messages import REPLY, check_text, post, wake_thread
from tests.standins.discord.places import ChannelHandle, GuildHandle
from tests.standins.discord.platform import Platform
from tests.standins.discord.views import SeenInteraction, SeenMessage, sees, visible
from tests.standins.discord.world import (
    Channel,
    Message,
    User,
)


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

    async def sees(self, text: str, within: float = PATIENCE) -> SeenMessage:
        """Wait until the direct conversation has a message of the bot's with this text."""

        def from_bot() -> list[SeenMessage]:
            return [each for each in self.messages if each.from_bot]

        return await sees(self.platform, from_bot, text, within)

    # ── writing ──

    async def say(self, text: str) -> SeenMessage:
        """Write to the bot."""
        return self._write(self._direct, text)

    async def send(self, kind: str, text: str = "") -> SeenMessage:
        """Send something besides words to the bot, and what stands with it."""
        message = Message(self.platform.world.ids.next(), self._direct, self.user, text)
        kinds.fill(self.platform.world, message, kind)
        post(self.platform, message)
        return SeenMessage(self.platform, message)

    async def forward(self, text: str) -> SeenMessage:
        """Pass on to the bot what somebody else wrote."""
        message = Message(self.platform.world.ids.next(), self._direct, self.user, "")
        kinds.forwarded(self.platform.world, message, text)
        post(self.platform, message)
        return SeenMessage(self.platform, message)

    async def write_in(self, place: ChannelHandle, text: str) -> SeenMessage:
        """Write in a channel or thread."""
        return self._write(place.channel, text)

    async def reply(
        self, message: SeenMessage | int | str, text: str, *, ping: bool = True
    ) -> SeenMessage:
        """Answer a message, which notifies its author, unless one chooses otherwise."""
        found = self._found(message)
        allowed = None if ping else {"parse": ["users", "roles", "everyone"], "replied_user": False}
        return self._write(found.channel, text, found, allowed)

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

    def _write(
        self,
        channel: Channel,
        text: str,
        answered: Message | None = None,
        allowed: dict[str, Any] | None = None,
    ) -> SeenMessage:
        world = self.platform.world
        if channel.guild is not None and self.user.id not in channel.guild.members:
            raise Refused(50001)
        check_text(text)
        message = Message(world.ids.next(), channel, self.user, text)
        if answered is not None:
            message.type, message.reference = REPLY, answered
        message.pings = pings(self.platform, message, allowed)
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
