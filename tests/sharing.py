"""What all processes of one run of the tests share: whoever needs it first starts it."""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

T = TypeVar("T")

without_servers = [False]
"""Whether this run leaves out what needs a server; one that is started all the same says so."""

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
"""Which of pytest-xdist's processes this is; empty where there is one process only."""

_FOLDER = "STANDUP_TESTS_FOLDER"
_AGAIN = 0.1  # seconds until we ask again whether the others have let go


def need_a_server() -> None:
    """Fail where a test that starts a server is not marked as one."""
    if without_servers[0]:
        raise RuntimeError("a test that needs a real server is to be marked `server`")


def settle(config: pytest.Config) -> None:
    """Make the folder that every process of this run has, and no other run."""
    if not WORKER:
        made = os.environ[_FOLDER] = tempfile.mkdtemp(prefix="standup-tests-")
        config.add_cleanup(lambda: shutil.rmtree(made, ignore_errors=True))


def folder_of_the_run() -> Path:
    """That folder. It outlives what pytest removes before the last process has ended."""
    return Path(os.environ[_FOLDER])


def share(
    config: pytest.Config,
    mark: Path,
    start: Callable[[], tuple[T, str]],
    join: Callable[[str], T],
    stop: Callable[[T], None],
) -> T:
    """The one that `mark` stands for: joined by what its file says, or started, and then stopped
    when the run ends and nobody else uses it."""
    with _locked(mark.with_suffix(".turn")):
        users = os.open(mark.with_suffix(".users"), os.O_CREAT | os.O_RDWR)
        fcntl.flock(users, fcntl.LOCK_SH)
        if mark.exists():
            config.add_cleanup(lambda: os.close(users))
            return join(mark.read_text())
        shared, how_to_join = start()
        mark.write_text(how_to_join)
    config.add_cleanup(lambda: _stop_last(mark, users, lambda: stop(shared)))
    return shared


def _stop_last(mark: Path, users: int, stop: Callable[[], None]) -> None:
    """Stop it as soon as nobody else uses it; whoever comes later starts another."""
    while not _stopped(mark, users, stop):
        time.sleep(_AGAIN)
    os.close(users)


def _stopped(mark: Path, users: int, stop: Callable[[], None]) -> bool:
    with _locked(mark.with_suffix(".turn")):
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        mark.unlink()
        stop()
        return True


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    file = os.open(path, os.O_CREAT | os.O_RDWR)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)
