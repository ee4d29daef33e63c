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


class Talk(Enum):
    """What is said to the bot that is no wish, in the order in which it is answered."""

    WHEN = auto()  # it asks next, or until when
    ARRIVED = auto()  # whether words did
    THERE = auto()  # whether anybody is
    WHOSE = auto()  # who made it, or runs it
    WHERE_TO = auto()  # words go
    COMPLAINT = auto()  # that the bot is a bother
    UNCLEAR = auto()  # is what the bot asked
    ABOUT = auto()  # the bot, in any other way
    THANKS = auto()
    SORRY = auto()
    PRAISE = auto()
    HOW_ARE_YOU = auto()
    NOT_YET = auto()  # one moment, no idea yet
    PARTING = auto()
    GREETING = auto()
    OTHER = auto()  # assent, laughter, signs


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message is. `command` is the word of the command that is meant, or with an offer may
    be meant, where it is plain; None does not mean that there is none. `is_question`: its talk asks
    something about the bot. `is_to_somebody`: an offer that reads as said to somebody."""

    intent: Intent
    command: str | None = None
    is_question: bool = False
    is_to_somebody: bool = False
