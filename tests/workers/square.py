"""A platform that outlives every worker: a file that all processes see, with people in it."""

import asyncio
import os
import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from standup.chat.interface import Capabilities, Inbox, Message, Said
from standup.core.messages.markup import plain
from standup.core.model import Account, Channel, Instance, Person, Question, Round, Standup

LANES = ("north", "east", "south", "west")
QUESTIONS = ("What will you do?", "Where are you stuck?", "Whom do you thank?")
EARLIER = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
START = datetime(2026, 11, 26, 9, 30, 1, tzinfo=UTC)
_EVERY = 0.02  # seconds between two looks at what was said
_TABLES = """
    CREATE TABLE said (id INTEGER PRIMARY KEY, adapter TEXT, account TEXT, text TEXT, at REAL);
    CREATE TABLE shown (
        id INTEGER PRIMARY KEY, adapter TEXT, key TEXT, place TEXT, text TEXT, process INTEGER,
        tries INTEGER DEFAULT 1, UNIQUE (adapter, key));
"""


class Square:
    """The platform's file, as a test or an adapter uses it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        is_new = not path.exists()
        self._connection = sqlite3.connect(path, timeout=30, isolation_level=None)
        self._connection.execute("PRAGMA synchronous = OFF")
        if is_new:
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.executescript(_TABLES)

    def ask(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Carry out a statement."""
        return self._connection.execute(sql, parameters).fetchall()

    def close(self) -> None:
        """Nobody looks at it any more."""
        self._connection.close()


def busy_file(square: Path) -> Path:
    """A file that is there for as long as workers that were told so are to be busy."""
    return square.with_name("busy")


class SquareAdapter:
    """One of its sides; a key is known for ever."""

    capabilities = Capabilities(
        text_limit=100_000,
        edits=True,
        opens_direct=True,
        key_window=1e9,
        per_second=400.0,
        at_once=8,
    )

    def __init__(self, name: str, square: Square, now: Callable[[], datetime]) -> None:
        self._name = name
        self._square = square
        self._now = now

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        """Hand over what was said, in order."""
        seen = int(await inbox.cursor() or 0)
        ready("the square")
        while True:
            rows = self._square.ask(
                "SELECT id, account, text FROM said WHERE adapter = ? AND id > ?"
                " ORDER BY id LIMIT 50",
                self._name,
                seen,
            )
            if rows:
                seen = rows[-1][0]
                events = [Said(f"s{number}", who, text, self._now()) for number, who, text in rows]
                await inbox.take(events, str(seen))
            await asyncio.sleep(_EVERY)

    async def direct(self, account: str) -> str:
        """Everybody can be written to."""
        return f"@{account}"

    async def send(
        self,
        place: str,
        message: Message,
        key: str,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> str:
        """Show a message once a key."""
        await asyncio.sleep(0.01)  # the way there and back
        process = os.getpid()
        found = self._square.ask(
            "INSERT INTO shown (adapter, key, place, text, process) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET tries = tries + 1 RETURNING id",
            *(self._name, key, place, plain(message, code=""), process),
        )
        return str(found[0][0])

    async def edit(
        self,
        place: str,
        message_id: str,
        message: Message,
        key: str,
        *,
        thread: str | None = None,
    ) -> None:
        """Let a message say something else."""
        text = plain(message, code="")
        self._square.ask("UPDATE shown SET text = ? WHERE id = ?", text, message_id)

    async def find(
        self,
        place: str,
        message: Message,
        key: str,
        since: datetime,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> Sequence[str]:
        """Never asked."""
        return ()


class ShiftedClock:
    """The machine's clock, ahead by so much, alike in every process."""

    def __init__(self, ahead: float) -> None:
        self._ahead = timedelta(seconds=ahead)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    async def sleep_until(self, at: datetime) -> None:
        await asyncio.sleep(max(0.0, min((at - self.now()).total_seconds(), 3600.0)))


def town(people: int) -> Instance:
    """A daily standup of people who live on all sides of the square."""
    crowd = tuple(
        Person(f"p{n}", f"Person {n}", "UTC", (Account(LANES[n % len(LANES)], f"p{n}"),))
        for n in range(people)
    )
    questions = tuple(
        Question(f"q{number}", "text", words) for number, words in enumerate(QUESTIONS)
    )
    round_ = Round("day", "Daily", "30 9 * * *", questions, timedelta(hours=20))
    channels = tuple(Channel(lane, "#daily") for lane in LANES)
    standup = Standup("daily", "Daily", (round_,), crowd, channels)
    return Instance((standup,), crowd, "Person 0 (p0)", "UTC")
