"""What the clock brings: rounds open, reminders and deadlines fall due, runs close.

It sleeps until the earliest moment the store knows.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from standup.core.conversation.events import DeadlinePassed, Event, LaterDue, ReminderDue
from standup.core.polls import is_poll
from standup.core.posts import PostKind
from standup.engine import apart, held, occasion, planning, watching
from standup.engine.carry_out import decide
from standup.engine.clock import Clock, wait
from standup.engine.directory import Directory
from standup.engine.faults import heeding_cancellation
from standup.engine.opening import AT_ONCE, Openings, next_reminder
from standup.engine.posts import summary
from standup.engine.trouble import Trouble
from standup.errors import LaneLostError
from standup.store import asking, conversations, openings, posts, runs, set_back, settings
from standup.store.database import Store, Transaction

log = logging.getLogger(__name__)

_AFTER_A_FAULT = timedelta(minutes=1)


class Scheduler:
    """Carries out every moment that is due, in order, each in a transaction of its own."""

    def __init__(
        self,
        store: Store,
        directory: Callable[[], Directory],
        clock: Clock,
        changed: Callable[[], None],
        renewed: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """`renewed` takes what was said about the configuration by another process."""
        self._renewed = renewed
        self._store = store
        self._directory = directory
        self._clock = clock
        self._changed = changed
        self._wake = asyncio.Event()
        self._openings = Openings(directory)
        self._trouble = Trouble("the schedule", clock, log, "schedule_failed")
        self._latest = datetime.min.replace(tzinfo=UTC)

    async def run(self, adopted: asyncio.Event) -> None:
        """Carry out what is due and sleep until the next moment, for ever.

        Begins by bringing the schedule in line with the configuration; `adopted` is set then.
        """
        while True:
            try:
                with heeding_cancellation():
                    if not adopted.is_set():
                        await self.adopt()
                        adopted.set()
                    await self._notice_a_clock_set_back()
                    await self.settle()
                    at = await self._store.read(openings.next_moment)
                self._trouble.over()
            except LaneLostError:
                raise
            except Exception as error:  # noqa: BLE001 - a full disk must not end the process
                seconds = self._trouble.failed(error, _AFTER_A_FAULT.total_seconds())
                at = self._clock.now() + timedelta(seconds=seconds)
            await wait(self._clock, at, self._wake)

    async def _notice_a_clock_set_back(self) -> None:
        """Plan anew what was planned while the clock was ahead of the time."""
        before, now = self._latest, self._now()
        if before - now > set_back.KEPT_RIGHT:
            log.warning(
                "the clock went back from %s to %s; what was planned by it is planned anew",
                before.isoformat(timespec="minutes"),
                now.isoformat(timespec="minutes"),
                extra={"action": "clock_set_back"},
            )
            await self.adopt()
        self._latest = now

    def _now(self) -> datetime:
        now = self._clock.now()
        self._latest = max(self._latest, now)
        return now

    def wake(self) -> None:
        """Look again: the configuration changed."""
        self._wake.set()

    async def settle(self) -> None:
        """Carry out everything that is due by now.

        Deadlines come before openings of the same moment: a round that ends when the next one
        begins has ended by then.
        """
        while True:
            now = self._now()
            done = await self._store.write(lambda tx, now=now: self._step(tx, now))  # type: ignore[misc]
            if done is None and self._renewed is not None:
                await self._renewed()
                continue
            if not done:
                return
            self._changed()

    async def _step(self, tx: Transaction, now: datetime) -> bool | None:
        """Carry out the earliest moments that are due; False when there are none, None when
        something was said about the configuration that is not known here yet."""
        if self._renewed and await settings.version(tx) != self._directory().version:
            return None
        steps = (self._remind, self._end, self._close, self._ask_later, self._openings.open_next)
        for settle in steps:
            if await settle(tx, now):
                return True
        return False

    async def _remind(self, tx: Transaction, now: datetime) -> bool:
        due = await asking.due_reminders(tx, now, AT_ONCE)
        for one in due:
            then = next_reminder(self._directory(), one, now)
            await asking.settle_reminder(tx, one.check_in, then)
            await self._tell(tx, one.person, ReminderDue(one.check_in, one.at), now)
        return bool(due)

    async def _ask_later(self, tx: Transaction, now: datetime) -> bool:
        due = await asking.due_later(tx, now, AT_ONCE)
        for check_in, person, at in due:
            await asking.settle_later(tx, check_in)
            await self._tell(tx, person, LaterDue(check_in, at), now)
        return bool(due)

    async def _end(self, tx: Transaction, now: datetime) -> bool:
        due = await asking.due_deadlines(tx, now, AT_ONCE)
        for check_in, person in due:
            await asking.settle_deadline(tx, check_in)
            await self._tell(tx, person, DeadlinePassed(check_in), now)
        return bool(due)

    async def _close(self, tx: Transaction, now: datetime) -> bool:
        due = await runs.due_to_close(tx, now)
        for run in due:
            await runs.close(tx, run, now)
            await posts.want(tx, PostKind.DIGEST, run, run)
            await posts.renew(tx, run)
            closed = await runs.get(tx, run)
            if is_poll(closed.standup.id):
                await posts.want(tx, PostKind.RESULT, run, run)
            await summary.want_of_run(
                tx, self._directory().standups.get(closed.standup.id), closed, now
            )
            await watching.tell_at_close(tx, self._directory(), closed)
            log.info("run %d is closed", run, extra={"action": "run_closed"})
        return bool(due)

    async def _tell(self, tx: Transaction, person_id: str, event: Event, now: datetime) -> None:
        person = self._directory().people.get(person_id)
        if person is not None:

            async def tell(tx: Transaction) -> None:
                before = await conversations.load(tx, person, now)
                at = await occasion.of(tx, self._directory(), person, now)
                await decide(at, before, event)

            await apart.apart(tx, tell, f"telling {person_id}")

    async def adopt(self) -> None:
        """Bring the schedule in line with the configuration; what is already open stays open."""
        now = self._now()
        await self._store.write(lambda tx: set_back.put_right(tx, self._now()))
        await self._store.write(
            lambda tx: planning.reschedule(tx, self._directory(), now, self._now())
        )
        await self._store.write(lambda tx: planning.keep_open(tx, self._directory(), now))
        await self._store.write(lambda tx: held.bring_questions(tx, self._directory(), now))
        self._changed()
        self.wake()
