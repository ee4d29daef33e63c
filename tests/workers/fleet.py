"""Workers as processes that can be killed and hung, and the people who talk to them."""

import asyncio
import os
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from standup.config.database import Url
from standup.engine.bot import Bot
from standup.engine.clock import JumpClock
from standup.store import lanes
from standup.store.database import Reader
from standup.store.lanes import Taken
from standup.store.postgres import PostgresStore
from standup.wiring.opening import open_reader
from tests.forked import Forked
from tests.workers.square import EARLIER, LANES, QUESTIONS, START, Square, busy_file, town
from tests.workers.worker import begin

ROOT = Path(__file__).parents[2]
PATIENCE = 90.0  # seconds for anything on a busy machine
_QUIET = 3.0  # seconds after which workers that share lanes evenly have done so


@dataclass
class Fleet:
    """Workers on one database, and what is seen of them from outside."""

    folder: Path
    url: str
    people: int
    lease: float
    square: Square
    ahead: float
    processes: dict[int, Forked] = field(default_factory=dict)
    said: dict[tuple[str, int], str] = field(default_factory=dict)

    def start(self) -> int:
        """One more worker; returns its pid."""
        with (self.folder / "log.txt").open("ab") as out:
            process = Forked(
                *(begin, self.url, self.square.path, self.ahead, self.people, self.lease),
                out=out.fileno(),
                err=subprocess.STDOUT,
                folder=ROOT,
            )
        self.processes[process.pid] = process
        return process.pid

    def send(self, pid: int, number: signal.Signals) -> None:
        """Kill it, stop it, or let it go on."""
        os.kill(pid, number)
        if number in {signal.SIGKILL, signal.SIGTERM}:
            self.processes.pop(pid).wait(30)

    @contextmanager
    def busy(self, number: signal.Signals, *pids: int) -> Iterator[None]:
        """While the block lasts, their loops stand still (SIGUSR1) or turn slowly (SIGUSR2)."""
        file = busy_file(self.square.path)
        file.touch()
        for pid in pids:
            os.kill(pid, number)
        try:
            yield
        finally:
            file.unlink()

    def end(self) -> None:
        """Kill whoever is left."""
        for process in self.processes.values():
            process.kill()
            process.wait(30)

    async def owners(self) -> dict[str, Taken]:
        """Who took each lane last."""
        reader = await self.reader()
        try:
            return {one.lane: one for one in await reader.read(lanes.taken)}
        finally:
            await reader.close()

    async def settled(self, pids: set[int]) -> dict[str, Taken]:
        """The same once all are carried by these processes, and none has changed hands a while."""
        await self.carried_by(pids)
        found, since = await self.owners(), time.monotonic()
        while time.monotonic() - since < _QUIET:
            await asyncio.sleep(0.1)
            if (now := await self.owners()) != found:
                found, since = now, time.monotonic()
        return found

    async def reader(self) -> Reader:
        """The database, from outside."""
        return await open_reader(Url(self.url))

    async def carriers(self) -> dict[str, int]:
        """The process that took each lane last."""
        return {lane: int(one.worker.split(" ")[1]) for lane, one in (await self.owners()).items()}

    async def carried_by(self, pids: set[int]) -> dict[str, int]:
        """Wait until all lanes are carried by these processes, each of which carries some."""
        wanted = {"schedule", *LANES}

        async def is_so() -> bool:
            found = await self.carriers()
            return found.keys() == wanted and set(found.values()) == pids

        await until(is_so)
        return await self.carriers()

    def talk(self) -> bool:
        """Let everybody who was asked something new answer it; False once all have answered."""
        shown = self.square.ask("SELECT adapter, place, text FROM shown WHERE place LIKE '@%'")
        for adapter, place, text in shown:
            for number, question in enumerate(QUESTIONS):
                if question in text and (place, number) not in self.said:
                    answer = f"I learned what {place} says {number}"
                    self.said[place, number] = answer
                    self.square.ask(
                        "INSERT INTO said (adapter, account, text, at) VALUES (?, ?, ?, ?)",
                        *(adapter, place[1:], answer, time.time()),
                    )
        return len(self.said) < self.people * len(QUESTIONS)

    async def all_answered(self) -> None:
        """Talk until everybody has answered everything."""

        async def is_over() -> bool:
            return not self.talk()

        await until(is_over, 0.05)

    async def all_posted(self) -> None:
        """Wait until every side of the square shows every report."""

        async def is_so() -> bool:
            found = self.square.ask("SELECT adapter, text FROM shown WHERE place = '#daily'")
            return all(
                sum(f"{who} says {last}" in text for side, text in found if side == lane) == 1
                for lane in LANES
                for who in (f"@p{n}" for n in range(self.people))
                for last in (len(QUESTIONS) - 1,)
            )

        await until(is_so, 0.3)

    async def answers(self) -> list[str]:
        """Every answer in the database."""
        reader = await self.reader()
        try:
            rows = await reader.read(lambda tx: tx.all("SELECT text FROM answer ORDER BY text"))
            return [row[0] for row in rows]
        finally:
            await reader.close()

    def asked_twice(self) -> list[tuple[str, str]]:
        """Questions that somebody was shown more than once."""
        return [
            (place, question)
            for question in QUESTIONS
            for place, count in self.square.ask(
                "SELECT place, count(*) FROM shown WHERE place LIKE '@%' AND text LIKE ?"
                " GROUP BY place",
                f"%{question} (%",
            )
            if count > 1
        ]


async def until(is_so: Callable[[], Awaitable[bool]], pause: float = 0.1) -> float:
    """Wait for something; returns for how many seconds."""
    began = time.monotonic()
    while not await is_so():
        if time.monotonic() - began > PATIENCE:
            raise TimeoutError(f"{is_so.__qualname__} never came")
        await asyncio.sleep(pause)
    return time.monotonic() - began


@asynccontextmanager
async def fleet(
    folder: Path, url: str, people: int = 24, lease: float = 3.0, wait: float = 0.0
) -> AsyncIterator[Fleet]:
    """A square whose day is to begin as soon as somebody is at work, or `wait` seconds later."""
    square = Square(folder / "square.db")
    store = await PostgresStore.open(url)
    await Bot(store, town(people), {}, JumpClock(EARLIER)).scheduler(store).adopt()
    await store.close()
    ahead = (START - datetime.now(UTC)).total_seconds() - wait
    made = Fleet(folder, url, people, lease, square, ahead)
    try:
        yield made
    finally:
        made.end()
        square.close()
