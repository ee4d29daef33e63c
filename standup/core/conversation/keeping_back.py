"""Taking what was kept back, once its author says that it was meant."""

from standup.core.check_in import CheckIn, State
from standup.core.conversation.effects import Add, Take
from standup.core.conversation.events import Chose
from standup.core.conversation.filling import choose
from standup.core.conversation.turn import Turn
from standup.core.offer import Offer, undoing
from standup.core.wording import direct
from standup.core.wording import keeping_back as wording


def take(turn: Turn, message: str, offer: Offer) -> None:
    """Post it where it belongs, once; or say why not."""
    if offer.is_taken:
        turn.reply(message, wording.is_taken())
    elif offer.check_in is None:
        _add(turn, message, offer)
    else:
        _answer(turn, message, offer, turn.talk.check_in(offer.check_in))


def _add(turn: Turn, message: str, offer: Offer) -> None:
    run = next((c for c in turn.talk.check_ins if c.run == offer.run and c.run_open), None)
    if run is None:
        turn.reply(message, wording.day_over())
        return
    turn.do(Take(offer.id), Add(offer.run, offer.message, offer.text))
    turn.reply(message, direct.update_added(run) + undoing(offer.message))


def _answer(turn: Turn, message: str, offer: Offer, check_in: CheckIn | None) -> None:
    index = _index(check_in, offer)
    if check_in is None or index is None or _is_over(check_in, index):
        turn.reply(message, wording.question_over(check_in))
        return
    turn.do(Take(offer.id))
    choose(turn, Chose(offer.message, check_in.id, index, offer.text, offer.at))


def _index(check_in: CheckIn | None, offer: Offer) -> int | None:
    questions = check_in.round.questions if check_in else ()
    return next((n for n, q in enumerate(questions) if q.id == offer.question), None)


def _is_over(check_in: CheckIn, index: int) -> bool:
    is_pending = check_in.state is State.ASKING and check_in.position == index
    answered = bool(check_in.texts(check_in.round.questions[index]))
    return not check_in.is_open or (answered and not is_pending)
