"""A question answered with a number: `2.5`, `2,5 hours – long ones`, `about 40`, `none`.

A comma or a point is the decimal one; where it may as well part thousands (`1,200`), and where
two numbers stand (`3 or 4`), nothing is read, so that it can be asked again.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from standup.core.capabilities import Capabilities
from standup.core.kinds.kind import Asked, Setting
from standup.core.kinds.short import Short, ShortRules
from standup.core.markup import Bold, Message, Span, phrase
from standup.core.naming import fold, named, pauses, words_after

_MOST_DIGITS = 15  # as many as any program that reads the export keeps exactly
_DIGITS = (
    r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d{1,9})?"
    r"|\d{1,3}(?:,\d{3})+\.\d{1,9}|\d{1,3}(?:\.\d{3})+,\d{1,9}"
    r"|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:\.\d{3}){2,}"
    r"|\d{1,15}(?:[.,]\d{1,9})?|[.,]\d{1,9}"
)
_AMOUNT = re.compile(
    rf"(?P<sign>[-−–+]?)\s?(?P<digits>{_DIGITS})"
    r"(?!\d|[.,:/’']\d|\s*(?:or|to|and|[-–—/&])\s*\d)",
    re.IGNORECASE,
)
_NEARLY = re.compile(
    r"(?:(?:about|around|roughly|approximately|almost|nearly|circa)\s|(?:approx|ca)\.?\s|[~≈])\s*",
    re.IGNORECASE,
)
_COUNTED = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_IN_WORDS = {word: n for n, word in enumerate(_COUNTED)} | {"none": 0}
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Number(Short):
    """A number, of a unit or of none."""

    value: Decimal
    unit: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        """ "2.5 hours"."""
        text = f"{self.value:f}"
        return f"{text} {self.unit}" if self.unit else text

    @property
    def row(self) -> tuple[Span, ...]:
        """The number and its unit."""
        return (Bold(self.label),)

    @property
    def words(self) -> str:
        """What was said besides."""
        return self.note

    def noted(self, words: str) -> "Number":
        """The same with these words."""
        return replace(self, note=words)

    @property
    def measured(self) -> Fraction | None:
        """The number."""
        return Fraction(self.value)

    def data(self) -> dict[str, Any]:
        """The number, which has no more digits than a float keeps, its unit and the words."""
        whole = self.value == self.value.to_integral_value()
        number = int(self.value) if whole else float(self.value)
        return {"number": number, "unit": self.unit, "text": self.note}


def _number(asked: Asked, text: str) -> Number | None:
    """The number that the text begins with, and the words after it."""
    unit = asked.unit
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


def _listed(asked: Asked, _: Capabilities) -> Message:
    return phrase("__A number{unit}.__", unit=f", in {asked.unit}" if asked.unit else "")


@dataclass(frozen=True, slots=True)
class _Measuring:
    is_bounded: bool = False
    is_counted: bool = True

    def limits(self, asked: Asked) -> tuple[int, int]:
        """None that mean anything."""
        return asked.low, asked.high

    def ends(self, labels: tuple[str, ...]) -> tuple[str, ...]:
        """It has none."""
        return labels

    def text(self, _: Fraction, number: str, __: int, unit: str) -> str:
        """ "2.5 hours"."""
        return f"{number} {unit}".strip()


NUMBER = ShortRules(
    about="",
    settings=(Setting("unit", "unit", "what is counted, such as `hours`"),),
    measuring=_Measuring(),
    pressing=None,
    one=_number,
    again="**Which number is it?** Such as `1200` or `2.5`",
    listed=_listed,
    example=None,
    beside=lambda asked: f"In {asked.unit}." if asked.unit else "A number.",
)
