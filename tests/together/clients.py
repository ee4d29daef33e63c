"""Anybody's chat client, on whichever platform: what they hear, say and change."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from tests.discord_adapter.reader import read
from tests.matrix.person import Person as MatrixPerson
from tests.patience import PATIENCE
from tests.standins import discord, telegram


async def until(look: Callable[[], Awaitable[str]], *words: str) -> str:
    """Wait until what `look` shows holds all of these words."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while True:
        text = await look()
        if all(word in text for word in words):
            return text
        if asyncio.get_running_loop().time() > deadline:
            raise AssertionError(f"never came {words}, but:\n{text}")
        await asyncio.sleep(0.03)


class Client(Protocol):
    """Somebody before their own client."""

    async def heard(self) -> Sequence[str]:
        """All that the bot told them directly, as it reads now."""

    async def says(self, text: str) -> str:
        """Write to the bot."""

    async def edits(self, message: str, text: str) -> None:
        """Change what was written."""


async def hears(client: Client, *words: str) -> str:
    """Wait until the bot's newest words to somebody hold these."""

    async def newest() -> str:
        said = await client.heard()
        return said[-1] if said else ""

    return await until(newest, *words)


class OnMatrix:
    """Somebody on the homeserver."""

    def __init__(self, person: MatrixPerson) -> None:
        self.person = person

    async def heard(self) -> Sequence[str]:
        if not self.person.room:
            await self.person.accept()
        return [plain(seen.text) for seen in await self.person.reads()]

    async def says(self, text: str) -> str:
        return await self.person.write(text)

    async def edits(self, message: str, text: str) -> None:
        await self.person.edit(message, text)

    async def replies(self, room: str, words: str, text: str) -> str:
        """Reply, in a room for all, to the bot's latest message there that holds these words."""
        found = [one.id for one in await self.person.reads_in(room) if words in plain(one.text)]
        return str(await self.person.reply_in(room, found[-1], text))


class OnDiscord:
    """Somebody on the Discord stand-in."""

    def __init__(self, person: discord.Person) -> None:
        self.person = person

    async def heard(self) -> Sequence[str]:
        ours = [one for one in self.person.messages if one.from_bot and not one.deleted]
        return [plain(read(one.content)) for one in ours]

    async def says(self, text: str) -> str:
        return str((await self.person.say(text)).id)

    async def edits(self, message: str, text: str) -> None:
        await self.person.edit(int(message), text)

    async def replies(self, channel: discord.ChannelHandle, words: str, text: str) -> str:
        """The same in a channel or one of its threads."""
        inside = [one for thread in channel.threads for one in thread.messages]
        ours = [one for one in (*channel.messages, *inside) if one.from_bot and one.content]
        found = [one for one in ours if words in plain(read(one.content))]
        return str((await self.person.reply(found[-1], text)).id)


class OnTelegram:
    """Somebody on the Telegram stand-in."""

    def __init__(self, person: telegram.Person) -> None:
        self.person = person

    async def heard(self) -> Sequence[str]:
        return [plain(one.text) for one in self.person.from_bot]

    async def says(self, text: str) -> str:
        return str(await self.person.say(text))

    async def edits(self, message: str, text: str) -> None:
        await self.person.edit(int(message), text)

    async def replies(self, group: telegram.Group, words: str, text: str) -> str:
        """The same in a group."""
        found = [one.id for one in group.messages if one.from_bot and words in plain(one.text)]
        return str(await self.person.write_in(group, text, reply_to=found[-1]))


def plain(text: str) -> str:
    """The words without what sets lists and quotations apart on one platform or another."""
    lines = (line.replace("\N{NO-BREAK SPACE}", " ").strip() for line in text.split("\n"))
    return "\n".join(line.lstrip(">•-0123456789. ").strip() for line in lines if line.strip())
