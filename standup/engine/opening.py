"""Openings: a round asks everybody of a zone, and a report over weeks falls due.

What was missed while nothing ran is settled by one written rule, see `_open`.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from standup.core import schedule, slots
from standup.core.conversation.events import Opened
from standup.core.model import Person, Round, Standup
from standup.core.polls import is_poll
from standup.core.posts import Overview, PostKind
from standup.core.slots import as_chosen
from standup.engine import apart, consent, occasion, planning, polling
from standup.engine.carry_out import decide
from standup.engine.directory import Directory
from standup.engine.planning import ACCOUNTABILITY
from standup.engine.posts import summary
from standup.engine.wave import Wave
from standup.store import asking, conversations, openings, posts, runs
from standup.store.asking import Reminder
from standup.store.database import Transaction
from standup.store.openings import Due, Key
from standup.store.runs import Run

log = logging.getLogger(__name__)

AT_ONCE = 100
"""People asked in one transaction, so that replies are not kept waiting."""
_AFTER_A_FAULT = timedelta(minutes=1)
_PUNCTUAL = timedelta(minutes=5)  # later than this an opening was missed


class Openings:
    """Carries out openings, one after another; one that needs several steps lets others between."""

    def __init__(self, directory: Callable[[], Directory]) -> None:
        self._directory = directory
        self._waves: dict[Key, Wave] = {}  # openings that take several steps
        self._had_their_turn: set[str] = set()

    async def open_next(self, tx: Transaction, now: datetime) -> bool:
        """Carry out a step of the earliest opening that is due; False when there is none."""
        due = await self._next_opening(tx, now)
        if due is None:
            return False
        if is_poll(due.standup):
            if not await polling.ask_some(tx, self._directory(), due, now):
                self._had_their_turn.add(due.standup)
            return True
        standup = self._directory().standups.get(due.standup)
        if standup is None or (due.round, due.slot) not in planning.moments(
            self._directory(), standup
        ):
            await openings.unschedule(tx, due.standup, due.round, due.slot)
        else:
            await self._open_due(tx, standup, due, now)
        return True

    async def _next_opening(self, tx: Transaction, now: datetime) -> Due | None:
        """The earliest; a standup that needs several steps lets others take theirs between."""
        due = await openings.due_opening(tx, now, self._had_their_turn)
        if due is None and self._had_their_turn:
            self._had_their_turn.clear()
            due = await openings.due_opening(tx, now, self._had_their_turn)
        return due

    async def _open_due(self, tx: Transaction, standup: Standup, due: Due, now: datetime) -> None:
        """Carry out an opening; one that fails is put off, so that it holds up no other."""

        async def open_it(tx: Transaction) -> None:
            if due.round == ACCOUNTABILITY:
                await self._account(tx, standup, due, now)
            elif await self._open(tx, standup, due, now):
                self._waves.pop((due.standup, due.round, due.slot), None)
                await self._advance(tx, standup, due)
            else:
                self._had_their_turn.add(standup.id)

        try:
            await tx.attempt(open_it)
        except Exception as error:  # noqa: BLE001 - told, put off, and tried again
            apart.tell(f"{due.round} of {due.standup} in {due.zone}", error)
            await openings.set_due(tx, replace(due, at=now + _AFTER_A_FAULT))

    async def _open(self, tx: Transaction, standup: Standup, due: Due, now: datetime) -> bool:
        """Ask everybody of a slot, some at a time; True when all were asked.

        An opening missed during downtime is still asked until the round's deadline, or within its
        grace where that is set; later than that it is recorded as missed, and the reports say so.
        """
        asks = as_chosen(standup, due.times)
        round_ = asks.round(due.round).on(due.day)
        if not slots.asks(standup, due.round, due.slot, due.day):
            return True  # the configuration changed its mind about this day
        deadline = schedule.ends(asks, round_, due.zone, due.day)
        latest = schedule.asks_until(asks, round_, due.zone, due.day)
        if now >= deadline or (now >= latest and now > due.at + _PUNCTUAL):
            await openings.miss(tx, due, now, "not running")
            log.warning(
                "%s of %s was not asked in %s: nothing was running at %s",
                due.round,
                standup.id,
                due.zone,
                due.at.isoformat(timespec="minutes"),
                extra={"action": "opening_missed"},
            )
            return True
        everybody = self._directory().in_slot(standup.id, due.slot, due.day)
        if not everybody:  # who is asked there is not on this day
            return True
        run = await run_of(tx, self._directory(), standup, due, now)
        if run.is_over:  # its digest is told
            return True
        asked = await asking.asked_already(tx, run.id, round_.id, everybody)
        left = [person for person in everybody if person.id not in asked]
        await runs.add_participants(tx, run.id, standup, left[:AT_ONCE], due.day)
        await runs.prolong(tx, run.id, deadline)
        wave = self._waves.setdefault((standup.id, round_.id, due.slot), Wave(now))
        asked_now = _Asking(self._directory(), run, asks, round_, due, deadline, now, wave)
        opened = 0
        for person in left[:AT_ONCE]:
            opened += await apart.apart(
                tx, partial(asked_now.put, to=person), f"asking {person.id}"
            )
        if not asked:
            log.info(
                "%s of %s opens in %s for %d people",
                round_.id,
                standup.id,
                due.zone,
                len(left),
                extra={"action": "round_opened"},
            )
        return len(left) <= AT_ONCE or not opened  # where all fail, asking on is no use

    async def _advance(self, tx: Transaction, standup: Standup, due: Due) -> None:
        """Schedule the round's next opening in this slot, on a later date than this one."""
        round_ = as_chosen(standup, due.times).round(due.round)
        day = schedule.next_day(round_, standup.rhythm, due.day, due.zone)
        at = None if day is None else schedule.opening(round_, due.zone, day)
        await planning.set_next(tx, (due.standup, due.round, due.slot), day, at)

    async def _account(self, tx: Transaction, standup: Standup, due: Due, now: datetime) -> None:
        """Post the accountability report; of several that were missed only the latest."""
        rule = standup.accountability
        if rule is None:
            await openings.unschedule(tx, due.standup, due.round, due.slot)
            return
        day = schedule.next_post(rule, due.day)
        at = None if day is None else schedule.post_at(rule, day)
        if at is None or at > now:
            await posts.want(tx, PostKind.ACCOUNTABILITY, Overview(standup.id, due.day), None)
        await planning.set_next(tx, (due.standup, due.round, due.slot), day, at)


async def run_of(
    tx: Transaction, directory: Directory, standup: Standup, due: Due, now: datetime
) -> Run:
    """The run of a day, opened with its thread if it is not open yet.

    A round that was added while it is open joins those that it opened with.
    """
    today = schedule.of_day(standup, due.zone, due.day)
    closes_at = max(
        schedule.ends(standup, round_, zone, due.day)
        for round_ in today.rounds
        for zone in directory.zones(standup.id)
    )
    there = today.participants if standup.has_schedule else ()  # else whoever begins
    theirs = tuple(p for p in there if p.is_theirs(standup.id, due.day))
    run, is_new = await runs.open_run(
        tx, replace(today, participants=theirs), due.day, closes_at, now
    )
    if is_new:
        await posts.want(tx, PostKind.THREAD, run.id, run.id)
        if standup.lives:
            from standup.engine.living import asking as living  # noqa: PLC0415 - where anything lives

            await living.with_run(tx, directory, standup, now)
        await summary.want_of_month(tx, standup, due.day, now)
    known = {round_.id: round_ for round_ in run.standup.rounds}
    if due.round in known or run.is_over:
        return run
    added = tuple(known.pop(round_.id, round_) for round_ in today.rounds)
    return await runs.redefine(tx, run, replace(run.standup, rounds=(*known.values(), *added)))


@dataclass(frozen=True, slots=True)
class _Asking:
    """A round of a run as it is put to people now."""

    directory: Directory
    run: Run
    standup: Standup
    round: Round
    due: Due
    deadline: datetime
    now: datetime
    wave: Wave | None = None

    async def put(self, tx: Transaction, to: Person) -> None:
        """Ask somebody, unless they were asked it before."""
        before = await conversations.load(tx, to, self.now)
        check_in = await asking.open_check_in(
            tx,
            run=self.run,
            round_id=self.round.id,
            person=to.id,
            zone=self.due.zone,
            now=self.now,
            deadline=self.deadline,
            remind_at=reminder(self.standup, self.round, self.due, to, self.now),
        )
        if check_in is not None:
            at = await occasion.of(tx, self.directory, to, self.now)
            at = replace(at, wave=self.wave)
            await consent.tell_once(at, self.standup, self.due.day)
            after = await decide(at, before, Opened(check_in))
            if self.standup.lives:
                from standup.engine.living import asking as living  # noqa: PLC0415

                await living.in_round(at, after.check_in(check_in.id))


async def ask_one(
    tx: Transaction,
    directory: Directory,
    standup: Standup,
    round_: Round,
    due: Due,
    person: Person,
    now: datetime,
) -> None:
    """Ask one person a round of a day before its time, or after it: it ends for them as for all."""
    run = await run_of(tx, directory, standup, due, now)
    deadline = schedule.ends(standup, round_, due.zone, due.day)
    await runs.add_participants(tx, run.id, standup, [person], due.day)
    await runs.prolong(tx, run.id, deadline)
    await _Asking(directory, run, standup, round_, due, deadline, now).put(tx, person)


def reminder(
    standup: Standup, round_: Round, due: Due, person: Person, now: datetime
) -> datetime | None:
    """When somebody is reminded, as their team is or as they want it; never of what nobody has to
    say."""
    if round_.cron is None:
        return None
    nudge = person.in_standup(standup.id).nudge
    at = schedule.reminder_at(standup, round_, due.zone, due.day, nudge)
    return at if at is not None and at > now else None


def next_reminder(directory: Directory, due: Reminder, now: datetime) -> datetime | None:
    """When somebody is reminded again who wants to be several times: not before they hear what is
    due now, nor right after that."""
    person, standup = directory.people.get(due.person), directory.standups.get(due.standup)
    nudge = person.in_standup(due.standup).nudge if person else None
    if person is None or standup is None or nudge is None or not nudge.more:
        return None
    round_ = next((one for one in standup.rounds if one.id == due.round), None)
    if round_ is None:
        return None
    heard = schedule.hears_again(person.quiet, person.zone, now) or now
    return schedule.reminder_at(standup, round_, due.zone, due.day, nudge, heard)
