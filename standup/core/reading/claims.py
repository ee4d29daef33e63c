"""What a stretch of a message says came of some items of a plan."""

from dataclasses import dataclass
from enum import IntEnum

from standup.core.reading.names import Items
from standup.core.reading.status import Status
from standup.core.reading.tags import Tag


class Level(IntEnum):
    """How closely a claim is about its items."""

    REST = 0
    ALL = 1
    EXCEPT = 2
    NAMED = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of the message that says what came of some items; no status: in doubt.

    A weak one gives way to another of its level.
    """

    start: int
    end: int
    level: Level
    items: Items
    status: Status | None
    is_weak: bool = False
    share: tuple[int, int] | None = None


_STATUS = {
    "d": Status.DONE,
    "y": Status.DONE,
    "p": Status.PARTLY,
    "c": Status.CHANGED,
    "n": Status.NOT,
    "z": Status.NOT,
    "G": Status.NOT,
    "E": Status.NOT,
    "N": Status.NOT,
    "F": Status.NOT,
    "o": Status.NOT,
    "w": Status.NOT,
    "W": Status.DONE,
}
_NEARLY = frozenset(
    ["almost", "nearly", "practically", "virtually", "fast", "beinahe", "nahezu", "casi"]
)


def status_of(tag: Tag) -> Status | None:
    """What a tag says came of something; None: in doubt."""
    if tag.share is not None:
        return of_share(tag.share)
    if tag.letter == "H":
        return Status.PARTLY if tag.word in _NEARLY else None
    if tag.letter == "k":
        return Status.DONE if not tag.word[:1].isalpha() else None
    return _STATUS.get(tag.letter)


def of_share(share: tuple[int, int]) -> Status | None:
    """What a share of one item says came of it."""
    part, whole = share
    if part > whole or whole == 0:
        return None
    return Status.NOT if part == 0 else Status.DONE if part == whole else Status.PARTLY
