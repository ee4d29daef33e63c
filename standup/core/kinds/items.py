"""A question answered with a list, one thing a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from standup.core.kinds.kind import EMPTY, AskAgain, Asked, Reading, Setting, Told
from standup.core.kinds.words import Words
from standup.core.language import spoken
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import Message, bullets, phrase
from standup.core.reading import plans


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

    about: str = "a list, one thing per line"
    settings: tuple[Setting, ...] = ()
    telling: int | None = 2
    measuring: None = None
    pressing: None = None
    is_of_team: bool = False

    def read(self, asked: Asked, texts: tuple[str, ...], _: tuple[str, ...]) -> Reading:
        """The items of every message in which a plan can be told; where none can, it is asked."""
        told = [plans.read(text) for text in texts if text != EMPTY]
        known = [items for items in told if items is not None]
        if known or not told:
            return Reading(Items(tuple(item for items in known for item in items)))
        words = Words("\n".join(text for text in texts if text).strip())
        return Reading(words, AskAgain(asked) if len(texts) == 1 else None)

    def hint(self, _: Asked, __: tuple[str, ...], can: Capabilities) -> Message:
        """How a list is written, and a line where that takes more than a key."""
        if can.new_line:
            return phrase("__One thing per line ({how}).__", how=can.new_line)
        return phrase("__One thing per line.__")

    def follow_up(self, _: Asked, __: Reading, ___: Capabilities) -> Message:
        """What a plan is told in."""
        return phrase(
            "I couldn’t find a list in that. **What’s on it?** One thing per line."
        ) + phrase("`-` __keeps it as you wrote it;__ `nothing` __says there’s no list.__")

    def field_hint(self, _: Asked, __: tuple[str, ...]) -> str:
        """How a list is written."""
        return spoken("One thing per line.")
