"""A question answered with a list, one thing a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from standup.core.kinds.kind import (
    EMPTY,
    AskAgain,
    Asked,
    FollowUp,
    Reading,
    Row,
    Setting,
    Told,
    Value,
)
from standup.core.kinds.words import Words
from standup.core.language import sentence, spoken
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import Message, bullets, phrase
from standup.core.reading import plans
from standup.core.text.name_matching import fold
from standup.core.text.pattern import Pattern


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


_NAMED = Pattern(r"^([ \t]*(?:[-*•–]\s+)?)#(?=\d)", re.MULTILINE)
_SIGN = "\ue000"  # stands for it while the marks of a list go


def _read(text: str, *, named: bool) -> tuple[str, ...] | None:
    """The items; where those that live are `named`, `#12` before a line is no mark of the list."""
    if not named:
        return plans.read(text)
    found = plans.read(_NAMED.sub(rf"\1{_SIGN}", text))
    return None if found is None else tuple(item.replace(_SIGN, "#") for item in found)


def _again(text: str, asked: Asked, shown: tuple[str, ...]) -> tuple[str, ...] | None:
    """The items; of those that were shown as open still, the ones that are planned again."""
    if shown and fold(text).strip(" .!") in _SAME:
        return shown
    found = _read(text, named=bool(asked.life))
    if found is None or not shown:
        return found
    by_number = {item.partition(" ")[0]: item for item in shown}
    return tuple(by_number.get(item.strip(" .,:"), item) for item in found)


_SAME = frozenset(
    (
        *("same", "the same", "same again", "all again", "all of them", "as before"),
        *("dasselbe", "wie vorher", "alles wieder", "alle", "lo mismo", "igual", "todo otra vez"),
    )
)


@dataclass(frozen=True, slots=True)
class _Pressing:
    def buttons(self, _: Asked, shown: tuple[str, ...], about: FollowUp | None) -> tuple[Row, ...]:
        """That all that is still open is planned again."""
        return (((spoken("Plan these again"), "same"),),) if shown and about is None else ()

    def options(self, _: Asked) -> tuple[str, ...]:
        """It is written."""
        return ()

    def option(self, _: Asked, __: Value) -> str:
        """It is written."""
        return ""


@dataclass(frozen=True, slots=True)
class ItemsRules:
    """The rules of `items`."""

    about: str = "a list, one thing per line"
    settings: tuple[Setting, ...] = ()
    telling: int | None = 2
    measuring: None = None
    pressing: _Pressing = _Pressing()
    is_of_team: bool = False

    def read(self, asked: Asked, texts: tuple[str, ...], shown: tuple[str, ...]) -> Reading:
        """The items of every message in which a plan can be told; where none can, it is asked."""
        told = [_again(text, asked, shown) for text in texts if text != EMPTY]
        known = [items for items in told if items is not None]
        if known or not told:
            return Reading(Items(tuple(item for items in known for item in items)))
        words = Words("\n".join(text for text in texts if text).strip())
        return Reading(words, AskAgain(asked) if len(texts) == 1 else None)

    def hint(self, _: Asked, shown: tuple[str, ...], can: Capabilities) -> Message:
        """How a list is written, and a line where that takes more than a key; with what is still
        open of before."""
        if shown:
            again = sentence(
                "Say **same** to plan all of that again, or a number such as **{first}**."
            )
            first = shown[0].partition(" ")[0]
            return phrase("Still open from before:") + bullets(shown) + phrase(again, first=first)
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
