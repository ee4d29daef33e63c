"""What memory.py measures in a process of its own: `python -m bench.child WHAT PEOPLE ZONES`.

Prints memory (MiB), and the seconds by the clock and of the processor that its making took.
"""

import asyncio
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

_HELD: list[object] = []


def tuples(people: int, zones: int) -> float:
    """The bare people in a list; returns when they began to be made, as the others do."""
    began = time.perf_counter()
    _HELD.append([(f"p{n}", f"Person {n}", f"Zone/{n % zones}", f"a{n}") for n in range(people)])
    return began


def told(people: int, zones: int) -> float:
    """The same people as the configuration holds them, and no engine."""
    from bench.town import town

    began = time.perf_counter()
    _HELD.append(town(people, zones))
    return began


def bot(people: int, zones: int, there: str | None = None) -> float:
    """A bot with that configuration, its schedule in line; the time counts from the engine on.

    Its database is a new one, or the one that is `there`, in that folder.
    """
    from bench.town import town

    instance = town(people, zones)
    began = time.perf_counter()
    if there is not None:
        asyncio.run(_adopt(instance, Path(there) / "standup.db"))
        return began
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        asyncio.run(_adopt(instance, Path(folder) / "standup.db"))
    return began


async def _adopt(instance: object, path: Path) -> None:
    from bench.town import MONDAY, PLATFORM, Silent
    from standup.core.model import Instance
    from standup.engine.bot import Bot
    from standup.engine.clock import JumpClock
    from standup.store.sqlite.store import SqliteStore

    assert isinstance(instance, Instance)
    store = await SqliteStore.open(path)
    made = Bot(store, instance, {PLATFORM: Silent()}, JumpClock(MONDAY))
    await made.renew()
    await made.scheduler(store).adopt()
    _HELD.append(made)
    await store.close()


def memory() -> float:
    """MiB of this process now; where Linux's files are missing, at most so far."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


_WHATS: dict[str, Callable[..., float]] = {"tuples": tuples, "told": told, "bot": bot}

if __name__ == "__main__":
    _began = _WHATS[sys.argv[1]](int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
    print(memory(), time.perf_counter() - _began)
