"""What the head of a run's thread tells: counts, and the first names of each kind.

It is told of a run of any size from what each person adds to it, counted as that changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from standup.core.model import Round, Standup
from standup.core.reports.report import ASKED, SHARED, Hindrance, Presence, RoundCount, Standing

MOST_NAMES = 40

PEOPLE, AWAY, AWAY_ONCE_CLOSED = "people", "away", "away/closed"
_SHARED, _ASKED, _UNOPENED, _HINDERED = "shared/", "asked/", "unopened/", "hindered/"


@dataclass(frozen=True, slots=True)
class Names:
    """The first of some names, and how many there are."""

    first: tuple[str, ...] = ()
    count: int = 0

    @classmethod
    def of(cls, names: Sequence[str]) -> "Names":
        """All of these."""
        return cls(tuple(names[:MOST_NAMES]), len(names))

    def __add__(self, other: "Names") -> "Names":
        return Names((self.first + other.first)[:MOST_NAMES], self.count + other.count)


@dataclass(frozen=True, slots=True)
class Head:
    """A run as the head of its thread tells it.

    `hindered` are the first of those who are to be asked and cannot be, as (name, reason);
    `hindrances` what keeps how many of them.
    """

    standup: Standup
    day: date
    closed: bool
    people: Names
    counts: tuple[RoundCount, ...]
    away: Names
    hindered: tuple[tuple[str, str], ...]
    hindrances: Mapping[Hindrance, int]
    missed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """What one person adds to a head: the things they are counted in, and where they are named.

    `away` is 2 where they are away as it stands, 1 where they are once the run is closed. `lost`
    is 2 where a question did not reach them, 1 where its deadline is still to tell whether they
    count, as they do not either where nobody need answer.
    """

    counted: tuple[str, ...]
    away: int = 0
    lost: int = 0
    hindrance: str | None = None


def share(standup: Standup, person: Presence, later: Presence) -> Share:
    """What a person adds: as they stand while the run is open, and once its deadlines are over."""
    rounds = tuple(zip(standup.rounds, person.check_ins, person.standings, strict=True))
    counted = [PEOPLE]
    for round_, check_in, standing in rounds:
        if kind := _kind(standing, opened=check_in is not None or person.figures is not None):
            counted.append(kind + round_.id)
    hindrance = person.hindrance
    if hindrance:
        counted.append(f"{_HINDERED}{hindrance.adapter}/{hindrance.reason}")
    away = _away(person)
    if away:
        counted.append(AWAY if away > 1 else AWAY_ONCE_CLOSED)
    lost = _lost(person, later)
    return Share(tuple(counted), away, lost, hindrance.reason if hindrance else None)


def _kind(standing: Standing, *, opened: bool) -> str | None:
    """What somebody is counted in of a round; until it opens for them they are, while it may."""
    if standing in SHARED:
        return _SHARED
    if standing in ASKED:
        return _ASKED if opened else _UNOPENED
    return None


def _away(person: Presence) -> int:
    if person.standing is Standing.AWAY:
        return 2
    if person.figures is not None or Standing.AWAY not in person.standings:
        return 0
    pairs = zip(person.check_ins, person.standings, strict=True)
    closed = tuple(Standing.UNASKED if c is None else standing for c, standing in pairs)
    return int(replace(person, standings=closed).standing is Standing.AWAY)


def _lost(person: Presence, later: Presence) -> int:
    if later.standings != person.standings:
        waits = zip(person.standings, later.standings, strict=True)
        if any(now is Standing.OPEN and then not in ASKED for now, then in waits):
            return 1
    return 2 if person.hindrance or Standing.UNREACHED in person.standings else 0


def counts(standup: Standup, tally: Mapping[str, int], *, closed: bool) -> tuple[RoundCount, ...]:
    """The live count of each round, from how many people are counted in each thing."""
    return tuple(_count(round_, tally, closed=closed) for round_ in standup.rounds)


def _count(round_: Round, tally: Mapping[str, int], *, closed: bool) -> RoundCount:
    shared, asked = (tally.get(kind + round_.id, 0) for kind in (_SHARED, _ASKED))
    unopened = 0 if closed else tally.get(_UNOPENED + round_.id, 0)
    return RoundCount(round_, shared, shared + asked + unopened)


def hindrances(tally: Mapping[str, int]) -> dict[Hindrance, int]:
    """What keeps how many people from being asked."""
    found = {}
    for what, count in tally.items():
        if what.startswith(_HINDERED) and count:
            found[Hindrance(*what.removeprefix(_HINDERED).split("/", 1))] = count
    return found
