"""What an organiser wishes of a bot that runs: a file each in its data folder, until it is done.

A SQLite file has one writer, the bot, so another process asks it instead of writing. What was left
while it died is carried out when it is back.
"""

from pathlib import Path
from typing import Literal, get_args
from urllib.parse import unquote

from standup.whole import told

Kind = Literal["forget", "retry", "drop", "reload", "steer"]
"""Somebody who is to be forgotten; an event that was put aside and is to be handled, or let go; the
name of a wish that the folder is read anew; words of an owner, behind a name of their own."""
_KINDS: tuple[Kind, ...] = get_args(Kind)


def expect(data: Path) -> None:
    """Make a folder for each, the bot's own: whoever wishes may be another user, as root."""
    for kind in _KINDS:
        with told(data / kind):
            (data / kind).mkdir(mode=0o700, parents=True, exist_ok=True)


def leave(data: Path, kind: Kind, what: str) -> None:
    """Wish for something. Raises StandupError."""
    folder = data / kind
    with told(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / as_name(what)).touch(mode=0o600)


def left(data: Path, kind: Kind) -> list[str]:
    """What is wished for."""
    folder = data / kind
    return sorted(unquote(file.name) for file in folder.iterdir()) if folder.is_dir() else []


def are_left(data: Path) -> bool:
    """Whether something is wished for that goes by the folder as it is now."""
    return any(left(data, kind) for kind in _KINDS if kind != "reload")


def fulfilled(data: Path, kind: Kind, what: str) -> None:
    """It is done."""
    for file in (data / kind).iterdir():  # an earlier release wrote other names for the same
        if unquote(file.name) == what:
            file.unlink(missing_ok=True)


def as_name(what: str) -> str:
    """What is wished for as the name of a file, which is left as it is as far as it can be: a
    system gives it 255 bytes."""
    return what.replace("%", "%25").replace("/", "%2F")
