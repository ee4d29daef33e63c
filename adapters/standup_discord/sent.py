"""What was sent under which key, kept so that it is found again when no answer came.

Discord forgets a nonce after a few minutes and does not show it in a channel's history. A line is
written before each request and one after it; what has the first and not the second is looked for
by its words, among those of our messages that belong to no other key.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

Json = dict[str, Any]

_MOST_LINES, _MOST_OPEN = 8000, 2000


@dataclass(frozen=True, slots=True)
class Attempt:
    """A message that we began to send into a channel; `id` is known once Discord confirmed it."""

    channel: str
    digest: str
    at: datetime
    id: str = ""


class Sent:
    """The attempts of some hours; two files, of which the older is forgotten when one is full."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "sent.txt"
        self._older = folder / "sent.old.txt"
        self._attempts: dict[str, Attempt] = {}
        self._lines = 0
        for file in (self._older, self._file):
            for key, attempt in _read(file):
                self._attempts[key] = attempt
                self._lines += file == self._file
        if self._lines:
            self._append(())  # what a crash left of a line ends here

    def before(self, key: str) -> Attempt | None:
        """The attempt made with this key, if any."""
        return self._attempts.get(key)

    def begin(self, key: str, channel: str, digest: str, now: datetime) -> None:
        """A request is about to be made; a repetition keeps the time of the first."""
        before = self._attempts.get(key)
        at = before.at if before and before.channel == channel else now
        self._write(key, Attempt(channel, digest, at))

    def end(self, key: str, message_id: str) -> None:
        """Discord confirmed it."""
        attempt = self._attempts.get(key)
        if attempt is None:
            return
        self._write(key, Attempt(attempt.channel, attempt.digest, attempt.at, message_id))

    def owner(self, channel: str) -> dict[str, str]:
        """The keys of the messages in a channel, by message id."""
        return {
            one.id: key for key, one in self._attempts.items() if one.id and one.channel == channel
        }

    def _write(self, key: str, attempt: Attempt) -> None:
        if self._lines >= _MOST_LINES:
            self._turn_over()
        self._attempts.pop(key, None)
        self._attempts[key] = attempt
        self._append(((key, attempt),))

    def _turn_over(self) -> None:
        """Begin a new file with what is not yet confirmed; what is refused will never be."""
        recent = dict(_read(self._file))
        self._file.replace(self._older)
        open_ = dict(
            [(key, one) for key, one in self._attempts.items() if not one.id][-_MOST_OPEN:]
        )
        self._attempts = recent | open_
        self._lines = 0
        self._append(tuple(open_.items()))

    def _append(self, rows: Sequence[tuple[str, Attempt]]) -> None:
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._file.open("a", encoding="utf-8") as out:
            if not rows:
                out.write("\n")
            for key, one in rows:
                line = (key, one.channel, one.digest, one.at.isoformat(), one.id)
                out.write("\t".join(line) + "\n")
        self._lines += len(rows)


def digest(content: str, components: list[Json]) -> str:
    """What a message says and offers, white space aside, in a few letters."""
    ids = [one["custom_id"] for row in components for one in row.get("components", ())]
    text = "\0".join(("".join(content.split()), *ids))
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _read(file: Path) -> Iterator[tuple[str, Attempt]]:
    if not file.exists():
        return
    whole, _, _ = file.read_text(encoding="utf-8", errors="replace").rpartition("\n")
    for line in whole.split("\n"):
        parts = line.split("\t")
        if len(parts) == 5:
            key, channel, words, at, message_id = parts
            yield key, Attempt(channel, words, datetime.fromisoformat(at), message_id)
