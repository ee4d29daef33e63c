"""What is kept: written in the order of its changes, read again anywhere, and let go in the end."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from nio.crypto import (  # type: ignore[import-untyped]
    InboundGroupSession,
    OlmAccount,
    OlmDevice,
    OutboundGroupSession,
    OutboundSession,
)

from standup.chat.contract import Recorder
from standup.chat.interface import TryAgain
from standup_matrix.keeping import Keeping
from standup_matrix.key_store import SUPERSEDED, KeyStore
from standup_matrix.waiting import Waiting

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


class SlowDisk(Recorder):
    """Writes when it is told to, or not at all."""

    def __init__(self) -> None:
        super().__init__()
        self.may_write = asyncio.Event()
        self.full = False

    async def keep(self, changes: Mapping[str, str | None]) -> None:
        """Keep them, in time."""
        await self.may_write.wait()
        if self.full:
            raise OSError("the disk is full")
        await super().keep(changes)


class Lives:
    """The same keys, read again after each life."""

    def __init__(self) -> None:
        self.inbox = Recorder()
        self.now = NOON

    def begin(self) -> tuple[KeyStore, Keeping]:
        keeping = Keeping(self.inbox)
        return KeyStore(keeping, dict(self.inbox.memory), "key", lambda: self.now), keeping


async def test_who_finds_nothing_to_write_waits_for_what_is_being_written() -> None:
    disk = SlowDisk()
    keeping = Keeping(disk)
    keeping.put("a", lambda: "1")
    first = asyncio.create_task(keeping.write())
    await asyncio.sleep(0)
    second = asyncio.create_task(keeping.write())
    await asyncio.sleep(0.01)
    assert not second.done()
    disk.may_write.set()
    await asyncio.gather(first, second)
    assert disk.memory == {"a": "1"}


async def test_what_could_not_be_written_is_written_next_time_as_it_is_then() -> None:
    disk = SlowDisk()
    disk.may_write.set()
    disk.full = True
    keeping, ratchet = Keeping(disk), ["old"]
    keeping.put("a", lambda: ratchet[0])
    keeping.put("b", lambda: "1")
    with pytest.raises(OSError, match="full"):
        await keeping.write()
    ratchet[0] = "new"
    keeping.put("b", None)
    disk.full = False
    await keeping.take([], "position")
    assert (disk.memory, disk.position) == ({"a": "new"}, "position")


async def test_a_session_that_is_over_writes_no_more_once_another_may_begin() -> None:
    disk = SlowDisk()
    keeping = Keeping(disk)
    keeping.put("a", lambda: "1")
    writing = asyncio.create_task(keeping.write())
    await asyncio.sleep(0)
    closing = asyncio.create_task(keeping.close())
    await asyncio.sleep(0.01)
    assert not closing.done()
    disk.may_write.set()
    await asyncio.gather(writing, closing)
    keeping.put("a", lambda: "2")
    with pytest.raises(TryAgain):
        await keeping.write()
    assert disk.memory == {"a": "1"}


async def test_every_key_is_found_again() -> None:
    lives = Lives()
    keys, keeping = lives.begin()
    account, theirs = OlmAccount(), OlmAccount()
    theirs.generate_one_time_keys(1)
    [one_time_key] = theirs.one_time_keys["curve25519"].values()
    sender = theirs.identity_keys["curve25519"]
    session = OutboundSession(account, sender, one_time_key)
    account.shared = True
    keys.save_account(account)
    keys.save_session(sender, session)
    keys.save_encrypted_rooms({"!room"})
    await keeping.write()
    keys, _ = lives.begin()
    again = keys.load_account()
    assert again is not None
    assert (again.identity_keys, again.shared) == (account.identity_keys, True)
    [found] = keys.load_sessions()[sender]
    assert (found.id, found.creation_time, found.use_time) == (
        *(session.id, session.creation_time, session.use_time),
    )
    assert keys.load_encrypted_rooms() == {"!room"}


async def test_a_device_of_any_name_is_kept_once_without_what_its_owner_calls_it() -> None:
    lives = Lives()
    keys, keeping = lives.begin()
    odd = [OlmDevice("@ana:example.org", name, {"ed25519": "e"}, "Ana's phone") for name in ODD]
    keys.save_device_keys({"@ana:example.org": {device.id: device for device in odd}})
    await keeping.write()
    assert "phone" not in str(lives.inbox.memory)
    assert all(len(name) < 64 and name.isascii() for name in lives.inbox.memory)
    keys, keeping = lives.begin()
    found = list(keys.load_device_keys())
    assert {device.id for device in found} == set(ODD)
    writings = keeping.writings
    keys.save_device_keys({"@ana:example.org": {device.id: device for device in odd}})
    await keeping.write()
    assert keeping.writings == writings


async def test_a_key_goes_when_its_sender_has_long_used_a_newer_one() -> None:
    lives = Lives()
    first, second, other = (_room_key(sender) for sender in ("ana", "ana", "bo"))
    for session, at in ((first, NOON), (other, NOON), (second, NOON + timedelta(days=1))):
        lives.now = at
        keys, keeping = lives.begin()
        keys.save_inbound_group_session(session)
        await keeping.write()
    for later, left in ((SUPERSEDED, {first, second, other}), (2 * SUPERSEDED, {second, other})):
        lives.now = NOON + later
        keys, keeping = lives.begin()
        found = {session.id for session in keys.load_inbound_group_sessions()}
        await keeping.write()
        assert found == {session.id for session in left}
        assert len(lives.inbox.memory) == len(left)


async def test_sealed_events_are_found_again_in_the_order_in_which_they_came() -> None:
    keeping = Keeping(inbox := Recorder())
    waiting = Waiting(keeping, {})
    events = [
        {"event_id": name, "origin_server_ts": at} for at, name in enumerate(["$c", "$a", "$b"])
    ]
    for event in events:
        waiting.add("!room", event, NOON)
    await keeping.write()
    waiting = Waiting(keeping, inbox.memory)
    assert [sealed.event for sealed in waiting] == events
    for sealed in waiting:
        waiting.drop(sealed)
    await keeping.write()
    assert inbox.memory == {}


ODD = ["PHONE", "\0", "a/b", "\ud800", "x" * 5000]


def _room_key(sender: str) -> InboundGroupSession:
    return InboundGroupSession(OutboundGroupSession().session_key, "ed25519", sender, "!room")
