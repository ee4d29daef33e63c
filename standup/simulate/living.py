"""What is to become of items that live, and what their logbooks are to hold, worked out from the
documented rules: of each kind of news the latest counts, and what is taken back says nothing."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from standup.core.model import Standup
from standup.simulate.remarks import LIFE, Kind, Remark
from standup.simulate.sheets import Sheet

GONE = "gone"
"""In what somebody said who is forgotten."""


@dataclass(slots=True)
class Entry:
    """A line of a logbook: what was said in a message, which may say nothing any more."""

    source: str
    kind: Kind
    by: str
    at: datetime
    order: int
    value: str = ""
    text: str = ""

    @property
    def says(self) -> bool:
        """Whether it says anything."""
        return bool(self.value or self.text)


@dataclass(slots=True)
class Alive:
    """An item as it ought to be. `is_unsure`: only the engine knows what was said of it."""

    number: int
    sheet: Sheet
    author: str | None
    logbook: list[Entry] = field(default_factory=list)
    is_unsure: bool = False

    @property
    def standup(self) -> Standup:
        """The standup in which it lives."""
        return self.sheet.run.standup

    @property
    def state(self) -> str:
        """Where it stands."""
        return self._latest("state") or LIFE.first.name

    @property
    def owner(self) -> str | None:
        """Whose it is."""
        return self._latest("owner") or self.author

    @property
    def belief(self) -> int | None:
        """How much it is believed in."""
        said = self._latest("belief")
        return int(said) if said else None

    def _latest(self, kind: Kind) -> str:
        said = (one.value for one in reversed(self.logbook) if one.kind == kind and one.value)
        return next(said, "")

    def note(self, entry: Entry) -> None:
        """Something is said of it; in the same message it takes the place of what that said."""
        for known in self.logbook:
            if (known.source, known.kind) == (entry.source, entry.kind) != (GONE, entry.kind):
                known.value, known.text = entry.value, entry.text
                return
        self.logbook.append(entry)


@dataclass
class Living:
    """Every item, by its number."""

    items: dict[int, Alive] = field(default_factory=dict)
    _count: int = 0

    def begins(self, number: int, sheet: Sheet) -> None:
        """A line of somebody's answer is an item from now on."""
        self.items[number] = Alive(number, sheet, sheet.person)

    def says(
        self, remark: Remark, source: str, by: str, at: datetime, people: Collection[str]
    ) -> bool:
        """Somebody who takes part, or runs its standup, says something of an item; whether that was
        for them to say. `people` take part by now."""
        item = self.items[remark.number]
        runs_it, is_theirs = by in item.standup.owners, item.owner == by
        may_move = is_theirs or (item.owner is None and runs_it)
        value = remark.value
        match remark.kind:
            case "state":
                may = may_move
            case "words":
                may = True
            case "belief":
                assert LIFE.belief is not None
                first, last = LIFE.belief
                may = (may_move or runs_it) and first <= int(value) <= last
            case "owner":
                value = by if value == "me" else value
                may = may_move or runs_it or item.owner is None
                may = may and (remark.value == "me" or value in people)
        if may:
            self._count += 1
            item.note(Entry(source, remark.kind, by, at, self._count, value, remark.text))
        return may

    def may_read(self, number: int, person: str, people: Collection[str]) -> bool:
        """Whether somebody may say anything of an item: who takes part in its standup, or runs
        it."""
        return person in people or person in self.items[number].standup.owners

    def told_in(self, source: str) -> list[Alive]:
        """The items of which something was said in a message."""
        return [
            item
            for item in self.items.values()
            if any(one.source == source for one in item.logbook)
        ]

    def drops(self, source: str) -> None:
        """What was said in a message is said no more."""
        for item in self.told_in(source):
            for entry in item.logbook:
                if entry.source == source:
                    entry.value = entry.text = ""

    def latest_by(self, person: str) -> Entry | None:
        """What somebody said last that still says anything."""
        theirs = (
            one
            for item in self.items.values()
            for one in item.logbook
            if one.by == person and one.says
        )
        return max(theirs, key=lambda one: (one.at, one.order), default=None)

    def forgets(self, person: str) -> None:
        """Nothing that somebody said is said by them any more, and nothing is theirs; how their
        items stand stays."""
        for item in self.items.values():
            item.author = None if item.author == person else item.author
            for entry in item.logbook:
                if entry.kind == "owner" and entry.value == person:
                    entry.value = ""
                if entry.by == person:
                    entry.source, entry.by, entry.text = GONE, "", ""

    def doubt_of(self, number: int) -> None:
        """Only the engine knows whether something was said of an item."""
        if number in self.items:
            self.items[number].is_unsure = True

    def doubt(self, by: str) -> None:
        """Something that somebody said may have been taken back, and only the engine knows."""
        for item in self.items.values():
            item.is_unsure |= any(one.by == by for one in item.logbook)
