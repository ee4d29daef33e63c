"""The schedule brought in line with the configuration; what is already open stays open."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from standup.core import schedule, slots
from standup.core.model import Round, Slot, Standup
from standup.core.polls import is_poll
from standup.core.slots import as_chosen
from standup.engine.directory import Directory
from standup.store import asking, openings, runs, settings
from standup.store.database import Transaction
from standup.store.openings import Due, Key
from standup.store.runs import Run

ACCOUNTABILITY = "accountability"  # stands in the schedule in a round's place


async def reschedule(
    tx: Transaction, directory: Directory, now: datetime, by_now: datetime
) -> None:
    """Keep an opening that is overdue; compute the others from now on, or from the one that goes on
    where somebody is who moved past it, or was to be asked later by a time of their own. What
    passed in a pause is asked no more.

    What was said is planned from when it was said: the process may have died before it was
    planned. `now` is when this was begun, so that nothing is left out that comes until it is
    done, and `by_now` when its turn came: what somebody has started meanwhile is due by then.
    """
    known = await openings.scheduled(tx)
    begun = min(await settings.unplanned(tx) or now, now)
    wanted: set[Key] = set()
    own = _at_own_times(known.values(), now)
    for standup in directory.instance.standups:
        for round_id, slot in moments(directory, standup):
            key = (standup.id, round_id, slot)
            wanted.add(key)
            if not await _is_overdue(tx, known.get(key), by_now):
                asked = as_chosen(standup, slot.times)
                owed = await _owed(tx, directory, asked, key, own, now)
                first = owed or await _first(tx, directory, asked, round_id, slot, begun, now)
                await set_next(tx, key, *first)
    for key in known.keys() - wanted:
        if not is_poll(key[0]):  # which no file has, and which is asked by itself
            await openings.unschedule(tx, *key)
    await settings.planned(tx, directory.version)


async def _is_overdue(tx: Transaction, due: Due | None, now: datetime) -> bool:
    """Whether an opening is still to be done."""
    if due is None or due.at > now:
        return False
    if due.round == ACCOUNTABILITY:  # which tells of the days before a pause
        return True
    return not await settings.was_silent(tx, due.standup, due.day, due.at)


async def keep_open(tx: Transaction, directory: Directory, now: datetime) -> None:
    """Keep a run open for whoever moved time zone and has yet to be asked one of its rounds."""
    for run in await runs.still_open(tx):
        standup = directory.standups.get(run.standup.id)
        if standup is None:
            continue
        asked = {one.id: await asking.asked_already(tx, run.id, one.id) for one in standup.rounds}
        for slot, round_ in _to_come(standup, directory.slots(standup.id), run.day, now):
            everybody = directory.in_slot(standup.id, slot, run.day)
            if any(person.id not in asked[round_.id] for person in everybody):
                told = as_chosen(standup, slot.times)
                deadline = schedule.ends(told, round_, slot.zone, run.day)
                await runs.prolong(tx, run.id, deadline)


def moments(directory: Directory, standup: Standup) -> list[tuple[str, Slot]]:
    """Every round of a standup in every slot of its people, and its report over weeks."""
    known = directory.slots(standup.id)
    found = [(round_.id, slot) for round_ in standup.rounds for slot in known]
    if standup.accountability is not None:
        found.append((ACCOUNTABILITY, Slot(standup.accountability.zone)))
    return found


def _to_come(
    standup: Standup, known: Iterable[Slot], day: date, now: datetime
) -> Iterator[tuple[Slot, Round]]:
    """The rounds of a day that have not opened yet, by slot."""
    for slot in known:
        for round_ in slots.of_day(standup, slot, day).rounds:
            if schedule.opening(round_, slot.zone, day) > now:
                yield slot, round_


async def _owed(
    tx: Transaction,
    directory: Directory,
    standup: Standup,
    key: Key,
    own: Mapping[tuple[str, str, str], set[date]],
    now: datetime,
) -> tuple[date, datetime] | None:
    """The opening that goes on, if somebody who came from another zone has yet to be asked in it,
    or was to be asked at a time of their own on that day, which counts no more: nobody is left out
    on the day of a change."""
    _, round_id, slot = key
    if round_id == ACCOUNTABILITY:
        return None
    found = schedule.first_that_goes_on(standup, standup.round(round_id), slot.zone, now)
    if found is None or found.at > now:
        return None
    run = await runs.of_day(tx, standup.id, found.day)
    if run is not None and run.is_over:
        return None
    if await settings.was_silent(tx, standup.id, found.day, found.at):
        return None
    asked = await _asked(tx, run.id, standup, round_id) if run is not None else set()
    there = directory.in_slot(standup.id, slot, found.day)
    left = [person.id for person in there if person.id not in asked]
    moved = left and await runs.anybody_moved(tx, standup.id, found.day, left, slot.zone)
    is_later = found.day in own.get((standup.id, round_id, slot.zone), ())
    put_back = left and is_later and await _was_there(tx, run, left)
    return (found.day, found.at) if moved or put_back else None


def _at_own_times(known: Iterable[Due], now: datetime) -> Mapping[tuple[str, str, str], set[date]]:
    """By standup, round and zone, the days on which somebody is still to be asked at a time of
    their own."""
    found: defaultdict[tuple[str, str, str], set[date]] = defaultdict(set)
    for due in known:
        if due.times and due.at > now:
            found[due.standup, due.round, due.zone].add(due.day)
    return found


async def _was_there(tx: Transaction, run: Run | None, people: Sequence[str]) -> bool:
    """Whether any of these took part when the run was opened."""
    if run is None:
        return True
    there = {person for person, _, _ in await runs.roster(tx, run.id)}
    return not there.isdisjoint(people)


async def _asked(tx: Transaction, run: int, standup: Standup, round_id: str) -> set[str]:
    """Who was asked this round of the run, or one that comes after it."""
    rounds = [one.id for one in standup.rounds]
    asked: set[str] = set()
    for one in rounds[rounds.index(round_id) :]:
        asked |= await asking.asked_already(tx, run, one)
    return asked


async def _first(
    tx: Transaction,
    directory: Directory,
    standup: Standup,
    round_id: str,
    slot: Slot,
    since: datetime,
    now: datetime,
) -> tuple[date | None, datetime | None]:
    """The first opening since then, of a day whose run is not over, and in which somebody is left
    to be asked: it may have been started early."""
    if round_id == ACCOUNTABILITY:
        assert standup.accountability is not None
        found = schedule.first_post(standup.accountability, since)
        return (found.day, found.at) if found else (None, None)
    round_, zone = standup.round(round_id), slot.zone
    opening = schedule.first_opening(standup, round_, zone, since)
    while opening is not None:
        day, at = opening.day, opening.at
        passed = at <= now and await settings.was_silent(tx, standup.id, day, at)
        if not passed and not await _is_done(tx, directory, standup, round_id, slot, day):
            return day, at
        opening = schedule.opening_after(standup, round_, zone, day)
    return None, None


async def _is_done(
    tx: Transaction, directory: Directory, standup: Standup, round_id: str, slot: Slot, day: date
) -> bool:
    """Whether a day's run is over, or everybody of a slot was asked the round in it; where it is
    nobody's day it may still become somebody's."""
    run = await runs.of_day(tx, standup.id, day)
    if run is None or run.is_over:
        return run is not None
    there = directory.in_slot(standup.id, slot, day)
    if not there:
        return False
    asked = await asking.asked_already(tx, run.id, round_id, there)
    return all(person.id in asked for person in there)


async def set_next(tx: Transaction, key: Key, day: date | None, at: datetime | None) -> None:
    """Note the next opening, or that there is none to come."""
    standup, round_id, slot = key
    if day is None or at is None:
        await openings.unschedule(tx, *key)
    else:
        await openings.set_due(tx, Due(standup, round_id, slot.zone, day, at, slot.times))
