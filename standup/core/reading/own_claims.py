"""What a message says of items in a question's own words: `1 shipped 2 slipped – the review`.

A word counts only where it stands right behind what it is said of, at the beginning of a clause, or
alone where that is clear; whatever else speaks of an item is in doubt.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from standup.core.reading.lexicon import own
from standup.core.reading.own_terms import NUMBER, Terms, key
from standup.core.reading.own_words import OwnWord
from standup.core.text.pattern import Pattern

Places = frozenset[int]

_FRACTION = Pattern(r"(?<![#\d])\d+\s*/\s*\d")
_EXCEPT = Pattern(
    rf"\b(?:{own.EXCEPT})\b|\b(?:{own.MAYBE_EXCEPT})\s+(?=(?:not\s+|nicht\s+|no\s+)?"
    rf"(?:(?:{own.ARTICLES})\s+)?(?P<what>(?:{own.SOME})\b|{NUMBER}|\w+))",
    re.IGNORECASE,
)
_REASON = Pattern(rf"[–—:(\n]|\s-\s|\b(?:{own.REASONS})\b", re.IGNORECASE)
_PART = Pattern(r"(?:[;!\n]|[.,](?!\d)|(?<!\d)[.,])\s*")  # no point of 24.8
_ENDS = frozenset("\n,;.!)")
_FILLERS = Pattern(rf"\W*(?:(?:{own.FILLERS}|{own.IS})(?!\w)\W*)*", re.IGNORECASE)
_BEGINS = Pattern(rf"(?:{own.BEGINS})", re.IGNORECASE)
_BARE = Pattern(
    rf"(?:\W|\d|(?:{own.NOT}|{own.NO}|{own.IF}|{own.MAYBE}|{own.ALL}|{own.REST}|{own.IT}|{own.IS}"
    rf"|{own.EXCEPT}|{own.MAYBE_EXCEPT}|{own.SOME}|{own.BEGINS}|{own.ARTICLES}|{own.FILLERS}"
    rf"|{own.CORRECTING}|{own.COUNTING})(?!\w))*",
    re.IGNORECASE,
)
_WIDE = ("all", "but", "rest")  # what is said of more than is named
_FEW = 4  # words that may well be meant for an item


@dataclass(frozen=True, slots=True)
class Claim:
    """That a word is said of some items, from where to where; `is_wide`: of all, or the rest."""

    items: Places
    word: OwnWord
    start: int
    end: int
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Loose:
    """Words that speak of items and claim nothing: from where to where, and the items."""

    items: Places
    start: int
    end: int


@dataclass(slots=True)
class Claims:
    """What one message claims of items, and what of it is in doubt."""

    text: str
    items: tuple[tuple[int | None, str], ...]
    terms: Terms
    only: int | None
    sure: list[Claim] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)

    def read(self) -> None:
        """Find them all."""
        found = list(self._found())
        for claim, following in zip_longest(found, found[1:]):
            self._weigh(claim, following.start if following else len(self.text))
        told = {claim.end for claim in self.sure}
        for word in self.terms.any_word.finditer(self.text):
            if word.end() not in told:
                self._doubt(word.start(), word.end())

    @property
    def explicit(self) -> Places:
        """The items of which something is surely said one by one."""
        return frozenset().union(*(claim.items for claim in self.sure if not claim.is_wide))

    @property
    def doubtful(self) -> Places:
        """The items that words speak of in which nothing is clear."""
        return frozenset().union(*(one.items for one in self.loose))

    def _found(self) -> Iterator[Claim]:
        end = 0
        for match in self.terms.claim.finditer(self.text):
            items = self._about(match)
            if items and self._begins(match, end):
                word = self.terms.spelled[key(match["word"])]
                wide = any(match[one] is not None for one in _WIDE)
                start = self._starts(match) if self._is_alone(match) else match.start()
                yield Claim(items, word, start, match.end(), wide)
                end = match.end()

    def _about(self, match: re.Match[str]) -> Places:
        """The places of the items that a word is said of."""
        count = len(self.items)
        if match["all"]:
            said = re.search(r"\d+", match["all"])
            few = re.fullmatch(own.TWO, match["all"], re.IGNORECASE)
            fits = (said is None or int(said[0]) == count) and (few is None or count == 2)
            return frozenset(range(count)) if fits else frozenset()
        if match["but"]:
            but = self._named(match["but"])
            self.loose.append(Loose(but, match.start(), match.start()))
            return frozenset(range(count)) - but if but else but
        if match["rest"]:
            told = self._refs(self.text[: match.start()])
            return frozenset(range(count)) - told if told else frozenset()
        if match["of"]:
            return self._named(match["of"])
        return frozenset() if self.only is None else frozenset({self.only})

    def _named(self, said: str) -> Places:
        """The items of a list of numbers and names; none where one of them may be several."""
        if _FRACTION.search(said):
            return frozenset()
        each = [self._ref(one) for one in self.terms.ref.finditer(said)]
        is_clear = bool(each) and all(len(one) == 1 for one in each)
        return frozenset().union(*each) if is_clear else frozenset()

    def _refs(self, text: str) -> Places:
        """All items that some words name, or may."""
        return frozenset().union(*map(self._ref, self.terms.ref.finditer(text)))

    def _ref(self, match: re.Match[str]) -> Places:
        name = match["echo"] or match["name"]
        by_name = self._called(name) if name else None
        if match["number"] is None:
            return by_name or frozenset()
        numbered = self._numbered(match["number"])
        return numbered & by_name if by_name and numbered & by_name else numbered

    def _called(self, name: str) -> Places:
        wanted = key(name)
        return frozenset(n for n, (_, item) in enumerate(self.items) if key(item) == wanted)

    def _numbered(self, said: str) -> Places:
        """The places that a number may mean: of an item that is called so, or of a line."""
        number = int(said.strip("#.)"))
        called = {n for n, (name, _) in enumerate(self.items) if name == number}
        lives = any(name is not None for name, _ in self.items)
        if said.startswith("#") and lives:
            return frozenset(called)
        called |= {n for n, (_, item) in enumerate(self.items) if str(number) in item.split()}
        return frozenset(called | ({number - 1} if 1 <= number <= len(self.items) else set()))

    def _is_alone(self, match: re.Match[str]) -> bool:
        return all(match[one] is None for one in ("of", *_WIDE))

    def _starts(self, match: re.Match[str]) -> int:
        """Where the line of a word begins."""
        return self.text.rfind("\n", 0, match.start()) + 1

    def _begins(self, match: re.Match[str], end: int) -> bool:
        """Whether a clause begins there; a word alone has nothing but `yes` before it."""
        if self._is_alone(match):
            return bool(_FILLERS.fullmatch(self.text[self._starts(match) : match.start()]))
        between = self.text[end : match.start()]
        gap = between.strip()
        if not gap or (end and _BEGINS.fullmatch(gap)):
            return True
        last = between.rstrip(" \t\ufe0f")[-1:]
        return last in _ENDS or ord(last) > 0x2190

    def _weigh(self, claim: Claim, end: int) -> None:
        """Take a claim for sure, or find it in doubt by the words behind it."""
        tail = self.text[claim.end : end]
        if claim.is_wide and (found := _EXCEPT.search(tail.partition("\n")[0])):
            excepted = self._excepted(found, tail.partition("\n")[0])
            if excepted != frozenset():
                self.loose.append(Loose(excepted or claim.items, claim.end, end))
                claim = replace(claim, items=claim.items - (excepted or claim.items))
        elif not self._is_plain(tail) or self._says_another(tail, claim):
            self.loose.append(Loose(claim.items, claim.start, end))
            return
        if claim.items:
            self.sure.append(claim)
        self._cut(claim.end, tail)

    def _excepted(self, found: re.Match[str], line: str) -> Places | None:
        """What is excepted; None where that is not told, nothing where the word only seemed so."""
        items = self._refs(line[found.end() :])
        is_some = found["what"] is None or re.fullmatch(own.SOME, found["what"], re.IGNORECASE)
        return items or (None if is_some else frozenset())

    def _is_plain(self, tail: str) -> bool:
        """Whether the words behind a claim are no part of it: `open question` is no state."""
        first = re.match(r"[^\S\n]*([#\w][\w'’]*)", tail)
        return first is None or first[1].casefold() in own.BESIDES

    def _says_another(self, tail: str, claim: Claim) -> bool:
        """Whether another word is said of the same: `slipped, then shipped`."""
        if self.terms.corrected.search(tail):
            return True
        head = _REASON.split(tail)[0]
        return any(
            self.terms.spelled[key(one[0])] is not claim.word
            for part in _PART.split(head)
            if not self.terms.ref.search(part)
            for one in self.terms.any_word.finditer(part)
        )

    def _cut(self, start: int, tail: str) -> None:
        """Note what is said of another item, and claims nothing: `1 shipped, 2 didn’t`."""
        if len(self.items) == 1:
            return  # `refuted – 3 runs, 1 of them diverged`
        for part in _PART.finditer(tail):
            found = self.terms.ref.match(tail, part.end())
            if found is not None and (items := self._ref(found)):
                self.loose.append(Loose(items, start + part.end(), start + len(tail)))
                return

    def _doubt(self, start: int, end: int) -> None:
        """One of the words that claims nothing: the items of its line may be meant, or all."""
        if any(one.start <= start < one.end for one in self.loose):
            return
        first, last = self._line(start, end)
        items = self._refs(self.text[first:last]) - self.explicit
        if not items and not self.sure and len(self.text.split()) <= _FEW:
            whole = range(len(self.items)) if self.only is None else (self.only,)
            items = frozenset(whole)
        if items:
            self.loose.append(Loose(items, first, last))

    def _line(self, start: int, end: int) -> tuple[int, int]:
        """From where to where the line is of what stands there, as far as it claims nothing."""
        first = self.text.rfind("\n", 0, start) + 1
        last = self.text.find("\n", end)
        before = [claim.end for claim in self.sure if first < claim.end <= start]
        after = [claim.start for claim in self.sure if claim.start >= end]
        first, last = max([first, *before]), len(self.text) if last == -1 else last
        return first, min([last, *after])

    def is_bare(self, start: int, end: int) -> bool:
        """Whether nothing stands there but what may tell what came of items."""
        said = self.terms.ref.sub(" ", self.terms.any_word.sub(" ", self.text[start:end]))
        return bool(_BARE.fullmatch(said))
