"""What somebody looks for in the learning log: `"flash attention" by ana in november #jax`.

Whatever is not understood as a person, a tag, a kind, days or a standup is a word to look for, so
that nothing that is typed is an error.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from heapq import nlargest
from itertools import chain, islice

from standup.core.dates import reader
from standup.core.dates.spans import Bounds
from standup.core.learning_log.entries import URL, Wanted, folded, tags
from standup.core.text.pattern import Pattern
from standup.core.text.phrases import WORD, Phrase, bare, is_sign

_PIECE = Pattern(r'["“”„«»][^"“”„«»]*(?:["“”„«»]|$)|[^\s"“”„«»]+')
_SIGN = Pattern(r"(?P<name>[a-z]+):(?P<said>.*)", re.IGNORECASE)
_LONGEST_NAME = 4  # words
_MOST_OF_DAYS = 9  # words behind the first
_EARLIEST, _LATEST = date(1970, 1, 2), date(9999, 12, 30)


@dataclass(frozen=True, slots=True)
class Known:
    """What may be named in a search, each by its names as `bare` makes them: people and standups by
    their ids. A name may be that of several people."""

    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    standups: Mapping[str, str] = field(default_factory=dict)


def read(text: str, today: date, standups: Sequence[str], known: Known) -> Wanted:
    """What is looked for, in these standups at most."""
    reading = _Reading([*_PIECE.findall(text)], today, known, Wanted(tuple(standups)))
    while reading.pieces:
        reading.take()
    return replace(reading.wanted, words=" ".join(reading.words))


class _Reading:
    """A search while it is read, from the left to the right."""

    def __init__(self, pieces: list[str], today: date, known: Known, wanted: Wanted) -> None:
        self.pieces = pieces
        self.today = today
        self.known = known
        self.wanted = wanted
        self.words: list[str] = []

    def take(self) -> None:
        """Understand what comes next: with a sign, in plain words, or as a word to look for."""
        piece = self.pieces.pop(0)
        if signed := _SIGN.fullmatch(piece):
            name, said = signed["name"].casefold(), signed["said"]
            following = said or self._quoted()
            if self._signed(name, following):
                if not said:
                    self.pieces.pop(0)
                return
        elif self.wanted.tag is None and piece.startswith("#") and tags(piece):
            self.wanted = replace(self.wanted, tag=tags(piece)[0])
            return
        elif self._somebody_or_something(piece.casefold()) or self._days(piece):
            return
        self.words.append(piece)

    def _somebody_or_something(self, way: str) -> bool:
        for length in range(min(_LONGEST_NAME, len(self.pieces)) if way in _WAYS else 0, 0, -1):
            if self._named(way, " ".join(self.pieces[:length])):
                del self.pieces[:length]
                return True
        return False

    def _days(self, way: str) -> bool:
        """Days in plain words: "since october", "in the last 30 days"."""
        number, days = reader.narrowed([way, *self.pieces[:_MOST_OF_DAYS]], self.today)
        if not number or not self._narrow(days):
            return False
        del self.pieces[: number - 1]
        return True

    def _quoted(self) -> str:
        return self.pieces[0].strip('"“”„«»') if self.pieces else ""

    def _signed(self, name: str, said: str) -> bool:
        if name == "kind":
            return self._kind(said)
        return self._named(name, said) or self._days_alone(f"{name} {said}")

    def _named(self, way: str, said: str) -> bool:
        return way in _WAYS and any(getattr(self, what)(way, said) for what in _WAYS[way])

    def _kind(self, said: str) -> bool:
        if said:
            self.wanted = replace(self.wanted, kind=said)
        return bool(said)

    def _tag(self, _: str, said: str) -> bool:
        if said:
            self.wanted = replace(self.wanted, tag=folded(said))
        return bool(said)

    def _person(self, _: str, said: str) -> bool:
        people = self.known.people.get(bare(said), ())
        if people:
            self.wanted = replace(self.wanted, people=people)
        return bool(people)

    def _standup(self, _: str, said: str) -> bool:
        standup = self.known.standups.get(bare(said))
        if standup in self.wanted.standups:
            self.wanted = replace(self.wanted, standups=(standup,))
            return True
        return False

    def _days_alone(self, said: str) -> bool:
        words = said.split()
        number, days = reader.narrowed(words, self.today)
        return number == len(words) and self._narrow(days)

    def _narrow(self, days: Bounds) -> bool:
        ends = [end for end in (days.first, days.last) if end]
        if not all(_EARLIEST <= end <= _LATEST for end in ends):
            return False
        self.wanted = replace(
            self.wanted,
            first=days.first or self.wanted.first,
            last=days.last or self.wanted.last,
        )
        return True


_WAYS: Mapping[str, tuple[str, ...]] = {
    "by": ("_person",),
    "from": ("_person",),
    "von": ("_person",),
    "de": ("_person",),
    "in": ("_standup",),
    "en": ("_standup",),
    "tag": ("_tag",),
}


_NEAR = 3  # words that are named for one
_LIKELY = 20  # words that are compared letter by letter, for one
_LONGEST_NEAR = 40  # letters
_MOST_NEAR = 5000  # words that are looked at


def near(sought: Sequence[str], known: Iterable[str]) -> list[str]:
    """The words that are spelled nearly as those that are sought, the nearest first for each.

    Comparing letter by letter takes its time, so pairs of letters say first which are likely.
    """
    looked_at = (one[:_LONGEST_NEAR] for one in islice(known, 10 * _MOST_NEAR))
    distinct = islice(dict.fromkeys(looked_at), _MOST_NEAR)
    paired = [(_pairs(one), one) for one in distinct]
    found = (close for one in sought if one for close in _near(one[:_LONGEST_NEAR], paired))
    return list(dict.fromkeys(found))


def _near(word: str, paired: Sequence[tuple[frozenset[str], str]]) -> list[str]:
    pairs = _pairs(word)
    alike = ((2 * len(pairs & others) / (len(pairs) + len(others)), one) for others, one in paired)
    likely = nlargest(_LIKELY, alike)
    return get_close_matches(word, [one for share, one in likely if share], n=_NEAR)


def _pairs(word: str) -> frozenset[str]:
    """The word's letters two by two, its first and last letter counted with nothing beside them."""
    return frozenset(map("".join, zip(f" {word}", f"{word} ", strict=True)))


_ENDINGS = (
    *("ations", "ation", "ings", "ing", "edly", "ers", "ed", "es", "er", "ly", "ions", "ion", "s"),
    *("e", "y", "i"),
)
_SHORTEST_STEM = 3
_BEFORE = 50  # characters shown before the first word that was found
_LONGEST_SNIPPET = 200
_LEAST = 12  # characters that are left out at the beginning: "… " would say less than they do
_LONGEST_LINK = 400  # what is longer than that, and has no white space, is cut after all
_OPEN, _CLOSED, _BETWEEN = "… ", " …", " · "


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of what was found, and whether it is what was looked for."""

    text: str
    is_found: bool


def snippet(text: str, phrases: Sequence[Phrase]) -> tuple[Part, ...]:
    """What stands around the first of the words that were found, on one line, all of them marked.

    Nothing that has no white space in it, such as a link, is cut, and no link is marked inside.
    """
    text = _BETWEEN.join(" ".join(line.split()) for line in text.splitlines() if line.strip())
    found = _found(text, phrases)
    first, last = _window(text, found[0][0] if found else 0)
    parts: list[Part] = [Part(_OPEN, is_found=False)] if first else []
    at = first
    links = [*(link.span() for link in URL.finditer(text)), (len(text), len(text))]
    nearest = 0
    for begins, ends in found:
        while links[nearest][1] <= begins < len(text):
            nearest += 1
        is_in_link = links[nearest][0] <= begins
        if first <= begins and ends <= last and not is_in_link:
            parts += [Part(text[at:begins], is_found=False), Part(text[begins:ends], is_found=True)]
            at = ends
    parts.append(Part(text[at:last], is_found=False))
    parts += [Part(_CLOSED, is_found=False)] if last < len(text) else []
    return tuple(part for part in parts if part.text)


def _found(text: str, phrases: Sequence[Phrase]) -> list[tuple[int, int]]:
    """From where to where the text has what is looked for; what touches is one."""
    written = [*WORD.finditer(text)]
    stems = [_stem(bare(word[0])) for word in written]
    wanted = {_stem(word) for phrase in phrases for word in phrase if not is_sign(word[0])}
    hits = {n for n, stem in enumerate(stems) if stem in wanted}
    for signs in ([*phrase] for phrase in phrases if is_sign(phrase[0][0])):
        begun = (n for n in range(len(stems)) if stems[n : n + len(signs)] == signs)
        hits.update(n + more for n in begun for more in range(len(signs)))
    found: list[tuple[int, int]] = []
    for begins, ends in (written[n].span() for n in sorted(hits)):
        touches = bool(found) and found[-1][1] == begins
        found.append((found.pop()[0] if touches else begins, ends))
    return found


def _window(text: str, at: int) -> tuple[int, int]:
    before = range(at - _BEFORE, max(0, at - _BEFORE - _LONGEST_LINK), -1)
    begun = (n for n in before if text[n - 1] == " " or is_sign(text[n]))
    first = next(begun, at if before.stop else 0)
    first = 0 if first < _LEAST else first
    end = first + _LONGEST_SNIPPET
    if len(text) <= end:
        return first, len(text)
    longest = min(len(text), max(at, end) + _LONGEST_LINK)
    after = chain(range(end, at, -1), range(max(at, end) + 1, longest))
    return first, next((n for n in after if text[n] == " " or is_sign(text[n])), longest)


def _stem(word: str) -> str:
    """The word without what is likely an ending; the databases have finer rules."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
