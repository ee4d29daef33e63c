"""What a room's state says about whose room it is; no server is asked."""

from typing import Any

import pytest

from standup_matrix.room import MADE_FOR, Room
from standup_matrix.rooms import Rooms

Json = dict[str, Any]

ME, ANA, BO, ROOM = "@bot:example.org", "@ana:example.org", "@bo:example.org", "!a"


def state(kind: str, content: Json, key: str = "", sender: str = ANA, **unsigned: Any) -> Json:
    return {
        "type": kind,
        "event_id": f"${kind}{key}{sender}{content}",
        "sender": sender,
        "origin_server_ts": 1795685400000,
        "state_key": key,
        "content": content,
        "unsigned": unsigned,
    }


def member(who: str, how: str = "join", sender: str = "", **more: Any) -> Json:
    return state("m.room.member", {"membership": how}, who, sender or who, **more)


def of_ana(*more: Json) -> Rooms:
    """A room that Ana made and brought the bot into."""
    rooms = Rooms(ME)
    for event in (
        state("m.room.create", {"room_version": "12"}),
        member(ANA),
        state("m.room.join_rules", {"join_rule": "invite"}),
        member(ME, "invite", ANA),
        member(ME),
        *more,
    ):
        rooms.apply(ROOM, event)
    return rooms


def test_a_room_that_a_person_made_and_brought_the_bot_into_is_theirs() -> None:
    rooms = of_ana()
    assert rooms.is_direct(ROOM, ANA)
    assert not rooms.is_direct(ROOM, BO)
    assert not rooms.is_direct(ROOM, ME)


@pytest.mark.parametrize(
    "event",
    [
        state("m.room.create", {}, sender=BO),
        state("m.room.create", {"additional_creators": [BO]}),
        state("m.room.create", {"type": "m.space"}),
        state("m.room.join_rules", {"join_rule": "public"}),
        state("m.room.join_rules", {"join_rule": "knock_restricted"}),
        state("m.room.join_rules", {"join_rule": ["invite"]}),
        state("m.room.join_rules", {}),
        state("m.room.history_visibility", {"history_visibility": "world_readable"}),
        state("m.room.history_visibility", {"history_visibility": "unheard of"}),
        state("m.room.canonical_alias", {"alias": "#a:example.org"}),
        state("m.room.canonical_alias", {"alt_aliases": ["#a:example.org"]}),
        state("m.room.aliases", {"aliases": ["#a:example.org"]}, "example.org"),
        state("m.room.third_party_invite", {"display_name": "b…@example.org"}, "token"),
        state("m.room.name", {"name": "Learning"}),
        member(BO, "invite", ANA),
        member(BO),
    ],
    ids=lambda event: f"{event['type']} {event['content']}",
)
def test_it_is_not_where_others_own_it_read_it_or_can_come(event: Json) -> None:
    assert not of_ana(event).is_direct(ROOM, ANA)


@pytest.mark.parametrize(
    "event",
    [
        state("m.room.create", {"additional_creators": [ME]}),
        state("m.room.history_visibility", {"history_visibility": "shared"}),
        state("m.room.guest_access", {"guest_access": "can_join"}),
        state("m.room.third_party_invite", {}, "token"),
        member(BO, "leave"),
        member(BO, "knock"),
    ],
    ids=lambda event: f"{event['type']} {event['content']}",
)
def test_it_is_where_nobody_else_can_come_uninvited(event: Json) -> None:
    assert of_ana(event).is_direct(ROOM, ANA)


def test_it_is_not_where_somebody_else_brought_the_bot() -> None:
    assert not of_ana(member(ME, "invite", BO), member(ME)).is_direct(ROOM, ANA)
    known = member(ME, prev_content={"membership": "invite"}, prev_sender=BO)
    assert not of_ana(known).is_direct(ROOM, ANA)


def test_a_clear_room_is_nobodys_where_the_bot_encrypts() -> None:
    rooms = Rooms(ME, encryption=True)
    for event in (state("m.room.create", {}), member(ANA), member(ME)):
        rooms.apply(ROOM, event)
    assert not rooms.is_direct(ROOM, ANA)
    rooms.apply(ROOM, state("m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"}))
    assert rooms.is_direct(ROOM, ANA)


@pytest.mark.parametrize(("content", "whose"), [({MADE_FOR: ANA}, ANA), ({MADE_FOR: BO}, BO)])
def test_a_room_of_the_bots_is_theirs_for_whom_it_was_made(content: Json, whose: str) -> None:
    rooms = Rooms(ME)
    for event in (state("m.room.create", content, sender=ME), member(ME)):
        rooms.apply(ROOM, event)
    assert not rooms.is_spoilt(ROOM)  # it is just being made
    rooms.apply(ROOM, member(whose, "invite", ME))
    assert [one for one in (ANA, BO) if rooms.is_direct(ROOM, one)] == [whose]


def test_a_room_of_the_bots_that_says_nothing_is_theirs_with_whom_it_is_listed() -> None:
    """As releases before this made them."""
    rooms = Rooms(ME)
    for event in (state("m.room.create", {}, sender=ME), member(ME), member(ANA)):
        rooms.apply(ROOM, event)
    assert not rooms.is_direct(ROOM, ANA)
    rooms.learn_direct({ANA: [ROOM]})
    assert rooms.is_direct(ROOM, ANA)


def test_what_a_room_is_costs_no_more_where_many_are_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = 0
    present = Room.present

    def counted(self: Room) -> set[str]:
        nonlocal looked
        looked += len(self.members)
        return present(self)

    monkeypatch.setattr(Room, "present", counted)
    for title in ("Learning", ""):
        crowd = [member(f"@{number}:example.org") for number in range(500)]
        rooms = of_ana(*crowd, state("m.room.name", {"name": title}))
        rooms.people_of(ROOM)
        rooms.is_ours(ROOM)
        rooms.is_spoilt(ROOM)
        for number in range(500):
            rooms.is_heard(ROOM, f"@{number}:example.org")
    assert looked < 10 * 500


def test_a_channel_is_not_left_whoever_is_in_it() -> None:
    rooms = of_ana(member(BO))
    rooms.learn_direct({ANA: [ROOM]})
    assert rooms.is_spoilt(ROOM)
    rooms.is_channel(ROOM)
    assert not rooms.is_spoilt(ROOM)
