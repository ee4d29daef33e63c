"""What a sentence tells of one item, wherever in it the item is named: "I refuted #12 today".

Every word has to be of the item: what tells of something else besides is none.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from standup.core.commands.living import lives, states
from standup.core.text.name_matching import fold
from standup.core.text.pattern import Pattern

_LONGEST = 200  # characters; whoever writes more tells of something
_NUMBER = Pattern(
    r"(?:(?P<noun>[^\W\d_]+)\s+)?(?P<sign>#\s?)?(?P<number>\d{1,7})(?![\w%/-]|[.,:]\d)"
)
_WORD = Pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]|\S+")
_TELLER = frozenset(  # who says it, when, and what makes a sentence of it
    {"i", "we", "ive", "weve", "have", "just", "now", "finally", "the", "our", "my", "is", "hey"}
    | {"today", "so", "ich", "wir", "hab", "habe", "haben", "jetzt", "heute", "endlich", "gerade"}
    | {"die", "der", "das", "meine", "unsere", "ist", "yo", "he", "hemos", "ahora", "hoy", "ya"}
    | {"por", "fin", "la", "el", "mi", "nuestra", "esta", "please", "pls", "bitte", "porfa"}
)
_SHOWS = frozenset(
    {"show", "me", "see", "whats", "what", "up", "with", "about", "of", "happened", "to"}
    | {"hows", "how", "going", "became", "is", "zeig", "mir", "was", "wurde", "aus", "ist", "mit"}
    | {"steht", "es", "um", "wie", "muestra", "muestrame", "ver", "que", "paso", "pasa", "con"}
    | {"hay", "de", "como", "va", "status", "stand"}
)
_GIVES = frozenset(
    {"give", "hand", "pass", "assign", "gib", "gebe", "ubergib", "dale", "da", "doy", "asigna"}
    | {"pasa", "le"}
)
_OVER = frozenset({"over", "on", "ab", "weiter", "please", "bitte", "pls", "porfa"})
_BELIEF = frozenset({"belief", "believe", "glaube", "creencia"})
_IN = frozenset({"in", "an", "en", "only", "nur", "solo"})
_PRETERITE = Pattern(r"(?P<stem>[^\W\d_]{3,})(?:é|ó|amos)")


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of the item of a number, which is called by a `life` where it was named so."""

    number: int
    words: str = ""
    life: str = ""


def told(text: str) -> Told | None:
    """What a sentence tells of the one item that it names; None where it says more than that."""
    if len(text) > _LONGEST or "\n" in text.strip():
        return None
    found = [one for one in _NUMBER.finditer(text) if one["sign"] or _life(one["noun"])]
    if len(found) != 1:
        return None
    one = found[0]
    life = _life(one["noun"])
    before = _words(text[: one.start() if life else one.start("sign")])
    words = _said(before, text[one.end() :].strip(" \t?"))
    is_nothing = not words and not (life or before)
    if words is None or is_nothing or (words and "?" in text):
        return None
    return Told(int(one["number"]), words, life)


def _said(before: list[str], behind: str) -> str | None:
    """What is to be said of it, its number left out: "refuted, by seed", "for bo"."""
    folded = [_bare(word) for word in before]
    if not _GIVES.isdisjoint(folded):
        to = _without(_words(behind), _OVER)
        is_given = _only(folded, _GIVES | _TELLER) and len(to) > 1
        return " ".join(["para", *to[1:]] if to[0] == "a" else to) if is_given else None
    if not _BELIEF.isdisjoint(folded):
        much = " ".join(_without(_words(behind), _IN))
        return f"belief {much}" if _only(folded, _BELIEF | _IN | _TELLER) else None
    rest = [_bare(word) for word in _words(behind.strip(" .!"))]
    if folded and _only(folded, _SHOWS | _TELLER) and _only(rest, _SHOWS):
        return ""
    state = " ".join(_without(before, _TELLER))
    state = _participle(state)
    if state and fold(state) not in states():
        return state if not behind.strip(" .!") and _is_bidden(fold(state)) else None
    return f"{state} {_without_day(behind)}".strip()


def _participle(state: str) -> str:
    """ "refutada", of "refuté"."""
    found = _PRETERITE.fullmatch(state)
    return f"{found['stem']}ada" if found else state


def _is_bidden(verb: str) -> bool:
    """ "refute", "reopen": what may be wanted of the bot, and may be a plan; no state says it."""
    stem = verb.removeprefix("re").removeprefix("un")
    return any(f"{one}{end}" in states() for one in (verb, stem) for end in ("", "d", "ed"))


def _without_day(behind: str) -> str:
    """Without the words around what is said that say no more: "is refuted today"."""
    words = behind.split()
    while words and fold(words[0].strip(",.")) in _TELLER:
        words.pop(0)
    while words and fold(words[-1].strip(",.!")) in _TELLER:
        words.pop()
    return " ".join(words)


def _words(text: str) -> list[str]:
    return [one[0] for one in _WORD.finditer(text) if one[0] not in {",", ":", "."}]


def _without(words: Iterable[str], these: frozenset[str]) -> list[str]:
    return [word for word in words if _bare(word) not in these]


def _bare(word: str) -> str:
    return fold(word.replace("'", "").replace("’", ""))


def _only(folded: Iterable[str], these: frozenset[str]) -> bool:
    return all(word in these for word in folded)


def _life(noun: str | None) -> str:
    """The life that a noun names, if it does."""
    return lives().get(fold(noun), "") if noun else ""
