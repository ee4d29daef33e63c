"""The contract's bench on a real Synapse: a bot, a person and a room for broadcasts."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from standup.chat.contract import Recorder, Seen
from standup.chat.interface import Context
from standup.chat.secret import Secret
from standup_matrix import MatrixAdapter, MatrixSettings
from tests.matrix.element_person import ElementPerson
from tests.matrix.person import Person
from tests.matrix.synapse import NAME, Synapse

PASSWORD = "a-password"
_numbers = count(1)


class MatrixBench:
    """One bot, one person, one room, all with accounts of their own."""

    nobody = f"@nobody:{NAME}"

    def __init__(self, synapse: Synapse, folder: Path, *, encryption: bool, element: bool) -> None:
        number = next(_numbers)
        self.synapse = synapse
        self.folder = folder / f"bench-{number}"
        self.encryption = encryption
        self.bot = synapse.register(f"bot{number}", PASSWORD)
        self.account = synapse.register(f"ana{number}", PASSWORD)
        self.person: Person | ElementPerson = self.client(element=element)
        self.channel = ""
        self.ahead = timedelta()
        self.memory: dict[str, str] = {}
        self.machines = count(1)
        self.password_file = self.folder / "password"
        self.password_file.write_text(PASSWORD)

    def client(self, *, element: bool = False) -> Person | ElementPerson:
        """The person's client."""
        if element:
            self.folder.mkdir(parents=True)
            return ElementPerson(self.synapse.url, self.account, self.bot)
        store = self.folder / "ana"
        store.mkdir(parents=True)
        folder = store if self.encryption else None
        return Person(self.synapse.url, self.account, self.bot, folder)

    def adapter(self, **settings: Any) -> MatrixAdapter:
        """The bot's adapter, each time on a machine where it has never been."""
        given = {
            "homeserver": self.synapse.url,
            "user": self.bot,
            "password": Secret(file=self.password_file),
            "encryption": self.encryption,
        }
        machine = self.folder / f"machine-{next(self.machines)}"
        machine.mkdir(exist_ok=True)
        context = Context("matrix", machine, lambda: datetime.now(UTC) + self.ahead)
        return MatrixAdapter(MatrixSettings(**(given | settings)), context)

    def inbox(self) -> Recorder:
        """The bot's inbox, which remembers what earlier ones kept, but not the position."""
        return Recorder(memory=self.memory)

    async def channel_reads(self) -> Sequence[Seen]:
        """What the bot wrote into the room."""
        return await self.person.reads_in(self.channel)


@asynccontextmanager
async def matrix_bench(
    synapse: Synapse, folder: Path, *, encryption: bool = False, element: bool = False
) -> AsyncIterator[MatrixBench]:
    """A bench that cleans up behind itself."""
    bench = MatrixBench(synapse, folder, encryption=encryption, element=element)
    try:
        await bench.person.arrive(PASSWORD)
        bench.channel = await bench.person.open_channel()
        yield bench
    finally:
        await bench.person.leave_town()
