"""Reading what came of a plan from the short ways in which people say it.

`1 done 2 partly – the proof was harder than it looked`, `all done`, `done 1, not 2`, one line an
item, or one item at a time: each is understood; free words are kept as what was learned.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from standup.core.pattern import Pattern


class Status(StrEnum):
    """What came of one planned item."""

    DONE = "done"
    PARTLY = "partly"
    CHANGED = "changed"
    NOT = "not"


_WORDS: dict[Status, tuple[str, ...]] = {
    Status.DONE: ("done", "finished", "completed", "yes", "yep", "✓", "✔", "✅", "☑", "👍"),
    Status.PARTLY: (
        *("partly", "partially", "partial", "half", "halfway", "mostly", "almost"),
        *("in progress", "started", "some of it", "◐", "🟡"),
    ),
    Status.CHANGED: ("changed", "switched", "swapped", "replaced", "instead", "🔄", "↻"),
    Status.NOT: (
        *("not done", "not yet", "not started", "not finished", "not at all", "not really"),
        *("didn't", "didn’t", "did not", "not", "nope", "no", "none", "dropped", "missed"),
        *("✗", "✘", "❌", "👎"),
    ),
}
_STATUS_OF = {word: status for status, words in _WORDS.items() for word in words}
_PHRASES = "|".join(re.escape(w) for w in sorted(_STATUS_OF, key=len, reverse=True))
# "1 not sure" and "no luck" are words about something else: after a bare "no" a pause must follow.
_PAUSE = r"(?=\s*(?:$|[\n,;.:!(–—-]|(?:because|but|as|since|and|so)\b|[#\d]))"
_NEGATIVE = "|".join(
    re.escape(w) for w in sorted(_WORDS[Status.NOT], key=len, reverse=True) if w.isascii()
)
_STATUS = (
    rf"(?P<status>(?:(?:{_NEGATIVE})(?!\w){_PAUSE})|(?!(?:{_NEGATIVE})(?!\w))(?:{_PHRASES})(?!\w))"
)
_NUMBERS = r"#?\d+(?:\s*(?:,|&|\+|and|-|–|to)\s*#?\d+)*"
_EVERY = r"all(?: of (?:it|them))?|both(?: of them)?|everything|the rest|the others?"
_ITEM_FIRST = Pattern(
    rf"(?<![\w.])(?P<items>{_NUMBERS}|{_EVERY})(?:\s*[.):=–—-]+|\s+(?:is|are|was|were)\b)?\s*{_STATUS}",
    re.IGNORECASE,
)
_STATUS_FIRST = Pattern(
    rf"(?<!\w){_STATUS}\s*[:=]?\s*(?P<items>{_NUMBERS}|{_EVERY})(?!\d)",
    re.IGNORECASE,
)
_BARE = Pattern(rf"\s*{_STATUS}", re.IGNORECASE)
_LONGEST = 500  # characters of a line in which items are settled
_EDGES = " \t\n,;:.–—-"


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """One planned item, what came of it (None: not said) and the words about it."""

    item: str
    status: Status | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a plan: each item's outcome, and what was said besides."""

    items: tuple[ItemOutcome, ...]
    note: str = ""

    @property
    def pending(self) -> tuple[int, ...]:
        """The indices of the items of which nothing was said yet."""
        return tuple(n for n, item in enumerate(self.items) if item.status is None)

    @property
    def has_words(self) -> bool:
        """Whether anything was said beyond the four words."""
        return bool(self.note or any(item.note for item in self.items))


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    items: tuple[int, ...] | None  # None: those not settled by then
    status: Status


def read(outcome: Outcome, text: str, focus: int | None) -> Outcome:
    """The outcome after one more message. `focus` is the item that was just asked about, if any."""
    marks = _marks(text, outcome)
    if marks:
        return _by_marks(outcome, text, marks)
    lines = [line for line in text.split("\n") if line.strip()]
    bare = [_bare(line) for line in lines]
    if len(outcome.items) > 1 and len(lines) == len(outcome.items) and all(bare):
        return _by_lines(outcome, [mark for mark in bare if mark])
    only = outcome.pending[0] if len(outcome.pending) == 1 else focus
    first = _bare(text)
    if only is not None and only in outcome.pending and first:
        return _settle(outcome, (only,), first[0], first[1])
    return _add_note(outcome, text.strip())


def is_bare(text: str) -> bool:
    """Whether the message is one of the four words and says not of which item."""
    mark = _bare(text)
    return mark is not None and not mark[1]


def _marks(text: str, outcome: Outcome) -> list[_Mark]:
    item_first = _valid(_ITEM_FIRST, text, outcome)
    status_first = _valid(_STATUS_FIRST, text, outcome)
    if status_first and (not item_first or status_first[0].start < item_first[0].start):
        return status_first
    return item_first


def _valid(pattern: Pattern, text: str, outcome: Outcome) -> list[_Mark]:
    marks = []
    for match in _matches(pattern, text):
        items = _indices(match["items"].lower(), outcome)
        if items is None or (items and all(0 <= n < len(outcome.items) for n in items)):
            status = _STATUS_OF[match["status"].lower()]
            marks.append(_Mark(match.start(), match.end(), items, status))
    return marks


def _matches(pattern: Pattern, text: str) -> Iterator[re.Match[str]]:
    """Matches line by line, each in what a line begins with, so that no text takes for ever."""
    start = 0
    for line in text.split("\n"):
        yield from pattern.finditer(text, start, start + min(len(line), _LONGEST))
        start += len(line) + 1


def _indices(words: str, outcome: Outcome) -> tuple[int, ...] | None:
    if words.startswith("the "):
        return None
    if not any(character.isdigit() for character in words):
        return tuple(range(len(outcome.items)))
    found: list[int] = []
    for part in re.split(r"\s*(?:,|&|\+|and)\s*", words):
        ends = [int(n[:4]) - 1 for n in re.findall(r"\d+", part)]
        found += range(ends[0], min(ends[-1], len(outcome.items)) + 1)
    return tuple(found)


def _by_marks(outcome: Outcome, text: str, marks: list[_Mark]) -> Outcome:
    outcome = _add_note(outcome, _clean(text[: marks[0].start]))
    ends = [mark.start for mark in marks[1:]]
    for mark, end in zip(marks, [*ends, len(text)], strict=True):
        tail = text[mark.end : end]
        if mark is marks[-1]:
            tail, _, rest = tail.partition("\n")
            outcome = _add_note(outcome, rest.strip())
        items = outcome.pending if mark.items is None else mark.items
        outcome = _settle(outcome, items, mark.status, _clean(tail))
    return outcome


def _by_lines(outcome: Outcome, marks: list[tuple[Status, str]]) -> Outcome:
    for n, (status, note) in enumerate(marks):
        outcome = _settle(outcome, (n,), status, note)
    return outcome


def _bare(text: str) -> tuple[Status, str] | None:
    match = _BARE.match(text, 0, _LONGEST)
    return (_STATUS_OF[match["status"].lower()], _clean(text[match.end() :])) if match else None


def _settle(outcome: Outcome, indices: tuple[int, ...], status: Status, note: str) -> Outcome:
    """Give these items the status. A note on several at once is about the whole."""
    if len(indices) > 1 and note:
        outcome, note = _add_note(outcome, note), ""
    items = list(outcome.items)
    for n in indices:
        items[n] = replace(items[n], status=status, note=_both(items[n].note, note))
    return replace(outcome, items=tuple(items))


def _both(before: str, note: str) -> str:
    """The words about an item when more is said about it: none is lost."""
    if not before or not note or note in before:
        return before or note
    return f"{before}; {note}"


def _add_note(outcome: Outcome, words: str) -> Outcome:
    if not words:
        return outcome
    return replace(outcome, note=f"{outcome.note}\n{words}" if outcome.note else words)


def _clean(words: str) -> str:
    words = words.strip(_EDGES)
    for joint in ("and", "&"):
        words = words.removesuffix(joint).rstrip(_EDGES) if _ends_with(words, joint) else words
    if words.startswith("(") and words.endswith(")"):
        words = words[1:-1].strip()
    return words


def _ends_with(words: str, joint: str) -> bool:
    return words == joint or words.endswith(" " + joint)
