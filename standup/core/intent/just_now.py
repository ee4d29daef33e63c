"""What somebody says of themselves in plain words, where these leave no doubt: that they are back,
that they are not there today, that it does not suit just now.
"""

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from standup.core.intent.segments import VOCABULARY, Segment, segments
from standup.core.intent.typos import meant
from standup.core.intent.words import NUMBER, Clause, bare, clauses

T = TypeVar("T")
_TODAY = frozenset({"today", "heute", "hoy"})
_ONE_WORD = frozenset({"volvi", "regrese"})  # "atrás" is to the question before
_NOT = frozenset(
    {"not", "no", "nicht", "nie", "never", "nunca", "kein", "keine", "noch", "yet", "todavia"}
    | {"aun", "when", "wann", "cuando", "if", "wenn", "falls", "si"}
)
_AHEAD = frozenset(
    {"will", "ill", "soon", "until", "till", "werde", "bald", "gleich", "bis", "vuelvo", "volvere"}
    | {"regreso", "regresare", "pronto", "hasta"}
)
_NOW = frozenset(
    {"now", "right", "again", "already", "jetzt", "wieder", "schon", "ab", "so", "ya", "ahora"}
    | {"otra", "vez", "de", "nuevo", "from", "the", "in", "at", "aus", "el", "la", "las", "los"}
)
_SOMETIME = _NOW | frozenset(
    {"later", "bit", "a", "while", "little", "moment", "spater", "spaeter", "nachher", "gleich"}
    | {"gerade", "grad", "noch", "mal", "nochmal", "einmal", "mas", "tarde", "luego", "despues"}
    | {"ahorita", "rato", "ratito", "un", "una", "en", "momento", "today", "heute", "hoy"}
    | {"i", "am", "on", "to", "with", "nem", "ner", "einem", "einer"}
)


_TIMES = frozenset(  # hours and meals, at which somebody wants to be asked
    {"tonight", "lunch", "noon", "midnight", "afternoon", "evening", "morning", "dinner", "night"}
    | {"mittag", "mittagessen", "mittagspause", "nachmittag", "abend", "essen", "feierabend"}
    | {"comer", "comida", "almuerzo", "noche", "cena", "mediodia", "esta"}
    | {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
    | {"zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwolf"}
    | {"dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"}
)
_RELATIVE = frozenset({"after", "before", "nach", "vor", "despues", "antes"})
_MOST_WORDS = 14  # whoever writes more says more than when


_SOMEBODY = re.compile(r"\w['’]s\b")  # "Bo's back"


def is_back(text: str) -> bool:
    """Whether whoever says so is back by now: "bin wieder da", not "ab Montag wieder da"."""
    if _SOMEBODY.search(text):
        return False
    said = _clauses(text)
    words = [word for clause in said for word in clause.words]
    if len(words) < 2 and not _ONE_WORD.intersection(words):
        return False
    if any(clause.end == "?" for clause in said) or not (_NOT | _AHEAD).isdisjoint(words):
        return False
    return all(_is_of(_NOW | _TODAY, segment) for segment in _days(said))


def is_known(text: str) -> bool:
    """Whether there is no word in it that may be news."""
    found = (s for clause in _clauses(text) for s in segments(clause.words))
    return not any(segment.is_unknown for segment in found)


def is_of_today(text: str) -> bool:
    """Whether the day is named that it is, with a slip or without: "not toady"."""
    words = (word for clause in _clauses(text) for word in clause.words)
    return any(word in _TODAY or _is_slip(word) for word in words)


def is_only_times(text: str) -> bool:
    """Whether nothing in it says what is to happen then: "3 or 4", and not "ask me at 3"."""
    return not any(s.meaning.head or s.meaning.phrase for s in _segments(_clauses(text)))


def is_sometime(text: str) -> bool:
    """Whether it names no time: "not now, in a meeting", but not "at 3" and "after lunch"."""
    said = _clauses(text)
    if any(NUMBER in clause.words or clause.end == "?" for clause in said):
        return False
    if any(not _RELATIVE.isdisjoint(clause.words) for clause in said):
        return False
    if any(s.holds(_TIMES) and not s.has("excuse") for s in _segments(said)):
        return False
    return all(_is_of(_SOMETIME, segment) for segment in _days(said))


def besides(text: str, reads: Callable[[str], T | None]) -> T | None:
    """What the longest stretch of a text says to `reads`, where there is a rest of it, which is no
    news and names no other time: "busy right now, ask me in an hour"."""
    words = bare(text).split()
    if len(words) > _MOST_WORDS:
        return None
    for size in range(len(words) - 1, 0, -1):
        for begins in range(len(words) - size + 1):
            found = reads(" ".join(words[begins : begins + size]).strip(" .,!?"))
            rest = [*words[:begins], *words[begins + size :]]
            if found is not None:
                return found if _says_no_more(" ".join(rest)) else None
    return None


def _says_no_more(text: str) -> bool:
    said = _clauses(text)
    if any(NUMBER in clause.words for clause in said) or not is_known(text):
        return False
    return all(_is_of(_SOMETIME, segment) for segment in _days(said))


def _clauses(text: str) -> list[Clause]:
    return list(clauses(bare(text)))


def _segments(said: list[Clause]) -> Iterator[Segment]:
    return (s for clause in said for s in segments(clause.words))


def _days(said: list[Clause]) -> Iterator[Segment]:
    """Each word for a day or an hour, whatever it stands in: "morgen" in "mach ich morgen"."""
    found = (s for clause in said for word in clause.words for s in segments((word,)))
    return (s for s in found if s.has("number") or (s.is_day and s.has("time")))


def _is_of(words: frozenset[str], segment: Segment) -> bool:
    return words.issuperset(segment.words) or segment.has("excuse", "talk", "fill", "address")


def _is_slip(word: str) -> bool:
    return word not in VOCABULARY and bool(meant(word, _TODAY))
