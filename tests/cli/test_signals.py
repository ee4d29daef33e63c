"""A bot can be told to end at any moment, and ends soon whatever hangs; SIGHUP never ends it."""

import signal
import socket
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.cli.command import name_database, read_until, running
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


def heeds(process: "subprocess.Popen[str]", number: signal.Signals) -> bool:
    """Whether a handler of the process is there."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught.split()[1], 16) >> (number - 1) & 1)


@pytest.mark.parametrize(("number", "said"), [("SIGTERM", ""), ("SIGHUP", "went on\n")])
def test_signals_are_heeded_before_anything_takes_time(number: str, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _BEFORE_ANYTHING.format(number=number)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stdout) == (7 if said else 0, said)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("after", [0.0, 0.1, 0.2, 0.4])
def test_a_start_that_is_told_to_end_ends_well(
    folder: Path, number: signal.Signals, after: float
) -> None:
    with running(folder, err=subprocess.STDOUT) as process:
        give_up = monotonic() + PATIENCE
        while not heeds(process, signal.SIGTERM):
            assert monotonic() < give_up
            sleep(0.005)
        sleep(after)
        process.send_signal(number)
        assert process.wait(PATIENCE) == 0


def test_a_folder_that_changed_during_the_start_is_taken_after_it(folder: Path) -> None:
    with running(folder, err=subprocess.STDOUT) as process:
        give_up = monotonic() + PATIENCE
        while not heeds(process, signal.SIGTERM):
            assert monotonic() < give_up
            sleep(0.005)
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
