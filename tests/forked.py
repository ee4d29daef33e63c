"""Processes that need not import everything anew.

A server imports the program once and forks for each of them. Each is a process of its own, with its
own environment, streams, signals and code.
"""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.reduction import DupFd
from pathlib import Path
from typing import IO, Any, Literal, Self

from standup import cli

_ROOM = Path(cli.__file__).parent
_SERVER = multiprocessing.get_context("forkserver")  # what it forks has no thread and no socket
_LATER = (  # what some import once they need it, a tenth to a quarter of a second each
    *("standup_discord.adapter", "standup_matrix.adapter", "standup_telegram.adapter"),
    *("standup.core.intent.reading", "standup.store.postgres"),
    *("tests.workers.worker", "tests.discord_adapter.worker"),
)
_SERVER.set_forkserver_preload(
    [__name__, *_LATER, *(f"standup.cli.{one.stem}" for one in _ROOM.glob("[a-z]*.py"))]
)
Work = Callable[..., object]


class Forked:
    """Such a process, as `subprocess.Popen` has one: it does the work and ends."""

    def __init__(
        self,
        work: Work,
        *arguments: object,
        into: int = subprocess.DEVNULL,
        out: int = subprocess.PIPE,
        err: int = subprocess.PIPE,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        given = os.environ if environment is None else environment
        theirs, self.stdin = _end(into, "w")
        said, self.stdout = _end(out, "r")
        blamed, self.stderr = (said, None) if err == subprocess.STDOUT else _end(err, "r")
        place = _Place(folder or Path.cwd(), dict(given), (theirs, said, blamed))
        self._process = _SERVER.Process(target=_do, args=(place, work, arguments))
        self._process.start()
        for file in {theirs, said, blamed} - {into, out, err}:
            os.close(file)
        assert self._process.pid is not None
        self.pid = self._process.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self.wait()
        for pipe in (self.stdin, self.stdout, self.stderr):
            if pipe is not None:
                pipe.close()
        self._process.close()

    def poll(self) -> int | None:
        """What it ended with, if it has."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end. Raises subprocess.TimeoutExpired."""
        self._process.join(timeout)
        if (code := self.poll()) is None:
            assert timeout is not None
            raise subprocess.TimeoutExpired(self._process.name, timeout)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):  # the server that forked it saw it end first
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Tell it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a crash does."""
        self.send_signal(signal.SIGKILL)


@dataclass(frozen=True)
class _Place:
    """Where a process is: its folder, its environment, and the files that are its streams."""

    folder: Path
    environment: dict[str, str]
    streams: tuple[int, int, int]

    def __reduce__(self) -> tuple[object, ...]:
        return _arrived, (self.folder, self.environment, *map(DupFd, self.streams))


def _arrived(folder: Path, environment: dict[str, str], *streams: Any) -> _Place:
    into, out, err = (stream.detach() for stream in streams)
    return _Place(folder, environment, (into, out, err))


def _end(given: int, ours: Literal["r", "w"]) -> tuple[int, IO[str] | None]:
    """A stream of the process, and our end of it if it is a pipe."""
    if given == subprocess.DEVNULL:
        return os.open(os.devnull, os.O_RDWR), None
    if given != subprocess.PIPE:
        return given, None
    read, write = os.pipe()
    theirs, kept = (write, read) if ours == "r" else (read, write)
    return theirs, os.fdopen(kept, ours, encoding="utf-8")


def _do(place: _Place, work: Work, arguments: Sequence[object]) -> None:
    os.chdir(place.folder)
    os.environ.clear()
    os.environ.update(place.environment)
    for number, file in enumerate(place.streams):
        os.dup2(file, number)
    for file in set(place.streams):
        os.close(file)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - as the program has them
        for number, mode in enumerate(("r", "w", "w"))
    )
    work(*arguments)
