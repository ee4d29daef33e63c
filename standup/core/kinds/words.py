"""What was said as it was said: the value of a text, and of a reply that could not be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from standup.core.kinds.kind import Told
from standup.core.messages.markup import Message, quote


@dataclass(frozen=True, slots=True)
class Words:
    """What was said, as it was said."""

    text: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return not self.text

    @property
    def gist(self) -> str:
        """The words."""
        return self.text

    @property
    def measured(self) -> Fraction | None:
        """Words give no amount."""
        return None

    def told(self) -> Iterator[Told]:
        """The words."""
        yield Told(self.text, "told")

    def shown(self) -> Message:
        """The words as a quotation."""
        return quote(self.text)

    def data(self) -> dict[str, Any]:
        """The words alone."""
        return {"text": self.text}
