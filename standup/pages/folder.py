"""The folder that a site is written to: only what changed, and nothing that is no longer true."""

import os
from pathlib import Path

from standup.errors import StandupError

MARK = ".standup-site"
_SAYS = "Everything here is made by `standup publish`, and what it did not make is removed.\n"
_TEMPORARY = ".writing"
_LEFT_ALONE = frozenset({"CNAME"})  # besides whatever begins with a dot, at the top


class Folder:
    """A folder of our own. Each file is replaced whole, so that no reader sees half a page."""

    def __init__(self, root: Path) -> None:
        """Raises StandupError where the folder is somebody else's, or cannot be written to."""
        self._root = root
        self._true: set[Path] = set()
        self.written = 0
        try:
            root.mkdir(parents=True, exist_ok=True)
            if not (root / MARK).exists():
                if any(root.iterdir()):
                    raise StandupError(
                        f"{root} holds something else already: name a folder that is empty, or one"
                        " that `standup publish` has made"
                    )
                (root / MARK).write_text(_SAYS, encoding="utf-8")
        except OSError as error:
            raise StandupError(f"{root} cannot be written to: {error.strerror}") from error

    def write(self, name: str, content: str | bytes) -> None:
        """Let a file say this; one that says so already is not touched."""
        path, data = self._root / name, _bytes(content)
        self._true.add(path)
        if path.is_file() and path.read_bytes() == data:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(path.name + _TEMPORARY)
        new.write_bytes(data)
        new.replace(path)
        self.written += 1

    def sweep(self) -> int:
        """Remove what was not written this time; of how many files."""
        removed = 0
        for place, folders, files in os.walk(self._root, topdown=False):
            here = Path(place)
            for path in (here / name for name in files):
                if path not in self._true and not self._is_left_alone(path):
                    path.unlink()
                    removed += 1
            for path in (here / name for name in folders):
                if not self._is_left_alone(path) and not any(path.iterdir()):
                    path.rmdir()
        return removed

    @property
    def pages(self) -> int:
        """How many files there are."""
        return len(self._true)

    def _is_left_alone(self, path: Path) -> bool:
        """Whether it belongs to whatever serves the folder, such as `.git`."""
        top = path.relative_to(self._root).parts[0]
        return (top.startswith(".") and not top.endswith(_TEMPORARY)) or top in _LEFT_ALONE


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8", "replace") if isinstance(content, str) else content
