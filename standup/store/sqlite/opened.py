"""Whether the files of a SQLite database are still those that were opened.

A file that was removed or replaced goes on for whoever has it open, and is gone with them.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from standup.errors import DatabaseReplacedError

_BESIDE = ("-wal", "-shm")
_Identity = tuple[int, int]


class Opened:
    """The files of a database as they were when it was opened, and looked at after each commit."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._beside = [f"{path.resolve()}{end}" for end in _BESIDE]
        names = [str(path), *self._beside]
        self._known = {name: found for name in names if (found := _identity(name))}

    def has_changed(self) -> bool:
        """Whether any of them is another one by now, or none."""
        return any(_identity(name) != known for name, known in self._known.items())

    @contextmanager
    def sparing(self) -> Iterator[None]:
        """Close the database in this block: SQLite removes the files beside it by their names, and
        spares those of a database that was put in its place."""
        foreign = [
            Path(name)
            for name in self._beside
            if _identity(name) not in {None, self._known.get(name)}
        ]
        for path in foreign:
            path.rename(f"{path}.spared")
        try:
            yield
        finally:
            for path in foreign:
                Path(f"{path}.spared").rename(path)

    def rescue(self, connection: sqlite3.Connection) -> DatabaseReplacedError:
        """Save beside it what the database holds for us alone; what to tell of all that."""
        saved = _unused(self._path)
        try:
            saved.touch(mode=0o600)
            with sqlite3.connect(saved) as copy:
                connection.backup(copy)
            copy.close()
            where = f"What it held until now is in {saved}: put that in its place"
        except (OSError, sqlite3.Error) as error:
            with suppress(OSError):  # a file of half of it would look like all of it
                saved.unlink(missing_ok=True)
            where = f"What it held could not be saved ({type(error).__name__}): put a backup there"
        return DatabaseReplacedError(
            f"{self._path} or a file beside it was replaced or removed while the bot ran, so what"
            f" would be written now would be lost. Nothing more is taken. {where}, or keep the"
            " one that is there, and start again; what people have written since is handed over"
            " then"
        )


def _identity(name: str) -> _Identity | None:
    try:
        found = os.stat(name)  # noqa: PTH116 - at every commit, and a Path takes three times as long
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _unused(path: Path) -> Path:
    """A name beside the database, or beside where it was, that no file has."""
    folder = path.parent if path.parent.is_dir() else Path.cwd()
    names = (folder / f"{path.name}.rescued{number or ''}" for number in range(1000))
    return next(name for name in names if not name.exists())
