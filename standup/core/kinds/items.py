"""A question answered with a list, one thing a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from standup.core.capabilities import Capabilities
from standup.core.kinds.kind import Asked, Reading, Setting, Told
from standup.core.markup import Message, bullets, phrase


@dataclass(frozen=True, slots=True)
class Items:
    """A list, one thing an entry."""

    items: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing on it."""
        return not self.items

    @property
    def gist(self) -> str:
        """The things on one line."""
        return "; ".join(self.items)

    @property
    def measured(self) -> Fraction | None:
        """A list gives no amount."""
        return None

    def told(self) -> Iterator[Told]:
        """Each thing."""
        return (Told(item, "planned") for item in self.items)

    def shown(self) -> Message:
        """The list, numbered."""
        return bullets(self.items, numbered=True)

    def data(self) -> dict[str, Any]:
        """The list."""
        return {"items": list(self.items)}


@dataclass(frozen=True, slots=True)
class ItemsRules:
    """The rules of `items`."""

    about: str = "a list, one thing a line"
    settings: tuple[Setting, ...] = ()
    telling: int | None = 2
    measuring: None = None
    pressing: None = None

    def read(self, _: Asked, texts: tuple[str, ...], __: tuple[str, ...]) -> Reading:
        """Each line is a thing, without the sign or number before it."""
        lines = [line for text in texts for line in text.split("\n") if line.strip()]
        lines = [_BULLET.sub("", line, count=1) for line in lines]
        if len(lines) > 1 and _counts(lines):
            lines = [_NUMBER.sub("", line, count=1) for line in lines]
        return Reading(Items(tuple(line.strip() for line in lines if line.strip())))

    def hint(self, _: Asked, __: tuple[str, ...], ___: Capabilities) -> Message:
        """How a list is written."""
        return phrase("__One thing a line.__")

    def follow_up(self, _: Asked, __: Reading, ___: Capabilities) -> Message:
        """Nothing is left open by a list."""
        return Message(())

    def field_hint(self, _: Asked, __: tuple[str, ...]) -> str:
        """How a list is written."""
        return "One thing a line."


_BULLET = re.compile(r"^\s*(?:[-*•–—·◦▪+]|\[[ xX]?\])\s+")
_NUMBER = re.compile(r"^\s*\(?(\d{1,3})[.):]\s*")


def _counts(lines: list[str]) -> bool:
    """Whether the lines are numbered 1, 2, 3, so that the numbers are not part of the words."""
    numbers = [_NUMBER.match(line) for line in lines]
    return all(match and int(match[1]) == n for n, match in enumerate(numbers, 1))
