"""The command `standup` as a process that need not import everything anew.

A server imports the program once and forks for each command, which is a process of its own with its
own arguments, environment and streams. Where the start of the program or what Python makes of its
streams is the point, it is begun `anew`, or is `running_anew`.
"""

import multiprocessing
import os
import re
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import DupFd
from pathlib import Path
from time import monotonic
from typing import IO, Any, Literal, Self

from standup import cli
from standup.__main__ import main
from tests.patience import PATIENCE

_ROOM = Path(cli.__file__).parent
_SERVER = multiprocessing.get_context("forkserver")  # what it forks has no thread and no socket
_LATER = (  # what some commands import once they need it, a tenth to a quarter of a second each
    *("standup_discord.adapter", "standup_matrix.adapter", "standup_telegram.adapter"),
    *("standup.core.intent.reading", "standup.store.postgres"),
)
_SERVER.set_forkserver_preload(
    [__name__, *_LATER, *(f"standup.cli.{one.stem}" for one in _ROOM.glob("[a-z]*.py"))]
)
_MOST = 2**16  # bytes that fit into a pipe


def standup(
    *arguments: object, text: str = "", **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Give the command with this on its standard input, and wait for its end."""
    command = [*map(str, arguments)]
    assert len(text.encode()) < _MOST
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        told = (command, text, {**os.environ, "NO_COLOR": "1", **environment}, out, err)
        process = _SERVER.Process(target=_run, args=(Path.cwd(), *told))
        process.start()
        process.join(PATIENCE)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(command, PATIENCE)
        code, said = process.exitcode, [one.read_text("utf-8") for one in (out, err)]
    process.close()
    return subprocess.CompletedProcess(command, code, *said)


def begun(*arguments: str, environment: Mapping[str, str], out: Path) -> BaseProcess:
    """Give the command with nothing on its standard input and both its outputs into this file,
    and go on; an environment is all of it."""
    told = ([*arguments], "", environment, out, out)
    process = _SERVER.Process(target=_run, args=(Path.cwd(), *told))
    process.start()
    return process


def anew(*arguments: str, environment: Mapping[str, str], out: Path) -> "subprocess.Popen[bytes]":
    """The same as a program of its own, which imports everything with this environment."""
    with out.open("wb") as file:
        return subprocess.Popen(
            [sys.executable, "-m", "standup", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            env=environment,
        )


def ended(process: "BaseProcess | subprocess.Popen[bytes]") -> None:
    """Wait for its end."""
    if isinstance(process, BaseProcess):
        process.join()
        process.close()
    else:
        process.wait()


class Forked:
    """Such a process with pipes for what is said to it and by it, as `subprocess.Popen` has one."""

    def __init__(self, *arguments: str, out: int, err: int, environment: Mapping[str, str]) -> None:
        theirs, self.stdin = _pipe("w")
        self.stdout, said = _end(out)
        self.stderr, blamed = (None, said) if err == subprocess.STDOUT else _end(err)
        wires = tuple(map(_Wire, (theirs, said, blamed)))
        told = (Path.cwd(), [*arguments], environment, wires)
        self._process = _SERVER.Process(target=_serve, args=told)
        self._process.start()
        for wire in {theirs, said, blamed} - {out, err}:
            os.close(wire)
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
            raise subprocess.TimeoutExpired("standup", timeout)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it as a crash does."""
        self.send_signal(signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class _Wire:
    """The number of an open file, which is another one in the process that is given it."""

    number: int

    def __reduce__(self) -> tuple[object, ...]:
        return _Wire._arrived, (DupFd(self.number),)

    @staticmethod
    def _arrived(arrived: Any) -> "_Wire":
        return _Wire(arrived.detach())


def _pipe(ours: Literal["r", "w"]) -> tuple[int, IO[str]]:
    """A pipe: their end of it, and ours."""
    read, write = os.pipe()
    theirs, kept = (write, read) if ours == "r" else (read, write)
    return theirs, os.fdopen(kept, ours, encoding="utf-8")


def _end(given: int) -> tuple[IO[str] | None, int]:
    """Our end of a pipe, if one is wanted, and what it writes to."""
    if given != subprocess.PIPE:
        return None, given
    theirs, ours = _pipe("r")
    return ours, theirs


def _run(
    folder: Path,
    command: list[str],
    text: str,
    environment: Mapping[str, str],
    out: Path,
    err: Path,
) -> None:
    read, write = os.pipe()
    os.write(write, text.encode())
    os.close(write)
    said, blamed = (os.open(path, os.O_WRONLY | os.O_CREAT) for path in (out, err))
    _serve(folder, command, environment, (_Wire(read), _Wire(said), _Wire(blamed)))


def _serve(
    folder: Path, command: list[str], environment: Mapping[str, str], wires: tuple[_Wire, ...]
) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, wire in enumerate(wires):
        os.dup2(wire.number, number)
    for file in {wire.number for wire in wires}:
        os.close(file)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - as the program has them
        for number, mode in enumerate(("r", "w", "w"))
    )
    sys.argv = ["standup", *command]
    sys.exit(main())


def running(
    folder: Path,
    *options: str,
    out: int = subprocess.PIPE,
    err: int = subprocess.PIPE,
    **environment: str,
) -> Forked:
    """`standup run` on a folder while a block lasts."""
    told = {**os.environ, **environment}
    return Forked("run", *options, "-f", str(folder), out=out, err=err, environment=told)


@contextmanager
def running_anew(
    folder: Path,
    *options: str,
    out: int = subprocess.PIPE,
    err: int = subprocess.PIPE,
    **environment: str,
) -> Iterator["subprocess.Popen[str]"]:
    """The same as a program of its own, whose start and whose streams are Python's."""
    with subprocess.Popen(
        [sys.executable, "-m", "standup", "run", *options, "-f", str(folder)],
        stdin=subprocess.PIPE,
        stdout=out,
        stderr=err,
        env={**os.environ, **environment},
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def asking(*arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """The command as a program that is answered while the block lasts."""
    with subprocess.Popen(
        [sys.executable, "-m", "standup", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def read_until(process: "Forked | subprocess.Popen[str]", words: str) -> str:
    """What the process says up to the line with these words."""
    assert process.stdout is not None
    wire, said, give_up = process.stdout.fileno(), b"", monotonic() + PATIENCE
    while words.encode() not in said or not said.endswith(b"\n"):
        if select.select([wire], [], [], 0.1)[0]:
            byte = os.read(wire, 1)  # no more, which `select` would not know of afterwards
            said += byte
            assert byte, said
        assert monotonic() < give_up, f"never said {words!r}: {said!r}"
    return said.decode()


def name_database(folder: Path, value: str) -> None:
    """Let the configuration of a folder name this database."""
    file = folder / "instance.yaml"
    file.write_text(re.sub("database: .*", lambda _: f"database: {value}", file.read_text()))
