"""A slip in the name of a command."""

from difflib import SequenceMatcher

_ALIKE = 0.7


def corrected(text: str, name: str) -> str | None:
    """The message with the name as it ought to be; None where it begins with nothing like it."""
    words, right = text.split(), name.split()
    begun = [word.casefold() for word in words[: len(right)]]
    if begun == right or len(begun) < len(right) or not all(map(_are_alike, begun, right)):
        return None
    return " ".join([name, *words[len(right) :]])


def _are_alike(said: str, right: str) -> bool:
    return said == right or SequenceMatcher(None, said, right).ratio() >= _ALIKE
