"""What was typed as clauses of plain words, whatever signs stand around them."""

import re
import unicodedata
from dataclasses import dataclass

from standup.core.text.letters import without_accents

LONGEST = 600  # characters; whoever writes more has something to tell
CODE = "\0code"  # a token that no small talk has: code, a path, a link
NUMBER = "\0number"

_NUMBER = re.compile(r"\d+(?:[.:,/-]\d+)*\.?(?:st|nd|rd|th|h|hrs?|min|mins|m|s|d|w|am|pm|uhr|std)?")
_ADDRESS = re.compile(r"\d+(?:\.\d+){3}(?:[:/]\d+)?")
_UNITS = frozenset("%‰°€$£¥")  # of what was measured or paid: no time of day, and no date
_DECIMAL = re.compile(r"(\d+)([.,])(\d+)")
_WORDS = re.compile(r"[^\W_]+")
_SPLITS = re.compile(r"(?<=[^\W\d_])[,!?;…](?=[^\W\d_])")
QUOTED = re.compile(r"[\"“”„«»][^\"“”„«»\n]{1,80}[\"“”„«»]")
BULLET = re.compile(r"\s*(?:\(?\d{1,2}[.)]|[-*•–])(?=\s)")
_APOSTROPHES = re.compile(r"(?<=\w)['’‘´`](?=\w)")
_SMILEY = re.compile(r"[:;=8x]+['^o-]?[dpo0c3xs)(/]+|<+3+|[o0]_+[o0]")
_SHRUG = "¯ツ"
_LINK = re.compile(r"[a-z][a-z+.-]*://|www\.")
_LOWER_LETTERS = re.compile(r"[a-z]+")
_ASIDE = re.compile(r"(?<=\w)[ ,]+(?:btw|oh and|ubrigens|por cierto),? (?=\w)")
_RUNS = re.compile(r"(.)\1{2,}")
_ENDS = frozenset(".!?;:,…—–。¡¿()|")


@dataclass(frozen=True, slots=True)
class Clause:
    """Words up to a sign that ends them."""

    words: tuple[str, ...]
    end: str = ""


def bare(text: str) -> str:
    """The text without what nobody sees."""
    if text.isascii():
        return text.strip()
    return "".join(c for c in text if c in "\n\t" or not _is_unseen(c)).strip()


def folded(text: str) -> str:
    """Small letters without accents and apostrophes."""
    return _APOSTROPHES.sub("", without_accents(text.casefold()))


def clauses(text: str) -> list[Clause]:
    """What is said, clause by clause; a clause without a word is left out."""
    found: list[Clause] = []
    words: list[str] = []
    for line in _unquoted(folded(text[:LONGEST])).splitlines():
        for chunk in _SPLITS.sub(", ", _ASIDE.sub(". ", _unlisted(line))).split():
            said = _said(chunk)
            words += said
            if (end := _end(chunk, said)) and words:
                found.append(Clause(tuple(words), end))
                words = []
        if words:
            found.append(Clause(tuple(words), "\n"))
            words = []
    return found


def _unquoted(text: str) -> str:
    """What somebody else said, or what is called so, is no word of their own: it stands as code."""
    return text if QUOTED.fullmatch(text.strip()) else QUOTED.sub(" ``` ", text)


def _unlisted(line: str) -> str:
    """Without the bullet or the number that it begins with."""
    mark = BULLET.match(line)
    return line[mark.end() :] if mark else line


def spellings(word: str) -> tuple[str, ...]:
    """The word, and what it may be where letters are held down for long: "heyyy"."""
    once, twice = _RUNS.sub(r"\1", word), _RUNS.sub(r"\1\1", word)
    return (word,) if once == word else (word, once, twice)


def _is_unseen(char: str) -> bool:
    return (
        unicodedata.category(char) in {"Cf", "Cc", "Mn", "Me"} and char not in "\u0308\u0301\u0303"
    ) or char in _SHRUG


def _said(chunk: str) -> list[str]:
    if _SMILEY.fullmatch(chunk):
        return []
    inner = _inner(chunk)
    if not inner:
        return [CODE] if _is_code(chunk) else []
    if _LINK.match(inner) or "()" in chunk or "```" in chunk:
        return [CODE]
    if chunk[0] == "@" and "bot" in inner:
        inner = "bot"
    if _UNITS.intersection(chunk) or _ADDRESS.fullmatch(inner) or _is_measure(inner):
        return [CODE]
    if _NUMBER.fullmatch(inner):
        return ["plus", "one"] if chunk == "+1" else [NUMBER]
    return _words(inner)


def _words(inner: str) -> list[str]:
    """One word, or several that signs hold together."""
    parts = _WORDS.findall(inner)
    if len(parts) > 1 and "-".join(parts) == inner:
        return ["".join(parts) if len(parts[0]) == 1 else inner]  # "e-mail", "check-in"
    if "/" in inner and all(len(part) == 1 for part in parts):  # "n/a"
        return ["".join(parts)]
    return parts if all(c.isalnum() or _is_decoration(c) for c in inner) else [CODE]


def _is_measure(inner: str) -> bool:
    """Whether it is a decimal number that is no time of day and no date: "0.98", "98.6"."""
    found = _DECIMAL.fullmatch(inner)
    if found is None:
        return False
    whole, sign, part = found.groups()
    is_time = int(whole) <= 24 and len(part) == 2 and int(part) < 60
    is_date = sign == "." and 1 <= int(whole) <= 31 and 1 <= int(part) <= 12
    return not (is_time or is_date)


def _inner(chunk: str) -> str:
    start, end = 0, len(chunk)
    while start < end and not chunk[start].isalnum():
        start += 1
    while end > start and not chunk[end - 1].isalnum():
        end -= 1
    return chunk[start:end]


def _is_decoration(char: str) -> bool:
    return unicodedata.category(char) in {"So", "Sk"} or char in "*~!?…,;"


def _is_code(chunk: str) -> bool:
    """`!=` or `->`, and no smiley."""
    return (
        chunk.startswith("```")
        or _UNITS.issuperset(chunk)
        or (
            len(chunk) > 1
            and all(c in "=<>!&|%^+*/\\$#@~" for c in chunk)
            and not all(c == "!" for c in chunk)
            and chunk not in {"<3", "^^", ">>", "<<"}
        )
    )


def _end(chunk: str, said: list[str]) -> str:
    last = chunk[-1]
    if said == [NUMBER] and last == "." and "." in chunk[:-1]:
        return ""
    if last in _ENDS:
        return "?" if "?" in chunk[len(chunk.rstrip(".!?…")) :] else last  # "missing?!"
    if said and (last.isalnum() or last in "`'\"’*_~"):
        return ""
    return "emoji" if unicodedata.category(last) in {"So", "Sk", "Sm"} else "-" if not said else ""
