"""The contract's bench on the stand-in: a bot, people, and channels for broadcasts."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from standup.chat.contract import Seen
from standup.chat.interface import Adapter, Besides, Context, MenuEntry
from standup.chat.secret import Secret
from standup_discord import DiscordAdapter, DiscordSettings
from tests.discord_adapter.reader import read
from tests.standins import discord
from tests.standins.discord import DiscordServer, SeenMessage
from tests.standins.discord.places import ChannelHandle
from tests.standins.serving import away


class Member:
    """A person at Discord's own client."""

    def __init__(self, person: discord.Person, channels: dict[str, ChannelHandle]) -> None:
        self.person = person
        self._channels = channels
        self.account = str(person.id)

    async def accept(self) -> None:
        """Nothing is to be accepted on Discord."""

    async def write(self, text: str) -> str:
        """Write to the bot."""
        return str((await self.person.say(text)).id)

    async def edit(self, message: str, text: str) -> None:
        """Change a message."""
        await self.person.edit(message, text)

    async def delete(self, message: str) -> None:
        """Take a message back."""
        await self.person.delete(message)

    async def write_in(self, channel: str, text: str) -> None:
        """Write in a channel."""
        await self.person.write_in(self._channels[channel], text)

    async def attach(self, kind: Besides, caption: str = "") -> str | None:
        """Send a file, a sticker or a poll; a voice message has no words beside it."""
        unknown = {Besides.PLACE, Besides.CONTACT, Besides.OTHER}
        if kind in unknown or (caption and kind is Besides.VOICE):
            return None
        return str((await self.person.send(kind, caption)).id)

    async def forward(self, text: str) -> str | None:
        """Pass on what somebody wrote."""
        return str((await self.person.forward(text)).id)

    async def reply(self, message: str, text: str) -> str | None:
        """Reply to a message."""
        return str((await self.person.reply(message, text)).id)

    async def reply_in(self, channel: str, message: str, text: str) -> str | None:
        """Reply to a message where it stands, which notifies its author."""
        number = message.removeprefix("reply:").removeprefix("forum:")
        return str((await self.person.reply(number, text)).id)

    async def dwell(self, zone: str) -> bool:
        """There is no time zone in a profile."""
        return False

    async def speak(self, language: str) -> bool:
        """Choose a language in the settings of the client."""
        self.person.user.locale = language
        return True

    async def choose(self, label: str) -> None:
        """Press a button."""
        await (await self.person.press(label)).acknowledged()

    async def fill(self, label: str, answers: Mapping[str, str]) -> None:
        """Press a button and fill in the modal it opens."""
        await (await self.person.press(label)).opened_modal()
        await (await self.person.submit(dict(answers))).acknowledged()

    async def reads(self) -> Sequence[Seen]:
        """The bot's messages in the direct conversation."""
        return [seen(one) for one in self.person.messages if one.from_bot and not one.deleted]


class DiscordBench:
    """One bot, two people, one guild with two text channels."""

    nobody = "123456789012345678"

    def __init__(
        self, server: DiscordServer, folder: Path, shard: tuple[int, int] = (0, 1)
    ) -> None:
        self.server = server
        self.folder = folder
        self.guild = server.guild("Team", shard)
        self.text = self.guild.text_channel("learning")
        other = self.guild.text_channel("reading")
        self.texts = {str(channel.id): channel for channel in (self.text, other)}
        self.person = Member(server.person("Ana", self.guild), self.texts)
        self.another = Member(server.person("Bo", self.guild), self.texts)
        self.another_channel = Text(other)
        self.token_file = folder / "token"
        self.token_file.write_text(server.token)

    @property
    def channel(self) -> str:
        """The broadcast channel."""
        return str(self.text.id)

    def adapter(self, menu: tuple[MenuEntry, ...] = (), **settings: Any) -> DiscordAdapter:
        """The bot's adapter, over the same folder each time."""
        given = {
            "token": Secret(file=self.token_file),
            "api": self.server.url,
            "first_contacts_per_minute": 6000,
        }
        context = Context("discord", self.folder / "bot", lambda: datetime.now(UTC), menu)
        return DiscordAdapter(DiscordSettings(**(given | settings)), context)

    def wrong_secret(self) -> Adapter:
        """The adapter with a token that Discord never gave."""
        self.token_file.write_text("another.bot.token")
        return self.adapter()

    def cut(self) -> AbstractAsyncContextManager[None]:
        """Let Discord be out of reach, while people write on."""
        return away(self.server)

    async def refuse(self, place: str) -> None:
        """Take the bot's rights in a channel away, or close the direct messages."""
        if place in self.texts:
            self.texts[place].deny("view_channel", "send_messages")
            return
        people = (self.person.person, self.another.person)
        [person] = [one for one in people if str(one.dm_id) == place]
        person.close_dms()

    async def channel_reads(self) -> Sequence[Seen]:
        """What the bot wrote into the channel and its threads."""
        return await Text(self.text).reads()


class Text:
    """A text channel as its members read it."""

    def __init__(self, text: ChannelHandle) -> None:
        self.place = str(text.id)
        self._text = text

    async def reads(self) -> Sequence[Seen]:
        """What the bot wrote into the channel and its threads."""
        found = [seen(one) for one in self._text.messages if one.from_bot]
        for thread in self._text.threads:
            inside = [one for one in thread.messages if one.from_bot and one.message.type != 21]
            found += [seen(one, str(thread.id)) for one in inside]
        return found


def seen(message: SeenMessage, thread: str | None = None) -> Seen:
    """A message as a reader sees it; it may have pinged no room and no role."""
    assert not message.pings.everyone
    assert not message.pings.roles
    described = [one["description"] for one in message.attachments if "description" in one]
    text = "\n".join(filter(None, [read(message.content), *described]))
    picture = next(iter(message.files), None)
    told = tuple(map(str, message.told))
    return Seen(str(message.id), text, thread, picture, message.silent, told)


@asynccontextmanager
async def discord_bench(
    folder: Path, shard: tuple[int, int] = (0, 1)
) -> AsyncIterator[DiscordBench]:
    """A bench on a server of its own; what leaves the published document fails the test."""
    async with DiscordServer() as server:
        yield DiscordBench(server, folder, shard)
        assert server.violations == []
