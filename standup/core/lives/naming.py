"""What items may be asked for by: the names of lives and states, in every language."""

from collections.abc import Iterable

from standup.core.language import languages, speaking, spoken
from standup.core.model import Standup
from standup.core.text.name_matching import fold


def of_lives(standups: Iterable[Standup]) -> tuple[dict[str, str], dict[str, str]]:
    """The lives and the states of standups, each by its folded names."""
    lives, states = dict[str, str](), dict[str, str]()
    configured = dict.fromkeys(life for standup in standups for life in standup.lives)
    for language in languages():
        with speaking(language):
            for life in configured:
                names = (life.name, spoken(life.name), _many(life.name))
                lives |= {fold(name): life.name for name in names}
                states |= {fold(n): s.name for s in life.states for n in (s.name, spoken(s.name))}
    return lives, states


def _many(name: str) -> str:
    """ "hypotheses", of "hypothesis"."""
    return f"{name[:-2]}es" if name.endswith("is") else f"{name}s"
