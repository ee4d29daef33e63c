"""What came of items, said in a question's own words: `1 shipped 2 slipped – the review`.

A word counts only where it stands right behind what it is said of, or alone where that is clear;
whatever else speaks of an item is in doubt. Where none of the words is said, the usual ones are
understood as far as each has but one of these that counts alike.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from standup.core.reading import outcomes
from standup.core.reading.outcomes import Found, trimmed
from standup.core.reading.status import Status
from standup.core.text.name_matching import fold


class Counts(StrEnum):
    """How what came of an item counts in figures."""

    KEPT = "kept"
    PARTLY = "partly"
    MISSED = "missed"
    NEUTRAL = "neutral"


STATUS: dict[Counts, Status] = {
    Counts.KEPT: Status.DONE,
    Counts.PARTLY: Status.PARTLY,
    Counts.MISSED: Status.NOT,
    Counts.NEUTRAL: Status.CHANGED,
}
"""The usual word that counts alike."""


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A word for what came of an item, what else it is called, and how it counts."""

    name: str
    counts: Counts
    others: tuple[str, ...] = ()


_LONGEST = 4000  # characters of a message in which items are settled
_NUMBER = r"#?\d{1,7}(?:[.)](?=\s))?"
_AND = r"\s*(?:,|&|\+|/|and|und|y|e)\s*"
_ALL = "all|both|everything|alle|beide|alles|todo|todos|todas|ambos|ambas"
_IS = (
    r"[:=→]|->|–|—|-(?=\s)|(?:(?:is|was|are|were|ist|war|sind|es|está|fue|son)\b\s*)?"
    r"(?:(?:still|now|noch|jetzt|aún|ahora)\b)?"
)
_DOUBTS = r"\s*(?:\?|not\b|never\b|yet\b|nicht\b|nie\b|no\b|nunca\b|maybe\b|vielleicht\b)"
_NAMED = re.compile(r"#(\d{1,7}) ")


def named(item: str) -> tuple[int | None, str]:
    """The number by which an item is called, where it has one, and its words: "#12 the proof"."""
    found = _NAMED.match(item)
    return (int(found[1]), item[found.end() :]) if found else (None, item)


def read(
    text: str, items: Sequence[str], words: Sequence[OwnWord], only: int | None = None
) -> Found:
    """What a message says of the items in these words; `only`: the one that was asked about."""
    only = 0 if len(items) == 1 else only
    reading = _Reading(text[:_LONGEST], tuple(named(item) for item in items), tuple(words), only)
    claims = list(reading.claims())
    if claims:
        return _put(text, claims, frozenset(reading.doubtful()))
    doubtful = frozenset(reading.doubtful())
    if doubtful:
        return Found({}, {}, doubtful, "", text.strip())
    return _usual(text, [words for _, words in reading.items], reading.words, only)


@dataclass(frozen=True, slots=True)
class _Claim:
    """That a word is said of some items, and from where to where."""

    items: frozenset[int]
    word: OwnWord
    start: int
    end: int


@dataclass(slots=True)
class _Reading:
    """One message while it is read."""

    text: str
    items: tuple[tuple[int | None, str], ...]
    words: tuple[OwnWord, ...]
    only: int | None

    def claims(self) -> Iterator[_Claim]:
        """Each word that is surely said of something, in order."""
        end = 0
        for found in self._pattern().finditer(self.text):
            about = self._about(found["of"], found["name"])
            if about and self._begins_at(found.start(), end):
                word = self._word(found["word"])
                yield _Claim(about, word, found.start(), found.end())
                end = found.end()

    def doubtful(self) -> Iterator[int]:
        """The items of which a word of these may be said, in words that are not that clear."""
        sure = {n for claim in self.claims() for n in claim.items}
        told = {claim.end for claim in self.claims()}
        spelled = _spelled(self.words)
        for found in re.finditer(rf"\b(?:{spelled})\b", self.text, re.IGNORECASE):
            if found.end() in told:
                continue
            line = self.text[self.text.rfind("\n", 0, found.start()) + 1 : found.start()]
            about = {n for m in re.finditer(_NUMBER, line) for n in self._numbered(m[0])}
            about |= {n for n, (_, item) in enumerate(self.items) if fold(item) in fold(line)}
            is_short = len(self.text.split()) <= 4
            yield from about - sure or (range(len(self.items)) if is_short and not sure else ())

    def _pattern(self) -> re.Pattern[str]:
        return _compiled(self.words, tuple(words for _, words in self.items))

    def _about(self, numbers: str | None, name: str | None) -> frozenset[int]:
        """The places of the items that a word is said of."""
        if name is not None:
            wanted = fold(name)
            return frozenset(n for n, (_, item) in enumerate(self.items) if fold(item) == wanted)
        if numbers is None:
            return frozenset() if self.only is None else frozenset({self.only})
        if re.fullmatch(_ALL, numbers, re.IGNORECASE):
            return frozenset(range(len(self.items)))
        each = [self._numbered(one) for one in re.findall(_NUMBER, numbers)]
        return frozenset().union(*each) if all(len(one) == 1 for one in each) else frozenset()

    def _numbered(self, said: str) -> frozenset[int]:
        """The places that a number may mean: of an item that is called so, or of a line."""
        number = int(said.strip("#.)"))
        called = {n for n, (name, _) in enumerate(self.items) if name == number}
        is_place = not said.startswith("#") and 1 <= number <= len(self.items)
        return frozenset(called | ({number - 1} if is_place else set()))

    def _begins_at(self, start: int, end: int) -> bool:
        """Whether a clause begins there, or the one before ends."""
        before = self.text[end:start]
        return not before.strip() or before.rstrip(" \t")[-1:] in {"\n", ",", ";", ".", "!", ")"}

    def _word(self, said: str) -> OwnWord:
        wanted = fold(said)
        return next(w for w in self.words if wanted in map(fold, (w.name, *w.others)))


def _spelled(words: Sequence[OwnWord]) -> str:
    every = {one for word in words for one in (word.name, *word.others)}
    return "|".join(re.escape(one) for one in sorted(every, key=len, reverse=True))


@lru_cache(maxsize=64)
def _compiled(words: tuple[OwnWord, ...], items: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(one) for one in sorted(set(items), key=len, reverse=True) if one)
    of = rf"(?P<of>{_NUMBER}(?:{_AND}{_NUMBER})*|(?:{_ALL}))"
    name = rf"(?P<name>{names})" if names else r"(?P<name>(?!))"
    about = rf"(?:(?:[-*•]\s+)?(?:{of}|{name})\s*(?:(?:{_IS})\s*)?)?"
    said = rf"{about}(?P<word>{_spelled(words)})(?!\w)(?!{_DOUBTS})"
    return re.compile(rf"(?<![\w#]){said}", re.IGNORECASE)


def _put(text: str, claims: list[_Claim], doubtful: frozenset[int]) -> Found:
    """The claims of a message put together, and the words about each item."""
    said: dict[int, set[OwnWord]] = {}
    for claim in claims:
        for n in claim.items:
            said.setdefault(n, set()).add(claim.word)
    sure = {n: next(iter(words)) for n, words in said.items() if len(words) == 1}
    doubtful |= said.keys() - sure.keys()
    notes, free = dict[int, str](), [trimmed(text[: claims[0].start], is_last=False, is_first=True)]
    for claim, following in zip(claims, [*claims[1:], None], strict=True):
        end = following.start if following else len(text)
        words = trimmed(text[claim.end : end], is_last=following is None)
        only = next(iter(claim.items)) if len(claim.items) == 1 else None
        if only is None or only not in sure:
            free.append(words)
            continue
        first, _, others = words.partition("\n")
        if first:
            notes[only] = f"{notes[only]}; {first}" if only in notes else first
        free.append(others.strip())
    return Found(
        statuses={n: STATUS[word.counts] for n, word in sure.items()},
        notes=notes,
        doubtful=doubtful - sure.keys(),
        note="\n".join(filter(None, free)),
        unclear="",
        words={n: word.name for n, word in sure.items()},
    )


def _usual(text: str, items: list[str], words: Sequence[OwnWord], only: int | None) -> Found:
    """What the usual words say, each as the one of these that counts alike."""
    found = outcomes.read(text, items, only)
    alike = {s: [w.name for w in words if STATUS[w.counts] is s] for s in Status}
    if not found.statuses:
        return found
    if any(len(alike[status]) != 1 for status in found.statuses.values()):
        return Found({}, {}, frozenset(found.statuses) | found.doubtful, "", text.strip())
    said = {n: alike[status][0] for n, status in found.statuses.items()}
    return Found(
        statuses=found.statuses,
        notes=found.notes,
        doubtful=found.doubtful,
        note=found.note,
        unclear=found.unclear,
        bare=found.bare,
        rest=found.rest,
        beyond=found.beyond,
        words=said,
    )
