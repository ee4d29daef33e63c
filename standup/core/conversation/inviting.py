"""Somebody is invited to what they take part in."""

from standup.core.conversation.effects import Say, Urgency
from standup.core.conversation.events import Invited
from standup.core.conversation.turn import Turn
from standup.core.wording import inviting as wording


def invite(turn: Turn, invited: Invited) -> None:
    """Say hello, on behalf of whoever runs the standup."""
    told = wording.invited(invited.title, invited.by)
    turn.do(Say(told, invited.key, urgency=Urgency.REPORT))
