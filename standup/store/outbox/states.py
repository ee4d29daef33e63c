"""A message of the outbox: as it is promised, as its sending begins, and what its states share."""

from dataclasses import dataclass
from datetime import datetime

from standup.core.messages.markup import Message


@dataclass(frozen=True, slots=True)
class Promise:
    """A message to be sent: to an account directly, or to a place, in the thread of `thread`.

    With both, it goes to the place while that will do, and else to the account. `thread` is the key
    of the message whose thread it belongs to; a `title` says that it opens one.
    """

    key: str
    adapter: str
    message: Message
    urgency: int
    due_at: datetime
    account: str | None = None
    place: str | None = None
    thread: str | None = None
    title: str | None = None
    check_in: int | None = None
    question: str | None = None  # of the check-in: what it asks
    valid_until: datetime | None = None
    held: str | None = None  # why it cannot leave yet
    after: int | None = None  # its sending begins with the commit, unless any but this one precedes


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message whose sending was begun.

    `message_id` is set when it is an edit of a sent one, and empty where nobody knows what became
    of that one. `first_version` is the version of the first attempt that may have reached the
    platform, `first_attempt_at` its time and `first_message` what it said; they are this attempt's
    own when there was none before. `doubts` counts the attempts that may or may not have worked.
    """

    id: int
    account: str | None
    place: str | None
    thread_id: str | None
    message: Message
    first_message: Message
    version: int
    first_version: int
    first_attempt_at: datetime
    again: bool
    message_id: str | None
    sent_place: str | None
    attempts: int
    created_at: datetime
    check_in: int | None
    title: str | None
    doubts: int

    @property
    def destination(self) -> str:
        """Where it goes; messages to one destination keep their order."""
        return self.account or self.place or ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a promise: whether nothing was promised under its key before, and the message
    whose sending began with it."""

    is_new: bool
    begun: Claimed | None = None


# What was held has reached nobody, unless an attempt before is in doubt, or was left so.
UNSEEN = (
    "first_attempt_at = CASE WHEN state <> 'held' OR doubts > 0 OR message_id IS NOT NULL"
    " THEN first_attempt_at END"
)


PASSED = 3
"""Attempts after which a message is passed by what follows it."""
