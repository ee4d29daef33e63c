"""The engine whole: scheduler, publisher and one lane a platform, under one roof."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from standup.chat.interface import Adapter, AuthLost
from standup.core.model import Account, Instance
from standup.engine import moving
from standup.engine.clock import Clock, wait
from standup.engine.directory import Directory
from standup.engine.faults import fault
from standup.engine.inbox import Inbox
from standup.engine.lane import Lane
from standup.engine.publisher import Publisher
from standup.engine.scheduler import Scheduler
from standup.store.database import Store, Transaction

log = logging.getLogger(__name__)

_SHORTEST_PAUSE = 1.0
_LONGEST_PAUSE = 60.0
_SIGNED_OUT_PAUSE = timedelta(minutes=5)
_GOOD_WHILE = timedelta(minutes=2)  # a connection that lasted so long starts afresh


class Bot:
    """A running bot: give it a store, a configuration and adapters, and `run` it.

    `started` is set once the schedule is in line with the configuration.
    """

    def __init__(
        self,
        store: Store,
        instance: Instance,
        adapters: Mapping[str, Adapter],
        clock: Clock,
        ready: Callable[[str, str], None] = lambda _name, _words: None,
    ) -> None:
        self._adapters = adapters
        self._clock = clock
        self._ready = ready
        self._directory = self._directory_of(instance)
        self._retry = asyncio.Event()
        self.started = asyncio.Event()
        self.publisher = Publisher(store, self.directory, clock, self._promised)
        self.scheduler = Scheduler(store, self.directory, clock, self._changed)
        self.lanes = {
            name: Lane(name, adapter, store, clock, self._bring_elsewhere, self._changed)
            for name, adapter in adapters.items()
        }
        self.inboxes = {
            name: Inbox(name, store, self.directory, clock, self._changed) for name in adapters
        }

    def directory(self) -> Directory:
        """The present configuration."""
        return self._directory

    async def run(self) -> None:
        """Run until cancelled."""
        await self.scheduler.adopt()
        self.started.set()
        async with asyncio.TaskGroup() as tasks:
            for name, adapter in self._adapters.items():
                tasks.create_task(self._keep_connected(name, adapter), name=f"{name} in")
                tasks.create_task(self.lanes[name].run(), name=f"{name} out")
            tasks.create_task(self.scheduler.run(), name="scheduler")
            tasks.create_task(self.publisher.run(), name="publisher")

    async def reload(self, instance: Instance) -> None:
        """Take a changed configuration; open conversations go on as they began."""
        self._directory = self._directory_of(instance)
        self._retry.set()
        await self.scheduler.adopt()

    def _directory_of(self, instance: Instance) -> Directory:
        can = {name: adapter.capabilities for name, adapter in self._adapters.items()}
        return Directory(instance, can)

    async def _bring_elsewhere(self, tx: Transaction, account: Account, now: datetime) -> None:
        await moving.bring_elsewhere(tx, self._directory, account, now)

    def _changed(self) -> None:
        self.publisher.wake()
        self._promised()

    def _promised(self) -> None:
        for lane in self.lanes.values():
            lane.wake()

    async def _keep_connected(self, name: str, adapter: Adapter) -> None:
        """Receive for ever: whatever ends a connection, another is made after a pause."""
        pause = _SHORTEST_PAUSE
        while True:
            began = self._clock.now()
            try:
                await adapter.run(self.inboxes[name], lambda words: self._ready(name, words))
                what = ("it ended", "by itself")
            except AuthLost as error:
                log.error("%s: %s", name, error, extra={"action": "signed_out"})
                await wait(self._clock, self._clock.now() + _SIGNED_OUT_PAUSE, self._retry)
                continue
            except Exception as error:  # noqa: BLE001 - supervised: told, and tried again
                what = fault(error)
            if self._clock.now() - began > _GOOD_WHILE:
                pause = _SHORTEST_PAUSE
            log.error(
                "%s lost its connection (%s at %s); again in %.0f s",
                *(name, *what, pause),
                extra={"action": "disconnected"},
            )
            await self._clock.sleep_until(self._clock.now() + timedelta(seconds=pause))
            pause = min(_LONGEST_PAUSE, pause * 2)
