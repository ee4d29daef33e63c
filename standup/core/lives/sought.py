"""Which items somebody asks for: `refuted since march`, `hypothesis of bo`."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from standup.core.dates import reader
from standup.core.lives.item import Item
from standup.core.text.name_matching import fold
from standup.core.text.pattern import Pattern
from standup.core.text.phrases import bare

_LONGEST_NAME = 4  # words
_MOST_OF_DAYS = 9  # words
_OF = frozenset({"of", "by", "from", "von", "de"})
_AND = frozenset({"and", "y", "und", "&"})
_ALL = frozenset({"all", "alle", "todos", "todas"})
_ENDED = frozenset({"ended", "settled", "closed", "over", "erledigt", "cerrados"})
_FILL = frozenset({"in", "the", "and", "that", "are", "which", "were", "en", "y", "und", "die"})


@dataclass(frozen=True, slots=True)
class Known:
    """What may be named, each by its folded name: people, standups, lives and states."""

    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    standups: Mapping[str, str] = field(default_factory=dict)
    lives: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sought:
    """Items that are all of this; what is None or empty asks nothing. Without a state those that
    have not ended, unless `ended`; `first` and `last` are the days on which they came into it."""

    standups: tuple[str, ...]
    people: tuple[str, ...] = ()
    life: str = ""
    states: frozenset[str] = frozenset()
    ended: bool | None = False
    first: date | None = None
    last: date | None = None

    def has(self, item: Item, day: date) -> bool:
        """Whether an item is one of them, that came into its state on a day."""
        return (
            item.standup in self.standups
            and (not self.people or item.owner in self.people)
            and (not self.life or item.life == self.life)
            and (not self.states or item.state in self.states)
            and (self.ended is None or item.has_ended == self.ended)
            and (self.first is None or day >= self.first)
            and (self.last is None or day <= self.last)
        )


_STATE = Pattern(r"(?<!\S)state:\s*(?P<state>\w[\w-]*)", re.IGNORECASE)


def state_in(text: str) -> tuple[str, str] | None:
    """The state that a search asks for, and its other words: `state:refuted jax`."""
    found = _STATE.search(text)
    if found is None:
        return None
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return found["state"], " ".join(rest.split())


def read(text: str, today: date, standups: Collection[str], known: Known) -> Sought | None:
    """What is asked for, in these standups at most; None where some of it is not understood."""
    words, sought = text.split(), Sought(tuple(standups))
    while words:
        taken = _take(words, sought, known, today)
        if taken is None:
            return None
        count, sought = taken
        words = words[count:]
    return sought


_MOST_UNKNOWN = 1  # words, such as a state of one's own


def may_be(text: str, today: date, lives: Mapping[str, str], states: Mapping[str, str]) -> bool:
    """Whether a text may say which, of somebody and in a state that we may not know; not "in a
    table" and "of the cart are saved now"."""
    words, unknown, is_known = text.split(), 0, False
    known, sought = Known(lives=lives, states=states), Sought(())
    while words:
        if fold(words[0]) in _OF and words[1:] and reader.reported(words[1].casefold(), today):
            return False  # those of yesterday are rather what is told
        if fold(words[0]) in _OF and words[1:] and (count := _names(words[1:], known)):
            words, is_known = words[1 + count :], True
        elif taken := _take(words, sought, known, today):
            is_known = is_known or fold(words[0]) not in _FILL
            words = words[taken[0] :]
        elif unknown < _MOST_UNKNOWN and fold(words[0]) not in _OF | _SENTENCE:
            words, unknown = words[1:], unknown + 1
        else:
            return False
    return is_known


_SENTENCE = (
    frozenset(  # what stands in a sentence about something else
        {
            "a",
            "an",
            "my",
            "our",
            "is",
            "was",
            "has",
            "have",
            "now",
            "to",
            "with",
            "on",
            "for",
            "about",
        }
        | {"den", "dem", "das", "einer", "einem", "eine", "ein", "ist", "sind", "mit", "auf", "im"}
        | {"el", "la", "los", "las", "un", "una", "es", "son", "con", "para", "mi", "que"}
    )
    | _FILL
)


def _names(words: list[str], known: Known) -> int:
    """How many of the words may be somebody's name, and others' behind an "and"."""
    first = fold(words[0]).strip(",")
    if not first.lstrip("@").isalpha() or first in _SENTENCE | {*known.states, *known.lives}:
        return 0
    count = 2 if words[1:] and words[0][0].isupper() and words[1][0].isupper() else 1
    if len(words) > count + 1 and fold(words[count]) in _AND:
        return count + 1 + _names(words[count + 1 :], known)
    return count


def _take(words: list[str], sought: Sought, known: Known, today: date) -> tuple[int, Sought] | None:
    """What the words begin with: how many they are, and with it."""
    first = fold(words[0]).strip(",")
    if first in _OF or (first in _AND and sought.people):
        for count in range(min(_LONGEST_NAME, len(words) - 1), 0, -1):
            name = bare(" ".join(words[1 : count + 1]))
            if people := known.people.get(name):
                return count + 1, replace(sought, people=(*sought.people, *people))
    if taken := _longest(words, partial(_in_state, sought, known)):
        return taken  # "to do", before a day is read in it
    number, days = reader.narrowed(words[:_MOST_OF_DAYS], today)
    if number:
        return number, replace(sought, first=days.first, last=days.last)
    if taken := _longest(words, partial(_there, sought, known)):
        return taken
    if taken := _longest(words, partial(_in_days, sought, today)):
        return taken
    return (1, sought) if first in _FILL else None


def _longest(words: list[str], called: Callable[[str], Sought | None]) -> tuple[int, Sought] | None:
    """The longest name that the words begin with: of how many it is, and what is sought then."""
    for count in range(min(_LONGEST_NAME, len(words)), 0, -1):
        if found := called(fold(" ".join(words[:count])).strip(",")):
            return count, found
    return None


def _in_days(sought: Sought, today: date, said: str) -> Sought | None:
    """In a time that is called so, such as "this year"."""
    span = reader.reported(said, today)
    return replace(sought, first=span.first, last=span.last) if span else None


def _in_state(sought: Sought, known: Known, name: str) -> Sought | None:
    """With a state or a life that is called so."""
    if name in _ALL:
        return replace(sought, ended=None)
    if name in _ENDED:
        return replace(sought, ended=True)
    if state := known.states.get(name):
        return replace(sought, states=sought.states | {state}, ended=None)
    life = known.lives.get(name)
    return replace(sought, life=life) if life else None


def _there(sought: Sought, known: Known, name: str) -> Sought | None:
    """In a standup that is called so."""
    standup = known.standups.get(name)
    return replace(sought, standups=(standup,)) if standup in sought.standups else None
