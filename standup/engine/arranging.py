"""What a standup is, changed by those who run it: its times, days, words and people.

It holds from the next asking on: a day that has begun anywhere stays as it was.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from standup.core import schedule
from standup.core.commands.lexicon import rest_behind
from standup.core.commands.said import Arranged, AtTime, Named, OnTheseDays, Whom, Wording
from standup.core.language import spoken
from standup.core.messages.markup import Message
from standup.core.model import Person, Question, Round, Standup
from standup.core.settings import standups
from standup.core.settings.overlay import laid_over
from standup.core.settings.setting import (
    BY_ITSELF,
    NAMES,
    AsBefore,
    Asks,
    AsksAt,
    AsksOn,
    ClosesAt,
    Scope,
    Setting,
    TakesPart,
)
from standup.core.settings.why import Why
from standup.core.text.name_matching import fold
from standup.core.wording import arranging as wording
from standup.engine import founding, whom
from standup.engine.proposal import Outcome, Proposal
from standup.engine.wheel import Wheel, keep, refusal
from standup.store import runs, settings

_DAY = timedelta(days=1)
_Timed = AsksAt | AsksOn | ClosesAt


async def arrange(wheel: Wheel, name: str, given: Arranged) -> Outcome:
    """Have the standup be as was said, and tell from when on."""
    match given:
        case AtTime() | OnTheseDays() if name != "deadline" and not wheel.standup.has_schedule:
            return wording.unscheduled(wheel.standup, wheel.directory.instance.organiser)
        case AtTime() | OnTheseDays():
            return await _retime(wheel, name, given)
        case Wording():
            return await _reword(wheel, given)
        case Whom(names):
            return await _people(wheel, name, names)
        case Named(title):
            return await founding.found(wheel, title)


async def _retime(wheel: Wheel, name: str, given: AtTime | OnTheseDays) -> Message:
    rounds = _rounds(wheel.standup, given.round)
    if len(rounds) != 1 and not (isinstance(given, OnTheseDays) and not given.round):
        return _which_round(wheel, name, given)
    value = _value(wheel, name, given, rounds)
    if isinstance(value, Message):
        return value
    if refused := refusal(wheel, value):
        return refused
    changed = standups.as_said(wheel.standup, value, wheel.directory.people)
    if isinstance(changed, Why):
        return wording.out_of_order(wheel.standup)
    if _timing(changed) == _timing(wheel.standup):
        return wording.as_it_is(wheel.standup.title)
    await keep(wheel, value, name)
    until = await _bridge(wheel, wheel.standup, changed)
    called = rounds[0].title if len(wheel.standup.rounds) > 1 and len(rounds) == 1 else ""
    return wording.retimed(wheel.standup, called, value, _first_day(wheel, changed, value, until))


def _which_round(wheel: Wheel, name: str, given: AtTime | OnTheseDays) -> Message:
    said = rest_behind(name, wheel.words)
    if given.round:
        said = " ".join(said.replace(given.round, "", 1).split())
    rounds = [(one.id, one.title) for one in wheel.standup.rounds]
    return wording.which_round(name, said, rounds, given.round)


def _rounds(standup: Standup, called: str) -> list[Round]:
    """The rounds that may be meant; all where none is named."""
    if not called:
        return list(standup.rounds)
    name = fold(called)
    return [one for one in standup.rounds if name in {fold(one.id), fold(one.title)}]


def _value(
    wheel: Wheel, name: str, given: AtTime | OnTheseDays, rounds: Sequence[Round]
) -> _Timed | Message:
    match given:
        case AtTime(time) if name == "time":
            return AsksAt(rounds[0].id, time)
        case AtTime(time):
            return ClosesAt(rounds[0].id, time)
        case OnTheseDays(days):
            apart = _days_apart(wheel.standup)
            if given.round and _belong_together(wheel.standup):
                return wording.same_days(wheel.standup.title)
            if not given.round and apart:
                return _which_round(wheel, name, given)
            only = rounds[0].id if given.round and len(wheel.standup.rounds) > 1 else None
            return AsksOn(days, only)


def _days_apart(standup: Standup) -> bool:
    """Whether its rounds have days of their own."""
    return len({tuple(one.cron.split()[2:]) for one in standup.rounds if one.cron}) > 1


def _belong_together(standup: Standup) -> bool:
    """Whether a round asks what came of another one."""
    return any(
        question.of is not None and question.of[0] != one.id
        for one in standup.rounds
        for question in one.questions
    )


def _timing(standup: Standup) -> list[object]:
    return [(one.cron, one.closes) for one in standup.rounds]


async def _bridge(wheel: Wheel, old: Standup, new: Standup) -> date | None:
    """Keep the days that have begun as they were; the last of them."""
    scope = Scope(standup=wheel.standup.id)
    latest = await runs.latest_day(wheel.tx, wheel.standup.id)
    value = standups.bridge(old, new, wheel.slots, wheel.now, latest)
    if value is None:
        held = await settings.same(wheel.tx, scope, NAMES[AsBefore])
        if held is not None:
            await settings.end(wheel.tx, held.id, wheel.now)
        return None
    await settings.keep(wheel.tx, scope, value, "", BY_ITSELF, wheel.now)
    return value.until


def _first_day(wheel: Wheel, changed: Standup, value: _Timed, until: date | None) -> date | None:
    """The first day on which it is so."""
    rounds = [one for one in changed.rounds if value.round in {None, one.id}]
    now = replace(changed, rounds=tuple(replace(one, former=()) for one in rounds))
    found = [
        opening.day
        for zone in wheel.zones
        for one in now.rounds
        if (opening := schedule.first_opening(now, one, zone, _from(wheel, zone, until)))
    ]
    return min(found, default=None)


def _from(wheel: Wheel, zone: str, until: date | None) -> datetime:
    over = schedule.instant(until + _DAY, timedelta(0), zone) if until else wheel.now
    return max(wheel.now, over - timedelta(microseconds=1))


async def taken_back(wheel: Wheel, held: Setting) -> None:
    """Keep the days that have begun as they were before something was taken back."""
    if not isinstance(held.value, AsksAt | AsksOn | ClosesAt):
        return
    written = wheel.directory.written
    left = await settings.of_standup(wheel.tx, wheel.standup.id)
    left = [one for one in left if not isinstance(one.value, AsBefore)]
    laid = laid_over(written, left).instance
    new = next(one for one in laid.standups if one.id == wheel.standup.id)
    await _bridge(wheel, wheel.standup, new)


async def _reword(wheel: Wheel, given: Wording) -> Message:
    found = list(_questions(wheel.standup))
    if given.number is None or not 1 <= given.number <= len(found):
        return wording.questions(wheel.standup.title, [one.ask for _, one in found], given.number)
    round_, question = found[given.number - 1]
    value = Asks(round_.id, question.id, given.ask)
    if refused := refusal(wheel, value):
        return refused
    if question.ask == given.ask:
        return wording.as_it_is(wheel.standup.title)
    await keep(wheel, value, "ask")
    return wording.reworded(wheel.standup.title, question.ask, given.ask)


def _questions(standup: Standup) -> Iterable[tuple[Round, Question]]:
    return ((round_, one) for round_ in standup.rounds for one in round_.questions)


async def _people(wheel: Wheel, name: str, names: Sequence[str]) -> Outcome:
    standup, takes = wheel.standup, name == "add"
    everybody = wheel.directory.instance.people
    found = whom.meant(wheel, name, names, everybody if takes else standup.participants)
    if isinstance(found, Message) and not takes:  # who takes no part may be known all the same
        found = whom.meant(wheel, name, names, everybody)
    if isinstance(found, Message):
        return found
    there = {one.id for one in standup.participants}
    changed = [one for one in found if (one.id in there) != takes]
    if not changed:
        return wording.takes_part_already(standup.title, _names(found))
    value = TakesPart(tuple(one.id for one in changed), takes)
    if refused := refusal(wheel, value):
        return refused
    if not takes and len(changed) == len(standup.participants):
        return wording.nobody_left(standup.title)
    if takes:
        return await _take(wheel, value, name)
    shown = wording.to_be_removed(standup.title, _names(changed))
    about = ("remove", *sorted(value.people))
    return Proposal(shown, spoken("Remove"), about, partial(_take, wheel, value, name))


async def _take(wheel: Wheel, value: TakesPart, name: str) -> Message:
    """Have people take part from now on, or no more."""
    await keep(wheel, value, name)
    names = _names(wheel.directory.people[one] for one in value.people)
    return wording.takes_part(wheel.standup.title, names, takes=value.takes)


def _names(people: Iterable[Person]) -> list[str]:
    return [one.name for one in people]
