"""A question of what came of an earlier list, read from the short ways in which people say it.

`1 done 2 partly – the proof was harder than it looked`, `all done`, `done 1, not 2`, one line an
item, or one item at a time: each is understood; free words are kept as what was learned.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any, assert_never

from standup.core.capabilities import Capabilities
from standup.core.kinds.kind import (
    EMPTY,
    AskAgain,
    Asked,
    AskItem,
    AskStatuses,
    AskWords,
    FollowUp,
    Reading,
    Row,
    Setting,
    Told,
    Value,
)
from standup.core.markup import (
    MOST_ROWS,
    Italic,
    Message,
    Span,
    Text,
    bullets,
    lines,
    phrase,
    quote,
)


class Status(StrEnum):
    """What came of one planned item."""

    DONE = "done"
    PARTLY = "partly"
    CHANGED = "changed"
    NOT = "not"


MARKS: dict[Status | None, str] = {
    Status.DONE: "✓",
    Status.PARTLY: "◐",
    Status.CHANGED: "↻",
    Status.NOT: "○",
    None: "·",
}
NOT_SAID = "not said"
LEGEND = " · ".join(f"{MARKS[status]} {status.value}" for status in Status)
_CLOSING = {Status.DONE, Status.PARTLY}

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
_ITEM_FIRST = re.compile(
    rf"(?<![\w.])(?P<items>{_NUMBERS}|{_EVERY})(?:\s*[.):=–—-]+|\s+(?:is|are|was|were)\b)?\s*{_STATUS}",
    re.IGNORECASE,
)
_STATUS_FIRST = re.compile(
    rf"(?<!\w){_STATUS}\s*[:=]?\s*(?P<items>{_NUMBERS}|{_EVERY})(?!\d)",
    re.IGNORECASE,
)
_BARE = re.compile(rf"\s*{_STATUS}", re.IGNORECASE)
_LONGEST = 500  # characters of a line in which items are settled
_EDGES = " \t\n,;:.–—-"


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """One planned item, what came of it (None: not said) and the words about it."""

    item: str
    status: Status | None = None
    note: str = ""

    @property
    def row(self) -> tuple[Span, ...]:
        """ "◐ the proof – partly: it was harder than it looked"."""
        word = self.status.value if self.status else NOT_SAID
        row = (Text(f"{MARKS[self.status]} {self.item} – "), Italic(word))
        return (*row, Text(f": {self.note}")) if self.note else row


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

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said at all."""
        return not self.note and all(item.status is None for item in self.items)

    @property
    def gist(self) -> str:
        """What was learned; else what was said of the items, or which of them were done."""
        noted = [f"{item.item}: {item.note}" for item in self.items if item.note]
        came = [item.item for item in self.items if item.status in _CLOSING]
        return self.note or "; ".join(noted or came)

    @property
    def measured(self) -> Fraction | None:
        """It is no amount."""
        return None

    def told(self) -> Iterator[Told]:
        """What was learned, and what was said of each item."""
        yield Told(self.note, "learned")
        yield from (Told(item.note, "learned", item.item) for item in self.items)

    def shown(self) -> Message:
        """The items, a line each, and what was said besides."""
        shown = lines(item.row for item in self.items) if self.items else Message(())
        return shown + quote(self.note) if self.note else shown

    def data(self) -> dict[str, Any]:
        """Each item's outcome, and the words about the whole."""
        outcomes = [
            {"item": i.item, "outcome": i.status.value if i.status else None, "note": i.note}
            for i in self.items
        ]
        return {"outcomes": outcomes, "text": self.note}


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


def _valid(pattern: re.Pattern[str], text: str, outcome: Outcome) -> list[_Mark]:
    marks = []
    for match in _matches(pattern, text):
        items = _indices(match["items"].lower(), outcome)
        if items is None or (items and all(0 <= n < len(outcome.items) for n in items)):
            status = _STATUS_OF[match["status"].lower()]
            marks.append(_Mark(match.start(), match.end(), items, status))
    return marks


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
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


# ── the kind ───────────────────────────────────────────────────────────────────────────────────


def _next_reading(
    value: Outcome, about: FollowUp | None, text: str, asked: set[type[FollowUp] | str]
) -> tuple[Outcome, FollowUp | None]:
    if text == EMPTY:
        return value, None
    focus = about.item if isinstance(about, AskItem) else None
    unsaid = focus is None and len(value.pending) > 1 and is_bare(text)
    after = value if unsaid else read(value, text, focus)
    return after, _follow_up(value, after, asked)


def _follow_up(
    before: Outcome, after: Outcome, asked: set[type[FollowUp] | str]
) -> FollowUp | None:
    """What to ask next; whatever was unclear is asked about once."""
    if after.pending:
        if len(after.pending) < len(before.pending):
            return AskItem(after.pending[0])
        if "unsure" in asked:
            return None
        asked.add("unsure")
        started = len(after.pending) < len(after.items) or after == before
        return AskItem(after.pending[0], unsure=True) if started else AskStatuses()
    if not after.has_words and after.items and AskWords not in asked:
        asked.add(AskWords)
        return AskWords()
    return None


@dataclass(frozen=True, slots=True)
class _Pressing:
    def buttons(self, _: Asked, shown: tuple[str, ...], about: FollowUp | None) -> tuple[Row, ...]:
        """A row an item, as far as they fit; the four words for a single one."""
        match about:
            case AskWords():
                return ()
            case AskItem(item):
                return (_statuses(item + 1),)
            case AskStatuses() | AskAgain() | None:
                return _of_all(len(shown))
        assert_never(about)

    def options(self, _: Asked) -> tuple[str, ...]:
        """It is written."""
        return ()

    def option(self, _: Asked, __: Value) -> str:
        """It is written."""
        return ""


def _of_all(items: int) -> tuple[Row, ...]:
    if items == 1:
        return (_statuses(1),)
    if items > MOST_ROWS:
        return (((f"{MARKS[Status.DONE]} all done", "all done"),),)
    return tuple(
        tuple((f"{item} {MARKS[status]}", f"{item} {status.value}") for status in Status)
        for item in range(1, items + 1)
    )


def _statuses(item: int) -> Row:
    return tuple((f"{MARKS[status]} {status.value}", f"{item} {status.value}") for status in Status)


@dataclass(frozen=True, slots=True)
class OutcomeRules:
    """The rules of `outcome`."""

    about: str = "what came of an earlier list"
    settings: tuple[Setting, ...] = (
        Setting(
            "of",
            "reference",
            "the round and question whose items it is about, such as `plan.will_learn`",
            is_needed=True,
        ),
    )
    telling: int | None = 0
    measuring: None = None
    pressing: _Pressing = _Pressing()

    def read(self, _: Asked, texts: tuple[str, ...], shown: tuple[str, ...]) -> Reading:
        """What came of each item, one message after the other."""
        value, about = Outcome(tuple(ItemOutcome(item) for item in shown)), None
        asked: set[type[FollowUp] | str] = set()
        for text in texts:
            value, about = _next_reading(value, about, text, asked)
        return Reading(value, about)

    def hint(self, _: Asked, shown: tuple[str, ...], can: Capabilities) -> Message:
        """The plan, and how to say what came of it."""
        if not shown:
            return phrase("__You had shared no plan; just say what you learned.__")
        how = (
            "Say what came of it, **done**, **partly**, **changed** or **not**, and what you"
            " learned. For example: `{example}`"
        )
        if can.choices:
            how = "Press what came of it (" + LEGEND + "), or write it with what you learned: "
            how += "`{example}`"
        plan = phrase("This was your plan:") + bullets(shown, numbered=True)
        return plan + phrase(how, example=_example(len(shown)))

    def follow_up(self, _: Asked, reading: Reading, can: Capabilities) -> Message:
        """What is still open of the plan, or what was learned."""
        value, about = reading.value, reading.follow_up
        assert isinstance(value, Outcome)
        match about:
            case AskItem(item, unsure):
                return _ask_item(value, item, can, unsure=unsure)
            case AskStatuses():
                return _ask_statuses(value, can)
            case AskWords() | AskAgain() | None:
                return phrase("Ticked off, thank you. **And what did you learn?**") + phrase(
                    "__A sentence is enough;__ `-` __if there is nothing to add.__"
                )
        assert_never(about)

    def field_hint(self, _: Asked, shown: tuple[str, ...]) -> str:
        """The plan, as far as it fits."""
        numbered = " ".join(f"{n}. {item}" for n, item in enumerate(shown, 1))
        return f"Done, partly, changed or not? {numbered}" if shown else ""


def _example(count: int) -> str:
    if count == 1:
        return "partly – it was harder than it looked"
    if count == 2:
        return "1 done 2 partly – it was harder than it looked"
    return f"1-{count - 1} done {count} changed – something better came up"


def _ask_item(outcome: Outcome, item: int, can: Capabilities, *, unsure: bool) -> Message:
    several = len(outcome.items) > 1
    lead = "I was not sure which one you meant. " if unsure and several else ""
    words = "" if can.choices else " `done`, `partly`, `changed` or `not`"
    text = phrase(
        lead + "What came of **{number}. {item}**?" + words,
        number=item + 1,
        item=outcome.items[item].item,
    )
    return text + phrase("__Or all at once:__ `all done`") if unsure and several else text


def _ask_statuses(outcome: Outcome, can: Capabilities) -> Message:
    text = phrase("Noted, thank you. **And what came of the plan?**")
    text += bullets([item.item for item in outcome.items], numbered=True)
    if can.choices:
        text += phrase(LEGEND)
    example = "1 done" if len(outcome.items) > 1 else "done"
    return text + phrase(
        "__For example__ `{example}`__;__ `-` __leaves it open.__", example=example
    )
