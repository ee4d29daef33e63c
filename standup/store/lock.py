"""One process a database: an exclusive lock on a file beside it, freed by the system at death.

The lock lies beside the file itself, not beside a symbolic link to it.
"""

import fcntl
import os
import socket
from dataclasses import dataclass
from pathlib import Path

from standup.errors import DatabaseError, DatabaseInUseError

ELSEWHERE = (
    "its file system does not do what a database needs, as many network and FUSE file systems do"
    " not: move the database to a local disk"
)


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that has a database open, as far as it can be told."""

    pid: int = 0
    host: str = ""
    is_here: bool = False  # on this machine, or in this container
    space: str = ""  # what numbers its process, where that is another one than ours

    def __str__(self) -> str:
        where = f"{self.host}, in another container" if self.space else self.host
        return f"process {self.pid} on {where}" if self.pid else "another session"


class Lock:
    """The lock, held until released or the process ends; the file names its holder."""

    def __init__(self, descriptor: int, database: Path) -> None:
        self._descriptor = descriptor
        self.database = database

    @classmethod
    def take(cls, database: Path) -> "Lock":
        """Take the lock of a database file.

        Raises DatabaseInUseError with the holder's pid, and DatabaseError for what is no file or
        one of two names, for a lock file that is not ours, and for a disk that knows no locks.
        """
        refuse_no_file(database)
        _refuse_links(database)
        path = lock_path(database)
        descriptor = _opened(path, os.O_RDWR | os.O_CREAT)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(descriptor)
            if not isinstance(error, BlockingIOError):
                raise _no_locks(path, error) from error
            who = _told(path.read_text())
            raise DatabaseInUseError(
                f"{database} is in use by process {who}: stop that one first, since two bots on one"
                " database would ask everybody twice"
            ) from error
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n{socket.gethostname()}\n{_space()}\n".encode())
        return cls(descriptor, database)

    def release(self) -> None:
        """Free the lock for the next process."""
        os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)


def lock_path(database: Path) -> Path:
    """The lock file of a database file, the same by whatever way one comes to it."""
    real = database.resolve()
    return real.with_name(real.name + ".lock")


def refuse_no_file(database: Path) -> None:
    """A folder, a pipe and a device hold no database. Raises DatabaseError."""
    if database.is_dir():
        raise DatabaseError(f"{database} is a folder: name a file in it under `database`")
    if database.exists() and not database.is_file():
        raise DatabaseError(f"{database} is a pipe or a device: name a file under `database`")


def _refuse_links(database: Path) -> None:
    """No two names in different folders, each of which would have a lock and a log of its own."""
    if database.exists() and (names := database.stat().st_nlink) > 1:
        raise DatabaseError(
            f"{database} is one of {names} hard links to one file, and SQLite damages a file that"
            f" is written by two names: copy it (`cp {database} COPY`) and remove the links"
        )


def holder(database: Path) -> Holder | None:
    """The process that has the database open, or None. Raises DatabaseError."""
    path = lock_path(database)
    if not path.exists():
        return None
    descriptor = _opened(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        if not isinstance(error, BlockingIOError):
            raise _no_locks(path, error) from error
        return _read(os.read(descriptor, 200).decode())
    else:
        return None
    finally:
        os.close(descriptor)


def _read(text: str) -> Holder | None:
    """The process that a lock file names; a number means another one in another container."""
    number, host, space = [*text.split("\n"), "", ""][:3]
    if not number.isdecimal():
        return None
    elsewhere = space if space != _space() else ""
    return Holder(int(number), host or socket.gethostname(), is_here=True, space=elsewhere)


def _told(text: str) -> str:
    found = _read(text)
    if found is None:
        return "unknown"
    return f"{found.pid}{' in another container' if found.space else ''}"


def _space() -> str:
    """What numbers our processes, by the system's own name for it, where it has one."""
    try:
        return str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        return ""


def _opened(path: Path, how: int) -> int:
    try:
        return os.open(path, how | os.O_CLOEXEC, 0o644)
    except PermissionError as error:
        if not path.exists():
            raise  # it is the folder's
        raise DatabaseError(
            f"{path} belongs to another user, as after a start by root: let the bot's user own it,"
            " or remove it while no bot runs"
        ) from error


def _no_locks(path: Path, error: OSError) -> DatabaseError:
    return DatabaseError(f"{path} cannot be locked ({error.strerror}): {ELSEWHERE}")
