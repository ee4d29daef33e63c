"""A question answered in words of one's own."""

from dataclasses import dataclass

from standup.core.capabilities import Capabilities
from standup.core.kinds.kind import Asked, Reading, Setting
from standup.core.kinds.words import Words
from standup.core.markup import Message


@dataclass(frozen=True, slots=True)
class TextRules:
    """The rules of `text`."""

    about: str = ""
    settings: tuple[Setting, ...] = ()
    telling: int | None = 1
    measuring: None = None
    pressing: None = None

    def read(self, _: Asked, texts: tuple[str, ...], __: tuple[str, ...]) -> Reading:
        """Whatever is said is the answer."""
        return Reading(Words("\n".join(text for text in texts if text)))

    def hint(self, _: Asked, __: tuple[str, ...], ___: Capabilities) -> Message:
        """It needs none."""
        return Message(())

    def follow_up(self, _: Asked, __: Reading, ___: Capabilities) -> Message:
        """Nothing is left open by words."""
        return Message(())

    def field_hint(self, _: Asked, __: tuple[str, ...]) -> str:
        """It needs none."""
        return ""
