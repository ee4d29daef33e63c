"""In which zones a standup asks whom: kept by zone, and changed where somebody moves."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from standup.core.model import Instance, Standup

Row = tuple[int, ...]
"""The places of people among the participants of a standup, in order."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """By standup and zone, the participants who may be asked there, by their places."""

    rows: Mapping[tuple[str, str], Row]
    in_use: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, instance: Instance) -> "Whereabouts":
        """Those of an instance."""
        rows: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for standup in instance.standups:
            for place, person in enumerate(standup.participants):
                for zone in dict.fromkeys(standup.zones_of(person)):
                    rows[standup.id, zone].append(place)
        ids = [standup.id for standup in instance.standups]
        return cls({key: tuple(row) for key, row in rows.items()}, _in_use(rows, ids))

    def row(self, standup: str, zone: str) -> Row:
        """The places of those who may be asked in a zone."""
        return self.rows.get((standup, zone), ())

    def zones(self, standup: str) -> tuple[str, ...]:
        """Every zone in which a standup asks, each once, in a stable order."""
        return self.in_use[standup]

    def moved(self, changes: Iterable[tuple[Standup, Standup, int]]) -> "Whereabouts":
        """With whoever moved between two states of a standup, by their places in it."""
        rows = dict(self.rows)
        touched: set[str] = set()
        for before, after, place in changes:
            was = set(before.zones_of(before.participants[place]))
            now = set(after.zones_of(after.participants[place]))
            touched |= {after.id} if was != now else set()
            for zone in was - now:
                rows[after.id, zone] = _without(rows[after.id, zone], place)
            for zone in now - was:
                rows[after.id, zone] = _with(rows.get((after.id, zone), ()), place)
        if not touched:
            return self
        left = {key: row for key, row in rows.items() if row}
        return Whereabouts(left, {**self.in_use, **_in_use(left, touched)})


def _in_use(rows: Iterable[tuple[str, str]], standups: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The zones of standups that have anybody in them."""
    zones: dict[str, list[str]] = {standup: [] for standup in standups}
    for standup, zone in rows:
        if standup in zones:
            zones[standup].append(zone)
    return {standup: tuple(sorted(found)) for standup, found in zones.items()}


def _with(row: Row, place: int) -> Row:
    at = bisect_left(row, place)
    return (*row[:at], place, *row[at:])


def _without(row: Row, place: int) -> Row:
    at = bisect_left(row, place)
    return (*row[:at], *row[at + 1 :])
