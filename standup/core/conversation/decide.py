"""What follows from an event in one person's conversation: pure, and the only place for it."""

from datetime import datetime

from standup.core.asking.check_in import CheckIn, Conversation
from standup.core.asking.replies import Reply
from standup.core.conversation.answering import hear
from standup.core.conversation.beginning import begin
from standup.core.conversation.edits import correct
from standup.core.conversation.effects import Effect
from standup.core.conversation.events import (
    Began,
    CalledBack,
    Changed,
    Chose,
    ChoseRhythm,
    DeadlinePassed,
    Event,
    Filled,
    Invited,
    Lapsed,
    LaterDue,
    Left,
    LetStand,
    Moved,
    Opened,
    PressedLater,
    Rejoined,
    ReminderDue,
    SentAway,
    TakenBack,
    Tapped,
    TookAwayBack,
    TookPartAgain,
    TookSkipBack,
    TookUp,
    Wrote,
)
from standup.core.conversation.filling import choose, fill_in
from standup.core.conversation.inviting import invite
from standup.core.conversation.leaving import (
    call_back,
    leave,
    send_away,
    take_away_back,
    take_back_poll,
)
from standup.core.conversation.moments import (
    ask_later,
    lapse,
    open_round,
    pass_deadline,
    remind,
)
from standup.core.conversation.putting_off import press_later, take_up
from standup.core.conversation.replying import hear_reply
from standup.core.conversation.settling import by_word, move, tap
from standup.core.conversation.silences import by_word as keeps_rhythm
from standup.core.conversation.silences import choose_rhythm, hear_word
from standup.core.conversation.taking_back import (
    Reversal,
    let_stand,
    rejoin,
    take_part_again,
    take_skip_back,
)
from standup.core.conversation.turn import Turn
from standup.core.language import speaking


def converse(
    talk: Conversation, event: Event, now: datetime
) -> tuple[Conversation, tuple[Effect, ...]]:
    """The conversation after the event, and what is to be carried out with it."""
    with speaking(language_for(talk, event)):
        return _converse(Turn(talk, now, _written(event)), event)


def _written(event: Event) -> datetime | None:
    """When what is read was written."""
    return event.at if isinstance(event, Wrote) else None


def language_for(talk: Conversation, event: Event) -> str:
    """In which language an event is answered: that of what it is about, where nobody knows the
    person's; of what is asked, or is open, where it is about nothing of its own."""
    return talk.language_of(_about(talk, event) or talk.asking or talk.latest_open)


def _about(talk: Conversation, event: Event) -> CheckIn | None:
    run: int | None = None
    match event:
        case Opened(check_in):
            return check_in
        case DeadlinePassed() | Lapsed() | ReminderDue() | LaterDue():
            return talk.check_in(event.check_in)
        case TookUp() | TakenBack() | LetStand() | Chose() | Filled() | PressedLater():
            return talk.check_in(event.check_in)
        case Wrote(reply=Reply(check_in=number)) if number is not None:
            return talk.check_in(number)
        case Changed() | TookSkipBack():
            return talk.of_message(event.message) or _of_update(talk)
        case Moved() | TookPartAgain():
            run = event.run
        case Tapped(token=token):
            offer = talk.offer(token)
            run = offer.ways[0].run if offer else None
    return next((one for one in talk.check_ins if one.run == run), None)


def _of_update(talk: Conversation) -> CheckIn | None:
    run = talk.update[1] if talk.update else None
    return next((one for one in talk.check_ins if one.run == run), None)


def _converse(turn: Turn, event: Event) -> tuple[Conversation, tuple[Effect, ...]]:
    match event:
        case Wrote():
            if by_word(turn, event) or keeps_rhythm(turn, event):
                pass
            elif event.reply is not None:
                hear_reply(turn, event, event.reply)
            else:
                hear(turn, event)
        case Chose():
            choose(turn, event)
        case Tapped():
            tap(turn, event)
        case Filled():
            fill_in(turn, event)
        case Changed():
            correct(turn, event)
        case Moved():
            move(turn, event)
        case PressedLater():
            press_later(turn, event)
        case ChoseRhythm():
            choose_rhythm(turn, event)
        case Began():
            begin(turn, event)
        case TookUp() | TookSkipBack() | TookPartAgain() | LetStand():
            _take_back(turn, event)
        case Left() | Rejoined() | TookAwayBack():
            _come_or_go(turn, event)
        case SentAway() | CalledBack() | Invited() | TakenBack():
            _see_to(turn, event)
        case Opened() | ReminderDue() | LaterDue() | DeadlinePassed() | Lapsed():
            _come(turn, event)
    hear_word(turn, event)
    turn.goes_on()
    effects = turn.finish()
    return turn.talk, effects


def _take_back(turn: Turn, event: TookUp | Reversal) -> None:
    """What somebody takes back of what no words and no setting tell of."""
    match event:
        case TookUp():
            take_up(turn, event)
        case TookSkipBack():
            take_skip_back(turn, event)
        case TookPartAgain():
            take_part_again(turn, event)
        case LetStand():
            let_stand(turn, event)


def _come_or_go(turn: Turn, event: Left | Rejoined | TookAwayBack) -> None:
    """What somebody does of taking part."""
    match event:
        case Left(standup):
            leave(turn, standup)
        case Rejoined():
            rejoin(turn, event)
        case TookAwayBack():
            take_away_back(turn, event)


def _see_to(turn: Turn, event: SentAway | CalledBack | Invited | TakenBack) -> None:
    """What those who run a standup do for somebody."""
    match event:
        case SentAway():
            send_away(turn, event)
        case CalledBack():
            call_back(turn, event)
        case Invited():
            invite(turn, event)
        case TakenBack():
            take_back_poll(turn, event)


def _come(turn: Turn, moment: Opened | ReminderDue | LaterDue | DeadlinePassed | Lapsed) -> None:
    """What the clock brings, whoever says anything."""
    match moment:
        case Opened(check_in):
            open_round(turn, check_in)
        case ReminderDue():
            remind(turn, moment)
        case LaterDue():
            ask_later(turn, moment)
        case DeadlinePassed(check_in_id):
            pass_deadline(turn, check_in_id)
        case Lapsed(check_in_id):
            lapse(turn, check_in_id)
