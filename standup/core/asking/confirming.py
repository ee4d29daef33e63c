"""What touches others is shown first; a choice under it says yes to that, and to nothing else."""

from standup.core.messages.markup import Choice, Message, offering

_YES = "yes."


def offered(token: str, label: str) -> Message:
    """The choice that says yes."""
    return offering((Choice(label, f"{_YES}{token}"),))


def confirmed(value: str) -> str | None:
    """The token of what a choice says yes to, or None when it is no such."""
    return value.removeprefix(_YES) if value.startswith(_YES) else None
