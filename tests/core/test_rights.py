"""Who may do what, told a second time: a right that is given or taken away by mistake differs."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from standup.core import commands, rights
from standup.core.life import Movers
from standup.core.rights import Action, Role, may
from tests.rows import each
from tests.team import learning_day, person

ANA, BO = person("ana"), person("bo")

RIGHTS = {
    Role.STRANGER: {"ASK_TO_JOIN", "USE_CODE"},
    Role.MEMBER: {"ASK_TO_JOIN", "USE_CODE"},
    Role.PARTICIPANT: {
        *("ASK_TO_JOIN", "USE_CODE", "SEE_REPORT", "SEARCH", "SEE_READERS", "SEE_ITEMS")
    },
    Role.SELF: {
        *("ASK_TO_JOIN", "USE_CODE", "SEE_OWN", "SHARE_OWN", "ANSWER", "CORRECT"),
        *("LINK", "UNLINK", "PREFER", "EXPORT", "FORGET", "PUBLISH", "SEE_READERS"),
        *("SET_OWN", "MOVE_ITEM"),
    },
    Role.HELPER: {"STEER_RUN", "SEE_ITEMS"},
    Role.OWNER: {"STEER_RUN", "STEER", "SEE_CHANGES", "SEE_ITEMS"},
    Role.OPERATOR: {
        *("SEE_REPORT", "SEARCH", "EXPORT", "INVITE", "CONFIGURE", "TRIGGER", "BACK_UP"),
        *("STEER_RUN", "STEER", "SEE_CHANGES", "SEE_ITEMS"),
    },
}


@each(product(Role, Action))
def test_each_role_may_do_what_is_told_here_and_nothing_else(role: Role, action: Action) -> None:
    assert may(role, action) == (action.name in RIGHTS[role])


def test_somebody_is_themselves_to_their_own_and_a_member_to_what_is_anothers() -> None:
    assert rights.towards(ANA, "ana") is Role.SELF
    assert rights.towards(ANA, "bo") is Role.MEMBER
    assert rights.towards(ANA, None) is Role.MEMBER
    assert rights.towards(ANA, "Ana") is Role.MEMBER


@pytest.mark.parametrize("owner", ["ana", "", None])
def test_a_stranger_is_a_stranger_to_everything(owner: str | None) -> None:
    assert rights.towards(None, owner) is Role.STRANGER
    assert rights.in_standup(None, learning_day(ANA)) is Role.STRANGER
    assert rights.in_standup(None, learning_day()) is Role.STRANGER


def test_who_takes_part_is_a_participant_of_that_standup_alone() -> None:
    assert rights.in_standup(ANA, learning_day(ANA, BO)) is Role.PARTICIPANT
    assert rights.in_standup(ANA, learning_day(BO)) is Role.MEMBER
    assert rights.in_standup(replace(ANA, name="Anna"), learning_day(ANA)) is Role.MEMBER


def test_who_steers_a_standup_is_told_in_it_and_holds_for_it_alone() -> None:
    steered = replace(learning_day(ANA, BO), owners=("ana", "cy"), helpers=("bo", "ana"))
    assert rights.steering(ANA, steered) is Role.OWNER
    assert rights.steering(person("cy"), steered) is Role.OWNER  # who takes no part in it
    assert rights.steering(BO, steered) is Role.HELPER
    assert rights.steering(BO, learning_day(ANA, BO)) is Role.PARTICIPANT
    assert rights.steering(None, steered) is Role.STRANGER


@pytest.mark.parametrize(
    ("who", "owner", "by", "may_move"),
    [
        ("ana", "ana", "owner", True),
        ("bo", "ana", "owner", False),
        ("cy", "ana", "owner", False),  # who runs it moves nobody's item for them
        ("cy", None, "owner", True),
        ("ana", None, "owner", False),
        ("bo", "ana", "anyone", True),
        ("dot", "ana", "anyone", True),
        ("eve", "ana", "anyone", False),
        ("ana", "ana", "owners", False),
        ("cy", "ana", "owners", True),
        ("dot", "ana", "owners", False),
        ("eve", "eve", "owner", False),  # who has left reads it no more
    ],
)
def test_an_item_is_moved_by_whom_its_state_names(
    who: str, owner: str | None, by: Movers, may_move: bool
) -> None:
    steered = replace(learning_day(ANA, BO), owners=("cy",), helpers=("dot",))
    role = rights.towards_item(person(who), owner, steered, by)
    assert may(role, Action.MOVE_ITEM) == may_move


WISHES = [
    (commands.Report(), Action.SEE_REPORT),
    (commands.Search(), Action.SEARCH),
    (commands.Search(more=True), Action.SEARCH),
    (commands.Join(), Action.ASK_TO_JOIN),
    (commands.Plain("who reads this"), Action.SEE_READERS),
    (commands.Link(), Action.LINK),
    (commands.Link("bcdf2345"), Action.USE_CODE),
    (commands.Unlink(), Action.UNLINK),
    (commands.Unlink("pager"), Action.UNLINK),
    (commands.Prefer("pager"), Action.PREFER),
    (commands.Export(), Action.EXPORT),
    (commands.Forget(), Action.FORGET),
    (commands.Forget(confirmed=True), Action.FORGET),
    (commands.Publish(), Action.PUBLISH),
    (commands.Publish(day=date(2026, 11, 26)), Action.PUBLISH),
    (commands.MyReport(), Action.SEE_OWN),
    (commands.MyReport(share=True), Action.SHARE_OWN),
    (commands.Plain("settings"), Action.SET_OWN),
    *((commands.Adjust(name), Action.SET_OWN) for name in ("timezone", "remind", "my days")),
    (commands.Adjust("quiet", drop=True), Action.SET_OWN),
    *((commands.Steer(name), Action.STEER) for name in ("pause", "resume", "cancel")),
    *((commands.Steer(name), Action.STEER) for name in ("time", "days", "deadline", "ask")),
    *((commands.Steer(name), Action.STEER) for name in ("add", "remove")),
    (commands.Steer("tell me who is missing"), Action.STEER_RUN),
    (commands.Steer("do not tell me who is missing"), Action.STEER_RUN),
    *((commands.Steer(name), Action.STEER_RUN) for name in ("who", "extend", "start now", "yes")),
    (commands.Steer("remind missing"), Action.STEER_RUN),
    (commands.Steer("changes"), Action.SEE_CHANGES),
    (commands.Items(), Action.SEE_ITEMS),
    (commands.Items("refuted"), Action.SEE_ITEMS),
    (commands.OfItem(12), Action.SEE_ITEMS),
    (commands.OfItem(12, "refuted"), Action.SEE_ITEMS),
]


@pytest.mark.parametrize(("wish", "action"), WISHES, ids=str)
def test_what_somebody_wishes_is_the_action_that_its_words_say(
    wish: commands.Wish, action: Action
) -> None:
    assert commands.action_of(wish) is action


@pytest.mark.parametrize("action", Action)
def test_what_one_person_alone_may_read_comes_into_their_direct_conversation(
    action: Action,
) -> None:
    alone = {Action.EXPORT, Action.SEARCH, Action.SEE_OWN, Action.SHARE_OWN, Action.SEE_READERS}
    alone |= {Action.SET_OWN, Action.STEER_RUN, Action.STEER, Action.SEE_CHANGES}
    alone |= {Action.SEE_ITEMS}
    assert rights.is_private(action) == (action in alone)
