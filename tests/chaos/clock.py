"""A clock that several processes share: the platforms' time, and how wrong the bot's own is."""

import asyncio
import mmap
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

from standup.engine.clock import LONGEST_SLEEP

_FINEST = 0.02  # seconds; nobody tells a process that the clock of another has jumped
_LENGTH = 16


class Adjusted:
    """The machine's clock, ahead by what a file says; with `skewed`, wrong by what it says."""

    def __init__(self, file: Path, *, skewed: bool = False) -> None:
        if not file.exists():
            file.write_bytes(bytes(_LENGTH))
        with file.open("r+b") as opened:
            self._shared = mmap.mmap(opened.fileno(), _LENGTH)
        self._skewed = skewed

    @property
    def ahead(self) -> timedelta:
        """What the platforms' clock is ahead of the machine's."""
        return timedelta(seconds=self._seconds(0))

    def now(self) -> datetime:
        """See Clock."""
        wrong = self._seconds(8) if self._skewed else 0.0
        return self._right + timedelta(seconds=wrong)

    @property
    def _right(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def sleep_until(self, at: datetime) -> None:
        """See Clock. As with the system's, it is for a minute at most, however wrong it is."""
        end = self._right + LONGEST_SLEEP
        while (left := (at - self.now()).total_seconds()) > 0 and self._right < end:
            await asyncio.sleep(min(left, _FINEST))

    def begin(self, at: datetime) -> None:
        """Be at this instant, whenever it is."""
        self._put(0, (at - datetime.now(UTC)).total_seconds())

    def jump(self, to: datetime) -> None:
        """Be at this instant, unless it is past already."""
        self.pass_by(max(to - self.now(), timedelta(0)))

    def pass_by(self, time: timedelta) -> None:
        """Let so much time pass at once, everywhere."""
        self._put(0, self._seconds(0) + time.total_seconds())

    def skew(self, time: timedelta) -> None:
        """Let the bot's own clock be wrong by so much."""
        self._put(8, time.total_seconds())

    def _seconds(self, place: int) -> float:
        return float(struct.unpack_from("d", self._shared, place)[0])

    def _put(self, place: int, seconds: float) -> None:
        struct.pack_into("d", self._shared, place, seconds)
