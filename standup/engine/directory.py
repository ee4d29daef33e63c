"""Who is who: the people and standups of the present configuration, looked up in one step."""

from dataclasses import dataclass, field

from standup.chat.interface import Capabilities
from standup.core.model import Account, Instance, Person, Standup


@dataclass(frozen=True)
class Directory:
    """The configuration as the engine asks it, and what each connected platform can do."""

    instance: Instance
    capabilities: dict[str, Capabilities]
    people: dict[str, Person] = field(init=False)
    standups: dict[str, Standup] = field(init=False)
    _by_account: dict[Account, Person] = field(init=False)
    _by_zone: dict[tuple[str, str], tuple[Person, ...]] = field(init=False)
    _zones: dict[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        by_zone: dict[tuple[str, str], list[Person]] = {}
        for standup in self.instance.standups:
            for person in standup.participants:
                by_zone.setdefault((standup.id, standup.zone_of(person)), []).append(person)
        look_up = {
            "people": {person.id: person for person in self.instance.people},
            "standups": {standup.id: standup for standup in self.instance.standups},
            "_by_account": {a: person for person in self.instance.people for a in person.accounts},
            "_by_zone": {key: tuple(people) for key, people in by_zone.items()},
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

    def in_zone(self, standup: str, zone: str) -> tuple[Person, ...]:
        """The participants of a standup who are asked in this zone."""
        return self._by_zone.get((standup, zone), ())

    def zones(self, standup: str) -> tuple[str, ...]:
        """Every zone in which a standup asks, each once."""
        return self._zones[standup]

    def standups_of(self, person: Person) -> list[Standup]:
        """The standups a person takes part in."""
        return [s for s in self.instance.standups if person in s.participants]
