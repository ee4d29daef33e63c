"""What somebody wrote of which it is not sure what it was: kept until they say so by a tap."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_WORD = 16  # hex digits of a token: what nobody else's message has


class Use(StrEnum):
    """What can become of such a message; the value is also the word that says so."""

    ADD = "add"  # to what was answered before
    ANSWER = "answer"  # to the question that was pending
    LATER = "later"  # no answer: ask me again then
    SKIP = "skip run"  # no answer: the day is sat out
    UPDATE = "update"  # to the thread of an open run
    LEAVE = "leave it"  # nothing


@dataclass(frozen=True, slots=True)
class Way:
    """One of the things it may have been: for this run and, if an answer, for this question."""

    use: Use
    run: int
    check_in: int | None = None
    question: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A message that waits for its author's word, and the ways it could go, likeliest first."""

    message: str
    text: str
    at: datetime
    ways: tuple[Way, ...]

    @property
    def token(self) -> str:
        """By which a tap names it; the same for the same message."""
        return hashlib.sha256(self.message.encode()).hexdigest()[:_WORD]

    def way(self, use: Use) -> Way | None:
        """How it goes that way, if it may."""
        return next((way for way in self.ways if way.use is use), None)


def to_data(ways: Iterable[Way]) -> list[list[str | int | None]]:
    """The ways as lists, for JSON."""
    return [[way.use.value, way.run, way.check_in, way.question] for way in ways]


def from_data(data: list[tuple[str, int, int | None, str]]) -> tuple[Way, ...]:
    """The ways that `to_data` wrote."""
    return tuple(Way(Use(use), run, check_in, question) for use, run, check_in, question in data)
