"""Where lanes run: each of them in one process at a time."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from standup.core.pause import Pause
from standup.engine.clock import Clock, wait
from standup.engine.faults import heeding_cancellation
from standup.engine.trouble import Trouble
from standup.store.database import Store

log = logging.getLogger(__name__)

_EVERY = timedelta(days=1)
_AFTER_A_FAULT = (60.0, 3600.0)  # seconds before a job that failed is done again


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to carry a lane for as long as nobody else has it.

    What is written through `store` raises LaneLostError once another process has taken the lane.
    `is_held` turns false when by this machine's own clock another may have, so that nothing more
    leaves for a platform; it asks nobody.
    """

    store: Store
    is_held: Callable[[], bool] = _always


Carry = Callable[[Lease], Coroutine[Any, Any, None]]
"""Carries a lane until cancelled, or until it raises LaneLostError."""

Job = Callable[[], Awaitable[None]]
"""Something that belongs to no lane and is done once a day; done twice it does no harm."""


class Host(Protocol):
    """Decides which lanes this process carries."""

    async def run(
        self, lanes: Mapping[str, Carry], jobs: Mapping[str, Job], changed: Callable[[], None]
    ) -> None:
        """Carry lanes and do jobs until cancelled, so that each lane is carried somewhere.

        `changed` is called when another process has committed something.
        """


class SingleProcess:
    """One process that carries every lane."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._next: datetime | None = None

    async def run(
        self, lanes: Mapping[str, Carry], jobs: Mapping[str, Job], _: Callable[[], None]
    ) -> None:
        """See Host."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._do(jobs), name="jobs")
            for name, carry in lanes.items():
                tasks.create_task(carry(Lease(self._store)), name=name)

    def is_due(self, now: datetime) -> bool:
        """Whether a job is to be done by now."""
        return self._next is None or self._next <= now

    async def _do(self, jobs: Mapping[str, Job]) -> None:
        pause = Pause(*_AFTER_A_FAULT)
        troubles = {name: trouble_of(name, self._clock) for name in jobs}
        while True:
            went_well = [await done(job, troubles[name]) for name, job in jobs.items()]
            if all(went_well):
                pause.begin_anew()
            after = _EVERY if all(went_well) else timedelta(seconds=pause.next())
            at = self._clock.now() + after
            self._next = at
            await wait(self._clock, at, asyncio.Event())


def trouble_of(job: str, clock: Clock) -> Trouble:
    """What tells that a job fails."""
    return Trouble(f"the job {job}", clock, log, "job_failed")


async def done(job: Job, trouble: Trouble) -> bool:
    """Do a job; False, and told, when it failed."""
    try:
        with heeding_cancellation():
            await job()
    except Exception as error:  # noqa: BLE001 - a full disk must not end the process
        trouble.tell(error)
        return False
    trouble.over()
    return True
