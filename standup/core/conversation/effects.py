"""What can follow from an event: carried out together, in the transaction that took the event."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from standup.core.asking.check_in import Answer, CheckIn
from standup.core.asking.offers import Offer
from standup.core.asking.silence import Silence
from standup.core.commands import Wish
from standup.core.dates.away import Away
from standup.core.messages.markup import Message
from standup.core.model import Channel

NOTHING = Message(())


class Urgency(IntEnum):
    """In which order a lane sends what is due: replies before prompts before all else, and what a
    stranger is told when there is nothing else."""

    REPLY = 0
    PROMPT = 1
    REPORT = 2
    REMINDER = 3
    STRANGER = 4


@dataclass(frozen=True, slots=True)
class Say:
    """Tell the person. The same `key` said again changes the message instead.

    `check_in` and `question` are set where this puts a question to the person; unsent by
    `valid_until`, it is not sent at all. A `lasting` one may be said again, much later and from
    elsewhere. What was `wished` for leaves in quiet hours too, whatever its urgency; a `private`
    one goes to the direct conversation, wherever what it follows was said. Where one of these
    `channels` lets nothing in, `waiting` is said instead.
    """

    message: Message
    key: str
    urgency: Urgency = Urgency.REPLY
    check_in: int | None = None
    valid_until: datetime | None = None
    lasting: bool = False
    wished: bool = False
    private: bool = False
    channels: tuple[Channel, ...] = ()
    waiting: Message | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """The person is told who reads a standup, with the question of a check-in; or, with neither,
    what we are."""

    standup: str = ""
    readers: str = ""
    check_in: int | None = None


@dataclass(frozen=True, slots=True)
class SayStatus:
    """Tell the person what is open and what comes next, which the schedule knows, below a lead."""

    key: str
    unposted: bool = False
    lead: Message = NOTHING


@dataclass(frozen=True, slots=True)
class Arrange:
    """Do what concerns the person's accounts, teams and data, which the engine knows, and tell
    them."""

    command: Wish
    key: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """What was to be asked in a check-in and has not left is no longer true."""

    check_in: int


@dataclass(frozen=True, slots=True)
class Save:
    """Keep a check-in's new state."""

    check_in: CheckIn


@dataclass(frozen=True, slots=True)
class Keep:
    """Keep a new answer."""

    check_in: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class Forgo:
    """An answer is replaced by a later one: it becomes an earlier wording."""

    check_in: int
    question: str


@dataclass(frozen=True, slots=True)
class Reword:
    """A message says something else now; the earlier wording is kept, with the `edit` by which."""

    message: str
    text: str
    edit: str = ""


@dataclass(frozen=True, slots=True)
class Erase:
    """A message was taken back by its author: its words go, earlier wordings included."""

    message: str


@dataclass(frozen=True, slots=True)
class Add:
    """An update for the thread of a run."""

    run: int
    message: str
    text: str


@dataclass(frozen=True, slots=True)
class Withhold:
    """An update is one no more: its post goes, and its message, with what it said before it was
    changed, belongs to the answer to a question of a check-in."""

    update: int
    run: int
    check_in: int
    question: str


@dataclass(frozen=True, slots=True)
class MoveLatest:
    """Add the person's latest update to their plan, which the engine knows, and tell them."""

    key: str


@dataclass(frozen=True, slots=True)
class Hold:
    """A message waits until its author says what it was; held again, it says something else now."""

    offer: Offer


@dataclass(frozen=True, slots=True)
class LetGo:
    """The message of an offer waits no more."""

    offer: Offer


@dataclass(frozen=True, slots=True)
class Post:
    """The report of a check-in is to be posted, or posted anew."""

    check_in: int
    run: int


@dataclass(frozen=True, slots=True)
class PostUpdate:
    """An update's post is to follow its changed words."""

    update: int
    run: int


@dataclass(frozen=True, slots=True)
class Recount:
    """The figures of a run changed: its first message and its digest are to follow."""

    run: int


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """The person sits out the rest of a run; with `left` since they left its standup."""

    run: int
    left: bool = False


@dataclass(frozen=True, slots=True)
class TakePart:
    """The person takes part in a run that they sat out."""

    run: int


@dataclass(frozen=True, slots=True)
class Unskip:
    """The message that skipped a question of a check-in is no answer to it any more."""

    check_in: int
    message: str


@dataclass(frozen=True, slots=True)
class StayAway:
    """The person is away on these dates."""

    away: Away


@dataclass(frozen=True, slots=True)
class NotAway:
    """The person took back that they are away on these dates."""

    away: Away


@dataclass(frozen=True, slots=True)
class Return:
    """The person is back, in a standup or in all: from this day on no away date counts."""

    day: date
    standup: str = ""


@dataclass(frozen=True, slots=True)
class Stays:
    """The person did what this command does, past which no `undo` reaches. Of a `subject`, which is
    a message, a run or a check-in as text, it may take it back."""

    name: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class LeftUnanswered:
    """The person has left a run of a standup without a word, up to the deadline of a check-in;
    `before` is how long they had until then."""

    standup: str
    run: int
    check_in: int
    before: Silence


@dataclass(frozen=True, slots=True)
class AskedRhythm:
    """The person is asked whether the rhythm of a standup is right."""

    standup: str
    after: Silence


@dataclass(frozen=True, slots=True)
class SpokeUp:
    """The person said a word, so that their silence in a standup is over; `waits`: a question of it
    still waits for its answer. `check_ins` are those that it may have asked about."""

    standup: str
    check_ins: tuple[int, ...]
    waits: bool


@dataclass(frozen=True, slots=True)
class SaidSince:
    """The person was told something else since they were shown what they may say yes to, so that a
    yes of theirs may be to either."""


Effect = (
    Say
    | Told
    | SayStatus
    | Arrange
    | Withdraw
    | Save
    | Keep
    | Forgo
    | Reword
    | Erase
    | Add
    | Withhold
    | MoveLatest
    | Hold
    | LetGo
    | Post
    | PostUpdate
    | Recount
    | LeaveOut
    | TakePart
    | Unskip
    | StayAway
    | NotAway
    | Return
    | Stays
    | LeftUnanswered
    | AskedRhythm
    | SpokeUp
    | SaidSince
)
