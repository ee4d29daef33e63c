"""Whether what somebody plans is near to what was settled before, or to what another plans.

The words alone tell it, each weighed by how rare it is in the log: one line has to have all that
the other is about, and little besides. Where each has something that the other has not, one thing
stands in another's place, and it is another thing. In doubt they are not near: a hint that is wrong
costs more than one that is not given. What is said in quite other words is out of reach, and so is
most of what is said in another language.
"""

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from standup.core.hints.lexicon import AGAINST, DOING, TURNS
from standup.core.learning_log.entries import URL, links
from standup.core.text.letters import without_accents
from standup.core.text.pattern import Pattern
from standup.core.text.sentences import stems, tokens

OFTEN = 40
"""Entries with a word, beyond which it says no less: more of them need not be counted."""
MOST_WORDS = 12
"""Words of a line that are looked at."""

_LONGEST = 280  # characters of a line that are looked at
_FEW = 3  # entries that are taken to have a word of which nobody counted
_ENOUGH, _ENOUGH_OF_ALL = 2.5, 0.6  # what is shared weighs that at least; where it is all of both
_SHARE = 0.7  # of all that is said, that both say
_SHORTEST, _ENDING = 5, 3  # letters of a word that may go on in another, and for how long

_LASTS = Pattern(
    r"[(~]*\b\d+(?:[.,:]\d+)?\s*"
    r"(?:h|hrs?|hours?|mins?|minutes?|minuten|stunden?|std|horas?|minutos?)\b\)?"
)
_BESIDES = Pattern(r"\([^()]*\)")
_BEGINS = Pattern(r"^\W*(?:learning|training)\b")
_BRITISH = Pattern(r"is(?=(?:ation|ing|ed|e)s?\b)")


@dataclass(frozen=True, slots=True)
class Line:
    """What a line is about: its words by their stems, each as it is looked for, `pairs` of them
    that may be one word, those that stand `besides`, in brackets, its numbers, which way it
    `turns`, and the links in it."""

    words: Mapping[str, str]
    pairs: Mapping[str, tuple[str, str]]
    besides: frozenset[str]
    numbers: frozenset[str]
    turns: frozenset[str]
    links: frozenset[str]

    @property
    def sought(self) -> tuple[str, ...]:
        """By what lines that are near to it are found: its words, and those that two may make."""
        linked = (f'"{link.rstrip("/").rpartition("/")[2]}"' for link in sorted(self.links))
        joined = (self.words[one] + self.words[two] for one, two in self.pairs.values())
        return (*self.words.values(), *linked, *joined)[:MOST_WORDS]

    @property
    def mark(self) -> int:
        """A number that stands for what it is about, however that is put."""
        said = " ".join(sorted({*self.words, *self.numbers, *self.turns, *self.links}))
        return int.from_bytes(hashlib.sha256(said.encode()).digest()[:7])


@lru_cache(maxsize=2_000)
def line(text: str) -> Line:
    """What a line is about."""
    text = text[:_LONGEST]
    plain = without_accents(URL.sub(" ", text.replace("`", " "))).casefold()
    plain = _BEGINS.sub("", _LASTS.sub(" ", plain))
    said = dict(_telling(plain))
    numbers = frozenset(stem for stem in said if stem.isdecimal())
    kept = [stem for stem in said if stem not in numbers][:MOST_WORDS]
    outside = {stem for stem, _ in _telling(_BESIDES.sub(" ", plain))}
    words = {stem: said[stem] for stem in kept}
    return Line(
        words,
        pairs={_stem(words[one] + words[two]): (one, two) for one, two in pairwise(kept)},
        besides=frozenset(words) - outside,
        numbers=numbers,
        turns=frozenset(TURNS[word] for word in tokens(plain) if word in TURNS),
        links=frozenset(links(text)),
    )


def _telling(text: str) -> Iterator[tuple[str, str]]:
    """The words that a line is about, each with its stem, in its order."""
    for word in tokens(text):
        if word not in DOING and word not in TURNS and (stem := _stem(word)):
            yield stem, word


def _stem(word: str) -> str:
    """The stem of a word, however it is spelled; nothing where the word says little."""
    return "".join(stems(_BRITISH.sub("iz", word)))


def near(plan: Line, other: Line, holding: Mapping[str, int]) -> bool:
    """Whether a plan is near to another line. `holding` says how many entries of the log have a
    word, by its stem; of what stands in the other alone nobody need have counted."""
    if plan.numbers != other.numbers or _is_turned(plan, other):
        return False
    if _has_changed_places([*plan.words], [*other.words]):
        return False
    if plan.links & other.links:
        return True
    mine, theirs = _alone(plan, other), _alone(other, plan)
    shared = _weight((one for one in plan.words if one not in mine), holding)
    missing = (mine - plan.besides, theirs - other.besides)
    least, most = sorted(_weight(words, holding) for words in missing)
    if least > 0:
        return False
    if most == 0:
        return shared >= _ENOUGH_OF_ALL
    return shared >= max(_ENOUGH, _SHARE * (shared + most))


def touch(one: Line, other: Line) -> bool:
    """Whether two lines have anything in common, so that they may be near."""
    return bool(one.links & other.links) or len(_alone(one, other)) < len(one.words)


def _is_turned(one: Line, other: Line) -> bool:
    """Whether two lines are of opposite conditions."""
    if ("without" in one.turns) != ("without" in other.turns):
        return True
    return any(AGAINST.get(turn) in other.turns - one.turns for turn in one.turns - other.turns)


def _has_changed_places(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two words that are apart stand for each other: "real data beats simulated data"."""
    if len(one) != len(other) or set(one) != set(other):
        return False
    places = [n for n, (mine, theirs) in enumerate(zip(one, other, strict=True)) if mine != theirs]
    return len(places) == 2 and places[1] - places[0] > 1


def _weight(words: Iterable[str], holding: Mapping[str, int]) -> float:
    counts = (min(OFTEN, max(1, holding.get(word, _FEW))) for word in words)
    return sum(math.log(1 + OFTEN / count) for count in counts)


def _alone(line: Line, other: Line) -> frozenset[str]:
    """The words of a line that the other has not, however they end and are put together."""
    known = {*other.words, *(word for word in other.pairs if word in line.words)}
    left = {word for word in line.words if not any(_is_one(word, one) for one in known)}
    for joined, pair in line.pairs.items():
        if joined in other.words:
            left -= {*pair}
    return frozenset(left)


def _is_one(word: str, other: str) -> bool:
    """Whether two stems are of one word: one of them goes on a little where the other ends."""
    shorter, longer = sorted((word, other), key=len)
    if shorter == longer:
        return True
    goes_on = longer.startswith(shorter) and len(longer) - len(shorter) <= _ENDING
    return len(shorter) >= _SHORTEST and goes_on
