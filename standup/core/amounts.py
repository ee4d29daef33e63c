"""Reading a number as people write it: `2.5`, `2,5 hours – long ones`, `about 40`, `none`.

A comma or a point is the decimal one; where it may as well part thousands (`1,200`), and where
two numbers stand (`3 or 4`), nothing is read, so that it can be asked again.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from standup.core.naming import fold, named, pauses, words_after
from standup.core.pattern import Pattern

_MOST_DIGITS = 15  # as many as any program that reads the export keeps exactly
_DIGITS = (
    r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d{1,9})?"
    r"|\d{1,3}(?:,\d{3})+\.\d{1,9}|\d{1,3}(?:\.\d{3})+,\d{1,9}"
    r"|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:\.\d{3}){2,}"
    r"|\d{1,15}(?:[.,]\d{1,9})?|[.,]\d{1,9}"
)
_AMOUNT = Pattern(
    rf"(?P<sign>[-−–+]?)\s?(?P<digits>{_DIGITS})"
    r"(?!\d|[.,:/’']\d|\s*(?:or|to|and|[-–—/&])\s*\d)",
    re.IGNORECASE,
)
_NEARLY = Pattern(
    r"(?:(?:about|around|roughly|approximately|almost|nearly|circa)\s|(?:approx|ca)\.?\s|[~≈])\s*",
    re.IGNORECASE,
)
_COUNTED = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_IN_WORDS = {word: n for n, word in enumerate(_COUNTED)} | {"none": 0}
_WORD = Pattern(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number, of a unit or of none."""

    value: Decimal
    unit: str = ""
    note: str = ""

    @property
    def shown(self) -> str:
        """ "2.5 hours"."""
        text = f"{self.value:f}"
        return f"{text} {self.unit}" if self.unit else text


def read(text: str, unit: str) -> Number | None:
    """The number that the text begins with, and the words after it."""
    nearly = _NEARLY.match(text)
    found = _amount(text[nearly.end() :] if nearly else text, unit)
    if found is None:
        return None
    value, words = found
    return Number(value, unit, text if nearly else words)


def _amount(text: str, unit: str) -> tuple[Decimal, str] | None:
    before = named(text, {fold(unit): None}) if not unit[:1].isalnum() else None
    text = before[1].lstrip() if before else text
    match = _AMOUNT.match(text)
    if match is None:
        counted = named(text, _IN_WORDS)
        words = words_after(counted[1]) if counted else ""
        plain = counted and (pauses(counted[1]) or _is_unit(_first_word(words), unit))
        return (Decimal(counted[0]), _without_unit(words, unit)) if counted and plain else None
    value, rest = _value(match["digits"]), text[match.end() :]
    glued = _first_word(rest) if rest[:1].isalpha() else ""
    if value is None or rest[:1] == "_" or (glued and not _is_unit(glued, unit)):
        return None
    value = -value if match["sign"] in {"-", "−", "–"} and value else value
    return value, _without_unit(rest, unit)


def _value(digits: str) -> Decimal | None:
    """The value of these digits, unless they may mean one or a thousand times as much."""
    digits = re.sub(r"[ \u00a0\u202f'’]", "", digits)
    marks = [sign for sign in digits if sign in ",."]
    if len(marks) == 1 and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits):
        return None
    if len(set(marks)) == 2 or len(marks) > 1:
        digits = digits.replace(marks[0], "")
    digits = digits.replace(",", ".")
    if len(digits) > _MOST_DIGITS:
        return None
    return Decimal(digits).normalize() or Decimal(0)


def _without_unit(rest: str, unit: str) -> str:
    words = rest.lstrip()
    if unit and (found := named(words, {fold(unit): None})):
        return words_after(found[1])
    word = _first_word(words)
    return words_after(words[len(word) :] if word and _is_unit(word, unit) else rest)


def _first_word(text: str) -> str:
    match = _WORD.match(text)
    return match[0] if match else ""


def _is_unit(word: str, unit: str) -> bool:
    """Whether the word is the unit or short for it: `h`, `hrs` and `hour` for `hours`."""
    short, whole = fold(word), fold(unit)
    if not short or not whole or short[0] != whole[0]:
        return False
    if short.removesuffix("s") == whole.removesuffix("s"):
        return True
    letters = iter(whole)
    return all(letter in letters for letter in short)
