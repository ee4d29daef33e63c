"""Which items somebody asks for: `refuted since march`, `hypothesis of bo`."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from standup.core.dates import reader
from standup.core.lives.item import Item
from standup.core.text.name_matching import fold
from standup.core.text.pattern import Pattern
from standup.core.text.phrases import bare

_LONGEST_NAME = 4  # words
_MOST_OF_DAYS = 9  # words
_OF = frozenset({"of", "by", "from", "von", "de"})
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


def _take(words: list[str], sought: Sought, known: Known, today: date) -> tuple[int, Sought] | None:
    """What the words begin with: how many they are, and with it."""
    first = fold(words[0]).strip(",")
    if first in _OF:
        for count in range(min(_LONGEST_NAME, len(words) - 1), 0, -1):
            name = bare(" ".join(words[1 : count + 1]))
            if people := known.people.get(name):
                return count + 1, replace(sought, people=(*sought.people, *people))
    number, days = reader.narrowed(words[:_MOST_OF_DAYS], today)
    if number:
        return number, replace(sought, first=days.first, last=days.last)
    for count in range(min(_LONGEST_NAME, len(words)), 0, -1):
        name = fold(" ".join(words[:count])).strip(",")
        if found := _named(name, sought, known):
            return count, found
    return (1, sought) if first in _FILL else None


def _named(name: str, sought: Sought, known: Known) -> Sought | None:
    """With what is called so: a state, a life or a standup."""
    if name in _ALL:
        return replace(sought, ended=None)
    if name in _ENDED:
        return replace(sought, ended=True)
    if state := known.states.get(name):
        return replace(sought, states=sought.states | {state}, ended=None)
    if life := known.lives.get(name):
        return replace(sought, life=life)
    if (standup := known.standups.get(name)) in sought.standups:
        return replace(sought, standups=(standup,) if standup else sought.standups)
    return None
