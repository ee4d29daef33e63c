"""What those who run a standup do for some of its people: who is away, who is asked now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from standup.core import keys, schedule
from standup.core.commands.said import AwayFor
from standup.core.conversation.events import CalledBack, SentAway
from standup.core.language import spoken
from standup.core.messages.markup import Message
from standup.core.model import Person, Round, Slot
from standup.core.slots import as_chosen
from standup.core.wording import on_behalf as wording
from standup.core.wording import steering as steering_wording
from standup.core.wording import trail
from standup.core.zones import date_in
from standup.engine import carry_out, occasion, opening, whom
from standup.engine.proposal import Outcome, Proposal
from standup.engine.wheel import Wheel, note
from standup.store import absences, asking, conversations, runs
from standup.store.openings import Due


async def send_away(wheel: Wheel, given: AwayFor) -> Outcome:
    """Have some be away from the standup on these days."""
    found = whom.meant(wheel, "away", given.names, wheel.standup.participants)
    if isinstance(found, Message):
        return found
    dates, today = given.dates, wheel.today
    if dates.last < today:
        return steering_wording.none_to_cancel(wheel.standup.title)
    names = [person.name for person in found]

    async def do() -> Message:
        for person in found:
            await _send(wheel, person, given)
        return wording.sent_away(wheel.standup.title, names, dates, today)

    shown = wording.to_be_away(wheel.standup.title, names, dates, today)
    about = ("away", dates.first, dates.last, *sorted(person.id for person in found))
    return Proposal(shown, spoken("Note it"), about, do)


async def _send(wheel: Wheel, person: Person, given: AwayFor) -> None:
    key = keys.done_for(person.id, "away", wheel.now)
    title, by = wheel.standup.title, wheel.name
    dates = given.dates.in_standup(wheel.standup.id)
    await _decide(wheel, person, SentAway(key, dates, title, by))
    last = dates.last.isoformat() if dates.has_end else ""
    effect = trail.away(person.name, dates.first.isoformat(), last)
    await note(wheel, "away", effect, person.id)


async def call_back(wheel: Wheel, names: Sequence[str]) -> Outcome:
    """Have some be away no more whom those who run the standup had noted as away."""
    found = whom.meant(wheel, "back", names, wheel.standup.participants)
    if isinstance(found, Message):
        return found
    theirs = [person for person in found if await _is_away(wheel, person)]
    if not theirs:
        return wording.not_noted(wheel.standup.title, [person.name for person in found])
    called = [person.name for person in theirs]

    async def do() -> Message:
        for person in theirs:
            key = keys.done_for(person.id, "back", wheel.now)
            title, by = wheel.standup.title, wheel.name
            await _decide(wheel, person, CalledBack(key, wheel.standup.id, title, by))
            await note(wheel, "back", trail.back(person.name), person.id)
        return wording.called_back(wheel.standup.title, called)

    shown = wording.to_be_back(wheel.standup.title, called)
    return Proposal(shown, spoken("Note it"), ("back", *sorted(person.id for person in theirs)), do)


async def _is_away(wheel: Wheel, person: Person) -> bool:
    noted = await absences.of(wheel.tx, person.id, wheel.today)
    return any(one.standup == wheel.standup.id for one in noted)


async def _decide(wheel: Wheel, person: Person, event: SentAway | CalledBack) -> None:
    at = await occasion.of(wheel.tx, wheel.directory, person, wheel.now)
    before = await conversations.load(wheel.tx, person, wheel.now)
    await carry_out.decide(at, before, event)


@dataclass(frozen=True, slots=True)
class _Asking:
    """A round of a day that somebody is asked now."""

    person: Person
    round: Round
    day: date
    slot: Slot

    @property
    def due(self) -> tuple[str, date]:
        """Which round it is, of which day."""
        return self.round.id, self.day


async def start_now(wheel: Wheel, names: Sequence[str]) -> Outcome:
    """Ask some now what they have yet to be asked today, also of a round that is open."""
    found = whom.meant(wheel, "start now", names, wheel.standup.participants)
    if isinstance(found, Message):
        return found
    coming = [one for person in found if (one := await _next_of(wheel, person)) is not None]
    title = wheel.standup.title
    if not coming:
        return wording.nothing_to_ask(title, [person.name for person in found])

    async def do() -> Message:
        for one in coming:
            await _ask(wheel, one)
        return wording.asked_now(title, [one.person.name for one in coming])

    shown = Message(())
    for round_, day in dict.fromkeys(one.due for one in coming):
        called = [one.person.name for one in coming if one.due == (round_, day)]
        told = wheel.standup.round(round_).title
        shown += steering_wording.to_be_asked(title, told, called)
    about = ("start", *sorted((one.person.id, *one.due) for one in coming))
    return Proposal(shown, spoken("Ask now"), about, do)


async def _next_of(wheel: Wheel, person: Person) -> _Asking | None:
    """The first round of today that is not over and that somebody has yet to be asked."""
    standup = wheel.standup
    day = date_in(standup.zone_of(person), wheel.now)
    slot = standup.slot_of(person, day)
    standup = as_chosen(standup, slot.times)
    run = await runs.of_day(wheel.tx, standup.id, day)
    away = await absences.away_on(wheel.tx, [person.id], day, standup.id)
    if away or not person.is_theirs(standup.id, day) or (run is not None and run.is_over):
        return None
    for round_ in schedule.of_day(standup, slot.zone, day).rounds:
        asked = await asking.asked_already(wheel.tx, run.id, round_.id, [person]) if run else ()
        if person.id not in asked and wheel.now < schedule.ends(standup, round_, slot.zone, day):
            return _Asking(person, round_, day, slot)
    return None


async def _ask(wheel: Wheel, what: _Asking) -> None:
    due = Due(wheel.standup.id, what.round.id, what.slot.zone, what.day, wheel.now, what.slot.times)
    ask = partial(opening.ask_one, wheel.tx, wheel.directory, wheel.standup)
    await ask(what.round, due, what.person, wheel.now)
    effect = trail.asked_alone(what.person.name, what.round.id, what.day.isoformat())
    await note(wheel, "start now", effect, what.person.id)
