"""Who may do what: the one place that decides it, for everything that shows, takes or deletes.

What decides is who somebody is to the thing concerned. In a chat everybody sets what is their own,
and its owners and helpers steer a standup; nobody is shown what another wrote or set. The rest
takes the command `standup`, and with it the machine.
"""

from collections.abc import Mapping
from enum import StrEnum

from standup.core.life import Movers
from standup.core.model import Person, Standup


class Role(StrEnum):
    """Who somebody is to what they ask for."""

    STRANGER = "stranger"  # an account that is nobody's
    MEMBER = "member"  # somebody of the configuration who takes no part in it
    PARTICIPANT = "participant"  # of the standup that it is about
    SELF = "self"  # whose own it is
    HELPER = "helper"  # who sees to the runs of the standup that it is about
    OWNER = "owner"  # who decides on the standup that it is about
    OPERATOR = "operator"  # whoever may run `standup` where the bot runs


class Action(StrEnum):
    """What may be asked for."""

    ASK_TO_JOIN = "ask to join"
    USE_CODE = "use a code"
    SEE_REPORT = "see a run's report"
    SEARCH = "search the learning log"
    SEE_READERS = "see who reads one's answers"
    SEE_OWN = "see one's own report over weeks"
    SHARE_OWN = "post one's own report"
    ANSWER = "answer, by words, choice or form"
    CORRECT = "edit or take back a message"
    LINK = "get a code for another account"
    UNLINK = "let go of an account"
    PREFER = "choose where to be asked"
    EXPORT = "export everything of a person"
    FORGET = "delete everything of a person"
    PUBLISH = "agree to be published, or take it back"
    SET_OWN = "set what is one's own: zone, days, reminders"
    STEER_RUN = "see to a run: who, remind, extend, start"
    STEER = "decide on a standup: pause, resume, cancel"
    SEE_CHANGES = "see who steered what"
    INVITE = "see the links by which people begin"
    SEE_ITEMS = "see items that live, and say something of one"
    MOVE_ITEM = "say in which state an item is"
    CONFIGURE = "change questions, people, times"
    TRIGGER = "start, stop or reload"
    BACK_UP = "copy the database"


_ANYBODY = frozenset({Role.STRANGER, Role.MEMBER, Role.PARTICIPANT, Role.SELF})
_SELF = frozenset({Role.SELF})
_OPERATOR = frozenset({Role.OPERATOR})

MAY: Mapping[Action, frozenset[Role]] = {
    Action.ASK_TO_JOIN: _ANYBODY,
    Action.USE_CODE: _ANYBODY,
    Action.SEE_REPORT: frozenset({Role.PARTICIPANT, Role.OPERATOR}),
    Action.SEARCH: frozenset({Role.PARTICIPANT, Role.OPERATOR}),
    Action.SEE_READERS: frozenset({Role.PARTICIPANT, Role.SELF}),
    Action.SEE_OWN: _SELF,
    Action.SHARE_OWN: _SELF,
    Action.ANSWER: _SELF,
    Action.CORRECT: _SELF,
    Action.LINK: _SELF,
    Action.UNLINK: _SELF,
    Action.PREFER: _SELF,
    Action.EXPORT: _SELF | _OPERATOR,
    Action.FORGET: _SELF,
    Action.PUBLISH: _SELF,
    Action.SET_OWN: _SELF,
    Action.STEER_RUN: frozenset({Role.OWNER, Role.HELPER, Role.OPERATOR}),
    Action.STEER: frozenset({Role.OWNER, Role.OPERATOR}),
    Action.SEE_CHANGES: frozenset({Role.OWNER, Role.OPERATOR}),
    Action.SEE_ITEMS: frozenset({Role.PARTICIPANT, Role.HELPER, Role.OWNER, Role.OPERATOR}),
    Action.MOVE_ITEM: _SELF,
    Action.INVITE: _OPERATOR,
    Action.CONFIGURE: _OPERATOR,
    Action.TRIGGER: _OPERATOR,
    Action.BACK_UP: _OPERATOR,
}

_PRIVATE = frozenset(
    {Action.EXPORT, Action.SEARCH, Action.SEE_OWN, Action.SHARE_OWN, Action.SEE_READERS}
    | {Action.SET_OWN, Action.STEER_RUN, Action.STEER, Action.SEE_CHANGES, Action.SEE_ITEMS}
)


def may(role: Role, action: Action) -> bool:
    """Whether somebody who is this may do that."""
    return role in MAY[action]


def is_private(action: Action) -> bool:
    """Whether what it shows comes into the direct conversation alone, wherever it was asked for."""
    return action in _PRIVATE


def towards(person: Person | None, owner: str | None) -> Role:
    """Who somebody is to what belongs to one person: a check-in, a message, their data."""
    if person is None:
        return Role.STRANGER
    return Role.SELF if owner == person.id else Role.MEMBER


def towards_item(person: Person, owner: str | None, standup: Standup, by: Movers) -> Role:
    """Who somebody is to an item in a standup that may be moved so: itself theirs, if it is.

    What is nobody's is moved by those who run the standup.
    """
    role = steering(person, standup)
    runs_it = person.id in standup.owners
    is_reader = may(role, Action.SEE_ITEMS)
    is_theirs = {
        "owner": owner == person.id or (owner is None and runs_it),
        "anyone": is_reader,
        "owners": runs_it,
    }
    return Role.SELF if is_reader and is_theirs[by] else role


def in_standup(person: Person | None, standup: Standup) -> Role:
    """Who somebody is to a standup."""
    if person is None:
        return Role.STRANGER
    return Role.PARTICIPANT if person in standup.participants else Role.MEMBER


def steering(person: Person | None, standup: Standup) -> Role:
    """Who somebody is to those who run a standup."""
    if person is not None and person.id in standup.owners:
        return Role.OWNER
    if person is not None and person.id in standup.helpers:
        return Role.HELPER
    return in_standup(person, standup)
