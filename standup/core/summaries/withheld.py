"""What is withheld from a model: links, accounts, code, and whatever looks like a key.

Each is a pattern that is looked for in plain text and the words that stand in its place. What a
pattern may look at from one place is bounded, so that no text takes for ever.
"""

import re
import unicodedata
from itertools import pairwise

from standup.core.text.letters import normalized
from standup.core.text.pattern import Pattern

_CODE, _LINK, _ACCOUNT, _KEY = "(code)", "(link)", "(account)", "(key)"
_SCHEMES = (
    "bitcoin|callto|data|facetime|file|geo|git|javascript|magnet|mailto|matrix|sip|sips|skype|slack"
    "|sms|ssh|tel|tg|urn|xmpp"
)
_TOP = "ai|app|at|be|biz|ch|cloud|co|com|de|dev|edu|es|eu|fr|gov|info|io|it|me|net|nl|org|to|uk|us"
_BEGINS = r"(?<![\w.+/@-])"
_HOST = r"(?:[\w-]{1,63}\.){1,8}"
_BEFORE_A_KEY = (
    r"(?:pass(?:word|wd|phrase|wort)|pwd|secret|token|api[ _-]?key|access[ _-]?key|contraseña)"
)

_PATTERNS = (
    (
        Pattern(r"-----BEGIN [A-Z ]{1,40}-----.*?(?:-----END [A-Z ]{1,40}-----|\Z)", re.DOTALL),
        _KEY,
    ),
    (Pattern(r"^[ \t]{0,8}(```|~~~).*?(?:^[ \t]{0,8}\1|\Z)", re.DOTALL | re.MULTILINE), _CODE),
    (Pattern(r"(?<!`)(`{1,3})(?!`)[^\n]{1,400}?(?<!`)\1(?!`)"), _CODE),
    (
        Pattern(r"\b[a-z][a-z0-9+-]{0,20}(?:\.[a-z0-9+-]{1,20})?://[^\s<>]+", re.IGNORECASE),
        _LINK,
    ),
    (Pattern(rf"\b(?:{_SCHEMES}):(?=\S)[^\s<>]+", re.IGNORECASE), _LINK),
    (Pattern(r"<[@#][!&]?\w{1,40}>"), _ACCOUNT),
    (Pattern(rf"{_BEGINS}[\w.+-]{{1,64}}@{_HOST}[\w-]{{2,63}}"), _ACCOUNT),
    (Pattern(r"(?<![\w.+/-])[@#!][\w.=/+-]{1,80}:[\w-]+(?:\.[\w-]+)*(?::\d+)?"), _ACCOUNT),
    (
        Pattern(
            rf"(?<!\w){_BEFORE_A_KEY}\s{{0,3}}(?::|=|\b(?:is|ist|es)\b)\s{{0,3}}\S+",
            re.IGNORECASE,
        ),
        _KEY,
    ),
    (Pattern(r"\b(?:bearer|basic)\s+[\w.~+/-]{16,}=*", re.IGNORECASE), _KEY),
    (Pattern(r"\b\d{6,12}:[\w-]{30,}"), _KEY),
    (
        Pattern(
            r"\b(?:sk|pk|rk|gh[opsur]|github_pat|glpat|xox[abpres]|hf|npm|pypi|syt|AKIA|ASIA|AIza)"
            r"[-_]?[\w-]{16,}"
        ),
        _KEY,
    ),
    (Pattern(r"(?<![\w-])ey[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?"), _KEY),
    (
        Pattern(
            rf"\b(?:localhost(?=[/:])|www\.{_HOST}?[\w-]+|{_HOST}[^\W\d_]{{2,24}}(?=[/:]))[^\s<>]*",
            re.IGNORECASE,
        ),
        _LINK,
    ),
    (Pattern(rf"\b{_HOST}(?:{_TOP})\b(?![\w-])", re.IGNORECASE), _LINK),
    (Pattern(r"\b(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?(?:/\S*)?"), _LINK),
    (Pattern(r"(?<![\w.])@\w[\w.-]{0,63}"), _ACCOUNT),
)
_LONG = Pattern(r"(?<![\w+/=-])[\w+/-]{20,}={0,2}")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def plain(text: str) -> str:
    """The text as it reads: signs that nobody sees are gone, and wide ones are as others are."""
    if text.isascii() and text.isprintable():
        return text
    composed = normalized("NFC", text)
    return "".join(_plain(sign) for sign in composed)


def _plain(sign: str) -> str:
    if sign in "\n\t":
        return sign
    if unicodedata.category(sign) in _UNSEEN:
        return ""
    # A power of ten is no letter in another dress: "10²" stays what it is.
    is_dressed = sign.isalpha() or unicodedata.east_asian_width(sign) == "F"
    return unicodedata.normalize("NFKC", sign) if is_dressed else sign


def without(text: str) -> str:
    """Plain text with words in the place of links, accounts, code and keys."""
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    return _LONG.sub(lambda found: _KEY if _is_random(found[0]) else found[0], text)


def _is_random(word: str) -> bool:
    """Whether a long word looks as if nobody had thought of it: letters and digits in a muddle."""
    digits = sum(sign.isdigit() for sign in word)
    letters = sum(sign.isalpha() for sign in word)
    changes = sum(one.isdigit() != other.isdigit() for one, other in pairwise(word))
    return digits >= 3 and letters >= 3 and changes >= len(word) // 6
