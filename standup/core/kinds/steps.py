"""Reading a step written as a number or said in a word: `4`, `#4`, `(4)`, `4/5`, `a solid four`."""

import re

from standup.core.reading.lexicon import answers
from standup.core.reading.numbers import COUNTS
from standup.core.reading.phrases import eaten
from standup.core.reading.spans import tokens
from standup.core.text.pattern import Pattern

_STEP = Pattern(
    r"[(#]?\s*(?P<step>\d{1,3})[\ufe0f\u20e3]*\)?"
    r"(?:\s*(?:/|of|out of|von|de)\s*(?P<of>\d{1,3})(?!\d))?"
    r"(?:ish)?(?!\w|[%°+]|[.,:/]\d|\s*(?:or|to|and|bis|oder|y|o|[-–—/&+,])\s*\d|\s*\d)",
    re.IGNORECASE,
)
_ARTICLES = frozenset(["eine", "einer", "einem", "ein", "una", "un"])
_LONGEST = 200  # characters in which a step is looked for


def step_of(text: str, low: int, high: int) -> tuple[int, str] | None:
    """The step that the text begins with and the rest of the text."""
    match = _STEP.match(text)
    if match is None or not low <= int(match["step"]) <= high:
        return None
    if match["of"] and int(match["of"]) != high:
        return None
    return int(match["step"]), _in_words(text[match.end() :], high)


def _out_of(words: tuple[str, ...], at: int, high: int) -> int | None:
    """Where the words for a step end: `four of five`; None where it is of another scale."""
    after = eaten(words[at + 1 :], "of, out of, von, de")
    if len(after) == len(words) - at - 1:
        return at
    whole = after[0] if after else ""
    if COUNTS.get(whole, int(whole) if whole.isdecimal() and len(whole) < 4 else -1) != high:
        return None
    return len(words) - len(after)


def _in_words(rest: str, high: int) -> str:
    """What follows a figure, without ` out of ten` of a scale to ten."""
    said = tokens(rest[:_LONGEST])
    words = tuple(token.norm for token in said)
    left = eaten(words, "of, out of, von, de", most=2)
    size = len(words) - len(left)
    if size and left and COUNTS.get(left[0]) == high:
        return rest[said[size].end :]
    return rest


def said_step(text: str, low: int, high: int) -> tuple[int, str] | None:
    """The same where words such as `I'd say` come before it, or it is said in a word."""
    if found := step_of(text, low, high):
        return found
    said = tokens(text[:_LONGEST])
    words = tuple(token.norm for token in said)
    left = eaten(words, answers.AROUND, answers.LEADS)
    for at in {len(words) - len(left), 0 if left == words else -1}:
        if (
            0 <= at < len(words)
            and words[at] not in _ARTICLES
            and words[at] in COUNTS
            and low <= COUNTS[words[at]] <= high
        ):
            end = _out_of(words, at, high)
            return (COUNTS[words[at]], text[said[end].end :]) if end is not None else None
    if left and len(left) < len(words):
        return step_of(text[said[len(words) - len(left)].start :], low, high)
    return None
