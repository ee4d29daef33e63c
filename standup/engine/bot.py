"""The engine whole: a lane for the schedule and one for each connection, run by the host."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from standup.chat.interface import (
    Adapter,
    AdapterError,
    AuthLost,
    Capabilities,
    TryAgain,
    Unreachable,
    Unsure,
)
from standup.core.model import Account, Instance, Person
from standup.core.outage import Outage
from standup.core.pause import Pause
from standup.core.settings.overlay import Idle, News, bare
from standup.engine import held, moving
from standup.engine.clock import Clock, wait
from standup.engine.directory import Directory
from standup.engine.drawing import Draw
from standup.engine.faults import cause, heard, heeding_cancellation, is_of_the_database
from standup.engine.hinting import Hinter
from standup.engine.host import Carry, Host, Lease, SingleProcess
from standup.engine.inbox import Inbox
from standup.engine.lane import Lane
from standup.engine.leaving import WayOut
from standup.engine.publisher import PAUSE, Publisher
from standup.engine.scheduler import Scheduler
from standup.engine.summariser import Ask, Summariser
from standup.engine.tidying import tidy
from standup.engine.trouble import outage
from standup.engine.wishing import Wisher
from standup.errors import LaneLostError
from standup.store import settings
from standup.store.database import Store, Transaction

log = logging.getLogger(__name__)

SCHEDULE = "schedule"
"""The lane of whatever belongs to no platform: the moments that fall due, and the posts."""

_PAUSE = (1.0, 60.0)  # seconds before another connection is made, at first and at last
_SIGNED_OUT_PAUSE = (300.0, 1800.0)  # the same after our secret was refused
_GOOD_WHILE = timedelta(minutes=2)  # a connection that lasted so long starts afresh
_EVERY_DAY = frozenset(range(7))


class Bot:
    """A running bot: give it a store, a configuration and adapters, and `run` it.

    `draw` makes images of charts; without it these are said in words. `started` is set once the
    schedule, where it is carried here, is in line with the configuration; `inboxes` are those of
    the connections carried here.
    """

    def __init__(
        self,
        store: Store,
        instance: Instance,
        adapters: Mapping[str, Adapter],
        clock: Clock,
        ready: Callable[[str, str], None] = lambda _name, _words: None,
        host: Host | None = None,
        pause: float = PAUSE,
        draw: Draw | None = None,
        ask: Ask | None = None,
    ) -> None:
        self._store = store
        self._draw = draw
        self._adapters = adapters
        self._clock = clock
        self._ready = ready
        self._host = host or SingleProcess(store, clock)
        self._pause = pause
        self._ask = ask
        self._directory = Directory(instance, self._can())
        self._renewing = asyncio.Lock()
        self._retry = asyncio.Event()
        self._scheduler: Scheduler | None = None
        self._publisher: Publisher | None = None
        self._summariser: Summariser | None = None
        self._wisher: Wisher | None = None
        self._hinter: Hinter | None = None
        self._outgoing: dict[str, Lane] = {}
        self._connections: defaultdict[str, Outage] = defaultdict(lambda: outage(clock))
        self.started = asyncio.Event()
        self.inboxes: dict[str, Inbox] = {}

    def directory(self) -> Directory:
        """The present configuration."""
        return self._directory

    async def run(self) -> None:
        """Run until cancelled."""
        await self._lay_over(self._directory.written)
        lanes: dict[str, Carry] = {SCHEDULE: self._keep_time}
        for name, adapter in self._adapters.items():
            for number in range(adapter.capabilities.connections):
                lane = lane_of(name, number)
                lanes[lane] = partial(self._connect, lane, name, adapter, number)
        await self._host.run(lanes, {"tidy": self._tidy}, self.changed)

    async def reload(self, instance: Instance) -> None:
        """Take a changed configuration; open conversations go on as they began."""
        async with self._renewing:
            await self._lay_over(instance)
        self._retry.set()
        for lane in self._outgoing.values():
            lane.connected()
        await self._adopt()

    async def renew(self) -> None:
        """Take what people said about the configuration since, here or elsewhere."""
        async with self._renewing:
            before = self._directory
            version, news = await self._store.read(partial(_since, known=before.version))
            if version == before.version:
                return
            if news is None:
                await self._lay_over(before.written)
            else:
                self._directory = before.changed(news, version, self._today())
            changed = _is_planned_anew(before, self._directory, news)
        if changed:
            await self._adopt()
        else:
            known = partial(settings.nothing_to_plan, before=before.version, known=version)
            await self._store.write(known)
            self._wake_scheduler()
            self.changed()  # what came with it may wait to leave

    @property
    def idle(self) -> Idle:
        """The settings that do nothing, since they do not fit what is written any more."""
        return self._directory.laid.idle

    async def _lay_over(self, written: Instance) -> None:
        """Have everything that people said hold over what is written, laid anew."""
        can, today = self._directory.capabilities, self._today()

        async def lay(tx: Transaction) -> Directory:
            laid = bare(written)
            version = await settings.version(tx)
            async for part in settings.in_parts(tx):
                laid = laid.changed(part, today)
            return Directory.of(laid, can, version)

        many = await self._store.read(settings.are_many)
        laid = await (self._store.study(lay) if many else self._store.read(lay))
        self._directory = laid.able(self._can())

    def _today(self) -> date:
        return self._clock.now().date()

    async def _adopt(self) -> None:
        if self._scheduler is not None:
            with suppress(LaneLostError):  # whoever has the schedule by now has adopted it anew
                await self._scheduler.adopt()

    def scheduler(self, store: Store) -> Scheduler:
        """What carries out the moments that fall due."""
        return Scheduler(store, self.directory, self._clock, self.changed, self.renew)

    def inbox(self, store: Store, adapter: str, connection: int = 0) -> Inbox:
        """The way in of one connection."""
        return Inbox(
            adapter=adapter,
            store=store,
            directory=self.directory,
            clock=self._clock,
            changed=self.changed,
            connection=connection,
            out=lambda: self._way_out(store, adapter),
            renewed=self.renew,
            sooner=self._wake_scheduler,
        )

    def _wake_scheduler(self) -> None:
        if self._scheduler is not None:
            self._scheduler.wake()

    def _way_out(self, store: Store, adapter: str) -> WayOut | None:
        """What sends for an adapter, where what is written through a store is written for it."""
        out = self._outgoing.get(adapter)
        return out if out is not None and out.store is store else None

    async def _keep_time(self, lease: Lease) -> None:
        """Carry the schedule's lane."""
        scheduler = self._scheduler = self.scheduler(lease.store)
        publisher = self._publisher = Publisher(
            lease.store, self.directory, self._clock, self._published, self._pause
        )
        summariser = self._summariser = Summariser(
            lease.store, self.directory, self._clock, self.changed, self._ask
        )
        wisher = self._wisher = Wisher(lease.store, self.directory, self._clock, self.changed)
        hinter = self._hinter = Hinter(lease.store, self.directory, self._clock, self.changed)
        try:
            self.started.clear()
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(scheduler.run(self.started), name="scheduler")
                tasks.create_task(publisher.run(), name="publisher")
                tasks.create_task(summariser.run(), name="summariser")
                tasks.create_task(wisher.run(), name="wisher")
                tasks.create_task(hinter.run(), name="hinter")
        finally:
            self._scheduler = self._publisher = self._summariser = None
            self._wisher = self._hinter = None

    async def _connect(
        self, lane: str, name: str, adapter: Adapter, number: int, lease: Lease
    ) -> None:
        """Carry the lane of one connection; all that is sent leaves where the first one runs."""
        out: Lane | None = None
        inbox = self.inboxes[lane] = self.inbox(lease.store, name, number)
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._keep_connected(lane, adapter, inbox), name=f"{lane} in")
                if number == 0:
                    out = self._outgoing[name] = Lane(
                        name=name,
                        adapter=adapter,
                        lease=lease,
                        clock=self._clock,
                        bring_elsewhere=self._bring_elsewhere,
                        changed=self.changed,
                        draw=self._draw,
                        refuse=self._refuse,
                    )
                    tasks.create_task(out.run(), name=f"{lane} out")
        finally:
            if self.inboxes.get(lane) is inbox:
                del self.inboxes[lane]
            if number == 0 and self._outgoing.get(name) is out:
                del self._outgoing[name]

    async def _tidy(self) -> None:
        await tidy(self._store, self._directory, self._clock)
        self.changed()

    def _can(self) -> dict[str, Capabilities]:
        return {name: self._able(adapter) for name, adapter in self._adapters.items()}

    def _able(self, adapter: Adapter) -> Capabilities:
        """What a platform can do here: it shows no images where nothing draws them."""
        can = adapter.capabilities
        return replace(can, images=can.images and self._draw is not None)

    async def _bring_elsewhere(self, tx: Transaction, account: Account, now: datetime) -> None:
        await held.bring_elsewhere(tx, self._directory, account, now)

    async def _refuse(self, tx: Transaction, message: int, why: Unreachable, now: datetime) -> bool:
        """A channel lets nothing in: a standup that was to post there stays where it was."""
        is_first = await moving.refused(tx, self._directory, message, why, now)
        if is_first:
            self._wake_scheduler()
        return is_first

    def changed(self) -> None:
        """Something was committed, here or by another worker."""
        if self._publisher is not None:
            self._publisher.wake()
        if self._summariser is not None:
            self._summariser.wake()
        if self._wisher is not None:
            self._wisher.wake()
        self._published()

    def _published(self) -> None:
        """Something was posted, which may be a plan."""
        if self._hinter is not None:
            self._hinter.wake()
        self._promised()

    def _promised(self) -> None:
        for lane in self._outgoing.values():
            lane.wake()

    async def _keep_connected(self, lane: str, adapter: Adapter, inbox: Inbox) -> None:
        """Receive for ever: whatever ends a connection, another is made after a pause."""
        pause, refused = Pause(*_PAUSE), Pause(*_SIGNED_OUT_PAUSE)

        def ready(words: str) -> None:
            refused.begin_anew()
            self._learn_what_it_can()
            self._connected(lane, words)

        while True:
            began = self._clock.now()
            try:
                with heeding_cancellation():
                    await adapter.run(inbox, ready)
                error: BaseException | None = None
            except Exception as fault:  # noqa: BLE001 - supervised: told, and tried again
                error = cause(fault, LaneLostError, AuthLost, AdapterError)
            if isinstance(error, LaneLostError):
                raise error
            if isinstance(error, AuthLost):
                self._tell_refusal(lane, error)
                seconds = timedelta(seconds=refused.next())
                await wait(self._clock, self._clock.now() + seconds, self._retry)
                continue
            if self._clock.now() - began > _GOOD_WHILE:
                pause.begin_anew()
            least = error.after if isinstance(error, TryAgain | Unsure) else 0.0
            seconds = timedelta(seconds=max(least, pause.next()))
            self._tell_loss(lane, error, seconds)
            await self._clock.sleep_until(self._clock.now() + seconds)

    def _learn_what_it_can(self) -> None:
        """Some platforms tell only once they are connected what they can do."""
        can = self._can()
        if can != self._directory.capabilities:
            self._directory = self._directory.able(can)

    def _connected(self, lane: str, words: str) -> None:
        connection = self._connections[lane]
        lasted = connection.end()
        if lasted:
            back = {"action": "connected_again"}
            log.warning("%s is connected again, after %s", lane, lasted, extra=back)
        if not connection.comes_and_goes:
            self._ready(lane, words)
        if lane in self._outgoing:
            self._outgoing[lane].connected()

    def _tell_refusal(self, lane: str, error: AuthLost) -> None:
        if self._connections[lane].is_to_be_told(str(error)):
            log.error("%s: %s", lane, error, extra={"action": "signed_out"})

    def _tell_loss(self, lane: str, error: BaseException | None, seconds: timedelta) -> None:
        connection = self._connections[lane]
        if error is not None and is_of_the_database(error):
            connection.begin()
            return
        was_away = connection.is_under_way
        what = heard(error) if error is not None else "it ended by itself"
        if not connection.is_to_be_told(what):
            return
        lasted = f", for {connection.lasted} now" if was_away else ""
        log.error(
            "%s lost its connection%s: %s; again in %.0f s",
            lane,
            lasted,
            what,
            seconds.total_seconds(),
            extra={"action": "disconnected"},
        )


async def _since(tx: Transaction, known: int) -> tuple[int, News | None]:
    """The version of what people said, and what changed since the one that is known."""
    version = await settings.version(tx)
    return version, News() if version == known else await settings.since(tx, known)


def _is_planned_anew(before: Directory, after: Directory, news: News | None) -> bool:
    """Whether what the schedule depends on has changed; only what there is news of is compared."""
    standups = after.standups if news is None else news.standups
    people = after.people if news is None else news.people.keys() | before.laid.moving
    pairs = [(before.people.get(one), after.people.get(one)) for one in people]
    return any(_rhythm(before, one) != _rhythm(after, one) for one in standups) or any(
        _where(was) != _where(by_now) or _is_asked_more(was, by_now) for was, by_now in pairs
    )


def _rhythm(directory: Directory, standup: str) -> tuple[object, ...] | None:
    """What there is to plan of a standup, whoever takes part."""
    told = directory.standups.get(standup)
    return (replace(told, participants=()), directory.slots(standup)) if told else None


def _where(person: Person | None) -> tuple[object, ...]:
    times = tuple((standup, own.times) for standup, own in person.own) if person else ()
    return (person.zone, person.moved, times) if person else ()


def _is_asked_more(before: Person | None, after: Person | None) -> bool:
    """Whether somebody is asked on more days of a standup: a run that is open waits for them."""
    if before is None or after is None:
        return False
    names = dict((*before.own, *after.own))
    return any(_days(after, one) - _days(before, one) for one in names)


def _days(person: Person, standup: str) -> frozenset[int]:
    own = person.in_standup(standup)
    return frozenset() if own.let_be else _EVERY_DAY if own.days is None else own.days


def lane_of(adapter: str, connection: int) -> str:
    """The lane of one of an adapter's connections."""
    return f"{adapter}#{connection}" if connection else adapter
