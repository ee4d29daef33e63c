"""A question answered with the one number that a team looks at: `24.8 % – new augmentation`.

It is read as a `number` is. Whoever measured it says it; nobody else need.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from standup.core.kinds import number
from standup.core.kinds.kind import Asked, Setting
from standup.core.kinds.number import Number
from standup.core.kinds.short import Short, ShortRules
from standup.core.language import sentence
from standup.core.messages.markup import Span


@dataclass(frozen=True, slots=True)
class Measured(Short):
    """What somebody measured for their team."""

    number: Number

    @property
    def row(self) -> tuple[Span, ...]:
        """The number and its unit."""
        return self.number.row

    @property
    def words(self) -> str:
        """What was said besides."""
        return self.number.words

    def noted(self, words: str) -> "Measured":
        """The same with these words."""
        return replace(self, number=self.number.noted(words))

    @property
    def measured(self) -> Fraction | None:
        """The number."""
        return self.number.measured

    def data(self) -> dict[str, Any]:
        """The number, its unit and the words."""
        found = self.number.data()
        return {"metric": found["number"], "unit": found["unit"], "text": found["text"]}


def _measured(asked: Asked, text: str) -> Measured | None:
    found = number.read(asked, text)
    return None if found is None else Measured(found)


METRIC = ShortRules(
    about="the one number that a team looks at, given by whoever measured it",
    settings=(
        number.UNIT,
        Setting("better", "better", "which way it is to go: `lower` or `higher`", is_needed=True),
        Setting("target", "amount", "where it is to go, such as `20`"),
    ),
    measuring=None,
    pressing=None,
    one=_measured,
    again=sentence("I’ve kept your words. **Which number is it?** Such as `1200` or `2.5`"),
    listed=number.listed,
    example=None,
    beside=number.beside,
    is_of_team=True,
)
