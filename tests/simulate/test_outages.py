"""Eight hours of every outage are told in a few lines, tried ever more seldom, and end as told."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from standup.chat.interface import AuthLost, Inbox, Message, Said, TryAgain, Unreachable, Unsure
from standup.engine.bot import Bot
from standup.engine.workers import Workers
from standup.simulate import loop as virtual
from standup.simulate.disk import FULL, LOCKED, READ_ONLY, Disk, Refusal
from standup.store.database import Store
from tests.platform import CAPABLE, Platform
from tests.team import ROOM, at, daily, instance, learning_day, person

PEOPLE = [person(f"p{number}") for number in range(30)]
BEGINS, ENDS = at("9:10"), at("17:10")
MOST_LINES = 20
_USUAL = (" opens in ", " is closed", "was not asked in")
MOST_A_MINUTE = 8 * 60 + 30  # attempts of what is tried every minute at last


@dataclass
class Weathered(Platform):
    """A platform that fails as is wished for as long as is wished, and counts what is tried."""

    clock: virtual.LoopClock | None = None
    receives: Exception | None = None  # what ends a connection at once
    lasts: float = 0.0  # seconds after which it ends, if it began
    sends_fail: Exception | None = None
    hangs: bool = False
    shut: str = ""
    tried: "Counter[str]" = field(default_factory=Counter)

    @property
    def is_out(self) -> bool:
        return BEGINS <= self.now() < ENDS

    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        self.tried["run"] += self.is_out
        if self.receives is not None and self.is_out and not self.lasts:
            await asyncio.sleep(0.1)
            raise self.receives
        working = asyncio.create_task(super().run(inbox, ready))
        try:
            while not working.done():
                await asyncio.wait([working], timeout=self.lasts or 30.0)
                if self.receives is not None and self.is_out:
                    raise self.receives
            await working
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)

    async def send(
        self,
        place: str,
        message: Message,
        key: str,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> str:
        await asyncio.sleep(0.05)
        if self.is_out:
            self.tried[place] += 1
            self.tried["send"] += 1
            if self.hangs:
                await asyncio.sleep(3600)
            if self.sends_fail is not None:
                raise self.sends_fail
            if place == self.shut:
                raise Unreachable("closed", "403", told="403 no")
        return await super().send(place, message, key, thread=thread, title=title)


@dataclass
class Day:
    """What was said and tried in a day with an outage."""

    lines: list[tuple[datetime, str]]
    platform: Weathered

    @property
    def said(self) -> str:
        return "\n".join(f"{when:%H:%M:%S} {words}" for when, words in self.lines)

    def between(self, first: datetime, last: datetime) -> list[str]:
        """What was said, without what is said on any other day."""
        said = [words for when, words in self.lines if first <= when < last]
        return [words for words in said if not any(usual in words for usual in _USUAL)]


@pytest.fixture
def monotonic(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every part of the bot go by the loop's time."""
    monkeypatch.setattr(time, "monotonic", lambda: asyncio.get_running_loop().time())


class _Heard(logging.Handler):
    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(logging.INFO)
        self.lines: list[tuple[datetime, str]] = []
        self._now = now

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append((self._now(), f"{record.levelname} {record.getMessage()}"))


Hosting = Callable[[Store, virtual.LoopClock], Workers]


def live(
    folder: Path,
    platform: Weathered,
    refusal: Refusal | None = None,
    hosting: Hosting | None = None,
) -> Day:
    """A day from nine to six, in no time, with an outage of eight hours."""

    async def day(loop: virtual.VirtualLoop) -> Day:
        clock = virtual.LoopClock(loop, at("9:00"))
        platform.now, heard = clock.now, _Heard(clock.now)
        disk = Disk(folder / "standup.db", Random(1), clock.now, lambda: loop.steps)  # noqa: S311
        store = disk.open()
        told = instance(learning_day(*PEOPLE), daily(*PEOPLE, cron="0 10 * * *"))
        host = hosting(store, clock) if hosting else None
        bot = Bot(
            store,
            told,
            {"chat": platform},
            clock,
            lambda name, words: heard.lines.append((clock.now(), f"Connected: {name}, {words}")),
            host=host,
        )
        logging.getLogger("standup").addHandler(heard)
        logging.getLogger("standup").setLevel(logging.INFO)
        running = loop.create_task(bot.run())
        try:
            await _lived(clock, platform, disk, refusal)
        finally:
            logging.getLogger("standup").removeHandler(heard)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            await store.close()
            disk.close()
        return Day(heard.lines, platform)

    return virtual.run(day)


async def _lived(
    clock: virtual.LoopClock, platform: Weathered, disk: Disk, refusal: Refusal | None
) -> None:
    await clock.sleep_until(BEGINS)
    if refusal is not None:
        disk.refuse(refusal, (ENDS - BEGINS).total_seconds())
    words = 0
    while clock.now() < at("18:00"):
        words += 1
        platform.deliver(Said(f"s{words}", f"p{words % 30}", "JAX", clock.now()))
        await clock.sleep_until(clock.now() + timedelta(minutes=11))


def check(day: Day, *, ends: bool = True) -> None:
    """Few lines; one at the beginning, one in the last hours, and one of its end."""
    during = day.between(BEGINS, at("18:00"))
    assert len(during) <= MOST_LINES, day.said
    assert day.between(BEGINS, BEGINS + timedelta(minutes=45)), "its beginning is told"
    assert day.between(at("12:30"), ENDS), f"it is told that it goes on\n{day.said}"
    if ends:
        after = " ".join(day.between(ENDS, at("18:00")))
        assert "after 8 hours" in after or "after 7 hours" in after, day.said


OUTAGES: Mapping[str, dict[str, Any]] = {
    "no connection": {"receives": TryAgain(1.0, told="cannot reach chat.example.org")},
    "no connection, for no reason we know": {"receives": RuntimeError("odd")},
    "a wrong password": {"receives": AuthLost("the token is wrong")},
    "a connection that comes and goes": {"receives": ConnectionError(), "lasts": 7.0},
    "a platform that is busy": {"sends_fail": TryAgain(1.0)},
    "a platform that is busy and gives no time": {"sends_fail": TryAgain(0.0)},
    "no answer to what is sent": {"sends_fail": Unsure(1.0)},
    "one that hangs": {"hangs": True},
    "one that refuses for no reason we know": {"sends_fail": RuntimeError("odd")},
    "a token that is refused where something is sent": {"sends_fail": AuthLost("wrong")},
    "places that ask for patience": {"sends_fail": TryAgain(1.0, everywhere=False)},
}


@pytest.mark.usefixtures("monotonic")
@pytest.mark.parametrize("how", OUTAGES.values(), ids=OUTAGES.keys())
def test_eight_hours_of_a_platform_that_fails(tmp_path: Path, how: dict[str, Any]) -> None:
    day = live(tmp_path, Weathered(capabilities=replace(CAPABLE, at_once=16), **how))
    check(day, ends="lasts" not in how)
    assert day.platform.tried["run"] <= MOST_A_MINUTE
    everywhere = isinstance(how.get("sends_fail"), TryAgain) and how["sends_fail"].everywhere
    most = MOST_A_MINUTE + 16 if everywhere else MOST_A_MINUTE * 62  # each message by itself
    assert day.platform.tried["send"] <= most
    texts = [shown.text for shown in day.platform.shown]
    assert sum("did you learn" in text for text in texts) >= len(PEOPLE), "all are asked"


@pytest.mark.usefixtures("monotonic")
def test_eight_hours_of_a_channel_that_refuses(tmp_path: Path) -> None:
    day = live(tmp_path, Weathered(shut=ROOM))
    check(day)
    assert "does not let me in (closed: 403 no)" in day.said
    assert day.platform.tried[ROOM] <= 8 * 6 + 2
    assert day.platform.channel(ROOM)


@pytest.mark.usefixtures("monotonic")
@pytest.mark.parametrize("refusal", [FULL, LOCKED, READ_ONLY], ids=["full", "locked", "read-only"])
def test_eight_hours_of_a_database_that_cannot_be_written(tmp_path: Path, refusal: Refusal) -> None:
    day = live(tmp_path, Weathered(), refusal)
    check(day)
    others = [line for line in day.between(BEGINS, ENDS) if "cannot be written now" not in line]
    assert all("Connected" in line for line in others)
    assert "can be written again" in day.said


class _Blind:
    """A placing that loses sight of the others, again and again, for eight hours."""

    def __init__(self, clock: virtual.LoopClock, lasts: float) -> None:
        self._clock = clock
        self._lasts = lasts
        self.tried = 0

    async def run(
        self,
        lanes: Any,
        carry: Callable[[Any], Awaitable[None]],
        jobs: Mapping[str, Callable[[], Awaitable[Any]]],
        seen: Callable[[], None],
    ) -> None:
        is_out = BEGINS <= self._clock.now() < ENDS
        if not is_out or self._lasts:
            seen()
        if is_out:
            self.tried += 1
            await asyncio.sleep(self._lasts)
            raise ConnectionError("away")
        await self._clock.sleep_until(BEGINS if self._clock.now() < BEGINS else at("23:00"))
        raise ConnectionError("away")


@pytest.mark.usefixtures("monotonic")
@pytest.mark.parametrize("lasts", [0.0, 5.0], ids=["away", "comes and goes"])
def test_eight_hours_without_the_other_workers(tmp_path: Path, lasts: float) -> None:
    blind: list[_Blind] = []

    def hosting(store: Any, clock: virtual.LoopClock) -> Workers:
        store.listen = lambda _: None
        blind.append(_Blind(clock, lasts))
        return Workers(store, blind[0], "one", clock)

    day = live(tmp_path, Weathered(), hosting=hosting)
    during = day.between(BEGINS, at("18:00"))
    assert len(during) <= MOST_LINES, day.said
    assert sum("out of sight" in line for line in during) >= 1
    assert lasts or "in sight again, after 8 hours" in day.said
    assert blind[0].tried <= 8 * 120 + 30


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    level = logging.getLogger("standup").level
    yield
    logging.getLogger("standup").setLevel(level)
