"""What must survive a restart, in one file: where groups moved, topics opened, the webhook set."""

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

_MOST_TOPICS = 200


@dataclass(slots=True)
class _Contents:
    moved: dict[str, int] = field(default_factory=dict)
    topics: dict[str, int] = field(default_factory=dict)
    tries: dict[str, int] = field(default_factory=dict)
    webhook: str = ""


class Memory:
    """The file of one bot."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "telegram.json"
        self._kept = _read(self._file)

    def current(self, chat: int | str) -> int | str:
        """The id a chat has now."""
        while (newer := self._kept.moved.get(str(chat))) is not None:
            chat = newer
        return chat

    def moved(self, old: int | str, new: int) -> None:
        """A group became a supergroup."""
        if self.current(new) != old:
            self._kept.moved[str(old)] = new
            self._write()

    def topic(self, key: str) -> int | None:
        """The topic that was opened for this key."""
        return self._kept.topics.get(key)

    def tries(self, key: str) -> int:
        """How often a topic may have been opened for this key."""
        return self._kept.tries.get(key, 0)

    def trying(self, key: str, by: int = 1) -> None:
        """A topic may be opened now; with -1 it was not, after all."""
        self._kept.tries[key] = self.tries(key) + by
        self._forget_old()
        self._write()

    def opened(self, key: str, topic: int) -> None:
        """A topic was opened."""
        self._kept.topics[key] = topic
        self._forget_old()
        self._write()

    @property
    def webhook(self) -> str:
        """By what the webhook that is set can be recognised."""
        return self._kept.webhook

    def set_webhook(self, mark: str) -> None:
        """Another webhook is set."""
        self._kept.webhook = mark
        self._write()

    def _forget_old(self) -> None:
        for kept in (self._kept.topics, self._kept.tries):
            for key in list(kept)[:-_MOST_TOPICS]:
                del kept[key]

    def _write(self) -> None:
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = self._file.with_suffix(".new")
        half.unlink(missing_ok=True)
        with os.fdopen(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
            json.dump(asdict(self._kept), out)
            out.flush()
            os.fsync(out.fileno())
        half.replace(self._file)


def _read(file: Path) -> _Contents:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return _Contents()
    return _Contents(**{one.name: kept[one.name] for one in fields(_Contents) if one.name in kept})
