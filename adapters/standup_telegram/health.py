"""How Telegram is doing: how long to wait for it, and when to look before sending again."""

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from standup.chat.interface import TryAgain
from standup.core.outage import Outage
from standup.core.pause import Pause, grown
from standup_telegram.errors import OtherPoller, Told

T = TypeVar("T")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Waits:
    """How long everything takes, in seconds. Tests are in more of a hurry."""

    poll: int = 30
    answer: float = 15.0
    first: float = 1.0
    conflict: float = 15.0
    doubt: float = 4.0
    longest: float = 60.0
    farewell: float = 1.5
    watch: float = 300.0


class Health:
    """Failures in a row, as asking and sending meet them; any success ends the row."""

    def __init__(self, waits: Waits) -> None:
        self._waits = waits
        self.failures = 0

    def worked(self) -> None:
        """Telegram did what was asked."""
        self.failures = 0

    def failed(self) -> None:
        """Telegram was asked something harmless, and did not answer."""
        self.failures += 1

    def doubted(self) -> None:
        """Perhaps something was done, perhaps not."""
        self.failures = max(1, self.failures)

    @property
    def pause(self) -> float:
        """How long to wait before the next try."""
        return grown(self._waits.doubt, self._waits.longest, self.failures - 1)


class Patience:
    """Repeats what may be repeated, longer apart each time, with a few log lines an outage.

    `note` keeps what another poller is to the operator, or that there is none any more.
    """

    def __init__(
        self,
        health: Health,
        waits: Waits,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        note: Callable[[str | None], object] = lambda _: None,
    ) -> None:
        self.note = note
        self._sleep = sleep
        self._health = health
        self._waits = waits
        self._pauses = Pause(waits.first, waits.longest)
        self._away, self._taken = Outage(time.monotonic), Outage(time.monotonic)

    async def until_done(self, make: Callable[[], Awaitable[T]]) -> T:
        """The result of `make`, repeated while it raises TryAgain."""
        while True:
            try:
                result = await make()
            except TryAgain as again:
                await self._pause(again)
            else:
                self._back()
                return result

    async def _pause(self, again: TryAgain) -> None:
        self._tell(again)
        seconds = self._pauses.next() * random.uniform(0.7, 1.0)  # noqa: S311
        if isinstance(again, Told):
            seconds = max(seconds, again.after)
        elif isinstance(again, OtherPoller):
            seconds = max(seconds, self._waits.conflict)
        else:
            self._health.failed()
        await self._sleep(seconds)

    def _tell(self, again: TryAgain) -> None:
        if isinstance(again, OtherPoller):
            level, action, outage = logging.ERROR, "telegram_other_poller", self._taken
        else:
            level, action, outage = logging.WARNING, "telegram_away", self._away
        if outage.is_to_be_told():
            log.log(level, "Waiting for Telegram: %s", again, extra={"action": action})
            if outage is self._taken:
                self.note(str(again))

    def _back(self) -> None:
        self._pauses.begin_anew()
        if self._taken.is_under_way and not self._taken.comes_and_goes:
            self.note(None)
        for outage in (self._away, self._taken):
            if lasted := outage.end():
                log.info("Telegram is back after %s", lasted, extra={"action": "telegram_back"})
        self._health.worked()
