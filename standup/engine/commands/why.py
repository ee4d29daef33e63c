"""Tells somebody why they were asked or were not, by what the schedule decides and has recorded."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from standup.core import slots
from standup.core.commands.said import Why
from standup.core.conversation.effects import Say
from standup.core.messages.markup import Message
from standup.core.model import Instance, Person, Round, Standup
from standup.core.settings.overlay import laid_over
from standup.core.settings.setting import Setting
from standup.core.wording import settings as settings_wording
from standup.core.wording import why as wording
from standup.core.wording.why import Facts
from standup.core.zones import date_in
from standup.engine.directory import Directory
from standup.engine.occasion import Occasion, say
from standup.store import absences, asking, check_ins, openings, runs, settings
from standup.store.database import Transaction
from standup.store.runs import Run
from standup.store.some import one as alone_in


async def tell(at: Occasion, said: Why, key: str) -> None:
    """Tell why they were asked on a day, or were not."""
    await say(at, Say(await reasons(at.tx, at.directory, at.person, said, at.now), key))


async def reasons(
    tx: Transaction, directory: Directory, person: Person, said: Why, now: datetime
) -> Message:
    """What each standup of a person did on a day, and why."""
    if said.is_unclear:
        return wording.not_read()
    mine = directory.standups_of(person)
    if not mine:
        return wording.in_none(directory.instance.organiser)
    named = [one for one in mine if said.standup in {None, one.id}]
    if not named:
        return settings_wording.not_in_it(directory.standups[said.standup or ""].title)
    text = Message(())
    for standup in named:
        day = said.day or date_in(standup.zone_of(person), now)
        for round_ in standup.rounds:
            facts = await _facts(tx, directory, person, standup, round_, day, now)
            text += wording.told(facts)
    return text + wording.or_then(said.other) if said.other else text


async def _facts(
    tx: Transaction,
    directory: Directory,
    person: Person,
    standup: Standup,
    round_: Round,
    day: date,
    now: datetime,
) -> Facts:
    then = min(slots.opening(standup, round_.id, standup.slot_of(person, day), day), now)
    held = await settings.held_at(tx, person.id, standup.id, then)
    standup, person = _as_it_was(directory, standup, person, held, day)
    slot = standup.slot_of(person, day)
    standup = slots.as_chosen(standup, slot.times)
    round_ = next((one for one in standup.rounds if one.id == round_.id), round_)
    run = await runs.of_day(tx, standup.id, day)
    known = await absences.of(tx, person.id, day)
    facts = Facts(
        standup=standup,
        round=round_,
        person=person,
        day=day,
        now=now,
        said=held,
        names={one: directory.people[one].name for one in _speakers(directory, held)},
        lines=directory.instance.lines,
        away=next((one for one in known if one.keeps_from(standup.id, day)), None),
    )
    missed = await openings.missed(tx, standup.id, day, day)
    is_missed = any((due.round, due.slot) == (round_.id, slot) for due in missed)
    facts = replace(facts, missed=is_missed)
    return facts if run is None else await _of_run(tx, facts, run)


def _speakers(directory: Directory, held: Sequence[Setting]) -> set[str]:
    """Those who said any of it and are known."""
    said_by = {one.source.person or "" for one in held}
    return {one for one in said_by if one in directory.people}


async def _of_run(tx: Transaction, facts: Facts, run: Run) -> Facts:
    """The same with what was recorded."""
    found = await check_ins.of_participant(tx, run.id, facts.person.id)
    check_in = next((one for one in found if one.round_id == facts.round.id), None)
    roster = await runs.roster(tx, run.id, alone_in(facts.person.id))
    return replace(
        facts,
        is_run=True,
        is_over=run.is_over,
        is_in_it=bool(roster),
        check_in=check_in,
        asked=await asking.asked_at(tx, check_in.id) if check_in else None,
    )


def _as_it_was(
    directory: Directory, standup: Standup, person: Person, held: Sequence[Setting], day: date
) -> tuple[Standup, Person]:
    """The standup and the person by what held then: as everywhere, laid over what is written."""
    written = directory.written
    alone = directory.as_written(person.id) or person
    of_theirs = next((one for one in written.standups if one.id == standup.id), standup)
    narrowed: Instance = replace(
        written, people=(alone,), standups=(replace(of_theirs, participants=(alone,)),)
    )
    laid = laid_over(narrowed, held, day).instance
    return laid.standups[0], laid.people[0]
