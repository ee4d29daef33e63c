"""The contract's bench on a real Synapse: a bot, a person and a room for broadcasts."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from standup.chat.contract import Seen
from standup.chat.interface import Context
from standup.chat.secret import Secret
from standup_matrix import MatrixAdapter, MatrixSettings
from tests.matrix.person import Person
from tests.matrix.synapse import NAME, Synapse

PASSWORD = "a-password"
_numbers = count(1)


class MatrixBench:
    """One bot, one person, one room, all with accounts of their own."""

    nobody = f"@nobody:{NAME}"

    def __init__(self, synapse: Synapse, folder: Path, *, encryption: bool) -> None:
        number = next(_numbers)
        self.synapse = synapse
        self.folder = folder / f"bench-{number}"
        self.encryption = encryption
        self.bot = synapse.register(f"bot{number}", PASSWORD)
        account = synapse.register(f"ana{number}", PASSWORD)
        (self.folder / "ana").mkdir(parents=True)
        store = self.folder / "ana" if encryption else None
        self.person = Person(synapse.url, account, self.bot, store)
        self.channel = ""
        self.password_file = self.folder / "password"
        self.password_file.write_text(PASSWORD)

    def adapter(self, **settings: Any) -> MatrixAdapter:
        """The bot's adapter, over the same folder each time."""
        given = {
            "homeserver": self.synapse.url,
            "user": self.bot,
            "password": Secret(file=self.password_file),
            "encryption": self.encryption,
        }
        context = Context("matrix", self.folder / "bot", lambda: datetime.now(UTC))
        return MatrixAdapter(MatrixSettings(**(given | settings)), context)

    async def channel_reads(self) -> Sequence[Seen]:
        """What the bot wrote into the room."""
        return await self.person.reads_in(self.channel)

    async def open_channel(self) -> None:
        """A room the person made and brought the bot into."""
        made = await self.person.nio.room_create(name="Learning", invite=[self.bot])
        self.channel = made.room_id


@asynccontextmanager
async def matrix_bench(
    synapse: Synapse, folder: Path, *, encryption: bool
) -> AsyncIterator[MatrixBench]:
    """A bench that cleans up behind itself."""
    bench = MatrixBench(synapse, folder, encryption=encryption)
    try:
        await bench.person.arrive(PASSWORD)
        await bench.open_channel()
        yield bench
    finally:
        await bench.person.leave_town()
