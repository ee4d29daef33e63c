"""What somebody may answer now by themselves, found, and begun."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from standup.core import schedule
from standup.core.asking import beginning
from standup.core.asking.beginning import Beginning, When
from standup.core.asking.check_in import CheckIn, Conversation
from standup.core.commands.said import Begin
from standup.core.conversation.events import Began, TookUp
from standup.core.model import Standup
from standup.engine import consent, opening
from standup.engine.carry_out import decide
from standup.engine.occasion import Occasion
from standup.store import asking, check_ins, conversations, lasting, remains, runs
from standup.store.openings import Due
from standup.store.runs import Run
from standup.store.some import one as alone_in

_DAY = timedelta(days=1)


async def offered(at: Occasion, talk: Conversation) -> list[Beginning]:
    """All that somebody may begin now, the oldest day first."""
    found = [_put_off(one) for one in talk.check_ins if one.is_put_off and one.is_open]
    for standup in at.directory.standups_of(at.person):
        found += [one async for one in _early(at, standup)]
        found += [one async for one in _unscheduled(at, standup)]
        found += [one async for one in _late(at, standup)]
    return sorted(found, key=lambda one: (one.day, one.deadline, one.standup.id))


def _put_off(one: CheckIn) -> Beginning:
    return Beginning(one.standup, one.round, one.day, one.zone, When.PUT_OFF, one.deadline, one)


async def _early(at: Occasion, standup: Standup) -> AsyncIterator[Beginning]:
    person = at.person
    for slot in standup.slots_of(person):
        for one in beginning.early(standup, slot, at.now):
            is_theirs = person.is_theirs(standup.id, one.day)
            if is_theirs and standup.slot_of(person, one.day) == slot:
                run = await runs.of_day(at.tx, standup.id, one.day)
                there = await _check_ins(at, run)
                if (run is None or not run.is_over) and one.round.id not in there:
                    yield one


async def _unscheduled(at: Occasion, standup: Standup) -> AsyncIterator[Beginning]:
    """Of each day the first round that they have not begun; none while another is open to them."""
    offered: set[date] = set()
    for one in beginning.unscheduled(standup, at.now):
        run = await runs.of_day(at.tx, standup.id, one.day)
        there = await _check_ins(at, run)
        goes_on = any(known.is_open for known in there.values())
        is_over, known = run is not None and run.is_over, there.get(one.round.id)
        may_begin = beginning.may_begin_again(known) and not goes_on and not is_over
        if may_begin and one.day not in offered:
            offered.add(one.day)
            yield replace(one, check_in=known)


def begun(at: Occasion, talk: Conversation, said: Begin) -> CheckIn | None:
    """What they have begun of a standup without a schedule that is meant: the one that waits for an
    answer, or else what was finished last, where they name it."""
    mine = {one.id for one in at.directory.standups_of(at.person) if not one.has_schedule}
    found = [
        one
        for one in talk.check_ins
        if (one.run_open or one.is_open)
        and one.standup.id in mine
        and said.standup in {None, one.standup.id}
        and said.day in {None, one.day}
    ]
    is_named = said.standup is not None
    return max(
        (one for one in found if one.is_open or is_named),
        key=lambda one: (one.day, one.is_open, one.opened_at),
        default=None,
    )


async def go_on(at: Occasion, talk: Conversation, check_in: CheckIn, key: str) -> None:
    """Ask the question again at which somebody stands who began before."""
    await decide(at, talk, Began(key, check_in))


async def _late(at: Occasion, standup: Standup) -> AsyncIterator[Beginning]:
    back = beginning.looks_back(standup)
    if not back:
        return
    first = (at.now - back).date() - _DAY
    for run in await runs.between(at.tx, standup.id, first, at.now.date() + _DAY):
        if not await runs.roster(at.tx, run.id, alone_in(at.person.id)):
            continue
        if await remains.of(at.tx, run.id, alone_in(at.person.id)):  # its words are gone by now
            continue
        slot, there = standup.slot_of(at.person, run.day), await _check_ins(at, run)
        for one in beginning.late(standup, slot, run.day, there, at.now):
            if one.round.id in {round_.id for round_ in run.standup.rounds}:
                yield one


async def _check_ins(at: Occasion, run: Run | None) -> dict[str, CheckIn]:
    found = await check_ins.of_participant(at.tx, run.id, at.person.id) if run else []
    return {one.round_id: one for one in found}


async def begin(at: Occasion, one: Beginning, key: str) -> None:
    """Ask its first question at once, under this key; whoever begins first opens the run."""
    await lasting.keep(at.tx, at.person.id, "report", at.now)
    if one.when is When.PUT_OFF and one.check_in is not None:
        talk = await conversations.load(at.tx, at.person, at.now)
        await decide(at, talk, TookUp(key, one.check_in.id))
        return
    check_in = one.check_in or await _opened(at, one)
    await asking.bring_back(at.tx, check_in.id, at.now)
    talk = await conversations.load(at.tx, at.person, at.now, check_in=check_in.id)
    await consent.tell_once(at, at.directory.standups[one.standup.id], one.day)
    await decide(at, talk, Began(key, check_in))


async def _opened(at: Occasion, one: Beginning) -> CheckIn:
    """The check-in, which there is but one of, however often and from where it is begun."""
    standup, now = at.directory.standups[one.standup.id], at.now
    due = Due(standup.id, one.round.id, one.zone, one.day, now)
    run = await opening.run_of(at.tx, at.directory, standup, due, now)
    await runs.add_participants(at.tx, run.id, standup, [at.person], one.day)
    await runs.prolong(at.tx, run.id, one.deadline)
    new = await asking.open_check_in(
        at.tx,
        run=run,
        round_id=one.round.id,
        person=at.person.id,
        zone=one.zone,
        now=now,
        deadline=one.deadline,
        remind_at=_reminder(at, one, due),
    )
    at.leaving.is_sooner = True  # its run closes, perhaps before anything else is due
    there = await _check_ins(at, run)
    return new or there[one.round.id]


def _reminder(at: Occasion, one: Beginning, due: Due) -> datetime | None:
    """As everybody's; where that is none, whoever begins early is reminded when it is asked."""
    found = opening.reminder(one.standup, one.round, due, at.person, at.now)
    if found is not None or one.when is not When.EARLY:
        return found
    return schedule.opening(one.round, one.zone, one.day)
