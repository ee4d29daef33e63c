"""The kinds of questions: how each is asked, how replies to it are read, how an answer is shown.

A kind is one entry in `KINDS`. Replies are kept as the texts people wrote; what they mean is read
from those texts anew each time, so an edited message needs no second way of thinking.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from standup.core import outcome, short_answers
from standup.core.amounts import Number
from standup.core.model import Question
from standup.core.outcome import ItemOutcome, Outcome
from standup.core.pattern import Pattern
from standup.core.short_answers import Mood, Picked, Rated, ShortAnswer, YesNo


@dataclass(frozen=True, slots=True)
class Words:
    """What was said, as it was said."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list, one thing an entry."""

    items: tuple[str, ...]


Value = Words | Items | Outcome | ShortAnswer


@dataclass(frozen=True, slots=True)
class AskItem:
    """Ask what came of one item next; `unsure` when the last reply was not understood."""

    item: int
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class AskStatuses:
    """Thank for the words and ask once what came of the plan."""


@dataclass(frozen=True, slots=True)
class AskWords:
    """Everything is ticked: ask once what was learned."""


@dataclass(frozen=True, slots=True)
class AskAgain:
    """The reply could not be read as an answer to this question: say once what is expected."""

    question: Question


FollowUp = AskItem | AskStatuses | AskWords | AskAgain


@dataclass(frozen=True, slots=True)
class Reading:
    """What the replies to a question mean so far, and what to ask about them, if anything."""

    value: Value
    follow_up: FollowUp | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of question. `read` gets it, the texts said so far and the items that were shown."""

    name: str
    read: Callable[[Question, tuple[str, ...], tuple[str, ...]], Reading]


IN_WORDS = frozenset({"text", "items", "outcome"})
"""The kinds that are answered in words of one's own, not by a step, a face or a number."""

EMPTY = ""  # the text of an answer that says, on purpose, nothing


def read(question: Question, texts: tuple[str, ...], shown: tuple[str, ...] = ()) -> Reading:
    """What these texts, said in this order, answer to the question."""
    return KINDS[question.kind].read(question, texts, shown)


def is_empty(value: Value) -> bool:
    """Whether nothing was said at all."""
    match value:
        case Words(text):
            return not text
        case Items(items):
            return not items
        case Outcome(items, note):
            return not note and all(item.status is None for item in items)
        case Picked() | Rated() | YesNo() | Mood() | Number():
            return False


def _read_text(_: Question, texts: tuple[str, ...], __: tuple[str, ...]) -> Reading:
    return Reading(Words("\n".join(text for text in texts if text)))


_BULLET = Pattern(r"^\s*(?:[-*•–—·◦▪+]|\[[ xX]?\])\s+")
_NUMBER = Pattern(r"^\s*\(?(\d{1,3})[.):]\s*")


def _read_items(_: Question, texts: tuple[str, ...], __: tuple[str, ...]) -> Reading:
    lines = [line for text in texts for line in text.split("\n") if line.strip()]
    lines = [_BULLET.sub("", line, count=1) for line in lines]
    if len(lines) > 1 and _counts(lines):
        lines = [_NUMBER.sub("", line, count=1) for line in lines]
    return Reading(Items(tuple(line.strip() for line in lines if line.strip())))


def _counts(lines: list[str]) -> bool:
    """Whether the lines are numbered 1, 2, 3, so that the numbers are not part of the words."""
    numbers = map(_NUMBER.match, lines)
    return all(match and int(match[1]) == n for n, match in enumerate(numbers, 1))


def _read_outcome(_: Question, texts: tuple[str, ...], shown: tuple[str, ...]) -> Reading:
    reading = Reading(Outcome(tuple(ItemOutcome(item) for item in shown)))
    asked: set[type[FollowUp] | str] = set()
    for text in texts:
        reading = _next_reading(reading, text, asked)
    return reading


def _next_reading(reading: Reading, text: str, asked: set[type[FollowUp] | str]) -> Reading:
    before = reading.value
    assert isinstance(before, Outcome)
    if text == EMPTY:
        return Reading(before)
    focus = reading.follow_up.item if isinstance(reading.follow_up, AskItem) else None
    unsaid = focus is None and len(before.pending) > 1 and outcome.is_bare(text)
    after = before if unsaid else outcome.read(before, text, focus)
    return Reading(after, _follow_up(before, after, asked))


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


def _read_short(question: Question, texts: tuple[str, ...], _: tuple[str, ...]) -> Reading:
    """The last text that can be read gives the value; what was said besides is its note."""
    read = [short_answers.read(question, text) for text in texts]
    words = [found.note if found else text for found, text in zip(read, texts, strict=True)]
    note = "\n".join(said.strip() for said in words if said.strip())
    values = [found for found in read if found]
    if values:
        return Reading(replace(values[-1], note=note))
    return Reading(Words(note), AskAgain(question) if note and len(texts) == 1 else None)


KINDS = {
    kind.name: kind
    for kind in (
        Kind("text", _read_text),
        Kind("items", _read_items),
        Kind("outcome", _read_outcome),
        *(Kind(name, _read_short) for name in short_answers.KINDS),
    )
}
