"""Who is who: the people and standups of the present configuration, looked up in one step."""

from dataclasses import dataclass, field
from datetime import date

from standup.chat.interface import Capabilities
from standup.core.model import Account, Instance, Person, Standup
from standup.core.text.name_matching import fold


@dataclass(frozen=True)
class Directory:
    """The configuration as the engine asks it, and what each connected platform can do.

    `instance` is what holds: what is `written` in the files (the same, when left out) with what
    people said since laid over it, of which `version` is the latest that it knows.
    """

    instance: Instance
    capabilities: dict[str, Capabilities]
    version: int = 0
    written: Instance | None = None
    people: dict[str, Person] = field(init=False)
    standups: dict[str, Standup] = field(init=False)
    _by_account: dict[Account, Person] = field(init=False)
    _by_zone: dict[tuple[str, str], tuple[Person, ...]] = field(init=False)
    _zones: dict[str, tuple[str, ...]] = field(init=False)
    _taken_part_in: dict[str, list[Standup]] = field(init=False)
    _steered: dict[str, list[Standup]] = field(init=False)
    _names: dict[str, str] = field(init=False)
    _on_a_day: dict[tuple[str, str], tuple[date | None, tuple[Person, ...]]] = field(init=False)

    def __post_init__(self) -> None:
        by_zone: dict[tuple[str, str], list[Person]] = {}
        taken_part_in: dict[str, list[Standup]] = {}
        steered: dict[str, list[Standup]] = {}
        for standup in self.instance.standups:
            for person in standup.participants:
                taken_part_in.setdefault(person.id, []).append(standup)
                for zone in standup.zones_of(person):
                    by_zone.setdefault((standup.id, zone), []).append(person)
            for one in dict.fromkeys((*standup.owners, *standup.helpers)):
                steered.setdefault(one, []).append(standup)
        look_up = {
            "people": {person.id: person for person in self.instance.people},
            "standups": {standup.id: standup for standup in self.instance.standups},
            "_by_account": {a: person for person in self.instance.people for a in person.accounts},
            "_by_zone": {key: tuple(people) for key, people in by_zone.items()},
            "_taken_part_in": taken_part_in,
            "_steered": steered,
            "_on_a_day": {},  # of many steps that ask everybody of a zone, the first looks
            "_names": {
                fold(name): one.id for one in self.instance.standups for name in (one.title, one.id)
            },
            "_zones": {standup.id: standup.zones for standup in self.instance.standups},
        }
        for name, value in look_up.items():
            object.__setattr__(self, name, value)

    def person_of(self, account: Account) -> Person | None:
        """The person whose account this is."""
        return self._by_account.get(account)

    @property
    def platforms(self) -> frozenset[str]:
        """The names of the connected platforms."""
        return frozenset(self.capabilities)

    @property
    def flat(self) -> frozenset[str]:
        """The names of those that have no threads."""
        return frozenset(name for name, can in self.capabilities.items() if not can.threads)

    @property
    def invitations(self) -> dict[str, str]:
        """By platform where we may not write first, the link by which anybody begins."""
        links = {name: can.invitation for name, can in self.capabilities.items()}
        return {name: link.partition("?")[0] for name, link in links.items() if link}

    def in_zone(self, standup: str, zone: str, day: date) -> tuple[Person, ...]:
        """The participants of a standup who are asked in this zone on a day."""
        known, found = self._on_a_day.get((standup, zone), (None, ()))
        if known != day:
            told, there = self.standups[standup], self._by_zone.get((standup, zone), ())
            found = tuple(
                person
                for person in there
                if told.zone_of(person, day) == zone and person.is_theirs(standup, day)
            )
            self._on_a_day[standup, zone] = (day, found)
        return found

    def zones(self, standup: str) -> tuple[str, ...]:
        """Every zone in which a standup asks, each once."""
        return self._zones[standup]

    def standups_of(self, person: Person) -> list[Standup]:
        """The standups a person takes part in."""
        return self._taken_part_in.get(person.id, [])

    def steered_by(self, person: Person) -> list[Standup]:
        """The standups that a person owns or helps with."""
        return self._steered.get(person.id, [])

    def names_for(self, person: Person) -> dict[str, str]:
        """The ids of the standups that a person may name, by folded id and title."""
        mine = {one.id for one in (*self.standups_of(person), *self.steered_by(person))}
        return {name: standup for name, standup in self._names.items() if standup in mine}

    def as_written(self, person: str) -> Person | None:
        """A person as the files have them, whatever they said since."""
        people = (self.written or self.instance).people
        return next((one for one in people if one.id == person), None)
