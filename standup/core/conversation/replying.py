"""A reply to one message of the chat: the surest sign of which question is meant.

A reply to a question answers that one, whatever is pending. What replies to something that asks
nothing is not taken for an answer before its author says so.
"""

from collections.abc import Sequence
from dataclasses import replace

from standup.core import commands
from standup.core.asking.check_in import Answer, CheckIn, State
from standup.core.asking.offers import Use, Way
from standup.core.asking.replies import Reply, To
from standup.core.conversation import more, offering
from standup.core.conversation.answering import (
    answer,
    besides_words,
    go_on,
    go_on_aside,
    hear,
    not_for_others,
    obey,
)
from standup.core.conversation.effects import Forgo, Keep, Recount, Stays
from standup.core.conversation.events import Wrote
from standup.core.conversation.meaning import may_be_for_others, meaning
from standup.core.conversation.turn import Turn, post_anew
from standup.core.intent.intents import Intent
from standup.core.kinds.kind import EMPTY
from standup.core.model import Question
from standup.core.reading.more import goes_on
from standup.core.wording import replying as wording


def hear_reply(turn: Turn, wrote: Wrote, reply: Reply) -> None:
    """Take a message that replies to another one."""
    if not wrote.text or wrote.forwarded or reply.to is To.OFFER or more.rest_of(turn, wrote):
        hear(turn, wrote)
        return
    turn.replied_to = _question(turn, reply) if reply.to is To.QUESTION else None
    command = commands.parse(wrote.text, turn.said_on, turn.talk.platforms)
    if reply.item is not None and not isinstance(command, commands.OfItem):
        command = commands.OfItem(reply.item, wrote.text, is_marked=True, is_reply=True)
    match command:
        case commands.Skip() | commands.Empty() if turn.replied_to is not None:
            turn.do(Stays("skip", wrote.message))
            _take(turn, *turn.replied_to, replace(wrote, text=EMPTY))
        case None | commands.Search(is_marked=False):
            _hear_words(turn, wrote, reply)
        case _:
            obey(turn, command, wrote)


def _question(turn: Turn, reply: Reply) -> tuple[CheckIn, Question] | None:
    """The question that was replied to, if its words are kept still."""
    check_in = turn.talk.check_in(reply.check_in) if reply.check_in is not None else None
    if check_in is None:
        return None
    if not reply.question:
        return (check_in, check_in.question) if check_in.is_open else None
    found = (one for one in check_in.round.questions if one.id == reply.question)
    question = next(found, None)
    return (check_in, question) if question else None


def _hear_words(turn: Turn, wrote: Wrote, reply: Reply) -> None:
    asking = turn.talk.asking
    pending = (asking, asking.question) if asking is not None else (None, None)
    check_in, question = turn.replied_to or pending
    if check_in is not None and question is not None and turn.replied_to is not None:
        found = meaning(wrote.text, _as_if_pending(check_in, question), question)
    else:
        found = meaning(wrote.text, check_in, question)
    if turn.replied_to is not None and found.intent is Intent.POST:
        _take(turn, *turn.replied_to, wrote)
        besides_words(turn, wrote)
    elif turn.replied_to is None and may_be_for_others(found):
        offering.offer(turn, wrote, wording.unsure(reply), *_may_add(turn, reply))
    else:
        not_for_others(turn, wrote, found)


def _as_if_pending(check_in: CheckIn, question: Question) -> CheckIn:
    """The check-in as it is read with this question pending, and none of it said."""
    return check_in if check_in.question is question else check_in.without(question)


def _may_add(turn: Turn, reply: Reply) -> tuple[Way, ...]:
    """That it belongs to the answer that was replied to, of which one can say more."""
    found = _question(turn, reply) if reply.to is To.OWN else None
    if found is None or found[1].kind not in more.FREE or not any(found[0].texts(found[1])):
        return ()
    check_in, question = found
    return (Way(Use.ADD, check_in.run, check_in.id, question.id),)


def _take(turn: Turn, check_in: CheckIn, question: Question, wrote: Wrote) -> None:
    """Take the answer to a question: the pending one's, or another's, which it adds to or, where
    something else was said to it before, takes the place of."""
    if check_in.state is State.ASKING and check_in.question is question:
        answer(turn, check_in, wrote)
        return
    before = check_in.texts(question)
    is_added = any(before) and _adds(question, wrote.text)
    if before and not is_added:
        turn.do(Forgo(check_in.id, question.id))
        check_in = check_in.without(question)
    said = Answer(question.id, wrote.message, wrote.text, min(wrote.at, turn.now))
    check_in = turn.put(replace(check_in, answers=(*check_in.answers, said)))
    turn.do(Keep(check_in.id, said))
    if check_in.state is State.ASKING and check_in.reading(question).follow_up is not None:
        position = check_in.round.questions.index(question)  # what is pending is asked after it
        go_on(turn, turn.put(replace(check_in, position=position)), wrote.message)
    elif check_in.state is State.WAITING and check_in.question is question:
        go_on_aside(turn, check_in, question, wrote.message)
    else:
        _tell(turn, check_in, question, wrote, before, is_added=is_added)


def _tell(
    turn: Turn,
    check_in: CheckIn,
    question: Question,
    wrote: Wrote,
    before: Sequence[str],
    *,
    is_added: bool,
) -> None:
    """Let what is posted follow, and say what was taken for what."""
    post_anew(turn, check_in)
    turn.do(Recount(check_in.run))
    turn.reply(wrote.message, wording.taken(check_in, question, before, is_added=is_added))


def _adds(question: Question, text: str) -> bool:
    """Whether what is said once more is more of it: of an outcome, or what says itself so."""
    return question.kind == "outcome" or (question.kind in more.FREE and goes_on(text))
