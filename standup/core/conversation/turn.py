"""One decision in the making, and the steps that several kinds of decision take."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from standup.core import keys, readers
from standup.core.asking.check_in import CheckIn, Conversation, State
from standup.core.asking.choices import adding, putting_off
from standup.core.commands import Around, Steer
from standup.core.conversation.effects import (
    Arrange,
    Effect,
    Post,
    Recount,
    SaidSince,
    Save,
    Say,
    SayStatus,
    Told,
    Urgency,
)
from standup.core.language import speaking, spoken
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import Choice, Message
from standup.core.model import Question
from standup.core.polls import home, is_poll
from standup.core.wording import direct as wording
from standup.core.wording import readers as readers_wording
from standup.core.zones import date_in

CONFIRMED_WITHIN = timedelta(minutes=10)
_YES = frozenset(
    ("yes", "y", "yes please", "yes, please", "ok", "okay", "do it", "ja", "sí", "si", "oui", "👍")
)
_FREE = frozenset({"text", "items", "outcome"})
"""The kinds of questions to which a yes alone is no whole answer."""
DELAYED = timedelta(minutes=5)  # what comes later than this was written while nobody listened


_SAYING = (Say, SayStatus, Arrange)


def said_on(zone: str, at: datetime, now: datetime) -> date:
    """The date that somebody had before them who wrote something at an instant and is heard now."""
    return date_in(zone, at if now - at > DELAYED else now)


class Turn:
    """One decision in the making: the conversation so far and the effects gathered."""

    def __init__(self, talk: Conversation, now: datetime, written: datetime | None = None) -> None:
        """`written` is when what is read was, where it is words."""
        self.before = {check_in.id: check_in for check_in in talk.check_ins}
        self.talk = talk
        self.now = now
        self.written = written or now
        self.effects: list[Effect] = []
        self.asks_for_yes = False  # to what the person was shown
        self.replied_to: tuple[CheckIn, Question] | None = None  # the question, where it is known

    @property
    def can(self) -> Capabilities:
        """What the platform can do on which the person is spoken to."""
        return self.talk.can

    @property
    def today(self) -> date:
        """The date on the person's own calendar."""
        return date_in(self.talk.zone, self.now)

    @property
    def said_on(self) -> date:
        """The date on it when they wrote what is read now: their "tomorrow" is the day after it."""
        return said_on(self.talk.zone, self.written, self.now)

    @property
    def around(self) -> Around:
        """What decides how the words behind a command are read."""
        talk = self.talk
        return Around(
            self.said_on,
            talk.platforms,
            standups=talk.standups,
            steers=talk.steers,
            is_free=talk.asking is None and talk.latest_open is None,
            lives=frozenset(life.name for c in talk.check_ins for life in c.standup.lives),
        )

    @property
    def is_away(self) -> bool:
        """Whether the person is away today, if only from some standup."""
        return any(away.covers(self.today) for away in self.talk.away)

    @property
    def is_away_from_all(self) -> bool:
        """Whether the person is away today by their own word."""
        return any(away.covers(self.today) and not away.standup for away in self.talk.away)

    def confirms(self, text: str) -> bool:
        """Whether a message says yes to what the person was shown just now."""
        return self.talk.asking is None and self._is_yes_to_shown(text)

    def may_confirm(self, text: str) -> bool:
        """The same of one that may as well answer the question that waits."""
        asking = self.talk.asking
        return asking is not None and asking.question.kind in _FREE and self._is_yes_to_shown(text)

    def _is_yes_to_shown(self, text: str) -> bool:
        shown = self.talk.confirms
        is_recent = shown is not None and self.now - shown <= CONFIRMED_WITHIN
        return is_recent and text.casefold().strip(" .!,") in _YES

    def goes_on(self) -> None:
        """Note that something else is told them, where they were to say yes to what they saw."""
        told = [one for one in self.effects if isinstance(one, _SAYING)]
        if self.talk.confirms is None or self.asks_for_yes or not told:
            return
        if not any(map(_says_yes, told)):
            self.effects.insert(0, SaidSince())  # before what they are shown now

    def was_early(self, check_in: CheckIn, at: datetime) -> bool:
        """Whether what was written at an instant was so well before a check-in's question could be
        seen, while we were away."""
        is_before = at < check_in.opened_at or check_in.is_after(at)
        return is_before and self.now - at > DELAYED

    def put(self, check_in: CheckIn) -> CheckIn:
        """Set a check-in's state; what was answered, ended or left behind is put off no more."""
        before = self.talk.check_in(check_in.id)
        if before is not None and check_in.is_put_off and _has_moved(before, check_in):
            check_in = replace(check_in, put_off=None)
        self.talk = self.talk.having(check_in)
        return check_in

    def do(self, *effects: Effect) -> None:
        """Add effects."""
        self.effects += effects

    def reply(self, message: str, content: Message) -> None:
        """Answer a message that asks for no answer of its own."""
        self.do(Say(content, key=keys.reply(message)))

    def tell(self, check_in: CheckIn, content: Message) -> Message:
        """Say with a question who reads its answer, where the person does not know."""
        standup, key = home(check_in.standup.id), readers.key(check_in.standup)
        content = _told(self.talk, check_in, content)
        if self.talk.told.get(standup) != key:
            self.talk = replace(self.talk, told={**self.talk.told, standup: key})
            self.do(Told(standup, key, check_in.id))
        return content

    def _greet(self) -> None:
        """Say what we are before all else to whoever never heard from us and is asked nothing."""
        saying = (n for n, one in enumerate(self.effects) if isinstance(one, _SAYING))
        first = next(saying, None)
        if first is None or self.talk.told or self.talk.asking is not None:
            return
        hello = readers_wording.introduction(self.talk.name, self.talk.organiser)
        said = self.effects[first]
        match said:
            case Say(message):
                self.effects[first] = replace(said, message=hello + message)
            case SayStatus():
                self.effects[first] = replace(said, lead=hello)
            case _:
                self.effects.insert(first, Say(hello, keys.hello(self.talk.person)))
        self.talk = replace(self.talk, told={"": ""})
        self.do(Told())

    def finish(self) -> tuple[Effect, ...]:
        """The effects, the changed states first."""
        self._greet()
        changed = [
            Save(check_in)
            for check_in in self.talk.check_ins
            if not _same_state(check_in, self.before.get(check_in.id))
        ]
        # At most one check-in may be ASKING at any moment, so those that cease come first.
        changed.sort(key=lambda save: save.check_in.state is State.ASKING)
        return (*changed, *self.effects)


def _says_yes(told: Effect) -> bool:
    match told:
        case Arrange(Steer(name="yes")):
            return True
    return False


def _has_moved(before: CheckIn, now: CheckIn) -> bool:
    """Whether another question is pending, or this one has been answered or is no longer open."""
    is_same = now.position == before.position
    return not (now.is_open and is_same and now.texts(now.question) == before.texts(now.question))


def _same_state(now: CheckIn, before: CheckIn | None) -> bool:
    return before is not None and now.standing == before.standing


def ask(
    turn: Turn,
    check_in: CheckIn,
    key: str,
    *,
    lead: Message | None = None,
    urgency: Urgency | None = None,
) -> None:
    """Put the pending question, with the plan it is about pinned as it stands now.

    One with a lead comes by itself, unless its urgency says otherwise.
    """
    check_in = turn.put(turn.talk.with_plan(replace(check_in, put_off=None), check_in.question))
    first = check_in.is_at_first
    by_itself = Urgency.PROMPT if lead else Urgency.REPLY
    content = _question(check_in, turn.can)
    content = lead + content if lead else content
    if first or not check_in.asked:
        content = turn.tell(check_in, content)
    turn.do(
        Say(
            content,
            key,
            urgency=by_itself if urgency is None else urgency,
            check_in=check_in.id,
            question=check_in.question.id,
            valid_until=check_in.deadline if first and turn.now < check_in.deadline else None,
        )
    )


def put_anew(talk: Conversation, check_in: CheckIn, now: datetime) -> Message:
    """The pending question for a platform on which it was not asked yet."""
    with speaking(talk.language_of(check_in)):
        content = _put_anew(check_in, talk.can, now)
        return _told(talk, check_in, content) if check_in.is_at_first else content


def _put_anew(check_in: CheckIn, can: Capabilities, now: datetime) -> Message:
    reading = check_in.reading(check_in.question)
    said = check_in.texts(check_in.question)
    if said and reading.follow_up is not None:
        return wording.follow_up(check_in, can)
    if said:
        lead = wording.instead_of(check_in)
    elif now < check_in.deadline:
        lead = wording.opening(check_in)
    else:
        lead = wording.next_in_line(check_in, now)
    return lead + _question(check_in, can)


def _told(talk: Conversation, check_in: CheckIn, content: Message) -> Message:
    """A question with who reads its answer, unless the person knows, and what we are for whoever
    never heard from us."""
    standup = check_in.standup
    known = talk.told.get(home(standup.id))
    if not talk.told:
        return readers_wording.introduction(talk.name, talk.organiser, standup) + content
    if known == readers.key(standup):
        return content
    return content + readers_wording.line(standup, changed=known is not None)


def _question(check_in: CheckIn, can: Capabilities) -> Message:
    content = wording.question(check_in, can)
    if not check_in.is_at_first:
        return content
    if can.forms and len(check_in.questions) > 1:
        content = adding(content, Choice(spoken("Fill in a form"), str(check_in.id), form=True))
    return adding(content, putting_off(check_in)) if can.choices else content


def finish(turn: Turn, check_in: CheckIn) -> None:
    """Nothing is open in this check-in: show what is posted, and let the next one begin."""
    check_in = turn.put(replace(check_in, state=State.DONE))
    if check_in.has_words or check_in.posted:
        post(turn, check_in)
    else:
        turn.do(Recount(check_in.run))
    turn.do(finished(turn, check_in))
    next_in_line(turn, after=check_in)


def finished(turn: Turn, check_in: CheckIn) -> Say:
    """The message that shows what is posted; said again, it follows an edit."""
    flat = turn.talk.flat
    shown = wording.finished(check_in, turn.can, flat=flat)
    said = Say(shown, keys.thanks(check_in.id), lasting=True)
    waiting = wording.finished(check_in, turn.can, waits=True, flat=flat)
    return posted_or_not(check_in, said, waiting)


def posted_or_not(check_in: CheckIn, said: Say, waiting: Message) -> Say:
    """What is said of something posted, and what instead while its channels let nothing in."""
    channels = check_in.standup.channels if check_in.standup.is_posted else ()
    return replace(said, channels=channels, waiting=waiting)


def post(turn: Turn, check_in: CheckIn) -> None:
    """Have the check-in's report posted, or posted anew."""
    turn.put(replace(check_in, posted=True))
    turn.do(Post(check_in.id, check_in.run))


def post_anew(turn: Turn, check_in: CheckIn) -> None:
    """Have what is posted follow a change, and what its author was shown of it; nothing yet where
    the check-in is not posted and goes on."""
    if check_in.posted or (check_in.has_words and not check_in.is_open):
        post(turn, check_in)
        if not check_in.is_open:
            turn.do(finished(turn, check_in))


def next_in_line(turn: Turn, after: CheckIn) -> None:
    """Begin, or take up again, the check-in that has waited; one still in time goes first.

    One that was put off takes answers where nothing else waits, and is asked when its time comes. A
    poll that closed meanwhile is asked no more.
    """
    _let_closed_polls_go(turn, after)
    waiting = [c for c in turn.talk.check_ins if c.state is State.WAITING]
    if turn.talk.asking is not None or not waiting:
        return
    waiting.sort(key=lambda c: place_in_line(c, turn.now))
    check_in = turn.put(replace(waiting[0], state=State.ASKING))
    if check_in.is_put_off:
        return
    key = keys.following(check_in.id, after.id, turn.now)
    with speaking(turn.talk.language_of(check_in)):
        ask(turn, check_in, key, lead=wording.next_in_line(check_in, turn.now))


def take_turn(turn: Turn, check_in: CheckIn) -> CheckIn:
    """The check-in as the one that is asked; what was asked waits, and has its turn after it."""
    pending = turn.talk.asking
    if pending is not None and pending.id != check_in.id:
        turn.put(replace(pending, state=State.WAITING))
    return turn.put(replace(check_in, state=State.ASKING))


def place_in_line(check_in: CheckIn, now: datetime) -> tuple[bool, bool, datetime, int]:
    """Where a check-in stands among those that wait: the least comes first."""
    return check_in.is_put_off, check_in.deadline <= now, check_in.opened_at, check_in.id


def _let_closed_polls_go(turn: Turn, after: CheckIn) -> None:
    """Tell of each poll that waited until it was closed, in place of asking it late."""
    if turn.talk.asking is not None:
        return
    for poll in turn.talk.check_ins:
        is_over = poll.state is State.WAITING and not poll.is_put_off and poll.deadline <= turn.now
        if is_over and is_poll(poll.standup.id):
            end(turn, poll, State.CLOSED)
            if not poll.has_words:
                with speaking(turn.talk.language_of(poll)):
                    told = wording.poll_is_closed(poll)
                turn.do(Say(told, keys.following(poll.id, after.id, turn.now)))


def end(turn: Turn, check_in: CheckIn, state: State) -> None:
    """End a check-in that is open; what was already said in it stays and is posted."""
    if check_in.is_open:
        turn.put(replace(check_in, state=state))
        post_words(turn, check_in.id)
        turn.do(Recount(check_in.run))


def post_words(turn: Turn, check_in_id: int) -> None:
    """Post what was said in a check-in, if anything was and it is not posted yet."""
    check_in = next(c for c in turn.talk.check_ins if c.id == check_in_id)
    if check_in.has_words and not check_in.posted:
        post(turn, check_in)
