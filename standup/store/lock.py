"""One process a database: an exclusive lock on a file beside it, freed by the system at death.

The lock lies beside the file itself, not beside a symbolic link to it.
"""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path

from standup.errors import DatabaseError, DatabaseInUseError


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that has a database open, as far as it can be told."""

    pid: int = 0
    host: str = ""
    is_here: bool = False  # on this machine, or in this container

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host}" if self.pid else "another session"


class Lock:
    """The lock, held until released or the process ends; the file names its holder."""

    def __init__(self, descriptor: int, database: Path) -> None:
        self._descriptor = descriptor
        self.database = database

    @classmethod
    def take(cls, database: Path) -> "Lock":
        """Take the lock of a database file.

        Raises DatabaseInUseError with the holder's pid, and DatabaseError for a file of two names.
        """
        _refuse_links(database)
        path = lock_path(database)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(descriptor)
            pid = path.read_text().strip() or "unknown"
            raise DatabaseInUseError(
                f"{database} is in use by process {pid}: stop that one first, since two bots on"
                " one database would ask everybody twice"
            ) from error
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        return cls(descriptor, database)

    def release(self) -> None:
        """Let the next process have it."""
        os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)


def lock_path(database: Path) -> Path:
    """The lock file of a database file, the same by whatever way one comes to it."""
    real = database.resolve()
    return real.with_name(real.name + ".lock")


def _refuse_links(database: Path) -> None:
    """No two names in different folders, each of which would have a lock and a log of its own."""
    if database.exists() and (names := database.stat().st_nlink) > 1:
        raise DatabaseError(
            f"{database} is one of {names} hard links to one file, and SQLite damages a file that"
            f" is written by two names: copy it (`cp {database} COPY`) and remove the links"
        )


def holder(database: Path) -> int | None:
    """The pid of the process that has the database open, or None."""
    try:
        descriptor = os.open(lock_path(database), os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        text = os.read(descriptor, 20).decode().strip()
        return int(text) if text.isdigit() else None
    else:
        return None
    finally:
        os.close(descriptor)
