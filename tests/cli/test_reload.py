"""`standup reload` reaches bots by what they look for, not by a number, and tells only answers."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.cli.command import name_database, read_until, running, standup
from tests.patience import PATIENCE
from tests.postgres import Postgres, schema_of

_ALONE = ("unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child", "--mount-proc")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def home(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> Path:
    """A folder whose bot runs on either database."""
    if request.param == "postgres":
        postgres: Postgres = request.getfixturevalue("postgres")
        name_database(folder, postgres.url(schema_of(tmp_path)))
    return folder


def change(folder: Path) -> None:
    file = folder / "instance.yaml"
    file.write_text(f"{file.read_text()}# changed\n")


def separable() -> bool:
    try:
        return subprocess.run([*_ALONE, "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def test_a_changed_folder_is_taken_and_an_unchanged_one_is_called_so(home: Path) -> None:
    with running(home) as process:
        read_until(process, "Connected")
        change(home)
        taken = standup("reload", "-f", home)
        assert taken.returncode == 0, taken.stderr
        assert f"Process {process.pid} took the change" in taken.stdout
        again = standup("reload", "-f", home)
        assert again.returncode == 0, again.stderr
        assert "took the change" not in again.stdout
        assert "already has this folder: nothing changed" in again.stdout


def test_a_bot_that_stands_still_has_taken_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(home) as process:
        read_until(process, "Connected")
        process.send_signal(signal.SIGSTOP)
        try:
            done = standup("reload", "-f", home)
        finally:
            process.send_signal(signal.SIGCONT)
    assert done.returncode == 1
    assert done.stdout == ""
    assert f"process {process.pid} on" in done.stderr
    assert "did not answer" in done.stderr


def test_a_bot_of_another_folder_is_not_said_to_have_taken_this_one(
    home: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    (other / "standups").mkdir(parents=True)
    for file in (*home.glob("*.yaml"), *home.glob("standups/*.yaml")):
        (other / file.relative_to(home)).write_text(file.read_text())
    if "database: postgres" not in (home / "instance.yaml").read_text():
        name_database(other, str(home / "data" / "standup.db"))
    change(other)
    with running(home) as process:
        read_until(process, "Connected")
        done = standup("reload", "-f", other)
    assert done.returncode == 1, done.stdout
    assert f"runs another folder, {home} there" in done.stderr


@contextmanager
def apart(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """`standup run` where processes have numbers of their own, beside one that runs already."""
    command = [*_ALONE, sys.executable, "-m", "standup", "run", "-f", str(folder)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            read_until(process, "Connected")
            yield process
        finally:
            process.kill()


@pytest.mark.skipif(not separable(), reason="no process may have numbers of its own here")
def test_a_bot_in_another_container_takes_the_change_too(home: Path) -> None:
    with apart(home) as process:
        change(home)
        done = standup("reload", "-f", home)
        assert done.returncode == 0, done.stderr
        assert re.search(r"Process \d took the change", done.stdout)
        read_until(process, "the changed configuration is in force")
        if not (home / "data" / "standup.db").exists():
            return
        second = standup("run", "-f", home)
        assert second.returncode == 4
        assert "in another container" in second.stderr


@pytest.mark.skipif(not separable(), reason="no process may have numbers of its own here")
def test_a_reload_from_another_container_signals_nobody_and_is_answered(home: Path) -> None:
    with running(home) as process:
        read_until(process, "Connected")
        change(home)
        done = subprocess.run(
            [*_ALONE, sys.executable, "-m", "standup", "reload", "-f", str(home)],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert f"Process {process.pid} took the change" in done.stdout


@pytest.mark.server
def test_every_worker_answers_for_itself(folder: Path, tmp_path: Path, postgres: Postgres) -> None:
    name_database(folder, postgres.url(schema_of(tmp_path)))
    with (
        running(folder, err=subprocess.STDOUT) as one,
        running(folder, err=subprocess.STDOUT) as other,
    ):
        for process in (one, other):
            read_until(process, "Next")
        give_up = monotonic() + PATIENCE
        while not all(
            str(process.pid) in standup("workers", "-f", folder).stdout for process in (one, other)
        ):
            assert monotonic() < give_up
            sleep(0.2)
        change(folder)
        done = standup("reload", "-f", folder)
        assert done.returncode == 0, done.stderr
        for process in (one, other):
            assert f"Process {process.pid} took the change" in done.stdout
        os.kill(other.pid, signal.SIGSTOP)
        change(folder)
        half = standup("reload", "-f", folder)
        os.kill(other.pid, signal.SIGCONT)
        assert half.returncode == 1
        assert f"Process {one.pid} took the change" in half.stdout
        assert f"process {other.pid} on" in half.stderr
