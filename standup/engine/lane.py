"""Messages out: one owner for everything that leaves through one platform connection."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from standup.chat.interface import Adapter, AuthLost, TryAgain, Unreachable, Unsure
from standup.core import legible
from standup.core.model import Account
from standup.core.pause import Pause, grown
from standup.engine.clock import Clock, wait
from standup.engine.faults import heeding_cancellation, known_reason
from standup.engine.host import Lease
from standup.engine.leaving import Answering, Leaving
from standup.engine.pacer import Pacer
from standup.engine.showing import Draw, Showing
from standup.engine.trouble import CHANNEL_PAUSE, Platform, Shut, Trouble
from standup.errors import LaneLostError
from standup.store import inbound, outbox, posts, runs
from standup.store.database import Operation, Transaction
from standup.store.outbox import Claimed

log = logging.getLogger(__name__)

_PATIENCE = 60.0  # seconds an adapter may take for one message
_HOPE = timedelta(days=2)
_LAST_HOPE = timedelta(hours=12)  # of what is refused first when it is old: nobody was running
_AT_ONCE_AGAIN = timedelta(seconds=1)
_MOST_FAULTS = 12  # tries of a message that fails for no reason we know
_LONGEST_BACKOFF = 3600.0
_AFTER_A_FAULT = 5.0  # seconds
_SIGNED_OUT = (60.0, 1800.0)  # seconds, at first and at last, until the secret is tried again
_BEHIND = 1.0  # seconds that what failed waits longer than the others that may try
_LONGEST_DOUBT = 300.0  # seconds until it is looked again whether something arrived
_LONGEST_REST = 60.0  # seconds that a place rests that asked for less, again and again
_FAREWELL = 1.5  # seconds for what is under way when we stop
_MOST_DOUBTS = 2  # attempts that nobody knows the end of, where a repeat might be seen twice
_AFTER_SILENCE = 5.0  # seconds
_IN_ORDER = timedelta(minutes=10)  # for so long nothing passes what waits for its platform


BringElsewhere = Callable[[Transaction, Account, datetime], Awaitable[None]]
"""Lets what is held for an account go to another one of the same person, if they have one."""


@dataclass(slots=True)
class _Looked(Leaving):
    """What was found to send now and, if that is not the most there may be, when the next is due.

    `is_news` says that posts, or messages to others, follow from what was noted.
    """

    due: datetime | None = None
    is_news: bool = False


@dataclass(frozen=True, slots=True)
class _Sent:
    """A message that the platform shows, which is yet to be noted."""

    claimed: Claimed
    place: str
    message_id: str
    version: int
    at: datetime


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
    ) -> None:
        self._name = name
        self._adapter = adapter
        self._draw = draw
        self._showing = Showing(adapter.capabilities, draw)
        self._lease = lease
        self.store = lease.store
        self._clock = clock
        self._bring_elsewhere = bring_elsewhere
        self._changed = changed
        self._pacer = Pacer(adapter.capabilities)
        self._wake = asyncio.Event()
        self._under_way: dict[str, _Going] = {}
        self._tasks: set[asyncio.Task[bool]] = set()
        self._sent: list[_Sent] = []
        self._shut = Shut(name, clock, log)
        self._platform = Platform(name, clock, log)
        self._looking = Trouble(f"sending on {name}", clock, log, "lane_failed")
        self._noting = Trouble(f"noting what was sent on {name}", clock, log, "lane_failed")
        self._refused: dict[int, datetime] = {}
        self._reserved: frozenset[str] = frozenset()
        self._is_open = False
        self._is_behind = False
        self._prefix = ""

    def wake(self) -> None:
        """There may be something to send."""
        self._wake.set()

    def connected(self) -> None:
        """The platform is there again: what it took nothing of is tried at once."""
        self._platform.connected()
        self._showing = Showing(self._adapter.capabilities, self._draw)
        self._pacer.able(self._adapter.capabilities)
        self._pacer.go_on()
        self._wake.set()

    async def run(self) -> None:
        """Send for ever; when cancelled, give what is under way a moment to end well."""
        try:
            while True:
                try:
                    with heeding_cancellation():
                        if not self._prefix:
                            self._prefix = await self.store.write(self._begin)
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
                    await self.store.write(partial(self._note_sent, sent=self._sent))

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
        at_once = 1 if self._platform.is_probed else self._adapter.capabilities.at_once
        return at_once - self._leaving

    @property
    def _leaving(self) -> int:
        """How many messages are under way, or may be any moment."""
        return len(self._under_way) + len(self._reserved)

    async def _look(self, now: datetime, most: int, busy: frozenset[str]) -> _Looked:
        """Note what was sent, and begin sending what is to be sent next, in one transaction."""
        sent, self._sent = self._sent, []

        async def look(tx: Transaction) -> _Looked:
            looked = _Looked(is_news=await self._note_sent(tx, sent))
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
                self._track(one.claimed, self._note_alone(one), is_first=False)
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

    # ── replies that leave at once ─────────────────────────────────────────────────────────────

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

    # ── one message ────────────────────────────────────────────────────────────────────────────

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
        if not self._lease.is_held():  # another may send it by now; if not, it surely has not left
            await self._note(lambda tx: outbox.give_back(tx, [claimed]))
            return False
        began = self._clock.now()
        if claimed.doubts >= _MOST_DOUBTS and not self._may_repeat(claimed):
            await self._leave_in_doubt(claimed)
            return False
        try:
            place, message_id, version = await self._answered(claimed)
        except TryAgain as error:
            await self._not_now(claimed, error)
        except Unsure as error:
            await self._in_doubt(claimed, error.after, error.told or "no answer came")
        except TimeoutError:
            await self._in_doubt(claimed, _AFTER_SILENCE, "no answer came in time")
        except Unreachable as error:
            await self._not_there(claimed, error, began)
        except AuthLost:
            first, longest = _SIGNED_OUT
            rest = timedelta(seconds=self._push_back(first, "signed out", longest))
            await self._postpone(claimed, rest, "signed out", undone=True)
        except Exception as error:  # noqa: BLE001 - one message must not stop the lane
            await self._failed(claimed, error)
        else:
            self._pacer.went_through()
            self._platform.went_through()
            self._sent.append(_Sent(claimed, place, message_id, version, self._clock.now()))
            return True
        return False

    async def _answered(self, claimed: Claimed) -> tuple[str, str, int]:
        """Hand over with patience; the pace counts from the answer, as the platform's may."""
        try:
            async with asyncio.timeout(_PATIENCE):
                return await self._hand_over(claimed)
        finally:
            self._pacer.answered(claimed.destination, self._clock.now())

    async def _hand_over(self, claimed: Claimed) -> tuple[str, str, int]:
        """Let the platform show the message; returns place, message id, and the version shown."""
        place = claimed.sent_place or claimed.place
        if place is None:
            place = await self._direct(claimed.account or "")
        can = self._adapter.capabilities
        thread = (claimed.thread_id or None) if can.threads else None
        key = f"{self._prefix}-{claimed.id}"
        if claimed.message_id is not None:
            key = f"{key}-{claimed.version}"
            return place, await self._revise(claimed, place, thread, key), claimed.version
        if claimed.again and can.reads_history:
            found = await self._find(claimed, place, key, thread)
            if found is not None:
                return place, found, claimed.first_version
            claimed = await self._without_doubt(claimed)
        # What is looked for by its words says the same each time, until it is known to be there.
        words = claimed.first_message if can.reads_history else claimed.message
        words = await self._showing.shown(words)
        title = claimed.title and legible.words(claimed.title)
        sent = await self._adapter.send(place, words, key, thread=thread, title=title)
        # Where the key is known, a repeated send may have shown the words of the first attempt:
        # then an edit follows.
        is_first = claimed.again and can.key_window > 0
        return place, sent, claimed.first_version if is_first else claimed.version

    async def _revise(self, claimed: Claimed, place: str, thread: str | None, key: str) -> str:
        """Edit a sent message, or where that cannot be, let a new one follow it."""
        assert claimed.message_id is not None
        words = await self._showing.shown(claimed.message)
        if not self._adapter.capabilities.edits or not claimed.message_id:
            return await self._adapter.send(place, words, key, thread=thread)
        await self._adapter.edit(place, claimed.message_id, words, key, thread=thread)
        return claimed.message_id

    async def _find(self, claimed: Claimed, place: str, key: str, thread: str | None) -> str | None:
        """What an earlier attempt left in the history, if it is nothing else that we sent."""
        words = await self._showing.shown(claimed.first_message)
        found = await self._adapter.find(
            *(place, words, key, claimed.first_attempt_at),
            thread=thread,
            title=claimed.title and legible.words(claimed.title),
        )
        if not found:
            return None
        return await self.store.read(lambda tx: outbox.without_key(tx, claimed, found))

    async def _direct(self, account: str) -> str:
        """The direct conversation; while it cannot be opened, nothing has surely left."""
        try:
            return await self._adapter.direct(account)
        except TryAgain as again:
            again.undone = True
            raise

    async def _without_doubt(self, claimed: Claimed) -> Claimed:
        """What has surely not arrived, as a first attempt, which says what is true by now."""
        if claimed.first_version == claimed.version or self._is_key_known(claimed):
            return claimed
        return await self.store.write(lambda tx: outbox.begin_anew(tx, claimed))

    def _is_key_known(self, claimed: Claimed) -> bool:
        """Whether the platform still recognises the key of the first attempt."""
        can = self._adapter.capabilities
        return can.recognises(claimed.first_attempt_at, self._clock.now())

    def _may_repeat(self, claimed: Claimed) -> bool:
        """Whether another attempt shows nothing twice, whatever became of the ones before."""
        can = self._adapter.capabilities
        changes_one = bool(claimed.message_id) and can.edits
        return changes_one or can.reads_history or self._is_key_known(claimed)

    # ── what became of it ──────────────────────────────────────────────────────────────────────

    async def _note_sent(self, tx: Transaction, sent: Sequence[_Sent]) -> bool:
        """Note messages that the platform shows; whether posts or others' messages follow."""
        return any([await self._note_one(tx, one) for one in sent])

    async def _note_one(self, tx: Transaction, sent: _Sent) -> bool:
        claimed, account = sent.claimed, sent.claimed.account
        was_shut, is_first, has_failed = await outbox.confirm(
            *(tx, self._name, claimed, sent.message_id, sent.place, sent.version, sent.at)
        )
        if has_failed:
            await self._fall(tx, sent)
            return True
        is_late = (
            is_first
            and claimed.check_in is not None
            and await runs.confirm_asked(tx, claimed.check_in, sent.at)
        )
        if is_late:  # the digest was told without it, as if they had not been asked
            await self._renew_posts(tx, claimed)
        self._refused.pop(claimed.id, None)
        if claimed.destination in self._shut:
            await self._is_open_again(tx, claimed.destination, sent.at)
        if was_shut and account is None:  # a channel was told to be shut, and is not
            await inbound.got_through(tx, self._name, claimed.destination)
            await outbox.open_again(tx, self._name, claimed.destination, sent.at)
            return True
        if not was_shut or account is None or claimed.place is not None:
            return is_late
        is_back = await inbound.got_through(tx, self._name, account)
        if is_back:
            await outbox.release(tx, self._name, account, sent.at)
            await self._renew_posts(tx, claimed)
        return is_back or is_late

    async def _fall(self, tx: Transaction, sent: _Sent) -> None:
        """What we note as shown has failed already."""
        from standup.engine import falling  # noqa: PLC0415 - what few platforms tell

        fall = falling.Fall(self._name, sent.at, self._bring_elsewhere)
        await falling.failed_before(tx, fall, sent.message_id)

    async def _is_open_again(self, tx: Transaction, channel: str, now: datetime) -> None:
        """A channel let us in: what it had refused need wait no longer."""
        await outbox.open_again(tx, self._name, channel, now)
        self._shut.opened(channel)

    async def _note_alone(self, sent: _Sent) -> bool:
        async def note(tx: Transaction) -> None:
            await self._note_one(tx, sent)

        await self._note(note)
        self._changed()
        return True

    async def _not_now(self, claimed: Claimed, error: TryAgain) -> None:
        now = self._clock.now()
        if error.everywhere:
            rest = self._push_back(error.after, error.told or "it asks for patience")
        else:
            self._platform.hindered(error.told or "it asks for patience in each place")
            longest = max(error.after, _LONGEST_REST)
            rest = grown(error.after, longest, claimed.attempts - 1)
            self._pacer.rest(claimed.destination, now, rest)
        due_at = now + timedelta(seconds=rest)
        # Where nothing can be sent at all this message has not failed; unless it is the reason.
        counts = not error.everywhere or now - claimed.created_at > _IN_ORDER
        await self._note(
            lambda tx: outbox.postpone(
                tx, claimed, due_at, "platform busy", counts=counts, undone=error.undone
            )
        )

    def _push_back(self, after: float, why: str, longest: float = _LONGEST_REST) -> float:
        """Send nothing for a while: twice as long each time, until something goes through.

        Returns for how many seconds a message waits, so that another one may try before it.
        """
        now = self._clock.now()
        is_new = not self._pacer.is_paused(now)
        seconds = self._platform.pushed(why, after, is_new=is_new, longest=longest)
        self._pacer.pushed_back(now, seconds)
        return seconds + _BEHIND * self._platform.is_probed

    async def _in_doubt(self, claimed: Claimed, after: float, why: str) -> None:
        """No answer came: again, until we know, or once, where a repeat might be seen twice."""
        self._platform.hindered(why)
        if claimed.doubts + 1 >= _MOST_DOUBTS and not self._may_repeat(claimed):
            await self._leave_in_doubt(claimed)
            return
        pause = grown(after, max(after, _LONGEST_DOUBT), claimed.doubts)
        due_at = self._clock.now() + timedelta(seconds=pause)
        await self._note(lambda tx: outbox.doubt(tx, claimed, due_at))

    async def _leave_in_doubt(self, claimed: Claimed) -> None:
        """Try no more with these words; newer ones than the first attempt had are tried anew."""
        self._platform.in_doubt(claimed.id)
        now = self._clock.now()
        await self._note(lambda tx: outbox.leave_in_doubt(tx, claimed, now))

    async def _postpone(
        self,
        claimed: Claimed,
        delay: timedelta,
        reason: str,
        *,
        undone: bool = False,
        passed: bool = False,
    ) -> None:
        due_at = self._clock.now() + delay
        await self._note(
            lambda tx: outbox.postpone(tx, claimed, due_at, reason, undone=undone, passed=passed)
        )

    async def _not_there(self, claimed: Claimed, error: Unreachable, began: datetime) -> None:
        now = self._clock.now()
        if claimed.account is not None and (claimed.place is not None or claimed.message_id):
            await self._note(lambda tx: outbox.say_anew(tx, claimed, now))
        elif claimed.account is not None:
            await self._hold(claimed, claimed.account, error, began)
        elif claimed.message_id and self._adapter.capabilities.edits and error.reason == "gone":
            log.warning(
                "message %d in channel %s on %s was deleted there, so it changes no more (%s)",
                *(claimed.id, claimed.place, self._name, _reason(error)),
                extra={"action": "message_gone"},
            )
            await self._note(lambda tx: outbox.leave_gone(tx, claimed))
        elif self._is_hopeful(claimed, now):
            is_new = claimed.id not in self._refused
            self._refused.setdefault(claimed.id, now)
            self._shut.refused(claimed.destination, _reason(error), is_new=is_new)
            await self._postpone(claimed, CHANNEL_PAUSE, known_reason(error.reason), passed=True)
        else:
            await self._give_up(claimed, error.reason)

    def _is_hopeful(self, claimed: Claimed, now: datetime) -> bool:
        """Whether a channel may let in yet what it refuses; a change of an old message is new, and
        nobody but this process knows since when it is refused."""
        refused = self._refused.get(claimed.id, now)
        if claimed.message_id:
            return now - refused < _HOPE
        return now - claimed.created_at < _HOPE or now - refused < _LAST_HOPE

    async def _hold(
        self, claimed: Claimed, account: str, error: Unreachable, began: datetime
    ) -> None:
        now, reason = self._clock.now(), known_reason(error.reason)

        async def hold(tx: Transaction) -> None:
            if await inbound.has_come_back(tx, self._name, account, began):
                await outbox.postpone(tx, claimed, now + _AT_ONCE_AGAIN, reason)
                return
            await inbound.set_unreachable(tx, self._name, account, reason, now)
            await outbox.hold(tx, claimed, reason)
            # What is held here can be read at another account of the same person.
            await self._bring_elsewhere(tx, Account(self._name, account), now)
            await self._renew_posts(tx, claimed)

        log.warning(
            "%s on %s cannot be reached (%s); the message waits until they can",
            *(account, self._name, _reason(error)),
            extra={"action": "person_unreachable"},
        )
        await self._note(hold)
        self._changed()

    async def _renew_posts(self, tx: Transaction, claimed: Claimed) -> None:
        """Let the thread of the question's run say who can be reached as of now."""
        if claimed.check_in is not None:
            await posts.renew_of(tx, claimed.check_in)

    async def _failed(self, claimed: Claimed, error: Exception) -> None:
        self._platform.failed(claimed.id, error)
        is_old = self._clock.now() - claimed.created_at > _HOPE
        if claimed.attempts >= _MOST_FAULTS and is_old:
            await self._give_up(claimed, type(error).__name__)
        else:
            delay = timedelta(seconds=grown(1.0, _LONGEST_BACKOFF, claimed.attempts))
            await self._postpone(claimed, delay, type(error).__name__)

    async def _give_up(self, claimed: Claimed, reason: str) -> None:
        log.error(
            "message %d on %s is given up: %s",
            *(claimed.id, self._name, reason),
            extra={"action": "send_given_up"},
        )
        if claimed.message_id:
            await self._note(lambda tx: outbox.leave_as_it_is(tx, claimed, reason))
        else:
            await self._note(lambda tx: outbox.give_up(tx, claimed, reason))

    async def _note(self, operation: Operation[None]) -> None:
        """Note what became of a message, for as long as it takes: what is not noted is unknown."""
        pause = Pause(_AFTER_A_FAULT, _LONGEST_REST)
        while True:
            try:
                await self.store.write(operation)
            except LaneLostError:
                return
            except Exception as error:  # noqa: BLE001 - a full disk passes
                self._noting.tell(error)
                seconds = timedelta(seconds=pause.next())
                await self._clock.sleep_until(self._clock.now() + seconds)
            else:
                self._noting.over()
                return


def _reason(error: Unreachable) -> str:
    """Why somebody or some place cannot be reached, with what the platform told."""
    return f"{error.reason}: {error.told}" if error.told else error.reason
