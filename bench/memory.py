"""Memory for a town's whole configuration, and how long the engine takes to adopt it."""

import subprocess
import sys

from bench.figure import Effort, Figure, Pair, Result, middle, progress

_MEANING = (
    "Each in a process of its own. Limit: the bare people, four strings each, as tuples in a list."
    " To adopt\n  is to open a new database, index the people and keep every zone's next opening."
)


def measure(effort: Effort) -> Result:
    """Rounds of three processes: bare people, the configuration alone, and the bot."""
    found: dict[str, list[tuple[float, float]]] = {"tuples": [], "told": [], "bot": []}
    for number in range(effort.rounds):
        progress(f"memory, round {number + 1} of {effort.rounds}")
        for what, figures in found.items():
            figures.append(child(what, effort.people, effort.zones))
    return Result(
        f"{effort.people:,} people in {effort.zones} zones",
        _MEANING,
        [
            _figure("memory: the configuration", found["told"], found["tuples"], 0, "MiB"),
            _figure("memory: the bot with its store", found["bot"], found["tuples"], 0, "MiB"),
            _figure("time to adopt it", found["bot"], found["tuples"], 1, "s"),
        ],
    )


def _figure(
    name: str,
    values: list[tuple[float, float]],
    limits: list[tuple[float, float]],
    column: int,
    unit: str,
) -> Figure:
    value, bound, ratio = middle(
        Pair(value[column], limit[column]) for value, limit in zip(values, limits, strict=True)
    )
    return Figure(name, f"{value:.2f} {unit}", f"{bound:.2f} {unit}", ratio)


def child(what: str, people: int, zones: int, *folder: str) -> tuple[float, float]:
    """MiB, and seconds, of one process; see child.py."""
    command = [sys.executable, "-m", "bench.child", what, str(people), str(zones), *folder]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    memory, seconds = done.stdout.split()
    return float(memory), float(seconds)
