"""Where messages go and what they are called: places in YAML, and the ids of sent messages."""

from dataclasses import dataclass

GENERAL = 1
"""The topic every forum has; it is written to by naming none."""


@dataclass(frozen=True, slots=True)
class Place:
    """A chat and, in a forum, perhaps one fixed topic of it."""

    chat: int | str
    topic: int | None = None

    @property
    def is_private(self) -> bool:
        """Whether this is one person's chat with the bot."""
        return isinstance(self.chat, int) and self.chat > 0


@dataclass(frozen=True, slots=True)
class Sent:
    """A message of ours. `topic` is the topic that was opened for it, if one was."""

    chat: int
    message: int
    topic: int | None = None

    def __str__(self) -> str:
        """The id the engine keeps."""
        return f"{self.chat}.{self.message}" + (f"@{self.topic}" if self.topic else "")


def place_of(text: str) -> Place:
    """The place as written in YAML: `-100123`, `@name`, or either with `/7` for a topic."""
    chat, _, topic = text.partition("/")
    return Place(chat if chat.startswith("@") else int(chat), int(topic) if topic else None)


def sent_of(text: str) -> Sent:
    """The message behind an id that the engine kept."""
    where, _, topic = text.partition("@")
    chat, _, message = where.partition(".")
    return Sent(int(chat), int(message), int(topic) if topic else None)
