"""What follows from a message that was changed or taken back."""

from dataclasses import replace

from standup.core import commands, questions
from standup.core.check_in import CheckIn, State
from standup.core.conversation import offering
from standup.core.conversation.answering import go_on
from standup.core.conversation.effects import Erase, PostUpdate, Reword
from standup.core.conversation.turn import Turn, finished, post
from standup.core.kinds.items import Items
from standup.core.kinds.kind import EMPTY
from standup.core.wording.answers import TAKEN_BACK


def correct(turn: Turn, message: str, text: str) -> None:
    """Let an answer or an update of the person's own say what its message says now."""
    check_in = turn.talk.of_message(message)
    if offering.reword(turn, message, text):
        return
    if not text:
        turn.do(Erase(message))  # an answer that a later one replaced has words, too
    if turn.talk.update is None and check_in is None:
        return
    if not text:
        if check_in is not None:
            _take_back_shown(turn, check_in, message)
    else:
        text = EMPTY if commands.parse(text, turn.today) == commands.Empty() else text
        turn.do(Reword(message, text))
    if turn.talk.update is not None:
        turn.do(PostUpdate(*turn.talk.update))
    elif check_in is not None:
        _answer_changed(turn, check_in, message, text)


def _take_back_shown(turn: Turn, plan: CheckIn, message: str) -> None:
    """Take the words of a plan's message out of where they were shown; the numbers stay."""
    answer = next(a for a in plan.answers if a.message == message)
    asked = plan.round.question(answer.question)
    said = [questions.read(asked, (text,)).value for text in (answer.text, *turn.talk.earlier)]
    gone = {item for value in said if isinstance(value, Items) for item in value.items}
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
                    post(turn, check_in)
                    turn.do(finished(turn, check_in))


def _answer_changed(turn: Turn, check_in: CheckIn, message: str, text: str) -> None:
    was_asking_about = (
        check_in.state is State.ASKING
        and bool(check_in.texts(check_in.question))
        and check_in.reading(check_in.question).follow_up is not None
    )
    check_in = turn.put(check_in.with_text(message, text))
    if check_in.posted or (check_in.has_words and not check_in.is_open):
        post(turn, check_in)
        if not check_in.is_open:
            turn.do(finished(turn, check_in))
    if text and was_asking_about and check_in.reading(check_in.question).follow_up is None:
        go_on(turn, check_in, f"{message}/{turn.now.timestamp():.6f}")
