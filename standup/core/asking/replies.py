"""What somebody replied to: which of our messages, or which of their own."""

from dataclasses import dataclass
from enum import StrEnum


class To(StrEnum):
    """What a message was that somebody replied to."""

    QUESTION = "question"  # of a check-in
    OWN = "own"  # an answer of theirs
    UPDATE = "update"  # of theirs
    OFFER = "offer"  # what is asked about a message of theirs
    ITEM = "item"  # what they were told of an item
    POST = "post"  # what they, or others, have shared
    UNKNOWN = "unknown"  # what we know no more


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody replied to: to which question of which check-in, as far as that says, to the
    offer of which token, or to what was said of which item. An empty question is whichever is
    pending there."""

    to: To
    check_in: int | None = None
    question: str = ""
    token: str = ""
    item: int | None = None
