"""The schedule brought in line with the configuration; what is already open stays open."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from standup.core import schedule
from standup.core.model import Round, Standup
from standup.core.polls import is_poll
from standup.engine.directory import Directory
from standup.store import asking, openings, runs
from standup.store.database import Transaction
from standup.store.openings import Due

ACCOUNTABILITY = "accountability"  # stands in the schedule in a round's place


async def reschedule(tx: Transaction, directory: Directory, now: datetime) -> None:
    """Keep an opening that is overdue; compute the others from now on, or from the one that goes on
    where somebody is who moved past it."""
    known = await openings.scheduled(tx)
    wanted: set[tuple[str, str, str]] = set()
    for standup in directory.instance.standups:
        for round_id, zone in moments(directory, standup):
            key = (standup.id, round_id, zone)
            wanted.add(key)
            if key not in known or known[key].at > now:
                owed = await _owed(tx, directory, standup, round_id, zone, now)
                first = owed or await _first(tx, standup, round_id, zone, now)
                await set_next(tx, Due(*key, date.min, now), *first)
    for key in known.keys() - wanted:
        if not is_poll(key[0]):  # which no file has, and which is asked by itself
            await openings.unschedule(tx, *key)


async def keep_open(tx: Transaction, directory: Directory, now: datetime) -> None:
    """Keep a run open for whoever moved time zone and has yet to be asked one of its rounds."""
    for run in await runs.still_open(tx):
        standup = directory.standups.get(run.standup.id)
        if standup is None:
            continue
        for round_, zones in _to_come(standup, directory.zones(standup.id), run.day, now):
            asked = await asking.asked_already(tx, run.id, round_.id)
            for zone in zones:
                everybody = directory.in_zone(run.standup.id, zone, run.day)
                if any(person.id not in asked for person in everybody):
                    deadline = schedule.ends(standup, round_, zone, run.day)
                    await runs.prolong(tx, run.id, deadline)


def moments(directory: Directory, standup: Standup) -> list[tuple[str, str]]:
    """Every round of a standup in every zone of its people, and its report over weeks."""
    zones = directory.zones(standup.id)
    found = [(round_.id, zone) for round_ in standup.rounds for zone in zones]
    if standup.accountability is not None:
        found.append((ACCOUNTABILITY, standup.accountability.zone))
    return found


def _to_come(
    standup: Standup, known: Sequence[str], day: date, now: datetime
) -> Iterator[tuple[Round, list[str]]]:
    """The rounds of a day, and in which zones each has not opened yet."""
    for round_ in standup.rounds:
        yield (
            round_,
            [
                zone
                for zone in known
                if schedule.opening(round_, zone, day) > now
                and round_.on(day) in schedule.of_day(standup, zone, day).rounds
            ],
        )


async def _owed(
    tx: Transaction,
    directory: Directory,
    standup: Standup,
    round_id: str,
    zone: str,
    now: datetime,
) -> tuple[date, datetime] | None:
    """The opening that goes on, if somebody who came from another zone has yet to be asked in it:
    nobody is left out on the day on which they move."""
    if round_id == ACCOUNTABILITY:
        return None
    found = schedule.first_that_goes_on(standup, standup.round(round_id), zone, now)
    if found is None or found.at > now:
        return None
    run = await runs.of_day(tx, standup.id, found.day)
    if run is not None and run.is_over:
        return None
    asked = await _asked(tx, run.id, standup, round_id) if run is not None else set()
    there = directory.in_zone(standup.id, zone, found.day)
    left = [person.id for person in there if person.id not in asked]
    moved = left and await runs.anybody_moved(tx, standup.id, found.day, left, zone)
    return (found.day, found.at) if moved else None


async def _asked(tx: Transaction, run: int, standup: Standup, round_id: str) -> set[str]:
    """Who was asked this round of the run, or one that comes after it."""
    rounds = [one.id for one in standup.rounds]
    asked: set[str] = set()
    for one in rounds[rounds.index(round_id) :]:
        asked |= await asking.asked_already(tx, run, one)
    return asked


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


async def set_next(tx: Transaction, due: Due, day: date | None, at: datetime | None) -> None:
    """Note the next opening, or that there is none to come."""
    if day is None or at is None:
        await openings.unschedule(tx, due.standup, due.round, due.zone)
    else:
        await openings.set_due(tx, Due(due.standup, due.round, due.zone, day, at))
