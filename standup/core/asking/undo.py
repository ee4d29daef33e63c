"""What a tap does with an update that was posted just now: take it back, or add it to the plan."""

from standup.core.language import spoken
from standup.core.messages.markup import MOST_VALUE, Choice, Message, offering

_UNDO, _ADD = "undo.", "add."


def undoing(message: str, *, may_add: bool = False) -> Message:
    """The choices under an update, where its message's id fits into one."""
    if len(f"{_UNDO}{message}".encode()) > MOST_VALUE:
        return Message(())
    choices = [Choice(spoken("Take it back"), f"{_UNDO}{message}")]
    if may_add:
        choices.append(Choice(spoken("Add it to my plan"), f"{_ADD}{message}"))
    return offering(tuple(choices))


def undone(value: str) -> str | None:
    """The message that a choice takes back, or None when it takes none."""
    return value.removeprefix(_UNDO) if value.startswith(_UNDO) else None


def added(value: str) -> str | None:
    """The message that a choice adds to the plan, or None when it adds none."""
    return value.removeprefix(_ADD) if value.startswith(_ADD) else None
