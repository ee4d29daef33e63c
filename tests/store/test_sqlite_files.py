"""SQLite's files as a crash or a copy leaves them: every acknowledged answer is in them."""

import asyncio
import os
import shutil
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from standup.errors import DatabaseError, DatabaseInUseError, DatabaseReplacedError
from standup.store import inbound
from standup.store.database import Transaction
from standup.store.sqlite.store import SqliteReader, SqliteStore

NAME = "standup.db"
_HEADER, _FRAME = 32, 24  # bytes, of a WAL and before each page in it


@dataclass
class Answering:
    """A bot in a process of its own, and what it has acknowledged."""

    folder: Path
    process: "subprocess.Popen[bytes]"
    acknowledged: set[str] = field(default_factory=set)
    _rest: bytes = b""

    def go_on(self, answers: int) -> None:
        """Let it acknowledge so many more answers at least."""
        goal = len(self.acknowledged) + answers
        while len(self.acknowledged) < goal:
            self._read()

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """While the block runs the process does nothing, wherever it is."""
        os.kill(self.process.pid, signal.SIGSTOP)
        os.waitpid(self.process.pid, os.WUNTRACED)
        self._read_all()
        yield
        os.kill(self.process.pid, signal.SIGCONT)

    def kill(self) -> None:
        """End it within the very instruction it is at."""
        self.process.kill()
        while self._read():
            pass

    def copy(self, target: Path) -> Path:
        """Its files, as they lie."""
        target.mkdir()
        for file in self.folder.glob(f"{NAME}*"):
            shutil.copy(file, target)
        (target / f"{NAME}.lock").unlink()
        return target / NAME

    def _read_all(self) -> None:
        assert self.process.stdout is not None
        os.set_blocking(self.process.stdout.fileno(), False)
        try:
            while self._read():
                pass
        except BlockingIOError:
            pass
        finally:
            os.set_blocking(self.process.stdout.fileno(), True)

    def _read(self) -> bool:
        assert self.process.stdout is not None
        said = os.read(self.process.stdout.fileno(), 65536)
        *lines, self._rest = (self._rest + said).split(b"\n")
        self.acknowledged |= {line.decode() for line in lines}
        return bool(said)


@contextmanager
def answering(folder: Path) -> Iterator[Answering]:
    command = [sys.executable, "-m", "tests.store.answering", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        try:
            yield Answering(folder, process)
        finally:
            process.kill()


async def kept(path: Path) -> set[str]:
    """The messages that a database holds, opened as the bot opens it."""
    store = await SqliteStore.open(path)
    try:
        assert await store.write(lambda tx: tx.all("PRAGMA integrity_check")) == [("ok",)]
        return await store.read(_messages)
    finally:
        await store.close()


async def _messages(tx: Transaction) -> set[str]:
    tables = ("answer", "addition", "wording")
    rows = [row for name in tables for row in await tx.all(f"SELECT message FROM {name}")]  # noqa: S608
    return {message for (message,) in rows}


def commits(wal: bytes) -> list[int]:
    """Where in a write-ahead log each transaction ends."""
    page, salts = struct.unpack(">I", wal[8:12])[0], wal[16:24]
    ends = []
    for start in range(_HEADER, len(wal) - _FRAME - page + 1, _FRAME + page):
        if wal[start + 8 : start + 16] != salts:
            break
        if struct.unpack(">I", wal[start + 4 : start + 8])[0]:
            ends.append(start + _FRAME + page)
    return ends


async def cut(path: Path, wal: bytes, target: Path) -> Path:
    """A copy whose log is this, and whose index is of no use, as after a crash."""
    target.mkdir()
    copy = shutil.copy(path, target)
    (target / f"{NAME}-wal").write_bytes(wal)
    return Path(copy)


@pytest.mark.parametrize("seed", range(2))
async def test_the_files_of_any_instant_hold_all_that_was_acknowledged_by_then(
    seed: int, tmp_path: Path
) -> None:
    chance = Random(seed)  # noqa: S311
    copies: list[tuple[Path, set[str]]] = []
    with answering(tmp_path / "bot") as bot:
        for number in range(6):
            bot.go_on(chance.randrange(1, 400))
            with bot.stopped():
                copies.append((bot.copy(tmp_path / str(number)), set(bot.acknowledged)))
        bot.kill()
        copies.append((tmp_path / "bot" / NAME, bot.acknowledged))
    for path, acknowledged in copies:
        assert acknowledged - await kept(path) == set()


@pytest.mark.parametrize("seed", range(2))
async def test_a_log_torn_anywhere_after_the_last_acknowledged_answer_loses_none(
    seed: int, tmp_path: Path
) -> None:
    chance = Random(seed)  # noqa: S311
    with answering(tmp_path / "bot") as bot:
        bot.go_on(chance.randrange(50, 600))
        with bot.stopped():
            path = bot.copy(tmp_path / "copy")
    wal = path.with_name(f"{NAME}-wal").read_bytes()
    ends = [_HEADER, *commits(wal)]
    safe = await _first_with(bot.acknowledged, path, wal, ends, tmp_path)
    for number in range(12):
        at = chance.randrange(safe, len(wal) + 1)
        torn = wal[:at] + chance.choice((b"", bytes(len(wal) - at), chance.randbytes(9000)))
        copy = await cut(path, torn, tmp_path / f"torn{number}")
        assert bot.acknowledged - await kept(copy) == set()


async def _first_with(
    wanted: set[str], path: Path, wal: bytes, ends: list[int], folder: Path
) -> int:
    """The earliest end of a transaction with which the log holds all of these."""
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high) // 2
        copy = await cut(path, wal[: ends[middle]], folder / f"end{middle}")
        low, high = (low, middle) if wanted <= await kept(copy) else (middle + 1, high)
    return ends[low]


async def test_a_backup_made_while_everybody_writes_holds_all_that_was_acknowledged_before(
    tmp_path: Path,
) -> None:
    with answering(tmp_path / "bot") as bot:
        for number in range(3):
            bot.go_on(200)
            before = set(bot.acknowledged)
            reader = await SqliteReader.open(tmp_path / "bot" / NAME)
            await reader.backup(tmp_path / f"backup{number}.db")
            await reader.close()
            assert before - await kept(tmp_path / f"backup{number}.db") == set()


# ── files that move under it ──


def remove(path: Path) -> None:
    path.unlink()


def replace_by_a_copy(path: Path) -> None:
    shutil.copy(path, path.with_name("copy"))
    path.with_name("copy").replace(path)


def remove_the_log(path: Path) -> None:
    path.with_name(f"{NAME}-wal").unlink()


def move_the_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("moved"))
    path.parent.mkdir()


async def keep(store: SqliteStore, message: str) -> None:
    await store.write(lambda tx: inbound.note(tx, "chat", message, "ana", datetime.now(UTC)))


async def noted(path: Path) -> set[str]:
    store = await SqliteStore.open(path)
    rows = await store.read(lambda tx: tx.all("SELECT id FROM inbound"))
    await store.close()
    return {row[0] for row in rows}


@pytest.mark.parametrize(
    "move", [remove, replace_by_a_copy, remove_the_log, move_the_folder], ids=lambda m: m.__name__
)
async def test_nothing_is_acknowledged_that_files_hold_which_are_no_longer_there(
    tmp_path: Path, move: Callable[[Path], None]
) -> None:
    path = tmp_path / "data" / NAME
    store = await SqliteStore.open(path)
    await keep(store, "before")
    failed = asyncio.create_task(store.failure())
    move(path)
    with pytest.raises(DatabaseReplacedError, match="start again"):
        await keep(store, "after")
    with pytest.raises(DatabaseReplacedError):
        await keep(store, "later")
    rescued = path.with_name(f"{NAME}.rescued")
    assert str(rescued) in str(await failed)
    await store.close()
    assert await noted(rescued) == {"before", "after"}


async def test_the_log_of_a_database_that_was_put_in_its_place_is_spared(tmp_path: Path) -> None:
    path, log = tmp_path / NAME, tmp_path / f"{NAME}-wal"
    store = await SqliteStore.open(path)
    await keep(store, "before")
    for file in (path, log):
        file.unlink()
        file.write_bytes(b"somebody else's")
    with pytest.raises(DatabaseReplacedError):
        await keep(store, "after")
    await store.close()
    assert path.read_bytes() == log.read_bytes() == b"somebody else's"


async def test_one_file_has_one_bot_by_whatever_way_one_comes_to_it(tmp_path: Path) -> None:
    store = await SqliteStore.open(tmp_path / "data" / NAME)
    (tmp_path / "link").symlink_to(tmp_path / "data")
    (tmp_path / "other.db").symlink_to(tmp_path / "data" / NAME)
    for path in (tmp_path / "link" / NAME, tmp_path / "other.db"):
        with pytest.raises(DatabaseInUseError, match=f"in use by process {os.getpid()}"):
            await SqliteStore.open(path)
    await store.close()
    (tmp_path / "hard.db").hardlink_to(tmp_path / "data" / NAME)
    with pytest.raises(DatabaseError, match="one of 2 hard links"):
        await SqliteStore.open(tmp_path / "hard.db")


async def test_what_is_studied_as_another_gives_up_is_read_all_the_same(tmp_path: Path) -> None:
    """The other may be done by then, so that what is interrupted is the one that came after it."""
    store = await SqliteStore.open(tmp_path / "standup.db")
    begun = threading.Event()

    async def long(tx: Transaction) -> int:
        begun.set()
        row = await tx.one(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000)"
            " SELECT count(*) FROM n"
        )
        assert row is not None
        return int(row[0])

    try:
        studied = asyncio.create_task(store.study(long))
        while not begun.is_set():
            await asyncio.sleep(0.001)
        await store._student.interrupt()
        assert await studied == 3_000_000
    finally:
        await store.close()
