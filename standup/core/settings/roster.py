"""Who stands where in a configuration: found in one step, and built once for all that is said."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from standup.core.model import Instance, Person, Standup

Places = Mapping[str, int]
"""By id, where somebody stands in a row of people."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The people and standups of an instance, and where each person stands in every row of them.

    What people say changes who somebody is, not where they stand, so what is laid over an instance
    shares its roster.
    """

    written: Instance
    standups: Mapping[str, Standup]
    places: Places
    _members: Mapping[str, Places]
    _standups_of: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, instance: Instance) -> "Roster":
        """That of an instance."""
        everybody = _places(instance.people)
        members = {one.id: _members(one, instance, everybody) for one in instance.standups}
        return cls(
            instance,
            {standup.id: standup for standup in instance.standups},
            everybody,
            members,
            _by_person(instance),
        )

    def person(self, person: str) -> Person | None:
        """Somebody as the files have them, whatever they said since."""
        place = self.places.get(person)
        return None if place is None else self.written.people[place]

    def standups_of(self, person: str) -> tuple[str, ...]:
        """The ids of the standups that a person takes part in."""
        return self._standups_of.get(person, ())

    def members(self, standup: str) -> Places:
        """Where everybody stands among the participants of a standup."""
        return self._members[standup]


@dataclass(frozen=True, slots=True)
class ById(Mapping[str, Person]):
    """The people of a row by their ids, without a second record of them."""

    places: Places
    row: Sequence[Person]

    def __getitem__(self, person: str) -> Person:
        return self.row[self.places[person]]

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


def put(row: tuple[Person, ...], places: Places, changed: Iterable[Person]) -> tuple[Person, ...]:
    """The row with those of these people in it who stand there; the same, where nobody changed."""
    there = [(places[one.id], one) for one in changed if one.id in places]
    new = [(place, one) for place, one in there if row[place] is not one]
    if not new:
        return row
    rest = list(row)
    for place, one in new:
        rest[place] = one
    return tuple(rest)


def _places(people: Iterable[Person]) -> Places:
    return {person.id: place for place, person in enumerate(people)}


def _members(standup: Standup, instance: Instance, everybody: Places) -> Places:
    """Where all take part, and in this order, it is the same record."""
    people = standup.participants
    if len(people) == len(instance.people) and all(
        one.id == other.id for one, other in zip(people, instance.people, strict=True)
    ):
        return everybody
    return _places(people)


def _by_person(instance: Instance) -> Mapping[str, tuple[str, ...]]:
    """Equal rows of standups are one object: many people take part in the same ones."""
    found: dict[str, tuple[str, ...]] = {}
    rows: dict[tuple[str, ...], tuple[str, ...]] = {}
    for standup in instance.standups:
        for person in standup.participants:
            row = (*found.get(person.id, ()), standup.id)
            found[person.id] = rows.setdefault(row, row)
    return found
