"""An event that cannot be handled is put aside whole, its author told, and the others go on."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from standup.chat.interface import Chose, Deleted, Edited, Event, Filled, Reachable, Said, Went
from standup.core.asking.check_in import Conversation
from standup.core.conversation import events as core
from standup.core.conversation.decide import converse
from standup.core.conversation.effects import Effect
from standup.engine import again, aside, carry_out
from standup.errors import DatabaseError
from standup.store import stumbles
from tests.engine.test_log import TOLD
from tests.team import Team, at, team

WORDS = "the bomb"


class Fuse:
    """Handling the bomb fails, as often as it is to."""

    def __init__(self, error: Callable[[], Exception], times: int = 1000) -> None:
        self.error = error
        self.left = times
        self.lit = 0

    def lay(self, patch: pytest.MonkeyPatch) -> None:
        def decided(
            before: Conversation, event: core.Event, now: datetime
        ) -> tuple[Conversation, tuple[Effect, ...]]:
            if self.left and getattr(event, "text", "") == WORDS:
                self.left -= 1
                self.lit += 1
                raise self.error()
            return converse(before, event, now)

        patch.setattr(carry_out, "converse", decided)


async def set_aside(day: Team) -> list[stumbles.Aside]:
    return await day.store.read(stumbles.aside)


@pytest.mark.parametrize("error", [ZeroDivisionError, lambda: DatabaseError("it went away")])
async def test_what_fails_three_times_is_put_aside_and_told_and_the_lane_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Callable[[], Exception]
) -> None:
    fuse = Fuse(error)
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:31"))
        fuse.lay(monkeypatch)
        await day.say("ana", WORDS)
        await day.say("bo", "learning to paint")
        assert "nothing is lost" in day.last("ana")
        assert "posted" in day.last("bo")
        [one] = await set_aside(day)
        assert one.content["text"] == WORDS
        assert one.content["why"].startswith(error().__class__.__name__)
        assert fuse.lit >= aside.TIMES
        assert await day.rows("SELECT * FROM stumble") == []


async def test_what_fails_once_and_then_succeeds_is_an_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:31"))
        Fuse(ZeroDivisionError, times=2).lay(monkeypatch)
        await day.say("ana", WORDS)
        assert await set_aside(day) == []
        assert await day.rows("SELECT text FROM answer") == [(WORDS,)]


async def test_a_database_that_is_away_puts_nothing_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:31"))
        said = Said("x1", "ana", WORDS, day.clock.now())

        async def away(*_: object) -> None:
            raise DatabaseError("the database cannot be written now")

        with monkeypatch.context() as patch:
            patch.setattr(day.store, "write", away)
            for _ in range(2 * aside.TIMES):
                with pytest.raises(DatabaseError):
                    await day.bot.inboxes["chat"].take([said])
        await day.bot.inboxes["chat"].take([said])
        assert await set_aside(day) == []
        assert await day.rows("SELECT text FROM answer") == [(WORDS,)]


async def test_an_event_that_was_put_aside_is_handled_when_its_organiser_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:31"))
        with monkeypatch.context() as patch:
            Fuse(ZeroDivisionError).lay(patch)
            await day.say("ana", WORDS)
            [one] = await set_aside(day)
            assert not await again.take_up(day.store, day.bot.inbox, one.handle)
            assert await set_aside(day) == [one]
        assert await again.take_up(day.store, day.bot.inbox, one.handle)
        await day.settled()
        assert await set_aside(day) == []
        assert await day.rows("SELECT text FROM answer") == [(WORDS,)]
        assert "posted" in day.last("ana")


async def test_an_event_that_is_let_go_says_nothing_and_is_not_taken_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:31"))
        said = Said("x1", "ana", WORDS, day.clock.now())
        with monkeypatch.context() as patch:
            Fuse(ZeroDivisionError).lay(patch)
            await day.bot.inboxes["chat"].take([said])
        [one] = await set_aside(day)
        await again.let_go(day.store, one.handle)
        await day.bot.inboxes["chat"].take([said])
        assert await set_aside(day) == []
        assert await day.rows("SELECT text FROM answer") == []


@pytest.mark.parametrize(
    "event",
    [
        Said("e", "ana", "words", at("9:31"), "#place"),
        Chose("e", "ana", "17.0.3", at("9:31")),
        Filled("e", "ana", "17", {"q": "words"}, at("9:31")),
        Edited("e", "ana", "m", "words", at("9:31")),
        Deleted("e", "ana", "m", at("9:31")),
        Reachable("e", "ana", at("9:31")),
        Went("e", "ana", "blocked", at("9:31")),
    ],
    ids=lambda event: type(event).__name__,
)
async def test_every_event_comes_back_as_it_was_put_aside(tmp_path: Path, event: Event) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        directory, now = day.bot.directory(), day.clock.now()
        for _ in range(aside.TIMES):
            told = (directory, "chat", event, ZeroDivisionError(), now)
            await day.store.write(lambda tx, told=told: aside.stumbled(tx, *told))  # type: ignore[misc]
        [one] = await set_aside(day)
        assert aside.event_of(one) == event
