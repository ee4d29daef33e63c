"""What came of an earlier list, told in one message or item by item.

What each message says is read by `standup.core.reading`; free words are kept as what was learned,
and what is in doubt is asked about once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from standup.core.kinds.kind import (
    EMPTY,
    AskBeyond,
    AskItem,
    AskStatuses,
    AskWords,
    FollowUp,
    Told,
)
from standup.core.language import sentence, spoken
from standup.core.messages.markup import (
    Italic,
    Message,
    Span,
    Text,
    lines,
    quote,
)
from standup.core.reading import outcomes as reading
from standup.core.reading.own_words import OwnWord, in_every_language
from standup.core.reading.status import Status

MARKS: dict[Status | None, str] = {
    Status.DONE: "✓",
    Status.PARTLY: "◐",
    Status.CHANGED: "↻",
    Status.NOT: "○",
    None: "·",
}
_WORDS = {
    Status.DONE: sentence("done"),
    Status.PARTLY: sentence("partly"),
    Status.CHANGED: sentence("changed"),
    Status.NOT: sentence("not"),
    None: sentence("unanswered"),
}
_CLOSING = {Status.DONE, Status.PARTLY}


def status_word(status: Status | None) -> str:
    """What it is called in the language that is spoken."""
    return spoken(_WORDS[status])


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """One planned item, what came of it (None: not said) and the words about it; `word` is the
    question's own for it, where it has some."""

    item: str
    status: Status | None = None
    note: str = ""
    word: str = ""

    @property
    def row(self) -> tuple[Span, ...]:
        """ "◐ the proof – partly: it was harder than it looked"."""
        word = spoken(self.word) if self.word else status_word(self.status)
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
        return {"outcomes": [_item_data(item) for item in self.items], "text": self.note}


def _item_data(item: ItemOutcome) -> dict[str, Any]:
    status = item.status.value if item.status else None
    told: dict[str, Any] = {"item": item.item, "outcome": status, "note": item.note}
    return {**told, "word": item.word} if item.word else told


def _both(before: str, note: str) -> str:
    """The words about an item when more is said about it: none is lost."""
    if not before or not note or note in before:
        return before or note
    return f"{before}; {note}"


@dataclass(frozen=True, slots=True)
class _Unclear:
    """Words that may be about some items, and what stays of them once it is clear."""

    words: str
    items: frozenset[int]
    rest: str = ""


@dataclass(slots=True)
class Telling:
    """What came of a plan, told message by message.

    `unclear` are words that were asked about, with the items they may be about: once it is clear
    only what they said besides stays of them. Those `held` are about nothing that is in the plan.
    """

    value: Outcome
    words: tuple[OwnWord, ...] = ()
    about: FollowUp | None = None
    unclear: list[_Unclear] = field(default_factory=list)
    held: _Unclear | None = None
    was_unsure: bool = False
    asked_words: bool = False

    def hear(self, text: str) -> None:
        """Take one more message."""
        held, self.held = self.held, None
        if text == EMPTY:
            self.about = self._words() if held else None
            return
        before, doubtful = self.value, frozenset[int]()
        found = _read(text, [item.item for item in before.items], self.words, self._focus())
        if not self._is_words(found) and not (held and self._is_of_all(found)):
            doubtful = self._take(found)
        elif not self._holds(found, text.strip(), found.rest):
            self._note(text.strip())
        self.about = self._next(before, doubtful, beyond=found.beyond)

    def told(self) -> Outcome:
        """All of it, with what never became clear as the person's own words."""
        pending = set(self.value.pending)
        left = [
            said.words if said.items & pending or said is self.held else said.rest
            for said in self.unclear
        ]
        return _noted(self.value, "\n".join(filter(None, left)))

    def _focus(self) -> int | None:
        pending = self.value.pending
        if len(pending) == 1:
            return pending[0]
        return self.about.item if isinstance(self.about, AskItem) else None

    def _is_words(self, found: reading.Found) -> bool:
        """Whether it tells what was learned: there is no plan, or all of it is ticked."""
        if not self.value.items:
            return True
        besides = found.note or found.notes or found.doubtful
        return not self.value.pending and bool(besides or not found.statuses)

    def _is_of_all(self, found: reading.Found) -> bool:
        """Whether it is said of no item in particular: `not done`, of something else."""
        return len(found.statuses) == len(self.value.items) > 1

    def _holds(self, found: reading.Found, words: str, rest: str = "") -> bool:
        """Keep words about a number that the plan does not have until they are asked about."""
        if self.was_unsure or self.value.pending or not found.beyond:
            return False
        self.held = _Unclear(words, frozenset(), rest)
        self.unclear.append(self.held)
        return True

    def _take(self, found: reading.Found) -> frozenset[int]:
        """Settle what is clear, and keep in mind what is not."""
        items = list(self.value.items)
        for n, status in found.statuses.items():
            note = _both(items[n].note, found.notes.get(n, ""))
            items[n] = replace(items[n], status=status, note=note, word=found.words.get(n, ""))
        self.value = _noted(replace(self.value, items=tuple(items)), found.note)
        doubtful = found.doubtful & set(self.value.pending)
        if found.unclear and doubtful and (found.bare or found.rest):
            self.unclear.append(_Unclear(found.unclear, doubtful, found.rest))
        elif found.unclear and not self._holds(found, found.unclear):
            self._note(found.unclear)
        return doubtful

    def _note(self, words: str) -> None:
        self.value = _noted(self.value, words)

    def _next(
        self, before: Outcome, doubtful: frozenset[int], *, beyond: bool = False
    ) -> FollowUp | None:
        """What to ask next; whatever was unclear is asked about once."""
        after = self.value
        if self.held is not None:
            self.was_unsure = True
            return AskBeyond()
        if not after.pending:
            return self._words()
        if doubtful and not self.was_unsure:
            self.was_unsure = True
            return AskItem(min(doubtful), unsure=True, beyond=beyond)
        if len(after.pending) < len(before.pending):
            return AskItem(after.pending[0])
        if self.was_unsure:
            return None
        self.was_unsure = True
        started = len(after.pending) < len(after.items) or after == before
        return AskItem(after.pending[0], unsure=True) if started else AskStatuses()

    def _words(self) -> FollowUp | None:
        words = self.value.has_words or any(said.rest for said in self.unclear)
        if words or not self.value.items or self.asked_words:
            return None
        self.asked_words = True
        return AskWords()


def _read(
    text: str, items: list[str], words: tuple[OwnWord, ...], only: int | None = None
) -> reading.Found:
    """What a message says of the items, in the usual words or in a question's own."""
    if words:
        from standup.core.reading import own  # noqa: PLC0415 - few questions have words of their own

        return own.read(text, items, in_every_language(words), only)
    return reading.read(text, items, only)


def _noted(outcome: Outcome, words: str) -> Outcome:
    if not words:
        return outcome
    return replace(outcome, note=f"{outcome.note}\n{words}" if outcome.note else words)
