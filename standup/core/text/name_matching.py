"""Finding a name at the beginning of what somebody wrote, however they spell it."""

import unicodedata
from collections.abc import Mapping
from typing import TypeVar

from standup.core.text.letters import normalized
from standup.core.text.pattern import Pattern

T = TypeVar("T")
_SKIN = range(0x1F3FB, 0x1F400)
_JOINER = "\u200d"
_BEFORE_WORDS = Pattern(r"^[.!)…]*\s*(?:(?![:;]-?[)(DPp/\\|*])[,;:–—-]+\s*)?")
_PAUSE = Pattern(r"\s*(?:$|[\n,;:.!(–—-])")


def fold(text: str) -> str:
    """The text without what people vary: case, accents, the tone of an emoji, white space."""
    letters = normalized("NFKD", text).casefold()
    kept = "".join(c for c in normalized("NFKD", letters) if not _varies(c))
    return " ".join(kept.split())


def _varies(character: str) -> bool:
    return unicodedata.category(character) == "Mn" or ord(character) in _SKIN


def named(text: str, names: Mapping[str, T]) -> tuple[T, str] | None:
    """What the longest name stands for that the text begins with, and the rest of the text.

    `names` are folded.
    """
    longest = 2 * max(map(len, names), default=0) + 8  # with accents and white space of its own
    for end in range(min(len(text), longest), 0, -1):
        if _ends_at(text, end) and (name := fold(text[:end])) and name in names:
            return names[name], text[end:]
    return None


def _ends_at(text: str, end: int) -> bool:
    """Whether a word or sign ends here."""
    if text[end - 1].isspace():
        return False
    if end == len(text):
        return True
    if text[end].isspace():
        return True
    if _varies(text[end]) or text[end] == _JOINER or text[end - 1] == _JOINER:
        return False
    if not text[end - 1].isalnum():
        return True
    joined = text[end] in "-'’_" and text[end + 1 : end + 2].isalnum()
    return not (text[end].isalnum() or text[end] == "_" or joined)


def words_after(rest: str) -> str:
    """What was said after a name: "– slept badly" and "(slept badly)" are the words alone."""
    words = _BEFORE_WORDS.sub("", rest, count=1).strip()
    inner = words[1:-1]
    wrapped = words.startswith("(") and words.endswith(")") and not set("()") & set(inner)
    return inner.strip() if wrapped else words


def pauses(rest: str) -> bool:
    """Whether what follows a name is set apart from it, or nothing follows."""
    return _PAUSE.match(rest) is not None


def without(words: str, *names: str) -> str:
    """The words without a name that says once more what was read: in "5 – great", `great`."""
    for name in names:
        again = named(words, {fold(name): None})
        if again and pauses(again[1]):
            words = words_after(again[1])
    return words
