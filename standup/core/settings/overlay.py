"""Lays what people said over what is configured: the one place that knows where a value is from."""

import operator
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from standup.core.dates.spans import Span
from standup.core.model import Instance, Moved, Own, Person, Standup
from standup.core.settings import standups as standups_
from standup.core.settings.setting import (
    Cancelled,
    InQuiet,
    InZone,
    OnDays,
    Paused,
    Remind,
    Setting,
    Value,
)
from standup.core.settings.why import Why
from standup.core.zones import zone_names

__all__ = ["Laid", "Why", "is_fixed", "laid_over"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Laid:
    """The instance that holds, and the settings that do not fit it any more and do nothing."""

    instance: Instance
    idle: tuple[tuple[Setting, Why], ...] = ()


def laid_over(instance: Instance, said: Sequence[Setting], today: date | None = None) -> Laid:
    """What holds: the configuration with what was said since laid over it.

    Given the day that it is anywhere, moves that are over are left out.
    """
    if not said:
        return Laid(instance)
    unfit: list[tuple[Setting, Why]] = []
    if of_standups := [setting for setting in said if standups_.is_of_standup(setting)]:
        instance, unfit = standups_.laid_over(instance, of_standups, today)
    known = _Known.of(instance)
    others = (setting for setting in said if not standups_.is_of_standup(setting))
    found = [(setting, known.objection(setting)) for setting in others]
    idle = (*unfit, *((setting, why) for setting, why in found if why is not None))
    fitting = [_settled(setting, today) for setting, why in found if why is None]
    people = _people(known, fitting)
    standups = tuple(_standup(one, people, fitting) for one in instance.standups)
    everybody = tuple(people.get(person.id, person) for person in instance.people)
    return Laid(replace(instance, people=everybody, standups=standups), idle)


@dataclass(frozen=True, slots=True)
class _Known:
    """The people and standups of an instance, and which standups each person is in."""

    people: Mapping[str, Person]
    standups: Mapping[str, Standup]
    taken_part_in: Mapping[str, Sequence[Standup]]

    @classmethod
    def of(cls, instance: Instance) -> "_Known":
        taken_part_in: defaultdict[str, list[Standup]] = defaultdict(list)
        for standup in instance.standups:
            for person in standup.participants:
                taken_part_in[person.id].append(standup)
        return cls(
            {person.id: person for person in instance.people},
            {standup.id: standup for standup in instance.standups},
            taken_part_in,
        )

    def objection(self, setting: Setting) -> Why | None:
        """Why a setting does nothing; None where it holds."""
        person, standup = setting.scope.person, setting.scope.standup
        if person is not None and person not in self.people:
            return Why.NOBODY
        if standup is not None and standup not in self.standups:
            return Why.NO_STANDUP
        concerned = self.concerned(setting)
        if standup is not None and self.standups[standup] not in concerned:
            return Why.NOT_IN_IT
        if isinstance(setting.value, InZone) and setting.value.zone not in _zones():
            return Why.NO_ZONE
        return Why.FIXED if is_fixed(setting.value, setting.name, concerned) else None

    def concerned(self, setting: Setting) -> Sequence[Standup]:
        """The standups that a setting would change."""
        person, standup = setting.scope.person, setting.scope.standup
        found = self.taken_part_in.get(person, ()) if person else self.standups.values()
        return [one for one in found if standup in {None, one.id}]


def _settled(setting: Setting, today: date | None) -> Setting:
    match setting.value:
        case InZone(zone, Moved(_, until)) if today is not None and until < today - _DAY:
            return replace(setting, value=InZone(zone))
    return setting


def is_fixed(value: Value, name: str, standups: Sequence[Standup]) -> bool:
    """Whether the files refuse a value: one that a person has only once where any of their standups
    does, else where all do."""
    refusing = [name in one.fixed for one in standups]
    if isinstance(value, InZone | InQuiet):
        return any(refusing)
    return bool(refusing) and all(refusing)


@cache
def _zones() -> frozenset[str]:
    return frozenset(zone_names())


def _people(known: _Known, said: Iterable[Setting]) -> dict[str, Person]:
    """Everybody of whom something holds, as it does."""
    by_person: defaultdict[str, list[Setting]] = defaultdict(list)
    for setting in said:
        if setting.scope.person is not None:
            by_person[setting.scope.person].append(setting)
    return {
        person: _person(known.people[person], known.taken_part_in.get(person, ()), settings)
        for person, settings in by_person.items()
    }


def _person(person: Person, standups: Sequence[Standup], said: Sequence[Setting]) -> Person:
    for setting in said:
        match setting.value:
            case InZone(zone, moved):
                person = replace(person, zone=zone, moved=moved)
            case InQuiet(quiet):
                person = replace(person, quiet=quiet)
    if not any(isinstance(setting.value, Remind | OnDays) for setting in said):
        return person
    own = ((standup.id, _own(standup, said)) for standup in standups)
    return replace(person, own=tuple(pair for pair in own if pair[1] != Own()))


def _own(standup: Standup, said: Iterable[Setting]) -> Own:
    """What a person wants otherwise in a standup: said of it alone it outweighs what is said of
    all."""
    own = Own()
    for setting in sorted(said, key=lambda one: one.scope.standup is not None):
        if setting.scope.standup not in {None, standup.id} or setting.name in standup.fixed:
            continue
        match setting.value:
            case Remind(nudge):
                own = replace(own, nudge=nudge)
            case OnDays(days):
                own = replace(own, days=days)
    return own


def _standup(standup: Standup, people: Mapping[str, Person], said: Iterable[Setting]) -> Standup:
    participants = tuple(people.get(person.id, person) for person in standup.participants)
    pauses = tuple(_pauses(standup, said))
    if not pauses and all(map(operator.is_, participants, standup.participants)):
        return standup
    rhythm = replace(standup.rhythm, pauses=(*standup.rhythm.pauses, *pauses))
    return replace(standup, participants=participants, rhythm=rhythm)


def _pauses(standup: Standup, said: Iterable[Setting]) -> Iterator[Span]:
    for setting in said:
        if setting.scope.person is None and setting.scope.standup == standup.id:
            match setting.value:
                case Paused(first, last) | Cancelled(first, last):
                    yield Span(first, last)
