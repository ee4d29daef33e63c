"""What a text may mean, whole or from its first words on."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from standup.core.dates.chart import Chart
from standup.core.dates.rules import rules
from standup.core.dates.things import Phrase
from standup.core.dates.words import ends_of, pieces

_FILLERS = frozenset({"the", "of"})


def read(text: str, symbol: str) -> AbstractSet[Phrase]:
    """All that a whole text may mean, as `ahead` or `back`; nothing where it is no such phrase.

    What is written with strokes is read once with the day before the month and once behind it.
    """
    found: set[Phrase] = set()
    for day_first in (True, False) if "/" in text else (True,):
        if said := pieces(text, day_first=day_first):
            found |= Chart(rules(), said, _FILLERS).whole(symbol)
    return found


def beginnings(words: Sequence[str], symbol: str) -> Mapping[int, AbstractSet[Phrase]]:
    """What the first words of a text may mean, by how many they are."""
    found: dict[int, set[Phrase]] = {}
    for day_first in (True, False) if any("/" in word for word in words) else (True,):
        said = pieces(" ".join(words), day_first=day_first)
        ends = {end: number for number, end in enumerate(ends_of(words), 1)}
        for phrase, end in Chart(rules(), said, _FILLERS).find(symbol, 0) if said else ():
            if end in ends:
                found.setdefault(ends[end], set()).add(phrase)
    return found
