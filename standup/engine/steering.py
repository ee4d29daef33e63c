"""What those who run a standup do to it, whether they say so in a chat or at the machine.

Each is done in one transaction with its line in the audit trail.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from standup.core import slots
from standup.core.asking import beginning
from standup.core.commands.said import AwayFor, Given, Place, Poll, Steer, Whom
from standup.core.dates.away import FOR_GOOD, Away
from standup.core.language import spoken
from standup.core.messages.markup import Message
from standup.core.model import Person, Standup
from standup.core.reports.report import Presence, Standing
from standup.core.settings.setting import (
    NAMES,
    Archived,
    Cancelled,
    Paused,
    Scope,
    Setting,
    Value,
    span_of,
)
from standup.core.wording import steering as wording
from standup.core.wording import trail
from standup.core.wording.accounts import hindrance
from standup.core.zones import date_in, zone_info
from standup.engine import (
    arranging,
    fatigue,
    founding,
    inviting,
    moving,
    on_behalf,
    polling,
    watching,
)
from standup.engine.proposal import Outcome, Proposal
from standup.engine.wheel import (
    Wheel,
    comes_next,
    first_untouched,
    keep,
    note,
    refusal,
    to_come,
)
from standup.store import absences, asking, changes, openings, records, runs, settings
from standup.store.openings import Due
from standup.store.runs import Run

_DAY = timedelta(days=1)
_GROUPS = {
    "shared": (Standing.SHARED, Standing.LATE, Standing.PARTLY),
    "not yet": (Standing.OPEN,),
    "missing": (Standing.MISSING,),
    "not asked yet": (Standing.UNASKED,),
    "away": (Standing.AWAY,),
    "sitting it out": (Standing.SKIPPED,),
    "nothing measured": (Standing.UNMEASURED,),
    "not reached": (Standing.UNREACHED,),
}


async def steer(wheel: Wheel, said: Steer) -> Outcome:
    """Do what was said, and tell what came of it; what is shown first is proposed, and changes
    nothing yet."""
    dates = said.dates if isinstance(said.dates, Away) else None
    if said.given is not None and not said.unclear:
        return await _with_given(wheel, said.name, said.given)
    match said:
        case Steer(name="pause") if dates is not None and not said.unclear:
            return await pause(wheel, dates)
        case Steer(name="extend", length=timedelta() as by):
            return await extend(wheel, by)
        case Steer(name="cancel", unclear=False):
            return await cancel(wheel, dates)
        case Steer(unclear=False, name=name) if name in _ALONE:
            return await _ALONE[name](wheel)
    return wording.not_read(said.name)


async def _with_given(wheel: Wheel, name: str, given: Given) -> Outcome:
    """Do what was said of people, times or words."""
    match name, given:
        case _, AwayFor():
            return await on_behalf.send_away(wheel, given)
        case _, Poll():
            return await polling.poll(wheel, given)
        case _, Place():
            return await moving.move(wheel, given)
        case _, Whom(names) if name in _OF_PEOPLE:
            return await _OF_PEOPLE[name](wheel, names)
        case _:
            return await arranging.arrange(wheel, name, given)


_OF_PEOPLE: Mapping[str, Callable[[Wheel, tuple[str, ...]], Awaitable[Outcome]]] = {
    "back somebody": on_behalf.call_back,
    "invite": inviting.invite,
    "start now": on_behalf.start_now,
}


async def pause(wheel: Wheel, dates: Away) -> Outcome:
    """Ask nobody on these days; what is open goes on to its end."""
    if refused := refusal(wheel, Paused(dates.first)):
        return refused
    first = max(dates.first, await first_untouched(wheel))
    if dates.last < first:
        return wording.none_to_cancel(wheel.standup.title)
    title, last = wheel.standup.title, dates.last if dates.has_end else None

    async def do() -> Message:
        await keep(wheel, Paused(first, dates.last), "pause")
        return wording.paused(title, first, last)

    shown = wording.to_be_paused(title, first, last, _participants(wheel))
    return Proposal(shown, spoken("Pause it"), ("pause", first, dates.last), do)


def _participants(wheel: Wheel) -> list[str]:
    return [person.name for person in wheel.standup.participants]


async def resume(wheel: Wheel) -> Message:
    """Ask again."""
    scope = Scope(standup=wheel.standup.id)
    both = [await settings.same(wheel.tx, scope, NAMES[kind]) for kind in (Paused, Archived)]
    held = [one for one in both if one is not None]
    if not held:
        return wording.not_paused(wheel.standup.title)
    for one in held:
        await settings.end(wheel.tx, one.id, wheel.now)
    await note(wheel, "resume", trail.ASKS_AGAIN)
    then = await comes_next(wheel, _without(wheel.standup, [one.value for one in held]))
    return wording.resumed(wheel.standup.title, then)


def _without(standup: Standup, ended: Sequence[Value]) -> Standup:
    """The standup as it is once these pauses have ended."""
    over = {span_of(one) for one in ended if isinstance(one, Paused | Archived)}
    kept = tuple(one for one in standup.rhythm.pauses if one not in over)
    return replace(standup, rhythm=replace(standup.rhythm, pauses=kept, archived=False))


async def cancel(wheel: Wheel, dates: Away | None) -> Outcome:
    """Have the next run not happen, or those of these days."""
    title, first = wheel.standup.title, await first_untouched(wheel)
    if refused := refusal(wheel, Cancelled(first, first)):
        return refused
    if dates is None:
        found = min((day for _, day in to_come(wheel, wheel.standup, first)), default=None)
        span = (found, found) if found else None
    else:
        span = (max(first, dates.first), dates.last)
    if span is None or span[1] < span[0] or span[1] == FOR_GOOD:
        return wording.none_to_cancel(title)

    async def do() -> Message:
        await keep(wheel, Cancelled(*span), "cancel")
        return wording.cancelled(title, *span)

    shown = wording.to_be_cancelled(title, *span, _participants(wheel))
    return Proposal(shown, spoken("Cancel it"), ("cancel", *span), do)


async def undo(wheel: Wheel, held: Setting) -> None:
    """Take back what was set: what it replaced holds again."""
    await settings.undo(wheel.tx, held.id, wheel.now)
    await arranging.taken_back(wheel, held)
    await changes.undone(wheel.tx, held.id, wheel.source, wheel.now)


async def who(wheel: Wheel) -> Message:
    """Who stands how in the run that is open."""
    run, let_be = await open_run(wheel), fatigue.how_many(wheel.standup)
    if run is None:
        return await _nothing_open(wheel) + wording.let_be(let_be)
    told = (await records.run_report(wheel.tx, run, wheel.now)).counted
    stand = [(one, _stands(one)) for one in told.placed]
    groups = [
        (how, [_named(one) for one, standing in stand if standing in these])
        for how, these in _GROUPS.items()
    ]
    return wording.who(wheel.standup.title, run.day, groups) + wording.let_be(let_be)


def _stands(person: Presence) -> Standing:
    """How somebody stands in the round that they were asked last."""
    asked = zip(person.check_ins, person.standings, strict=True)
    return [Standing.UNASKED, *(stands for one, stands in asked if one is not None)][-1]


def _named(person: Presence) -> str:
    why = person.hindrance
    return f"{person.name} ({hindrance(why.reason)})" if why else person.name


async def missing(wheel: Wheel) -> tuple[list[tuple[int, Person]], list[str]]:
    """The check-ins of today's run that wait for a first answer, and who wants no reminders."""
    run = await open_run(wheel)
    found = await asking.unanswered(wheel.tx, run, wheel.now) if run else []
    people = [(n, wheel.directory.people[one]) for n, one in found if one in wheel.directory.people]
    spared = [one.name for _, one in people if wheel.standup.id in one.unreminded]
    return [pair for pair in people if wheel.standup.id not in pair[1].unreminded], spared


async def remind_missing(wheel: Wheel) -> Outcome:
    """Remind everybody who has not begun to answer."""
    people, spared = await missing(wheel)
    if not people:
        return wording.nobody_to_remind(wheel.standup.title, spared)
    numbers, names = [number for number, _ in people], [person.name for _, person in people]

    async def do() -> Message:
        await asking.remind_now(wheel.tx, numbers, wheel.now)
        await note(wheel, "remind missing", trail.reminded(len(people)))
        return wording.reminded(names)

    shown = wording.to_be_reminded(names, spared)
    return Proposal(shown, spoken("Remind them"), ("remind", *numbers), do)


async def extend(wheel: Wheel, by: timedelta) -> Outcome:
    """Put off the deadlines that are still to come, up to the next asking at most."""
    run, title = await open_run(wheel), wheel.standup.title
    to_come = await asking.deadlines(wheel.tx, run.id, wheel.now) if run else []
    if run is None or not to_come:
        return wording.no_deadline(title)
    asks = await _asks_next(wheel)
    moved = [(zone, due, min([due + by, *asks.get(zone, ())])) for zone, due in to_come]
    latest = max(until for _, _, until in moved)
    if all(until <= due for _, due, until in moved):
        return wording.asked_by_then(title, latest, wheel.zone, wheel.now)

    async def do() -> Message:
        for zone, due, until in sorted(moved, reverse=True):  # lest one is moved twice
            if until > due:
                await asking.put_off(wheel.tx, run.id, zone, due, until)
        await runs.prolong(wheel.tx, run.id, latest)
        there = latest.astimezone(zone_info(wheel.zone))
        await note(wheel, "extend", trail.extended(f"{there:%H:%M}", wheel.zone))
        return wording.extended(title, by, latest, wheel.zone, wheel.now)

    before = max(due for _, due in to_come)
    shown = wording.to_be_extended(title, by, (before, latest), wheel.zone, wheel.now)
    return Proposal(shown, spoken("Give more time"), ("extend", run.id, *sorted(moved)), do)


async def _asks_next(wheel: Wheel) -> dict[str, list[datetime]]:
    """When each zone is asked next."""
    found: dict[str, list[datetime]] = {}
    for due in await _planned(wheel):
        found.setdefault(due.zone, []).append(due.at)
    return found


async def _planned(wheel: Wheel) -> list[Due]:
    """The openings of its rounds; what was said just now may not have been planned yet."""
    found = await openings.of_standup(wheel.tx, wheel.standup.id)
    return [one for one in found if slots.asks(wheel.standup, one.round, one.slot, one.day)]


async def start_now(wheel: Wheel) -> Outcome:
    """Ask now what would be asked later today, everywhere where that is still to come."""
    title, found = wheel.standup.title, sorted(await _due_today(wheel), key=lambda one: one.at)
    found = found or await _unscheduled(wheel)
    if not found:
        return wording.not_today(title, await comes_next(wheel))
    first, begins = found[0], {(one.slot, one.day): one.at for one in reversed(found)}
    due = [one for one in found if (one.round, one.day) == (first.round, first.day)]
    due = [one for one in due if one.at == begins[one.slot, one.day]]  # no morning is to come there
    round_, people = wheel.standup.round(first.round), await _asked_then(wheel, due)
    if not people:  # all are away, or were asked before
        return wording.not_today(title, await comes_next(wheel))

    async def do() -> Message:
        for one in due:
            await openings.set_due(wheel.tx, replace(one, at=wheel.now))
        await note(wheel, "start now", trail.started(round_.id, first.day.isoformat()))
        return wording.started(title, round_.title)

    shown = wording.to_be_asked(title, round_.title, [person.name for person in people])
    about = ("start", round_.id, first.day, *sorted(person.id for person in people))
    return Proposal(shown, spoken("Ask now"), about, do)


async def _asked_then(wheel: Wheel, due: Sequence[Due]) -> list[Person]:
    """Who is asked when these openings of a round on a day come."""
    known = (wheel.directory.in_slot(one.standup, one.slot, one.day) for one in due)
    people, first = [person for row in known for person in row], due[0]
    run = await runs.of_day(wheel.tx, first.standup, first.day)
    asked = await asking.asked_already(wheel.tx, run.id, first.round, people) if run else set()
    away = await absences.away_on(
        wheel.tx, [person.id for person in people], first.day, first.standup
    )
    return [person for person in people if person.id not in asked | away]


async def _due_today(wheel: Wheel) -> list[Due]:
    """The openings of rounds that are still to come where it is their day."""
    return [
        due
        for due in await _planned(wheel)
        if due.at > wheel.now and due.day == date_in(due.zone, wheel.now)
    ]


async def _unscheduled(wheel: Wheel) -> list[Due]:
    """The first round without a schedule that anybody has yet to be asked today."""
    now = wheel.now
    for one in beginning.unscheduled(wheel.standup, now):
        due = Due(wheel.standup.id, one.round.id, one.zone, one.day, now)
        run = await runs.of_day(wheel.tx, due.standup, due.day)
        is_over = run is not None and run.is_over
        is_today = one.day == date_in(one.zone, now)
        if is_today and not is_over and await _asked_then(wheel, [due]):
            return [due]
    return []


_ALONE: Mapping[str, Callable[[Wheel], Awaitable[Outcome]]] = {
    "archive": founding.archive,
    "cancel poll": polling.cancel,
    "who": who,
    "resume": resume,
    "start now": start_now,
    "remind missing": remind_missing,
    "tell me who is missing": watching.tell_missing,
    "do not tell me who is missing": watching.tell_no_more,
}


async def open_run(wheel: Wheel) -> Run | None:
    """The run of the standup that is open, the latest where there are several; one that somebody
    began before its day is none as long as there is another."""
    found = [run for run in await runs.still_open(wheel.tx) if run.standup.id == wheel.standup.id]
    today = max(date_in(zone, wheel.now) for zone in wheel.zones)
    return max(found, key=lambda run: (run.day <= today, run.day), default=None)


async def _nothing_open(wheel: Wheel) -> Message:
    return wording.nothing_open(wheel.standup.title, await comes_next(wheel))
