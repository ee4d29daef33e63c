"""What somebody says of one item: `refuted – the loss differs by seed`, `for bo`, `due friday`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from standup.core.dates import reader
from standup.core.dates.away import Away, AwayUnclear
from standup.core.life import Life
from standup.core.reading import own
from standup.core.reading.outcomes import Found
from standup.core.reading.own_words import in_every_language
from standup.core.text import polite
from standup.core.text.name_matching import fold
from standup.core.text.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Moves:
    """It is in this state now, and why."""

    state: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Gives:
    """It is theirs from now on, who are called so; `is_sure`: it can hardly be a place."""

    to: str
    is_sure: bool = True


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

_NOTE = Pattern(r"(?:notes?|log|notiz(?:en)?|notas?)\b[\s:–—-]*", re.IGNORECASE)
_COURTESY = Pattern(
    rf"[\s,]*\b(?:{'|'.join(' '.join(said) for said in polite.BEHIND)})[\s.!]*$", re.IGNORECASE
)
_GIVES = Pattern(
    r"(?:owner|for|to|give to|assign(?:ed)?(?: to)?|für|an|para|asignar a)\s*:?\s+"
    r"(@?\w[\w.-]*(?:\s+\w[\w.-]*){0,2})",
    re.IGNORECASE,
)
_TOWARDS = Pattern(r"(?:to|an)\s", re.IGNORECASE)  # somebody, or production
_NOBODY = frozenset(
    {"later", "now", "good", "sure", "once", "all", "free", "real", "example", "instance", "review"}
    | {"reference", "future", "the", "a", "this", "später", "jetzt", "immer", "siempre", "ahora"}
)
_BELIEF = Pattern(
    r"(?:belief|believe|glaube|creencia)\s*:?\s*(?:(?:is|at|now|ist|jetzt|es|ahora)\s+)*"
    r"(\d{1,3})(?:\s*/\s*\d+)?(?:\s+(?:now|jetzt|ahora))?",
    re.IGNORECASE,
)
_BEGUN = Pattern(  # what sets something, however it goes on
    r"(?:(?:belief|believe|glaube|creencia)\b.*\d.*|(?:is\s+|ist\s+)?(?:due|fällig)\b(?! to\b).+)",
    re.IGNORECASE,
)
_DUE = Pattern(
    r"(?:is\s+|ist\s+)?(?:due(?:\s+(?:by|until|till))?|by|until|till|fällig(?:\s+bis)?|bis|para el"
    r"|hasta)\s*:?\s+(.+?)(?:\s+(?:at the latest|spätestens|a más tardar))?",
    re.IGNORECASE,
)
_IN = Pattern(
    r"(?:in|en|dentro de)\s+(\d{1,2}|an?|ein(?:em|er)?|una?)\s+"
    r"(?:(days?|tag(?:en)?|d[ií]as?)|(weeks?|wochen?|semanas?))",
    re.IGNORECASE,
)
_FOLLOWS = Pattern(
    r"(?:(?:follow(?:s|ed)?(?: from)?|(?:comes?|came) (?:from|out of)|from|after)"
    r"|(?:folgt |kommt |kam )?aus|(?:sigue |viene |vino )?de)\s+#?(\d{1,7})",
    re.IGNORECASE,
)
_OVERTAKES = Pattern(
    r"(?:overtakes?|überholt|supera)\s+((?:#?\d{1,7}[\s,&]*(?:and|und|y)?\s*)+)", re.IGNORECASE
)
_WORD = Pattern(r"[^\W_]+")


def read(text: str, life: Life, today: date) -> Saying:
    """What it says of an item of this life."""
    words = _COURTESY.sub("", text.strip())
    if noted := _NOTE.match(words):
        return Says(words[noted.end() :].strip())
    if found := _OVERTAKES.fullmatch(words.rstrip(".!")):
        return Overtakes(tuple(int(one) for one in re.findall(r"\d+", found[1])))
    state = _state(words, life)
    return state if isinstance(state, Moves) else _set(words, today) or state


def is_for_it(text: str, life: Life, today: date, *, is_asked: bool = False) -> bool:
    """Whether it sets something of an item, or may; `is_asked`: while a question waits, to which
    "to production" is an answer."""
    found = read(text, life, today)
    is_doubtful = is_asked and isinstance(found, Gives) and not found.is_sure
    return bool(_NOTE.match(text)) or not (isinstance(found, Says) or is_doubtful)


def is_surely_for_it(text: str, life: Life, today: date) -> bool:
    """Whether it sets something of an item, a state in the life's own words: `merged` may be said
    of a pull request."""
    found = read(text, life, today)
    if isinstance(found, Moves):
        return _names_a_state(text, life)
    return bool(_NOTE.match(text)) or not isinstance(found, Says | Unsure)


def _set(words: str, today: date) -> Saying | None:
    """What is set besides the state."""
    if found := _FOLLOWS.fullmatch(words.rstrip(".!")):
        return Follows(int(found[1]))
    if found := _BELIEF.fullmatch(words.rstrip(".!")):
        return Believes(int(found[1]))
    if (found := _DUE.fullmatch(words)) and (day := _day(found[1].rstrip(".!"), today)):
        return day
    if (found := _GIVES.fullmatch(words.rstrip(".!"))) and not _is_no_name(found[1], today):
        return Gives(found[1], is_sure="@" in found[1] or not _TOWARDS.match(words))
    return Unsure() if len(words.split()) <= _FEW and _BEGUN.fullmatch(words) else None


def _is_no_name(words: str, today: date) -> bool:
    """ "for later", "for tomorrow"."""
    is_day = isinstance(reader.away(words.casefold(), today), Away)
    return is_day or words.split(maxsplit=1)[0].casefold() in _NOBODY


def _day(words: str, today: date) -> Due | Unsure | None:
    """The last of the days that words mean; of "next friday" nobody knows which it is."""
    if found := _IN.fullmatch(words):
        number = int(found[1]) if found[1].isdecimal() else 1
        return Due(today + number * timedelta(days=1 if found[2] else 7))
    when = reader.away(words.casefold(), today)
    if isinstance(when, Away):
        return Due(when.last)
    is_day = isinstance(when, AwayUnclear) and when.reason != "not_understood"
    return Unsure() if is_day else None


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
