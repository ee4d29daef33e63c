"""What a message says came of a plan: each clause understood whole, or asked about.

The message's tags (see `tags`) are read as a string, a letter each. First what belongs together
becomes one tag (`not done`, `1 and 3`, `almost all`); then, clause by clause, the rules of
`grammar` say what is claimed of which items. What no rule reads whole claims nothing: it is words,
or, where it speaks of items or statuses, a doubt. At last the claims are put together: what is said
by name or number goes before exceptions, these before `all` and `none`, these before `the rest`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from standup.core.reading.claims import Claim, Level
from standup.core.reading.grammar import claims
from standup.core.reading.joining import joined
from standup.core.reading.names import Items, Plan, plan
from standup.core.reading.numbers import COUNTS
from standup.core.reading.status import Status
from standup.core.reading.tags import Tag, tagged
from standup.core.reading.vocabulary import nearly_says
from standup.core.text.pattern import Pattern

_TELLING = frozenset("dpcnyzkGHLDQBNMRSEXOe%/")  # what says something of items
_LONGEST = 4000  # characters of a message in which items are settled
_MOST_ITEMS = 200  # of a plan that is read; of a longer one, what is said is words


@dataclass(frozen=True, slots=True)
class Found:
    """What a message says: of items by their place what came of them and the words about it.

    `doubtful` are the items about which something was said that may mean several things, in the
    words `unclear`, which hold no others where they are `bare`; `rest` is what of these stays once
    it is clear, `note` what was said besides. `beyond`: of a number that the plan does not have.
    `words` are a question's own words for what came of items, where it has some.
    """

    statuses: dict[int, Status]
    notes: dict[int, str]
    doubtful: Items
    note: str
    unclear: str
    bare: bool = True
    rest: str = ""
    beyond: bool = False
    words: Mapping[int, str] = field(default_factory=dict)


def read(text: str, items: Sequence[str], only: int | None = None) -> Found:
    """What the message says of the items; `only`: the one that was asked about, if one was."""
    if len(items) > _MOST_ITEMS:
        return Found({}, {}, frozenset(), text.strip(), "")
    known = plan(tuple(items))
    only = 0 if known.count == 1 else only
    head = text[:_LONGEST]
    tags = _counted_through(tagged(head, known), known)
    found = list(claims(joined(tags), known, only))
    return _Put(text, known, found, [tag for tag in tags if tag.letter not in "fh"]).together()


def _counted_through(tags: list[Tag], known: Plan) -> list[Tag]:
    """The tags; where each place is counted, numbers are places, whatever is called so.

    One that the plan does not have may stand in a note, and is no place in any case.
    """
    said = [tag for tag in tags if tag.letter not in "fhi"]
    told = [
        tag
        for tag, following in pairwise(said)
        if tag.letter == "T"
        and _number(tag)
        and not tag.beyond
        and following.letter in "dpcnyzG:%FHLA,T?"
    ]
    numbers = [_number(tag) for tag in told]
    if sorted(numbers) != list(range(1, known.count + 1)) or all(
        tag.word in known.of for tag in told
    ):
        return tags
    place = {tag: replace(tag, items=frozenset({_number(tag) - 1}), sure=True) for tag in told}
    return [place.get(tag, tag) for tag in tags]


def _number(tag: Tag) -> int:
    """The number that it says; none where it is no number."""
    return int(tag.word) if tag.word.isdecimal() and len(tag.word) < 5 else COUNTS.get(tag.word, 0)


@dataclass(slots=True)
class _Put:
    """The claims of one message, put together."""

    text: str
    plan: Plan
    claims: list[Claim]
    tags: list[Tag]

    def together(self) -> Found:
        statuses, doubtful = self._settled()
        if self._is_told_and_more(statuses):
            self.claims = [replace(claim, status=None) for claim in self.claims]
            statuses, doubtful = {}, frozenset(range(self.plan.count))
        if not statuses:
            return self._unsettled(doubtful)
        notes, note, unclear = self._words(statuses, doubtful)
        doubts = [c for c in self.claims if c.status is None and c.items & doubtful]
        bare = all(self._is_bare(claim.start, claim.end) for claim in doubts)
        return Found(
            statuses=statuses,
            notes=notes,
            doubtful=doubtful,
            note=note,
            unclear=unclear,
            bare=bare,
            beyond=self._is_beyond(),
        )

    def _unsettled(self, doubtful: Items) -> Found:
        """What a message says of which nothing is clear."""
        words = self.text.strip()
        if not doubtful or all(claim.is_weak for claim in self.claims):
            return Found(
                statuses={},
                notes={},
                doubtful=frozenset(),
                note=words,
                unclear="",
                bare=self._is_bare(0, len(self.text)),
            )
        rest = self._rest(doubtful)
        return Found(
            statuses={},
            notes={},
            doubtful=doubtful,
            note="",
            unclear=words,
            bare=not rest,
            rest=rest,
            beyond=self._is_beyond(),
        )

    def _rest(self, doubtful: Items) -> str:
        """What stays of a message that is in doubt: words apart from its claims, or all of it."""
        has_notes = any(tag.letter in "-(r" for tag in self.tags)
        if not has_notes and self._is_bare(0, len(self.text)):
            return ""
        doubts = [c for c in self.claims if c.items & doubtful]
        apart = all(self._is_bare(c.start, c.end) and not self._leads(c) for c in doubts)
        return self._words({}, doubtful)[1] if apart else self.text.strip()

    def _leads(self, claim: Claim) -> bool:
        """Whether words before a claim are about it: `Tests: not done`."""
        before = [tag for tag in self.tags if tag.end <= claim.start][-2:]
        return [tag.letter for tag in before if tag.letter in "U:"] == ["U", ":"]

    def _is_told_and_more(self, statuses: dict[int, Status]) -> bool:
        """Whether somebody counts further than the plan goes, so that no number is surely ours."""
        told = {n for c in self.claims if c.level is Level.NAMED for n in c.items} | set(statuses)
        return len(told) == self.plan.count and self._is_beyond()

    def _is_beyond(self) -> bool:
        """Whether something is said to have come of a number that the plan does not have."""
        return any(tag.beyond and self._is_told(tag) for tag in self.tags)

    def _is_told(self, tag: Tag) -> bool:
        """Whether a claim that is no prose is about a tag."""
        about = [c for c in self.claims if c.start <= tag.start < c.end and c.status is None]
        return any(not c.is_weak and self._is_all_ours(c) for c in about)

    def _is_all_ours(self, claim: Claim) -> bool:
        here = [tag for tag in self.tags if claim.start <= tag.start < claim.end]
        return all(tag.letter != "U" for tag in here)

    def _is_bare(self, start: int, end: int) -> bool:
        """Whether no word stands there but those that tell what came of items, maybe misspelt."""
        here = [tag for tag in self.tags if start <= tag.start < end]
        tells = any(tag.letter in _TELLING or nearly_says(tag.word) for tag in here)
        return tells and all(tag.letter != "U" or nearly_says(tag.word) for tag in here)

    def _settled(self) -> tuple[dict[int, Status], Items]:
        statuses: dict[int, Status] = {}
        doubtful: set[int] = set()
        everything = frozenset(range(self.plan.count))
        named = frozenset(
            n for c in self.claims if c.level in {Level.NAMED, Level.EXCEPT} for n in c.items
        )
        for n in everything:
            status = self._of(n, named)
            if isinstance(status, Status):
                statuses[n] = status
            elif status:
                doubtful.add(n)
        self._count_out(statuses, doubtful)
        return statuses, frozenset(doubtful)

    def _of(self, item: int, named: Items) -> Status | bool:
        """The status that is claimed of an item; True where that is in doubt."""
        about = [
            c
            for c in self.claims
            if item in c.items and not (c.level is Level.REST and item in named)
        ]
        for level in (Level.NAMED, Level.EXCEPT, Level.ALL, Level.REST):
            here = [c for c in about if c.level is level]
            said = {c.status for c in here if not c.is_weak} or {c.status for c in here}
            if len(said) == 1:
                (status,) = said
                return status if status is not None else True
            if said:
                return self._agree(said) or True
        return False

    def _agree(self, said: set[Status | None]) -> Status | None:
        """`all started, none finished`: partly."""
        return Status.PARTLY if said == {Status.PARTLY, Status.NOT} and self._all_none() else None

    def _all_none(self) -> bool:
        return all(c.level is Level.ALL for c in self.claims)

    def _count_out(self, statuses: dict[int, Status], doubtful: set[int]) -> None:
        """`2 of 3, docs missing`: the others are done."""
        share = next((c.share for c in self.claims if c.share), None)
        if share is None or share[1] != self.plan.count or not statuses:
            return
        if set(statuses.values()) == {Status.NOT} and len(statuses) == share[1] - share[0]:
            for n in tuple(doubtful):
                statuses[n] = Status.DONE
                doubtful.discard(n)

    def _words(
        self, statuses: dict[int, Status], doubtful: Items
    ) -> tuple[dict[int, str], str, str]:
        """The words about each item, about the whole, and those that were not clear."""
        kept = _Kept(statuses)
        unclear: list[str] = []
        end, last = 0, None
        for claim in self.claims:
            begins = self._begins(claim, end)
            self._keep(end, begins, last, kept)
            words = self.text[max(end, begins) : claim.end].strip()
            if claim.status is None and claim.items & doubtful:
                unclear.append(words)
            elif claim.status is None or self._says_more(claim):
                kept.add(words, claim)
            end, last = max(end, claim.end), claim
        self._keep(end, len(self.text), last, kept)
        return kept.notes, "\n".join(kept.free), "\n".join(filter(None, unclear))

    def _begins(self, claim: Claim, end: int) -> int:
        """Where a claim begins; one that is words takes the small ones before it, after a sign."""
        if claim.status is not None:
            return claim.start
        before = [tag.end for tag in self.tags if tag.end <= claim.start]
        return max([end, *before[-1:]])

    def _says_more(self, claim: Claim) -> bool:
        """Whether a claim holds words that it does not need."""
        return any(t.letter == "U" for t in self.tags if claim.start <= t.start < claim.end)

    def _keep(self, start: int, end: int, last: Claim | None, kept: "_Kept") -> None:
        """Keep what stands between two claims, unless it says nothing."""
        here = [tag.letter for tag in self.tags if start <= tag.start < end]
        nothing = all(letter in ",.|-()bAi?rOmjsqP" for letter in here)
        if end <= _LONGEST and nothing and here[:1] not in ([":"], ["-"], ["("], ["r"]):
            return
        words, is_last = self.text[start:end], end == len(self.text)
        if kept.item_of(last) is None:
            kept.add(trimmed(words, is_last=is_last, is_first=last is None), None)
            return
        first, _, others = (words, "", "") if self.plan.count == 1 else words.partition("\n")
        kept.add(trimmed(first, is_last=is_last), last)
        kept.add(trimmed(others, is_last=is_last, is_first=True), None)


@dataclass(slots=True)
class _Kept:
    """The words about each item, and about the whole."""

    statuses: dict[int, Status]
    notes: dict[int, str] = field(default_factory=dict)
    free: list[str] = field(default_factory=list)

    def item_of(self, claim: Claim | None) -> int | None:
        """The item that words after a claim are about: the only one it was about."""
        if claim is None or len(claim.items) != 1 or claim.status is None:
            return None
        (item,) = claim.items
        return item if item in self.statuses else None

    def add(self, words: str, claim: Claim | None) -> None:
        """Keep words said of what a claim is about, or of the whole."""
        item = self.item_of(claim)
        if not words:
            return
        if item is None:
            self.free.append(words)
        else:
            self.notes[item] = f"{self.notes[item]}; {words}" if item in self.notes else words


_OPENS = Pattern(r"^[ \t]*(?:[:,;.!…]+(?=\s|$)|:|[–—]|-+(?=\s))?\s*")


def trimmed(words: str, *, is_last: bool, is_first: bool = False) -> str:
    """The words without what only parted them from a claim before or after them."""
    words = words if is_first else _OPENS.sub("", words, count=1)
    words = words.strip()
    if not is_last:
        words = _closed(words)
    inner = words[1:-1]
    if words.startswith("(") and words.endswith(")") and not set("()") & set(inner):
        words = inner.strip()
    return words


def _closed(words: str) -> str:
    for sign in (" and", " und", " y", " but", " aber", " pero", " &"):
        words = words.removesuffix(sign)
    return words.rstrip(" \t\n,;:(–—")
