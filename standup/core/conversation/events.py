"""What can happen in a conversation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from standup.core.asking.besides import Besides
from standup.core.asking.check_in import CheckIn
from standup.core.asking.offers import Use
from standup.core.asking.replies import Reply
from standup.core.asking.silence import Rhythm
from standup.core.dates.away import Away


@dataclass(frozen=True, slots=True)
class Wrote:
    """The person wrote a direct message. `at` is when they did, which may be a while ago.

    `besides` is what it holds besides words, of which there may be none; the words of a `forwarded`
    one were written elsewhere. `reply` says what it replies to, where it does and that means
    something.
    """

    message: str
    text: str
    at: datetime
    besides: Besides | None = None
    forwarded: bool = False
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class Chose:
    """The person pressed a choice, which says `text` to one question, whatever is pending."""

    message: str
    check_in: int
    question: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tapped:
    """The person said what an offered message was; `token` is the offer's."""

    message: str
    token: str
    use: Use


@dataclass(frozen=True, slots=True)
class Filled:
    """The person filled in a form: what they wrote, by question id; an empty text says nothing."""

    message: str
    check_in: int
    answers: Mapping[str, str]
    at: datetime


@dataclass(frozen=True, slots=True)
class Changed:
    """The person edited a message; an empty text takes it back. `change` is the edit's own id.

    Where an edit was taken back, `text` is what holds again, and `undone` what that edit had said.
    """

    message: str
    text: str
    change: str = ""
    undone: str | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """The person says that an update of theirs, posted just now, belongs to their plan.

    `key` is what they are told under, `update` the update's own id; `by_word` where nothing was
    tapped.
    """

    key: str
    update: int
    run: int
    message: str
    text: str
    at: datetime
    by_word: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A round opens for the person with this new check-in."""

    check_in: CheckIn


@dataclass(frozen=True, slots=True)
class Began:
    """The person begins this check-in by themselves, which is new or was left without a word, or
    goes on with it where it is open; `key` is what it is asked under."""

    key: str
    check_in: CheckIn


@dataclass(frozen=True, slots=True)
class ReminderDue:
    """The time of a check-in's reminder has come: it was due `at` then, or just now."""

    check_in: int
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LaterDue:
    """The time has come `at` which somebody wanted to be asked again."""

    check_in: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PressedLater:
    """The person pressed that they want to be asked later."""

    message: str
    check_in: int


@dataclass(frozen=True, slots=True)
class ChoseRhythm:
    """The person chose what is to change after they were asked whether the rhythm is right."""

    message: str
    check_in: int
    rhythm: Rhythm


@dataclass(frozen=True, slots=True)
class TookUp:
    """The person takes back that they want to be asked later; they are told under `key`."""

    key: str
    check_in: int


@dataclass(frozen=True, slots=True)
class TookSkipBack:
    """The person takes back that a question is skipped, by the message that did."""

    key: str
    message: str


@dataclass(frozen=True, slots=True)
class TookPartAgain:
    """The person takes back that they sit out a run."""

    key: str
    run: int


@dataclass(frozen=True, slots=True)
class LetStand:
    """The person takes back that a question of a check-in is to be answered anew."""

    key: str
    check_in: int


@dataclass(frozen=True, slots=True)
class Rejoined:
    """The person takes part again in a standup that they left, and in these runs of it, which are
    open still; they were told so, and what is asked is asked under the key."""

    key: str
    runs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """The person takes no part any more in a standup."""

    standup: str


@dataclass(frozen=True, slots=True)
class SentAway:
    """Somebody who runs a standup noted that the person is away from it, and they are told so under
    the key. `title` is the standup's, `by` the name of who did, if anybody's is known."""

    key: str
    away: Away
    title: str
    by: str | None


@dataclass(frozen=True, slots=True)
class CalledBack:
    """The same who are away from a standup no more."""

    key: str
    standup: str
    title: str
    by: str | None


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who runs a standup wants the person to be written to, under the key."""

    key: str
    title: str
    by: str | None


@dataclass(frozen=True, slots=True)
class TookAwayBack:
    """The person takes back that they are away on these dates; they are told under `key`."""

    key: str
    away: Away


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A poll was taken back in which the person has this check-in; they are told so under `key`."""

    key: str
    check_in: int


@dataclass(frozen=True, slots=True)
class DeadlinePassed:
    """A check-in's deadline has come."""

    check_in: int


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A check-in of long ago takes no answer any more: its run's words are no longer kept."""

    check_in: int


Event = (
    Wrote
    | Chose
    | Tapped
    | Filled
    | Changed
    | Moved
    | Opened
    | ReminderDue
    | LaterDue
    | PressedLater
    | ChoseRhythm
    | TookUp
    | Began
    | TookSkipBack
    | TookPartAgain
    | LetStand
    | Left
    | Rejoined
    | SentAway
    | CalledBack
    | Invited
    | TookAwayBack
    | TakenBack
    | DeadlinePassed
    | Lapsed
)
