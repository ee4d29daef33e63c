"""What items may be asked for by: the names of lives and states, in every language."""

from collections.abc import Iterable

from standup.core.language import languages, speaking, spoken
from standup.core.life import Life
from standup.core.model import Standup
from standup.core.reading.own_words import in_every_language
from standup.core.text.name_matching import fold

_ENDINGS = ("s", "es", "n", "se")


def of_lives(standups: Iterable[Standup]) -> tuple[dict[str, str], dict[str, str]]:
    """The lives and the states of standups, each by its folded names."""
    return named(dict.fromkeys(life for standup in standups for life in standup.lives))


def named(these: Iterable[Life]) -> tuple[dict[str, str], dict[str, str]]:
    """The same of lives."""
    lives, states = dict[str, str](), dict[str, str]()
    for life in these:
        for word in in_every_language(life.words):
            states |= {fold(name): word.name for name in (word.name, *word.others)}
        for language in languages():
            with speaking(language):
                own = spoken(life.name)
            names = (life.name, own, *_many(own))
            lives |= {fold(name): life.name for name in names}
    return lives, states


def _many(name: str) -> tuple[str, ...]:
    """What several may be called, in any language: "hypotheses", "acciones", "Massnahmen"."""
    return (f"{name[:-2]}es",) if name.endswith("sis") else tuple(name + end for end in _ENDINGS)
