"""Several processes that share the work: each lane runs in one of them, and moves when it ends."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, Protocol

from standup.engine.clock import Clock
from standup.engine.faults import fault, heeding_cancellation
from standup.engine.host import Carry, Job, Lease, done
from standup.errors import LaneLostError
from standup.store import lanes
from standup.store.database import Store, Transaction
from standup.store.fenced import FencedStore

log = logging.getLogger(__name__)

_PAUSE = 1.0  # seconds before a lost connection to the other workers is made anew
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
    ) -> None:
        """Have lanes carried here, as many as are our share, until cancelled."""


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
        self._alone: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def run(
        self, lanes: Mapping[str, Carry], jobs: Mapping[str, Job], changed: Callable[[], None]
    ) -> None:
        """See Host."""
        self._store.listen(_together(changed))
        daily = {name: partial(done, name, job) for name, job in jobs.items()}
        while True:
            try:
                with heeding_cancellation():
                    await self._placing.run(
                        list(lanes), lambda hold: self._carry(lanes[hold.lane], hold), daily
                    )
                what = ("it ended", "by itself")
            except Exception as error:  # noqa: BLE001 - supervised: told, and tried again
                what = fault(error)
            log.error(
                "the other workers are out of sight (%s at %s); again in %.0f s",
                *(*what, _PAUSE),
                extra={"action": "workers_lost"},
            )
            await asyncio.sleep(_PAUSE)

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
            what = (hold.lane, *fault(error))
            log.error("%s cannot be taken: %s at %s", *what, extra={"action": "lane_failed"})
            await asyncio.sleep(_PAUSE)
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
        if not _ended_well(hold.lane, carrying):
            await asyncio.sleep(_PAUSE)

    async def _take(self, tx: Transaction, hold: Hold) -> int:
        await hold.confirm(tx)
        return await lanes.take(tx, hold.lane, self._worker, self._clock.now())


def _ended_well(lane: str, carrying: "asyncio.Task[None]") -> bool:
    """Whether a lane ended because it was to; tells which it was."""
    error = None if carrying.cancelled() else carrying.exception()
    if error is None or _only_lost(error):
        log.info("%s is carried here no more", lane, extra={"action": "lane_left"})
        return True
    log.error("%s broke off: %s at %s", lane, *fault(error), extra={"action": "lane_failed"})
    return False


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
