"""Starting a platform in a process of its own, and asking things of it."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

_LONGEST_LINE = 2**24


@dataclass(frozen=True, slots=True)
class Town:
    """A platform that is played: where it is, who may be written to, and where reports go."""

    platform: str
    url: str
    token: str
    channel: str
    people: tuple[tuple[str, str], ...]
    process: asyncio.subprocess.Process | None = None
    user: str = ""

    async def ask(self, do: str, **given: Any) -> Any:
        """Let the other process do something; what it returned."""
        assert self.process is not None
        return await _ask(self.process, do, **given)


@asynccontextmanager
async def playing(platform: str, people: int, *, limited: bool = False) -> AsyncIterator[Town]:
    """A platform with so many people, for as long as the block lasts."""
    options = ("--limited",) if limited else ()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bench.chat.played",
        platform,
        *options,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=_LONGEST_LINE,
    )
    try:
        told = await _ask(process, "people", count=people)
        pairs = tuple((account, place) for account, place in told.pop("people"))
        yield Town(platform, **told, people=pairs, process=process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()


async def _ask(process: asyncio.subprocess.Process, do: str, **given: Any) -> Any:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps({"do": do, **given}).encode() + b"\n")
    await process.stdin.drain()
    line = await process.stdout.readline()
    if not line:
        raise RuntimeError(f"the platform's process ended when asked to {do}")
    return json.loads(line)
