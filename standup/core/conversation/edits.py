"""What follows from a message that was changed or taken back."""

from dataclasses import replace

from standup.core import commands
from standup.core.asking import questions
from standup.core.asking.answers import TAKEN_BACK
from standup.core.asking.check_in import CheckIn
from standup.core.asking.offers import Offer, Use
from standup.core.conversation import offering
from standup.core.conversation.answering import go_on, hear, is_unclear, obey
from standup.core.conversation.effects import Erase, PostUpdate, Reword, Say
from standup.core.conversation.events import Changed, Wrote
from standup.core.conversation.meaning import may_be_for_others, meaning
from standup.core.conversation.turn import Turn, finished, post, post_anew
from standup.core.intent.intents import Intent, Reading
from standup.core.kinds.items import Items
from standup.core.kinds.kind import EMPTY
from standup.core.language import spoken
from standup.core.model import Question
from standup.core.wording import keeping_back as wording
from standup.core.wording import offering as offered


def correct(turn: Turn, changed: Changed) -> None:
    """Change an answer or an update of the person's own to what its message says now."""
    message, text = changed.message, changed.text
    check_in = turn.talk.of_message(message)
    if changed.undone is not None:
        _undo(turn, check_in, changed)
        return
    if _waits(turn, changed):
        return
    if not text:
        turn.do(Erase(message))  # an answer that a later one replaced has words, too
    if turn.talk.update is None and check_in is None:
        return
    if not text:
        if check_in is not None:
            _take_back_shown(turn, check_in, message, "")
        _follow(turn, check_in, changed)
        return
    match commands.understand(text, turn.around):
        case None | commands.Unknown() | commands.Search(is_marked=False):
            _reword(turn, check_in, changed)
        case (
            commands.Steer(unclear=True)
            | commands.Adjust(is_unclear=True)
            | commands.Why(is_unclear=True)
        ):
            _reword(turn, check_in, changed)
        case commands.Steer() if not turn.talk.steers:
            _reword(turn, check_in, changed)
        case commands.Later() | commands.Why() | commands.History() | commands.Leave() if (
            not commands.is_signed(text)
        ):
            _reword(turn, check_in, changed)  # as likely what is answered
        case command:
            _follow_command(turn, check_in, command, changed)


def _undo(turn: Turn, check_in: CheckIn | None, changed: Changed) -> None:
    """An edit was taken back: what was said before it holds again, and what it said goes."""
    turn.do(Reword(changed.message, changed.text, changed.change))
    if check_in is not None:
        turn.talk = replace(turn.talk, earlier=(changed.undone or "",))
        _take_back_shown(turn, check_in, changed.message, changed.text)
        check_in = turn.talk.check_in(check_in.id)
    _follow(turn, check_in, changed)


def _waits(turn: Turn, changed: Changed) -> bool:
    """Whether the message waits for its author's word; if so, it is heard anew, or goes on waiting
    where it may belong to an answer, or something else is asked by now."""
    offer = offering.waiting(turn, changed.message)
    is_anew = changed.text and offer and offer.way(Use.ADD) is None and _is_kept_back(turn, offer)
    if offer is None or not is_anew or offer.way(Use.ANSWER) != offering.answering(turn):
        return offering.reword(turn, changed.message, changed.text)
    offering.let_go(turn, offer)
    turn.do(Say(offered.changed(), offering.key(offer)))
    hear(turn, Wrote(changed.message, changed.text, turn.now))
    return True


def _is_kept_back(turn: Turn, offer: Offer) -> bool:
    """Whether it waits for what it says, and not for when it was said."""
    asking = turn.talk.asking
    is_command = commands.understand(offer.text, turn.around) is not None
    found = meaning(offer.text, asking, asking.question if asking else None)
    return is_command or found.intent is not Intent.POST


def _follow(turn: Turn, check_in: CheckIn | None, changed: Changed) -> None:
    """Have what is posted follow the message."""
    if turn.talk.update is not None:
        turn.do(PostUpdate(*turn.talk.update))
    elif check_in is not None:
        _answer_changed(turn, check_in, changed)


def _reword(turn: Turn, check_in: CheckIn | None, changed: Changed) -> None:
    """Take the new words, unless they are not meant for others."""
    found = _meaning(check_in, changed)
    if may_be_for_others(found):  # what it says stands there already
        turn.do(Reword(changed.message, changed.text, changed.change))
        _follow(turn, check_in, changed)
    else:
        turn.reply(_answered_as(turn, changed), wording.left_as_it_was(found.command))


def _meaning(check_in: CheckIn | None, changed: Changed) -> Reading:
    if check_in is None:
        return meaning(changed.text)
    answer = next(a for a in check_in.answers if a.message == changed.message)
    asked = check_in.round.question(answer.question)
    return meaning(changed.text, check_in.without(asked), asked)


def _follow_command(
    turn: Turn, check_in: CheckIn | None, command: commands.Command, changed: Changed
) -> None:
    """The message is no answer any more, but what it says is done."""
    emptied = replace(changed, text=EMPTY)
    turn.do(Reword(emptied.message, EMPTY, changed.change))
    _follow(turn, check_in, emptied)
    message = _answered_as(turn, changed)
    match command:
        case commands.Empty() | commands.Skip() | commands.Plain("undo"):
            is_update = turn.talk.update is not None
            more = _more_was_said(turn, changed.message)
            turn.reply(message, wording.emptied(is_update=is_update, more_was_said=more))
        case _:
            obey(turn, command, Wrote(message, changed.text, turn.now))


def _more_was_said(turn: Turn, message: str) -> bool:
    """Whether an answer holds more than a message of it that says nothing any more."""
    check_in = turn.talk.of_message(message)
    if check_in is None:
        return False
    asked = next(a.question for a in check_in.answers if a.message == message)
    return any(check_in.texts(check_in.round.question(asked)))


def _answered_as(turn: Turn, changed: Changed) -> str:
    """As which message a change of it is answered."""
    return f"{changed.message}/{changed.change or f'{turn.now.timestamp():.6f}'}"


def _take_back_shown(turn: Turn, plan: CheckIn, message: str, stays: str) -> None:
    """Take the words of a plan's message out of where they were shown, but for those that it
    still says; the numbers stay."""
    answer = next(a for a in plan.answers if a.message == message)
    asked = plan.round.question(answer.question)
    gone = _items(asked, answer.text, *turn.talk.earlier) - _items(asked, stays)
    for check_in in turn.talk.check_ins:
        for question in check_in.round.questions:
            shown = check_in.shown.get(question.id, ())
            same = check_in.run == plan.run and question.of == (plan.round_id, answer.question)
            if same and gone.intersection(shown):
                left = tuple(spoken(TAKEN_BACK) if item in gone else item for item in shown)
                check_in = turn.put(  # noqa: PLW2901 - the check-in as it is from here on
                    replace(check_in, shown={**check_in.shown, question.id: left})
                )
                if check_in.posted:
                    post(turn, check_in)
                    turn.do(finished(turn, check_in))


def _items(question: Question, *texts: str) -> set[str]:
    said = (questions.read(question, (text,)).value for text in texts if text)
    return {item for value in said if isinstance(value, Items) for item in value.items}


def _answer_changed(turn: Turn, check_in: CheckIn, changed: Changed) -> None:
    was_unclear = is_unclear(check_in)
    check_in = turn.put(check_in.with_text(changed.message, changed.text))
    post_anew(turn, check_in)
    if changed.text and was_unclear and check_in.reading(check_in.question).follow_up is None:
        go_on(turn, check_in, _answered_as(turn, changed))
