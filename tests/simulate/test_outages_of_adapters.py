"""Eight hours without a platform's server, as each adapter lives them: few lines, few attempts."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import pytest

from standup.chat.interface import TryAgain, Unsure
from standup.simulate import loop as virtual
from standup_discord import catch_up
from standup_matrix import chores
from standup_matrix import patience as matrix
from standup_telegram import health as telegram
from standup_telegram.errors import OtherPoller

EIGHT_HOURS = 8 * 3600.0
Ask = Callable[[], Awaitable[str]]
Live = Callable[[Ask], Coroutine[Any, Any, None]]


@pytest.fixture(autouse=True)
def monotonic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: asyncio.get_running_loop().time())


class Server:
    """One that answers nothing for eight hours, and counts who asks."""

    def __init__(self, error: Exception, *, every_other: bool = False) -> None:
        self.asked = 0
        self._error = error
        self._every_other = every_other

    async def answer(self) -> str:
        now = asyncio.get_running_loop().time() - 1000.0
        self.asked += now < EIGHT_HOURS
        await asyncio.sleep(0.2)
        if now < EIGHT_HOURS and not (self._every_other and self.asked % 2):
            raise self._error
        return "there"


def lived(server: Server, live: Live, caplog: pytest.LogCaptureFixture) -> list[str]:
    """What is said in eight hours and until it is there again."""
    caplog.set_level(logging.INFO)
    virtual.run(lambda _: live(server.answer))
    return [record.getMessage() for record in caplog.records]


async def by_matrix(ask: Ask) -> None:
    await matrix.Patience().until_done(ask)


async def by_telegram(ask: Ask) -> None:
    waits = telegram.Waits()
    await telegram.Patience(telegram.Health(waits), waits).until_done(ask)


@pytest.mark.parametrize("live", [by_matrix, by_telegram])
def test_eight_hours_without_a_server(live: Live, caplog: pytest.LogCaptureFixture) -> None:
    server = Server(TryAgain(1.0, "cannot reach example.org"))
    said = lived(server, live, caplog)
    assert 5 < len(said) <= 20
    assert "after 8 hours" in said[-1]
    assert server.asked <= EIGHT_HOURS / 42 + 10  # a minute, less at most three tenths of it


@pytest.mark.parametrize("every_other", [False, True], ids=["always", "in turns"])
def test_eight_hours_of_another_poller(
    caplog: pytest.LogCaptureFixture, *, every_other: bool
) -> None:
    waits, noted = telegram.Waits(), list[str | None]()

    async def live(ask: Ask) -> None:
        patience = telegram.Patience(telegram.Health(waits), waits, note=noted.append)
        while asyncio.get_running_loop().time() < 1000.0 + EIGHT_HOURS + 60:
            await patience.until_done(ask)
            await asyncio.sleep(1.0)

    server = Server(OtherPoller(1.0, "another program asks"), every_other=every_other)
    said = lived(server, live, caplog)
    assert 5 < len(said) <= 20
    assert "another program asks" in noted
    if not every_other:
        assert noted[-1] is None


@pytest.mark.parametrize("error", [TryAgain(5.0, "away"), Unsure(5.0, "no answer came")])
def test_eight_hours_in_which_discord_lets_nothing_be_read_back(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    async def live(ask: Ask) -> None:
        patience = catch_up.Patience()

        async def read() -> None:
            while True:
                try:
                    await patience.asked(ask)
                except (TryAgain, Unsure):
                    continue
                return

        async with asyncio.TaskGroup() as readers:
            for _ in range(catch_up.AT_ONCE):
                readers.create_task(read())

    server = Server(error)
    said = lived(server, live, caplog)
    assert 5 < len(said) <= 20
    assert "after 8 hours" in said[-1]
    assert server.asked <= 8 * 60 + 60


def test_what_is_read_beside_matrixs_sync_is_asked_for_ever_more_seldom() -> None:
    async def count(loop: virtual.VirtualLoop) -> int:
        tries = 0
        async for _ in chores.pauses():
            if loop.time() > 1000.0 + EIGHT_HOURS:
                break
            tries += 1
        return tries

    assert virtual.run(count) <= 8 * 60 + 10
