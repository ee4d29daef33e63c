"""What came of a wish: what to say, and what to keep with it."""

from dataclasses import dataclass

from standup.core.messages.markup import Message
from standup.core.posts import Shared


@dataclass(frozen=True, slots=True)
class Granted:
    """What is to be told.

    `shows_others`: it holds the words of others, and is emptied when one of them is forgotten.
    `shared` are the subjects of a person's own reports that are to be posted, `looked_for` what
    was looked for and the last entry that was shown.
    """

    message: Message
    shows_others: bool = True
    shared: tuple[Shared, ...] = ()
    looked_for: tuple[str, int] | None = None
