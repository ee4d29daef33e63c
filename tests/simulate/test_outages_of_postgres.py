"""Eight hours without a PostgreSQL server, under the whole bot: few lines, and few attempts."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from standup.engine.bot import Bot
from standup.engine.workers import Workers
from standup.simulate import loop as virtual
from standup.store.postgres import pgqueuer, writer
from standup.store.postgres.store import PostgresReader, PostgresStore
from standup.store.postgres.url import Url
from standup.store.postgres.writer import Writer
from tests.platform import Platform
from tests.team import at, instance, learning_day, person

EIGHT_HOURS = 8 * 3600.0
_URL = "postgresql://ana@db.example.org/standup"


class _Lost:
    """A connection whose server went away."""

    def is_closed(self) -> bool:
        return True


def away(tried: "Counter[str]", what: str) -> Any:
    """Something that reaches no server, and counts how often that is tried."""

    async def connect(*_: object, **__: object) -> None:
        tried[what] += 1
        await asyncio.sleep(0.1)
        raise ConnectionRefusedError(111, "Connection refused")

    return connect


def the_store(tried: "Counter[str]") -> PostgresStore:
    """The store as it is once its server has gone."""

    @asynccontextmanager
    async def acquire(timeout: float) -> AsyncIterator[None]:  # noqa: ASYNC109
        await asyncio.wait_for(away(tried, "read")(), timeout)
        yield

    class Pool:
        def acquire(self, timeout: float) -> Any:
            return acquire(timeout)

    made, url = PostgresStore(), Url.read(_URL)
    made._writer = Writer(url, "one", made._cut_off, lambda: None)
    made._writer._session, made._writer.schema = _Lost(), "public"  # type: ignore[assignment]
    pool: Any = Pool()
    made._reader = PostgresReader(url, pool)
    made._task = asyncio.create_task(made._write_batches())
    made._writer._cut_off()
    return made


def test_eight_hours_without_its_server(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tried: Counter[str] = Counter()
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(time, "monotonic", lambda: asyncio.get_running_loop().time())
    monkeypatch.setattr(writer, "connect", away(tried, "write"))
    monkeypatch.setattr(pgqueuer, "connect", away(tried, "lanes"))

    async def live(loop: virtual.VirtualLoop) -> None:
        clock, there = virtual.LoopClock(loop, at("9:00")), the_store(tried)
        platform = Platform(now=clock.now)
        hosts = Workers(there, pgqueuer.Placing(Url.read(_URL), "public", "one", 4.0), "one", clock)
        told = instance(learning_day(person("ana"), person("bo")))
        bots = [
            Bot(there, told, {"chat": platform}, clock, host=hosts),
            Bot(there, told, {"chat": platform}, clock),  # which carries its lanes all the same
        ]
        running = [loop.create_task(bot.run()) for bot in bots]
        await asyncio.sleep(EIGHT_HOURS)
        for task in running:
            task.cancel()

    virtual.run(live)
    said = [record.getMessage() for record in caplog.records]
    assert "the connection to the database was lost" in said[0]
    assert 5 < len(said) <= 20, "\n".join(said)
    assert all("database" in line for line in said), "\n".join(said)
    assert tried["write"] <= EIGHT_HOURS / 30 + 30
    assert tried["lanes"] <= EIGHT_HOURS / 30 + 30
    assert tried["read"] <= EIGHT_HOURS / 30 * 3  # by several at the same time
