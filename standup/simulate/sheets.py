"""What the truth knows of people: their check-ins, what they said to each, and their runs."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from standup.core.model import Person, Question, Round, Standup
from standup.simulate import almanac
from standup.simulate.almanac import Plan
from standup.simulate.orders import Ordered
from standup.simulate.people import Meant
from standup.simulate.polled import Polled
from standup.simulate.settled import Settled
from standup.simulate.silent import Silent

OPEN = {"waiting", "asking"}
_AGAIN = "again/"  # with which the key of a question begins that comes back


@dataclass(slots=True)
class Told:
    """Something said to a question, with what it means as of its last wording."""

    key: str
    question: str
    text: str
    at: datetime
    meant: Meant


class OnRecord(NamedTuple):
    """A line that the audit trail has: what was done to a standup, by whom, when and to whom."""

    standup: str
    action: str
    by: str
    at: datetime
    whom: str = ""


@dataclass(slots=True)
class Sheet:
    """One check-in as it ought to be."""

    id: int
    run: "Held"
    round: Round
    person: str
    opened_at: datetime
    deadline: datetime
    zone: str
    plan: Plan  # how its standup was as it opened
    state: str = "waiting"
    position: int = 0
    told: list[Told] = field(default_factory=list)
    pinned: dict[str, int] = field(default_factory=dict)
    posted: bool = False
    asked_at: datetime | None = None
    is_theirs: bool = True  # whether its day was one on which they are asked
    is_begun: bool = False  # whether its person began it, at that instant, early or late
    deadlines: list[tuple[datetime, datetime]] = field(default_factory=list)  # each with since when
    asked: int = 0  # how often a question of it was put
    put: dict[str, datetime | None] = field(default_factory=dict)  # by what, and since when it left
    put_off: datetime | None = None  # until when its pending question waits, as they wanted
    put_off_at: datetime | None = None  # when they said so last

    def asks_after(self, at: datetime) -> datetime | None:
        """When its standup asks next after an instant, which a poll does not; its own asking may be
        still to come."""
        if self.run.poll is not None:
            return None
        return self.plan.next_asking(self.zone, max(at, self.usual))

    def deadline_at(self, at: datetime) -> datetime:
        """Its deadline as it was at an instant."""
        known = [deadline for since, deadline in self.deadlines if since <= at]
        return known[-1] if known else self.deadlines[0][1] if self.deadlines else self.deadline

    @property
    def over_at(self) -> datetime:
        """From when on nothing of it is asked: its deadline, or sooner where a poll was taken
        back."""
        return min(self.deadline, self.run.taken_back_at or self.deadline)

    @property
    def usual(self) -> datetime:
        """When its round is asked where nobody has it asked sooner."""
        if self.run.poll is not None or self.timed.cron is None:
            return self.opened_at
        return almanac.instant(self.run.day, almanac.wall(self.timed), self.zone)

    @property
    def timed(self) -> Round:
        """Its round with the times that held as it opened."""
        same = (one for one in self.plan.rounds(self.run.day) if one.id == self.round.id)
        return next(same, self.round)

    @property
    def question(self) -> Question:
        """The pending question."""
        return self.round.questions[self.position]

    @property
    def is_unseen(self) -> bool:
        """Whether nobody can have seen the pending question, nor said anything to it."""
        put = [at for key, at in self.put.items() if at or not key.startswith(_AGAIN)]
        return bool(put) and not put[-1] and not self.to(self.question)

    @property
    def left_at(self) -> datetime | None:
        """Since when the pending question may have been seen; it may have been moved since."""
        keys = [*self.put]
        own = [n for n, key in enumerate(keys) if not key.startswith(("moved/", _AGAIN))]
        left = [self.put[key] for key in keys[own[-1] if own else 0 :]]
        return min((at for at in left if at is not None), default=None)

    def was_out_of_sight(self, at: datetime) -> bool:
        """Whether nobody could see the pending question at an instant, nor said anything to it."""
        left_at = self.left_at
        is_after = left_at is not None and at < left_at and not self.to(self.question)
        return at < self.opened_at or is_after

    def lacked_answer(self, at: datetime) -> bool:
        """Whether its question was in sight at an instant, and gave way to another unanswered."""
        if self.state not in {"closed", "waiting"} or self.to(self.question) or self.is_unseen:
            return False
        left_at = self.left_at
        return left_at is not None and left_at <= at and not self.went_on_in_silence

    @property
    def seen_since(self) -> datetime:
        """Since when its latest question may have been seen, as far as that is known."""
        return self.opened_at if self.went_on_in_silence else self.left_at or self.opened_at

    @property
    def went_on_in_silence(self) -> bool:
        """Whether something was said to it since its latest question was put, and nothing followed,
        as another's was pending."""
        own = [key for key in self.put if not key.startswith(("moved/", _AGAIN))]
        return bool(self.told) and own[-1:] != [f"re/{self.told[-1].key}"]

    @property
    def is_open(self) -> bool:
        """Whether it may still take answers."""
        return self.state in OPEN

    @property
    def asks_until(self) -> datetime:
        """Until when its question may be asked: its run closes then, or its standup asks again."""
        asks = self.asks_after(self.opened_at)
        return self.run.closes if asks is None else min(self.run.closes, asks)

    @property
    def words(self) -> list[Told]:
        """What was said in it that is not nothing."""
        return [told for told in self.told if told.text]

    def to(self, question: Question) -> list[Told]:
        """What was said to a question."""
        return [told for told in self.told if told.question == question.id]


@dataclass(slots=True)
class Held:
    """One run as it ought to be."""

    id: int
    standup: Standup
    day: date
    plan: Plan  # how its standup was as it opened
    closes: datetime
    closed_at: datetime | None = None
    sits_out: set[str] = field(default_factory=set)
    leavers: set[str] = field(default_factory=set)  # of these, who left its standup
    additions: dict[str, Told] = field(default_factory=dict)
    added_at: dict[str, datetime] = field(default_factory=dict)
    not_theirs: set[str] = field(default_factory=set)  # whose day it was not as it opened
    poll: Polled | None = None
    taken_back_at: datetime | None = None  # when whoever asked the poll took it back

    def add(self, told: "Told", now: datetime) -> None:
        """Something is posted as an update."""
        self.additions[told.key], self.added_at[told.key] = told, now


@dataclass(frozen=True, slots=True)
class Gone:
    """Days on which somebody is away, in one `standup` alone where whoever runs it said so."""

    first: date
    last: date
    standup: str = ""
    said_at: datetime | None = None  # when they said so themselves

    def is_as(self, other: "Gone") -> bool:
        """Whether it is of the same days, and of all standups."""
        same = (self.first, self.last) == (other.first, other.last)
        return same and not self.standup and not other.standup

    def covers(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last

    def keeps_from(self, run: Held) -> bool:
        """Whether they are not asked in a run."""
        return self.covers(run.day) and self.standup in {"", run.standup.id}


@dataclass(slots=True)
class Later:
    """A question that somebody wants to be asked at another time: when they said so, when that is
    (None: it is not put off), and when it was put off to."""

    sheet: Sheet
    said_at: datetime
    until: datetime | None
    put_off_to: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lately:
    """What somebody did at an instant that `undo` takes back as long as it is open: to what a
    message skipped, to a run that they sit out or to a check-in that is answered anew; to nothing
    where it stays."""

    at: datetime
    to: str | Held | Sheet | None = None


@dataclass
class Talk:
    """One person's conversation. `held` is what waits for their word, and for which answer it is
    (None: it came before the question); `muddled`: something was said that only the engine can
    read. `lived` is in which zones they are known, each with since when, and `configured` the one
    that they are in without a word of their own; `just_set`: it is what they said last. `wrote_at`
    is when they last said something that may be for others."""

    person: Person
    sheets: list[Sheet] = field(default_factory=list)
    away: list[Gone] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)
    held: dict[str, tuple[Told, Sheet, Question | None]] = field(default_factory=dict)
    muddled: bool = False
    settled: Settled = field(default_factory=Settled)
    lived: list[tuple[datetime, str]] = field(default_factory=list)
    configured: str = ""
    just_set: bool = False
    wrote_at: datetime | None = None
    later: list[Later] = field(default_factory=list)
    rests: set[str] = field(default_factory=set)  # what may be taken for the end of a long answer
    is_forgotten: bool = False  # at some time, as they wished
    may_be_forgotten: datetime | None = None  # until when they may confirm it
    remarked: tuple[str, datetime] | None = None  # what they said of an item last of all, and when
    polled: tuple[str, datetime] | None = None  # of which standup they began a poll last of all
    polls: tuple[str, datetime] | None = None  # the same of all that they did with polls
    begins: tuple[str, datetime] | None = None  # of which standup a check-in is to open now
    lately: list[Lately] = field(default_factory=list)  # of which no words and no setting tell
    shown: tuple[Ordered, datetime] | None = None  # what they may say yes to, and since when
    silent: dict[str, Silent] = field(default_factory=dict)  # by the id of a standup

    def is_unsure_of(self, standup: str) -> bool:
        """Whether only the engine knows on which days they are asked in a standup."""
        silent = self.silent.get(standup)
        return self.settled.is_unsure or (silent is not None and silent.is_unsure)

    def is_theirs(self, standup: str, day: date) -> bool:
        """Whether they are asked in a standup on a day, as things are."""
        silent = self.silent.get(standup)
        is_let_be = silent is not None and silent.is_let_be
        return self.settled.is_theirs(standup, day) and not is_let_be

    def may_be_theirs(self, standup: str, day: date, first: datetime, last: datetime) -> set[bool]:
        """Whether they were asked on a day, at any time from one instant to another."""
        days = self.settled.may_be_theirs(standup, day, first, last)
        silent = self.silent.get(standup)
        let_be = silent.between(first, last) if silent is not None else {False}
        return {is_theirs and not is_let_be for is_theirs in days for is_let_be in let_be}

    def lived_before(self, at: datetime) -> str:
        """In which zone they were known to be at an instant."""
        known = [zone for since, zone in self.lived if since <= at]
        return known[-1] if known else self.person.zone
