"""What the clock brings: rounds open, reminders and deadlines fall due, runs close.

It sleeps until the earliest moment the store knows. What was missed while nothing ran is settled
by one written rule, see `_open`.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from standup.core import schedule
from standup.core.conversation.events import DeadlinePassed, Event, Opened, ReminderDue
from standup.core.model import Person, Round, Standup
from standup.core.posts import Overview, PostKind
from standup.engine import addresses, consent, moving, telling
from standup.engine.carry_out import decide
from standup.engine.clock import Clock, wait
from standup.engine.directory import Directory
from standup.engine.faults import fault, heeding_cancellation
from standup.engine.occasion import Occasion
from standup.engine.trouble import Trouble
from standup.engine.wave import Wave
from standup.errors import LaneLostError
from standup.store import conversations, posts, runs, set_back
from standup.store.database import Operation, Store, Transaction
from standup.store.runs import Due, Run

log = logging.getLogger(__name__)

ACCOUNTABILITY = "accountability"  # stands in the schedule in a round's place
AT_ONCE = 100  # people asked in one transaction, so that replies are not kept waiting
_AFTER_A_FAULT = timedelta(minutes=1)
_PUNCTUAL = timedelta(minutes=5)  # later than this an opening was missed
_SET_BACK = timedelta(minutes=1)  # less is a clock that is kept right, more is one that was wrong


class Scheduler:
    """Carries out every moment that is due, in order, each in a transaction of its own."""

    def __init__(
        self,
        store: Store,
        directory: Callable[[], Directory],
        clock: Clock,
        changed: Callable[[], None],
    ) -> None:
        self._store = store
        self._directory = directory
        self._clock = clock
        self._changed = changed
        self._wake = asyncio.Event()
        self._waves: dict[tuple[str, str, str], Wave] = {}  # openings that take several steps
        self._had_their_turn: set[str] = set()
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
                    at = await self._store.read(runs.next_moment)
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
        if before - now > _SET_BACK:
            log.warning(
                "the clock went back from %s to %s; what was planned by it is planned anew",
                *(before.isoformat(timespec="minutes"), now.isoformat(timespec="minutes")),
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
            if not done:
                return
            self._changed()

    async def _step(self, tx: Transaction, now: datetime) -> bool:
        """Carry out the earliest moments that are due; False when there are none."""
        for settle in (self._remind, self._end, self._close, self._open_next):
            if await settle(tx, now):
                return True
        return False

    # ── openings ───────────────────────────────────────────────────────────────────────────────

    async def _open_next(self, tx: Transaction, now: datetime) -> bool:
        due = await self._next_opening(tx, now)
        if due is None:
            return False
        standup = self._directory().standups.get(due.standup)
        if standup is None or (due.round, due.zone) not in self._moments(standup):
            await runs.unschedule(tx, due.standup, due.round, due.zone)
        else:
            await self._open_due(tx, standup, due, now)
        return True

    async def _next_opening(self, tx: Transaction, now: datetime) -> Due | None:
        """The earliest; a standup that needs several steps lets others take theirs between."""
        due = await runs.due_opening(tx, now, self._had_their_turn)
        if due is None and self._had_their_turn:
            self._had_their_turn.clear()
            due = await runs.due_opening(tx, now, self._had_their_turn)
        return due

    async def _open_due(self, tx: Transaction, standup: Standup, due: Due, now: datetime) -> None:
        """Carry out an opening; one that fails is put off, so that it holds up no other."""

        async def open_it(tx: Transaction) -> None:
            if due.round == ACCOUNTABILITY:
                await self._account(tx, standup, due, now)
            elif await self._open(tx, standup, standup.round(due.round), due, now):
                self._waves.pop((due.standup, due.round, due.zone), None)
                await self._advance(tx, standup, due)
            else:
                self._had_their_turn.add(standup.id)

        try:
            await tx.attempt(open_it)
        except Exception as error:  # noqa: BLE001 - told, put off, and tried again
            _log_fault(f"{due.round} of {due.standup} in {due.zone}", error)
            await runs.set_due(tx, replace(due, at=now + _AFTER_A_FAULT))

    async def _open(
        self, tx: Transaction, standup: Standup, round_: Round, due: Due, now: datetime
    ) -> bool:
        """Ask everybody of a zone, some at a time; True when all were asked.

        An opening missed during downtime is still asked until the round's deadline, or within its
        grace where that is set; later than that it is recorded as missed, and the reports say so.
        """
        today = schedule.of_day(standup, due.zone, due.day)
        if round_ not in today.rounds:  # the configuration changed its mind about this day
            return True
        deadline = schedule.ends(standup, round_, due.zone, due.day)
        latest = deadline if round_.grace is None else min(deadline, due.at + round_.grace)
        if now >= deadline or (now >= latest and now > due.at + _PUNCTUAL):
            await runs.miss(tx, due, now, "not running")
            log.warning(
                "%s of %s was not asked in %s: nothing was running at %s",
                *(due.round, standup.id, due.zone, due.at.isoformat(timespec="minutes")),
                extra={"action": "opening_missed"},
            )
            return True
        run = await self._run_of(tx, standup, today, due, now)
        if run.is_over:  # its digest is told
            return True
        everybody = self._directory().in_zone(standup.id, due.zone)
        asked = await runs.asked_already(tx, run.id, round_.id, everybody)
        left = [person for person in everybody if person.id not in asked]
        await runs.add_participants(tx, run.id, standup, left[:AT_ONCE])
        await runs.prolong(tx, run.id, deadline)
        reminder = schedule.reminder_at(standup, round_, due.zone, due.day)
        reminder = reminder if reminder is not None and reminder > now else None
        wave = self._waves.setdefault((standup.id, round_.id, due.zone), Wave(now))
        opened = 0
        for person in left[:AT_ONCE]:

            async def ask(tx: Transaction, person: Person = person) -> None:
                before = await conversations.load(tx, person, now)
                check_in = await runs.open_check_in(
                    tx, run, round_.id, person.id, due.zone, now, deadline, reminder
                )
                if check_in is not None:
                    at = replace(await self._occasion(tx, person, now), wave=wave)
                    await consent.tell_once(at, standup, due.day)
                    await decide(at, before, Opened(check_in))

            opened += await _apart(tx, ask, f"asking {person.id}")
        if not asked:
            log.info(
                "%s of %s opens in %s for %d people",
                *(round_.id, standup.id, due.zone, len(left)),
                extra={"action": "round_opened"},
            )
        return len(left) <= AT_ONCE or not opened  # where all fail, asking on is no use

    async def _run_of(
        self, tx: Transaction, standup: Standup, today: Standup, due: Due, now: datetime
    ) -> Run:
        """The run of the day, opened with its thread if it is not open yet.

        A round that was added while it is open joins those that it opened with.
        """
        closes_at = max(
            schedule.ends(standup, round_, zone, due.day)
            for round_ in today.rounds
            for zone in self._directory().zones(standup.id)
        )
        run, is_new = await runs.open_run(tx, today, due.day, closes_at, now)
        if is_new:
            await posts.want(tx, PostKind.THREAD, run.id, run.id)
            await telling.want_of_month(tx, standup, due.day, now)
        known = {round_.id: round_ for round_ in run.standup.rounds}
        if due.round in known or run.is_over:
            return run
        added = tuple(known.pop(round_.id, round_) for round_ in today.rounds)
        return await runs.redefine(tx, run, replace(run.standup, rounds=(*known.values(), *added)))

    async def _advance(self, tx: Transaction, standup: Standup, due: Due) -> None:
        """Schedule the round's next opening in this zone, on a later date than this one."""
        round_ = standup.round(due.round)
        day = schedule.next_day(round_, standup.rhythm, due.day, due.zone)
        at = None if day is None else schedule.opening(round_, due.zone, day)
        await _schedule(tx, due, day, at)

    async def _account(self, tx: Transaction, standup: Standup, due: Due, now: datetime) -> None:
        """Post the accountability report; of several that were missed only the latest."""
        rule = standup.accountability
        if rule is None:
            await runs.unschedule(tx, due.standup, due.round, due.zone)
            return
        day = schedule.next_post(rule, due.day)
        at = None if day is None else schedule.post_at(rule, day)
        if at is None or at > now:
            await posts.want(tx, PostKind.ACCOUNTABILITY, Overview(standup.id, due.day), None)
        await _schedule(tx, due, day, at)

    # ── reminders, deadlines, closings ─────────────────────────────────────────────────────────

    async def _remind(self, tx: Transaction, now: datetime) -> bool:
        due = await runs.due_reminders(tx, now, AT_ONCE)
        for check_in, person in due:
            await runs.settle_reminder(tx, check_in)
            await self._tell(tx, person, ReminderDue(check_in), now)
        return bool(due)

    async def _end(self, tx: Transaction, now: datetime) -> bool:
        due = await runs.due_deadlines(tx, now, AT_ONCE)
        for check_in, person in due:
            await runs.settle_deadline(tx, check_in)
            await self._tell(tx, person, DeadlinePassed(check_in), now)
        return bool(due)

    async def _close(self, tx: Transaction, now: datetime) -> bool:
        due = await runs.due_to_close(tx, now)
        for run in due:
            await runs.close(tx, run, now)
            await posts.want(tx, PostKind.DIGEST, run, run)
            await posts.renew(tx, run)
            held = await runs.get(tx, run)
            await telling.want_of_run(
                tx, self._directory().standups.get(held.standup.id), held, now
            )
            log.info("run %d is closed", run, extra={"action": "run_closed"})
        return bool(due)

    # ── one person ─────────────────────────────────────────────────────────────────────────────

    async def _tell(self, tx: Transaction, person_id: str, event: Event, now: datetime) -> None:
        person = self._directory().people.get(person_id)
        if person is not None:

            async def tell(tx: Transaction) -> None:
                before = await conversations.load(tx, person, now)
                await decide(await self._occasion(tx, person, now), before, event)

            await _apart(tx, tell, f"telling {person_id}")

    async def _occasion(self, tx: Transaction, person: Person, now: datetime) -> Occasion:
        directory = self._directory()
        account = await addresses.of(tx, directory, person)
        return Occasion(tx, directory, person, now, account)

    # ── the configuration ──────────────────────────────────────────────────────────────────────

    async def adopt(self) -> None:
        """Bring the schedule in line with the configuration; what is already open stays open."""
        now = self._now()
        await self._store.write(lambda tx: set_back.put_right(tx, now))
        await self._store.write(lambda tx: self._reschedule(tx, now))
        await self._store.write(lambda tx: self._keep_open(tx, now))
        await self._store.write(lambda tx: moving.bring_questions(tx, self._directory(), now))
        self._changed()
        self.wake()

    async def _reschedule(self, tx: Transaction, now: datetime) -> None:
        """Keep an opening that is overdue; compute the others from now on."""
        known = await runs.scheduled(tx)
        wanted: set[tuple[str, str, str]] = set()
        for standup in self._directory().instance.standups:
            for round_id, zone in self._moments(standup):
                key = (standup.id, round_id, zone)
                wanted.add(key)
                if key not in known or known[key].at > now:
                    first = await _first(tx, standup, round_id, zone, now)
                    await _schedule(tx, Due(*key, date.min, now), *first)
        for key in known.keys() - wanted:
            await runs.unschedule(tx, *key)

    async def _keep_open(self, tx: Transaction, now: datetime) -> None:
        """Keep a run open for whoever moved time zone and has yet to be asked one of its rounds."""
        directory = self._directory()
        for run in await runs.still_open(tx):
            standup = directory.standups.get(run.standup.id)
            if standup is None:
                continue
            for round_, zones in _to_come(standup, run.day, now):
                asked = await runs.asked_already(tx, run.id, round_.id)
                for zone in zones:
                    everybody = directory.in_zone(run.standup.id, zone)
                    if any(person.id not in asked for person in everybody):
                        deadline = schedule.ends(standup, round_, zone, run.day)
                        await runs.prolong(tx, run.id, deadline)

    def _moments(self, standup: Standup) -> list[tuple[str, str]]:
        zones = self._directory().zones(standup.id)
        moments = [(round_.id, zone) for round_ in standup.rounds for zone in zones]
        if standup.accountability is not None:
            moments.append((ACCOUNTABILITY, standup.accountability.zone))
        return moments


def _to_come(standup: Standup, day: date, now: datetime) -> Iterator[tuple[Round, list[str]]]:
    """The rounds of a day, and in which zones each has not opened yet."""
    for round_ in standup.rounds:
        yield (
            round_,
            [
                zone
                for zone in standup.zones
                if schedule.opening(round_, zone, day) > now
                and round_ in schedule.of_day(standup, zone, day).rounds
            ],
        )


async def _apart(tx: Transaction, operation: Operation[None], what: str) -> bool:
    """Do something for one person; when it fails (False), it fails for nobody else."""
    try:
        await tx.attempt(operation)
    except Exception as error:  # noqa: BLE001 - told, and the others go on
        _log_fault(what, error)
        return False
    return True


def _log_fault(what: str, error: Exception) -> None:
    log.error("%s failed: %s at %s", what, *fault(error), extra={"action": "schedule_failed"})


async def _first(
    tx: Transaction, standup: Standup, round_id: str, zone: str, now: datetime
) -> tuple[date | None, datetime | None]:
    """The first opening from now on, of a day whose run is not over."""
    if round_id == ACCOUNTABILITY:
        assert standup.accountability is not None
        found = schedule.first_post(standup.accountability, now)
        return (found.day, found.at) if found else (None, None)
    round_ = standup.round(round_id)
    opening = schedule.first_opening(standup, round_, zone, now)
    day = opening.day if opening else None
    while day is not None and await runs.is_over(tx, standup.id, day):
        day = schedule.next_day(round_, standup.rhythm, day, zone)
    return day, None if day is None else schedule.opening(round_, zone, day)


async def _schedule(tx: Transaction, due: Due, day: date | None, at: datetime | None) -> None:
    if day is None or at is None:
        await runs.unschedule(tx, due.standup, due.round, due.zone)
    else:
        await runs.set_due(tx, Due(due.standup, due.round, due.zone, day, at))
