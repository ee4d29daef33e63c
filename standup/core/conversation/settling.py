"""What becomes of an offered message once its author has said what it was."""

from datetime import timedelta

from standup.core import keys
from standup.core.asking.check_in import Answer, CheckIn, State
from standup.core.asking.offers import Offer, Use, Way
from standup.core.asking.undo import undoing
from standup.core.conversation import more
from standup.core.conversation.answering import add_to, answer
from standup.core.conversation.effects import Add, MoveLatest, Say, Withhold
from standup.core.conversation.events import Moved, Tapped, Wrote
from standup.core.conversation.leaving import sit_out
from standup.core.conversation.offering import key, let_go
from standup.core.conversation.putting_off import put_off_then
from standup.core.conversation.turn import Turn, next_in_line
from standup.core.messages.markup import Message
from standup.core.model import Question
from standup.core.wording import direct
from standup.core.wording import offering as wording

_BY_WORD = timedelta(days=1)  # a word names nothing, so it is about what was said lately


def tap(turn: Turn, tapped: Tapped) -> None:
    """Take a message the way that was tapped, which settles what was asked about it."""
    offer = turn.talk.offer(tapped.token)
    way = offer.way(tapped.use) if offer else None
    if offer is None or way is None:
        turn.reply(tapped.message, wording.settled())
    else:
        turn.do(Say(_go(turn, offer, way), key(offer)))


def by_word(turn: Turn, wrote: Wrote) -> bool:
    """Whether a message says which way the latest offer goes; if so it goes."""
    lately = [offer for offer in turn.talk.offers if wrote.at - offer.at < _BY_WORD]
    offer = lately[-1] if lately and not wrote.forwarded else None
    if wrote.reply is not None and wrote.reply.token:  # to what was asked about one of them
        offer = turn.talk.offer(wrote.reply.token)
    said = wrote.text.strip("`!/.,“”\"' \n").casefold()
    way = _meant(offer, said) if offer else None
    if offer is not None and way is not None:
        turn.reply(wrote.message, _go(turn, offer, way))
    elif (said in _TO_PLAN or said == wording.said(Use.ADD)) and _has_plan(turn):
        turn.do(MoveLatest(keys.reply(wrote.message)))
    else:
        return False
    return True


_TO_PLAN = frozenset({Use.ADD.value, "add it", "add it to my plan"})


def _has_plan(turn: Turn) -> bool:
    return any(more.plan_of(turn, check_in.run) for check_in in turn.talk.check_ins)


def move(turn: Turn, moved: Moved) -> None:
    """Make an update that was posted one more line of the plan."""
    plan = more.plan_of(turn, moved.run)
    if plan is None:
        turn.do(Say(wording.plan_is_asked_about(), moved.key))
        return
    check_in, question = plan
    turn.do(Withhold(moved.update, moved.run, check_in.id, question.id))
    add_to(turn, check_in, question, Answer(question.id, moved.message, moved.text, moved.at))
    turn.do(Say(wording.added(question) + undoing(moved.message), keys.reply(moved.message)))
    if moved.by_word:
        turn.do(Say(wording.added(question), moved.key))


_WORDS = {
    "post it": (Use.ANSWER, Use.UPDATE),
    **dict.fromkeys(("it was my answer", "it’s my answer", "it's my answer"), (Use.ANSWER,)),
    "post it as an update": (Use.UPDATE,),
    **{use.value: (use,) for use in Use},
}


def _meant(offer: Offer, said: str) -> Way | None:
    uses = _WORDS.get(said) or [use for use in Use if said == wording.said(use)]
    return next(filter(None, map(offer.way, uses)), None)


def _go(turn: Turn, offer: Offer, way: Way) -> Message:
    """Take a message this way; returns what is said of it."""
    if way.use is Use.LEAVE:
        let_go(turn, offer)
        return wording.left_out()
    if way.use is Use.UPDATE:
        let_go(turn, offer)
        turn.do(Add(way.run, offer.message, offer.text))
        day = next((c for c in turn.talk.check_ins if c.run == way.run), None)
        return wording.posted(day, turn.talk.flat)
    if way.use is Use.LATER:
        let_go(turn, offer)
        return put_off_then(turn, way, offer.text, offer.at)
    return _go_to_check_in(turn, offer, way)


def _go_to_check_in(turn: Turn, offer: Offer, way: Way) -> Message:
    """Take a message for something about what was asked in a check-in."""
    check_in = turn.talk.check_in(way.check_in) if way.check_in is not None else None
    if check_in is None:  # its words are no longer kept
        return direct.choice_over()
    if way.use is Use.ADD:
        return _add(turn, check_in.round.question(way.question), way)
    let_go(turn, offer)
    if way.use is Use.SKIP:
        return _skip(turn, check_in)
    return _answered(turn, check_in, way, offer)


def _answered(turn: Turn, check_in: CheckIn, way: Way, offer: Offer) -> Message:
    question = check_in.round.question(way.question)
    _say_to(turn, check_in, question, offer)
    return wording.answered(question)


def _skip(turn: Turn, check_in: CheckIn) -> Message:
    """Sit out the run that was asked about, if it is open still."""
    if not check_in.run_open or check_in.run_skipped:
        return direct.choice_over()
    told = sit_out(turn, check_in)
    next_in_line(turn, after=check_in)
    return told


def _add(turn: Turn, question: Question, way: Way) -> Message:
    """Add to an answer all that may belong to it: who sends one thing a message taps once."""
    alike = [offer for offer in turn.talk.offers if offer.way(Use.ADD) == way]
    said = wording.added(question, len(alike))
    for offer in alike:
        check_in = turn.talk.check_in(way.check_in or 0)
        assert check_in is not None
        let_go(turn, offer)
        _say_to(turn, check_in, question, offer)
        turn.do(Say(wording.added(question), key(offer)))
    return said


def _say_to(turn: Turn, check_in: CheckIn, question: Question, offer: Offer) -> None:
    """Make a message the answer to a question, or a part of it."""
    is_pending = check_in.state is State.ASKING and check_in.question is question
    if is_pending and not check_in.texts(question):
        answer(turn, check_in, Wrote(offer.message, offer.text, offer.at))
    else:
        add_to(turn, check_in, question, Answer(question.id, offer.message, offer.text, offer.at))
