"""A round that somebody begins by themselves, before it is asked or after its end."""

from dataclasses import replace

from standup.core.asking.check_in import State
from standup.core.conversation.effects import Recount, Urgency
from standup.core.conversation.events import Began
from standup.core.conversation.turn import Turn, ask, take_turn
from standup.core.wording import direct as wording
from standup.core.wording.later import taken_up


def begin(turn: Turn, began: Began) -> None:
    """Ask its first question at once, or the one at which it stands; what was asked waits, and is
    taken up again after it."""
    held = turn.talk.check_in(began.check_in.id)
    goes_on = held is not None and held.is_open and held.asked
    known = held or began.check_in
    new = replace(known, state=State.ASKING, position=known.position if goes_on else 0)
    new = turn.talk.with_items(new)
    if held is None:
        turn.talk = replace(turn.talk, check_ins=(*turn.talk.check_ins, new))
    check_in = take_turn(turn, new)
    turn.do(Recount(check_in.run))
    in_time = turn.now < check_in.deadline
    lead = wording.opening(check_in) if in_time else wording.begun_late(check_in)
    if goes_on:
        lead = taken_up(check_in)
    ask(turn, check_in, began.key, lead=lead, urgency=Urgency.REPLY)
