"""Messages out: one owner for everything that leaves through one platform connection."""

import asyncio
import logging
from collections.abc import Callable, Collection, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from standup.chat.interface import Adapter, AuthLost, TryAgain, Unreachable, Unsure
from standup.engine.aftermath import MOST_DOUBTS, Aftermath, Refuse, Sent, nothing_to_refuse
from standup.engine.clock import Clock, wait
from standup.engine.delivery import Delivery, Shown
from standup.engine.drawing import Draw
from standup.engine.falling import BringElsewhere
from standup.engine.faults import heeding_cancellation
from standup.engine.host import Lease
from standup.engine.leaving import Answering, Leaving
from standup.engine.pacer import Pacer
from standup.engine.trouble import Trouble
from standup.errors import LaneLostError
from standup.store import outbox
from standup.store.database import Operation, Transaction
from standup.store.outbox import Claimed

log = logging.getLogger(__name__)

_PATIENCE = 60.0  # seconds an adapter may take for one message
_AFTER_A_FAULT = 5.0  # seconds
_FAREWELL = 1.5  # seconds for what is under way when we stop
_AFTER_SILENCE = 5.0  # seconds


@dataclass(slots=True)
class _Looked(Leaving):
    """What was found to send now and, if that is not the most there may be, when the next is due.

    `is_news` says that posts, or messages to others, follow from what was noted.
    """

    due: datetime | None = None
    is_news: bool = False


@dataclass(frozen=True, slots=True)
class _Going:
    """What is under way to a destination: the last of it, and whether it goes there at last."""

    id: int
    task: "asyncio.Task[bool]"
    is_first: bool


L = TypeVar("L", bound=Leaving)


class Lane:
    """Sends what the outbox promises for one adapter: paced, in order for each destination."""

    def __init__(
        self,
        name: str,
        adapter: Adapter,
        lease: Lease,
        clock: Clock,
        bring_elsewhere: BringElsewhere,
        changed: Callable[[], None],
        draw: Draw | None = None,
        refuse: Refuse = nothing_to_refuse,
    ) -> None:
        self._name = name
        self._adapter = adapter
        self._lease = lease
        self.store = lease.store
        self._clock = clock
        self._changed = changed
        self._pacer = Pacer(adapter.capabilities)
        self._delivery = Delivery(adapter, self.store, clock, draw)
        self._aftermath = Aftermath(
            name,
            adapter=adapter,
            store=self.store,
            clock=clock,
            pacer=self._pacer,
            bring_elsewhere=bring_elsewhere,
            changed=changed,
            refuse=refuse,
        )
        self._wake = asyncio.Event()
        self._under_way: dict[str, _Going] = {}
        self._tasks: set[asyncio.Task[bool]] = set()
        self._sent: list[Sent] = []
        self._looking = Trouble(f"sending on {name}", clock, log, "lane_failed")
        self._reserved: frozenset[str] = frozenset()
        self._is_open = False
        self._is_behind = False

    def wake(self) -> None:
        """There may be something to send."""
        self._wake.set()

    def connected(self) -> None:
        """The platform is there again: what it took nothing of is tried at once."""
        self._aftermath.platform.connected()
        self._delivery.connected()
        self._pacer.able(self._adapter.capabilities)
        self._pacer.go_on()
        self._wake.set()

    async def run(self) -> None:
        """Send for ever; when cancelled, give what is under way a moment to end well."""
        try:
            while True:
                try:
                    with heeding_cancellation():
                        if not self._is_open:
                            self._delivery.prefix = await self.store.write(self._begin)
                            self._is_open = True
                        at = await self._send_due()
                    self._looking.over()
                except LaneLostError:
                    raise
                except Exception as error:  # noqa: BLE001 - a full disk must not end the process
                    seconds = self._looking.failed(error, _AFTER_A_FAULT)
                    at = self._clock.now() + timedelta(seconds=seconds)
                await wait(self._clock, at, self._wake)
        finally:
            await self._farewell()

    async def _begin(self, tx: Transaction) -> str:
        await outbox.recover(tx, self._name, self._clock.now())
        return await outbox.prefix(tx)

    async def _farewell(self) -> None:
        self._is_open = False
        tasks = list(self._tasks)
        if tasks:
            await asyncio.wait(tasks, timeout=_FAREWELL)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._sent:
            with suppress(Exception):  # what cannot be noted is in doubt
                async with asyncio.timeout(_FAREWELL):
                    await self.store.write(partial(self._aftermath.note_sent, sent=self._sent))

    async def _send_due(self) -> datetime | None:
        """Begin sending what is due and allowed; returns when to look again (None: when woken)."""
        now = self._clock.now()
        room = self._room
        most = max(0, min(room, self._pacer.available(now) - len(self._reserved)))
        resting = self._pacer.resting(now)
        self._is_behind = most == 0
        if most == 0 and not self._sent:
            return None if room <= 0 else self._pacer.ready_at(now)
        busy = frozenset(self._under_way) | self._reserved | frozenset(resting)
        looked = await self._look(now, most, busy)
        for message in looked.begun:
            self._begin_sending(message, now)
        if looked.is_news:
            self._changed()
        if most == 0:
            return None if room <= 0 else self._pacer.ready_at(now)
        self._is_behind = len(looked.begun) == most
        if self._is_behind:
            return now
        # What is due and was not claimed waits for a message under way, whose end wakes us, for
        # a place that rests, or for one that falls due later.
        return min((at for at in (looked.due, *resting.values()) if at is not None), default=None)

    @property
    def _room(self) -> int:
        """How many more may be under way."""
        at_once = 1 if self._aftermath.platform.is_probed else self._adapter.capabilities.at_once
        return at_once - self._leaving

    @property
    def _leaving(self) -> int:
        """How many messages are under way, or may be any moment."""
        return len(self._under_way) + len(self._reserved)

    async def _look(self, now: datetime, most: int, busy: frozenset[str]) -> _Looked:
        """Note what was sent, and begin sending what is to be sent next, in one transaction."""
        sent, self._sent = self._sent, []

        async def look(tx: Transaction) -> _Looked:
            looked = _Looked(is_news=await self._aftermath.note_sent(tx, sent))
            if most > 0:
                looked.begun = await outbox.claim(tx, self._name, now, most, busy)
                if len(looked.begun) < most:
                    looked.due = await outbox.next_due(tx, self._name, now)
            return looked

        try:
            return await self._surely(look)
        except LaneLostError:
            raise
        except Exception:
            for one in sent:  # each by itself, for as long as it takes
                self._track(one.claimed, self._aftermath.note_alone(one), is_first=False)
            raise

    async def _surely(self, operation: Operation[L]) -> L:
        """Carry out what begins to send; cancelled meanwhile, give that back: nothing has left."""
        begun: list[Claimed] = []

        async def remembered(tx: Transaction) -> L:
            begun.clear()
            result = await operation(tx)
            begun.extend(result.begun)
            return result

        try:
            return await self.store.write(remembered)
        except asyncio.CancelledError:  # what was given to the store before comes first
            await self._give_back(begun)
            raise

    async def _give_back(self, begun: list[Claimed]) -> None:
        with suppress(Exception):  # a full disk leaves them in doubt
            await self.store.write(lambda tx: outbox.give_back(tx, begun))

    async def carry(self, accounts: Collection[str], answering: Answering) -> Leaving:
        """See WayOut. A reply leaves so where it may leave now and nothing waits before it."""
        at_once = self._reserve(accounts)
        if not at_once:
            return await self.store.write(lambda tx: answering(tx, at_once))
        self._reserved |= at_once.keys()
        leaving = Leaving()
        try:
            leaving = await self._surely(lambda tx: answering(tx, at_once))
        finally:
            self._reserved -= at_once.keys()
            if len(leaving.begun) < len(at_once):  # something may have waited for one of these
                self._wake.set()
        if self._is_open:
            now = self._clock.now()
            for message in leaving.begun:
                self._begin_sending(message, now)
        elif leaving.begun:  # the lane ended meanwhile
            await self._give_back(leaving.begun)
        return leaving

    def _reserve(self, accounts: Collection[str]) -> dict[str, int]:
        """The accounts to which a reply may leave now, passing nothing that waits for the pace.

        Each with the number of the message that is under way there, behind which it leaves.
        """
        now = self._clock.now()
        if not self._is_open or self._is_behind:
            return {}
        room = min(self._room, self._pacer.available(now) - len(self._reserved))
        free = (
            (account, going.id if going else 0)
            for account in accounts
            if ((going := self._under_way.get(account)) is None or going.is_first)
            and account not in self._reserved
            and not self._pacer.rests(account, now)
        )
        return dict(islice(free, max(0, room)))

    def _begin_sending(self, claimed: Claimed, now: datetime) -> None:
        self._pacer.spend(claimed.destination, direct=claimed.account is not None, now=now)
        before = self._under_way.get(claimed.destination)
        work = self._deliver(claimed) if before is None else self._follow(before.task, claimed)
        self._track(claimed, work, is_first=before is None)

    def _track(self, claimed: Claimed, work: Coroutine[Any, Any, bool], *, is_first: bool) -> None:
        task = asyncio.create_task(work, name=f"{self._name} message {claimed.id}")
        self._under_way[claimed.destination] = _Going(claimed.id, task, is_first)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: self._ended(claimed))

    def _ended(self, claimed: Claimed) -> None:
        going = self._under_way.get(claimed.destination)
        if going is not None and going.id == claimed.id:
            del self._under_way[claimed.destination]
        self._wake.set()

    async def _follow(self, before: "asyncio.Task[bool]", claimed: Claimed) -> bool:
        """Deliver a message once the one before it is there; where that is not, it waits again."""
        await asyncio.wait([before])
        if before.cancelled() or before.exception() is not None or not before.result():
            await self._give_back([claimed])
            return False
        return await self._deliver(claimed)

    async def _deliver(self, claimed: Claimed) -> bool:
        """Send a message and say what became of it; whether the platform shows it now."""
        if not self._lease.is_held():  # another may send it by now; it surely has not left
            await self._aftermath.give_back(claimed)
            return False
        began, may_repeat = self._clock.now(), self._delivery.may_repeat
        if claimed.doubts >= MOST_DOUBTS and not may_repeat(claimed):
            await self._aftermath.leave_in_doubt(claimed)
            return False
        try:
            shown = await self._answered(claimed)
        except TryAgain as error:
            await self._aftermath.not_now(claimed, error)
        except Unsure as error:
            why = error.told or "no answer came"
            await self._aftermath.in_doubt(
                claimed, error.after, why, may_repeat=may_repeat(claimed)
            )
        except TimeoutError:
            why = "no answer came in time"
            await self._aftermath.in_doubt(
                claimed, _AFTER_SILENCE, why, may_repeat=may_repeat(claimed)
            )
        except Unreachable as error:
            await self._aftermath.not_there(claimed, error, began)
        except AuthLost:
            await self._aftermath.signed_out(claimed)
        except Exception as error:  # noqa: BLE001 - one message must not stop the lane
            await self._aftermath.failed(claimed, error)
        else:
            self._pacer.went_through()
            self._aftermath.platform.went_through()
            self._sent.append(Sent(claimed, shown, self._clock.now()))
            return True
        return False

    async def _answered(self, claimed: Claimed) -> Shown:
        """Hand over with patience; the pace counts from the answer, as the platform's may."""
        try:
            async with asyncio.timeout(_PATIENCE):
                return await self._delivery.attempt(claimed)
        finally:
            self._pacer.answered(claimed.destination, self._clock.now())
