"""A message as tokens: spans of the original, each with what it is matched by.

Matching is by a normal form (case, accents, width, curly quotes, tones of emoji); what is kept and
shown is cut from the original, letter for letter.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from standup.core.reading.lexicon import de
from standup.core.reading.numbers import GERMAN_COUNTS
from standup.core.text.pattern import Pattern

_IGNORED = frozenset("\ufe0f\u20e3\u200b\u200c\u200d\u2060\ufeff\u00ad")
_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_GERMAN = frozenset({word for said in de.SAID.values() for word in re.findall(r"[a-z]+", said)})
_SKIN = range(0x1F3FB, 0x1F400)
_DRAWN_OUT = Pattern(r"([a-hj-wyz])\1{2,}")  # `yesss`; not the numbers `viii` and `xxx`
_TOKEN = Pattern(
    r"\[[ xX]?\]"
    r"|\d+(?:\.\d+)*"
    r"|[^\W\d_]+n['’]t(?![^\W\d_])"
    r"|['’](?:s|re|m|ve|d|ll)(?![^\W\d_])"
    r"|[^\W\d_]+"
    r"|\n|[^\S\n]+|\.{2,}|[?!]+|.",
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign of a message. `glued`: nothing stands between it and the last."""

    start: int
    end: int
    norm: str
    glued: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it is a word."""
        return self.norm[:1].isalpha()

    @property
    def number(self) -> int | None:
        """The whole number that it is, if it is one."""
        return int(self.norm) if self.norm.isdecimal() and len(self.norm) <= 9 else None


def tokens(text: str) -> tuple[Token, ...]:
    """The message token by token, without white space and what has no width."""
    found, glued = [], False
    for match in _TOKEN.finditer(text):
        part = match[0]
        if part != "\n" and part.isspace():
            glued = False
        elif part[0] not in _IGNORED and ord(part[0]) not in _SKIN:
            found.append(Token(match.start(), match.end(), norm(part), glued))
            glued = True
        elif glued:  # a tone, or what makes a sign an emoji, is of the sign before it
            found[-1] = replace(found[-1], end=match.end())
    return tuple(found)


@lru_cache(maxsize=4096)
def norm(part: str) -> str:
    """What a token is matched by."""
    if len(part) > 60 or not any(c.isalpha() or c.isdigit() for c in part):
        return part
    letters = unicodedata.normalize("NFKD", part.casefold().replace("’", "'"))
    letters = _DRAWN_OUT.sub(r"\1\1", letters) if len(letters) > 3 else letters
    kept = "".join(c for c in letters if unicodedata.category(c) != "Mn")
    return kept if kept.startswith("'") else _without_umlauts(kept.replace("'", ""))


def _without_umlauts(word: str) -> str:
    """`spaeter` as `später` is matched, where it is such a word of ours: `does` and `fue` stay."""
    found = word
    for typed, letter in _UMLAUTS:
        found = found.replace(typed, letter)
    return found if found in _GERMAN or found in GERMAN_COUNTS else word
