"""Who is called by name in what somebody wrote: `@bo`, or as a platform writes it by itself.

A name may be an id, a whole name, how one begins, or a word of it. What fits two calls nobody.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from standup.core.text.name_matching import fold
from standup.core.text.pattern import Pattern

_MOST_SIGNS = 100  # of a text that are looked at
_MOST_WORDS = 5  # of a name
_LONGEST = 100  # characters of one

_TO_ALL = frozenset({"all", "channel", "everybody", "everyone", "group", "here", "room", "team"})
"""What calls a room on some platform: no name, whoever has it."""

# What may stand before a sign: not a letter, as in an address, and no stroke, as in a link.
_SIGN = Pattern(r"(?<![^\s(\[{\"'“„«‘*,;:!?¡¿>|–—])(?:<@!?(?P<number>\d{1,20})>|@(?=\w))")
_ACCOUNT = Pattern(r"@[\w.=+-]{1,64}:[\w-]+(?:\.[\w-]+)*(?::\d{1,5})?(?![\w@/])")
_WORD = Pattern(r"[^\s@<>()\[\]{}\",;!?“”„«»|*~…–—/\\`=+]+")
_JOINS = frozenset("@/\\`=+")  # signs that a name does not end at
_HANGING = ".:'’_-"


@dataclass(frozen=True, slots=True)
class Whom:
    """Who is called: a person by their id, or whoever has an account of this id somewhere."""

    person: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """That somebody is called, and where in a text."""

    begin: int
    end: int
    whom: Whom


class Names:
    """What some people are called, each given by id and name."""

    def __init__(self, people: Iterable[tuple[str, str]] = ()) -> None:
        self._ids: dict[str, str] = {}  # nothing, where it may be one or another
        for person, name in people:
            self.add(person, name)

    def add(self, person: str, name: str) -> None:
        """Know one more person."""
        for called in _names(person, name):
            known = self._ids.setdefault(called, person)
            if known != person:
                self._ids[called] = ""

    def calls(self, text: str) -> Iterator[Call]:
        """Who is called in a text, in its order."""
        end = 0
        for sign in islice(_SIGN.finditer(text), _MOST_SIGNS):
            if sign.start() >= end and (call := self._call(text, sign.start(), sign["number"])):
                end = call.end
                yield call

    def _call(self, text: str, begin: int, number: str | None) -> Call | None:
        if number is not None:
            return Call(begin, text.index(">", begin) + 1, Whom(account=number))
        if account := _ACCOUNT.match(text, begin, begin + 2 * _LONGEST):
            return Call(begin, account.end(), Whom(account=account[0]))
        found = [
            (end, self._ids[name]) for end, name in _said(text, begin + 1) if name in self._ids
        ]
        end, person = found[-1] if found else (begin, "")
        return Call(begin, end, Whom(person)) if person else None


def _names(person: str, name: str) -> set[str]:
    """All by which somebody may be called."""
    folded = name.casefold() if name.isascii() else fold(name)  # which is slow
    words = [word for one in folded.split() if (word := one.strip(_HANGING + '(),"“”„«»'))]
    begins = (" ".join(words[:count]) for count in range(1, min(len(words), _MOST_WORDS) + 1))
    parts = (word for word in words if len(word) > 1)
    return {person.casefold(), *begins, *parts} - _TO_ALL


def _said(text: str, begin: int) -> Iterator[tuple[int, str]]:
    """The names that may be meant from a place on, folded, the shortest first; where each ends."""
    words, last = list[str](), begin + _LONGEST
    for found in islice(_WORD.finditer(text, begin, last), _MOST_WORDS):
        between = text[begin : found.start()]
        if (words and between not in {" ", "\t"}) or (not words and between):
            return
        if found.end() == last or (found.end() < len(text) and text[found.end()] in _JOINS):
            return
        bare = _bare(found[0])
        words.append(fold(bare))
        yield found.start() + len(bare), " ".join(words)
        if bare != found[0]:
            return
        begin = found.end()


def _bare(word: str) -> str:
    """A word without what hangs on it: "bo's" is about Bo."""
    bare = word.rstrip(_HANGING)
    return bare[:-2] if bare.endswith(("'s", "’s")) else bare
