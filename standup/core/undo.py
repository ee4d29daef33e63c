"""Taking back, by a tap, what was posted just now."""

from standup.core.markup import MOST_VALUE, Choice, Message, offering

_UNDO = "undo."


def undoing(message: str) -> Message:
    """The choice that takes a message back, where its id fits into one."""
    value = f"{_UNDO}{message}"
    if len(value.encode()) > MOST_VALUE:
        return Message(())
    return offering((Choice("Take it back", value),))


def undone(value: str) -> str | None:
    """The message that a choice takes back, or None when it takes none."""
    return value.removeprefix(_UNDO) if value.startswith(_UNDO) else None
