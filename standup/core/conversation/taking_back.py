"""What is taken back of what no words and no setting tell of: a skipped question, a run that was
sat out, a question that was to be answered anew."""

from collections.abc import Collection
from dataclasses import replace

from standup.core.asking.check_in import CheckIn, Conversation, State
from standup.core.conversation.effects import Recount, Say, TakePart, Unskip, Urgency
from standup.core.conversation.events import LetStand, Rejoined, TookPartAgain, TookSkipBack
from standup.core.conversation.putting_off import asks_until
from standup.core.conversation.turn import (
    Turn,
    ask,
    next_in_line,
    place_in_line,
    post,
    take_turn,
)
from standup.core.language import speaking
from standup.core.messages.markup import Message
from standup.core.model import Question
from standup.core.wording import direct, later
from standup.core.wording import keeping_back as wording

Reversal = TookSkipBack | TookPartAgain | LetStand


def reversal(talk: Conversation, done: str, subject: str, key: str) -> Reversal | None:
    """What takes back that somebody did this to a message, a run or a check-in; None where it is
    over by now, or stays."""
    match done:
        case "skip" if _skipped(talk, subject) is not None:
            return TookSkipBack(key, subject)
        case "skip run" if any(str(c.run) == subject and c.run_open for c in talk.check_ins):
            return TookPartAgain(key, int(subject))
        case "back" | "edit" if any(str(c.id) == subject and c.is_open for c in talk.check_ins):
            return LetStand(key, int(subject))
    return None


def _skipped(talk: Conversation, message: str) -> tuple[CheckIn, Question] | None:
    """The question that a message skipped, where its run is open still."""
    check_in = talk.of_message(message)
    if check_in is None or not check_in.run_open:
        return None
    answer = next(one for one in check_in.answers if one.message == message)
    return None if answer.text else (check_in, check_in.round.question(answer.question))


def take_skip_back(turn: Turn, took: TookSkipBack) -> None:
    """Ask a question that was skipped after all."""
    found = _skipped(turn.talk, took.message)
    if found is None:
        turn.do(Say(direct.choice_over(), took.key))
        return
    check_in, question = found
    turn.do(Unskip(check_in.id, took.message), Recount(check_in.run))
    answers = tuple(one for one in check_in.answers if one.message != took.message)
    position = check_in.round.questions.index(question)
    check_in = replace(check_in, answers=answers, position=position)
    if check_in.posted:
        post(turn, check_in)
    _ask_at_once(turn, check_in, took.key, later.taken_up(check_in))


def take_part_again(turn: Turn, took: TookPartAgain) -> None:
    """Go on in a run that was sat out."""
    waits = _take_part(turn, {took.run})
    if waits:
        _ask_at_once(turn, waits[0], took.key, later.taken_up(waits[0]))
    else:
        sat_out = next(c for c in turn.talk.check_ins if c.run == took.run)
        turn.do(Say(later.taken_up(sat_out), took.key))


def rejoin(turn: Turn, rejoined: Rejoined) -> None:
    """Go on in the runs of a standup that was left, in the order in which all that waits does."""
    waits, pending = _take_part(turn, rejoined.runs), turn.talk.asking
    line = sorted(
        waits if pending is None else [*waits, pending],
        key=lambda one: place_in_line(one, turn.now),
    )
    if line and line[0] is not pending:
        with speaking(turn.talk.language_of(line[0])):
            _ask_at_once(turn, line[0], rejoined.key, direct.opening(line[0]))


def _take_part(turn: Turn, runs: Collection[int]) -> list[CheckIn]:
    """Take part in these runs; returns what waits again since its time is not over."""
    for run in runs:
        turn.do(TakePart(run), Recount(run))
    waits = []
    for check_in in turn.talk.check_ins:
        if check_in.run in runs:
            is_open = check_in.state is State.SKIPPED and turn.now < asks_until(check_in)
            state = State.WAITING if is_open else check_in.state
            again = turn.put(replace(check_in, run_skipped=False, state=state))
            waits += [again] if is_open else []
    return waits


def let_stand(turn: Turn, let: LetStand) -> None:
    """Leave an answer as it is, and go on where its author was."""
    check_in = turn.talk.check_in(let.check_in)
    if check_in is None or not check_in.is_open:
        turn.do(Say(direct.choice_over(), let.key))
        return
    following = check_in.unanswered_after(check_in.position - 1)
    if following is not None:
        _ask_at_once(turn, replace(check_in, position=following), let.key, wording.stands())
        return
    check_in = turn.put(replace(check_in, state=State.DONE))
    turn.do(Say(wording.stands(), let.key), Recount(check_in.run))
    next_in_line(turn, after=check_in)


def _ask_at_once(turn: Turn, check_in: CheckIn, key: str, lead: Message) -> None:
    """Ask the question of a check-in now, whatever is pending."""
    check_in = take_turn(turn, check_in)
    question = check_in.question
    if check_in.texts(question) and check_in.reading(question).follow_up is not None:
        content = lead + direct.follow_up(check_in, turn.can)
        turn.do(Say(content, key, check_in=check_in.id, question=question.id))
    else:
        ask(turn, check_in, key, lead=lead, urgency=Urgency.REPLY)
