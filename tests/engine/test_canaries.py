"""What people write and what opens their doors never reaches a log: canaries say so.

Everything logs all it can, each layer fails with the words in its error, and no record of any
logger, no traceback and nothing on standard error holds them.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from standup.chat.interface import Inbox, Said, TryAgain, Unreachable, Unsure
from standup.core.wording import channel as wording
from standup.engine import carry_out, granting, publisher
from standup.engine.posts import digest, posting
from standup.errors import DatabaseError
from standup.store import check_ins, conversations, outbox, tally, writings
from tests.cage import Cage
from tests.platform import Platform
from tests.team import ROOM, Team, at, instance, learning_day, person, team

CANARY = "canary-vermilion"
TOLD = instance(learning_day(person("ana"), person("bo")))


class Wire(Platform):
    """A platform whose connection breaks with the words of a person in its error."""

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        ready("a platform in memory")
        self.inbox = inbox
        while True:
            events = await self._events.get()
            try:
                await inbox.take(events)
            finally:
                self._events.task_done()
            if any(isinstance(event, Said) and event.text == CANARY for event in events):
                raise RuntimeError(f"the gateway closed after {events!r}")


async def live(day: Team) -> None:
    """A Learning Day on which Ana says the words in every way there is."""
    await day.until(at("9:31"))
    message = await day.say("ana", CANARY)
    await day.until(at("9:40"))
    day.platform.edit_own("ana", message, f"{CANARY}, corrected")
    await day.say("ana", f"an update: {CANARY}")
    await day.say("ana", f"/{CANARY}")
    await day.say("ana", f"link {CANARY}")
    await day.say("eve", CANARY)
    await day.until(at("17:01"))
    await day.say("ana", f"1 done – {CANARY}")
    await day.say("ana", "export me")
    await day.say("bo", "/report")
    await day.say("ana", "my report")
    await day.say("ana", "share my report")
    await day.until(at("21:00"))
    await day.say("ana", "forget me")
    await day.say("ana", "forget me now")


def refused(*_: object, **__: object) -> Any:
    raise ValueError(f"cannot be done with {CANARY!r}")


async def refused_later(*_: object, **__: object) -> Any:
    raise sqlite3.IntegrityError(f"UNIQUE constraint failed: {CANARY}")


async def no_disk(*_: object, **__: object) -> Any:
    raise DatabaseError(f"the database cannot be written now: {CANARY}")


ADAPTER = [
    RuntimeError(CANARY),
    TryAgain(1.0, CANARY),
    Unsure(1.0, CANARY),
    Unreachable("blocked", CANARY),
    TimeoutError(CANARY),
    KeyError(CANARY),
    ExceptionGroup(CANARY, [ValueError(CANARY)]),
]
LAYERS: list[tuple[object, str, object]] = [
    (check_ins, "keep", refused_later),
    (conversations, "load", refused_later),
    (writings, "add", no_disk),
    (outbox, "promise", refused_later),
    (outbox, "confirm", refused_later),
    (wording, "report", refused),
    (wording, "digest", refused),
    (posting, "parts_of", refused_later),
    (tally, "settle", refused_later),
    (digest, "sharing", refused),
    (carry_out, "converse", refused),
    (granting, "_last_report", refused_later),
]


def assert_silent(cage: Cage, capfd: pytest.CaptureFixture[str] | None = None) -> None:
    assert cage.records, "nothing was logged at all"
    assert not [record for record in cage.records if "canary" in record]
    if capfd is not None:
        out, err = capfd.readouterr()
        assert "canary" not in out + err


async def test_a_whole_day_with_every_logger_awake(
    tmp_path: Path, cage: Cage, capfd: pytest.CaptureFixture[str]
) -> None:
    asyncio.get_running_loop().set_debug(True)
    async with team(tmp_path, TOLD, at("9:00"), Wire()) as day:
        await live(day)
        assert "Somebody" in day.platform.channel_text(ROOM)
    assert_silent(cage, capfd)


@pytest.mark.parametrize("fault", ADAPTER, ids=lambda fault: type(fault).__name__)
async def test_an_adapter_that_fails_with_the_words_in_its_error(
    tmp_path: Path, cage: Cage, fault: Exception
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:31"))
        day.platform.say("ana", CANARY)
        day.platform.faults += [fault] * 3
        async with asyncio.timeout(60):
            while day.platform.faults:  # each is met at another attempt, minutes later
                await asyncio.sleep(0.02)
                day.clock.jump(day.clock.now() + timedelta(minutes=2))
    assert_silent(cage)


@pytest.mark.parametrize(
    ("room", "name", "broken"), LAYERS, ids=lambda what: getattr(what, "__name__", what)
)
async def test_a_layer_that_fails_with_the_words_in_its_error(
    tmp_path: Path,
    cage: Cage,
    monkeypatch: pytest.MonkeyPatch,
    room: object,
    name: str,
    broken: Callable[..., Awaitable[Any]],
) -> None:
    monkeypatch.setattr(publisher, "_AFTER_A_FAULT", 0.01)
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "about maps")
        with monkeypatch.context() as patch:
            patch.setattr(room, name, broken)
            for words in (CANARY, f"more of {CANARY}", "/report", "status"):
                day.platform.say("ana", words)
                await asyncio.sleep(0.05)
            day.clock.jump(at("17:01"))
            await asyncio.sleep(0.1)
        await asyncio.sleep(0.05)
    assert_silent(cage)


async def test_events_that_make_no_sense_are_put_aside_without_a_word(
    tmp_path: Path, cage: Cage
) -> None:
    odd: Sequence[Any] = [
        Said("x1", "ana", None, at("9:31")),  # type: ignore[arg-type]
        Said("x2", "ana", CANARY, None),  # type: ignore[arg-type]
        Said("x3", "ana", [CANARY], at("9:31")),  # type: ignore[arg-type]
        Said("x4", "ana", f"{CANARY}\ud800", at("9:31").replace(tzinfo=None)),
        Said("x5", {CANARY: 1}, CANARY, at("9:31")),  # type: ignore[arg-type]
    ]
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:31"))
        for event in odd:
            day.platform._happen(event)
        await day.settled()
        await day.say("bo", "about maps")
        assert "maps" in day.platform.channel_text(ROOM)
        put_aside = await day.rows("SELECT count(*) FROM inbound WHERE failed IS NOT NULL")
        assert put_aside != [(0,)]
    assert_silent(cage)


async def test_a_change_of_the_configuration_that_fails(tmp_path: Path, cage: Cage) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", CANARY)
        renamed = replace(TOLD, standups=(replace(TOLD.standups[0], rounds=()),))
        await day.bot.reload(renamed)
        await day.until(at("9:00") + timedelta(days=1))
        await day.bot.reload(TOLD)
    assert_silent(cage)


def test_the_cage_would_tell(cage: Cage) -> None:
    logging.getLogger("somebody.elses").debug("at any level: %s", CANARY)
    assert any(CANARY in record for record in cage.records)
