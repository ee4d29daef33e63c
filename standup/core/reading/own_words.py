"""Words of a question's own for what came of items, such as `shipped` or `refuted`, and how each
counts. What is said in them is read by `own_claims`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from standup.core.language import languages, speaking, spoken
from standup.core.reading.status import Status
from standup.core.text.pattern import Pattern


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


_NAMED = Pattern(r"#(\d{1,7}) ")
_ENDINGS = ("o", "a", "os", "as")  # of a Spanish word for what is and what was done: refutada


def named(item: str) -> tuple[int | None, str]:
    """The number by which an item is called, where it has one, and its words: "#12 the proof"."""
    found = _NAMED.match(item)
    return (int(found[1]), item[found.end() :]) if found else (None, item)


@lru_cache(maxsize=64)
def in_every_language(words: tuple[OwnWord, ...]) -> tuple[OwnWord, ...]:
    """These words with what the bot calls them in every language, where it has a name for them."""
    return tuple(replace(word, others=tuple(dict.fromkeys(_others(word)))) for word in words)


def _others(word: OwnWord) -> Iterator[str]:
    yield from word.others
    for language in languages():
        with speaking(language):
            told = spoken(word.name)
        if told == word.name:
            continue
        yield told
        if language == "es" and told.endswith(_ENDINGS[:2]):
            yield from (told[:-1] + ending for ending in _ENDINGS)
