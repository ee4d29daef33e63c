"""What operators and their machines do to `standup run`, at moments that a seed chooses.

A full disk under its output, a reader that goes, an end while it starts or its database hangs, and
a reload from where processes have numbers of their own.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from random import Random

from bench.start import write_instance
from tests.cli.command import name_database, read_until, running_anew
from tests.cli.test_reload import _ALONE, change, separable
from tests.postgres import Postgres, schema_of

_IN_TIME = 3.0  # seconds: two that are promised, and one for a busy machine
_START = 1.5  # seconds of a start, at any moment of which it may be told to end
_AT_WORK = 2.0


def lived(folder: Path, seed: int, postgres: Postgres | None) -> list[str]:
    """Do each of these once; what was untrue."""
    lies: list[str] = []
    for name, live in _KINDS.items():
        place = folder / name.replace(" ", "-")
        place.mkdir(parents=True)
        write_instance(place)
        if postgres is not None:
            name_database(place, postgres.url(schema_of(place)))
        lies += [f"{name}: {lie}" for lie in live(place, Random(f"{seed}/{name}"), postgres)]  # noqa: S311
    return lies


def _full(folder: Path, _: Random, __: Postgres | None) -> Iterator[str]:
    """It works on without a word, and ends well."""
    with (
        Path("/dev/full").open("w") as full,
        running_anew(folder, out=full.fileno(), err=full.fileno()) as process,
    ):
        time.sleep(_START + _AT_WORK)
        if process.poll() is not None:
            yield f"it ended with {process.returncode}"
        yield from _reloaded(folder, ())
        yield from _ends(process, {0})


def _reader_gone(folder: Path, chance: Random, _: Postgres | None) -> Iterator[str]:
    with running_anew(folder, err=subprocess.STDOUT) as process:
        time.sleep(chance.uniform(0.0, _START))
        assert process.stdout is not None
        process.stdout.close()
        time.sleep(_AT_WORK)
        if process.poll() is not None:
            yield f"it ended with {process.returncode} when its reader had gone"
        yield from _ends(process, {0})


def _ended_early(folder: Path, chance: Random, _: Postgres | None) -> Iterator[str]:
    with running_anew(folder, err=subprocess.STDOUT) as process:
        time.sleep(0.1 + chance.uniform(0.0, _START))  # no handler is there before Python is
        yield from _ends(process, {0, -signal.SIGTERM})


def _hangs(folder: Path, chance: Random, postgres: Postgres | None) -> Iterator[str]:
    with running_anew(folder, err=subprocess.STDOUT) as process:
        read_until(process, "Connected")
        with postgres.hanging() if postgres else nullcontext():
            time.sleep(chance.uniform(0.0, _AT_WORK))
            yield from _ends(process, {0, 1})


def _elsewhere(folder: Path, _: Random, __: Postgres | None) -> Iterator[str]:
    """A reload from there reaches the bot, and no process that has its number there."""
    if not separable():
        return
    with running_anew(folder, err=subprocess.STDOUT) as process:
        read_until(process, "Connected")
        yield from _reloaded(folder, _ALONE)
        process.send_signal(signal.SIGSTOP)
        if not list(_reloaded(folder, _ALONE)):
            yield "it took a change while it stood still"
        process.send_signal(signal.SIGCONT)
        yield from _ends(process, {0})


_KINDS: Mapping[str, Callable[[Path, Random, Postgres | None], Iterator[str]]] = {
    "a full output": _full,
    "a reader that goes": _reader_gone,
    "an end during the start": _ended_early,
    "an end while the database hangs": _hangs,
    "a reload from elsewhere": _elsewhere,
}


def _reloaded(folder: Path, around: tuple[str, ...]) -> Iterator[str]:
    change(folder)
    command = [*around, sys.executable, "-m", "standup", "reload", "-f", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    if done.returncode or "took the change" not in done.stdout:
        yield f"a reload gave {done.returncode}: {done.stdout}{done.stderr}"


def _ends(process: "subprocess.Popen[str]", codes: set[int]) -> Iterator[str]:
    process.send_signal(signal.SIGTERM)
    try:
        code = process.wait(_IN_TIME)
    except subprocess.TimeoutExpired:
        yield f"told to end, it lives on after {_IN_TIME:g} s"
        return
    if code not in codes:
        yield f"told to end, it ended with {code}"


@contextmanager
def own_postgres(kind: str) -> Iterator[Postgres | None]:
    """A server for this alone, where one is wanted."""
    if kind != "postgres":
        yield None
        return
    server = Postgres()
    server.start()
    try:
        yield server
    finally:
        server.remove()
