"""What somebody says of one item: `refuted – the loss differs by seed`, `for bo`, `due friday`."""

import re
from dataclasses import dataclass
from datetime import date

from standup.core.dates import reader
from standup.core.dates.away import Away
from standup.core.life import Life
from standup.core.reading import own
from standup.core.reading.outcomes import Found
from standup.core.reading.own_words import in_every_language
from standup.core.text.name_matching import fold
from standup.core.text.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Moves:
    """It is in this state now, and why."""

    state: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Gives:
    """It is theirs from now on, who are called so."""

    to: str


@dataclass(frozen=True, slots=True)
class Believes:
    """So much is it believed in."""

    much: int


@dataclass(frozen=True, slots=True)
class Due:
    """It is due on this day."""

    day: date


@dataclass(frozen=True, slots=True)
class Follows:
    """It followed from another one."""

    origin: int


@dataclass(frozen=True, slots=True)
class Overtakes:
    """Others are of interest no more because of it."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Says:
    """Words for its logbook."""

    text: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """A state is named, and nobody knows whether it is said of it."""


_FEW = 4  # words that may well be meant for a state

Saying = Moves | Gives | Believes | Due | Follows | Overtakes | Says | Unsure

_NOTE = Pattern(r"(?:note|log|notiz|nota)\b[\s:–—-]*", re.IGNORECASE)
_GIVES = Pattern(
    r"(?:owner|for|to|give to|assign(?:ed)?(?: to)?|für|an|para|asignar a)\s*:?\s+"
    r"(@?\w[\w.-]*(?:\s+\w[\w.-]*){0,2})",
    re.IGNORECASE,
)
_BELIEF = Pattern(
    r"(?:belief|believe|glaube|creencia)\s*:?\s*(\d{1,3})(?:\s*/\s*\d+)?", re.IGNORECASE
)
_DUE = Pattern(r"(?:due|by|until|bis|fällig|para el|hasta)\s*:?\s+(.+)", re.IGNORECASE)
_FOLLOWS = Pattern(
    r"(?:follow(?:s|ed)?(?: from)?|from|after|aus|folgt aus|sigue de|de)\s+#?(\d{1,7})",
    re.IGNORECASE,
)
_OVERTAKES = Pattern(
    r"(?:overtakes?|überholt|supera)\s+((?:#?\d{1,7}[\s,&]*(?:and|und|y)?\s*)+)", re.IGNORECASE
)
_WORD = Pattern(r"[^\W_]+")


def read(text: str, life: Life, today: date) -> Saying:
    """What it says of an item of this life."""
    words = text.strip()
    if noted := _NOTE.match(words):
        return Says(words[noted.end() :].strip())
    if found := _OVERTAKES.fullmatch(words.rstrip(".!")):
        return Overtakes(tuple(int(one) for one in re.findall(r"\d+", found[1])))
    state = _state(words, life)
    return state if isinstance(state, Moves) else _set(words, today) or state


def is_for_it(text: str, life: Life) -> bool:
    """Whether it sets something of an item, or may."""
    return bool(_NOTE.match(text)) or not isinstance(read(text, life, date(2000, 1, 1)), Says)


def _set(words: str, today: date) -> Saying | None:
    """What is set besides the state."""
    if found := _FOLLOWS.fullmatch(words.rstrip(".!")):
        return Follows(int(found[1]))
    if found := _BELIEF.fullmatch(words.rstrip(".!")):
        return Believes(int(found[1]))
    if (found := _DUE.fullmatch(words)) and (day := _day(found[1], today)):
        return Due(day)
    if found := _GIVES.fullmatch(words.rstrip(".!")):
        return Gives(found[1])
    return None


def _day(words: str, today: date) -> date | None:
    found = reader.away(words, today)
    return found.last if isinstance(found, Away) else None


def _state(words: str, life: Life) -> Saying:
    first, _, more = words.partition("\n")
    found, begins = _found(words, life), _found(first, life)
    if found.doubtful and (_names_a_state(words, life) or len(words.split()) < _FEW):
        return Unsure()
    if found.doubtful or not found.words:
        return Says(words)
    if begins.words != found.words or begins.note:
        return Unsure()  # `ran ten seeds⏎refuted`
    return Moves(found.words[0], f"{begins.notes.get(0, '')}\n{more.strip()}".strip())


def _found(words: str, life: Life) -> Found:
    return own.read(words, ("",), in_every_language(life.words), only=0)


def _names_a_state(words: str, life: Life) -> bool:
    said = f" {' '.join(_WORD.findall(fold(words)))} "
    every = (one for word in in_every_language(life.words) for one in (word.name, *word.others))
    return any(f" {fold(one)} " in said for one in every)
