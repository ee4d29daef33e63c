"""A clause in the phrases that we know, and what each may be."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from standup.core.intent.elsewhere import ELSEWHERE
from standup.core.intent.english import ENGLISH
from standup.core.intent.german import GERMAN
from standup.core.intent.lexicon import Meaning, meanings, single_words
from standup.core.intent.spanish import SPANISH
from standup.core.intent.words import CODE, NUMBER, spellings
from standup.core.intent.work import WORK

_TAUGHT = meanings((ENGLISH, GERMAN, SPANISH))
_KNOWN = meanings((ELSEWHERE, WORK), _TAUGHT)
_LONGEST_PHRASE = max(map(len, _KNOWN))
_NOT_KNOWN = Meaning(tags=frozenset({"unknown"}))
_NUMBER = Meaning(tags=frozenset({"time", "number"}))
_NAMED_TIME = Meaning(tags=frozenset({"time"}))
_OF_WORK = frozenset({"study", "doing", "account", "result", "place", "work"})
_LAUGHTER = Meaning(tags=frozenset({"talk"}))
_LAUGHS = re.compile(
    r"a?(?:h[aeiou]|j[aei]){2,}[hj]?|[hj]a|k+|lo+l|x+d+|h+m+|m+h*m+|u+h+|a+h+|o+h+|z+"
)

VOCABULARY = frozenset(word for phrase in _KNOWN for word in phrase)
MISTYPED = frozenset(word for phrase in _TAUGHT for word in phrase)  # what a slip may stand for
KEYWORDS = frozenset(p[0] for p, m in _KNOWN.items() if m.head and len(p) == 1)
_single = single_words(_KNOWN).__getitem__
TALK, TIME, EVERYDAY = map(_single, ("talk", "time", "everyday"))
PLEASE, ME, THIS, POINTING = map(_single, ("please", "me", "this", "pointing"))
THANKED_FOR, TODAY, NOTHING = map(_single, ("thanked for", "today", "nothing"))
OPENERS, IF, BEFORE_NEWS = map(_single, ("opener", "if", "before news"))
TO_ME, TO_ANYBODY = map(_single, ("to me", "to anybody"))
COMPLEMENT, INDEFINITE, DOES = map(_single, ("complement", "indefinite", "does"))
OWED, TO_ALL = map(_single, ("owed", "to all"))
SUBJECTS = _single("subject")
AT_A_TIME, PAST, YES_OR_NO = map(_single, ("at a time", "past", "yes or no"))


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand together for something."""

    words: tuple[str, ...]
    meaning: Meaning

    @property
    def is_unknown(self) -> bool:
        """What may be a subject."""
        tags = self.meaning.tags
        is_work = bool(tags) and tags <= _OF_WORK and not (self.meaning.head or self.meaning.phrase)
        return is_work or self.has("unknown", "progress", "elsewhere")

    @property
    def is_day(self) -> bool:
        """A word for a day or an hour that means nothing else."""
        is_day = self.has("time") and self.meaning.tags <= {"time", "past"}
        return is_day or self.meaning.head == "later"

    def has(self, *tags: str) -> bool:
        """One of the tags is on it."""
        return not self.meaning.tags.isdisjoint(tags)

    def holds(self, words: frozenset[str]) -> bool:
        """One of the words is in it."""
        return not words.isdisjoint(self.words)


def segments(words: Sequence[str]) -> Iterator[Segment]:
    """The longest phrases that we know, from the first word on."""
    at = 0
    while at < len(words):
        found = _longest(words, at)
        at += len(found.words)
        yield found


def _longest(words: Sequence[str], at: int) -> Segment:
    for size in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
        meaning = _meaning(tuple(words[at : at + size]))
        if meaning and not (size > 1 and _hides_a_command(words, at + size - 1, meaning)):
            return Segment(tuple(words[at : at + size]), meaning)
    return Segment((words[at],), _NOT_KNOWN)


def _hides_a_command(words: Sequence[str], last: int, meaning: Meaning) -> bool:
    """ "i want" in "i want out": its last word opens more."""
    if meaning.head or meaning.phrase or meaning.tags.isdisjoint({"wish", "howto"}):
        return False
    following = (_KNOWN.get(tuple(words[last : last + n])) for n in range(2, _LONGEST_PHRASE))
    return any(m and m.phrase for m in following)


def _meaning(phrase: tuple[str, ...]) -> Meaning | None:
    if len(phrase) == 1:
        return _of_word(phrase[0])
    return _KNOWN.get(phrase) or _drawn_out(phrase)


def _drawn_out(phrase: tuple[str, ...]) -> Meaning | None:
    """ "guuuten morgen"."""
    ways = [spellings(word) for word in phrase]
    if all(len(way) == 1 for way in ways):
        return None
    return next(filter(None, map(_KNOWN.get, product(*ways))), None)


def _is_time(word: str) -> bool:
    found = _KNOWN.get((word,))
    return found is not None and "time" in found.tags


def _of_word(word: str) -> Meaning | None:
    if word in {CODE, NUMBER}:
        return _NUMBER if word == NUMBER else None
    for spelling in spellings(word):
        parts = tuple(spelling.split("-"))
        if found := _KNOWN.get(("".join(parts),)):
            return found
        if (found := _KNOWN.get(parts)) and "talk" not in found.tags:  # "thank-you notes"
            return found
        if len(parts) > 1 and all(_is_time(part) for part in parts):
            return _NAMED_TIME  # "mon-thu"
    if (held := _KNOWN.get((word[:-1],))) and word[-2:-1] == word[-1] and "talk" in held.tags:
        return held  # "heyy"
    return _LAUGHTER if _LAUGHS.fullmatch(word) else None
