"""A command in a sentence: "could you please set my time zone to Athens?" says `timezone Athens`.

What stands around a command is taken off, and what is left has to be one, whole. So a longer
sentence about the same thing is none: "set my time zone handling straight" leaves words behind.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from standup.core.commands.lexicon import is_called, renamed, shown
from standup.core.commands.said import (
    Adjust,
    AwayFor,
    Begin,
    History,
    Items,
    Join,
    Known,
    Map,
    MyReport,
    Plain,
    Speak,
    Status,
    Steer,
    Whom,
)
from standup.core.text import polite
from standup.core.text.letters import without_accents
from standup.core.text.pattern import Pattern
from standup.core.text.polite import bare, behind

_REQUESTS = tuple(
    said.split()
    for said in (
        *(
            "can you",
            "could you",
            "can u",
            "could u",
            "would you",
            "will you",
            "can we",
            "could we",
        ),
        *("i want you to", "i need you to", "i would like you to", "i'd like you to"),
        *("kannst du", "könntest du", "koenntest du", "würdest du", "können wir"),
        *("puedes", "podrías", "podrias", "me puedes", "me podrías", "podemos", "puedes por favor"),
    )
)
_WISHES = tuple(
    said.split()
    for said in (
        *("i want to", "i wanna", "i would like to", "i'd like to", "id like to", "can i", "may i"),
        *("could i", "let me", "ich möchte", "ich moechte", "ich will", "kann ich", "darf ich"),
        *("quiero", "quisiera", "puedo", "me gustaría", "me gustaria"),
    )
)
_REFUSALS = tuple(said.split() for said in ("i do not want any", "i do not need any", "no quiero"))
_SETS = frozenset(
    {"set", "change", "move", "switch", "put", "update", "adjust", "stell", "stelle", "setz"}
    | {"setze", "ander", "andere", "aendere", "verschieb", "verschiebe", "cambia", "cambie"}
    | {"cambiar", "pon", "mueve", "ajusta"}
)
_SHOWS = frozenset(
    {"show", "list", "zeig", "zeige", "muestra", "muestrame", "ensena", "ensename", "lista"}
)
_IS = frozenset({"is", "are", "ist", "sind", "está", "esta", "estan", "están"})
_TO_ME = frozenset({"me", "us", "mir", "uns"})
_ARTICLES = frozenset(
    {"the", "my", "our", "all", "die", "der", "den", "das", "meine", "mein", "meinen", "unsere"}
    | {"nuestro", "nuestra"}
    | {"la", "el", "los", "las", "mi", "mis"}
)
_SWITCHES = frozenset({"turn", "switch", "schalte", "schalt", "mach", "mache"})
_ON_OR_OFF = frozenset({"on", "off", "an", "aus"})
_SWITCHING = _SWITCHES | _ON_OR_OFF | _ARTICLES | {"back", "again", "wieder"}
_SPEAKS = frozenset(
    {"speak", "talk", "write", "sprich", "rede", "schreib", "habla", "hablame", "escribeme"}
)
_WITH_ME = frozenset({"to me", "with me", "to us", "with us", "mit mir", "mit uns", "con migo"})
_RETURNED = frozenset(
    {"is back", "is back again", "is back now", "ist wieder da", "ist zurück", "ist wieder zurück"}
    | {"volvió", "ya volvió", "ha vuelto", "ya ha vuelto", "está de vuelta", "ya está de vuelta"}
)
_SOUGHT = Pattern(
    r"(?:find|look\s+(?:up|for)|search(?:\s+for)?|dig\s+up|finde?|suche?(?:\s+nach)?|busca|encuentra)\s+"
    r"(?:(?:me|mal|mir)\s+)*"
    r"(?:everything|anything|all|alles|irgendwas|todo|algo|cualquier\s+cosa)\s+"
    r"(?:about|on|über|zu|sobre|de)\s+(?P<words>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_EVER = Pattern(  # what every setting says of itself
    r"(?<!\S)(?:every\s+day|each\s+day|always|from\s+now\s+on|every\s+time|now|jeden\s+tag|jedes\s+mal|immer|ab\s+jetzt"
    r"|todos\s+los\s+d[ií]as|cada\s+(?:d[ií]a|vez)|siempre)(?!\S)",
    re.IGNORECASE,
)
_OURS = frozenset({"our", "unsere", "nuestro", "nuestra"})
_ASKING = frozenset({"who", "what", "when", "wer", "was", "wann", "quién", "quien", "cuándo"})
_BEING = frozenset({"is", "are", "ist", "sind", "es", "son"})
_IN_FULL = {  # by what is typed with an apostrophe, or without
    "whos": "who is",
    "dont": "do not",
    "wasnt": "was not",
    "didnt": "did not",
    "hasnt": "has not",
    "ive": "i have",
    "thats": "that is",
    "whats": "what is",
}
_APOSTROPHES = str.maketrans("", "", "'’")
_AT_THE_END = {  # of a German sentence, what is wanted
    "erinnern": ("mich", "erinnere mich"),
    "fragen": ("mich", "frag mich"),
}
_APART = {  # German verbs that a sentence takes apart
    ("lade", "ein"): "einladen",
    ("füge", "hinzu"): "hinzufügen",
    ("fuege", "hinzu"): "hinzufügen",
    ("sag", "ab"): "absagen",
    ("sage", "ab"): "absagen",
    ("nimm", "auf"): "hinzufügen",
    ("nimm", "rein"): "hinzufügen",
    ("nimm", "raus"): "entfernen",
    ("trag", "ein"): "hinzufügen",
    ("trag", "aus"): "entfernen",
}

_BIDS = frozenset({"nimm", "trag"})  # what nobody says of themselves

Fits = Callable[[Known], bool]


@dataclass(frozen=True, slots=True)
class Way:
    """Words that may be a command, if what they mean fits."""

    words: tuple[str, ...]
    fits: Fits = lambda _: True


def ways(words: list[str], language: str, *, is_free: bool) -> Iterator[Way]:
    """What the words may say, the nearest to what was typed first; `is_free`: nothing is open, so
    that there is nothing else that they could be."""
    plain = list(words)
    while (less := polite.without(plain)) != plain:
        plain = less
    if not plain:
        return
    asked = behind(_REQUESTS, plain)
    said = (behind(polite.BEFORE, asked) or asked) if asked else plain
    for each in (plain, said):
        yield Way(tuple(each))
    yield from _wished(said, language, is_free=is_free)
    said = [*said[:-1], said[-1].rstrip("?")] if asked else said
    said = polite.within(said)
    for each in (said, _in_full(said)):
        yield Way(tuple(each))
    said = _in_full(said)
    yield Way(renamed(said, language))
    if sought := _SOUGHT.fullmatch(" ".join(said)):
        yield Way(("search", *sought["words"].split()))
    for each in (said, _EVER.sub(" ", " ".join(said)).split() or said):
        yield from _of_settings(each, language)
        yield from _of_a_language(each)
    yield from _of_switches(said, language)
    yield from _of_others(said)
    if language == "de":
        yield from _verb_first(said, is_free=is_free)


def _wished(words: list[str], language: str, *, is_free: bool) -> Iterator[Way]:
    """ "I want to join", "ich will keine Erinnerungen mehr", "I don't want any reminders"."""
    full = _in_full(words)
    if refused := behind(_REFUSALS, full):
        yield Way(renamed(["no", *refused], language), _is_own)
    if wished := behind(_WISHES, full):
        wished = [*wished[:-1], wished[-1].rstrip("?")]
        yield Way(renamed(wished, language), _is_wished if is_free else _is_own)


def _in_full(words: list[str]) -> list[str]:
    """ "Don't tell me who's missing" as it is called: with each word that another swallowed."""
    typed = (word.casefold().translate(_APOSTROPHES) for word in words)
    return " ".join(map(_IN_FULL.get, typed, words)).split()


def _of_others(words: list[str]) -> Iterator[Way]:
    """ "Bo is away until Friday", "Bo's back": what stands before is who, what stands behind is
    when."""
    if (somebody := words[0].removesuffix("'s").removesuffix("’s")) != words[0]:
        words = [somebody, "is", *words[1:]]
    yield from _of_one_back(words)
    at = next((n for n, word in enumerate(words) if bare(word) in _IS), 0)
    who, when = words[:at], words[at + 1 :]
    if not who or not when or bare(who[0]) in _ASKING:
        return
    when = when[1:] if bare(when[0]) == "away" else when

    def fits(known: Known) -> bool:
        given = known.given if isinstance(known, Steer) else None
        names = given.names if isinstance(given, AwayFor) else ()
        return bool(names and when) and names[-1].split()[-1] == who[-1].lstrip("@")

    yield Way(("away", *who, *when), fits)


def _of_one_back(words: list[str]) -> Iterator[Way]:
    """ "bo is back", "bo ist wieder da": one who is named by one word."""
    if " ".join(map(bare, words[1:])) in _RETURNED:
        yield Way(("back", words[0]), lambda known: isinstance(known, Steer) and _names(known))


def _names(known: Steer) -> bool:
    return isinstance(known.given, Whom)


def _of_a_language(words: list[str]) -> Iterator[Way]:
    """ "talk to me in spanish", "sprich deutsch mit mir", "háblame en inglés"."""
    first, rest = without_accents(bare(words[0])), list(words[1:])
    if first not in _SPEAKS or not rest:
        return
    is_to_us = first.endswith("me")
    for at in range(len(rest) - 1):
        if " ".join(map(bare, rest[at : at + 2])) in _WITH_ME:
            is_to_us, rest = True, rest[:at] + rest[at + 2 :]
            break
    if rest and bare(rest[0]) in {"in", "en", "auf"}:
        rest = rest[1:]
    if is_to_us and rest:
        yield Way(("language", *rest), lambda known: isinstance(known, Speak))


def _of_settings(words: list[str], language: str) -> Iterator[Way]:
    """ "set the time to 10:00", "my days are mon-thu", "show me my history"."""
    first = without_accents(bare(words[0]))
    rest, fits = words, _sets
    if first in _SETS:
        rest = words[1:]
    elif first in _SHOWS:
        rest, fits = words[1:], _shows
        rest = rest[1:] if rest and bare(rest[0]) in _TO_ME else rest
    is_told = rest is words and not _BEING.isdisjoint(map(bare, words))
    while rest:
        yield Way(renamed(rest, language), fits)
        if fits is _shows:
            yield Way(shown(rest, language), fits)
        if bare(rest[0]) not in _ARTICLES:
            return
        fits = _is_own if is_told and bare(rest[0]) not in _OURS else fits
        rest = rest[1:]


def _of_switches(words: list[str], language: str) -> Iterator[Way]:
    """ "turn off my quiet hours", "turn the hints back on", "Hinweise wieder an"."""
    folded = [bare(word) for word in words]
    rest = [w for w, bare in zip(words, folded, strict=True) if bare not in _SWITCHING]
    on = [bare for bare in folded if bare in _ON_OR_OFF]
    is_said = folded[0] in _SWITCHES or folded[-2:-1] == ["wieder"]
    if is_said and len(on) == 1 and rest:
        yield Way(renamed([*rest, on[0]], language), _sets)


def _sets(known: Known) -> bool:
    """Whether it carries what is set."""
    if isinstance(known, Adjust):
        return known.value is not None or known.drop or bool(known.zones)
    if not isinstance(known, Steer) or known.is_loose:
        return False
    return known.given is not None or known.length is not None


def _is_own(known: Known) -> bool:
    """Whether it sets something of one's own: "the deadline is 17:00" may be anybody's."""
    return isinstance(known, Adjust) and _sets(known)


def _shows(known: Known) -> bool:
    """Whether it shows something."""
    is_shown = isinstance(known, History | Items | Map | MyReport | Status)
    return is_shown or (isinstance(known, Plain | Steer) and known.name in {"settings", "changes"})


def _verb_first(words: list[str], *, is_free: bool) -> Iterator[Way]:
    """ "um 1 Stunde verlängern", "lade Bo ein", "mich um 16 Uhr erinnern"."""
    first, last = bare(words[0]), bare(words[-1])
    if len(words) < 2:
        return
    if verb := _APART.get((first, last)):
        is_sure = is_free or first in _BIDS
        rest = [word for word in words[1:-1] if bare(word) != "mit"]
        yield Way((verb, *rest), lambda known: is_sure or not _is_loose(known))
    if (opened := _AT_THE_END.get(last)) and first == opened[0]:
        yield Way((*opened[1].split(), *words[1:-1]))
    if is_called(last, "de"):
        yield Way(
            (last, *words[:-1]),
            lambda known: isinstance(known, Steer) and (is_free or not _is_loose(known)),
        )


def _is_loose(known: Known) -> bool:
    return isinstance(known, Steer) and known.is_loose


def _is_wished(known: Known) -> bool:
    """Whether it is what somebody may say that they want, where nothing is open."""
    return isinstance(known, Begin | Join) or _is_own(known)
