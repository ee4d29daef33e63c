"""Who is who: the people and standups of the present configuration, looked up in one step."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import InitVar, dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from standup.chat.interface import Capabilities
from standup.core.model import Account, Instance, Person, Slot, Standup
from standup.core.settings.overlay import Laid, News, bare
from standup.core.settings.roster import ById
from standup.core.settings.setting import TakesPart
from standup.core.settings.whereabouts import Whereabouts
from standup.core.text.name_matching import fold

if TYPE_CHECKING:  # needed once somebody is named in an answer
    from standup.core.text.calling import Names


@dataclass(frozen=True, slots=True)
class Index:
    """What is looked up by ids alone, so that it holds whatever people say of themselves, and who
    is asked in which slot; which standups `tire` of asking those who say nothing, and which each
    person has `left`, by their own word or another's, and what those in it are `called`."""

    by_account: Mapping[Account, str]
    steered: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    whereabouts: Whereabouts
    tire: frozenset[str]
    left: Mapping[str, tuple[str, ...]]
    called: "dict[str, Names]" = field(default_factory=dict)  # once somebody is called there

    @classmethod
    def of(cls, laid: Laid) -> "Index":
        """That of what holds."""
        instance = laid.instance
        steered: dict[str, tuple[str, ...]] = {}
        for standup in instance.standups:
            for one in dict.fromkeys((*standup.owners, *standup.helpers)):
                steered[one] = (*steered.get(one, ()), standup.id)
        return cls(
            {account: person.id for person in instance.people for account in person.accounts},
            steered,
            {fold(name): one.id for one in instance.standups for name in (one.title, one.id)},
            Whereabouts.of(instance),
            frozenset(one.id for one in instance.standups if one.fatigue is not None),
            _left(laid),
        )


def _left(laid: Laid) -> Mapping[str, tuple[str, ...]]:
    """The standups that each person takes part in no more because somebody said so."""
    found: dict[str, dict[str, None]] = {}
    for said in laid.outset:
        if isinstance(said.value, TakesPart) and not said.value.takes and said.scope.standup:
            for person in said.value.people:
                found.setdefault(person, {})[said.scope.standup] = None
    known = laid.roster.standups
    return {
        person: tuple(
            one for one in those if one in known and person not in laid.roster.members(one)
        )
        for person, those in found.items()
    }


@dataclass(frozen=True)
class Directory:
    """The configuration as the engine asks it, and what each connected platform can do.

    `instance` is what holds: what is written in the files with what people said since `laid` over
    it (nothing, when left out `over`), of which `version` is the latest that it knows.
    """

    instance: Instance
    capabilities: dict[str, Capabilities]
    version: int = 0
    over: InitVar[Laid | None] = None
    indexed: InitVar[Index | None] = None
    laid: Laid = field(init=False)
    index: Index = field(init=False)
    people: Mapping[str, Person] = field(init=False)
    standups: dict[str, Standup] = field(init=False)
    _on_a_day: dict[tuple[str, Slot], tuple[date | None, tuple[Person, ...]]] = field(init=False)

    def __post_init__(self, over: Laid | None, indexed: Index | None) -> None:
        laid = over if over is not None else bare(self.instance)
        look_up = {
            "laid": laid,
            "index": indexed if indexed is not None else Index.of(laid),
            "people": ById(laid.roster.places, self.instance.people),
            "standups": {standup.id: standup for standup in self.instance.standups},
            "_on_a_day": {},  # of many steps that ask everybody of a slot, the first looks
        }
        for name, value in look_up.items():
            object.__setattr__(self, name, value)

    @classmethod
    def of(cls, laid: Laid, capabilities: dict[str, Capabilities], version: int = 0) -> "Directory":
        """That of what holds."""
        return cls(laid.instance, capabilities, version, laid)

    def changed(self, news: News, version: int, today: date | None = None) -> "Directory":
        """With what holds by now in the place of what held of them."""
        laid = self.laid.changed(news, today)
        touched = news.people.keys() | self.laid.moving
        whereabouts = self.index.whereabouts.moved(_moves(self.laid, laid, touched))
        index = replace(self.index, whereabouts=whereabouts)
        return Directory(laid.instance, self.capabilities, version, laid, index)

    def able(self, capabilities: dict[str, Capabilities]) -> "Directory":
        """The same, of platforms that can do this."""
        return Directory(self.instance, capabilities, self.version, self.laid, self.index)

    @property
    def written(self) -> Instance:
        """What the files say."""
        return self.laid.written

    def person_of(self, account: Account) -> Person | None:
        """The person whose account this is."""
        person = self.index.by_account.get(account)
        return None if person is None else self.people[person]

    @property
    def platforms(self) -> frozenset[str]:
        """The names of the connected platforms."""
        return frozenset(self.capabilities)

    @property
    def flat(self) -> frozenset[str]:
        """The names of those that have no threads."""
        return frozenset(name for name, can in self.capabilities.items() if not can.threads)

    @property
    def has_lives(self) -> bool:
        """Whether anything lives on in any of the standups."""
        return any(standup.lives for standup in self.standups.values())

    @property
    def invitations(self) -> dict[str, str]:
        """By platform where we may not write first, the link by which anybody begins."""
        links = {name: can.invitation for name, can in self.capabilities.items()}
        return {name: link.partition("?")[0] for name, link in links.items() if link}

    def in_slot(self, standup: str, slot: Slot, day: date) -> tuple[Person, ...]:
        """The participants of a standup who are asked in this slot on a day."""
        known, found = self._on_a_day.get((standup, slot), (None, ()))
        if known != day:
            told = self.standups[standup]
            there = self.index.whereabouts.row(standup, slot)
            found = tuple(
                person
                for person in (told.participants[place] for place in there)
                if told.zone_of(person, day) == slot.zone
                and told.times_of(person, day) == slot.times
                and person.is_theirs(standup, day)
            )
            self._on_a_day[standup, slot] = (day, found)
        return found

    def slots(self, standup: str) -> tuple[Slot, ...]:
        """Every slot in which a standup asks, each once."""
        return self.index.whereabouts.slots(standup)

    def zones(self, standup: str) -> tuple[str, ...]:
        """Every zone in which a standup asks, each once."""
        return tuple(dict.fromkeys(slot.zone for slot in self.slots(standup)))

    def standups_of(self, person: Person) -> list[Standup]:
        """The standups a person takes part in."""
        return [self.standups[one] for one in self.laid.roster.standups_of(person.id)]

    def steered_by(self, person: Person) -> list[Standup]:
        """The standups that a person owns or helps with."""
        return [self.standups[one] for one in self.index.steered.get(person.id, ())]

    def names_for(self, person: Person) -> dict[str, str]:
        """The ids of the standups that a person may name, by folded id and title: those that they
        are in, have left or run."""
        mine = {one.id for one in (*self.standups_of(person), *self.steered_by(person))}
        mine.update(self.index.left.get(person.id, ()))
        return {name: standup for name, standup in self.index.names.items() if standup in mine}

    def as_written(self, person: str) -> Person | None:
        """A person as the files have them, whatever they said since."""
        return self.laid.roster.person(person)


def _moves(
    before: Laid, after: Laid, people: Iterable[str]
) -> Iterator[tuple[Standup, Standup, int]]:
    """Whoever may have moved in which standup: before, now, and their place in it."""
    pairs = {
        one.id: (one, other)
        for one, other in zip(before.instance.standups, after.instance.standups, strict=True)
    }
    for person in people:
        for standup in before.roster.standups_of(person):
            yield (*pairs[standup], before.roster.members(standup)[person])
