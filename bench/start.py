"""How long it takes to import the parts, and from nothing to a bot that is connected."""

import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figure import Effort, Figure, Pair, Result, middle, progress

_IMPORTS = (
    ("import standup.cli", "import standup.cli", "pass"),
    ("import standup.cli", "import standup.cli", "import asyncio, sqlite3"),
    (
        "import all that `standup run` needs",
        "import standup.cli.running, standup.chat.console",
        "import asyncio, sqlite3",
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
_MEANING = (
    "Each is a process of its own, from its start on. The last: `standup run` on a new folder,"
    " until it says\n  that its console is connected, with the schedule in line by then."
)


def measure(effort: Effort) -> Result:
    """Rounds of all processes."""
    imports = [names for names in _IMPORTS if "nio" not in names[2] or find_spec("nio")]
    found: dict[tuple[str, str], list[Pair]] = {}
    for number in range(effort.rounds):
        progress(f"start, round {number + 1} of {effort.rounds}")
        for name, code, bare in imports:
            found.setdefault((name, bare), []).append(Pair(_python(code), _python(bare)))
        for bare in ("pass", "import asyncio, sqlite3"):
            found.setdefault(("`standup run` until connected", bare), []).append(
                Pair(_until_connected(), _python(bare))
            )
    return Result("start", _MEANING, [_figure(*names, pairs) for names, pairs in found.items()])


def _figure(name: str, bare: str, pairs: list[Pair]) -> Figure:
    value, bound, ratio = middle(pairs)
    return Figure(f"{name}, against `{bare}`", f"{value:.0f} ms", f"{bound:.0f} ms", ratio)


def _python(code: str) -> float:
    """Milliseconds that a Python with this program lives."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return (time.perf_counter() - began) * 1000


def _until_connected() -> float:
    """Milliseconds until `standup run` is connected."""
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        _write(Path(folder))
        began = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, "-c", _RUN, folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            connected = any(line.startswith("Connected") for line in process.stdout)
            spent = time.perf_counter() - began
            process.send_signal(signal.SIGTERM)
    if not connected:
        raise RuntimeError("`standup run` ended before it was connected")
    return spent * 1000


def _write(folder: Path) -> None:
    (folder / "standups").mkdir()
    (folder / "instance.yaml").write_text(_INSTANCE)
    (folder / "standups" / "daily.yaml").write_text(_STANDUP)
