"""One participant's conversation in one round of a run, and all that one person has open."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from operator import itemgetter

from standup.core.asking import cut, questions
from standup.core.asking.measurement import Measurement
from standup.core.asking.offers import Offer
from standup.core.asking.silence import Rhythm, Silence
from standup.core.dates.away import Away
from standup.core.kinds.items import Items
from standup.core.kinds.kind import Reading
from standup.core.life import Life
from standup.core.messages.capabilities import NONE, Capabilities
from standup.core.model import POLL, Question, Quiet, Round, Standup


class State(StrEnum):
    """Where a check-in stands. Open ones (WAITING, ASKING) may still take answers."""

    WAITING = "waiting"  # behind another standup's questions
    ASKING = "asking"  # its question is the one a reply answers
    DONE = "done"
    SKIPPED = "skipped"
    AWAY = "away"
    CLOSED = "closed"  # a later asking took its place


OF_LIVES = frozenset({"outcome", "items"})
"""The kinds of questions that may ask about what lives, or offer it again."""
OPEN = frozenset({State.WAITING, State.ASKING})


@dataclass(frozen=True, slots=True)
class Answer:
    """What one message said to one question; an empty text says, on purpose, nothing."""

    question: str
    message: str
    text: str
    at: datetime

    @property
    def by_form(self) -> bool:
        """Whether it was filled in, so that there is no message of its own to edit."""
        return self.message.endswith(f"/{self.question}")


@dataclass(frozen=True, slots=True)
class PutOff:
    """That the pending question waits `until` then, as its person wanted `at` an instant."""

    until: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One participant's conversation in one round of a run.

    `standup` is the definition the run opened with. `position` is the index of the question that
    is pending. `shown` keeps, for an outcome question, the items as they were shown.
    `asked` is whether its first question may have reached the chat, `unsent` whether a question of
    it may still be on its way there, and `unseen` whether the pending one has surely not left.
    `left_at` is when the pending one did, where that matters and is known. `put_off` is until when
    it waits because the person said so, and `run_closes` when its run does. `closed_since` says
    that its run counts as open because it was when what is heard was written. `latest` is what
    others measured last, by the question that asks for it.
    """

    id: int
    run: int
    day: date
    standup: Standup
    round_id: str
    zone: str
    state: State
    opened_at: datetime
    deadline: datetime
    position: int = 0
    answers: tuple[Answer, ...] = ()
    shown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    run_open: bool = True
    closed_since: bool = False
    run_skipped: bool = False
    posted: bool = False
    asked: bool = True
    unsent: bool = True
    unseen: bool = False
    left_at: datetime | None = None
    put_off: PutOff | None = None
    run_closes: datetime | None = None
    latest: Mapping[str, Measurement] = field(default_factory=dict, compare=False)
    _read: dict[str, Reading] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def round(self) -> Round:
        """The round this is the check-in of."""
        return self.standup.round(self.round_id)

    @property
    def question(self) -> Question:
        """The pending question."""
        return self.round.questions[self.position]

    @property
    def is_open(self) -> bool:
        """Whether it may still take answers."""
        return self.state in OPEN

    @property
    def standing(self) -> tuple[object, ...]:
        """All that can change besides its answers."""
        return self.state, self.position, self.shown, self.posted, self.run_skipped, self.put_off

    @property
    def is_put_off(self) -> bool:
        """Whether its question waits because the person said so."""
        return self.put_off is not None

    def texts(self, question: Question) -> tuple[str, ...]:
        """What was said to a question, in order; what a client cut into pieces is one text."""
        return cut.whole((a.text, a.at) for a in self.answers if a.question == question.id)

    def reading(self, question: Question) -> Reading:
        """What was said to a question means this; it is read once."""
        if question.id not in self._read:
            shown = self.shown.get(question.id, ())
            self._read[question.id] = questions.read(question, self.texts(question), shown)
        return self._read[question.id]

    @property
    def has_words(self) -> bool:
        """Whether anything was said in it."""
        return any(answer.text for answer in self.answers)

    @property
    def is_shared(self) -> bool:
        """Whether something was said in it that readers see."""
        return self.has_words and (self.posted or not self.is_open)

    @property
    def is_late(self) -> bool:
        """Whether its last answer came after the deadline."""
        return any(answer.at > self.deadline for answer in self.answers if answer.text)

    def with_text(self, message: str, text: str) -> "CheckIn":
        """The same with the answer of this message saying `text`."""
        answers = tuple(replace(a, text=text) if a.message == message else a for a in self.answers)
        return replace(self, answers=answers)

    def without(self, question: Question) -> "CheckIn":
        """The same without what was said to a question."""
        return replace(self, answers=tuple(a for a in self.answers if a.question != question.id))

    def lacked_answer(self, at: datetime) -> bool:
        """Whether its question could be read at an instant, and another has taken its place since
        with nothing said to it."""
        if self.texts(self.question) or self.unseen:
            return False
        if self.left_at is not None:
            return self.state in {State.CLOSED, State.WAITING} and self.left_at <= at
        return self.state is State.CLOSED and self.asked and not self.answers

    def is_idle(self, question: Question) -> bool:
        """Whether it is about items that live, and there are none to ask about."""
        is_of_items = question.kind == "outcome" and bool(question.life)
        return is_of_items and self.shown.get(question.id) == ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Those that it asks: one about items that live is left out where none does."""
        pending = self.question
        return tuple(q for q in self.round.questions if q is pending or not self.is_idle(q))

    @property
    def number(self) -> int:
        """Which of them is pending, counted as people count."""
        return self.questions.index(self.question) + 1

    @property
    def before(self) -> Question | None:
        """The question before the pending one, or None."""
        return self.questions[self.number - 2] if self.number > 1 else None

    @property
    def is_at_first(self) -> bool:
        """Whether its first question is pending, and nothing was said in it."""
        return self.question is self.questions[0] and not self.answers

    @property
    def left(self) -> int | None:
        """The index of the first question of which nothing was said, or None."""
        left = [
            n
            for n, question in enumerate(self.round.questions)
            if not self.texts(question) and not self.is_idle(question)
        ]
        return left[0] if left else None

    def is_after(self, at: datetime) -> bool:
        """Whether the pending question left after an instant, and nothing was said to it yet."""
        left_at = self.left_at
        return left_at is not None and at < left_at and not self.texts(self.question)

    @property
    def is_complete(self) -> bool:
        """Whether every question has a complete answer."""
        return self.unanswered_after(-1) is None

    def unanswered_after(self, position: int) -> int | None:
        """The index of the next question that has no complete answer yet, or None."""
        for index in range(position + 1, len(self.round.questions)):
            question = self.round.questions[index]
            if self.is_idle(question):
                continue
            if not self.texts(question) or self.reading(question).follow_up is not None:
                return index
        return None


@dataclass(frozen=True, slots=True)
class Named:
    """An item that a message is about: its words, and how it lives."""

    words: str
    life: Life


@dataclass(frozen=True, slots=True)
class Conversation:
    """All that decides what a person's message means: their check-ins and their away dates.

    `check_ins` holds those that are open or whose run is, oldest first. `update` is the update that
    the message of the present event carries, if it carries one, as (its id, its run), and `earlier`
    what that message said before it was changed. `offers` are the messages that wait for the person
    to say what they were, oldest first. `can` is what the platform can do on which the person is
    spoken to, `platforms` the names of all connected and `flat` of those without threads. `told` is
    what the person knows of who reads a standup, by its id (none: they never heard from us),
    `organiser` whom they can ask. `language` is the one in which they are spoken to; `by_standup`
    says that nobody knows theirs, so that each standup speaks its own to them. `standups` are the
    ids of those that they may name, by folded id and title, `steers` says whether they run one,
    and `confirms` what they were shown just now and may say yes to, if anything. `quiet` are the
    hours in which they want to hear nothing by itself, `unreminded` the standups in which they want
    no reminder. `silences` say how long they have left a standup without a word (of those that
    `tire`), `weary` in which to ask whether the rhythm is right and what to offer then, and
    `let_be` the titles of those that ask them nothing until they say a word; each by its id.
    `living` are the person's items that live, as they are called, by standup and life, where a
    question asks about them, `again` which of these are offered once more, and `named` those that
    the present message is about, or `lives` those that one could have whose number none has here.
    `keeps` is the life in which what is said may live on, by standup.
    """

    person: str
    name: str
    zone: str
    check_ins: tuple[CheckIn, ...] = ()
    away: tuple[Away, ...] = ()
    update: tuple[int, int] | None = None
    earlier: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    can: Capabilities = NONE
    platforms: frozenset[str] = frozenset()
    flat: frozenset[str] = frozenset()
    told: Mapping[str, str] = field(default_factory=dict)
    organiser: str = ""
    language: str = ""
    by_standup: bool = False
    standups: Mapping[str, str] = field(default_factory=dict)
    steers: bool = False
    confirms: datetime | None = None
    quiet: Quiet | None = None
    unreminded: frozenset[str] = frozenset()
    tire: frozenset[str] = frozenset()
    silences: Mapping[str, Silence] = field(default_factory=dict)
    weary: Mapping[str, tuple[Rhythm, ...]] = field(default_factory=dict)
    let_be: Mapping[str, str] = field(default_factory=dict)
    living: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    again: frozenset[tuple[str, str]] = frozenset()
    named: Mapping[int, Named] = field(default_factory=dict)
    lives: tuple[Life, ...] = ()
    keeps: Mapping[str, str] = field(default_factory=dict)

    def having(self, check_in: CheckIn) -> "Conversation":
        """The same with this check-in in the place of its former self."""
        check_ins = tuple(check_in if c.id == check_in.id else c for c in self.check_ins)
        return replace(self, check_ins=check_ins)

    def language_of(self, check_in: CheckIn | None) -> str:
        """In which language something about a check-in is said, or about none."""
        return check_in.standup.language if self.by_standup and check_in else self.language

    @property
    def asking(self) -> CheckIn | None:
        """The check-in a reply answers, if one is pending."""
        return next((c for c in self.check_ins if c.state is State.ASKING), None)

    def check_in(self, check_in_id: int) -> CheckIn | None:
        """The check-in of that id, if it is among these."""
        return next((c for c in self.check_ins if c.id == check_in_id), None)

    def offer(self, token: str) -> Offer | None:
        """The message of that token, if it waits for the person's word."""
        return next((offer for offer in self.offers if offer.token == token), None)

    @property
    def last_said(self) -> tuple[CheckIn, Answer] | None:
        """The answer that was given last, and where."""
        said = [(check_in, answer) for check_in in self.check_ins for answer in check_in.answers]
        return max(reversed(said), key=lambda found: found[1].at, default=None)

    def opened_before(self, at: datetime) -> CheckIn | None:
        """The check-in that was the latest one at an instant, if its run was open or it lacks its
        answer still."""
        opened = [check_in for check_in in self.check_ins if check_in.opened_at <= at]
        latest = max(opened, key=lambda c: c.opened_at, default=None)
        return latest if latest and (latest.run_open or latest.lacked_answer(at)) else None

    def left_open(self, check_in: CheckIn, at: datetime) -> CheckIn | None:
        """The other check-in whose question was the latest at an instant and lacks its answer
        still, if nothing of this one had been asked by then."""
        if at >= check_in.opened_at and not check_in.is_at_first:
            return None
        others = [c for c in self.check_ins if c.asked and c.id != check_in.id]
        seen = [(since, c) for c in others if (since := c.left_at or c.opened_at) <= at]
        _, latest = max(seen, key=itemgetter(0), default=(at, None))
        return latest if latest and latest.lacked_answer(at) else None

    @property
    def latest_open(self) -> CheckIn | None:
        """The check-in last opened in a run that is open: what an update belongs to. A poll takes
        none while there is anything else."""
        found = [c for c in reversed(self.check_ins) if c.run_open]
        return next((c for c in found if POLL not in c.standup.id), next(iter(found), None))

    def of_message(self, message: str) -> CheckIn | None:
        """The check-in that a message answered."""
        for check_in in self.check_ins:
            if any(answer.message == message for answer in check_in.answers):
                return check_in
        return None

    def with_plan(self, check_in: CheckIn, question: Question) -> CheckIn:
        """The check-in with the plan that a question is about pinned, as it stands when first
        shown: a later edit of the plan shifts no outcome."""
        is_of_items = question.of is not None or self._is_of_lives(check_in, question)
        if not is_of_items or question.id in check_in.shown:
            return check_in
        shown = {**check_in.shown, question.id: self.planned(check_in, question)}
        return replace(check_in, shown=shown)

    def _is_of_lives(self, check_in: CheckIn, question: Question) -> bool:
        """Whether a question asks where what lives stands, or offers it again."""
        about = check_in.standup.id, question.life
        is_again = question.kind == "items" and about in self.again
        return about in self.living and (question.kind == "outcome" or is_again)

    def with_items(self, check_in: CheckIn) -> CheckIn:
        """The check-in with all that its questions ask about of what lives pinned, and at the first
        question that asks about anything."""
        for question in check_in.round.questions:
            if question.life:
                check_in = self.with_plan(check_in, question)
        if not check_in.is_idle(check_in.question):
            return check_in
        following = check_in.unanswered_after(check_in.position)
        return check_in if following is None else replace(check_in, position=following)

    def planned(self, check_in: CheckIn, question: Question) -> tuple[str, ...]:
        """The items an outcome question is about, as they are planned now."""
        if question.of is None:
            return self.living.get((check_in.standup.id, question.life), ())
        round_id, question_id = question.of
        for other in self.check_ins:
            if other.run == check_in.run and other.round_id == round_id:
                value = other.reading(other.round.question(question_id)).value
                return value.items if isinstance(value, Items) else ()
        return ()
