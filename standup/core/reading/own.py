"""What a message says came of items, in the words of a question's own.

Where none of them is said the usual ones are understood, as far as just one of these counts as done
or as partly done.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from standup.core.reading import outcomes
from standup.core.reading.outcomes import Found, trimmed
from standup.core.reading.own_claims import Claim, Claims, Loose, Places
from standup.core.reading.own_terms import terms
from standup.core.reading.own_words import STATUS, OwnWord, named
from standup.core.reading.status import Status

_LONGEST = 4000  # characters of a message in which items are settled
_PLAIN = frozenset({Status.DONE, Status.PARTLY})  # of which it is clear what they say


def read(
    text: str, items: Sequence[str], words: Sequence[OwnWord], only: int | None = None
) -> Found:
    """What a message says of the items in these words; `only`: the one that was asked about."""
    only = 0 if len(items) == 1 else only
    head, beyond, known = text[:_LONGEST], text[_LONGEST:].strip(), tuple(words)
    claims = Claims(head, tuple(map(named, items)), terms(head, items, known), only)
    claims.read()
    if claims.sure or claims.doubtful:
        found = _Put(claims).together() if claims.sure else _in_doubt(claims)
        return replace(found, note=f"{found.note}\n{beyond}".strip()) if beyond else found
    return _usual(text, [words for _, words in claims.items], known, only)


def _in_doubt(claims: Claims) -> Found:
    """Nothing is clear; what was said besides stays."""
    words = claims.text.strip()
    is_bare = claims.is_bare(0, len(claims.text))
    rest = "" if is_bare else words
    return Found({}, {}, claims.doubtful, "", words, bare=is_bare, rest=rest)


@dataclass(slots=True)
class _Put:
    """The claims of a message put together, and the words about each item."""

    claims: Claims
    words: dict[int, OwnWord] = field(default_factory=dict)
    doubtful: Places = frozenset()
    notes: dict[int, str] = field(default_factory=dict)
    free: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)

    def together(self) -> Found:
        self._settle()
        parts: list[Claim | Loose] = [*self.claims.loose, *self.claims.sure]
        parts.sort(key=lambda part: part.start)
        text = self.claims.text
        self.free.append(trimmed(text[: parts[0].start], is_last=False, is_first=True))
        for part, following in zip_longest(parts, parts[1:]):
            self._part(part, following.start if following else None)
        return Found(
            statuses={n: STATUS[word.counts] for n, word in self.words.items()},
            notes=self.notes,
            doubtful=self.doubtful,
            note="\n".join(filter(None, self.free)),
            unclear="\n".join(self.unclear),
            bare=not self.rest,
            rest="\n".join(self.rest),
            words={n: word.name for n, word in self.words.items()},
        )

    def _settle(self) -> None:
        """What is said of an item itself goes before what is said of all."""
        one, wide = dict[int, set[OwnWord]](), dict[int, set[OwnWord]]()
        for claim in self.claims.sure:
            for n in claim.items:
                (wide if claim.is_wide else one).setdefault(n, set()).add(claim.word)
        said = {**wide, **one}
        self.words = {n: next(iter(words)) for n, words in said.items() if len(words) == 1}
        doubtful = self.claims.doubtful | said.keys()
        self.doubtful = frozenset(doubtful - self.words.keys())

    def _part(self, part: Claim | Loose, end: int | None) -> None:
        """Keep the words of a claim, or of what claims nothing, up to the next one."""
        text, is_last = self.claims.text, end is None
        end = len(text) if end is None else end
        if part.items & self.doubtful:
            said = text[part.start : end].strip()
            self.unclear += [said] if said else []
            self.rest += [] if self.claims.is_bare(part.start, end) else [said]
        elif isinstance(part, Loose):
            self.free.append(trimmed(text[part.start : end], is_last=is_last))
        else:
            self._note(part, trimmed(text[part.end : end], is_last=is_last))

    def _note(self, claim: Claim, words: str) -> None:
        """The rest of a line is about the item, where it is one."""
        only = next(iter(claim.items)) if len(claim.items) == 1 else None
        if only is None:
            self.free.append(words)
            return
        first, _, others = words.partition("\n")
        if first:
            self.notes[only] = f"{self.notes[only]}; {first}" if only in self.notes else first
        self.free.append(others.strip())


def _usual(text: str, items: list[str], words: Sequence[OwnWord], only: int | None) -> Found:
    """What the usual words say, each as the one of these that counts alike."""
    found = outcomes.read(text, items, only)
    alike = {s: [w.name for w in words if STATUS[w.counts] is s] for s in _PLAIN}
    unclear = {n for n, s in found.statuses.items() if len(alike.get(s, ())) != 1}
    if unclear:
        has_words = bool(found.notes or found.note or found.rest)
        rest = text.strip() if has_words else ""
        doubtful = frozenset(found.statuses) | found.doubtful
        return Found({}, {}, doubtful, "", text.strip(), bare=not rest, rest=rest)
    said = {n: alike[status][0] for n, status in found.statuses.items()}
    return replace(found, words=said)
