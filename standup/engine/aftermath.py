"""What became of a message: noted for as long as it takes, with when it is tried again."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from standup.chat.interface import Adapter, TryAgain, Unreachable
from standup.core.model import Account
from standup.core.pause import Pause, grown
from standup.engine import falling
from standup.engine.clock import Clock
from standup.engine.delivery import Shown
from standup.engine.falling import CHANNEL_PAUSE, HOPE, BringElsewhere, Fall
from standup.engine.faults import known_reason
from standup.engine.pacer import Pacer
from standup.engine.trouble import Platform, Shut, Trouble
from standup.errors import LaneLostError
from standup.store import asking, inbound, outbox, posts
from standup.store.database import Operation, Store, Transaction
from standup.store.outbox import Claimed

log = logging.getLogger(__name__)

_LAST_HOPE = timedelta(hours=12)  # of what is refused first when it is old: nobody was running
_AT_ONCE_AGAIN = timedelta(seconds=1)
_MOST_FAULTS = 12  # tries of a message that fails for no reason we know
_LONGEST_BACKOFF = 3600.0
_AFTER_A_FAULT = 5.0  # seconds
_SIGNED_OUT = (60.0, 1800.0)  # seconds, at first and at last, until the secret is tried again
_BEHIND = 1.0  # seconds that what failed waits longer than the others that may try
_LONGEST_DOUBT = 300.0  # seconds until it is looked again whether something arrived
_LONGEST_REST = 60.0  # seconds that a place rests that asked for less, again and again
Refuse = Callable[[Transaction, int, Unreachable, datetime], Awaitable[bool]]
"""Lets go of a channel that refuses a message, if that was the first word in it."""


async def nothing_to_refuse(*_: object) -> bool:
    """For whoever tries no channel."""
    return False


MOST_DOUBTS = 2
"""Attempts that nobody knows the end of, where a repeat might be seen twice."""
_IN_ORDER = timedelta(minutes=10)  # for so long nothing passes what waits for its platform


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that the platform shows, which is yet to be noted."""

    claimed: Claimed
    shown: Shown
    at: datetime


class Aftermath:
    """Notes what became of the messages of one adapter; `platform` is how it fares as a whole."""

    def __init__(
        self,
        name: str,
        adapter: Adapter,
        store: Store,
        clock: Clock,
        pacer: Pacer,
        bring_elsewhere: BringElsewhere,
        changed: Callable[[], None],
        refuse: Refuse,
    ) -> None:
        self._name = name
        self._adapter = adapter
        self._store = store
        self._clock = clock
        self._pacer = pacer
        self._bring_elsewhere = bring_elsewhere
        self._changed = changed
        self._refuse = refuse
        self.platform = Platform(name, clock, log)
        self._shut = Shut(name, clock, log)
        self._noting = Trouble(f"noting what was sent on {name}", clock, log, "lane_failed")
        self._refused: dict[int, datetime] = {}

    async def give_back(self, claimed: Claimed) -> None:
        """It surely has not left, and may be another's by now: it waits as if untried."""
        await self._note(lambda tx: outbox.give_back(tx, [claimed]))

    async def signed_out(self, claimed: Claimed) -> None:
        """We are not signed in any more: nothing leaves until we are."""
        first, longest = _SIGNED_OUT
        rest = timedelta(seconds=self._push_back(first, "signed out", longest))
        await self._postpone(claimed, rest, "signed out", undone=True)

    async def note_sent(self, tx: Transaction, sent: Sequence[Sent]) -> bool:
        """Note messages that the platform shows; whether posts or others' messages follow."""
        return any([await self._note_one(tx, one) for one in sent])

    async def _note_one(self, tx: Transaction, sent: Sent) -> bool:
        claimed, account = sent.claimed, sent.claimed.account
        was_shut, is_first, has_failed = await outbox.confirm(
            tx,
            adapter=self._name,
            claimed=claimed,
            message_id=sent.shown.message_id,
            place=sent.shown.place,
            version=sent.shown.version,
            now=sent.at,
        )
        if has_failed:
            await falling.failed_before(tx, self._fall(sent.at), sent.shown.message_id)
            return True
        is_late = (
            is_first
            and claimed.check_in is not None
            and await asking.confirm_asked(tx, claimed.check_in, sent.at)
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

    def _fall(self, at: datetime) -> Fall:
        return Fall(self._name, at, self._bring_elsewhere)

    async def _is_open_again(self, tx: Transaction, channel: str, now: datetime) -> None:
        """A channel let us in: what it had refused need wait no longer."""
        await outbox.open_again(tx, self._name, channel, now)
        self._shut.opened(channel)

    async def note_alone(self, sent: Sent) -> bool:
        """Note one message by itself, for as long as that takes."""

        async def note(tx: Transaction) -> None:
            await self._note_one(tx, sent)

        await self._note(note)
        self._changed()
        return True

    async def not_now(self, claimed: Claimed, error: TryAgain) -> None:
        """The platform asks for patience: later, and ever more seldom."""
        now = self._clock.now()
        if error.everywhere:
            rest = self._push_back(error.after, error.told or "it asks for patience")
        else:
            self.platform.hindered(error.told or "it asks for patience in each place")
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
        seconds = self.platform.pushed(why, after, is_new=is_new, longest=longest)
        self._pacer.pushed_back(now, seconds)
        return seconds + _BEHIND * self.platform.is_probed

    async def in_doubt(self, claimed: Claimed, after: float, why: str, *, may_repeat: bool) -> None:
        """No answer came: again, until we know, or once, where a repeat might be seen twice."""
        self.platform.hindered(why)
        if claimed.doubts + 1 >= MOST_DOUBTS and not may_repeat:
            await self.leave_in_doubt(claimed)
            return
        pause = grown(after, max(after, _LONGEST_DOUBT), claimed.doubts)
        due_at = self._clock.now() + timedelta(seconds=pause)
        await self._note(lambda tx: outbox.doubt(tx, claimed, due_at))

    async def leave_in_doubt(self, claimed: Claimed) -> None:
        """Try no more with these words; newer ones than the first attempt had are tried anew."""
        self.platform.in_doubt(claimed.id)
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

    async def not_there(self, claimed: Claimed, error: Unreachable, began: datetime) -> None:
        """The person or the place cannot be reached: held, said anew, tried later, or given up."""
        now = self._clock.now()
        if claimed.account is not None and (claimed.place is not None or claimed.message_id):
            await self._note(lambda tx: outbox.say_anew(tx, claimed, now))
        elif claimed.account is not None:
            await self._hold(claimed, claimed.account, error, began)
        elif claimed.message_id and self._adapter.capabilities.edits and error.reason == "gone":
            log.warning(
                "message %d in channel %s on %s was deleted there, so it changes no more (%s)",
                claimed.id,
                claimed.place,
                self._name,
                _reason(error),
                extra={"action": "message_gone"},
            )
            await self._note(lambda tx: outbox.leave_gone(tx, claimed))
        elif await self._is_taken_back(claimed, error):
            self._changed()
        elif self._is_hopeful(claimed, now):
            is_new = claimed.id not in self._refused
            self._refused.setdefault(claimed.id, now)
            self._shut.refused(claimed.destination, _reason(error), is_new=is_new)
            await self._postpone(claimed, CHANNEL_PAUSE, known_reason(error.reason), passed=True)
        else:
            await self._give_up(claimed, error.reason)

    async def _is_taken_back(self, claimed: Claimed, error: Unreachable) -> bool:
        """Whether this was the first word in a channel, which is let go of with it."""
        taken_back: list[bool] = []

        async def take_back(tx: Transaction) -> None:
            taken_back.append(await self._refuse(tx, claimed.id, error, self._clock.now()))
            if taken_back[-1]:
                await outbox.give_up(tx, claimed, known_reason(error.reason))

        if claimed.title is not None or claimed.thread_id is not None:
            return False
        await self._note(take_back)
        return bool(taken_back) and taken_back[-1]

    def _is_hopeful(self, claimed: Claimed, now: datetime) -> bool:
        """Whether a channel may let in yet what it refuses; a change of an old message is new, and
        nobody but this process knows since when it is refused."""
        refused = self._refused.get(claimed.id, now)
        if claimed.message_id:
            return now - refused < HOPE
        return now - claimed.created_at < HOPE or now - refused < _LAST_HOPE

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
            account,
            self._name,
            _reason(error),
            extra={"action": "person_unreachable"},
        )
        await self._note(hold)
        self._changed()

    async def _renew_posts(self, tx: Transaction, claimed: Claimed) -> None:
        """Have the thread of the question's run say who can be reached by now."""
        if claimed.check_in is not None:
            await posts.renew_of(tx, claimed.check_in)

    async def failed(self, claimed: Claimed, error: Exception) -> None:
        """It failed for no reason that we know: again, until there is no hope."""
        self.platform.failed(claimed.id, error)
        is_old = self._clock.now() - claimed.created_at > HOPE
        if claimed.attempts >= _MOST_FAULTS and is_old:
            await self._give_up(claimed, type(error).__name__)
        else:
            delay = timedelta(seconds=grown(1.0, _LONGEST_BACKOFF, claimed.attempts))
            await self._postpone(claimed, delay, type(error).__name__)

    async def _give_up(self, claimed: Claimed, reason: str) -> None:
        log.error(
            "message %d on %s is given up: %s",
            claimed.id,
            self._name,
            reason,
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
                await self._store.write(operation)
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
