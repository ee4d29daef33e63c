"""The contract's bench on the stand-in: a bot, people and groups for broadcasts."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from standup.chat.contract import Seen
from standup.chat.interface import Besides, Context
from standup.core.commands.menu import MENU
from standup_telegram import TelegramAdapter, TelegramSettings
from standup_telegram.health import Waits
from tests.patience import PATIENCE
from tests.standins.serving import away
from tests.standins.telegram import Group, Person, SeenMessage, TelegramServer
from tests.standins.telegram.kinds import CAPTIONED
from tests.standins.telegram.uploads import Files

TOKEN = "424242:a-token_of-the-tests"
SECRET_WORDS = "what Ana learned"
HURRY = Waits(
    poll=50,
    answer=2.0,
    first=0.01,
    conflict=0.03,
    doubt=0.01,
    longest=0.05,
    farewell=0.2,
    watch=0.02,
)

_NAMES = {
    Besides.PICTURE: "photo",
    Besides.VIDEO: "video",
    Besides.VOICE: "voice",
    Besides.AUDIO: "audio",
    Besides.FILE: "document",
    Besides.STICKER: "sticker",
    Besides.PLACE: "venue",
    Besides.CONTACT: "contact",
    Besides.POLL: "poll",
    Besides.OTHER: "dice",
}


class Member:
    """A person at their phone, as the contract knows one."""

    def __init__(self, person: Person, bot: int, files: Files, groups: dict[str, Group]) -> None:
        self.person = person
        self._groups = groups
        self.account = str(person.id)
        self._bot = bot
        self._files = files

    async def accept(self) -> None:
        """Let the bot write without a word to it: START says one, which has tests of its own."""
        if not self.person.chat.started:
            self.person.chat.started = self.person.chat.blocked = True
            await self.person.unblock()

    async def write(self, text: str) -> str:
        """Write to the bot."""
        return f"{self._bot}.{self.account}.{await self.person.say(text)}"

    async def edit(self, message: str, text: str) -> None:
        """Change a message."""
        group, number = self._found(message)
        await self.person.edit(number, text, group=group)

    async def delete(self, message: str) -> None:
        """Take a message away, of which no bot is told."""
        group, number = self._found(message)
        await self.person.delete(number, group=group)

    def _found(self, message: str) -> tuple[Group | None, int]:
        """The group in which a message of theirs is, if it is in one, and its number there."""
        _, chat, number = message.split(".")
        return self._groups.get(chat), int(number)

    async def attach(self, kind: Besides, caption: str = "") -> str | None:
        """Send something besides words."""
        name = _NAMES[kind]
        if caption and name not in CAPTIONED:
            return None
        return f"{self._bot}.{self.account}.{await self.person.send(name, caption)}"

    async def forward(self, text: str) -> str | None:
        """Pass on what somebody wrote."""
        return f"{self._bot}.{self.account}.{await self.person.forward(text)}"

    async def reply(self, message: str, text: str) -> str | None:
        """Reply to a message, the bot's or an own one."""
        number = int(message.partition("@")[0].rpartition(".")[2])
        return f"{self._bot}.{self.account}.{await self.person.reply(number, text)}"

    async def reply_in(self, channel: str, message: str, text: str) -> str | None:
        """Reply in a group to a message, the bot's or an own one."""
        number = int(message.partition("@")[0].rpartition(".")[2])
        told = await self.person.write_in(self._groups[channel], text, reply_to=number)
        return f"{self._bot}.{channel}.{told}"

    async def dwell(self, zone: str) -> bool:
        """There is no time zone in a profile."""
        return False

    async def speak(self, language: str) -> bool:
        """Choose a language in the settings of the client."""
        self.person.user.language = language
        return True

    async def choose(self, label: str) -> None:
        """Press a button, and wait until its clock is gone."""
        await self.person.press(label)

    async def fill(self, label: str, answers: object) -> None:
        """There are no forms."""
        raise NotImplementedError

    async def write_in(self, channel: str, text: str) -> None:
        """Write in a group, as one who is in it."""
        await self.person.write_in(self._groups[channel], text)

    async def reads(self) -> Sequence[Seen]:
        """What the bot wrote to the person."""
        return [seen(self.person.id, message, {}, self._files) for message in self.person.from_bot]


class TelegramBench:
    """One bot, two people, two groups."""

    nobody = "7999999999"

    def __init__(self, server: TelegramServer, folder: Path, *, forum: bool, admin: bool) -> None:
        self.server = server
        self.folder = folder / "telegram"
        self.ana = server.person("Ana")
        self.bo = server.person("Bo")
        self.group: Group = server.group("Learning", forum=forum, admin=admin)
        other = server.group("Reading", forum=forum, admin=admin)
        self.groups = {str(group.id): group for group in (self.group, other)}
        self.person = self._member(self.ana)
        self.another = self._member(self.bo)
        self.channel = str(self.group.id)
        self.another_channel = Learners(server, other)
        self.is_strange = False  # whether a test lets Telegram say what it never says
        self.token_file = folder / "token"
        self.token_file.write_text(server.token)

    async def at_rest(self) -> None:
        """Wait until the bot has asked all it asks by itself: an answer to that ends a doubt."""
        delivery, updates = self.server.delivery, self.server.world.updates
        await self.server.until(lambda: delivery.polls == 1 and not len(updates))
        async with asyncio.timeout(PATIENCE):
            while any(task.get_name() == "offering the menu" for task in asyncio.all_tasks()):
                await asyncio.sleep(0.01)

    def adapter(self, *, waits: Waits = HURRY, **settings: Any) -> TelegramAdapter:
        """The bot's adapter, over the same folder each time."""
        given = {
            "token": {"file": str(self.token_file)},
            "username": "standup_bot",
            "api": self.server.url,
        }
        context = Context("telegram", self.folder, lambda: datetime.now(UTC), MENU)
        return TelegramAdapter(TelegramSettings(**(given | settings)), context, waits)

    def wrong_secret(self) -> TelegramAdapter:
        """The adapter with a token that BotFather never gave."""
        self.token_file.write_text(f"{TOKEN.partition(':')[0]}:another-token_of-the-tests")
        return self.adapter()

    def cut(self) -> AbstractAsyncContextManager[None]:
        """Let the Bot API be out of reach, while people write on."""
        return away(self.server)

    async def refuse(self, place: str) -> None:
        """Throw the bot out, or block it."""
        if place in self.groups:
            await self.groups[place].kick_bot()
            return
        [person] = [one for one in (self.ana, self.bo) if str(one.id) == place]
        await person.block()

    async def channel_reads(self) -> Sequence[Seen]:
        """What the bot wrote into the group; a topic is told by its first message."""
        return await Learners(self.server, self.group).reads()

    def _member(self, person: Person) -> Member:
        world = self.server.world
        return Member(person, world.bot.id, world.files, self.groups)


class Learners:
    """A group as its members read it."""

    def __init__(self, server: TelegramServer, group: Group) -> None:
        self.place = str(group.id)
        self._server = server
        self._group = group

    async def reads(self) -> Sequence[Seen]:
        """What the bot wrote into the group; a topic is told by its first message."""
        messages = self._group.messages
        ours = [message for message in messages if message.from_bot and message.text]
        roots: dict[int, str] = {}
        for message in ours:
            if message.thread is not None:
                roots.setdefault(message.thread, sent_id(self._group.id, message))
        files = self._server.world.files
        return [seen(self._group.id, message, roots, files) for message in ours]


def sent_id(chat: int, message: SeenMessage) -> str:
    """The id the adapter gave a message."""
    return f"{chat}.{message.id}" + (f"@{message.thread}" if message.thread else "")


def seen(chat: int, message: SeenMessage, roots: dict[int, str], files: Files) -> Seen:
    """What a reader sees: the thread is a topic's first message, or the one replied to."""
    told, thread = sent_id(chat, message), None
    if message.thread is not None:
        thread = roots[message.thread] if roots[message.thread] != told else None
    elif message.reply_to is not None:
        thread = f"{chat}.{message.reply_to}"
    photo = message.content.get("photo")
    picture = None if photo is None else files.get(photo[-1]["file_id"]).content
    called = tuple(map(str, message.told))
    return Seen(told, message.text, thread, picture, message.silent, called)


@asynccontextmanager
async def telegram_bench(
    folder: Path, *, forum: bool = False, admin: bool = False
) -> AsyncIterator[TelegramBench]:
    """A bench whose every request and answer was as the Bot API's document says."""
    folder.mkdir(exist_ok=True)
    async with TelegramServer(token=TOKEN) as server:
        bench = TelegramBench(server, folder, forum=forum, admin=admin)
        yield bench
        assert server.bot_violations == []
        assert server.own_violations == [] or bench.is_strange
        assert server.validates or "STANDUP_SPECS" not in os.environ
