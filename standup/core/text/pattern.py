"""Regular expressions that cost nothing until somebody writes what they are for."""

import re
from collections.abc import Callable, Iterator
from sys import maxsize
from typing import Any


class Pattern:
    """A regular expression, compiled when it is first used and kept from then on.

    The bot has some seventy. To compile them all took as long as to read its configuration, open
    its database and connect; most days it needs a few.
    """

    __slots__ = ("_compiled", "_flags", "pattern")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def match(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """See re.Pattern, as for all of these."""
        return (self._compiled or self._compile()).match(text, start, end)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The whole text."""
        return (self._compiled or self._compile()).fullmatch(text)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first place in the text."""
        return (self._compiled or self._compile()).search(text, start)

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """Every place in the text."""
        return (self._compiled or self._compile()).finditer(text, start, end)

    def findall(self, text: str) -> list[Any]:
        """What stands in every place, or in its groups."""
        return (self._compiled or self._compile()).findall(text)

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """The text with every place replaced."""
        return (self._compiled or self._compile()).sub(by, text, count)

    def split(self, text: str) -> list[Any]:
        """What stands between the places."""
        return (self._compiled or self._compile()).split(text)

    def _compile(self) -> re.Pattern[str]:
        self._compiled = re.compile(self.pattern, self._flags)
        return self._compiled
