"""In which slots a standup asks whom: kept by slot, and changed where somebody moves."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from standup.core.model import Instance, Slot, Standup

Row = tuple[int, ...]
"""The places of people among the participants of a standup, in order."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """By standup and slot, the participants who may be asked there, by their places."""

    rows: Mapping[tuple[str, Slot], Row]
    in_use: Mapping[str, tuple[Slot, ...]]

    @classmethod
    def of(cls, instance: Instance) -> "Whereabouts":
        """Those of an instance."""
        rows: defaultdict[tuple[str, Slot], list[int]] = defaultdict(list)
        for standup in instance.standups:
            for place, person in enumerate(standup.participants):
                for slot in standup.slots_of(person):
                    rows[standup.id, slot].append(place)
        ids = [standup.id for standup in instance.standups]
        return cls({key: tuple(row) for key, row in rows.items()}, _in_use(rows, ids))

    def row(self, standup: str, slot: Slot) -> Row:
        """The places of those who may be asked in a slot."""
        return self.rows.get((standup, slot), ())

    def slots(self, standup: str) -> tuple[Slot, ...]:
        """Every slot in which a standup asks, each once, in a stable order."""
        return self.in_use[standup]

    def moved(self, changes: Iterable[tuple[Standup, Standup, int]]) -> "Whereabouts":
        """With whoever moved between two states of a standup, by their places in it."""
        rows = dict(self.rows)
        touched: set[str] = set()
        for before, after, place in changes:
            was = set(before.slots_of(before.participants[place]))
            now = set(after.slots_of(after.participants[place]))
            touched |= {after.id} if was != now else set()
            for slot in was - now:
                rows[after.id, slot] = _without(rows[after.id, slot], place)
            for slot in now - was:
                rows[after.id, slot] = _with(rows.get((after.id, slot), ()), place)
        if not touched:
            return self
        left = {key: row for key, row in rows.items() if row}
        return Whereabouts(left, {**self.in_use, **_in_use(left, touched)})


def _in_use(
    rows: Iterable[tuple[str, Slot]], standups: Iterable[str]
) -> dict[str, tuple[Slot, ...]]:
    """The slots of standups that have anybody in them."""
    slots: dict[str, list[Slot]] = {standup: [] for standup in standups}
    for standup, slot in rows:
        if standup in slots:
            slots[standup].append(slot)
    return {standup: tuple(sorted(found)) for standup, found in slots.items()}


def _with(row: Row, place: int) -> Row:
    at = bisect_left(row, place)
    return (*row[:at], place, *row[at:])


def _without(row: Row, place: int) -> Row:
    at = bisect_left(row, place)
    return (*row[:at], *row[at + 1 :])
