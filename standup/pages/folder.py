"""The folder that a site is written to: only what changed, and nothing that is no longer true."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from standup.errors import StandupError
from standup.whole import BESIDE, told, whole

MARK = ".standup-site"
_SAYS = "Everything here is made by `standup publish`, and what it did not make is removed.\n"
_LEFT_ALONE = frozenset({"CNAME"})  # besides whatever begins with a dot, at the top


class Folder:
    """A folder of our own. Each file is replaced whole, so that no reader sees half a page.

    It is held from `with` on, for two runs would remove what the other one writes.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._true: set[Path] = set()
        self._held = -1
        self.written = 0

    def __enter__(self) -> Self:
        """Hold it. Raises StandupError where it is somebody else's, or cannot be written to."""
        with told(self._root):
            self._root.mkdir(parents=True, exist_ok=True)
            mark = self._root / MARK
            if not mark.exists():
                if any(self._root.iterdir()):
                    raise StandupError(
                        f"{self._root} holds something else already: name a folder that is empty,"
                        " or one that `standup publish` has made"
                    )
                with whole(mark) as beside:
                    beside.write_text(_SAYS, encoding="utf-8")
            self._held = _held(mark)
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._held)

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file; one that says the same already is not touched. Raises StandupError."""
        path, data = self._root / name, _bytes(content)
        self._true.add(path)
        with told(self._root):
            if path.is_file() and path.read_bytes() == data:
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_symlink():
                path.unlink()
            with whole(path, at_once=False) as beside:
                beside.write_bytes(data)
        self.written += 1

    def sweep(self) -> int:
        """Remove what was not written this time; of how many files. Raises StandupError."""
        with told(self._root):
            return sum(self._swept(Path(here), *there) for here, *there in self._walked())

    def _walked(self) -> Iterator[tuple[str, list[str], list[str]]]:
        return os.walk(self._root, topdown=False)

    def _swept(self, here: Path, folders: list[str], files: list[str]) -> int:
        ours = [path for name in folders if not self._is_left_alone(path := here / name)]
        linked = [path for path in ours if path.is_symlink()]
        found = [*(here / name for name in files), *linked]
        untrue = [path for path in found if path not in self._true]
        removed = [path for path in untrue if not self._is_left_alone(path)]
        for path in removed:
            path.unlink()
        for path in ours:
            if path not in linked and not any(path.iterdir()):
                path.rmdir()
        return len(removed)

    @property
    def pages(self) -> int:
        """How many files there are."""
        return len(self._true)

    def _is_left_alone(self, path: Path) -> bool:
        """Whether it belongs to whatever serves the folder, such as `.git`."""
        top = path.relative_to(self._root).parts[0]
        return (top.startswith(".") and not top.endswith(BESIDE)) or top in _LEFT_ALONE


def _held(mark: Path) -> int:
    descriptor = os.open(mark, os.O_RDWR | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        if not isinstance(error, BlockingIOError):
            raise
        raise StandupError(
            f"another `standup publish` is writing to {mark.parent}: let it end first"
        ) from None
    return descriptor


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8", "replace") if isinstance(content, str) else content
