"""Time zones in profiles: read from a real Synapse, and from one that says them as before 1.16."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from standup.chat.contract.recorder import Recorder
from standup.chat.contract.scene import of_kind, running, until
from standup.chat.interface import Said, Zoned
from standup_matrix.errors import Refused
from standup_matrix.keeping import Keeping
from standup_matrix.profiles import Profiles
from tests.matrix.bench import MatrixBench, matrix_bench
from tests.matrix.synapse import Synapse

ANA = "@ana:example.org"
NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


class Server:
    """A homeserver that knows profiles, and strictly nothing else."""

    def __init__(self, **profile: Any) -> None:
        self.profile: dict[str, Any] | None = profile
        self.asked = 0

    async def call(self, method: str, path: str) -> dict[str, Any]:
        assert (method, path) == ("GET", "/profile/%40ana%3Aexample.org")
        self.asked += 1
        if self.profile is None:
            raise Refused(404, {"errcode": "M_NOT_FOUND"})
        return self.profile


class Session:
    """Profiles of one session, with an inbox that remembers."""

    def __init__(self, server: Server, memory: dict[str, str] | None = None) -> None:
        self.inbox = Recorder(memory=memory)
        self.now = NOW
        kept = dict(self.inbox.memory)
        self.profiles = Profiles(server, Keeping(self.inbox), lambda: self.now, kept)  # type: ignore[arg-type]

    async def hears(self) -> Sequence[str]:
        """Somebody writes; the zones that were handed over by then."""
        self.profiles.heard([Said("m", ANA, "hi", self.now)])
        await self.profiles.idle()
        return [one.zone for one in of_kind(self.inbox, Zoned)]


async def test_a_zone_is_said_once_and_again_when_it_has_changed() -> None:
    server = Server(displayname="Ana", **{"m.tz": "Europe/Athens"})
    session = Session(server)
    assert await session.hears() == ["Europe/Athens"]
    session.now += timedelta(hours=2)
    assert await session.hears() == ["Europe/Athens"]
    server.profile = {"m.tz": "Europe/Berlin"}
    session.now += timedelta(hours=2)
    assert await session.hears() == ["Europe/Athens", "Europe/Berlin"]
    assert len({one.id for one in of_kind(session.inbox, Zoned)}) == 2


async def test_whoever_writes_on_and_on_is_looked_up_once_an_hour() -> None:
    server = Server()
    session = Session(server)
    for _ in range(5):
        await session.hears()
    assert server.asked == 1


async def test_the_older_name_is_read_and_the_newer_goes_first() -> None:
    older = {"us.cloke.msc4175.tz": "Europe/Athens"}
    assert await Session(Server(**older)).hears() == ["Europe/Athens"]
    assert await Session(Server(**older, **{"m.tz": "Asia/Tokyo"})).hears() == ["Asia/Tokyo"]


@pytest.mark.parametrize("said", [None, 7, ["Europe/Athens"], "", "x" * 65], ids=str)
async def test_what_is_no_name_is_nothing(said: object) -> None:
    assert await Session(Server(**{"m.tz": said})).hears() == []


async def test_a_profile_that_is_not_shown_changes_nothing() -> None:
    server = Server(**{"m.tz": "Europe/Athens"})
    session = Session(server)
    await session.hears()
    server.profile = None
    session.now += timedelta(hours=2)
    assert await session.hears() == ["Europe/Athens"]


async def test_what_was_said_before_a_restart_is_not_said_again_and_its_end_is() -> None:
    server = Server(**{"m.tz": "Europe/Athens"})
    first = Session(server)
    await first.hears()
    again = Session(server, first.inbox.memory)
    assert await again.hears() == []
    server.profile = {}
    assert await Session(server, first.inbox.memory).hears() == [""]


async def test_strangers_are_nobody_whose_zone_is_kept() -> None:
    session = Session(Server(**{"m.tz": "Europe/Athens"}))
    session.inbox.strangers.add(ANA)
    assert await session.hears() == []
    assert session.inbox.memory == {}


@pytest.mark.server
async def test_a_participant_is_looked_up_without_writing(synapse: Synapse, tmp_path: Path) -> None:
    async with matrix_bench(synapse, tmp_path) as bench:
        assert isinstance(bench, MatrixBench)
        assert await bench.person.dwell("Africa/Nairobi")
        inbox = bench.inbox()
        inbox.taking_part.add(bench.account)
        async with running(bench.adapter(), inbox):

            async def look() -> list[Zoned]:
                return of_kind(inbox, Zoned)

            [found] = await until("a zone", look)
        assert (found.account, found.zone) == (bench.account, "Africa/Nairobi")
