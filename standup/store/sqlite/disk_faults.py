"""What keeps a SQLite file from being written for a while, in words, with what ends it."""

import errno
import logging
import os
import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path

from standup.core.outage import Outage
from standup.store.lock import ELSEWHERE

log = logging.getLogger(__name__)

_RESTORE = "stop the bot, and put a backup in its place"
_REMEDIES = {
    sqlite3.SQLITE_FULL: "its disk is full: make room there",
    sqlite3.SQLITE_BUSY: "another program keeps it locked: end what has it open, as `lsof` tells",
    sqlite3.SQLITE_LOCKED: "another part of this program keeps it locked",
    sqlite3.SQLITE_READONLY: "it can only be read: let the bot's user write it and its folder",
    sqlite3.SQLITE_CANTOPEN: "a file beside it cannot be opened: let the bot's user write there",
    sqlite3.SQLITE_PROTOCOL: f"its locks do not hold: {ELSEWHERE}",
    sqlite3.SQLITE_IOERR: "its disk fails: see the system's log, and whether a file may grow there",
    sqlite3.SQLITE_CORRUPT: f"it is damaged: {_RESTORE}",
    sqlite3.SQLITE_NOTADB: f"it is no SQLite database, or damaged: {_RESTORE}",
}

_OF_THE_FILE_SYSTEM = (  # of the extended codes of an I/O error: those of locks and shared memory
    sqlite3.SQLITE_IOERR_LOCK,
    sqlite3.SQLITE_IOERR_UNLOCK,
    sqlite3.SQLITE_IOERR_RDLOCK,
    sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK,
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMLOCK,
    sqlite3.SQLITE_IOERR_SHMMAP,
)


def remedy(error: BaseException) -> str | None:
    """Why the file cannot be written now and what ends that; None where the disk is not to blame.

    These words alone may be logged: an error's own may hold what somebody wrote.
    """
    if not isinstance(error, sqlite3.DatabaseError):
        return None
    code = getattr(error, "sqlite_errorcode", 0)
    return ELSEWHERE if code in _OF_THE_FILE_SYSTEM else _REMEDIES.get(code & 0xFF)


_NOT_KEPT = (  # of the extended codes of an I/O error: those of writing
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_DIR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
)


def unwritten(error: sqlite3.Error) -> int:
    """The system's number for why a copy cannot be written; 0 where that is not to blame."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code & 0xFF == sqlite3.SQLITE_FULL:
        return errno.ENOSPC
    return errno.EIO if code in _NOT_KEPT else 0


def unread(path: Path, error: sqlite3.Error) -> str:
    """Why a database cannot be read, with the very file that may not be."""
    closed = _closed(path, os.R_OK)
    if closed is not None:
        return f"this user may not read {closed}"
    why = remedy(error)
    return why if why and (ELSEWHERE in why or _RESTORE in why) else str(error)


def unopened(path: Path, error: sqlite3.Error) -> str:
    """Why a database cannot be used, with the very file that may not be written."""
    closed = _closed(path, os.R_OK | os.W_OK)
    if closed is not None:
        return f"this user may not write {closed}: let the bot's user own it"
    return remedy(error) or str(error)


def _closed(path: Path, how: int) -> Path | None:
    beside = [Path(f"{path.resolve()}{end}") for end in ("-wal", "-shm", "-journal")]
    files = (file for file in (path, *beside) if file.exists())
    return next((file for file in files if not os.access(file, how, effective_ids=True)), None)


class Watch:
    """Says that a file cannot be written, at growing distances, and once that it can again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._outage = Outage(time.monotonic)

    def look(self, errors: Iterable[BaseException | None]) -> None:
        """See what became of some writing."""
        wrong = next((found for error in errors if error and (found := remedy(error))), None)
        if wrong is None:
            self._end()
        elif self._outage.is_to_be_told(wrong):
            log.error(
                "%s cannot be written now: %s. Nothing was taken, so nothing is lost; what people"
                " write is handed over again when it passes",
                self._path,
                wrong,
                extra={"action": "database_stuck"},
            )

    def _end(self) -> None:
        if lasted := self._outage.end():
            log.warning(
                "%s can be written again, after %s",
                self._path,
                lasted,
                extra={"action": "database_back"},
            )
