"""Several processes that share the work: each lane runs in one of them, and moves when it ends."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, Protocol

from standup.core.pause import Pause
from standup.engine.clock import Clock
from standup.engine.faults import fault, heeding_cancellation
from standup.engine.host import Carry, Job, Lease, done, trouble_of
from standup.engine.trouble import Trouble, outage
from standup.errors import LaneLostError
from standup.store import lanes
from standup.store.database import Store, Transaction
from standup.store.fenced import FencedStore

log = logging.getLogger(__name__)

_PAUSE = (1.0, 30.0)  # seconds before a lost connection to the other workers is made anew
_GOOD_WHILE = timedelta(minutes=2)  # a connection that lasted so long starts afresh
_AFTER_A_FAULT = 1.0  # seconds before a lane that broke off is taken again
_CANCELLED_AGAIN = 2.0  # seconds, since what is cancelled may overhear it
_AT_ONCE = 0.02  # seconds in which many changes of other workers count as one


class Hold(Protocol):
    """A lane that was given to this process; `over` is set when it must end."""

    lane: str
    over: asyncio.Event

    def is_sure(self) -> bool:
        """Whether no other process can have been given the lane by now."""

    async def confirm(self, tx: Transaction) -> None:
        """See in a transaction that it is still ours. Raises LaneLostError."""


class Placing(Protocol):
    """What decides which process is given which lane."""

    async def run(
        self,
        lanes: Any,
        carry: Callable[[Any], Awaitable[None]],
        jobs: Mapping[str, Callable[[], Awaitable[Any]]],
        seen: Callable[[], None],
    ) -> None:
        """Have lanes carried here, as many as are our share, until cancelled.

        `seen` is called when the other workers are in sight.
        """


class Shared(Store, Protocol):
    """A store that others write to as well."""

    def listen(self, changed: Callable[[], None]) -> None:
        """From now on `changed` is called when another process has changed something."""


class Workers:
    """A host among others, `worker` by name, on one database."""

    def __init__(self, store: Shared, placing: Placing, worker: str, clock: Clock) -> None:
        self._store = store
        self._placing = placing
        self._worker = worker
        self._clock = clock
        self._sight = outage(clock)
        self._troubles: dict[str, Trouble] = {}
        self._alone: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def run(
        self, lanes: Mapping[str, Carry], jobs: Mapping[str, Job], changed: Callable[[], None]
    ) -> None:
        """See Host."""
        self._store.listen(_together(changed))
        daily = {
            name: partial(done, job, trouble_of(name, self._clock)) for name, job in jobs.items()
        }

        async def carry(hold: Hold) -> None:
            await self._carry(lanes[hold.lane], hold)

        pause = Pause(*_PAUSE)
        while True:
            began = self._clock.now()
            try:
                with heeding_cancellation():
                    await self._placing.run(list(lanes), carry, daily, self._seen)
                what = ("it ended", "by itself")
            except Exception as error:  # noqa: BLE001 - supervised: told, and tried again
                what = fault(error)
            if self._clock.now() - began > _GOOD_WHILE:
                pause.begin_anew()
            seconds = pause.next()
            if self._sight.is_to_be_told():
                log.error(
                    "the other workers are out of sight (%s at %s); again in %.0f s",
                    *what,
                    seconds,
                    extra={"action": "workers_lost"},
                )
            await asyncio.sleep(seconds)

    def _seen(self) -> None:
        if lasted := self._sight.end():
            seen = {"action": "workers_seen"}
            log.info("the other workers are in sight again, after %s", lasted, extra=seen)

    async def _carry(self, carry: Carry, hold: Hold) -> None:
        """Carry a lane that we were given, until it is over or somebody else's."""
        async with self._alone[hold.lane]:  # what is still ending here ends first
            await self._carry_alone(carry, hold)

    async def _carry_alone(self, carry: Carry, hold: Hold) -> None:
        try:
            epoch = await self._store.write(lambda tx: self._take(tx, hold))
        except LaneLostError:
            return
        except Exception as error:  # noqa: BLE001 - pgqueuer would say nothing and drop the job
            await self._rest(hold.lane, error, "cannot be taken")
            return
        log.info(
            "%s is carried here now, as epoch %d", hold.lane, epoch, extra={"action": "lane_taken"}
        )
        store = FencedStore(self._store, hold.lane, epoch, hold.over.set)
        carrying = asyncio.create_task(carry(Lease(store, hold.is_sure)), name=hold.lane)
        ending = asyncio.create_task(hold.over.wait())
        try:
            await asyncio.wait((carrying, ending), return_when=asyncio.FIRST_COMPLETED)
        finally:
            ending.cancel()
            while not carrying.done():
                carrying.cancel()
                await asyncio.wait([carrying], timeout=_CANCELLED_AGAIN)
        if (broken := _fault_of(carrying)) is not None:
            await self._rest(hold.lane, broken, "broke off")
            return
        self._trouble(hold.lane).over()
        log.info("%s is carried here no more", hold.lane, extra={"action": "lane_left"})

    async def _rest(self, lane: str, error: Exception, how: str) -> None:
        """A lane cannot be carried: say so, and let it rest."""
        await asyncio.sleep(self._trouble(lane).failed(error, _AFTER_A_FAULT, how))

    def _trouble(self, lane: str) -> Trouble:
        made = Trouble(lane, self._clock, log, "lane_failed")
        return self._troubles.setdefault(lane, made)

    async def _take(self, tx: Transaction, hold: Hold) -> int:
        await hold.confirm(tx)
        return await lanes.take(tx, hold.lane, self._worker, self._clock.now())


def _fault_of(carrying: "asyncio.Task[None]") -> Exception | None:
    """Why a lane broke off; None where it ended because it was to."""
    error = None if carrying.cancelled() else carrying.exception()
    return error if isinstance(error, Exception) and not _only_lost(error) else None


def _only_lost(error: BaseException) -> bool:
    if isinstance(error, BaseExceptionGroup):
        return all(_only_lost(one) for one in error.exceptions)
    return isinstance(error, LaneLostError)


def _together(changed: Callable[[], None]) -> Callable[[], None]:
    """Many changes within a moment as one."""
    waiting: list[asyncio.TimerHandle] = []

    def later() -> None:
        waiting.clear()
        changed()

    def hear() -> None:
        if not waiting:
            waiting.append(asyncio.get_running_loop().call_later(_AT_ONCE, later))

    return hear
