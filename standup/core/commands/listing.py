"""Which items a message asks for that does not begin as the command does: "bo's hypotheses"."""

from collections.abc import Iterable, Mapping
from datetime import date

from standup.core.commands.living import lives, states
from standup.core.lives import sought
from standup.core.text.name_matching import fold
from standup.core.text.pattern import Pattern

_MOST = 8  # words
_ITEMS = frozenset({"items", "punkte", "puntos"})
_LEADS = frozenset(
    {"show", "me", "list", "the", "which", "what", "are", "is", "see", "get", "any", "please"}
    | {"pls"}
    | {"zeig", "zeige", "mir", "die", "der", "welche", "was", "sind", "bitte", "alles", "liste"}
    | {"muestra", "muestrame", "ver", "las", "los", "que", "cuales", "son", "estan", "there"}
)
_MINE = frozenset({"my", "meine", "mis"})
_THEIRS = Pattern(r"(?P<name>[^\W\d_]{2,})(?:['’]s|['’])")
_GENITIVE = Pattern(r"(?P<name>[^\W\d_]{2,})s")


def asked_for(text: str, today: date, own: Iterable[str] = ()) -> str | None:
    """The words behind `items` that ask for the same; None where any of it is not understood.
    `own` are lives of the standups, beside those that we know."""
    words = text.strip(" \t?.!").split()
    while words and fold(words[0]) in _LEADS:
        words = words[1:]
    if not 0 < len(words) <= _MOST:
        return None
    named = {f"{life}s": life for life in own} | dict(lives())
    at = next((n for n, word in enumerate(words) if _is_plural(fold(word), named)), None)
    if at is None:
        return None
    noun = named.get(fold(words[at]), "")
    before, owner = _owner(words[:at])
    behind = [word for word in words[at + 1 :] if fold(word) not in _LEADS]
    before = [_state(word) for word in before]
    asked = " ".join(filter(None, [*before, noun, *behind, owner and f"of {owner}"]))
    people = {fold(word.strip(",@")) for word in ("me", owner, *behind)}  # whoever they are
    may = sought.Known({name: (name,) for name in people}, {}, named, states())
    is_asked = not asked or sought.may_be(asked, today, named, states())
    return asked if is_asked and sought.read(asked, today, (), may) is not None else None


def _is_plural(word: str, named: Mapping[str, str]) -> bool:
    return word in _ITEMS or (word.endswith(("s", "n", "e")) and named.get(word, word) != word)


def _owner(words: list[str]) -> tuple[list[str], str]:
    """The words without that which says whose they are, and whose: "bo's refuted"."""
    if words and fold(words[0]) in _MINE:
        return words[1:], "me"
    found = (_THEIRS.fullmatch(words[0]) or _GENITIVE.fullmatch(words[0])) if words else None
    return (words[1:], found["name"]) if found else (words, "")


def _state(word: str) -> str:
    """ "offen", of "offene Hypothesen"."""
    said = fold(word)
    bare = next((said.removesuffix(end) for end in ("en", "er", "e") if said.endswith(end)), said)
    return bare if said not in states() and bare in states() else word
