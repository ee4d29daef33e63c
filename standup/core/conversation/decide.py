"""What follows from an event in one person's conversation: pure, and the only place for it."""

from datetime import datetime

from standup.core.asking.check_in import Conversation
from standup.core.conversation.answering import hear
from standup.core.conversation.beginning import begin
from standup.core.conversation.edits import correct
from standup.core.conversation.effects import Effect
from standup.core.conversation.events import (
    Began,
    Changed,
    Chose,
    DeadlinePassed,
    Event,
    Filled,
    Lapsed,
    LaterDue,
    Left,
    Moved,
    Opened,
    PressedLater,
    ReminderDue,
    Tapped,
    TookUp,
    Wrote,
)
from standup.core.conversation.filling import choose, fill_in
from standup.core.conversation.leaving import leave
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
from standup.core.conversation.turn import Turn
from standup.core.language import speaking


def converse(
    talk: Conversation, event: Event, now: datetime
) -> tuple[Conversation, tuple[Effect, ...]]:
    """The conversation after the event, and what is to be carried out with it."""
    with speaking(talk.language):
        return _converse(Turn(talk, now), event)


def _converse(turn: Turn, event: Event) -> tuple[Conversation, tuple[Effect, ...]]:
    match event:
        case Wrote():
            if by_word(turn, event):
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
        case TookUp():
            take_up(turn, event)
        case Began():
            begin(turn, event)
        case Left(standup):
            leave(turn, standup)
        case Opened() | ReminderDue() | LaterDue() | DeadlinePassed() | Lapsed():
            _come(turn, event)
    effects = turn.finish()
    return turn.talk, effects


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
