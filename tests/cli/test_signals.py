"""A bot can be told to end at any moment, and ends soon whatever hangs; SIGHUP never ends it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.cli.command import name_database, read_until, running, running_anew
from tests.patience import PATIENCE
from tests.postgres import Postgres, schema_of

_BEFORE_ANYTHING = """\
import os, signal, sys, time
import standup.cli as cli
def slow(*_):
    os.kill(os.getpid(), signal.{number})
    time.sleep(0.1)
    print("went on")
    sys.exit(7)
cli._command = slow
sys.exit(cli.main(["run"]))
"""
_IN_WHAT_HEEDS_NO_EXCEPTION = """\
import os, signal, sys
from standup.heeding import heed
class Interrupted:
    def __del__(self):
        os.kill(os.getpid(), signal.{number})
heed()
Interrupted()
print("went on")
sys.exit(7)
"""
_AT_A_STEP = """\
import asyncio.events, itertools, os, signal, sys
from standup import cli
steps, run = itertools.count(1), asyncio.events.Handle._run
def step(handle):
    if next(steps) in ({step}, {step} + 2):
        os.kill(os.getpid(), signal.{number})
    run(handle)
asyncio.events.Handle._run = step
sys.exit(cli.main(["run", "-f", sys.argv[1]]))
"""
_SAID_AT_A_START = ("open-standup", "Next", "Connected", "Stopped")
_AS_PROCESS_1 = ("unshare", "--pid", "--fork", "--mount-proc", "--kill-child")


def is_permitted() -> bool:
    """Whether this machine lets us begin a pid namespace."""
    if shutil.which("unshare") is None:
        return False
    return (
        subprocess.run([*_AS_PROCESS_1, "true"], check=False, capture_output=True).returncode == 0
    )


def given(program: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    """What a Python program comes to; all that it says is in `stdout`."""
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def until_heeded(process: int) -> None:
    """Wait until a process has a handler of SIGTERM."""
    give_up = monotonic() + PATIENCE
    while not heeds(process, signal.SIGTERM):
        assert monotonic() < give_up
        sleep(0.005)


def heeds(process: int, number: signal.Signals) -> bool:
    """Whether a handler of the process is there."""
    status = Path(f"/proc/{process}/status").read_text()
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught.split()[1], 16) >> (number - 1) & 1)


def child_of(process: int) -> int:
    """The first process that another began."""
    give_up = monotonic() + PATIENCE
    while not (found := Path(f"/proc/{process}/task/{process}/children").read_text().split()):
        assert monotonic() < give_up
        sleep(0.005)
    return int(found[0])


@pytest.mark.parametrize(("number", "said"), [("SIGTERM", ""), ("SIGHUP", "went on\n")])
def test_signals_are_heeded_before_anything_takes_time(number: str, said: str) -> None:
    done = given(_BEFORE_ANYTHING.format(number=number))
    assert (done.returncode, done.stdout) == (7 if said else 0, said)


@pytest.mark.parametrize("number", ["SIGTERM", "SIGINT"])
def test_no_signal_is_lost_in_what_heeds_no_exception(number: str) -> None:
    done = given(_IN_WHAT_HEEDS_NO_EXCEPTION.format(number=number))
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("number", ["SIGTERM", "SIGINT"])
@pytest.mark.parametrize("step", [1, 2, 3, 5, 8, 13, 21])
def test_a_start_is_told_to_end_at_any_step_and_once_more_while_it_ends(
    folder: Path, number: str, step: int
) -> None:
    done = given(_AT_A_STEP.format(number=number, step=step), folder)
    lines = [line for line in done.stdout.splitlines() if not line.startswith(_SAID_AT_A_START)]
    assert (done.returncode, lines) == (0, [])


@pytest.mark.skipif(not is_permitted(), reason="no pid namespace may be begun here")
@pytest.mark.parametrize("after", [0.0, 0.2, 0.6])
def test_process_1_of_a_container_ends_when_told(folder: Path, after: float) -> None:
    command = [*_AS_PROCESS_1, sys.executable, "-m", "standup", "run", "-f", str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as outside:
        try:
            first = child_of(outside.pid)
            until_heeded(first)
            sleep(after)
            os.kill(first, signal.SIGTERM)
            assert outside.wait(PATIENCE) == 0
            assert outside.stdout is not None
            assert "Traceback" not in outside.stdout.read()
        finally:
            outside.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("after", [0.0, 0.1, 0.2, 0.4])
def test_a_start_that_is_told_to_end_ends_well(
    folder: Path, number: signal.Signals, after: float
) -> None:
    with running_anew(folder, err=subprocess.STDOUT) as process:
        until_heeded(process.pid)
        sleep(after)
        process.send_signal(number)
        assert process.wait(PATIENCE) == 0


def test_a_folder_that_changed_during_the_start_is_taken_after_it(folder: Path) -> None:
    with running_anew(folder, err=subprocess.STDOUT) as process:
        until_heeded(process.pid)
        process.send_signal(signal.SIGHUP)
        read_until(process, "the changed configuration is in force")
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0


@pytest.mark.parametrize("answers", [True, False], ids=["hangs", "refuses"])
def test_a_bot_that_waits_for_its_database_ends_when_told(folder: Path, *, answers: bool) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        if answers:
            server.listen()
        name_database(folder, f"postgresql://x@127.0.0.1:{server.getsockname()[1]}/x")
        with running(folder, err=subprocess.STDOUT) as process:
            read_until(process, "Next")
            process.send_signal(signal.SIGHUP)
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0


@pytest.mark.server
def test_a_bot_whose_database_hangs_ends_all_the_same_and_says_so(
    folder: Path, tmp_path: Path
) -> None:
    server = Postgres()
    server.start()
    try:
        name_database(folder, server.url(schema_of(tmp_path)))
        with running(folder, err=subprocess.STDOUT) as process:
            read_until(process, "Connected")
            with server.hanging():
                process.send_signal(signal.SIGTERM)
                assert process.wait(PATIENCE) == 1
            assert process.stdout is not None
            assert "something didn't answer in time" in process.stdout.read()
    finally:
        server.remove()
