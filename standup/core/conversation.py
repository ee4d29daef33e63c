"""What follows from an event in one person's conversation: pure, whole, and the only place for it.

`converse(talk, event, now)` gives the conversation afterwards and the effects to carry out with it
in one transaction.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import IntEnum

from standup.core import commands, questions
from standup.core.check_in import Answer, Away, CheckIn, Conversation, State
from standup.core.markup import Message
from standup.core.questions import EMPTY, Items
from standup.core.wording import direct as wording
from standup.core.wording.answers import TAKEN_BACK
from standup.core.zones import zone_info

# ── events ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Wrote:
    """The person wrote a direct message. `at` is when they did, which may be a while ago."""

    message: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Changed:
    """The person edited a message; an empty text takes it back."""

    message: str
    text: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A round opens for the person with this new check-in."""

    check_in: CheckIn


@dataclass(frozen=True, slots=True)
class ReminderDue:
    """The time of a check-in's one reminder has come."""

    check_in: int


@dataclass(frozen=True, slots=True)
class DeadlinePassed:
    """A check-in's deadline has come."""

    check_in: int


Event = Wrote | Changed | Opened | ReminderDue | DeadlinePassed


# ── effects ────────────────────────────────────────────────────────────────────────────────────


class Urgency(IntEnum):
    """In which order a lane sends what is due: replies before prompts before all else."""

    REPLY = 0
    PROMPT = 1
    REPORT = 2
    REMINDER = 3


@dataclass(frozen=True, slots=True)
class Say:
    """Tell the person. The same `key` said again changes the message instead.

    `check_in` is set where this puts a question to the person; unsent by `valid_until`, it is not
    sent at all.
    """

    message: Message
    key: str
    urgency: Urgency = Urgency.REPLY
    check_in: int | None = None
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SayStatus:
    """Tell the person what is open and what comes next, which the schedule knows."""

    key: str
    unposted: bool = False


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
    """A message says something else now; the earlier wording is kept."""

    message: str
    text: str


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
    """The person sits out the rest of a run."""

    run: int


@dataclass(frozen=True, slots=True)
class StayAway:
    """The person is away on these dates."""

    away: Away


@dataclass(frozen=True, slots=True)
class Return:
    """The person is back: from this day on no away date counts."""

    day: date


Effect = (
    Say
    | SayStatus
    | Save
    | Keep
    | Forgo
    | Reword
    | Erase
    | Add
    | Post
    | PostUpdate
    | Recount
    | LeaveOut
    | StayAway
    | Return
)


# ── the decision ───────────────────────────────────────────────────────────────────────────────


def converse(
    talk: Conversation, event: Event, now: datetime
) -> tuple[Conversation, tuple[Effect, ...]]:
    """The conversation after the event, and what is to be carried out with it."""
    turn = _Turn(talk, now)
    match event:
        case Wrote():
            _wrote(turn, event)
        case Changed(message, text):
            _changed(turn, message, text)
        case Opened(check_in):
            _opened(turn, check_in)
        case ReminderDue(check_in_id):
            _remind(turn, check_in_id)
        case DeadlinePassed(check_in_id):
            _deadline(turn, check_in_id)
    return turn.talk, turn.finish()


class _Turn:
    """One decision in the making: the conversation so far and the effects gathered."""

    def __init__(self, talk: Conversation, now: datetime) -> None:
        self.before = {check_in.id: check_in for check_in in talk.check_ins}
        self.talk = talk
        self.now = now
        self.effects: list[Effect] = []

    @property
    def today(self) -> date:
        """The date on the person's own calendar."""
        return self.now.astimezone(zone_info(self.talk.zone)).date()

    @property
    def is_away(self) -> bool:
        """Whether the person is away today."""
        return any(away.covers(self.today) for away in self.talk.away)

    def put(self, check_in: CheckIn) -> CheckIn:
        """Set a check-in's state."""
        self.talk = self.talk.having(check_in)
        return check_in

    def do(self, *effects: Effect) -> None:
        """Add effects."""
        self.effects += effects

    def reply(self, message: str, content: Message) -> None:
        """Answer a message that asks for no answer of its own."""
        self.do(Say(content, key=f"re/{message}"))

    def finish(self) -> tuple[Effect, ...]:
        """The effects, the changed states first."""
        changed = [
            Save(check_in)
            for check_in in self.talk.check_ins
            if not _same_state(check_in, self.before.get(check_in.id))
        ]
        # At most one check-in may be ASKING at any moment, so those that cease come first.
        changed.sort(key=lambda save: save.check_in.state is State.ASKING)
        return (*changed, *self.effects)


def _same_state(now: CheckIn, before: CheckIn | None) -> bool:
    return before is not None and now.standing == before.standing


# ── what a person writes ───────────────────────────────────────────────────────────────────────


def _wrote(turn: _Turn, wrote: Wrote) -> None:
    message = wrote.message
    match commands.parse(wrote.text, turn.today):
        case commands.Help():
            turn.reply(message, wording.help_text())
        case commands.Status():
            turn.do(SayStatus(f"re/{message}"))
        case commands.Away(first, last):
            _away(turn, message, Away(first, last))
        case commands.AwayUnclear(reason):
            turn.reply(message, wording.away_unclear(reason))
        case commands.Unknown(word, suggestion):
            turn.reply(message, wording.unknown_command(word, suggestion))
        case commands.Back():
            _back(turn, message)
        case commands.SkipRun():
            _skip_run(turn, message)
        case commands.Skip():
            _skip(turn, wrote)
        case commands.Empty():
            _answered(turn, replace(wrote, text=EMPTY))
        case None:
            _answered(turn, wrote)


def _answered(turn: _Turn, wrote: Wrote) -> None:
    check_in = turn.talk.asking
    if check_in is not None:
        _answer(turn, check_in, wrote)
    elif wrote.text == EMPTY:
        turn.reply(wrote.message, wording.nothing_pending())
    elif run := _run_for_update(turn.talk):
        turn.do(Add(run.run, wrote.message, wrote.text))
        turn.reply(wrote.message, wording.update_added(run))
    else:
        turn.do(SayStatus(f"re/{wrote.message}", unposted=True))


def _run_for_update(talk: Conversation) -> CheckIn | None:
    """The check-in of the open run that an update belongs to: the one that was opened last."""
    return next((c for c in reversed(talk.check_ins) if c.run_open), None)


def _answer(turn: _Turn, check_in: CheckIn, wrote: Wrote) -> None:
    question = check_in.question
    texts = check_in.texts(question)
    if texts and check_in.reading(question).follow_up is None:  # `back` came before this one
        turn.do(Forgo(check_in.id, question.id))
        check_in = check_in.without(question)
    answer = Answer(question.id, wrote.message, wrote.text, min(wrote.at, turn.now))
    check_in = turn.put(replace(check_in, answers=(*check_in.answers, answer)))
    turn.do(Keep(check_in.id, answer))
    _go_on(turn, check_in, wrote.message)


def _go_on(turn: _Turn, check_in: CheckIn, message: str) -> None:
    """Ask what is still open in this check-in, or finish it."""
    reading = check_in.reading(check_in.question)
    if reading.follow_up is not None:
        content = wording.follow_up(reading)
        turn.do(Say(content, f"re/{message}", check_in=check_in.id))
        if check_in.posted:
            _post(turn, check_in)
        return
    following = check_in.unanswered_after(check_in.position)
    if following is None:
        _finish(turn, check_in)
    else:
        check_in = turn.put(replace(check_in, position=following))
        _ask(turn, check_in, f"re/{message}")
        if check_in.posted:
            _post(turn, check_in)


def _ask(turn: _Turn, check_in: CheckIn, key: str, *, lead: Message | None = None) -> None:
    """Put the pending question, with the plan it is about pinned as it stands now."""
    question = check_in.question
    if question.of is not None and question.id not in check_in.shown:
        items = turn.talk.planned(check_in, question)
        check_in = turn.put(replace(check_in, shown={**check_in.shown, question.id: items}))
    content = wording.question(check_in)
    content = lead + content if lead else content
    first = check_in.position == 0 and not check_in.answers
    turn.do(
        Say(
            content,
            key,
            urgency=Urgency.PROMPT if lead else Urgency.REPLY,
            check_in=check_in.id,
            valid_until=check_in.deadline if first and turn.now < check_in.deadline else None,
        )
    )


def _finish(turn: _Turn, check_in: CheckIn) -> None:
    check_in = turn.put(replace(check_in, state=State.DONE))
    if check_in.has_words or check_in.posted:
        _post(turn, check_in)
    else:
        turn.do(Recount(check_in.run))
    turn.do(_finished(check_in))
    _next_in_line(turn, after=check_in)


def _finished(check_in: CheckIn) -> Say:
    """The message that shows what is posted; said again, it follows an edit."""
    return Say(wording.finished(check_in), key=f"done/{check_in.id}")


def _post(turn: _Turn, check_in: CheckIn) -> None:
    turn.put(replace(check_in, posted=True))
    turn.do(Post(check_in.id, check_in.run))


def _next_in_line(turn: _Turn, after: CheckIn) -> None:
    """Begin, or take up again, the check-in that has waited; one still in time goes first."""
    waiting = [c for c in turn.talk.check_ins if c.state is State.WAITING]
    if turn.talk.asking is not None or not waiting:
        return
    waiting.sort(key=lambda c: (c.deadline <= turn.now, c.opened_at, c.id))
    check_in = turn.put(replace(waiting[0], state=State.ASKING))
    key = f"next/{check_in.id}/{after.id}"
    _ask(turn, check_in, key, lead=wording.next_in_line(check_in, after, turn.now))


# ── commands ───────────────────────────────────────────────────────────────────────────────────


def _back(turn: _Turn, message: str) -> None:
    check_in = turn.talk.asking
    if turn.is_away or (check_in is None and turn.talk.away):
        _return(turn, message)
    elif check_in is None:
        turn.reply(message, wording.nothing_to_go_back_to())
    elif check_in.position == 0:
        turn.reply(message, wording.first_question(check_in))
    else:
        check_in = turn.put(replace(check_in, position=check_in.position - 1))
        _ask(turn, check_in, f"re/{message}")


def _skip(turn: _Turn, wrote: Wrote) -> None:
    if turn.talk.asking is None:
        turn.reply(wrote.message, wording.nothing_to_skip())
    else:
        _answered(turn, replace(wrote, text=EMPTY))


def _skip_run(turn: _Turn, message: str) -> None:
    """Leave out the rest of the run that is asked about, or of the one last opened."""
    current = turn.talk.asking or _run_for_update(turn.talk)
    if current is None:
        turn.reply(message, wording.nothing_to_skip())
        return
    for check_in in turn.talk.check_ins:
        if check_in.run == current.run:
            _end(turn, check_in, State.SKIPPED)
    for check_in in turn.talk.check_ins:
        if check_in.run == current.run:
            turn.put(replace(check_in, run_skipped=True))
    turn.do(LeaveOut(current.run), Recount(current.run))
    turn.reply(message, wording.run_skipped(current))
    _next_in_line(turn, after=current)


def _end(turn: _Turn, check_in: CheckIn, state: State) -> None:
    """End a check-in that is open; what was already said in it stays and is posted."""
    if check_in.is_open:
        turn.put(replace(check_in, state=state))
        _post_words(turn, check_in.id)
        turn.do(Recount(check_in.run))


def _post_words(turn: _Turn, check_in_id: int) -> None:
    check_in = next(c for c in turn.talk.check_ins if c.id == check_in_id)
    if check_in.has_words and not check_in.posted:
        _post(turn, check_in)


def _away(turn: _Turn, message: str, away: Away) -> None:
    turn.talk = replace(turn.talk, away=(*turn.talk.away, away))
    turn.do(StayAway(away))
    if turn.is_away:
        for check_in in turn.talk.check_ins:
            _end(turn, check_in, State.AWAY if away.covers(check_in.day) else State.CLOSED)
    turn.reply(message, wording.away(away, turn.today))


def _return(turn: _Turn, message: str) -> None:
    """End being away, and take up what is still in time."""
    turn.talk = replace(turn.talk, away=())
    turn.do(Return(turn.today))
    turn.reply(message, wording.welcome_back())
    for check_in in turn.talk.check_ins:
        if check_in.state is State.AWAY and turn.now < check_in.deadline:
            turn.put(replace(check_in, state=State.WAITING))
            turn.do(Recount(check_in.run))
    resumed = next((c for c in turn.talk.check_ins if c.state is State.WAITING), None)
    if resumed is not None and turn.talk.asking is None:
        check_in = turn.put(replace(resumed, state=State.ASKING))
        _ask(turn, check_in, f"re/{message}/ask", lead=wording.opening(check_in))


# ── edits ──────────────────────────────────────────────────────────────────────────────────────


def _changed(turn: _Turn, message: str, text: str) -> None:
    """Let an answer or an update of the person's own say what its message says now."""
    check_in = turn.talk.of_message(message)
    if turn.talk.update is None and check_in is None:
        return
    if not text:
        turn.do(Erase(message))
        if check_in is not None:
            _take_back_shown(turn, check_in, message)
    else:
        text = EMPTY if commands.parse(text, turn.today) == commands.Empty() else text
        turn.do(Reword(message, text))
    if turn.talk.update is not None:
        turn.do(PostUpdate(*turn.talk.update))
    elif check_in is not None:
        _answer_changed(turn, check_in, message, text)


def _take_back_shown(turn: _Turn, plan: CheckIn, message: str) -> None:
    """Take the words of a plan's message out of where they were shown; the numbers stay."""
    answer = next(a for a in plan.answers if a.message == message)
    value = questions.read(plan.round.question(answer.question), (answer.text,)).value
    gone = set(value.items) if isinstance(value, Items) else set()
    for check_in in turn.talk.check_ins:
        for question in check_in.round.questions:
            shown = check_in.shown.get(question.id, ())
            same = check_in.run == plan.run and question.of == (plan.round_id, answer.question)
            if same and gone.intersection(shown):
                left = tuple(TAKEN_BACK if item in gone else item for item in shown)
                check_in = turn.put(  # noqa: PLW2901 - the check-in as it is from here on
                    replace(check_in, shown={**check_in.shown, question.id: left})
                )
                if check_in.posted:
                    _post(turn, check_in)
                    turn.do(_finished(check_in))


def _answer_changed(turn: _Turn, check_in: CheckIn, message: str, text: str) -> None:
    was_asking_about = (
        check_in.state is State.ASKING
        and bool(check_in.texts(check_in.question))
        and check_in.reading(check_in.question).follow_up is not None
    )
    check_in = turn.put(check_in.with_text(message, text))
    if check_in.posted or (check_in.has_words and not check_in.is_open):
        _post(turn, check_in)
        if not check_in.is_open:
            turn.do(_finished(check_in))
    if was_asking_about and check_in.reading(check_in.question).follow_up is None:
        _go_on(turn, check_in, f"{message}/{turn.now.timestamp():.6f}")


# ── the schedule ───────────────────────────────────────────────────────────────────────────────


def _opened(turn: _Turn, new: CheckIn) -> None:
    for check_in in turn.talk.check_ins:
        if check_in.standup.id == new.standup.id:
            _end(turn, check_in, State.CLOSED)
    state = _state_at_opening(turn, new)
    check_in = replace(new, state=state)
    turn.talk = replace(turn.talk, check_ins=(*turn.talk.check_ins, check_in))
    turn.do(Recount(check_in.run))
    if state is State.ASKING:
        _ask(turn, check_in, f"ask/{check_in.id}", lead=wording.opening(check_in))


def _state_at_opening(turn: _Turn, new: CheckIn) -> State:
    if any(away.covers(new.day) for away in turn.talk.away):
        return State.AWAY
    if new.run_skipped:
        return State.SKIPPED
    return State.ASKING if turn.talk.asking is None else State.WAITING


def _remind(turn: _Turn, check_in_id: int) -> None:
    check_in = turn.talk.asking
    if check_in is not None and check_in.id == check_in_id and turn.now < check_in.deadline:
        turn.do(
            Say(
                wording.reminder(check_in),
                key=f"remind/{check_in.id}",
                urgency=Urgency.REMINDER,
                valid_until=check_in.deadline,
            )
        )


def _deadline(turn: _Turn, check_in_id: int) -> None:
    """Post what was said so far; let another standup that waits have its turn."""
    check_in = next((c for c in turn.talk.check_ins if c.id == check_in_id), None)
    if check_in is None or not check_in.is_open:
        return
    _post_words(turn, check_in.id)
    in_time = any(c.state is State.WAITING and c.deadline > turn.now for c in turn.talk.check_ins)
    if check_in.state is State.ASKING and in_time:
        latest = next(c for c in turn.talk.check_ins if c.id == check_in_id)
        turn.put(replace(latest, state=State.WAITING))
        _next_in_line(turn, after=check_in)
