"""What the log tells whoever runs the bot of messages that do not leave, and under which action."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from standup.chat.interface import (
    AdapterError,
    AuthLost,
    Disconnected,
    Inbox,
    TryAgain,
    Unreachable,
    Unsure,
)
from standup.store import outbox
from tests.engine.test_hope import A_LITTLE, HOPE, TOLD, Odd
from tests.platform import CAPABLE, Platform
from tests.team import ROOM, at, team

LANE = {"standup.engine.lane", "standup.engine.aftermath"}


def told(caplog: pytest.LogCaptureFixture) -> dict[str, str]:
    """By action what the lane said last."""
    of_lane = [record for record in caplog.records if record.name in LANE]
    return {getattr(record, "action", "?"): record.getMessage() for record in of_lane}


async def test_a_channel_that_shut_us_out_and_was_given_up(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.unreachable[ROOM] = "gone"
        await day.until(at("9:30"))
        assert told(caplog) == {
            "channel_unreachable": f"channel {ROOM} on chat does not let me in (gone): invite the"
            " bot there again"
        }
        await day.until(at("9:30") + HOPE + A_LITTLE)
        [(number,)] = await day.rows("SELECT id FROM outbox WHERE title IS NOT NULL")
        assert told(caplog)["send_given_up"] == f"message {number} on chat is given up: gone"


async def test_a_person_who_cannot_be_reached(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.unreachable["ana"] = "blocked"
        await day.until(at("9:30"))
        assert told(caplog) == {
            "person_unreachable": "ana on chat cannot be reached (blocked); the message waits"
            " until they can"
        }


async def test_what_failed_for_no_known_reason(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with team(tmp_path, TOLD, at("9:00"), Odd(CAPABLE)) as day:
        await day.say("ana", "help")
        [(action, text)] = told(caplog).items()
        assert action == "send_failed"
        assert text.startswith("message 1 could not be sent on chat: RuntimeError at ")
        assert "test_hope.py" in text


async def test_what_nobody_knows_the_end_of(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    platform = Platform(replace(CAPABLE, key_window=0.0))
    platform.faults += [Unsure(1.0), Unsure(1.0)]
    async with team(tmp_path, TOLD, at("9:00"), platform) as day:
        await day.say("ana", "help")
        day.clock.jump(at("9:00") + timedelta(seconds=30))
        await day.settled()
        assert told(caplog) == {
            "left_in_doubt": "nobody knows whether chat shows message 1: no answer came to two"
            " attempts"
        }


async def test_a_database_that_failed_the_lane(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.ERROR)
    async with team(tmp_path, TOLD, at("9:00")) as day:
        with monkeypatch.context() as broken:
            broken.setattr(outbox, "claim", _broken)
            day.clock.jump(at("9:30"))
            while not told(caplog):
                await day.platform.all_taken()
                await day.store.read(lambda tx: tx.one("SELECT 1"))
        day.clock.jump(at("9:31"))
        await day.settled()
        [(action, text)] = told(caplog).items()
        assert action == "lane_failed"
        assert text.startswith("sending on chat failed: RuntimeError at ")
        assert "What will you learn" in day.last("ana")


async def _broken(*_: object) -> None:
    raise RuntimeError("broken")


async def test_a_connection_that_is_lost_is_told_in_the_platforms_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Away(Platform):
        async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
            raise TryAgain(1.0, told="cannot reach chat.example.org: name lookup failed")

    async with team(tmp_path, TOLD, at("9:00"), Away()) as day:
        async with asyncio.timeout(10):
            while "disconnected" not in {getattr(one, "action", "") for one in caplog.records}:
                await asyncio.sleep(0.01)
        lost = [one for one in caplog.records if getattr(one, "action", "") == "disconnected"]
        assert day.platform.shown == []
    assert (
        lost[0]
        .getMessage()
        .startswith(
            "chat lost its connection: cannot reach chat.example.org: name lookup failed; again in "
        )
    )


class Lost(Platform):
    """A platform to which there is no connection."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        raise self.error


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Disconnected("nothing answers at 10.0.0.7"), "nothing answers at 10.0.0.7"),
        (Disconnected("it\nsays\x00 no"), "it says no"),
        (TryAgain(1.0, "it restarts"), "it restarts"),
        (Unreachable("gone", "the room is not there"), "the room is not there"),
        (ExceptionGroup("", [Disconnected("it hung up"), OSError("x")]), "it hung up"),
        (ExceptionGroup("", [OSError("x"), Disconnected("it hung up")]), "it hung up"),
        (AuthLost("give it a new token"), "give it a new token"),
        (ExceptionGroup("", [OSError("x"), AuthLost("give a token")]), "give a token"),
    ],
)
async def test_an_adapter_is_heard_that_says_why_it_has_no_connection(
    error: Exception, told: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    action = "signed_out" if "token" in told else "disconnected"
    async with team(tmp_path, TOLD, at("9:00"), Lost(error)):
        lost = await _first(caplog, action)
    lead = "chat: " if action == "signed_out" else "chat lost its connection: "
    assert lost.startswith(lead + told)


async def test_of_an_error_that_is_not_the_interfaces_no_word_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with team(tmp_path, TOLD, at("9:00"), Lost(OSError("what Ana wrote"))):
        lost = await _first(caplog, "disconnected")
    assert lost.startswith("chat lost its connection: OSError at ")
    assert "what Ana wrote" not in caplog.text


async def test_a_connection_is_made_again_no_sooner_than_the_adapter_says(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with team(tmp_path, TOLD, at("9:00"), Lost(TryAgain(40.0, "it restarts"))):
        assert (await _first(caplog, "disconnected")).endswith("it restarts; again in 40 s")


async def _first(caplog: pytest.LogCaptureFixture, action: str) -> str:
    """What was said first under an action, once it is."""
    async with asyncio.timeout(10):
        while True:
            for record in caplog.records:
                if getattr(record, "action", "") == action:
                    return record.getMessage()
            await asyncio.sleep(0.01)


async def test_a_refusal_is_told_in_the_platforms_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Odd400Error(AdapterError):
        told = "the platform answered 400: too odd"

    async with team(tmp_path, TOLD, at("9:00")) as day:
        day.platform.faults.append(Odd400Error("what Ana wrote"))
        await day.say("ana", "help")
    assert "could not be sent on chat: the platform answered 400: too odd" in caplog.text
    assert "what Ana wrote" not in caplog.text
