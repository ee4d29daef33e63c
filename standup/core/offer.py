"""What somebody wrote that may have been meant for others, and taking back what was posted."""

from dataclasses import dataclass
from datetime import datetime

from standup.core.markup import MOST_VALUE, Choice, Message, offering
from standup.core.pattern import Pattern

_OFFER = Pattern(r"offer\.([0-9]{1,18})")
_UNDO = "undo."


@dataclass(frozen=True, slots=True)
class Offer:
    """Words that were kept back: an update of a run or, with a `check_in`, an answer in it."""

    id: int
    message: str
    text: str
    run: int
    check_in: int | None
    question: str | None
    at: datetime
    is_taken: bool = False


def taking(label: str, offer: int) -> Message:
    """The choice that takes an offer."""
    return offering((Choice(label, f"offer.{offer}"),))


def undoing(message: str) -> Message:
    """The choice that takes a message back, where its id fits into one."""
    value = f"{_UNDO}{message}"
    if len(value.encode()) > MOST_VALUE:
        return Message(())
    return offering((Choice("Take it back", value),))


def taken(value: str) -> int | None:
    """The offer that a choice takes, or None when it takes none. Never raises."""
    match = _OFFER.fullmatch(value)
    return int(match[1]) if match else None


def undone(value: str) -> str | None:
    """The message that a choice takes back, or None when it takes none."""
    return value.removeprefix(_UNDO) if value.startswith(_UNDO) else None
