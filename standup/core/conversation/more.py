"""What comes right after an answer: the rest of it, more of it, or something else.

With a question pending a message answers that; only where something speaks against it, the person
is asked. With none pending what could stand on the plan just given is offered to it.
"""

from datetime import timedelta

from standup.core.asking import cut
from standup.core.asking.check_in import Answer, CheckIn
from standup.core.asking.offers import Use, Way
from standup.core.conversation.events import Wrote
from standup.core.conversation.offering import hold, usual
from standup.core.conversation.turn import Turn
from standup.core.kinds.kind import EMPTY
from standup.core.model import Question
from standup.core.reading import more
from standup.core.wording import offering as wording

_RIGHT_AFTER = timedelta(minutes=10)
FREE = frozenset({"items", "text"})  # kinds of which one can say more


def rest_of(turn: Turn, wrote: Wrote) -> tuple[CheckIn, Question] | None:
    """The answer of which this is the rest, that a client cut off and sent by itself."""
    last = turn.talk.last_said
    if last is None or not turn.can.cuts_text or wrote.besides is not None:
        return None
    check_in, answer = last
    is_one = cut.goes_on(answer.text, answer.at, wrote.at) and _adapter(answer) == _adapter(wrote)
    return (check_in, check_in.round.question(answer.question)) if is_one else None


def _adapter(said: Answer | Wrote) -> str:
    return said.message.rpartition(":")[0]  # such clients' ids have no colon in them


def is_offered(turn: Turn, wrote: Wrote) -> bool:
    """Whether this may be more of the answer before; if so, its author is asked."""
    found = _may_add_to(turn, wrote)
    if found is None:
        return False
    check_in, question = found
    adds = Way(Use.ADD, check_in.run, check_in.id, question.id)
    others = usual(turn)
    lead = wording.more(question, turn.talk.asking)
    hold(turn, wrote, lead, adds, *others, Way(Use.LEAVE, check_in.run))
    return True


def _may_add_to(turn: Turn, wrote: Wrote) -> tuple[CheckIn, Question] | None:
    """The answer given right before this, if this may belong to it."""
    last, asking = turn.talk.last_said, turn.talk.asking
    if last is None or wrote.text == EMPTY or not last[1].text:
        return None
    check_in, answer = last
    question = check_in.round.question(answer.question)
    is_asked_again = asking is not None and asking.id == check_in.id and asking.question is question
    is_right_after = timedelta(0) <= wrote.at - answer.at <= _RIGHT_AFTER
    if question.kind not in FREE or is_asked_again or not is_right_after or not check_in.run_open:
        return None
    if asking is not None and (asking.unseen or turn.was_early(asking, wrote.at)):
        asking = None
    return (check_in, question) if _looks_so(question, asking, wrote.text) else None


def may_add(turn: Turn) -> tuple[Way, ...]:
    """That a message belongs to the answer given last, where the next question was not seen yet."""
    last, asking = turn.talk.last_said, turn.talk.asking
    if last is None or asking is None or last[0].id != asking.id or not last[1].text:
        return ()
    question = asking.round.question(last[1].question)
    may_take_more = question.kind in FREE and question is not asking.question
    return (Way(Use.ADD, asking.run, asking.id, question.id),) if may_take_more else ()


def plan_of(turn: Turn, run: int) -> tuple[CheckIn, Question] | None:
    """The plan that was given in an open run, while nobody was asked yet what came of it."""
    here = [c for c in turn.talk.check_ins if c.run == run and c.run_open]
    for check_in in here:
        for question in check_in.round.questions:
            if question.kind != "items" or not any(check_in.texts(question)):
                continue
            if not any(_is_asked_about(other, check_in, question) for other in here):
                return check_in, question
    return None


def _is_asked_about(other: CheckIn, plan: CheckIn, planned: Question) -> bool:
    """Whether what came of a plan was asked in a check-in, which has it pinned since."""
    of = (plan.round_id, planned.id)
    return any(q.of == of and q.id in other.shown for q in other.round.questions)


def _looks_so(question: Question, asking: CheckIn | None, text: str) -> bool:
    is_list = question.kind == "items"
    if asking is not None:
        return is_list and asking.question.kind in FREE and more.goes_on(text)
    if more.goes_on(text):
        return not more.tells(text)
    return is_list and more.could_be_planned(text)
