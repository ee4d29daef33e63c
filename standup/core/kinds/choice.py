"""A question answered with one of some options."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from standup.core.capabilities import Capabilities
from standup.core.kinds.kind import Asked, Setting, Value
from standup.core.kinds.short import Choosing, Short, ShortRules
from standup.core.kinds.steps import step_of
from standup.core.markup import Bold, Message, Span, bullets
from standup.core.naming import fold, named, pauses, without, words_after


@dataclass(frozen=True, slots=True)
class Picked(Short):
    """One of some options."""

    option: str
    note: str = ""

    @property
    def row(self) -> tuple[Span, ...]:
        """The option."""
        return (Bold(self.option),)

    @property
    def words(self) -> str:
        """What was said besides."""
        return self.note

    def noted(self, words: str) -> "Picked":
        """The same with these words."""
        return replace(self, note=words)

    @property
    def measured(self) -> None:
        """An option is no amount."""
        return

    def data(self) -> dict[str, Any]:
        """The option and the words."""
        return {"choice": self.option, "text": self.note}


def _picked(asked: Asked, text: str) -> Picked | None:
    names = _names(asked.options)
    step = step_of(text, 1, len(asked.options))
    if step and not words_after(step[1]):
        return Picked(asked.options[step[0] - 1])
    if found := named(text, names):
        return Picked(found[0], words_after(found[1]))
    if step:
        option, words = asked.options[step[0] - 1], words_after(step[1])
        note = without(words, option)
        if pauses(step[1]) or note != words:  # "2 weeks" is about something else
            return Picked(option, note)
    return _begun(text, names)


@lru_cache(maxsize=256)
def _names(names: tuple[str, ...]) -> dict[str, str]:
    return {fold(name): name for name in names}


_HEAD = re.compile(r"[^\n,;:–—]*?(?=\s+-\s|[\n,;:–—]|$)")


def _begun(text: str, names: dict[str, str]) -> Picked | None:
    """An option of which only the beginning was written, where no other begins so."""
    head = _HEAD.match(text[:200])
    begun = fold(head[0].rstrip(" .!")) if head else ""
    found = [option for name, option in names.items() if begun and name.startswith(begun)]
    if head is None or len(found) != 1 or not begun[0].isalpha():
        return None
    return Picked(found[0], words_after(text[head.end() :]))


def _listed(asked: Asked, can: Capabilities) -> Message:
    return Message(()) if can.choices else bullets(asked.options, numbered=True)


def _label(_: Asked, value: Value) -> str:
    return value.option if isinstance(value, Picked) else ""


CHOICE = ShortRules(
    about="one of `options`",
    settings=(
        Setting(
            "options",
            "options",
            "2 to 20 short texts, such as `[office, remote]`",
            is_needed=True,
        ),
        Setting(
            "sorts",
            "flag",
            "`true` when it says of what kind the day is, such as reading or coding; the learning"
            " log and its figures are sorted by it",
            default=False,
        ),
    ),
    measuring=None,
    pressing=Choosing(
        pairs=lambda asked: tuple((option, str(n)) for n, option in enumerate(asked.options, 1)),
        labels=lambda asked: asked.options,
        label=_label,
    ),
    one=_picked,
    again="**Which one of these is it?**",
    listed=_listed,
    example=lambda asked, can: f"{asked.options[0] if can.choices else 1} – only today",
    beside=lambda _: "",
)
