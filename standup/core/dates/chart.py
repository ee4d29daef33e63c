"""Every way in which a grammar reads a few pieces of text, whole.

A rule is a line such as `on? weekday until|dash day`: what may follow what; `?` is what may be
left out, `|` parts what may stand in one place. Each (symbol, place) is worked out once, so that
no text costs more than its length allows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Found = tuple[Any, int]
"""What was read, and where it ends."""
NOTHING = object()
"""The value of what only joins others."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place in a rule: what may stand there."""

    symbols: tuple[str, ...]
    may_lack: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """What follows what, and what is made of it; None made of it is no reading."""

    places: tuple[Place, ...]
    make: Callable[..., Any]


Grammar = Mapping[str, Sequence[Rule]]


def grammar(lines: Iterable[tuple[str, str, Callable[..., Any]]]) -> Grammar:
    """Rules by their symbol."""
    rules: dict[str, list[Rule]] = {}
    for symbol, line, make in lines:
        places = (Place(tuple(p.rstrip("?").split("|")), p.endswith("?")) for p in line.split())
        rules.setdefault(symbol, []).append(Rule(tuple(places), make))
    return rules


class Chart:
    """What is known of one text: `pieces` are, at each place, what may begin there."""

    def __init__(
        self,
        rules: Grammar,
        pieces: Sequence[Sequence[tuple[str, Any, int]]],
        fillers: frozenset[str],
    ) -> None:
        self._rules = rules
        self._pieces = pieces
        self._fillers = fillers  # what may stand before anything, and says nothing
        self._known: dict[tuple[str, int], tuple[Found, ...]] = {}

    def whole(self, symbol: str) -> set[Any]:
        """All that the whole text may be."""
        return {value for value, end in self.find(symbol, 0) if end == len(self._pieces)}

    def find(self, symbol: str, at: int) -> tuple[Found, ...]:
        """All that may begin here."""
        if (symbol, at) not in self._known:
            read = self._made if symbol in self._rules else self._word
            self._known[symbol, at] = tuple(dict.fromkeys(read(symbol, at)))
        return self._known[symbol, at]

    def _made(self, symbol: str, at: int) -> Iterator[Found]:
        for rule in self._rules[symbol]:
            for values, end in self._sequence(rule.places, at):
                made = rule.make(*values)
                if made is not None:
                    yield made, end

    def _sequence(self, places: tuple[Place, ...], at: int) -> Iterator[tuple[list[Any], int]]:
        if not places:
            yield [], at
            return
        place, rest = places[0], places[1:]
        for symbol in place.symbols:
            for value, end in self.find(symbol, at):
                for values, last in self._sequence(rest, end):
                    yield values if value is NOTHING else [value, *values], last
        if place.may_lack:
            yield from self._sequence(rest, at)

    def _word(self, kind: str, at: int) -> Iterator[Found]:
        if at == len(self._pieces):
            return
        for found, value, end in self._pieces[at]:
            if found == kind:
                yield value, end
            elif found in self._fillers:
                yield from self.find(kind, end)
