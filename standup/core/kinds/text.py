"""A question answered in words of one's own."""

from dataclasses import dataclass

from standup.core.kinds.kind import Asked, Reading, Setting
from standup.core.kinds.words import Words
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import Message
from standup.core.reading.plans import is_nothing


@dataclass(frozen=True, slots=True)
class TextRules:
    """The rules of `text`."""

    about: str = ""
    settings: tuple[Setting, ...] = ()
    telling: int | None = 1
    measuring: None = None
    pressing: None = None
    is_of_team: bool = False

    def read(self, asked: Asked, texts: tuple[str, ...], _: tuple[str, ...]) -> Reading:
        """Whatever is said is the answer; `nothing` leaves out what may be left out."""
        said = [text for text in texts if text]
        if asked.optional and all(is_nothing(text) for text in said):
            said = []
        return Reading(Words("\n".join(said)))

    def hint(self, _: Asked, __: tuple[str, ...], ___: Capabilities) -> Message:
        """It needs none."""
        return Message(())

    def follow_up(self, _: Asked, __: Reading, ___: Capabilities) -> Message:
        """Nothing is left open by words."""
        return Message(())

    def field_hint(self, _: Asked, __: tuple[str, ...]) -> str:
        """It needs none."""
        return ""
