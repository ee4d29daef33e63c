"""What a command writes is there whole or not at all, and one sentence says why it is not."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from standup.errors import DatabaseError
from standup.store.sqlite.store import SqliteReader
from tests.cli.command import standup
from tests.cli.conftest import Play
from tests.cli.test_secrets import unprivileged
from tests.patience import PATIENCE

ANSWERS = "the chain rule\n\n1 done\n"
WRITES = (
    ("backup", "{place}/copy.db"),
    ("calendar", "--to", "{place}/team.ics"),
    ("publish", "--to", "{place}/site"),
    ("init", "{place}/new"),
)
_SMALL = 600  # bytes that a file may have


@pytest.fixture
def tried(tmp_path: Path, play: Play) -> Path:
    folder = play(ANSWERS, tmp_path / "tried")
    instance = folder / "instance.yaml"
    instance.write_text(f"{instance.read_text()}\nsite: https://learning.example.org\n")
    return folder


def given(command: tuple[str, ...], place: Path, folder: Path) -> list[str]:
    words = [word.format(place=place) for word in command]
    return words if command[0] == "init" else [*words, "-f", str(folder)]


def limited(
    command: tuple[str, ...], place: Path, folder: Path
) -> "subprocess.CompletedProcess[str]":
    """The command where no file may grow, which is what a full disk is to a program.

    Python itself keeps half of a compiled module there, and every later process would trip over it.
    """
    return subprocess.run(
        [sys.executable, "-B", "-m", "standup", *given(command, place, folder)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (_SMALL, _SMALL)),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.parametrize("command", WRITES, ids=lambda command: command[0])
def test_where_no_file_may_grow_nothing_is_left_and_a_sentence_says_so(
    tried: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (place := tmp_path / "place").mkdir()
    with closing(sqlite3.connect(tried / "data" / "standup.db")) as other:
        other.execute("SELECT count(*) FROM answer").fetchone()  # so that its files are there
        done = limited(command, place, tried)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    left = [file.name for file in place.rglob("*") if file.is_file()]
    assert [name for name in left if name.startswith(".") and name != ".standup-site"] == []
    assert command[0] == "publish" or list(place.iterdir()) == []


@pytest.mark.parametrize("command", WRITES[:2], ids=lambda command: command[0])
def test_where_it_cannot_be_a_sentence_says_what_is_in_the_way(
    tried: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    missing = standup(*given(command, tmp_path / "missing", tried))
    assert (missing.returncode, "its folder is not there: make it first" in missing.stderr) == (
        1,
        True,
    )
    (tmp_path / "file").touch()
    under_a_file = standup(*given(command, tmp_path / "file", tried))
    assert under_a_file.returncode == 1
    assert "a file stands where a folder of it should be" in under_a_file.stderr


@pytest.mark.parametrize("command", WRITES[2:], ids=lambda command: command[0])
def test_a_file_where_a_folder_should_be_is_named(
    tried: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    for name in ("site", "new"):
        (tmp_path / name).touch()
    done = standup(*given(command, tmp_path, tried))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "a file stands where a folder" in done.stderr


def test_a_folder_or_a_device_where_a_file_should_be_is_left_alone(
    tried: Path, tmp_path: Path
) -> None:
    (tmp_path / "taken").mkdir()
    folder = standup("calendar", "--to", tmp_path / "taken", "-f", tried)
    assert (folder.returncode, "is a folder: name a file in it" in folder.stderr) == (1, True)
    os.mkfifo(tmp_path / "pipe")
    device = standup("calendar", "--to", tmp_path / "pipe", "-f", tried)
    assert (device.returncode, "is not a file that can be replaced" in device.stderr) == (1, True)
    assert (tmp_path / "pipe").is_fifo()


def test_a_calendar_that_cannot_be_written_leaves_the_former_one(
    tried: Path, tmp_path: Path
) -> None:
    (tmp_path / "team.ics").write_text("former")
    assert limited(WRITES[1], tmp_path, tried).returncode == 1
    assert (tmp_path / "team.ics").read_text() == "former"


def test_a_link_to_a_file_stays_one(tried: Path, tmp_path: Path) -> None:
    (tmp_path / "served").mkdir()
    (tmp_path / "team.ics").symlink_to(tmp_path / "served" / "team.ics")
    assert standup(*given(WRITES[1], tmp_path, tried)).returncode == 0
    assert (tmp_path / "team.ics").is_symlink()
    assert (tmp_path / "served" / "team.ics").read_text().startswith("BEGIN:VCALENDAR")


def test_a_backup_of_what_is_damaged_leaves_nothing(tried: Path, tmp_path: Path) -> None:
    database = tried / "data" / "standup.db"
    content = bytearray(database.read_bytes())
    content[8192:] = os.urandom(len(content) - 8192)
    database.write_bytes(content)
    (place := tmp_path / "place").mkdir()
    done = standup("backup", place / "copy.db", "-f", tried)
    assert done.returncode in {1, 4}
    assert "Traceback" not in done.stderr
    assert list(place.iterdir()) == []


async def test_a_log_that_may_not_be_read_is_named(tried: Path) -> None:
    with TemporaryDirectory() as name:
        (own := Path(name)).chmod(0o777)
        copy = Path(shutil.copy(tried / "data" / "standup.db", own))
        copy.chmod(0o644)
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("CREATE TABLE more (x)")
            connection.commit()
            (own / "standup.db-wal").chmod(0)
            with unprivileged(), pytest.raises(DatabaseError) as caught:
                await backed_up(copy, own / "copy.db")
    assert str(caught.value).endswith(f"this user may not read {copy}-wal")


async def backed_up(database: Path, target: Path) -> None:
    reader = await SqliteReader.open(database)
    try:
        await reader.backup(target)
    finally:
        await reader.close()


def test_a_backup_onto_a_full_disk_leaves_nothing(tried: Path, tmp_path: Path) -> None:
    (disk := tmp_path / "disk").mkdir()
    mount = ["/bin/mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("no disk can be made here")
    try:
        done = standup("backup", disk / "copy.db", "-f", tried)
        assert done.returncode == 1
        assert (
            done.stderr == f"{disk}/copy.db cannot be written: its disk is full: make room there\n"
        )
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["/bin/umount", str(disk)], check=True)
