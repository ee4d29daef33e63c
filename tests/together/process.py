"""The bot as a process of its own, which can be killed, on a clock that several processes share."""

import asyncio
import ctypes
import logging
import multiprocessing
import os
import signal
import sqlite3
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic
from typing import Any

import aiohttp

from standup.app import create_adapters
from standup.config import load
from standup.engine import publisher
from standup.engine.bot import Bot
from standup.engine.clock import Clock
from standup.store.sqlite.store import SqliteStore
from standup.wiring.opening import open_store
from standup_discord import catch_up, gateway, rest, shards
from standup_discord.buckets import Buckets
from standup_telegram import connection, receiving
from standup_telegram.adapter import TelegramAdapter
from standup_telegram.health import Waits

_FINEST = 0.004  # seconds; nobody tells a process that the clock of another has jumped
_SERVER = multiprocessing.get_context("forkserver")  # what it forks has no thread and no socket
_LATER = ("babel.dates", "standup.core.intent.reading", "standup.store.schema")  # once needed
_SERVER.set_forkserver_preload([__name__, *_LATER])


class Shared:
    """What the test and the bot's process both see: the time, who is connected, a full disk."""

    def __init__(self, start: datetime) -> None:
        self._ahead = _SERVER.RawValue(ctypes.c_double, start.timestamp() - monotonic())
        self.connected = _SERVER.RawValue(ctypes.c_int, 0)
        self.full = _SERVER.RawValue(ctypes.c_int, 0)

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._ahead.value + monotonic(), UTC)

    def jump(self, to: datetime) -> None:
        self.pass_by(max(to - self.now(), timedelta(0)))

    def pass_by(self, time: timedelta) -> None:
        self._ahead.value += time.total_seconds()

    async def sleep_until(self, at: datetime) -> None:
        while (left := (at - self.now()).total_seconds()) > 0:
            await asyncio.sleep(min(left, _FINEST))


class BotProcess:
    """One life of the bot after the other, over one folder."""

    def __init__(self, folder: Path, shared: Shared, answer_seconds: float) -> None:
        self._arguments = (folder, shared, answer_seconds)
        self._shared = shared
        self._process: BaseProcess | None = None

    @property
    def is_alive(self) -> bool:
        return self._process is not None and self._process.is_alive()

    @property
    def is_connected(self) -> bool:
        return self.is_alive and self._shared.connected.value == 2

    @property
    def has_ended(self) -> bool:
        """Whether it was started and is no more."""
        return self._process is not None and not self._process.is_alive()

    def start(self) -> None:
        self._shared.connected.value = 0
        self._process = _SERVER.Process(target=_live, args=self._arguments, daemon=True)
        self._process.start()

    def kill(self) -> None:
        """End it within the very instruction it is at."""
        self._send(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, as an operator does."""
        self._send(signal.SIGTERM)

    def _send(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.pid is not None and self.is_alive:
            os.kill(self._process.pid, number)


def _live(folder: Path, shared: Shared, answer_seconds: float) -> None:
    logging.basicConfig(
        filename=folder / "log.txt",
        level=logging.INFO,
        format="%(asctime)s %(process)d %(name)s %(levelname)s %(message)s",
    )
    _hurry(shared, answer_seconds)
    asyncio.run(_run(folder, shared, answer_seconds))


def _hurry(clock: Clock, answer_seconds: float) -> None:
    """Let the adapters' waits take little time, or only the clock's."""
    publisher._AFTER_A_FAULT = 0.1
    shards.AGAIN_SECONDS = 0.0
    catch_up.LONGEST_PAUSE = 0.1
    rest.TIMEOUT = aiohttp.ClientTimeout(total=answer_seconds, connect=answer_seconds)
    rest.Buckets = lambda _: Buckets(lambda: clock.now().timestamp())  # type: ignore[assignment, attr-defined]
    gateway.LOGIN_SECONDS = answer_seconds
    connection._PROBE_SECONDS = answer_seconds
    receiving._ANSWER_SECONDS = answer_seconds


def _waits(answer_seconds: float) -> Waits:
    return Waits(
        poll=1, answer=answer_seconds, first=0.05, conflict=0.2, doubt=4.0, longest=0.3, watch=1.0
    )


async def _run(folder: Path, shared: Shared, answer_seconds: float) -> None:
    loaded = load(folder)
    store = await open_store(loaded.database)
    assert isinstance(store, SqliteStore)
    _let_the_disk_be_full(store, shared)
    adapters = create_adapters(loaded, shared)
    assert isinstance(adapters["telegram"], TelegramAdapter)
    adapters["telegram"]._waits = _waits(answer_seconds)
    names: set[str] = set()

    def ready(name: str, _: str) -> None:
        names.add(name)
        shared.connected.value = len(names)

    bot = Bot(store, loaded.instance, adapters, shared, ready=ready, pause=0.0)
    running = asyncio.current_task()
    assert running is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, running.cancel)
    try:
        await bot.run()
    except asyncio.CancelledError:
        running.uncancel()
    finally:
        await store.close()


def _let_the_disk_be_full(store: SqliteStore, shared: Shared) -> None:
    """Let as many commits fail as the test said."""
    commit = store._commit_batch

    async def perhaps(operations: list[Any]) -> list[tuple[Any, Exception | None]]:
        if not shared.full.value:
            return await commit(operations)
        shared.full.value -= 1
        full = sqlite3.OperationalError("database or disk is full")
        full.sqlite_errorcode = sqlite3.SQLITE_FULL
        return [(None, full)] * len(operations)

    store._commit_batch = perhaps  # type: ignore[method-assign]
