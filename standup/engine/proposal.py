"""What touches others is shown before it is done, and done as it was shown or not at all."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256

from standup.core.messages.markup import Message


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be done: as it is `shown`, with a `label` for what does it.

    `about` is all that would come of it and for whom; where that is not what it was when somebody
    says yes, it is another proposal. `do` does it, in the transaction in which it was made.
    """

    shown: Message
    label: str
    about: tuple[object, ...]
    do: Callable[[], Awaitable[Message]]

    @property
    def mark(self) -> str:
        """The same for as long as the same would come of it."""
        return sha256(repr(self.about).encode()).hexdigest()[:12]


Outcome = Message | Proposal
"""What came of somebody's words, or what would."""
