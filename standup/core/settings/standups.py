"""What was said of standups since they were written: their times, days, words and people.

A change of times holds from the next day that has not begun anywhere, by the times before or by
those after it, so that nobody is asked twice or left out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import get_args

from standup.core import schedule
from standup.core import slots as slots_
from standup.core.cron import WEEKDAYS, at_time
from standup.core.model import Channel, Former, Instance, Person, Round, Slot, Standup
from standup.core.settings.setting import (
    Alteration,
    AsBefore,
    Asks,
    AsksAt,
    AsksOn,
    ClosesAt,
    Founded,
    OfStandup,
    PostsIn,
    Setting,
    TakesPart,
    TellsMissing,
)
from standup.core.settings.why import Why
from standup.core.zones import date_in

_DAY = timedelta(days=1)
_OF_STANDUPS = get_args(OfStandup)
_ALTERATIONS = get_args(Alteration)


def is_of_standup(setting: Setting) -> bool:
    """Whether a setting says of a standup what might be written."""
    return isinstance(setting.value, _OF_STANDUPS)


def laid_over(
    instance: Instance, said: Iterable[Setting], today: date | None = None
) -> tuple[Instance, list[tuple[Setting, Why]]]:
    """The instance with this said of its standups, and what of it does nothing.

    Given the day that it is anywhere, what held up to a day that is over is left out.
    """
    standups = {standup.id: standup for standup in instance.standups}
    people = {person.id: person for person in instance.people}
    idle: list[tuple[Setting, Why]] = []
    for setting in sorted(said, key=_place):
        standup, value = standups.get(setting.scope.standup or ""), setting.value
        if isinstance(value, Founded):
            if standup is None:
                standups[value.standup.id] = _founded(value, people)
            else:
                idle.append((setting, Why.WRITTEN))
            continue
        assert isinstance(value, _ALTERATIONS)
        if isinstance(value, AsBefore) and today is not None and value.is_over(today):
            continue
        if standup is None:
            found: Standup | Why = Why.NO_STANDUP
        elif setting.name in standup.fixed:
            found = Why.FIXED
        else:
            found = as_said(standup, value, people)
        if isinstance(found, Standup):
            standups[found.id] = found
        else:
            idle.append((setting, found))
    return replace(instance, standups=tuple(standups.values())), idle


def says_nothing_new(standup: Standup, said: Setting, people: Mapping[str, Person]) -> bool:
    """Whether a written standup is already as somebody said that it should be."""
    value = said.value
    if isinstance(value, Founded):
        return True
    if not isinstance(value, _ALTERATIONS) or isinstance(value, AsBefore | TellsMissing):
        return False
    return as_said(standup, value, people) == standup


def _place(setting: Setting) -> int:
    """What there is comes first, and what bridges a change last."""
    return {Founded: 0, AsBefore: 2}.get(type(setting.value), 1)


def _founded(value: Founded, people: Mapping[str, Person]) -> Standup:
    members = (people[one] for one in value.people if one in people)
    return replace(value.standup, participants=tuple(members))


def as_said(standup: Standup, value: Alteration, people: Mapping[str, Person]) -> Standup | Why:
    """The standup as somebody said it should be, or why it cannot be so."""
    match value:
        case TakesPart():
            return _with_people(standup, value, people)
        case Asks(round_, question, ask):
            return _asking(standup, round_, question, ask)
        case PostsIn() | TellsMissing() | AsBefore():
            return _as_it_goes(standup, value)
        case AsksAt(round_) | ClosesAt(round_) | AsksOn(_, round_):
            if round_ is not None and round_ not in {one.id for one in standup.rounds}:
                return Why.NO_ROUND
            if not standup.has_schedule and not isinstance(value, ClosesAt):
                return Why.UNSCHEDULED
            return _timed(standup, value)


def _as_it_goes(standup: Standup, value: PostsIn | TellsMissing | AsBefore) -> Standup:
    """What may be said of any standup."""
    match value:
        case AsBefore() if not standup.has_schedule:
            return standup
        case PostsIn(adapter, place):
            return replace(standup, channels=_in_channel(standup, Channel(adapter, place)))
        case TellsMissing(person):
            return replace(standup, watched_by=(*standup.watched_by, person))
        case AsBefore(_, rounds):
            former = {id_: tuple(f for one, f in rounds if one == id_) for id_, _ in rounds}
            kept = (replace(one, former=former.get(one.id, ())) for one in standup.rounds)
            return replace(standup, rounds=tuple(kept))


def _in_channel(standup: Standup, channel: Channel) -> tuple[Channel, ...]:
    """Its channels with this one in the place of the first of that platform, and no other there."""
    kept = [one for one in standup.channels if one.adapter != channel.adapter]
    number = next(
        (n for n, one in enumerate(standup.channels) if one.adapter == channel.adapter), len(kept)
    )
    return (*kept[:number], channel, *kept[number:])


def _with_people(standup: Standup, said: TakesPart, people: Mapping[str, Person]) -> Standup | Why:
    known = {one: people[one] for one in said.people if one in people}
    if not known:
        return Why.NOBODY
    if not said.takes:
        others = (one for one in standup.participants if one.id not in known)
        return replace(standup, participants=tuple(others))
    there = {one.id for one in standup.participants}
    new = (person for one, person in known.items() if one not in there)
    return replace(standup, participants=(*standup.participants, *new))


def _asking(standup: Standup, round_id: str, question: str, ask: str) -> Standup | Why:
    found = [
        one
        for round_ in standup.rounds
        if round_.id == round_id
        for one in round_.questions
        if one.id == question
    ]
    if not found:
        return Why.NO_QUESTION
    worded = tuple(
        replace(one, ask=ask) if one is found[0] else one
        for one in standup.round(round_id).questions
    )
    return _with_round(standup, replace(standup.round(round_id), questions=worded))


def _with_round(standup: Standup, changed: Round) -> Standup:
    rounds = tuple(changed if one.id == changed.id else one for one in standup.rounds)
    return replace(standup, rounds=rounds)


def _timed(standup: Standup, value: AsksAt | ClosesAt | AsksOn) -> Standup | Why:
    match value:
        case AsksAt(round_, time):
            timed = _at(standup, round_, time)
        case ClosesAt(round_, time):
            timed = _with_round(standup, replace(standup.round(round_), closes=time))
        case AsksOn(days, only):
            changed = (
                replace(one, cron=_on_days(one.cron, days))
                if one.cron is not None and only in {None, one.id}
                else one
                for one in standup.rounds
            )
            timed = replace(standup, rounds=tuple(changed))
    return timed if slots_.is_in_order(timed.rounds) else Why.OUT_OF_ORDER


def _at(standup: Standup, round_id: str, time: timedelta) -> Standup:
    """The round asked at this time; one that closed when it opens still does."""
    before = schedule.wall_time(standup.round(round_id).cron)
    following = (
        replace(one, closes=time) if one.closes == before else one for one in standup.rounds
    )
    rounds = (
        replace(one, cron=at_time(one.cron, time))
        if one.cron is not None and one.id == round_id
        else one
        for one in following
    )
    return replace(standup, rounds=tuple(rounds))


def _on_days(cron: str, days: frozenset[int]) -> str:
    minute, hour, _, month, _ = cron.split()
    return " ".join([minute, hour, "*", month, ",".join(_weekdays(days))])


def _weekdays(days: Iterable[int]) -> Iterator[str]:
    """As people write them: "mon-thu", "sat", "sun"."""
    for _, row in groupby(
        enumerate(sorted(days)), key=lambda pair: (pair[1] == 6, pair[1] - pair[0])
    ):
        names = [WEEKDAYS[(day + 1) % 7] for _, day in row]
        yield from names if len(names) < 3 else [f"{names[0]}-{names[-1]}"]


def bridge(
    old: Standup, new: Standup, slots: Sequence[Slot], now: datetime, latest: date | None
) -> AsBefore | None:
    """What keeps the days that have begun in any of these slots as they were, given that of the
    latest run; None where there is no such day."""
    if not old.has_schedule:  # whose runs keep to what each began with
        return None
    new = replace(new, rounds=tuple(replace(one, former=()) for one in new.rounds))
    here = [date_in(zone, now) for zone in {one.zone for one in slots}]
    days = [min(here) + n * _DAY for n in range((max(here) - min(here)).days + 2)]
    begun = [
        day
        for day in days
        if (latest is not None and day <= latest)
        or any(_has_begun(one, slots, day, now) for one in (old, new))
    ]
    if not begun:
        return None
    until = max(begun)
    kept = ((one.id, then) for one in old.rounds for then in _up_to(one, until, now.date()))
    return AsBefore(until, tuple(kept))


def _has_begun(standup: Standup, slots: Sequence[Slot], day: date, now: datetime) -> bool:
    return any(
        schedule.opening(round_, slot.zone, day) <= now
        for slot in slots
        for round_ in slots_.of_day(standup, slot, day).rounds
    )


def _up_to(round_: Round, until: date, today: date) -> list[Former]:
    """How a round is on each day up to one, but for days that are over."""
    there = round_.on(until)
    assert there.cron is not None
    before = [one for one in round_.former if one.until < until and not one.is_over(today)]
    return [*before, Former(until, there.cron, there.closes, there.reminder)]
