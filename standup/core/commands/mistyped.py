"""A slip in the name of a command."""

from difflib import SequenceMatcher

_ALIKE = 0.7


def corrected(text: str, name: str) -> str | None:
    """The message with the name as it ought to be; None where it begins with nothing like it."""
    words, count = text.split(), name.count(" ") + 1
    begun = " ".join(words[:count]).casefold()
    is_slip = begun != name and SequenceMatcher(None, begun, name).ratio() >= _ALIKE
    return " ".join([name, *words[count:]]) if is_slip else None
