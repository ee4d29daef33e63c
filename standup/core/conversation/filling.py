"""A choice that was pressed, a form that was filled in: answers that know their question."""

from dataclasses import replace

from standup.core import keys
from standup.core.asking.check_in import Answer, CheckIn, State
from standup.core.asking.choices import filled_in
from standup.core.conversation.answering import answer, go_on, go_on_aside
from standup.core.conversation.effects import Forgo, Keep, Withdraw
from standup.core.conversation.events import Chose, Filled, Wrote
from standup.core.conversation.turn import Turn, ask, finish, finished, post
from standup.core.model import Question
from standup.core.wording import direct as wording


def choose(turn: Turn, chose: Chose) -> None:
    """Take a choice for the question it stood under, however long ago that was asked."""
    check_in = turn.talk.check_in(chose.check_in)
    if check_in is None or not 0 <= chose.question < len(check_in.round.questions):
        turn.reply(chose.message, wording.choice_over())
        return
    question = check_in.round.questions[chose.question]
    is_pending = check_in.state is State.ASKING and check_in.question is question
    if check_in.texts(question)[-1:] == (chose.text,):  # pressed twice, or asked once more
        if is_pending and check_in.reading(question).follow_up is None:
            go_on(turn, check_in, chose.message)
        return
    if is_pending:
        answer(turn, check_in, Wrote(chose.message, chose.text, chose.at))
        return
    if not chose.text and _is_settled(check_in, question):
        turn.reply(chose.message, wording.stays(question))
        return
    said = Answer(question.id, chose.message, chose.text, min(chose.at, turn.now))
    check_in = turn.put(replace(check_in, answers=(*check_in.answers, said)))
    turn.do(Keep(check_in.id, said))
    go_on_aside(turn, check_in, question, chose.message)


def _is_settled(check_in: CheckIn, question: Question) -> bool:
    """Whether something was said to a question, and nothing is asked about it any more."""
    has_words = any(check_in.texts(question))
    return has_words and check_in.reading(question).follow_up is None


def fill_in(turn: Turn, filled: Filled) -> None:
    """Take a form as the check-in's answers: what is new replaces, what is the same stays."""
    check_in = turn.talk.check_in(filled.check_in)
    if check_in is None:
        turn.reply(filled.message, wording.choice_over())
        return
    for question in check_in.round.questions:
        if question.id in filled.answers:
            check_in = _write(turn, check_in, question, filled)
    if check_in.unsent:
        turn.do(Withdraw(check_in.id))
    left = check_in.left
    if left is None:
        finish(turn, check_in)
        return
    check_in = turn.put(replace(check_in, position=left))
    if check_in.posted or (check_in.has_words and not check_in.is_open):
        post(turn, check_in)
    if check_in.state is State.ASKING:
        ask(turn, check_in, keys.reply(filled.message))
    elif check_in.is_open:
        turn.reply(filled.message, wording.noted_in_part(check_in))
    else:
        turn.do(finished(turn, check_in))


def _write(turn: Turn, check_in: CheckIn, question: Question, filled: Filled) -> CheckIn:
    text = filled.answers[question.id]
    check_in = turn.put(turn.talk.with_plan(check_in, question))
    before = check_in.texts(question)
    if before and text == filled_in(check_in, question):
        return check_in
    if before:
        turn.do(Forgo(check_in.id, question.id))
        check_in = check_in.without(question)
    message = f"{filled.message}/{question.id}"
    said = Answer(question.id, message, text, min(filled.at, turn.now))
    turn.do(Keep(check_in.id, said))
    return turn.put(replace(check_in, answers=(*check_in.answers, said)))
