"""At which time of day somebody is asked, within what those who run a standup allow."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from standup.core import schedule, slots
from standup.core.commands.said import Adjust
from standup.core.conversation.effects import Say
from standup.core.messages.markup import Message
from standup.core.model import Chosen, Person, Round, Slot, Standup
from standup.core.settings.overlay import is_fixed
from standup.core.settings.setting import NAMES, AskMeAt, Scope, Setting
from standup.core.wording import choosing as wording
from standup.core.wording import settings as settings_wording
from standup.core.wording.settings import clock
from standup.core.wording.times import names_text
from standup.core.zones import date_in
from standup.engine.occasion import Occasion, say
from standup.store import asking, runs, settings

_NAME = NAMES[AskMeAt]
_HALF, _DAY = timedelta(hours=12), timedelta(days=1)
_Fit = tuple[Standup, Round, timedelta]


async def choose(at: Occasion, said: Adjust, key: str) -> None:
    """Ask somebody at the time that they choose, or tell when they may."""
    await say(at, Say(await _chosen(at, said), key))


async def _chosen(at: Occasion, said: Adjust) -> Message:
    mine = at.directory.standups_of(at.person)
    if said.standup is not None:
        named = at.directory.standups[said.standup]
        mine = [one for one in mine if one.id == said.standup]
        if not mine:
            return settings_wording.not_in_it(named.title)
    if said.drop:
        return await _as_the_team(at, mine)
    return await _within_hours(at, said, mine)


async def _within_hours(at: Occasion, said: Adjust, mine: Sequence[Standup]) -> Message:
    hours = [(one, round_) for one in mine for round_ in one.rounds if round_.opens is not None]
    if not hours:
        return _no_choice(mine, at.directory.instance.organiser)
    if not isinstance(said.value, AskMeAt):
        return wording.holds([(*one, _usual(at.person, *one)) for one in hours])
    free = [one for one in hours if not is_fixed(said.value, _NAME, (one[0],))]
    if not free:
        fixed = dict.fromkeys(one.title for one, _ in hours)
        return settings_wording.refused(list(fixed), at.directory.instance.organiser)
    fits = list(_fitting(at.person, free, said))
    if len(fits) == 1:
        return await _keep(at, said, *fits[0])
    if fits:
        return wording.which(said.words, [standup for standup, _, _ in fits])
    return wording.outside(free)


def _no_choice(mine: Sequence[Standup], organiser: str) -> Message:
    """What is told where there are no hours to choose from."""
    asking = [one for one in mine if one.has_schedule]
    if mine and not asking:
        return wording.unscheduled(mine)
    return wording.same_for_all(names_text([one.title for one in asking]), organiser)


def _usual(person: Person, standup: Standup, round_: Round) -> str:
    """When somebody is asked a round, from now on."""
    asked = slots.as_chosen(standup, standup.times_of(person)).round(round_.id)
    return clock(schedule.wall_time(replace(asked, former=()).cron))


def _fitting(
    person: Person, hours: Sequence[tuple[Standup, Round]], said: Adjust
) -> Iterator[_Fit]:
    """The rounds that can be asked at the time that was said, and at which that is."""
    assert isinstance(said.value, AskMeAt)
    time = said.value.chosen.time
    assert time is not None
    for standup, round_ in hours:
        for meant in (time, time + _HALF) if said.is_half else (time,):
            others = {**dict(standup.times_of(person)), round_.id: meant}
            asked = slots.as_chosen(standup, tuple(sorted(others.items()))).round(round_.id)
            if round_.opens is not None and round_.opens.has(meant):
                if schedule.wall_time(asked.cron) == meant:
                    yield standup, round_, meant
                break


async def _keep(
    at: Occasion, said: Adjust, standup: Standup, round_: Round, time: timedelta
) -> Message:
    if time == schedule.wall_time(round_.cron):
        dropped = await _as_the_team(at, [standup], round_.id)
        is_new = at.leaving.is_setting
        return dropped if is_new else wording.as_it_is(standup.title, round_)
    chosen = slots.choosing(standup, at.person, Chosen(round_.id, time), at.now)
    value, scope = AskMeAt(chosen), Scope(at.person.id, standup.id)
    await settings.keep(at.tx, scope, value, said.words, at.source, at.now)
    at.leaving.is_setting = at.leaving.is_news = True
    return wording.done(standup.title, value, await _first_day(at, standup, chosen))


async def _first_day(at: Occasion, standup: Standup, chosen: Chosen) -> date | None:
    """The first day on which they are asked then."""
    zone = standup.zone_of(at.person)
    times = {**dict(standup.times_of(at.person)), chosen.round: chosen.time}
    slot = Slot(zone, tuple((id_, one) for id_, one in sorted(times.items()) if one is not None))
    round_ = slots.as_chosen(standup, slot.times).round(chosen.round)
    before = date_in(zone, at.now) - _DAY
    day = schedule.next_day(round_, standup.rhythm, before, zone)
    while day is not None:
        is_then = chosen.on(day) == chosen.time and at.person.is_theirs(standup.id, day)
        is_to_come = schedule.opening(round_, zone, day) > at.now
        if is_then and is_to_come and not await _is_asked(at, standup, chosen.round, day):
            return day
        day = schedule.next_day(round_, standup.rhythm, day, zone)
    return None


async def _is_asked(at: Occasion, standup: Standup, round_id: str, day: date) -> bool:
    run = await runs.of_day(at.tx, standup.id, day)
    asked = await asking.asked_already(at.tx, run.id, round_id, [at.person]) if run else set()
    return at.person.id in asked


async def _as_the_team(
    at: Occasion, standups: Sequence[Standup], round_id: str | None = None
) -> Message:
    """Ask them when their team is asked, in these standups; what they set there is dropped."""
    titles = {one.id: one.title for one in standups}
    held = [
        one
        for one in await settings.of_person(at.tx, at.person.id)
        if isinstance(one.value, AskMeAt)
        and one.value.chosen.time is not None
        and one.scope.standup in titles
        and round_id in {None, one.value.chosen.round}
    ]
    for one in held:
        await _drop(at, one)
    if not held:
        return settings_wording.nothing_to_drop(_NAME)
    told = dict.fromkeys(titles[one.scope.standup or ""] for one in held)
    return settings_wording.dropped(_NAME, names_text(list(told)))


async def pick_up(at: Occasion, held: Setting) -> None:
    """Ask them when they chose, though they had wanted it as the team has it."""
    assert isinstance(held.value, AskMeAt)
    chosen = held.value.chosen
    bridge = await settings.same(at.tx, held.scope, held.name, chosen.round)
    if bridge is not None:
        await settings.end(at.tx, bridge.id, at.now)
    await settings.pick_up(at.tx, held.id, at.now)
    await settings.amend(at.tx, held.id, AskMeAt(_left_of(at, held, chosen.time)))


async def _drop(at: Occasion, held: Setting) -> None:
    at.leaving.is_setting = at.leaving.is_news = True
    await settings.drop(at.tx, held.id, at.now)
    await _bridge(at, held)


async def _bridge(at: Occasion, held: Setting) -> None:
    """Have what they go back from count up to a day, if one would be left out."""
    if (left := _left_of(at, held, None)).before:
        await settings.keep(at.tx, held.scope, AskMeAt(left), held.words, at.source, at.now)


async def undo(at: Occasion, held: Setting) -> None:
    """Take back what they chose last: what it replaced holds again, from the next asking on."""
    await settings.undo(at.tx, held.id, at.now)
    assert isinstance(held.value, AskMeAt)
    before = await settings.same(at.tx, held.scope, held.name, held.value.chosen.round)
    if before is not None and isinstance(before.value, AskMeAt):
        left = _left_of(at, held, before.value.chosen.time)
        await settings.amend(at.tx, before.id, AskMeAt(left))
    else:
        await _bridge(at, held)


def _left_of(at: Occasion, held: Setting, time: timedelta | None) -> Chosen:
    """What they go back to, with what holds of before up to a day."""
    assert isinstance(held.value, AskMeAt)
    new = Chosen(held.value.chosen.round, time)
    standup = at.directory.standups.get(held.scope.standup or "")
    known = {one.id for one in standup.rounds} if standup else set()
    return (
        slots.choosing(standup, at.person, new, at.now) if standup and new.round in known else new
    )
