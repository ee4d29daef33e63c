"""A disk that does not do what a database needs is named, and the very file that is in the way."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from standup.errors import DatabaseError
from standup.store import lock
from standup.store.sqlite.disk_faults import remedy
from standup.store.sqlite.store import SqliteStore
from standup.store.upgrades import HISTORY
from tests.cli.test_secrets import unprivileged
from tests.patience import PATIENCE
from tests.refused import MAY_BE_REFUSED, no_locks, no_shared_memory

_LOCAL = "move the database to a local disk"


@pytest.mark.skipif(not MAY_BE_REFUSED, reason="the filter is written for Linux on x86-64")
@pytest.mark.parametrize("command", ["run", "people", "reload"])
@pytest.mark.parametrize("lack", [no_locks, no_shared_memory])
def test_a_file_system_that_lacks_something_is_named_and_what_to_do(
    folder: Path, lack: Callable[[], None], command: str
) -> None:
    (folder / "data").mkdir()
    if command != "run":
        with closing(sqlite3.connect(folder / "data" / "standup.db")) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("CREATE TABLE schema_upgrade (x)")
        (folder / "data" / "standup.db.lock").touch()
    done = subprocess.run(
        [sys.executable, "-m", "standup", command, "-f", str(folder)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        preexec_fn=lack,
        check=False,
    )
    assert "Traceback" not in done.stderr
    is_needed = (command, lack) not in {("people", no_locks), ("reload", no_shared_memory)}
    assert (_LOCAL in done.stderr) == is_needed, done.stderr
    assert done.returncode != 0


@pytest.mark.parametrize("end", [".lock", "-wal", ""])
async def test_a_file_of_another_user_is_named_itself(end: str) -> None:
    with TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        database = Path(name) / "standup.db"
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"CREATE TABLE {HISTORY} (x)")  # one of ours, as far as it goes
            for file in Path(name).iterdir():
                file.chmod(0o666)
            foreign = Path(f"{database}{end}")
            foreign.touch()
            foreign.chmod(0o444)
            with unprivileged(), pytest.raises(DatabaseError) as caught:
                await SqliteStore.open(database)
    assert str(foreign) in str(caught.value)


def test_a_lock_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        (locked := Path(name) / "standup.db.lock").touch(mode=0)
        with unprivileged(), pytest.raises(DatabaseError, match="belongs to another user"):
            lock.holder(Path(name) / "standup.db")
        assert locked.exists()


@pytest.mark.parametrize(
    "code", [sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_IOERR_SHMMAP, sqlite3.SQLITE_IOERR_LOCK]
)
def test_what_sqlite_says_of_a_file_system_has_words(code: int) -> None:
    error = sqlite3.OperationalError("what people wrote")
    error.sqlite_errorcode = code
    assert _LOCAL in str(remedy(error))
