"""A whole Learning Day in the folder `chat`, on a clock that jumps: `python day.py`."""

import asyncio
import re
from datetime import datetime
from pathlib import Path

from standup.rehearsal import Rehearsal, rehearsal

CHAT = Path("chat")
MAILBOX = CHAT / "people/ana/to-bot"


def at(clock: str) -> datetime:
    """That time of a Thursday long ago: whoever writes today answers no question before it."""
    return datetime.fromisoformat(f"2020-01-02T{clock}:00+00:00")


async def say(day: Rehearsal, name: str, text: str) -> None:
    """Let Ana write to the bot, and wait until that is answered."""
    half = MAILBOX / f"{name}.half"
    half.write_text(text, encoding="utf-8")
    half.replace(half.with_suffix(".txt"))
    await day.sees(lambda: not any(MAILBOX.iterdir()))


def question(words: str) -> str:
    """The file in which the bot asked this."""
    files = sorted((CHAT / "people/ana/from-bot").glob("*.txt"))
    return next(one.stem for one in files if words in one.read_text(encoding="utf-8"))


async def play() -> None:
    """One day, from the first question to the digest."""
    async with rehearsal(Path("config"), at("09:29")) as day:
        await day.until(at("09:30"))
        await say(day, "1", "attention, from the paper")
        await day.until(at("12:00"))
        await say(day, "2", "Changed my mind: I am building it instead")
        await day.until(at("17:00"))
        await say(day, f"3.re-{question('What did you learn')}", "1 done – it trains")
        await day.until(at("21:00"))
    for file in sorted((CHAT / "channels").rglob("*.txt"), key=str):
        folder = file.parent.relative_to(CHAT).as_posix()
        print(f"── {re.sub('-.*', '.thread', folder)}")  # without the key that the name holds
        print(file.read_text(encoding="utf-8"))


asyncio.run(play())
