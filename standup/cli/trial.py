"""`standup try`: one Learning Day in this terminal, played by the engine that production runs.

Only the clock, which hurries, and the adapter, which is this terminal, differ. You are one
participant; two scripted companions are the others.
"""

import asyncio
import os
import shutil
import sys
import tempfile
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from standup.chat.console import Console, ConsoleSettings, stdin_lines
from standup.cli.terminal import Terminal, has_colour
from standup.config import Loaded, init, load
from standup.engine.bot import Bot
from standup.engine.clock import JumpClock, SystemClock
from standup.store.database import Store, Transaction
from standup.store.idle import asking, busy
from standup.wiring.opening import open_store

_BREATH = 1.2  # seconds between two things that happen, where somebody watches

_INTRO = """\
One Learning Day in about two minutes. You are one of three; Robin and Kim are scripted.
The engine, its database and its words are the real ones: only the clock hurries.
Type an answer and press Enter; a backslash at the end of a line goes on in the next."""
_MORNING = "It's Thursday morning. The bot asks; type what you'll learn today."
_NOON = """\
It is noon. Changed your mind, or got news? Tell the bot, and it adds it to the thread.
Or press Enter to let the day go on."""
_EVENING = "It's evening. Your plan is next to the question: say how it went."
_LATE = (
    "The day is closed, and now Kim answers after all: it's marked late, and the digest changes."
)
_END = """\
That was one Learning Day. Everything anybody wrote is in one SQLite file:
  {database}
Look at it again, as Markdown, HTML or JSON:
  {command} report learning-day -f {folder}
  {command} accountability learning-day --from {day} --to {day} -f {folder}
Make your own: {command} init"""


def play(arguments: Namespace) -> int:
    """Play the day; the exit code is 0 even where the input ends early."""
    day = arguments.day or _next_thursday(SystemClock().now().date())
    folder = arguments.keep or Path(tempfile.mkdtemp(prefix="standup-try-"))
    loaded = load(_prepare(folder))
    asyncio.run(_play(loaded, day))
    return 0


def _next_thursday(today: date) -> date:
    return today + timedelta(days=(3 - today.weekday()) % 7)


def _prepare(folder: Path) -> Path:
    """A new folder with the trial's configuration. Raises StandupError when it is not new."""
    init(folder, example="try")
    return folder


async def _play(loaded: Loaded, day: date) -> None:
    clock = JumpClock(_at(day, "09:29"))
    terminal = Terminal(clock.now, loaded.instance.zone, colour=has_colour())
    _, settings = loaded.adapters["console"]
    assert isinstance(settings, ConsoleSettings)
    console = Console(settings, clock.now, _no_lines, terminal.show)
    store = await open_store(loaded.database)
    bot = Bot(store, loaded.instance, {"console": console}, clock)
    try:
        async with _running(bot), _lines() as lines:
            trial = _Trial(
                day=day, clock=clock, terminal=terminal, console=console, store=store, lines=lines
            )
            await trial.play()
    finally:
        await store.close()
    end = {"database": loaded.database, "folder": loaded.folder, "day": day}
    terminal.story(_END.format(command=command(), **end))


def command() -> str:
    """How the command is called from here: by its path where the shell does not find it."""
    called = Path(sys.argv[0])
    found = called.name != "standup" or shutil.which("standup")
    return "standup" if found else os.path.relpath(called)


@asynccontextmanager
async def _running(bot: Bot) -> AsyncIterator[None]:
    running = asyncio.create_task(bot.run())
    try:
        await bot.started.wait()
        yield
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def _no_lines() -> AsyncIterator[str]:
    return
    yield


@asynccontextmanager
async def _lines() -> AsyncIterator["asyncio.Queue[str | None]"]:
    """What is typed, as it is typed; None is the end of the input."""
    queue: asyncio.Queue[str | None] = asyncio.Queue()

    async def read() -> None:
        try:
            async for line in stdin_lines():
                queue.put_nowait(line)
        finally:
            queue.put_nowait(None)

    reading = asyncio.create_task(read())
    try:
        yield queue
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


def _at(day: date, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}:00").replace(tzinfo=UTC)


class _Trial:
    """The story: what happens when, and when it is your turn."""

    def __init__(
        self,
        day: date,
        clock: JumpClock,
        terminal: Terminal,
        console: Console,
        store: Store,
        lines: "asyncio.Queue[str | None]",
    ) -> None:
        self._day = day
        self._clock = clock
        self._terminal = terminal
        self._console = console
        self._store = store
        self._lines = lines
        self._input_ended = False
        self._watched = sys.stdin.isatty()

    async def play(self) -> None:
        """Play the day from its first question to its last correction."""
        self._terminal.story(_INTRO)
        self._terminal.story(_MORNING)
        await self._jump("09:30")
        await self._your_turn()
        await self._say("09:41", "robin", "attention, from the paper\nwrite it down in 30 lines")
        await self._say("10:05", "kim", "how a B-tree stays balanced")
        self._terminal.story(_NOON)
        await self._jump("12:00")
        await self._one_line()
        await self._say("14:30", "robin", "30 lines were optimistic, it is 55 and it trains")
        self._terminal.story(_EVENING)
        await self._jump("17:00")
        await self._your_turn()
        await self._say("17:20", "robin", "1 done 2 partly – it trains, the masking is still wrong")
        await self._jump("19:30")
        await self._jump("20:00")
        self._terminal.story(_LATE)
        await self._say("20:20", "kim", "done – splits go up, so all leaves stay at one depth")

    async def _your_turn(self) -> None:
        """Take lines until no question of yours is pending."""
        while not self._input_ended and await self._store.read(_asking_you):
            await self._one_line()

    async def _one_line(self) -> None:
        if self._watched:
            self._terminal.prompt()
        line = None if self._input_ended else await self._lines.get()
        if line is None:
            self._input_ended = True
            self._terminal.story("(The input has ended: you say nothing.)")
        elif line.strip():
            if not self._watched:
                self._terminal.you(line)
            self._console.type("you", line)
            await self._settled()

    async def _say(self, clock: str, account: str, text: str) -> None:
        await self._jump(clock)
        self._console.type(account, text)
        await self._settled()

    async def _jump(self, clock: str) -> None:
        """Wait until then; what you type meanwhile is said there and then."""
        if self._watched:
            await asyncio.sleep(_BREATH)
            while not self._lines.empty():
                await self._one_line()
        self._clock.jump(_at(self._day, clock))
        await self._settled()

    async def _settled(self) -> None:
        """Wait until the engine has carried out what is due."""
        await self._console.all_taken()
        while await self._store.read(self._is_busy):
            await asyncio.sleep(0.01)

    async def _is_busy(self, tx: Transaction) -> bool:
        return await busy(tx, self._clock.now())


async def _asking_you(tx: Transaction) -> bool:
    return await asking(tx, "you")
