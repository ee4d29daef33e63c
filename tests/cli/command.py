"""The command `standup`, as a process that was forked from one which has imported it.

Where the start of the program or what Python makes of its streams is the point, it is begun `anew`,
or is `running_anew`.
"""

import os
import re
import select
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import IO

from standup.__main__ import main
from tests.forked import Forked
from tests.patience import PATIENCE

_MOST = 2**16  # bytes that fit into a pipe


def the_command(arguments: list[str]) -> None:
    """Be the command with these arguments."""
    sys.argv = ["standup", *arguments]
    sys.exit(main())


def standup(
    *arguments: object, text: str = "", **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Give the command with this on its standard input, and wait for its end."""
    told = [*map(str, arguments)]
    assert len(text.encode()) < _MOST
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        process = Forked(
            *(the_command, told),
            into=subprocess.PIPE,
            out=out.fileno(),
            err=err.fileno(),
            environment={**os.environ, "NO_COLOR": "1", **environment},
        )
        with process:
            assert process.stdin is not None
            with suppress(BrokenPipeError):
                process.stdin.write(text)
                process.stdin.close()
            code = process.wait(PATIENCE)
        return subprocess.CompletedProcess(told, code, *map(_whole, (out, err)))


def _whole(file: IO[str]) -> str:
    file.seek(0)
    return file.read()


def begun(*arguments: str, environment: Mapping[str, str], out: Path) -> Forked:
    """Give the command with nothing on its standard input and both its outputs into this file,
    and go on; an environment is all of it."""
    with out.open("wb") as file:
        return Forked(
            *(the_command, [*arguments]),
            out=file.fileno(),
            err=subprocess.STDOUT,
            environment=environment,
        )


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


def running(
    folder: Path,
    *options: str,
    out: int = subprocess.PIPE,
    err: int = subprocess.PIPE,
    **environment: str,
) -> Forked:
    """`standup run` on a folder while a block lasts."""
    return Forked(
        *(the_command, ["run", *options, "-f", str(folder)]),
        into=subprocess.PIPE,
        out=out,
        err=err,
        environment={**os.environ, **environment},
    )


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
