"""What it costs to import the parts, and to get from nothing to a bot that is connected."""

import os
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.compiled import environment
from bench.figure import Effort, Figure, Pair, Result, middle, progress

_BARE = "import asyncio, sqlite3"
_LIBRARIES = """\
import aiosqlite, argparse, asyncio, croniter, logging, ruamel.yaml, sqlite3
from pydantic import BaseModel
class Settings(BaseModel):
    name: str
"""
_IMPORTS = (
    ("import standup.cli", "import standup.cli", "pass"),
    ("import the libraries that `standup run` needs", _LIBRARIES, _BARE),
    (
        "import all that `standup run` needs",
        "import standup.cli.running, standup.chat.console",
        _BARE,
    ),
    ("import standup_matrix", "import standup_matrix", "import nio"),
)
_RUN = "import sys; from standup.cli import main; sys.exit(main(['run', '-f', sys.argv[1]]))"
_INSTANCE = """\
database: data/standup.db
timezone: Europe/London
organiser: Ana
adapters:
  console: {account: ana}
people:
  ana: {name: Ana, accounts: {console: ana}}
"""
_STANDUP = """\
id: daily
title: Daily
participants: [ana]
channels: [{console: "#daily"}]
rounds:
  - id: day
    cron: "30 9 * * *"
    closes: "17:00"
    questions:
      - {id: done, kind: text, ask: "What did you do?"}
"""
_CONNECTED = "`standup run` until connected"
_MEANING = (
    "Processor time of processes of their own, whose modules are compiled. The last: `standup run`"
    " on a\n  new folder, until it says that its console is connected, with the schedule in line"
    " by then. Half\n  of it are the libraries that check its YAML, reckon openings and keep them;"
    " half of the rest is\n  Python, which compiles six methods for each of some 380 dataclasses."
)


def measure(effort: Effort) -> Result:
    """Rounds of all processes, after one that compiles them."""
    imports = [names for names in _IMPORTS if "nio" not in names[2] or find_spec("nio")]
    for _, code, bare in imports:
        _spent(code)
        _spent(bare)
    _spent_until_connected()
    found: dict[tuple[str, str], list[Pair]] = {}
    for number in range(effort.rounds):
        progress(f"start, round {number + 1} of {effort.rounds}")
        for name, code, bare in imports:
            found.setdefault((name, bare), []).append(Pair(_spent(code), _spent(bare)))
        connected = Pair(_spent_until_connected(), _spent(_BARE))
        found.setdefault((_CONNECTED, _BARE), []).append(connected)
    return Result("start", _MEANING, [_figure(*names, pairs) for names, pairs in found.items()])


def _figure(name: str, bare: str, pairs: list[Pair]) -> Figure:
    value, bound, ratio = middle(pairs)
    return Figure(f"{name}, against `{bare}`", f"{value:.0f} ms", f"{bound:.0f} ms", ratio)


def _spent(code: str) -> float:
    """Milliseconds of the processor that a Python with this program takes."""
    with subprocess.Popen([sys.executable, "-c", code], env=environment()) as process:
        return _ended(process)


def _spent_until_connected() -> float:
    """The same of `standup run`, ended as soon as it is connected."""
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        write_instance(Path(folder))
        with subprocess.Popen(
            [sys.executable, "-c", _RUN, folder],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            connected = any(line.startswith("Connected") for line in process.stdout)
            process.send_signal(signal.SIGKILL)
            spent = _ended(process)
    if not connected:
        raise RuntimeError("`standup run` ended before it was connected")
    return spent


def _ended(process: "subprocess.Popen[str] | subprocess.Popen[bytes]") -> float:
    """Wait for its end: the milliseconds that it has had."""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return (used.ru_utime + used.ru_stime) * 1000


def write_instance(folder: Path) -> None:
    """A configuration with the console alone."""
    (folder / "standups").mkdir()
    (folder / "instance.yaml").write_text(_INSTANCE)
    (folder / "standups" / "daily.yaml").write_text(_STANDUP)
