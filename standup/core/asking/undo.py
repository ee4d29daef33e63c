"""What a tap does with an update that was posted just now: take it back, or add it to the plan."""

from standup.core.language import spoken
from standup.core.messages.markup import MOST_VALUE, Choice, Message, offering

_UNDO, _ADD, _KEEP = "undo.", "add.", "keep."


def undoing(message: str, *, may_add: bool = False, life: str = "") -> Message:
    """The choices under an update, where its message's id fits into one; with a `life` also that it
    lives on so."""
    if len(f"{_KEEP}{life}.{message}".encode()) > MOST_VALUE:
        return Message(())
    choices = [Choice(spoken("Take it back"), f"{_UNDO}{message}")]
    if may_add:
        choices.append(Choice(spoken("Add it to my plan"), f"{_ADD}{message}"))
    if life:
        label = spoken("Keep as {life}", life=spoken(life))
        choices.append(Choice(label, f"{_KEEP}{life}.{message}"))
    return offering(tuple(choices))


def undone(value: str) -> str | None:
    """The message that a choice takes back, or None when it takes none."""
    return value.removeprefix(_UNDO) if value.startswith(_UNDO) else None


def kept(value: str) -> tuple[str, str] | None:
    """The life and the message that a choice lets live on so, or None when it is no such."""
    life, _, message = value.removeprefix(_KEEP).partition(".")
    return (life, message) if value.startswith(_KEEP) and message else None


def added(value: str) -> str | None:
    """The message that a choice adds to the plan, or None when it adds none."""
    return value.removeprefix(_ADD) if value.startswith(_ADD) else None
