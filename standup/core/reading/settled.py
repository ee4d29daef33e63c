"""Whether the words behind a value leave it as it is, or put it in doubt."""

import re

from standup.core.reading.lexicon import answers
from standup.core.reading.phrases import begun, eaten, is_reason, is_sign
from standup.core.reading.spans import Token, tokens
from standup.core.text.name_matching import words_after
from standup.core.text.pattern import Pattern

_LONGEST = 400  # characters behind a value in which it may be put in doubt
_PAUSES = frozenset({",", ";", ":", ".", "!", "…", "\n", "(", "–", "—"})
_CORRECTION = Pattern(
    r"[\s,.!…–-]*(?:(?:oh |ah )?no,? wait|wait,? no|wait|i mean|sorry,? i mean|actually)[\s,:]+",
    re.IGNORECASE,
)


def note_after(rest: str) -> str | None:
    """The words behind a value; None where they put it in doubt, or say what it is a number of."""
    said = tokens(rest[:_LONGEST])
    at = _trailing(said)
    if at == len(said):
        return ""
    token = said[at]
    if "?" in token.norm or token.norm in {"+", "%", "/", "&", "°"}:
        return None
    if not (_pauses(token, rest) or (at and is_sign(said[at - 1].norm))):
        return None
    if token.norm in {"and", "unless", "if"} or _is_asked(said):
        return None
    note = words_after(rest[token.start :])
    return None if _unsettles(note) else note


def _is_asked(said: tuple[Token, ...]) -> bool:
    return len(said) < 4 and any("?" in token.norm for token in said)


def _pauses(token: Token, rest: str) -> bool:
    """Whether what begins here is set apart: by a sign, or by a word that says why."""
    word = token.norm
    if word in {"-", "+", "/", "%"}:
        return _parts(token, rest)
    return is_reason(word) or word in _PAUSES or _parts(token, rest) or is_sign(word)


def _parts(token: Token, rest: str) -> bool:
    """Whether it is a dash with room around it."""
    return set(token.norm) == {"-"} and rest[token.end : token.end + 1].isspace()


def _trailing(said: tuple[Token, ...]) -> int:
    """How many tokens add nothing: `or so`, `today`, an emoji, a last full stop."""
    words = tuple(token.norm for token in said)
    at = 0
    while at < len(words):
        size = begun(words[at : at + 6], answers.TRAILS)
        alone = (
            is_sign(words[at])
            and words[at] not in "+%/&°?-–—(,;:\n"
            and (
                words[at] not in _PAUSES
                or at + 1 == len(words)
                or all(is_sign(w) for w in words[at:])
            )
        )
        if not size and not alone:
            return at
        at += size or 1
    return at


def _unsettles(note: str) -> bool:
    """Whether a note begins with another value, or with a doubt."""
    words = tuple(token.norm for token in tokens(note[:60]))
    if not words:
        return False
    if len(eaten(words, answers.UNSETTLES)) < len(words):
        return True
    left = eaten(words, "a, an, the, un, una, ein, eine")
    return bool(left) and left[0].isdigit()


def corrected(rest: str) -> str | None:
    """What a value was corrected to: `3 no wait 4`."""
    match = _CORRECTION.match(rest[:80])
    return rest[match.end() :] if match else None
