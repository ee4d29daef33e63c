"""What a plan is near to: read in one look at the database, and nothing is written.

The index of the learning log is asked for each word of a line, for no more entries than count, and
the few that have the rarest of them are read.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from standup.core.asking.check_in import CheckIn
from standup.core.hints import KNOWN, SAME
from standup.core.hints.nearness import OFTEN, Line, line, near
from standup.core.hints.plans import ended, first_near, planned, settled
from standup.core.language import speaking
from standup.core.learning_log.entries import Entry
from standup.core.lives.item import Item
from standup.core.messages.markup import Message
from standup.core.model import Person, Standup
from standup.core.wording import hints as wording
from standup.engine import languages
from standup.engine.directory import Directory
from standup.engine.posts.summary import links_to
from standup.engine.search import readable_by
from standup.store import check_ins, hints, items, logbook
from standup.store.database import Transaction
from standup.store.hints import Place, Twin
from standup.store.learning_log.entry import NOT_MERGED, load
from standup.store.learning_log.finding import having

MOST_READ = 12
"""Entries that are read for one line."""
MOST_ITEMS = 200
"""Items of a standup that are compared with one line."""

_DAY = timedelta(days=1)
_EARLIEST = date(1970, 1, 2)

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Found:
    """What the plan of a person is near to: what they are told, by the line's mark, each with the
    entry it is from, and the lines of others in the same run. `told` is what they were told of
    before, as it is by now; None: it was taken back."""

    person: str
    run: int
    known: Mapping[int, tuple[Message, int]] = field(default_factory=dict)
    told: Mapping[int, Message | None] = field(default_factory=dict)
    twins: frozenset[Twin] = frozenset()


async def look(directory: Directory, number: int, tx: Transaction) -> Found | None:
    """What the plan of a check-in is near to; None where nobody is to be told of it any more."""
    author = await check_ins.owner(tx, number)
    found = await check_ins.some(tx, [number])
    person = directory.people.get(author or "")
    if not found or person is None or author is None:
        return None
    [check_in] = found
    standup = directory.standups.get(check_in.standup.id)
    if standup is None:
        return None
    with speaking(await languages.of(tx, directory, person)):
        return await _Look(tx, directory, person, standup, check_in).found()


def takes_hints(person: Person, standup: Standup) -> bool:
    """Whether somebody wants to be told of their plans in a standup, and named beside others."""
    return bool(standup.hints) and not person.in_standup(standup.id).no_hints


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at a plan."""

    tx: Transaction
    directory: Directory
    person: Person
    standup: Standup
    check_in: CheckIn

    async def found(self) -> Found:
        plan = planned(self.check_in) if self.check_in.is_shared else ()
        before = await hints.told(self.tx, self.check_in.id)
        told = await self._as_it_is(plan, before)
        known: dict[int, tuple[Message, int]] = {}
        twins: set[Twin] = set()
        for number, words in enumerate(plan if takes_hints(self.person, self.standup) else ()):
            mine = line(words)
            if SAME in self.standup.hints and self.check_in.standup.is_posted:
                twins |= await self._twins(Place(self.check_in.id, number), mine)
            is_new = self.check_in.run_open and mine.mark not in {*known, *before}
            if KNOWN in self.standup.hints and is_new:
                one = await self._known(words, mine)
                known |= {mine.mark: one} if one is not None else {}
        return Found(self.person.id, self.check_in.run, known, told, frozenset(twins))

    async def _as_it_is(
        self, plan: Sequence[str], before: Mapping[int, int]
    ) -> dict[int, Message | None]:
        """What they were told of before, as it is by now, but of lines that are no more."""
        logged = [number for number in before.values() if number > 0]
        entries = {one.id: one for one in await load(self.tx, logged, NOT_MERGED)}
        lines = {line(words).mark: words for words in plan}
        told: dict[int, Message | None] = {}
        for mark, number in before.items():
            if number < 0:
                item = await items.get(self.tx, -number)
                words = lines.get(mark, "")
                is_so = item is not None and item.has_ended and words
                told[mark] = await self._told_of(words, item, {}) if item and is_so else None
            elif number not in entries:
                told[mark] = None
            elif words := lines.get(mark, ""):
                mine = line(words)
                having = await self._having(mine, self._readable(), self._before)
                told[mark] = await self._told(words, entries[number], self._holding(mine, having))
        return told

    async def _twins(self, place: Place, mine: Line) -> set[Twin]:
        """The lines of others' plans in the same run that a line is near to."""
        of, today = (self.standup.id,), (self.check_in.day, self.check_in.day)
        likely = await self._likely(await self._having(mine, of, today))
        others = [one.check_in for one in likely if one.check_in and self._is_by_another(one)]
        if not others:
            return set()
        holding = self._holding(mine, await self._having(mine, of, (_EARLIEST, self.check_in.day)))
        return {
            Twin.of(place, Place(other.id, number))
            for other in others
            for number, words in enumerate(planned(other))
            if near(mine, line(words), holding)
        }

    def _is_by_another(self, entry: Entry) -> bool:
        """Whether it is of somebody else in the run who may be named beside this person."""
        other = self.directory.people.get(entry.person)
        if other is None or other.id == self.person.id or entry.run != self.check_in.run:
            return False
        return takes_hints(other, self.standup)

    async def _known(self, words: str, mine: Line) -> tuple[Message, int] | None:
        """What the person is told of a line: the newest that was settled of it, by another."""
        having = await self._having(mine, self._readable(), self._before)
        holding = self._holding(mine, having)
        for entry in await self._by_others(having):
            if message := await self._told(words, entry, holding):
                return message, entry.id
        for item in await self._ended():
            if message := await self._told_of(words, item, holding):
                return message, -item.number
        return None

    async def _ended(self) -> list[Item]:
        """The items of others that ended, of which somebody may be told, the newest first."""
        lives = [one for one in self._readable() if self.directory.standups[one].lives]
        found = [item for one in lives for item in await items.ended(self.tx, one, MOST_ITEMS)]
        return [item for item in found if item.owner != self.person.id]

    async def _told_of(self, words: str, item: Item, holding: Mapping[str, int]) -> Message | None:
        """What is told of a line from an item that ended, if it is near."""
        if not near(line(words), line(item.words), holding):
            return None
        names = {one: person.name for one, person in self.directory.people.items()}
        found = ended(item, await logbook.of(self.tx, item.number), names)
        standup = self.directory.standups.get(item.standup)
        if found is None or standup is None:
            return None
        return wording.known(
            words, found, standup.title if standup.id != self.standup.id else "", ""
        )

    async def _by_others(self, having: Mapping[str, Sequence[int]]) -> list[Entry]:
        """The likely entries of others, the newest first; what each settled, `settled` tells."""
        likely = [one for one in await self._likely(having) if one.person != self.person.id]
        return sorted(likely, key=lambda one: one.id, reverse=True)

    @property
    def _before(self) -> Span:
        return _EARLIEST, self.check_in.day - _DAY

    def _readable(self) -> Sequence[str]:
        """The standups that the person may read and of which people are told such things."""
        readable = readable_by(self.person, self.directory)
        return [one for one in readable if KNOWN in self.directory.standups[one].hints]

    async def _told(self, words: str, entry: Entry, holding: Mapping[str, int]) -> Message | None:
        """What is told of a line from an entry, if anything in it is near."""
        standup = self.directory.standups.get(entry.standup.id)
        found = first_near(words, settled(entry), holding)
        if found is None or standup is None:
            return None
        links = await links_to(self.tx, self.directory.instance, standup, [entry])
        is_elsewhere = standup.id != self.standup.id
        where = standup.title if is_elsewhere else ""
        return wording.known(words, found, where, links.get(entry.id, ""))

    async def _having(
        self, mine: Line, standups: Sequence[str], days: Span
    ) -> Mapping[str, Sequence[int]]:
        """By each word that is looked for, the newest entries of some days that have it."""
        return {word: await having(self.tx, word, standups, days, OFTEN) for word in mine.sought}

    @staticmethod
    def _holding(mine: Line, having: Mapping[str, Sequence[int]]) -> dict[str, int]:
        """How many entries have each word of a line, by its stem."""
        return {stem: len(having[word]) for stem, word in mine.words.items() if word in having}

    async def _likely(self, having: Mapping[str, Sequence[int]]) -> list[Entry]:
        """The entries that have most of the words, and of these the rarest."""
        weights: defaultdict[int, float] = defaultdict(float)
        for numbers in having.values():
            for number in numbers:
                weights[number] += math.log(1 + OFTEN / len(numbers))
        likeliest = sorted(weights, key=lambda number: (-weights[number], -number))[:MOST_READ]
        return await load(self.tx, likeliest, NOT_MERGED)
