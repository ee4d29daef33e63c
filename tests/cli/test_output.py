"""No output stops the bot or loses a letter: full, without a reader, in an old encoding."""

import fcntl
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest

from standup.cli.output import Output
from tests.cli.command import read_until, running_anew, standup
from tests.cli.conftest import Play
from tests.patience import PATIENCE

FULL = "/dev/full"
pytestmark = pytest.mark.skipif(not Path(FULL).exists(), reason="no system with a full device")
UNBUFFERED = pytest.mark.parametrize("unbuffered", ["", "1"])


def works(folder: Path) -> bool:
    """Whether the bot of the folder takes a changed configuration, as another process sees it."""
    return standup("reload", "-f", folder).returncode == 0


def until_it_works(folder: Path) -> None:
    give_up = monotonic() + PATIENCE
    while not works(folder):
        assert monotonic() < give_up, "the bot never ran"
        sleep(0.05)


def ended_well(process: "subprocess.Popen[str]") -> bool:
    process.send_signal(signal.SIGTERM)
    return process.wait(PATIENCE) == 0


def test_a_bot_whose_outputs_are_full_works_and_ends_well(folder: Path) -> None:
    full = os.open(FULL, os.O_WRONLY)
    with running_anew(folder, "--verbose", out=full, err=full) as process:
        until_it_works(folder)
        assert ended_well(process)
    os.close(full)


def test_a_bot_whose_readers_have_gone_works_and_ends_well(folder: Path) -> None:
    read, write = os.pipe()
    with running_anew(folder, "--verbose", out=write, err=write) as process:
        os.close(write)
        assert os.read(read, 1)
        os.close(read)
        until_it_works(folder)
        assert ended_well(process)


def test_a_bot_whose_reader_reads_no_further_works_and_ends_well(folder: Path) -> None:
    read, write = os.pipe()
    fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, 4096)
    os.write(write, b"x" * 4096)
    with running_anew(folder, "--verbose", out=write, err=write) as process:
        until_it_works(folder)
        assert ended_well(process)
    os.close(write)
    os.close(read)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_sign_that_an_encoding_lacks_is_typed_and_a_letter_is_a_number(
    folder: Path, encoding: str
) -> None:
    renamed(folder, "Ana Łoś")
    with running_anew(folder, "--verbose", PYTHONIOENCODING=encoding) as process:
        said = read_until(process, "Connected: console, this terminal")
        assert "day - Ana \\u0141o\\u015b" in said
        assert ended_well(process)


def renamed(folder: Path, name: str) -> None:
    instance = folder / "instance.yaml"
    instance.write_text(instance.read_text().replace("name: Ana", f"name: {name}"))


@pytest.mark.parametrize("command", ["export you", "report learning-day --format json"])
def test_what_a_program_reads_is_utf_8_whatever_the_terminal_speaks(
    play: Play, tmp_path: Path, command: str
) -> None:
    day = play("“Łoś” é 🙂\n", tmp_path / "day")
    done = subprocess.run(
        [sys.executable, "-m", "standup", *command.split(), "-f", str(day)],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        timeout=PATIENCE,
        check=False,
    )
    assert "“Łoś” é 🙂" in str(json.loads(done.stdout.decode("utf-8")))


CLOSED = {"try --keep day": 0, "check -f .": 0, "archive daily -f .": 1, "check -f nowhere": 3}


@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(("command", "code"), CLOSED.items(), ids=str)
def test_a_stream_that_is_closed_stops_no_command(
    folder: Path, command: str, code: int, closed: str
) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m standup {command} {closed}', sys.executable],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=folder,
        timeout=PATIENCE,
        check=False,
        text=True,
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode == code


COMMANDS = pytest.mark.parametrize("command", ["check -f .", "try --keep day", "simulate --calm"])


def printed(folder: Path, command: str, out: int, unbuffered: str) -> tuple[int, str]:
    """What a command that prints there ends with, and what it says of that."""
    done = subprocess.run(
        [sys.executable, "-m", "standup", *command.split()],
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.PIPE,
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        timeout=PATIENCE,
        check=False,
        text=True,
    )
    return done.returncode, done.stderr


@UNBUFFERED
@COMMANDS
def test_a_command_that_cannot_print_says_so_in_a_sentence(
    folder: Path, command: str, unbuffered: str
) -> None:
    with Path(FULL).open("wb") as full:
        ended = printed(folder, command, full.fileno(), unbuffered)
    assert ended == (1, "the output can't be written: No space left on device\n")


@UNBUFFERED
@COMMANDS
def test_a_command_whose_reader_has_read_enough_ends_well_and_says_nothing(
    folder: Path, command: str, unbuffered: str
) -> None:
    read, write = os.pipe()
    os.close(read)
    assert printed(folder, command, write, unbuffered) == (0, "")
    os.close(write)


def test_what_could_not_be_written_is_counted_and_told_once_something_can_be(
    tmp_path: Path,
) -> None:
    with Path(FULL).open("w") as full, (tmp_path / "log").open("w") as log:
        output = Output(full)
        output.say("one")
        output.say("two")
        until(lambda: output._unwritten == 2)
        os.dup2(log.fileno(), full.fileno())
        output.say("three")
        output.say("four")
        output.close()
    said = (tmp_path / "log").read_text().splitlines()
    assert said == ["[2 lines could not be written here]", "three", "four"]


def test_what_finds_no_room_while_a_reader_pauses_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("standup.cli.output._MOST", 3)
    read, write = os.pipe()
    fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, 4096)
    os.write(write, b"x" * 4096)
    with os.fdopen(write, "w") as stream, os.fdopen(read, "rb") as reader:
        output = Output(stream)
        output.say("first")
        until(output._lines.empty)  # its writer waits for the reader
        for number in range(5):
            output.say(str(number))
        assert reader.read(4096) == b"x" * 4096
        until(output._lines.empty)
        output.say("last")
        output.close()
        said = os.read(reader.fileno(), 4096).decode().splitlines()
    assert said == ["first", "[2 lines could not be written here]", "0", "1", "2", "last"]


def test_whoever_has_no_output_at_all_is_not_stopped_either() -> None:
    output = Output(None)
    output.say("into the void")
    output.close()


def until(is_so: Callable[[], bool]) -> None:
    give_up = monotonic() + PATIENCE
    while not is_so():
        assert monotonic() < give_up
        sleep(0.001)
