"""What a message can be, and what the bot waits for while it is read."""

from dataclasses import dataclass
from enum import Enum, auto


class Waiting(Enum):
    """What the bot waits for."""

    NOTHING = auto()  # a day is open: plain words are an update
    TEXT = auto()
    PLAN = auto()


class Intent(Enum):
    """Where a message belongs."""

    POST = auto()  # news: it is posted, or taken as the answer, at once
    COMMAND = auto()  # said to the bot
    TALK = auto()  # small talk, or a question about the bot: answered and never posted
    OFFER = auto()  # may be either: one tap decides, and nothing is posted unasked


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message is. `command` is the word of the command that is meant, or with an offer may
    be meant, where it is plain; None does not mean that there is none."""

    intent: Intent
    command: str | None = None
