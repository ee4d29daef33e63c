"""Posts: what stands in channels and follows what it tells of, by its kind and its subject.

A subject says which post of a kind it is. The store keeps it as text, and reports over weeks of a
standup are found there in the order of the days on which they end.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never


class PostKind(StrEnum):
    """What a post tells. The value is kept, and is a part of its messages' keys."""

    THREAD = "thread"  # the head of a run's thread; its subject is the run
    REPORT = "report"  # what somebody answered; the check-in
    UPDATE = "update"  # what somebody said besides; the update
    DIGEST = "digest"  # how a run ended; the run
    SUMMARY = "summary"  # what a run amounts to; the run
    RESULT = "result"  # what came of a poll; the run
    SAME = "same"  # who plans the same as another; the run
    MONTH = "month"  # what a month amounts to
    ACCOUNTABILITY = "accountability"  # who shared, over weeks
    ITEM = "item"  # what became of an item; the line of its logbook
    OWN = "own"  # a person's own report, which they shared


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a standup."""

    standup: str
    month: str  # as 2026-11

    def __str__(self) -> str:
        return f"{self.standup}/{self.month}"


@dataclass(frozen=True, slots=True)
class Overview:
    """The report over weeks of a standup that is due on a day."""

    standup: str
    day: date

    def __str__(self) -> str:
        return f"{self.standup}/{self.day.isoformat()}"


@dataclass(frozen=True, slots=True)
class Shared:
    """What somebody shared of their own, of one standup, from one day to another."""

    standup: str
    last: date
    person: str
    first: date

    def __str__(self) -> str:
        return f"{self.standup}/{self.last.isoformat()}/{self.person}/{self.first.isoformat()}"

    def by(self, person: str) -> "Shared":
        """The same, by another name of its author."""
        return replace(self, person=person)


Subject = int | Month | Overview | Shared
_NAMED = frozenset({PostKind.MONTH, PostKind.ACCOUNTABILITY, PostKind.OWN})


def subject(kind: PostKind, text: str) -> Subject:
    """The subject that is kept as this text."""
    match kind:
        case PostKind.MONTH:
            standup, _, month = text.rpartition("/")
            return Month(standup, month)
        case PostKind.ACCOUNTABILITY:
            standup, _, day = text.rpartition("/")
            return Overview(standup, date.fromisoformat(day))
        case PostKind.OWN:
            standup, last, person, first = text.split("/")
            return Shared(standup, date.fromisoformat(last), person, date.fromisoformat(first))
        case (
            PostKind.THREAD
            | PostKind.REPORT
            | PostKind.UPDATE
            | PostKind.DIGEST
            | PostKind.SUMMARY
            | PostKind.RESULT
            | PostKind.ITEM
            | PostKind.SAME
        ):
            return int(text)
    assert_never(kind)


def tells_of_a_run(kind: PostKind) -> bool:
    """Whether a post tells of everybody in the run that is its subject.

    It is composed again whenever something in that run changes, and when somebody of it is
    forgotten.
    """
    match kind:
        case PostKind.THREAD | PostKind.DIGEST | PostKind.SUMMARY | PostKind.RESULT | PostKind.SAME:
            return True
        case (
            PostKind.REPORT
            | PostKind.UPDATE
            | PostKind.MONTH
            | PostKind.ACCOUNTABILITY
            | PostKind.ITEM
            | PostKind.OWN
        ):
            return False
    assert_never(kind)


@dataclass(frozen=True, slots=True)
class Post:
    """One post."""

    kind: PostKind
    subject: Subject

    @property
    def number(self) -> int:
        """Its subject, where that is a run, a check-in or an update."""
        assert isinstance(self.subject, int)
        return self.subject

    def is_about(self, standup: str, day: date) -> bool:
        """Whether it is a report over weeks of a standup that may tell of a day."""
        match self.subject:
            case Overview(of, last) | Shared(of, last):
                return of == standup and last >= day
            case _:
                return False

    @property
    def key(self) -> str:
        """What the keys of its messages begin with."""
        return f"{self.kind}/{self.subject}"

    def key_in(self, channel: int) -> str:
        """The key of its message in the channel of this number."""
        return f"{self.key}/{channel}"


def posted(key: str) -> Post | None:
    """The post to which a message of this key belongs, if it is one."""
    kind, _, rest = key.partition("#")[0].partition("/")
    text, _, channel = rest.rpartition("/")
    found = next((one for one in PostKind if one.value == kind), None)
    if found is None or not (text and channel.isdecimal()):
        return None
    is_named = "/" in text  # an item's own messages are no post of it
    return None if is_named != (found in _NAMED) else Post(found, subject(found, text))
