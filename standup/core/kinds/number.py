"""A question answered with a number: `2.5`, `2,5 hours – long ones`, `about 40`, `none`.

A comma or a point is the decimal one; where it may as well part thousands (`1,200`), where two
numbers stand (`3 or 4`), and where the number is of something else (`3 chapters`), nothing is read,
so that it can be asked again. Hours and minutes, metres and kilometres are converted.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from standup.core.kinds.kind import Asked, Setting
from standup.core.kinds.short import Short, ShortRules
from standup.core.language import sentence, spoken
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import Bold, Message, Span, phrase
from standup.core.reading import amounts
from standup.core.reading.settled import corrected, note_after
from standup.core.text.name_matching import fold
from standup.core.text.pattern import Pattern

_MOST_DIGITS = 6  # behind the point, of what somebody typed


@dataclass(frozen=True, slots=True)
class Number(Short):
    """A number, of a unit or of none."""

    value: Decimal
    unit: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        """ "2.5 hours"; of what was said in another unit two digits, "7.33 hours"."""
        is_long = len(f"{self.value:f}".partition(".")[2]) > _MOST_DIGITS
        text = f"{round(self.value, 2) if is_long else self.value:f}"
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


def read(asked: Asked, text: str) -> Number | None:
    """The number that a message gives, in the unit that was asked for."""
    found = amounts.read(text, asked.unit)
    if found is None:
        figure = _unnamed(asked, text)
        return read(asked, figure) if figure else None
    rest = text[found.end :]
    if (better := corrected(rest)) is not None:
        return read(asked, better)
    note = note_after(rest)
    if note is None and _takes(text[: found.end], rest, asked.unit):
        note = rest.strip()
    if note is None or amounts.goes_on(rest, asked.unit):
        return None
    return Number(found.value, asked.unit, note if found.is_plain else text)


_LEAD = Pattern(r"[^\d\n.,;!?$€£-]{2,80}(?=[$€£]?\d)")
_WORD = Pattern(r"[^\W\d_]+")
_BY_NOW = frozenset(  # where it got, and no more
    {"down to", "now", "now at", "currently", "ahora", "jetzt", "runter auf", "jetzt runter auf"}
)
_ONE = Pattern(r"[$€£]?[\d.,]+\D*")
_IS = frozenset(  # what stands around the name of a figure
    {"the", "our", "my", "is", "are", "at", "now", "its", "it", "current", "currently", "we", "re"}
    | {"s", "down", "to", "der", "die", "das", "unser", "unsere", "ist", "sind", "liegt"}
    | {"bei", "jetzt", "aktuell", "auf", "el", "la", "nuestro", "nuestra", "es", "esta", "del"}
    | {"de", "en", "ahora"}
)


def _unnamed(asked: Asked, text: str) -> str | None:
    """The figure of a sentence that names it in the question's own words: "the error is 24.8 %";
    another one, or one that was, is none."""
    lead = _LEAD.match(text.lstrip())
    if lead is None:
        return None
    figure = text.lstrip()[lead.end() :]
    words = [fold(word[0]) for word in _WORD.finditer(lead[0])]
    if " ".join(words) in _BY_NOW and _ONE.fullmatch(figure):
        return figure
    of_question, said = {fold(word[0]) for word in _WORD.finditer(asked.ask)}, set(words)
    return figure if said - _IS and said <= of_question | _IS else None


def _takes(said: str, rest: str, unit: str) -> bool:
    """`5 km in 30 min`: the unit was said, so that what follows is about something else.

    Hours of something may be hours of what was not asked about: `4 hours of sleep`.
    """
    whole = ("of", "von", "de") if unit and amounts.scale_of(unit) is None else ()
    follows = rest.split(maxsplit=1)
    return (
        (said[-1:].isalpha() or said.endswith("%"))
        and bool(follows)
        and follows[0].casefold() in {"in", "on", *whole}
    )


def listed(asked: Asked, _: Capabilities) -> Message:
    """That it is a number, and of what."""
    if not asked.unit:
        return phrase("__A number.__")
    return phrase("__A number, in {unit}.__", unit=asked.unit)


def beside(asked: Asked) -> str:
    """The same beside the question in a form."""
    return spoken("In {unit}.", unit=asked.unit) if asked.unit else spoken("A number.")


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


UNIT = Setting("unit", "unit", "what is counted, such as `hours` or `%`")

NUMBER = ShortRules(
    about="",
    settings=(UNIT,),
    measuring=_Measuring(),
    pressing=None,
    one=read,
    again=sentence("I’ve kept your words. **Which number is it?** Such as `1200` or `2.5`"),
    listed=listed,
    example=None,
    beside=beside,
)
