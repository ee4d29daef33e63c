"""What an organiser wishes of a bot that runs: a file each in its data folder, until it is done.

A SQLite file has one writer, the bot, so another process asks it instead of writing. What was left
while it died is carried out when it is back.
"""

from pathlib import Path

_FOLDER = "forget"


def leave(data: Path, person: str) -> None:
    """Wish that a person be forgotten."""
    folder = data / _FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / person).touch(mode=0o600)


def left(data: Path) -> list[str]:
    """Who is to be forgotten."""
    folder = data / _FOLDER
    return sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []


def fulfilled(data: Path, person: str) -> None:
    """It is done."""
    (data / _FOLDER / person).unlink(missing_ok=True)
