"""By what a message is read that says what came of items in a question's own words: the words as
they may be spelled, also with a slip in them, and what names the items.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from standup.core.reading.lexicon import own
from standup.core.reading.lexicon.real import REAL
from standup.core.reading.names import one_slip
from standup.core.reading.own_words import OwnWord, named
from standup.core.text.letters import with_digraphs
from standup.core.text.name_matching import fold

NUMBER = r"#?\d{1,7}(?:[.)](?=[^\S\n]))?"
_GAP = r"[^\S\n]{0,4}"
_AND = rf"{_GAP}(?:,(?:{_GAP}(?:{own.AND})\b)?|&|\+|/|(?:{own.AND})\b){_GAP}"
_LINK = rf"{_GAP}(?:[:=→]|->|=>|–|—|-(?=[^\S\n]))?{_GAP}(?:(?:{own.IS})(?![\w-]){_GAP}){{0,3}}"
_DOUBTS = (
    rf"{_GAP}\?|[^\S\n]+(?:{own.NOT}|{own.IF})\b|{_GAP}[,(]?{_GAP}(?:{own.MAYBE})\b"
    rf"|{_GAP}(?:[:,–—-]{_GAP})?(?:{own.NO})\b{_GAP}(?:$|[.!\n])"
)
_LEAST = 5  # letters of a word in which a slip is seen
_MOST_ITEMS = 200
_MOST_NAMED = 20  # in one list


@dataclass(frozen=True, slots=True)
class Terms:
    """What messages are read by: the words as they may be spelled, and what names the items."""

    spelled: Mapping[str, OwnWord]
    ref: re.Pattern[str]
    claim: re.Pattern[str]
    any_word: re.Pattern[str]
    corrected: re.Pattern[str]


def terms(text: str, items: Sequence[str], words: tuple[OwnWord, ...]) -> Terms:
    """What a message is read by; a word with one slip in it is spelled so, too."""
    names = tuple(named(item)[1] for item in items[:_MOST_ITEMS])
    known = _spelled(words)
    typed = {fold(one) for one in re.findall(r"[^\W\d_]+", text)} - known.keys()
    slips = {one: word for one in typed if (word := _meant(one, known)) is not None}
    return _terms(words, names, tuple(sorted((one, word) for one, word in slips.items())))


def key(said: str) -> str:
    """How a word or a name is known, however it is spelled."""
    return " ".join(fold(said).replace("-", " ").split())


def _spelled(words: Sequence[OwnWord]) -> dict[str, OwnWord]:
    """Each way to spell a word, folded, with the word."""
    found: dict[str, OwnWord] = {}
    for word in words:
        for one in (word.name, *word.others):
            for way in (one, with_digraphs(one.casefold())):
                found.setdefault(key(way), word)
    return found


def _meant(typed: str, known: Mapping[str, OwnWord]) -> OwnWord | None:
    """The word that was meant, where letters of it are swapped, or one is lost or doubled."""
    if typed in REAL or len(typed) < _LEAST - 1:
        return None
    found = {word for one, word in known.items() if _is_slip(one, typed)}
    return found.pop() if len(found) == 1 else None


def _is_slip(word: str, typed: str) -> bool:
    """Another letter, or another ending, may be another word: `skipped`, `refute`."""
    is_like = len(word) >= _LEAST and word[0] == typed[:1] and one_slip(word, typed)
    if not is_like or word == typed:
        return False
    if len(word) == len(typed):
        return sorted(word) == sorted(typed)
    return word[-1] == typed[-1] and not word.startswith(typed) and not typed.startswith(word)


@lru_cache(maxsize=64)
def _terms(
    words: tuple[OwnWord, ...], names: tuple[str, ...], slips: tuple[tuple[str, OwnWord], ...]
) -> Terms:
    spelled = {**_spelled(words), **dict(slips)}
    every = {one for word in words for one in (word.name, *word.others)} | set(spelled)
    every |= {with_digraphs(one.casefold()) for one in every}
    every |= {unicodedata.normalize("NFD", one) for one in every}
    said = _any_of(every)
    name = _any_of(names) or r"(?!)"
    article = rf"(?:(?:{own.ARTICLES})[^\S\n]+)?"
    ref = (
        rf"(?P<number>{NUMBER})(?:{_GAP}:?{_GAP}(?P<echo>{name})(?!\w))?|{article}(?P<name>{name})"
    )
    bare = re.sub(r"\?P<\w+>", "?:", ref)
    some = rf"(?:{bare})(?!\w)(?:{_AND}(?:{bare})(?!\w)){{0,{_MOST_NAMED}}}"
    of = (
        rf"(?P<of>{some})|(?:{own.ALL})[^\S\n]+(?:but|{own.EXCEPT})(?:[^\S\n]+for)?[^\S\n]+"
        rf"(?P<but>{some})|(?P<all>(?:{own.ALL})(?:[^\S\n]+\d+)?)|(?P<rest>{own.REST})|(?P<it>{own.IT})"
    )
    claim = (
        rf"(?<![\w#])(?<!\d[.,/–-])(?:[-*•][^\S\n]+)?(?:(?:{of})(?!\w){_LINK})?"
        rf"(?P<word>{said})(?![-’']?\w)(?!{_DOUBTS})"
    )
    return Terms(
        spelled,
        re.compile(rf"(?<![\w#])(?<!\d[.:])(?:{ref})(?!\w|[.:]\d)", re.IGNORECASE),
        re.compile(claim, re.IGNORECASE),
        re.compile(rf"(?<![\w-])(?:{said})(?![-’']?\w)", re.IGNORECASE),
        re.compile(rf"\b(?:{own.CORRECTING})\b[\s,.:–—-]+(?:\w+\s+)?(?:{said})\b", re.IGNORECASE),
    )


def _any_of(texts: Iterator[str] | set[str] | tuple[str, ...]) -> str:
    """Any of these, the longest first; a space may be several, or a hyphen."""
    each = sorted({text for text in texts if text.strip()}, key=len, reverse=True)
    return "|".join(r"(?:[^\S\n]+|-)".join(map(re.escape, text.split())) for text in each)
