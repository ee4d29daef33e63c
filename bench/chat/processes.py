"""A process from its start until it is connected, and the memory it has by then."""

import asyncio
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.chat.bot import settings_on
from bench.chat.playing import Town
from bench.compiled import environment

_PATIENCE = 30.0
_RUN = "import sys; from standup.cli import main; sys.exit(main(['run', '-f', sys.argv[1]]))"
_INSTANCE = """\
database: data/standup.db
timezone: Europe/London
organiser: Ana
adapters:
  {platform}: {{{settings}}}
people:
  ana: {{name: Ana, accounts: {{{platform}: "{account}"}}}}
"""
_STANDUP = """\
id: daily
title: Daily
participants: [ana]
channels: [{{{platform}: "{channel}"}}]
rounds:
  - id: day
    cron: "30 9 * * *"
    closes: "17:00"
    questions:
      - {{id: done, kind: text, ask: "What did you do?"}}
"""


@dataclass(frozen=True, slots=True)
class Started:
    """Seconds until it said that it is connected, and MiB then."""

    wall: float
    memory: float


async def ours(town: Town) -> Started:
    """`standup run` on a new folder; before that on another, which compiles its modules."""
    await _ours(town)
    return await _ours(town)


async def _ours(town: Town) -> Started:
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        _write(town, Path(folder).absolute())
        return await _started(("-c", _RUN, folder))


async def bare(town: Town) -> Started:
    """The library alone, the second time as well."""
    arguments = ("-m", "bench.chat.bare", town.platform, town.url, town.token)
    await _started(arguments)
    return await _started(arguments)


async def _started(arguments: Sequence[str]) -> Started:
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdout=asyncio.subprocess.PIPE, env=environment()
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(_PATIENCE):
            while not (line := await process.stdout.readline()).startswith(b"Connected"):
                if not line:
                    raise RuntimeError("a bot ended before it was connected")
        wall = time.perf_counter() - began
        return Started(wall, await _memory(process.pid))
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await process.communicate()


async def _memory(pid: int) -> float:
    """MiB of a process, as `ps` tells it everywhere."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        lines = status.read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024
    asked = await asyncio.create_subprocess_exec(
        "ps", "-o", "rss=", "-p", str(pid), stdout=asyncio.subprocess.PIPE
    )
    return int((await asked.communicate())[0]) / 1024


def _write(town: Town, folder: Path) -> None:
    given = settings_on(town, folder, lifted=False)
    settings = ", ".join(f"{name}: {_flow(value)}" for name, value in given.items())
    [(account, _), *_] = town.people
    words = {"platform": town.platform, "account": account, "channel": town.channel}
    (folder / "standups").mkdir()
    (folder / "instance.yaml").write_text(_INSTANCE.format(settings=settings, **words))
    (folder / "standups" / "daily.yaml").write_text(_STANDUP.format(**words))


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_flow(each)}" for name, each in value.items()) + "}"
    return f'"{value}"'
