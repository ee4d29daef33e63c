"""The contract's bench on a real Synapse, with all that a bench can offer."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from standup.chat.contract import Seen
from standup.chat.secret import Secret
from standup_matrix import MatrixAdapter
from tests.matrix.bench import PASSWORD, MatrixBench
from tests.matrix.element_person import ElementPerson
from tests.matrix.person import Person
from tests.matrix.synapse import Json, Synapse
from tests.standins.line import Line, line_to


class Newcomer(Person):
    """Somebody who comes to their client when the bot writes to them."""

    async def accept(self) -> None:
        """Log in at the first time, and join."""
        if not self.nio.access_token:
            await self.arrive(PASSWORD)
        await super().accept()


@dataclass
class Room:
    """A room for broadcasts, as somebody in it reads it."""

    place: str
    reader: Person | ElementPerson

    async def reads(self) -> Sequence[Seen]:
        """What the bot wrote into it."""
        return await self.reader.reads_in(self.place)


class OfferingBench(MatrixBench):
    """A bot that reaches its homeserver by a line; whoever else is needed comes when asked for."""

    line: Line

    def adapter(self, **settings: Any) -> MatrixAdapter:
        """The bot's adapter, at the other end of the line."""
        return super().adapter(**{"homeserver": self.line.url} | settings)

    def wrong_secret(self) -> MatrixAdapter:
        """The adapter with a password that is nobody's."""
        wrong = self.folder / "wrong"
        wrong.write_text("another-password")
        return self.adapter(password=Secret(file=wrong))

    def cut(self) -> AbstractAsyncContextManager[None]:
        """Cut the bot's line; people have their own."""
        return self.line.cut()

    async def refuse(self, place: str) -> None:
        """Let whoever made a channel ban the bot, or the person leave their direct room."""
        if place == self.channel:
            self._do(f"rooms/{place}/ban", {"user_id": self.bot})
        else:
            self._do(f"rooms/{place}/leave", {})

    @cached_property
    def another(self) -> Newcomer:
        """A second person."""
        store = self.folder / "bo"
        store.mkdir()
        account = self.synapse.register(f"bo-{self.account[1:].partition(':')[0]}", PASSWORD)
        return Newcomer(self.synapse.url, account, self.bot, store if self.encryption else None)

    @cached_property
    def another_channel(self) -> Room:
        """A second room the bot is invited to."""
        made = self._do("createRoom", {"name": "Reading", "invite": [self.bot]})
        return Room(made["room_id"], self.person)

    async def leave_town(self) -> None:
        """Let everybody go who came."""
        await self.person.leave_town()
        if "another" in vars(self):
            await self.another.leave_town()

    def _do(self, what: str, body: Json) -> Json:
        """As the person, at another device of theirs."""
        user = {"type": "m.id.user", "user": self.account}
        login = {"type": "m.login.password", "identifier": user, "password": PASSWORD}
        token = self.synapse.request("POST", "/_matrix/client/v3/login", login)["access_token"]
        return self.synapse.request("POST", f"/_matrix/client/v3/{what}", body, token)


@asynccontextmanager
async def offering_bench(
    synapse: Synapse, folder: Path, *, encryption: bool, element: bool
) -> AsyncIterator[OfferingBench]:
    """A bench that cleans up behind itself."""
    bench = OfferingBench(synapse, folder, encryption=encryption, element=element)
    try:
        async with line_to(int(synapse.url.rpartition(":")[2])) as bench.line:
            await bench.person.arrive(PASSWORD)
            bench.channel = await bench.person.open_channel()
            yield bench
    finally:
        await bench.leave_town()
