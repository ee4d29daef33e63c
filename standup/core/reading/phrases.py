"""Short answers as clauses of words, and phrases found in them."""

from dataclasses import dataclass
from functools import lru_cache

from standup.core.reading.spans import Token, tokens

_LONGEST = 2000  # characters of a message in which its value is looked for
_ENDS = frozenset({",", ";", ":", ".", "!", "?", "…", "\n", "(", ")", "–", "—"})
_REASONS = frozenset(
    [
        "because",
        "but",
        "since",
        "as",
        "though",
        "although",
        "despite",
        "weil",
        "aber",
        "da",
        "porque",
        "pero",
        "que",
        "pues",
        "bc",
        "cause",
        "finally",
        "and",
        "thanks",
        "unless",
        "if",
    ]
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Words without a sign between them: their normal forms, and where they stand."""

    words: tuple[str, ...]
    start: int
    end: int
    closed_by: str = ""


@lru_cache(maxsize=64)
def phrases(listed: str) -> frozenset[tuple[str, ...]]:
    """Phrases that stand with commas between them, as their words."""
    named = (tuple(token.norm for token in tokens(phrase.strip())) for phrase in listed.split(","))
    return frozenset(phrase for phrase in named if phrase)


def clauses(text: str) -> list[Clause]:
    """The clauses of a message that have a word, a number or a sign of their own."""
    found: list[Clause] = []
    part: list[Token] = []
    for token in tokens(text[:_LONGEST]):
        if _ends(token, text):
            _close(found, part, token.norm)
            part = []
        else:
            part.append(token)
    _close(found, part, "")
    return found


def _close(found: list[Clause], part: list[Token], sign: str) -> None:
    if part:
        words = tuple(token.norm for token in part)
        found.append(Clause(words, part[0].start, part[-1].end, sign))


def _ends(token: Token, text: str) -> bool:
    """Whether a clause ends here: not within `3,5`, `1:30` or a smiley."""
    if token.norm[0] not in ".?!" and token.norm not in _ENDS:
        return token.norm == "-" and text[token.end : token.end + 1].isspace() and not token.glued
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    return not (before.isdigit() and after.isdigit()) or "\n" in token.norm


def eaten(words: tuple[str, ...], *lists: str, most: int = 6) -> tuple[str, ...]:
    """The words after as many of these phrases as they begin with."""
    while words:
        size = begun(words, *lists, most=most)
        if not size:
            return words
        words = words[size:]
    return words


def begun(words: tuple[str, ...], *lists: str, most: int = 6) -> int:
    """How many words the longest of these phrases has that they begin with."""
    for size in range(min(most, len(words)), 0, -1):
        if any(words[:size] in phrases(listed) for listed in lists):
            return size
    return 0


def is_reason(word: str) -> bool:
    """Whether what begins so says why."""
    return word in _REASONS


def is_sign(word: str) -> bool:
    """Whether it is an emoji, a mark or part of a smiley: nothing that is said in words."""
    return not any(c.isalnum() for c in word)


def holds(words: tuple[str, ...], *lists: str, most: int = 6) -> bool:
    """Whether any of these phrases stands anywhere in the words."""
    return any(begun(words[at:], *lists, most=most) for at in range(len(words)))
