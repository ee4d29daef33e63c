"""An item that lives: a line somebody wrote, by its number, with what became of it since."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class NewsKind(StrEnum):
    """What a line of a logbook says of its item. The value is kept."""

    WORDS = "words"  # something about it, and nothing set
    STATE = "state"
    OWNER = "owner"  # whose it is now
    BELIEF = "belief"
    DUE = "due"
    ORIGIN = "origin"  # what it followed from


REPLY = "reply/"
"""Begins the source of what somebody said in a channel, in reply to a post."""


BY_REPLY = "reply"
"""The part of what somebody said in reply to what they were told of an item, and need not name."""


def reply_of(message: str) -> str:
    """The source of what this message said so."""
    return f"{REPLY}{message}"


@dataclass(frozen=True, slots=True)
class News:
    """A line of a logbook: what was said of an item, by whom, when and in what.

    `source` is what it stands in, `part` which question of that, or which message of ours it
    replied to; `BY_REPLY` where that alone says of which item it is. `value` is what it sets, where
    its kind sets something; `ends`: an item in that state has ended.
    """

    kind: NewsKind
    source: str
    at: datetime
    value: str = ""
    text: str = ""
    person: str | None = None
    part: str = ""
    ends: bool = False
    run: int | None = None

    @property
    def replied_on(self) -> str | None:
        """On which platform it was said in a channel, in reply to a post, if it was."""
        found = self.source.removeprefix(REPLY)
        return found.partition(":")[0] if found != self.source else None


@dataclass(frozen=True, slots=True)
class Item:
    """A line that lives. Without `words` it was taken back, or they are no longer kept.

    `since` is when it came into its state, `news_at` when something was said of it last. `asked` is
    how often its owner was asked about it since then, `asked_at` when last.
    """

    number: int
    standup: str
    life: str
    words: str
    state: str
    since: datetime
    begun_at: datetime
    source: str
    question: str = ""
    place: int = 0
    author: str | None = None
    owner: str | None = None
    has_ended: bool = False
    belief: int | None = None
    due: date | None = None
    origin: int | None = None
    news_at: datetime | None = None
    asked: int = 0
    asked_at: datetime | None = None
    run: int | None = None

    @property
    def called(self) -> str:
        """ "#12 the loss differs by seed"."""
        return f"#{self.number} {self.words}"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an answer that begins an item: of which life, in which question, and which line."""

    life: str
    question: str
    place: int
    words: str
    origin: int | None = None
    belief: int | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """An item by the line of a plan that it began in."""

    source: str
    question: str
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """That something was said of an item."""

    of: int | Planned
    news: News


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that what somebody said amounts to for items: those that begin in it, and news."""

    source: str
    standup: str
    run: int | None
    person: str
    at: datetime
    lines: tuple[Line, ...] = ()
    told: tuple[Told, ...] = ()
