"""What takes work is done apart: nobody waits for it, and it is answered once, whatever ends."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from standup.core.messages.markup import say
from standup.engine import granting, wishing, working
from standup.engine.granted import Granted
from standup.engine.occasion import Occasion
from standup.engine.posts import shared
from standup.engine.posts.posting import Composed
from standup.errors import DatabaseError
from standup.store.wishes import Told
from tests.engine.test_log import TOLD, morning
from tests.stillness import StillLoop
from tests.team import Team, at, team

_MOMENT = 0.02  # seconds until time passes although somebody stands before the gate
WISHES = ("/search jax", "my report", "share my report", "/report", "export me")


class Gate:
    """Work that does not end before it is let, wherever it is done; meanwhile time passes."""

    def __init__(self, loop: StillLoop) -> None:
        self.begun: list[str] = []
        self.open = threading.Event()
        self._loop = loop

    def stand(self, what: str) -> None:
        """Wait before it, in a thread; others may have to wait for that thread."""
        self.begun.append(what)
        self._loop.call_soon_threadsafe(setattr, self._loop.selector, "patience", _MOMENT)
        self.open.wait(30)

    def stand_before(self, patch: pytest.MonkeyPatch) -> None:
        """Let every wish stand before it."""
        grant = granting.grant

        async def granted(occasion: Occasion, what: Told) -> Granted:
            self.stand(type(what).__name__)
            return await grant(occasion, what)

        patch.setattr(wishing, "grant", granted)


@pytest.fixture
async def gate(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Gate]:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, StillLoop)
    gate = Gate(loop)
    yield gate
    gate.open.set()


async def heard(day: Team, account: str, text: str) -> list[str]:
    """What an account is told next, whatever else is under way."""
    before = len(day.platform.direct_texts(account))
    day.platform.say(account, text)
    async with asyncio.timeout(20):
        while len(day.platform.direct_texts(account)) == before:
            await asyncio.sleep(0.002)
    return day.platform.direct_texts(account)[before:]


async def begun(gate: Gate) -> None:
    async with asyncio.timeout(20):
        while not gate.begun:
            await asyncio.sleep(0.002)


@pytest.mark.parametrize("wish", WISHES)
async def test_an_answer_waits_for_nothing_that_somebody_else_looks_up(
    tmp_path: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch, wish: str
) -> None:
    async with morning(tmp_path) as day:
        gate.stand_before(monkeypatch)
        day.platform.say("bo", wish)
        await begun(gate)
        assert "Added" in (await heard(day, "ana", "an update, while Bo waits"))[0]
        told = len(day.platform.direct_texts("bo"))
        gate.open.set()
        await day.settled()
        assert len(day.platform.direct_texts("bo")) > told


async def test_an_answer_waits_for_no_thread_that_is_composed(
    tmp_path: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose = shared.report

    async def slowly(*told: Any) -> Composed:
        gate.stand("post")
        return await compose(*told)

    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:31"))
        monkeypatch.setattr(shared, "report", slowly)
        day.platform.say("ana", "reading papers")
        await begun(gate)
        await heard(day, "bo", "learning to paint")
        gate.open.set()
        await day.settled()


async def test_a_wish_that_was_under_way_when_the_process_ended_is_answered_once(
    tmp_path: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with morning(tmp_path) as day:
        platform = day.platform
        with monkeypatch.context() as patch:
            gate.stand_before(patch)
            platform.say("bo", "/search jax")
            await begun(gate)
            before = len(platform.direct_texts("bo"))
            threading.Timer(0.2, gate.open.set).start()
    async with team(tmp_path, TOLD, at("9:40"), platform) as day:
        await day.settled()
        assert len(platform.direct_texts("bo")) == before + 1
        assert "flash attention" in day.last("bo")
        assert await day.rows("SELECT * FROM wish") == []


async def test_a_wish_that_fails_three_times_is_told_and_holds_up_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []
    grant = granting.grant

    async def fails_for_bo(occasion: Occasion, what: Told) -> Granted:
        if occasion.person.id == "bo":
            tries.append(what)
            raise ZeroDivisionError
        return await grant(occasion, what)

    async with morning(tmp_path) as day:
        monkeypatch.setattr(wishing, "grant", fails_for_bo)
        day.platform.say("bo", "/search jax")
        await day.say("ana", "/search jax")
        assert "flash attention" in day.last("ana")
        assert "something goes wrong each time" in day.last("bo")
        assert len(tries) == wishing.TRIES


async def test_a_database_that_is_away_counts_for_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant, tries = granting.grant, []

    async def fails_at_first(occasion: Occasion, what: Told) -> Granted:
        tries.append(what)
        if len(tries) <= 2 * wishing.TRIES:
            raise DatabaseError("it is away")
        return await grant(occasion, what)

    monkeypatch.setattr(working, "_AFTER_A_FAULT", 0.0)
    async with morning(tmp_path) as day:
        monkeypatch.setattr(wishing, "grant", fails_at_first)
        await day.say("bo", "/search jax")
        assert "flash attention" in day.last("bo")


async def test_what_takes_too_long_is_given_up_kindly(
    tmp_path: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wishing, "PATIENCE", 0.05)
    async with morning(tmp_path) as day:
        gate.stand_before(monkeypatch)
        day.platform.say("bo", "/search jax")
        while not any("more than I can look through" in t for t in day.platform.direct_texts("bo")):
            await asyncio.sleep(0.01)
        gate.open.set()


async def test_everybody_has_a_turn_before_anybody_has_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = []

    async def whoever(occasion: Occasion, what: Told) -> Granted:
        served.append(occasion.person.id)
        return Granted(say(f"there you are, {what}"))

    async with stopped(tmp_path, ["ana"] * 3 + ["bo", "chi"]) as day:
        monkeypatch.setattr(wishing, "grant", whoever)
        await resumed(day)
        assert served == ["ana", "bo", "chi", "ana", "ana"]


async def test_who_wishes_for_more_than_a_few_things_at_once_is_asked_for_patience(
    tmp_path: Path,
) -> None:
    async with stopped(tmp_path, ["ana"] * (wishing.MOST + 1)) as day:
        assert await day.rows("SELECT count(*) FROM wish") == [(wishing.MOST,)]
        assert "still looking up" in day.last("ana")
        await resumed(day)
        assert len(day.platform.direct_texts("ana")) >= wishing.MOST + 1


@asynccontextmanager
async def stopped(folder: Path, wishers: list[str]) -> AsyncIterator[Team]:
    """A morning on which these wish for something, and nobody fulfils it yet."""
    async with morning(folder) as day:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(wishing.Wisher, "_next", _nothing)
            for number, who in enumerate(wishers):
                day.platform.say(who, f"/search number {number}")
            await day.platform.all_taken()
            if len(wishers) > wishing.MOST:
                async with asyncio.timeout(20):
                    while "still" not in day.last(wishers[-1]):
                        await asyncio.sleep(0.002)
        yield day


async def _nothing(_: wishing.Wisher) -> bool:
    return False


async def resumed(day: Team) -> None:
    day.bot.changed()
    await day.settled()


async def test_words_that_are_forgotten_while_they_are_found_are_shown_to_nobody(
    tmp_path: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with morning(tmp_path) as day:
        say_it = wishing.Wisher._tell
        held = asyncio.Event()

        async def later(self: wishing.Wisher, *told: Any) -> None:
            gate.begun.append("found")
            await held.wait()
            await say_it(self, *told)

        monkeypatch.setattr(wishing.Wisher, "_tell", later)
        day.platform.say("bo", "/search attention")
        await begun(gate)
        await heard(day, "ana", "forget me")
        await heard(day, "ana", "forget me now")
        held.set()
        await day.settled()
        assert "No entries match" in day.last("bo")
        assert "flash" not in str(await day.rows("SELECT content FROM outbox WHERE account = 'bo'"))


async def test_a_long_export_arrives_whole_and_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wishing, "_PARTS", 3)
    monkeypatch.setattr(wishing, "_SOON", 2)
    async with morning(tmp_path) as day:
        for number in range(12):
            await day.say("ana", f"number {number} " + "x" * 3000)
        before = len(day.platform.direct_texts("ana"))
        await day.say("ana", "export me")
        whole = "".join(day.platform.direct_texts("ana")[before:])
        at_places = [whole.index(f"number {number} ") for number in range(12)]
        assert at_places == sorted(at_places)
        assert whole.count("x" * 2000) == 12


async def test_the_whole_of_a_long_export_comes_in_quiet_hours_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wishing, "_SOON", 2)
    async with morning(tmp_path) as day:
        for number in range(12):
            await day.say("ana", f"number {number} " + "x" * 3000)
        await day.say("ana", "/quiet 0:00-23:59")
        await day.say("ana", "export me")
        assert "".join(day.platform.direct_texts("ana")).count("x" * 2000) == 12
