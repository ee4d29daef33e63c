"""Lays what people said over what is configured: the one place that knows where a value is from.

A change costs what it touches: whoever said something is laid anew, and all else is shared. What
is said of a standup as it might be written is laid first, beneath the rest.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, lru_cache

from standup.core.dates.spans import Span
from standup.core.model import Chosen, Instance, Moved, Own, Person, Quiet, Standup
from standup.core.schedule import wall_time
from standup.core.settings import standups as standups_
from standup.core.settings.roster import Roster, put
from standup.core.settings.setting import (
    NAMES,
    Archived,
    AskMeAt,
    ByProfile,
    Cancelled,
    InQuiet,
    InZone,
    LetBe,
    NoHints,
    OnDays,
    Paused,
    Remind,
    Setting,
    StillIn,
    Value,
    span_of,
)
from standup.core.settings.why import Why
from standup.core.slots import as_chosen
from standup.core.zones import zone_names

__all__ = ["Idle", "Laid", "News", "Why", "bare", "is_fixed", "laid_over", "objection"]

_DAY = timedelta(days=1)
_USUAL = 10_000  # values that people choose, of which few are anybody's alone


Idle = tuple[tuple[Setting, Why], ...]
"""Settings that do nothing, and why."""


@dataclass(frozen=True, slots=True)
class News:
    """All that holds by now of some people and standups; an empty row where nothing does."""

    people: Mapping[str, Sequence[Setting]] = field(default_factory=dict)
    standups: Mapping[str, Sequence[Setting]] = field(default_factory=dict)

    @classmethod
    def of(cls, said: Iterable[Setting]) -> "News":
        """That this holds of those of whom it was said, and nothing else."""
        people: defaultdict[str, list[Setting]] = defaultdict(list)
        standups: defaultdict[str, list[Setting]] = defaultdict(list)
        for setting in said:
            if setting.scope.person is not None:
                people[setting.scope.person].append(setting)
            else:
                standups[setting.scope.standup or ""].append(setting)
        return cls(people, standups)

    @property
    def of_standups(self) -> list[Setting]:
        """What is said of standups as it might be written."""
        said = (one for row in self.standups.values() for one in row)
        return [one for one in said if standups_.is_of_standup(one)]

    def is_of(self, setting: Setting) -> bool:
        """Whether it says anew what holds of whom or what a setting is said of."""
        scope = setting.scope
        if scope.person is not None:
            return scope.person in self.people
        return (scope.standup or "") in self.standups


@dataclass(frozen=True, slots=True)
class Laid:
    """The instance that holds, and the settings that do not fit it any more and do nothing.

    `written` is what the files say; `outset` is what was said of standups as it might be written,
    and the `roster` that of both. `moving` are the people of whom a former zone or time counts.
    """

    written: Instance
    roster: Roster
    instance: Instance
    outset: tuple[Setting, ...] = ()
    idle: Idle = ()
    moving: frozenset[str] = frozenset()

    def changed(self, news: News, today: date | None = None) -> "Laid":
        """With what holds by now in the place of what held of them.

        Given the day that it is anywhere, what held up to a day that is over is left out. Raises
        ValueError where the standups are other ones by now than what people said was laid over.
        """
        kept = [one for one in self.outset if not news.is_of(one)]
        outset = tuple(sorted((*kept, *news.of_standups), key=lambda one: one.id))
        if outset != self.outset:
            return self._begun(outset, today).changed(news, today)
        return self._changed(news, today)

    def _begun(self, outset: tuple[Setting, ...], today: date | None) -> "Laid":
        """With this said of standups, and nothing laid over them yet."""
        if self.instance is not self.roster.written:
            raise ValueError(
                "standups change beneath what people said: all of it is to be laid anew"
            )
        instance, unfit = standups_.laid_over(self.written, outset, today)
        return Laid(self.written, Roster.of(instance), instance, outset, tuple(unfit))

    def _changed(self, news: News, today: date | None) -> "Laid":
        idle, fitting = _judged(self.roster, news)
        people = {
            person: _settled(_person(self.roster, person, said), today)
            for person, said in fitting.people.items()
            if person in self.roster.places
        }
        for person in self.moving - people.keys():
            people[person] = _settled(self._now(person), today)
        moving = {person for person, one in people.items() if _is_moving(one)}
        kept = (
            pair
            for pair in self.idle
            if standups_.is_of_standup(pair[0]) or not news.is_of(pair[0])
        )
        return replace(
            self,
            instance=self._instance(people, fitting),
            idle=tuple(sorted((*kept, *idle), key=lambda pair: pair[0].id)),
            moving=frozenset(moving),
        )

    def _now(self, person: str) -> Person:
        return self.instance.people[self.roster.places[person]]

    def _instance(self, people: Mapping[str, Person], fitting: News) -> Instance:
        before = self.instance
        row = put(before.people, self.roster.places, people.values())
        members: defaultdict[str, list[Person]] = defaultdict(list)
        for person, one in people.items():
            for standup in self.roster.standups_of(person):
                members[standup].append(one)
        standups = tuple(
            self._standup(one, row, members.get(one.id, ()), fitting) for one in before.standups
        )
        return replace(before, people=row, standups=standups)

    def _standup(
        self, before: Standup, row: tuple[Person, ...], members: Sequence[Person], fitting: News
    ) -> Standup:
        places = self.roster.members(before.id)
        if places is not self.roster.places or row is self.instance.people:
            participants = put(before.participants, places, members)
        else:
            participants = row  # where all take part it is the same row, and need not be copied
        said = fitting.standups.get(before.id)
        if said is not None:
            before = _steered(self.roster.standups[before.id], said)
        if participants is before.participants:
            return before
        return replace(before, participants=participants)


def bare(instance: Instance) -> Laid:
    """What holds where nobody has said anything."""
    return Laid(instance, Roster.of(instance), instance)


def laid_over(instance: Instance, said: Iterable[Setting], today: date | None = None) -> Laid:
    """What holds: the configuration with what was said since laid over it."""
    news = News.of(said)
    laid = bare(instance)
    return laid.changed(news, today) if news.people or news.standups else laid


def objection(roster: Roster, setting: Setting) -> Why | None:
    """Why a setting does nothing; None where it holds."""
    person, standup = setting.scope.person, setting.scope.standup
    if person is not None and person not in roster.places:
        return Why.NOBODY
    if standup is not None and standup not in roster.standups:
        return Why.NO_STANDUP
    concerned = _concerned(roster, setting)
    if standup is not None and not concerned:
        return Why.NOT_IN_IT
    if (
        isinstance(setting.value, InZone | StillIn | ByProfile)
        and setting.value.zone not in _zones()
    ):
        return Why.NO_ZONE
    name = NAMES[InZone] if isinstance(setting.value, ByProfile) else setting.name
    fixed = is_fixed(setting.value, name, concerned)
    return Why.FIXED if fixed else _does_not_fit(concerned, setting.value)


def _does_not_fit(concerned: Sequence[Standup], value: Value) -> Why | None:
    """Why a time of somebody's own counts no more in the one standup that it is about.

    Out of order it stays theirs: on a day on which all is still as before it counts.
    """
    if not isinstance(value, AskMeAt) or len(concerned) != 1:
        return None
    [standup], chosen = concerned, value.chosen
    round_ = next((one for one in standup.rounds if one.id == chosen.round), None)
    if round_ is None or chosen.time is None:
        return Why.NO_ROUND if round_ is None else None
    if round_.opens is None or not round_.opens.has(chosen.time):
        return Why.OUTSIDE
    asked = as_chosen(standup, ((chosen.round, chosen.time),)).round(chosen.round)
    return None if wall_time(asked.cron) == chosen.time else Why.OUT_OF_ORDER


def is_fixed(value: Value, name: str, standups: Sequence[Standup]) -> bool:
    """Whether the files refuse a value: one that a person has only once where any of their standups
    does, else where all do."""
    refusing = [name in one.fixed for one in standups]
    if isinstance(value, InZone | ByProfile | InQuiet):
        return any(refusing)
    return bool(refusing) and all(refusing)


def _concerned(roster: Roster, setting: Setting) -> Sequence[Standup]:
    """The standups that a setting would change."""
    person, standup = setting.scope.person, setting.scope.standup
    found = tuple(roster.standups) if person is None else roster.standups_of(person)
    return [roster.standups[one] for one in found if standup in {None, one}]


def _judged(roster: Roster, news: News) -> tuple[list[tuple[Setting, Why]], News]:
    """What does nothing, with the reason, and what holds, but for what is laid first."""
    idle: list[tuple[Setting, Why]] = []

    def fitting(said: Sequence[Setting]) -> list[Setting]:
        others = (setting for setting in said if not standups_.is_of_standup(setting))
        found = [(setting, objection(roster, setting)) for setting in others]
        idle.extend((setting, why) for setting, why in found if why is not None)
        return [setting for setting, why in found if why in {None, Why.OUT_OF_ORDER}]

    people = {person: fitting(said) for person, said in news.people.items()}
    standups = {standup: fitting(said) for standup, said in news.standups.items()}
    return idle, News(people, standups)


def _is_moving(person: Person) -> bool:
    """Whether something of before still counts for somebody."""
    times = (one for _, own in person.own for one in own.times)
    return person.moved is not None or any(one.before for one in times)


def _settled(person: Person, today: date | None) -> Person:
    """Without a move, and times of before, that are over everywhere."""
    if today is None or not _is_moving(person):
        return person
    over, moved = today - _DAY, person.moved
    own = ((id_, _own_settled(own, over)) for id_, own in person.own)
    return replace(
        person,
        moved=moved if moved is not None and moved.until >= over else None,
        own=_wants(tuple(pair for pair in own if pair[1] != Own())),
    )


def _own_settled(own: Own, over: date) -> Own:
    times = (
        replace(one, before=tuple(pair for pair in one.before if pair[0] >= over))
        for one in own.times
    )
    return replace(own, times=tuple(one for one in times if one != Chosen(one.round, None)))


@cache
def _zones() -> Mapping[str, str]:
    """Each zone's name, as the one object that all who are in it share."""
    return {zone: zone for zone in zone_names()}


@lru_cache(_USUAL)
def _quiet(quiet: Quiet) -> Quiet:
    """One object for all who want the same."""
    return quiet


@lru_cache(_USUAL)
def _wants(own: tuple[tuple[str, Own], ...]) -> tuple[tuple[str, Own], ...]:
    """One object for all who want the same."""
    return own


def _person(roster: Roster, person: str, said: Sequence[Setting]) -> Person:
    """Somebody as they are with what they said."""
    told = roster.written.people[roster.places[person]]
    for setting in sorted(said, key=lambda one: not isinstance(one.value, ByProfile)):
        match setting.value:
            case ByProfile(zone, moved) if told.zone_is_usual:
                told = replace(told, zone=_zones()[zone], moved=moved)
            case InZone(zone, moved):
                told = replace(told, zone=_zones()[zone], moved=moved)
            case StillIn(zone, until):
                told = replace(told, moved=Moved(_zones()[zone], until))
            case InQuiet(quiet):
                told = replace(told, quiet=_quiet(quiet))
    if not any(isinstance(one.value, Remind | OnDays | LetBe | AskMeAt | NoHints) for one in said):
        return told
    standups = [roster.standups[one] for one in roster.standups_of(person)]
    own = ((standup.id, _own(standup, said)) for standup in standups)
    return replace(told, own=_wants(tuple(pair for pair in own if pair[1] != Own())))


def _own(standup: Standup, said: Iterable[Setting]) -> Own:
    """What a person wants otherwise in a standup: said of it alone it outweighs what is said of
    all."""
    own = Own()
    for setting in sorted(said, key=lambda one: one.scope.standup is not None):
        if setting.scope.standup not in {None, standup.id} or setting.name in standup.fixed:
            continue
        match setting.value:
            case Remind(nudge):
                own = replace(own, nudge=nudge.at_most(standup.most_reminders))
            case OnDays(days):
                own = replace(own, days=days)
            case AskMeAt(chosen):
                own = replace(own, times=_with_time(own.times, chosen))
            case NoHints():
                own = replace(own, no_hints=True)
            case LetBe() if standup.fatigue is not None:
                own = replace(own, let_be=True)
    return own


def _with_time(times: tuple[Chosen, ...], chosen: Chosen) -> tuple[Chosen, ...]:
    held = {one.round: one for one in (*times, chosen)}
    return tuple(held[id_] for id_ in sorted(held) if held[id_] != Chosen(id_, None))


def _steered(standup: Standup, said: Sequence[Setting]) -> Standup:
    """A standup as it is with what was said of it."""
    pauses = tuple(_pauses(said))
    if not pauses:
        return standup
    archived = any(isinstance(one.value, Archived) for one in said)
    if archived:
        standup = replace(standup, accountability=None)
    pauses = (*standup.rhythm.pauses, *pauses)
    rhythm = replace(standup.rhythm, pauses=pauses, archived=archived)
    return replace(standup, rhythm=rhythm)


def _pauses(said: Iterable[Setting]) -> Iterator[Span]:
    for setting in said:
        match setting.value:
            case Paused() | Cancelled() | Archived() as value:
                yield span_of(value)
