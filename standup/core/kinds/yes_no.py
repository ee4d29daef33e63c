"""A question answered with yes or no."""

import re
from dataclasses import dataclass, replace
from typing import Any

from standup.core.capabilities import Capabilities
from standup.core.kinds.kind import Asked, Value
from standup.core.kinds.short import Choosing, Short, ShortRules
from standup.core.kinds.steps import step_of
from standup.core.markup import Bold, Message, Span, phrase
from standup.core.naming import fold, named, pauses, without, words_after

YES = ("Yes", "yep", "yeah", "yup", "y", "sure", "of course", "true", "ja", "oui", "si", "sim")
NO = ("No", "nope", "nah", "n", "none", "false", "nein", "non", "nee", "nej", "nao")
_YES_SIGNS, _NO_SIGNS = (*"✓✔✅☑👍",), (*"✗✘❌✖👎",)
_HARDLY = dict.fromkeys(
    ("not yet", "not really", "not at all", "not today", "not so far", "not now", "not quite")
)
_SAID_YES_OR_NO = {fold(said): True for said in (*YES, *_YES_SIGNS)}
_SAID_YES_OR_NO |= {fold(said): False for said in (*NO, *_NO_SIGNS)}
_NO_GOES_ON = re.compile(
    r"\s+(?:because|but|as|since|so|thanks|thank|not|nothing|i|we|it|he|she|they|today|though)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class YesNo(Short):
    """Yes, or no."""

    yes: bool
    note: str = ""

    @property
    def row(self) -> tuple[Span, ...]:
        """The word."""
        return (Bold("yes" if self.yes else "no"),)

    @property
    def words(self) -> str:
        """What was said besides."""
        return self.note

    def noted(self, words: str) -> "YesNo":
        """The same with these words."""
        return replace(self, note=words)

    @property
    def measured(self) -> None:
        """It is no amount."""
        return

    def data(self) -> dict[str, Any]:
        """Whether it is yes, and the words."""
        return {"yes": self.yes, "text": self.note}


def _yes_no(_: Asked, text: str) -> YesNo | None:
    step = step_of(text, 1, 2)
    if step and not words_after(step[1]):
        return YesNo(step[0] == 1)
    if named(text, _HARDLY):
        return YesNo(yes=False, note=text)
    found = named(text, _SAID_YES_OR_NO)
    if not found or _both(found[1]) or not (found[0] or _is_no(text, found[1])):
        return None
    return YesNo(found[0], without(words_after(found[1]), "yes" if found[0] else "no"))


def _both(rest: str) -> bool:
    """Whether "yes" goes on as "and no"."""
    return re.match(r"\s*(?:and|or|/|&)\s*(?:yes|no)\b", rest, re.IGNORECASE) is not None


def _is_no(text: str, rest: str) -> bool:
    """Whether this is a no: "no idea" and "no one came" are words about something else."""
    return not text[0].isalpha() or pauses(rest) or _NO_GOES_ON.match(rest) is not None


def _listed(_: Asked, can: Capabilities) -> Message:
    return Message(()) if can.choices else phrase("`yes` or `no`")


def _label(_: Asked, value: Value) -> str:
    return (YES[0] if value.yes else NO[0]) if isinstance(value, YesNo) else ""


YES_NO = ShortRules(
    about="",
    settings=(),
    measuring=None,
    pressing=Choosing(
        pairs=lambda _: ((YES[0], "yes"), (NO[0], "no")),
        labels=lambda _: (YES[0], NO[0]),
        label=_label,
    ),
    one=_yes_no,
    again="**Is it a yes or a no?**",
    listed=_listed,
    example=lambda _, __: "no, but soon",
    beside=lambda _: "",
)
