"""A text as pieces, each with all that it may stand for in one of the languages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any

from standup.core.dates.chart import NOTHING
from standup.core.dates.lexicon import Words, de, en, es
from standup.core.dates.things import HALF, QUARTER, WEEK, Exact, Part, PartOf, Yearly
from standup.core.text.letters import with_digraphs, without_accents
from standup.core.text.pattern import Pattern

LONGEST = 120
"""Characters; no phrase that names days needs more."""
MOST = 24
"""Pieces."""

Meaning = tuple[str, Any, int]
"""What it is, its value, and the place behind it."""

_PIECE = Pattern(
    r"""
      (?P<iso>\d{4}([-/.])\d\d?\2\d\d?)(?!\d)
    | (?P<part>(?P<y1>\d{4})-?(?P<u1>[wq])(?P<n1>\d\d?)|(?P<u2>[qhw])(?P<n2>\d\d?))(?![\w])
    | (?P<month>(?P<y3>\d{4})[-/.](?P<n3>\d\d?)|(?P<n4>\d\d?)[/.](?P<y4>\d{4}))(?!\d)
    | (?P<dotted>\d\d?\.\d\d?(?:\.(?:\d{4}|\d\d))?)(?!\d)(?:\.(?!\.))?
    | (?P<slashed>\d\d?/\d\d?(?:/(?:\d{4}|\d\d))?)(?![\d/])
    | (?P<ordinal>\d\d?(?:(?:st|nd|rd|th|er|ro|do|to|ta|o|a)\b|\.(?!\.)))
    | (?P<number>'?\d+)
    | (?P<word>[^\W\d_]+)(?:\.(?!\.))?
    | (?P<dash>\.\.+|->|-+|→)
    | (?P<comma>,)
    | (?P<and>[&+])
    | (?P<slash>/)
    | (?P<other>\S)
    """,
    re.VERBOSE,
)
_DASHES = Pattern("[–—−‐‑‒]")
_TO = Pattern(r"(?<!\w)2(?=day\b|mor|nite)")
_CLOCK = Pattern(r"\d\.0\d")  # "9.05"
_UNITS = {"w": WEEK, "q": QUARTER, "h": HALF}


def fold(text: str) -> str:
    """The same without case, accents and the forms of dashes and apostrophes; `2day` is today."""
    folded = without_accents(_DASHES.sub("-", text).replace("’", "'")).casefold()
    return _TO.sub("to", folded)


def pieces(text: str, *, day_first: bool) -> Sequence[Sequence[Meaning]]:
    """At each place all that may begin there; none where the text is too long to name days."""
    if len(text) > LONGEST:
        return ()
    found = list(_PIECE.finditer(fold(text).strip(" \t\n.!")))
    if len(found) > MOST:
        return ()
    said = [piece["word"] or piece[0] for piece in found]
    return [
        [*_phrases(said, at), *((kind, value, at + 1) for kind, value in _signs(piece, day_first))]
        for at, piece in enumerate(found)
    ]


def ends_of(words: Sequence[str]) -> Iterator[int]:
    """After how many pieces each of these words ends, in a text that they are joined to."""
    end = 0
    for word in words:
        end += sum(1 for _ in _PIECE.finditer(fold(word)))
        yield end


def _signs(piece: re.Match[str], day_first: bool) -> Iterator[tuple[str, Any]]:
    text, kind = piece[0], piece.lastgroup
    if piece["iso"]:
        yield "iso", Exact(*map(int, re.findall(r"\d+", text)))
    elif piece["part"]:
        unit, number = _UNITS[piece["u1"] or piece["u2"]], int(piece["n1"] or piece["n2"])
        yield "part", PartOf(int(piece["y1"]), unit, number) if piece["y1"] else Part(unit, number)
    elif piece["month"]:
        year, number = int(piece["y3"] or piece["y4"]), int(piece["n3"] or piece["n4"])
        yield "part", PartOf(year, 30, number)
    elif piece["dotted"] or piece["slashed"]:
        numbers = [int(number) for number in re.findall(r"\d+", text)]
        if not _CLOCK.fullmatch(text):
            yield "date", _written(*numbers, day_first=day_first or bool(piece["dotted"]))
    elif piece["ordinal"]:
        yield "ordinal", int(re.match(r"\d+", text)[0])  # type: ignore[index]
        yield "point" if text.endswith(".") else "suffixed", int(re.match(r"\d+", text)[0])  # type: ignore[index]
    elif piece["number"]:
        yield from _number(text)
    elif kind in {"dash", "comma", "and", "slash"}:
        yield kind, NOTHING


def _written(one: int, other: int, year: int = 0, *, day_first: bool) -> Exact | Yearly:
    day, month = (one, other) if day_first else (other, one)
    return Exact(year + 2000 * (year < 100), month, day) if year else Yearly(month, day)


def _number(text: str) -> Iterator[tuple[str, int]]:
    number, is_short = int(text.lstrip("'")[:5]), len(text) == 2
    if text.startswith("'"):
        if len(text) == 3:
            yield "year", 2000 + number
        return
    if len(text) == 4 and 1900 <= number < 3000:
        yield "year", number
    if is_short and number > 19:
        yield "short_year", 2000 + number
    if len(text) <= 2:
        yield "figure", number
    if 0 < len(text) <= 4 and number:
        yield "count", number


_Entry = tuple[tuple[str, ...], str, Any]


@cache
def _lexicon() -> Mapping[str, Sequence[_Entry]]:
    """By their first words, all phrases with what they stand for."""
    known: dict[str, list[_Entry]] = {}
    for language in (en, de, es):
        for phrase, kind, value in _entries(language.WORDS, language.ENDINGS):
            said = tuple(m["word"] or m[0] for m in _PIECE.finditer(phrase))
            known.setdefault(said[0], []).append((said, kind, value))
    return known


def _entries(words: Words, endings: Sequence[str]) -> Iterator[tuple[str, str, Any]]:
    for kind, said in words.items():
        by_value = {NOTHING: said} if isinstance(said, str) else said
        for value, phrases in by_value.items():
            for phrase in phrases.split(", "):
                for ending in endings if phrase.endswith("~") else ("",):
                    for written in _spellings(phrase.removesuffix("~") + ending):
                        yield written, kind, value


def _spellings(phrase: str) -> set[str]:
    return {fold(phrase), fold(with_digraphs(phrase.casefold()))}


def _phrases(said: Sequence[str], at: int) -> Iterator[Meaning]:
    """The longest phrases that begin here; a longer one is never its first words."""
    here = [e for e in _lexicon().get(said[at], ()) if tuple(said[at : at + len(e[0])]) == e[0]]
    longest = max((len(words) for words, _, _ in here), default=0)
    for words, kind, value in here:
        if len(words) == longest:
            yield kind, value, at + longest


def begins(word: str, kinds: AbstractSet[str]) -> bool:
    """Whether a word is the first of what has one of these meanings."""
    return any(kind in kinds for _, kind, _ in _lexicon().get(fold(word), ()))


def is_date_like(text: str) -> bool:
    """Whether a few words hold something that belongs to a date, understood or not."""
    found = pieces(text, day_first=True)
    return any(kind in _TELLING for here in found for kind, _, _ in here)


_TELLING = frozenset(
    {"iso", "date", "part", "ordinal", "figure", "year", "month", "weekday", "named_day"}
    | {"unit", "weekend", "until", "through", "notice", "for", "absent", "ill", "fortnight"}
)
